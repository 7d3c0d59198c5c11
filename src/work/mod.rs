//! The threads that perform effects: one searches, one reads, one writes, one works on files.
//!
//! Each owns its connection to the book. The loop hands over effects and gets replies through the
//! `send` it gave; it never waits. Only the newest search and the newest page count.

pub mod copies;
pub mod duplicates;
pub mod export;
pub mod files;
mod latest;
pub mod lists;
mod marks;
pub mod post;
pub mod reader;
pub mod reminders;
pub mod report_file;
pub mod reports;
pub mod search;
pub mod signals;
pub mod spool;
pub mod sync;
pub mod views;
pub mod walk;
pub mod writer;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use chrono::{DateTime, FixedOffset, NaiveTime};

use self::report_file::Form;
use crate::app::msg::{Effect, Reply};
use crate::app::report_file::Leaving;
use crate::domain::Trouble;
pub use crate::store::Desk as Book;
use crate::store::{Desk, Error};

/// Tells the time: the wall's, or a fixed one for tests and pictures.
pub type Clock = Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>;

/// Takes replies to the loop; answers `false` once nobody listens.
pub type Reporter = Arc<dyn Fn(Reply) -> bool + Send + Sync>;

/// What every thread needs to know.
#[derive(Clone)]
pub struct Bench {
    /// The book.
    pub book: PathBuf,
    /// Where numbers without a country code belong.
    pub region: String,
    /// The currency of plain amounts.
    pub currency: String,
    /// When a try that waits for days is due.
    pub callback: NaiveTime,
    /// The clock.
    pub clock: Clock,
    /// The way back.
    pub send: Reporter,
    /// The place in the log of this program's newest commit, so that others' are told apart.
    pub own: Arc<AtomicI64>,
    /// The place in the log that the first frame shows; what came after is news.
    pub shown: i64,
}

impl Bench {
    fn now(&self) -> i64 {
        (self.clock)().timestamp_millis()
    }

    fn to_read(&self) -> Result<Desk, Error> {
        Ok(Desk::open_to_read(&self.book)?.counting_in(&self.currency))
    }

    fn to_write(&self) -> Result<Desk, Error> {
        Ok(Desk::open(&self.book, "", self.now())?.counting_in(&self.currency))
    }

    fn trouble(&self, error: &Error) -> Trouble {
        error.trouble(&self.book.display().to_string())
    }
}

/// Says whether an answer comes once more from the crew, with what takes the whole book.
#[must_use]
pub fn comes_again(reply: &Reply) -> bool {
    matches!(reply, Reply::Loaded(Some(page)) if marks::rests_on_the_book(page))
}

/// Answers what the first frame shows on the caller's own thread, before there is a crew to ask;
/// nothing for what can wait, or went wrong and is better asked again.
#[must_use]
pub fn at_once(desk: &Desk, effect: &Effect) -> Option<Reply> {
    match effect {
        Effect::Search { ticket, line, limit, with, .. } if line.trim().is_empty() => {
            let job = search::Job {
                ticket: *ticket,
                line: String::new(),
                limit: *limit,
                with: *with,
                columns: Vec::new(),
            };
            job.opening(desk).ok()
        }
        Effect::Load(id) => reader::read(desk, &reader::Question::Page(*id)).ok(),
        _ => None,
    }
}

/// The threads at work.
pub struct Crew {
    clock: Clock,
    search: search::Search,
    reader: reader::Reader,
    writer: writer::Writer,
    files: files::Files,
    walks: walk::Walks,
    duplicates: std::cell::RefCell<duplicates::Duplicates>,
    views: std::cell::RefCell<views::Views>,
    exports: export::Exports,
    reports: reports::Reports,
    syncs: Option<sync::Syncs>,
    #[expect(dead_code, reason = "it leaves in order when it is dropped")]
    copies: Option<copies::Copies>,
}

impl Crew {
    /// Starts the threads on a book that is open and up to date.
    #[must_use]
    pub fn start(bench: &Bench, desk: Desk) -> Self {
        Self {
            clock: Arc::clone(&bench.clock),
            search: search::Search::start(bench.clone()),
            reader: reader::Reader::start(bench.clone()),
            writer: writer::Writer::start(bench.clone(), desk),
            files: files::Files::start(bench.clone()),
            walks: walk::Walks::start(bench.clone()),
            duplicates: std::cell::RefCell::new(duplicates::Duplicates::of(bench.clone())),
            views: std::cell::RefCell::new(views::Views::of(bench.clone())),
            exports: export::Exports::start(bench.clone()),
            reports: reports::Reports::of(bench.clone()),
            syncs: None,
            copies: None,
        }
    }

    /// Has the desk tell its team and be told, on these terms.
    #[must_use]
    pub fn with_team(self, bench: &Bench, terms: sync::Terms) -> Self {
        Self { syncs: Some(sync::Syncs::start(bench.clone(), terms)), ..self }
    }

    /// Has the book looked after as long as the desk is open: its pages, a copy and the reminders a day.
    #[must_use]
    pub fn with_care(self, bench: &Bench, rules: reminders::Rules) -> Self {
        Self { copies: Some(copies::Copies::start(bench.clone(), rules)), ..self }
    }

    /// Writes a report that is shown in a form; without one its figures.
    pub fn write_report(&self, leaving: Box<Leaving>, form: Option<Form>) {
        self.reports.write(leaving, form);
    }

    /// Hands an effect to the thread it is for; answers with it where it is the loop's own.
    pub fn perform(&self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Search { ticket, line, limit, with, columns } => {
                self.search.find(search::Job { ticket, line, limit, with, columns });
            }
            Effect::Load(id) => self.reader.page(id),
            Effect::LoadAgenda { whose, now } => self.reader.ask(reader::Question::Agenda(whose, now)),
            Effect::LoadBoard { whose, now } => self.reader.ask(reader::Question::Board(whose, now)),
            Effect::LoadReport { ticket, asking } => {
                self.reports.ask(ticket, reports::Job::Report(asking));
            }
            Effect::OpenFigure { ticket, under, line } => {
                self.reports.ask(ticket, reports::Job::Open(under, line));
            }
            Effect::StopReport => self.reports.stop(),
            Effect::Count(now) => self.reader.ask(reader::Question::Counts(now)),
            Effect::LoadFellDue { since, until } => {
                self.reader.ask(reader::Question::FellDue(since, until));
            }
            Effect::LoadHistory(id) => self.reader.ask(reader::Question::History(id)),
            Effect::LoadTaking(id) => self.reader.ask(reader::Question::Taking(id)),
            Effect::Erase(id) => self.writer.order(writer::Order::Erase(id)),
            Effect::MakeList { name, of } => self.walks.make(name, of),
            Effect::LoadDayReport(now) => self.reader.ask(reader::Question::Day(now)),
            Effect::ClaimNext(list) => self.walks.claim(list),
            Effect::LoadLists => self.walks.lists(),
            Effect::LoadCells { ticket, customers, columns } => {
                let now = (self.clock)();
                self.reader.ask(reader::Question::Cells { ticket, customers, columns, now });
            }
            Effect::LoadOwnFields => self.reader.ask(reader::Question::OwnFields),
            Effect::LoadFields => self.reader.ask(reader::Question::Fields),
            Effect::LoadViews => self.reader.ask(reader::Question::Views),
            Effect::CountViews(asked) => self.views.borrow_mut().count(asked),
            Effect::StopViews => self.views.borrow().stop(),
            Effect::LoadDesk => self.reader.ask(reader::Question::Desk),
            Effect::LoadAnswers(customer) => self.reader.ask(reader::Question::Answers(customer)),
            Effect::LoadOffers { japanese, keys } => {
                self.reader.ask(reader::Question::Offers(japanese, keys));
            }
            Effect::LoadRules(list) => self.reader.ask(reader::Question::Rules(list)),
            Effect::LoadList(list) => self.reader.ask(reader::Question::List(list)),
            Effect::CountMoved { ticket, list, change } => self.walks.count(ticket, list, change),
            Effect::Walk { ticket, go } => self.walks.go(ticket, go),
            Effect::KeepPlace { list, customer } => {
                self.writer.order(writer::Order::KeepPlace(list, customer));
            }
            Effect::Commit { ticket, change } => self.writer.order(writer::Order::Commit(ticket, change)),
            Effect::Undo => self.writer.order(writer::Order::Undo),
            Effect::Redo => self.writer.order(writer::Order::Redo),
            Effect::PlanImport { ticket, path, choices } => {
                self.files.give(files::Job::Plan(ticket, path, choices));
            }
            Effect::RunImport { ticket, path, choices, only } => {
                self.files.give(files::Job::Run(ticket, path, choices, only));
            }
            Effect::UndoImport(batch) => self.files.give(files::Job::TakeBack(batch)),
            Effect::FindFiles(typed) => self.files.give(files::Job::Look(typed)),
            Effect::StopImport => self.files.stop(),
            Effect::FindDuplicates => self.duplicates.borrow_mut().find(),
            Effect::StopDuplicates => self.duplicates.borrow().stop(),
            Effect::LoadPair(one, other) => self.reader.ask(reader::Question::Pair(one, other)),
            Effect::SeekAlike { ticket, draft } => {
                self.reader.ask(reader::Question::Alike(ticket, draft));
            }
            Effect::SeekSimilar { ticket, sought } => {
                self.reader.ask(reader::Question::Similar(ticket, sought));
            }
            Effect::LoadRetention { rules, now } => {
                self.reader.ask(reader::Question::Retention(rules, now));
            }
            Effect::LoadInquiries => self.reader.ask(reader::Question::Inquiries),
            Effect::LoadReview => self.reader.ask(reader::Question::Review),
            Effect::Sync => self.sync(sync::Order::Now),
            Effect::SyncWith { folder, init } => self.sync(sync::Order::With(folder, init)),
            Effect::StopSync => self.syncs.iter().for_each(sync::Syncs::stop),
            Effect::Export(leaving) => self.exports.write(leaving),
            Effect::StopExport => self.exports.stop(),
            own => return Some(own),
        }
        None
    }

    fn sync(&self, order: sync::Order) {
        if let Some(syncs) = &self.syncs {
            syncs.order(order);
        }
    }
}
