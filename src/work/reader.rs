//! The reading thread: pages, the agenda, histories, the header's counts; in order, but for pages,
//! of which only the newest asked for is read. It also notices what other programs write.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::Bench;
use super::marks::Known;
use crate::app::Sheets;
use crate::app::agenda::end_of_today;
use crate::app::msg::{Counts, Day, Reply, Ticket};
use crate::app::views::Listed;
use crate::domain::agenda::{Agenda, Whose};
use crate::domain::column::Column;
use crate::domain::custom_field::CustomField;
use crate::domain::customer::Customer;
use crate::domain::day::midnight;
use crate::domain::page::Page;
use crate::domain::rep::Rep;
use crate::domain::retention::Rule;
use crate::domain::setup::{Offer, Setup};
use crate::domain::similar::Sought;
use crate::domain::{Id, Trouble};
use crate::exchange::template::{self, SHIPPED};
use crate::store::{Desk, Error, Result};

/// How often another program's commits are looked for.
const LOOK: Duration = Duration::from_millis(500);
/// Activities on a page.
const ACTIVITIES: usize = 200;
/// Rows of the agenda.
const AGENDA: usize = 500;
/// Orphans on the agenda.
const ORPHANS: usize = 50;
/// Steps that fell due and are told of.
const FELL_DUE: usize = 20;
/// Things of each kind that wait for a look.
const REVIEW: usize = 500;
/// Rows of who is due for a look.
const RETENTION: usize = 500;
/// Inquiries that are done and still on the board.
const DONE: usize = 300;
/// Inquiries that are shown for being like one.
const SIMILAR: usize = 3;
/// Entries of a history.
const HISTORY: usize = 500;

/// What can be asked.
pub enum Question {
    /// A customer's page.
    Page(Id),
    /// What is due, as of that moment.
    Agenda(Whose, i64),
    /// The deals of the board, as of that moment.
    Board(Whose, i64),
    /// The header's counts, as of that moment.
    Counts(DateTime<FixedOffset>),
    /// What of the rep's own fell due after the first moment and not after the second.
    FellDue(i64, i64),
    /// What happened to a customer.
    History(Id),
    /// What erasing a customer would take and leave.
    Taking(Id),
    /// What the rep's own day has come to.
    Day(DateTime<FixedOffset>),
    /// The outcomes in force, and who sits here.
    Desk,
    /// What a customer has answered.
    Answers(Id),
    /// The templates of a trade, in Japanese or not, and the keys of the walk.
    Offers(bool, Vec<&'static str>),
    /// The rules of a list, or of the desk.
    Rules(Option<Id>),
    /// A list that is to be changed.
    List(Id),
    /// Who is due for a look by these rules, on the day of that moment.
    Retention(Vec<Rule>, DateTime<FixedOffset>),
    /// What customers ask and complain of.
    Inquiries,
    /// What waits for a look after desks met.
    Review,
    /// What stands in columns for customers, as of that moment.
    Cells {
        /// Which request.
        ticket: Ticket,
        /// The customers.
        customers: Vec<Id>,
        /// The columns.
        columns: Vec<Column>,
        /// The moment.
        now: DateTime<FixedOffset>,
    },
    /// The fields of the desk's own.
    OwnFields,
    /// The fields of the desk's own, and how many records hold something in each.
    Fields,
    /// The saved views.
    Views,
    /// Two customers' pages.
    Pair(Id, Id),
    /// Who is known by what was typed.
    Alike(Ticket, Box<Page>),
    /// What was asked before like what is being typed.
    Similar(Ticket, Box<Sought>),
}

/// The way to the thread.
pub(super) struct Reader {
    questions: Sender<Question>,
}

impl Reader {
    pub(super) fn start(bench: Bench) -> Self {
        let (questions, asked) = channel();
        thread::spawn(move || serve(&bench, &asked));
        Self { questions }
    }

    pub(super) fn page(&self, id: Id) {
        self.ask(Question::Page(id));
    }

    pub(super) fn ask(&self, question: Question) {
        // A thread that ended has said why; nobody is there to answer.
        let _ = self.questions.send(question);
    }
}

fn serve(bench: &Bench, asked: &Receiver<Question>) {
    let desk = match bench.to_read() {
        Ok(desk) => desk,
        Err(error) => {
            (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            return;
        }
    };
    let (mut seen, mut known) = (bench.shown, Known::default());
    say(bench, outcomes(&desk));
    say(bench, counts(&desk, (bench.clock)()));
    loop {
        match asked.recv_timeout(LOOK) {
            Ok(question) => answer(bench, &desk, &mut known, newest(question, asked)),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        // A look that fails is taken again at the next; what was asked has its own answer.
        let Some(newest) = desk.newest().ok().filter(|newest| *newest != seen) else { continue };
        say(bench, counts(&desk, (bench.clock)()));
        if newest != bench.own.load(Ordering::SeqCst) {
            (bench.send)(Reply::Changed);
        }
        seen = newest;
    }
}

/// Of pages asked for one after the other, the last; so of what is typed, the newest.
fn newest(first: Question, asked: &Receiver<Question>) -> Vec<Question> {
    let mut questions = vec![first];
    for question in asked.try_iter() {
        if matches!(
            (questions.last(), &question),
            (Some(Question::Page(_)), Question::Page(_))
                | (Some(Question::Alike(..)), Question::Alike(..))
                | (Some(Question::Similar(..)), Question::Similar(..))
        ) {
            questions.pop();
        }
        questions.push(question);
    }
    questions
}

fn answer(bench: &Bench, desk: &Desk, known: &mut Known, questions: Vec<Question>) {
    for question in questions {
        match read(desk, &question) {
            Ok(Reply::Loaded(Some(page))) => {
                if let Err(error) = known.show(bench, desk, page) {
                    say(bench, Err(error));
                }
            }
            reply => say(bench, reply),
        }
    }
}

/// Reads the answer to a question.
pub fn read(desk: &Desk, question: &Question) -> Result<Reply> {
    match question {
        Question::Page(id) => page(desk, *id).map(|page| Reply::Loaded(page.map(Box::new))),
        Question::Agenda(whose, now) => agenda(desk, *whose, *now),
        Question::Board(whose, now) => desk.board(*whose, *now).map(|on| Reply::Board(Box::new(on))),
        Question::Counts(now) => counts(desk, *now),
        Question::FellDue(since, until) => desk.fell_due(*since, *until, FELL_DUE).map(Reply::FellDue),
        Question::Day(now) => {
            let report = desk.day_report(midnight(*now, 0), midnight(*now, 1), desk.rep())?;
            Ok(Reply::DayReport(Box::new(report)))
        }
        Question::History(id) => desk.history(*id, HISTORY).map(Reply::History),
        Question::Taking(id) => desk.taking(*id).map(|taking| Reply::Taking(taking.map(Box::new))),
        Question::Desk => outcomes(desk),
        Question::Answers(customer) => Ok(Reply::Answers(*customer, desk.answers_of(*customer)?)),
        Question::Offers(japanese, keys) => offers(desk, *japanese, keys),
        Question::Rules(list) => rules(desk, *list),
        Question::List(list) => call_list(desk, *list),
        Question::Retention(rules, now) => {
            let (due, all) = desk.due_for_review(rules, *now, RETENTION)?;
            Ok(Reply::Retention(due, all))
        }
        Question::Inquiries => desk.inquiries(DONE).map(Reply::Inquiries),
        Question::Fields => fields(desk),
        Question::Views => views(desk),
        Question::OwnFields => desk.all_own_fields().map(Reply::OwnFields),
        Question::Cells { ticket, customers, columns, now } => {
            Ok(Reply::Cells { ticket: *ticket, lines: desk.lines_with(customers, columns, *now)? })
        }
        Question::Review => desk.to_review(REVIEW).map(Reply::Review),
        Question::Pair(one, other) => pair(desk, *one, *other),
        Question::Similar(ticket, sought) => {
            Ok(Reply::Similar { ticket: *ticket, found: desk.similar_lately(sought, SIMILAR)? })
        }
        Question::Alike(ticket, draft) => Ok(Reply::Alike { ticket: *ticket, found: desk.alike(draft)? }),
    }
}

/// A customer's page without its marks; of somebody erased that and when, and nothing else.
fn page(desk: &Desk, id: Id) -> Result<Option<Page>> {
    let page = desk.page(id, ACTIVITIES)?;
    if !page.as_ref().is_some_and(|page| page.customer.gone) {
        return Ok(page);
    }
    let Some(erasure) = desk.erasure_of(id)? else { return Ok(page) };
    let customer = Customer { id, gone: true, ..Customer::default() };
    Ok(Some(Page { customer, erased: erasure.at.or(Some(0)), ..Page::default() }))
}

fn pair(desk: &Desk, one: Id, other: Id) -> Result<Reply> {
    let plan = desk.merge_plan(one, other)?.map(Box::new);
    Ok(Reply::Pair { pair: (one, other), plan })
}

fn rules(desk: &Desk, list: Option<Id>) -> Result<Reply> {
    match desk.rulebook(list) {
        Err(Error::Trouble(Trouble::NotFound(_))) => Ok(Reply::Rules { list, book: None }),
        book => Ok(Reply::Rules { list, book: Some(Box::new(book?)) }),
    }
}

fn fields(desk: &Desk) -> Result<Reply> {
    let held = desk.own_counts()?;
    let with_count = |field: CustomField| {
        let count = held.get(&field.id).copied().unwrap_or(0);
        (field, count)
    };
    Ok(Reply::Fields(desk.all_own_fields()?.into_iter().map(with_count).collect()))
}

fn views(desk: &Desk) -> Result<Reply> {
    let own = desk.all_own_fields()?;
    let mut rows = Vec::new();
    for view in desk.views()? {
        let rep = view.rep.filter(|rep| Some(*rep) != desk.rep());
        let rep = rep.map(|rep| desk.get::<Rep>(rep)).transpose()?.flatten();
        let whose = rep.map(|rep| rep.name).unwrap_or_default();
        let (columns, fault) = (view.shown(&own), view.fault(&own));
        rows.push(Listed { view, columns, fault, whose, count: None });
    }
    Ok(Reply::Views(rows))
}

fn call_list(desk: &Desk, id: Id) -> Result<Reply> {
    let (list, others): (Vec<_>, Vec<_>) = desk.call_lists()?.into_iter().partition(|list| list.id == id);
    let taken = others.into_iter().map(|list| list.name).collect();
    Ok(Reply::List { list: list.into_iter().next().map(Box::new), taken })
}

fn agenda(desk: &Desk, whose: Whose, now: i64) -> Result<Reply> {
    let due = desk.agenda(whose, AGENDA)?;
    let (orphans, orphan_count) = desk.orphans(whose, now, ORPHANS)?;
    Ok(Reply::Agenda(Box::new(Agenda { due, orphans, orphan_count })))
}

fn say(bench: &Bench, reply: Result<Reply>) {
    let reply = reply.unwrap_or_else(|error| Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
    (bench.send)(reply);
}

/// Reads the outcomes in force, and who sits here.
pub fn outcomes(desk: &Desk) -> Result<Reply> {
    let sheets = Sheets {
        fields: desk.all_own_fields()?,
        surveys: desk.surveys()?,
        mails: desk.mail_templates()?,
        tags: desk.offered_tags()?.into_iter().map(|tag| tag.name).collect(),
        products: desk.products()?,
    };
    Ok(Reply::Desk { outcomes: desk.outcomes()?, rep: desk.rep(), sheets })
}

/// The templates that come along, and what each would do here; one that cannot be applied is left out.
fn offers(desk: &Desk, japanese: bool, keys: &[&str]) -> Result<Reply> {
    let standing = desk.set_up()?;
    let setups = SHIPPED.iter().filter_map(|shipped| template::read(shipped.text, japanese).ok());
    let offer = |setup: Setup| {
        let plan = setup.plan(&standing, keys).ok()?;
        Some(Offer { name: setup.name, about: setup.about, plan })
    };
    Ok(Reply::Offers(setups.filter_map(offer).collect()))
}

/// Counts what the header shows.
pub fn counts(desk: &Desk, now: DateTime<FixedOffset>) -> Result<Reply> {
    let end = end_of_today(now);
    let ms = now.timestamp_millis();
    let (calls, due) = (desk.calls_since(end - 24 * 3_600_000)?, desk.due_count(ms)?);
    let day = Day { calls, due, next_due: desk.next_due(ms)?, review: desk.review_count()? };
    Ok(Reply::Counts(Counts { customers: desk.customer_count()?, day: Some(day) }))
}

/// What of it takes no counting.
pub(crate) fn count_at_once(desk: &Desk) -> Result<Reply> {
    Ok(Reply::Counts(Counts { customers: desk.customer_count()?, day: None }))
}
