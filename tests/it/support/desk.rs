//! The whole desk without a terminal: keys go in, the screen comes out, and every effect is
//! performed at once against a real book. No threads, no sleeping; time stands still until told.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset, TimeZone};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use salesdesk::app::msg::{Draft, Effect, Handover, Msg, Reply};
use salesdesk::app::report_file::Leaving;
use salesdesk::app::typing::{Typed, Typing};
use salesdesk::app::{App, Setting};
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::Customer;
use salesdesk::domain::outcome::standard;
use salesdesk::domain::page::Page;
use salesdesk::domain::retention::Rule;
use salesdesk::domain::when::Habits;
use salesdesk::domain::{Change, Deed, Id, Noun, Value, demo};
use salesdesk::i18n::Lang;
use salesdesk::keys::{Key, Keymap};
use salesdesk::store;
use salesdesk::store::Finder;
use salesdesk::tui::printed;
use salesdesk::tui::theme::Theme;
use salesdesk::tui::view::{self, Look, parts};
use salesdesk::work::duplicates;
use salesdesk::work::export;
use salesdesk::work::files::{Filing, Job as FileJob};
use salesdesk::work::lists;
use salesdesk::work::report_file;
use salesdesk::work::reports;
use salesdesk::work::search::{Answered, Job};
use salesdesk::work::sync::{self, Syncing, Terms};
use salesdesk::work::views;
use salesdesk::work::walk::Walking;
use salesdesk::work::writer::{self, Order};
use salesdesk::work::{Bench, reader};

use super::team::Team;
use super::{Book, NOW};
use crate::support::screen::Screen;

/// A desk that is driven.
pub(crate) struct Desk {
    pub(crate) app: App,
    /// Texts that are written to the spool now, by their key.
    pub(crate) drafts: BTreeMap<String, Draft>,
    /// Numbers that were dialled.
    pub(crate) dialled: Vec<String>,
    /// Addresses that mails went to.
    pub(crate) posted: Vec<String>,
    /// Numbers that were copied.
    pub(crate) copied: Vec<String>,
    /// Each time it rang: for whom.
    pub(crate) rung: Vec<Vec<String>>,
    /// What the rep's editor makes of a text.
    pub(crate) editor: fn(&str) -> String,
    /// The team's place that is remembered.
    pub(crate) kept_place: Option<PathBuf>,
    /// The program has ended.
    pub(crate) left: bool,
    syncing: Syncing,
    book: Book,
    reader: store::Desk,
    finder: Finder,
    walking: Walking,
    filing: Filing,
    seen: i64,
    bench: Bench,
    clock: Arc<AtomicI64>,
    look: Look,
    typing: Typing,
    asked: VecDeque<Effect>,
}

impl Desk {
    /// An empty book.
    pub(crate) fn new() -> Self {
        Self::on(Book::new())
    }

    /// The demo book.
    pub(crate) fn demo() -> Self {
        let mut book = Book::new();
        let writes = demo::writes(at(NOW), book.desk.rep());
        book.desk.commit(&Change { writes, ..Change::new(Deed::Import, "demo") }, NOW).unwrap();
        Self::on(book)
    }

    /// A book with these customers, each with a reading and a number.
    pub(crate) fn with(customers: &[(&str, &str, &str)]) -> Self {
        let mut book = Book::new();
        for (name, kana, phone) in customers {
            add(&mut book.desk, name, kana, phone);
        }
        Self::on(book)
    }

    /// The same book, opened by a new session that finds these drafts.
    pub(crate) fn reopened(self) -> Self {
        let mut drafts: Vec<Draft> = self.drafts.into_values().collect();
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.at));
        let now = self.clock.load(Ordering::SeqCst);
        Self::on_at(self.book.reopen(), drafts, now)
    }

    /// The same on Tuesday 24 November 2026 at 10:30, when everybody is called.
    pub(crate) fn at_work(mut self) -> Self {
        self.minutes_later(2 * 24 * 60 + 19 * 60 + 58);
        self
    }

    /// The same book, opened anew so many minutes after the first time.
    pub(crate) fn reopened_at(self, minutes: i64) -> Self {
        Self::on_at(self.book.reopen(), Vec::new(), NOW + minutes * 60_000)
    }

    fn on(book: Book) -> Self {
        Self::on_at(book, Vec::new(), NOW)
    }

    fn on_at(book: Book, drafts: Vec<Draft>, now: i64) -> Self {
        let clock = Arc::new(AtomicI64::new(now));
        let told = Arc::clone(&clock);
        let bench = Bench {
            book: book.path(),
            region: "JP".into(),
            currency: "JPY".into(),
            callback: Habits::default().callback,
            clock: Arc::new(move || at(told.load(Ordering::SeqCst))),
            send: Arc::new(|_| true),
            own: Arc::default(),
            shown: 0,
        };
        let reader = store::Desk::open_to_read(&book.path()).unwrap();
        let finder = Finder::fold(&reader, || true).unwrap();
        let (app, first) = App::new(setting());
        let (keymap, _) = Keymap::new(&BTreeMap::new());
        let look = Look { theme: Theme::new(None), glyphs: parts::UNICODE, keymap, now: at(NOW) };
        let mut desk = Self {
            app,
            drafts: drafts.iter().map(|draft| (draft.key.clone(), draft.clone())).collect(),
            dialled: Vec::new(),
            posted: Vec::new(),
            copied: Vec::new(),
            rung: Vec::new(),
            editor: |text| text.to_owned(),
            kept_place: None,
            left: false,
            syncing: Syncing {
                bench: bench.clone(),
                terms: Terms { rep: "Kawai".into(), every: 15, ..Terms::default() },
                stop: Arc::default(),
            },
            seen: reader.newest().unwrap(),
            book,
            reader,
            finder,
            walking: Walking::default(),
            filing: Filing::default(),
            bench,
            clock,
            look,
            typing: Typing::default(),
            asked: VecDeque::new(),
        };
        if !drafts.is_empty() {
            desk.answer(Reply::Drafts(drafts));
        }
        let now = desk.now();
        desk.answer(reader::outcomes(&desk.reader).unwrap());
        desk.answer(reader::counts(&desk.reader, now).unwrap());
        desk.asked.extend(first);
        desk.settle();
        desk
    }

    /// Types: characters as they are, other keys by name, as in `/tanaka<enter>c1`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in read(keys) {
            self.typing.push(Typed::Key(key));
            self.go_on();
            self.settle();
        }
        self
    }

    /// Types all of it before anything is answered, as on a slow line.
    pub(crate) fn keys_ahead(&mut self, keys: &str) -> &mut Self {
        read(keys).into_iter().for_each(|key| self.typing.push(Typed::Key(key)));
        self.go_on();
        self.settle();
        self
    }

    /// Types and lets nothing be answered yet.
    pub(crate) fn keys_unanswered(&mut self, keys: &str) -> &mut Self {
        read(keys).into_iter().for_each(|key| self.typing.push(Typed::Key(key)));
        self.go_on();
        self
    }

    /// Pastes.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.typing.push(Typed::Paste(text.into()));
        self.go_on();
        self.settle();
        self
    }

    /// Lets minutes pass.
    pub(crate) fn minutes_later(&mut self, minutes: i64) -> &mut Self {
        self.clock.fetch_add(minutes * 60_000, Ordering::SeqCst);
        self.take(Msg::Tick);
        self.settle();
        self
    }

    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        (self.bench.clock)()
    }

    /// The screen at 100 by 30.
    pub(crate) fn screen(&self) -> Screen {
        self.screen_of(100, 30)
    }

    /// The screen at a size.
    pub(crate) fn screen_of(&self, width: u16, height: u16) -> Screen {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let look = Look { now: self.now(), ..self.look.clone() };
        let caret: Option<Position> = view::draw(&self.app, &look, area, &mut buffer);
        Screen { buffer, caret }
    }

    /// Draws without colours.
    pub(crate) fn mono(&mut self) -> &mut Self {
        self.look.theme = Theme::new(Some("1"));
        self
    }

    /// Speaks Japanese.
    pub(crate) fn japanese(mut self) -> Self {
        self.app.setting.lang = Lang::Ja;
        self
    }

    /// From now on the disk refuses every write.
    pub(crate) fn break_the_disk(&mut self) -> &mut Self {
        self.book.desk = store::Desk::open_to_read(&self.book.path()).unwrap();
        self
    }

    /// The disk works again.
    pub(crate) fn mend_the_disk(&mut self) -> &mut Self {
        self.book.desk = store::Desk::open(&self.book.path(), "Kawai", NOW).unwrap();
        self
    }

    /// Another program adds a customer, and this one notices.
    pub(crate) fn elsewhere(&mut self, name: &str, phone: &str) -> &mut Self {
        let mut other = store::Desk::open(&self.book.path(), "Kawai", NOW).unwrap();
        add(&mut other, name, "", phone);
        self.settle();
        self
    }

    /// Makes a change behind the screen, and has the screen notice.
    pub(crate) fn commit(&mut self, change: &Change) -> &mut Self {
        self.book.desk.commit(change, NOW).unwrap();
        self.settle();
        self
    }

    /// What the book says of the customer of that name.
    pub(crate) fn page(&self, name: &str) -> Page {
        let lines = self.reader.opening(9_999).unwrap();
        let line = lines.iter().find(|line| line.name == name);
        let id = line.unwrap_or_else(|| panic!("nobody is called {name}")).id;
        self.reader.page(id, 99).unwrap().unwrap()
    }

    /// What the book says of everybody.
    pub(crate) fn pages(&self) -> Vec<Page> {
        let lines = self.reader.opening(9_999).unwrap();
        lines.iter().filter_map(|line| self.reader.page(line.id, 99).unwrap()).collect()
    }

    /// The names of all customers, as the opening list has them.
    pub(crate) fn names(&self) -> Vec<String> {
        self.reader.opening(9_999).unwrap().into_iter().map(|line| line.name).collect()
    }

    /// The selected customer's name.
    pub(crate) fn selected(&self) -> &str {
        self.app.desk.line().map_or("", |line| &line.name)
    }

    /// The same with the first of the opening list in it twice, the second time in another spelling.
    pub(crate) fn twice(mut self) -> Self {
        let first = self.reader.opening(1).unwrap().remove(0);
        let name = first.name.replace("Inc.", "Incorporated");
        let number = first.phones.first().map(|number| number.replace('-', " ")).unwrap_or_default();
        add_as(&mut self.book.desk, Id::mint(NOW + 1_000), &name, &first.kana, &number);
        self.settle();
        self
    }

    /// What the customer of that id is called.
    pub(crate) fn name(&self, id: Id) -> String {
        self.reader.page(id, 0).unwrap().unwrap().customer.name
    }

    /// What was decided of pairs, in no order.
    pub(crate) fn verdicts(&self) -> Vec<String> {
        let mut verdicts = Vec::new();
        let read = self.reader.each(Noun::Pair, |_, values| {
            if values[0] == Value::Null
                && let Value::Text(verdict) = &values[3]
            {
                verdicts.push(verdict.clone());
            }
            Ok(())
        });
        read.unwrap();
        verdicts
    }

    pub(crate) fn digest(&self) -> String {
        self.reader.digest().unwrap()
    }

    /// This desk and a colleague's tell each other everything.
    pub(crate) fn meet(&mut self, team: &mut Team) -> &mut Self {
        team.meet(&mut self.book.desk);
        self.settle()
    }

    /// A sync that nobody asked for.
    pub(crate) fn syncs_by_itself(&mut self) -> &mut Self {
        self.syncing.by_itself().into_iter().for_each(|reply| self.answer(reply));
        self.settle()
    }

    /// How many things wait for a look, as the book says.
    pub(crate) fn waiting_for_a_look(&self) -> usize {
        self.reader.review_count().unwrap()
    }

    /// Tells the desk what came of something.
    pub(crate) fn tell(&mut self, reply: Reply) -> &mut Self {
        self.answer(reply);
        self.settle()
    }

    /// Tells it what came of what was asked, before anything else is done of that.
    pub(crate) fn tell_first(&mut self, reply: Reply) -> &mut Self {
        self.asked.clear();
        self.answer(reply);
        self
    }

    fn go_on(&mut self) {
        while let Some(msg) = self.typing.next(&self.app, &self.look.keymap) {
            self.take(msg);
        }
    }

    fn take(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now());
        self.asked.extend(effects);
    }

    fn answer(&mut self, reply: Reply) {
        if matches!(reply, Reply::Failed { .. }) {
            self.typing.forget();
        }
        self.take(Msg::Reply(reply));
        self.go_on();
    }

    /// Performs everything that is asked, until nothing more is.
    pub(crate) fn settle(&mut self) -> &mut Self {
        loop {
            while let Some(effect) = self.asked.pop_front() {
                if let Some(job) = file_job(&effect) {
                    self.file(job).into_iter().for_each(|reply| self.answer(reply));
                } else if let Some(reply) = self.perform(effect) {
                    self.answer(reply);
                }
            }
            let newest = self.reader.newest().unwrap();
            if newest == self.seen {
                return self;
            }
            self.seen = newest;
            let counts = reader::counts(&self.reader, self.now()).unwrap();
            self.answer(counts);
            if newest != self.bench.own.load(Ordering::SeqCst) {
                self.answer(Reply::Changed);
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Reply> {
        let now = self.now();
        let question = match effect {
            Effect::Search { ticket, line, limit, with, columns } => {
                let job = Job { ticket, line, limit, with, columns };
                return match job.answer(&self.reader, &mut self.finder, now, &|| true).unwrap() {
                    Answered::Reply(reply) => Some(reply),
                    Answered::GivenUp | Answered::Outdated => panic!("nothing comes between"),
                };
            }
            Effect::Load(id) => reader::Question::Page(id),
            Effect::LoadAgenda { whose, now } => reader::Question::Agenda(whose, now),
            Effect::LoadBoard { whose, now } => reader::Question::Board(whose, now),
            Effect::LoadReport { ticket, asking } => {
                let job = reports::Job::Report(asking);
                return Some(reports::answer(&self.reader, ticket, &job, now, &|_| true).unwrap());
            }
            Effect::OpenFigure { ticket, under, line } => {
                let job = reports::Job::Open(under, line);
                return Some(reports::answer(&self.reader, ticket, &job, now, &|_| true).unwrap());
            }
            Effect::WriteReport(leaving) => {
                let Leaving { format, figures, document, now, .. } = &*leaving;
                let (lang, glyphs) = (self.app.setting.lang, &self.look.glyphs);
                let form = printed::form(*format, figures, document, lang, *now, glyphs);
                return Some(report_file::write(&self.bench, &leaving, form.as_ref()));
            }
            Effect::Count(now) => reader::Question::Counts(now),
            Effect::LoadFellDue { since, until } => reader::Question::FellDue(since, until),
            Effect::LoadDayReport(now) => reader::Question::Day(now),
            Effect::LoadHistory(id) => reader::Question::History(id),
            Effect::LoadTaking(id) => reader::Question::Taking(id),
            Effect::Erase(id) => return self.order(Order::Erase(id)),
            Effect::Commit { ticket, change } => return self.order(Order::Commit(ticket, change)),
            Effect::Undo => return self.order(Order::Undo),
            Effect::Redo => return self.order(Order::Redo),
            Effect::LoadDesk => reader::Question::Desk,
            Effect::LoadAnswers(customer) => reader::Question::Answers(customer),
            Effect::LoadOffers { japanese, keys } => reader::Question::Offers(japanese, keys),
            Effect::LoadRules(list) => reader::Question::Rules(list),
            Effect::LoadList(list) => reader::Question::List(list),
            Effect::LoadViews => reader::Question::Views,
            Effect::LoadFields => reader::Question::Fields,
            Effect::LoadOwnFields => reader::Question::OwnFields,
            Effect::LoadCells { ticket, customers, columns } => {
                reader::Question::Cells { ticket, customers, columns, now }
            }
            Effect::CountViews(asked) => {
                let mut told = Vec::new();
                let tell = |reply| {
                    told.push(reply);
                    true
                };
                views::each(&self.bench, &self.reader, &asked, &|| true, tell).unwrap();
                told.into_iter().for_each(|reply| self.answer(reply));
                return None;
            }
            Effect::CountMoved { ticket, list, change } => {
                let moved = self.walking.moved(&self.bench, &self.reader, list, &change, &|_| true);
                return Some(Reply::Moved { ticket, moved: moved.unwrap() });
            }
            Effect::KeepPlace { list, customer } => return self.order(Order::KeepPlace(list, customer)),
            Effect::MakeList { name, of } => return Some(lists::make(&self.bench, &name, &of)),
            Effect::Export(leaving) => {
                return export::write(&self.bench, &leaving, &AtomicBool::new(false));
            }
            Effect::ClaimNext(list) => return Some(lists::claim(&self.bench, list)),
            Effect::LoadLists => return Some(Reply::Lists(self.reader.listed().unwrap())),
            Effect::Walk { ticket, go } => {
                let walked = self.walking.go(&self.bench, &self.reader, ticket, go).unwrap();
                return walked.map(|walked| Reply::Walked { ticket, walked });
            }
            Effect::LoadPair(one, other) => reader::Question::Pair(one, other),
            Effect::LoadRetention { rules, now } => reader::Question::Retention(rules, now),
            Effect::LoadInquiries => reader::Question::Inquiries,
            Effect::LoadReview => reader::Question::Review,
            Effect::Sync => return self.syncing.perform(&sync::Order::Now),
            Effect::SyncWith { folder, init } => {
                return self.syncing.perform(&sync::Order::With(folder, init));
            }
            Effect::SeekAlike { ticket, draft } => reader::Question::Alike(ticket, draft),
            Effect::SeekSimilar { ticket, sought } => reader::Question::Similar(ticket, sought),
            Effect::FindDuplicates => return Some(duplicates::find(&self.reader, &|_| true).unwrap()),
            own => return self.by_hand(own),
        };
        Some(reader::read(&self.reader, &question).unwrap())
    }

    /// Works on a file; what is found in folders is nobody's business here.
    fn file(&mut self, job: FileJob) -> Vec<Reply> {
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let send = move |reply| {
            heard.lock().unwrap().push(reply);
            true
        };
        let bench = Bench { send: Arc::new(send), ..self.bench.clone() };
        self.filing.perform(&bench, job, &|| false);
        let mut told = told.lock().unwrap();
        std::mem::take(&mut *told)
    }

    fn order(&mut self, order: Order) -> Option<Reply> {
        writer::perform(&self.bench, &mut self.book.desk, order)
    }

    fn by_hand(&mut self, effect: Effect) -> Option<Reply> {
        match effect {
            Effect::CopyText(text) => {
                self.copied.push(text.clone());
                return Some(Reply::HandedOver(Handover::Copied(text)));
            }
            Effect::Copy(cleared) => {
                let number = cleared.address().to_owned();
                self.copied.push(number.clone());
                return Some(Reply::HandedOver(Handover::Copied(number)));
            }
            Effect::Dial(cleared) => {
                let number = cleared.address().to_owned();
                self.dialled.push(number.clone());
                return Some(Reply::HandedOver(Handover::Dialled(number)));
            }
            Effect::Post { cleared, .. } => {
                let address = cleared.address().to_owned();
                self.posted.push(address.clone());
                return Some(Reply::HandedOver(Handover::Posted(address)));
            }
            Effect::EditOutside { text, .. } => return Some(Reply::Edited(Some((self.editor)(&text)))),
            Effect::KeepDraft(draft) => {
                let draft = Draft { at: self.app.now_ms, ..draft };
                self.drafts.insert(draft.key.clone(), draft);
            }
            Effect::DropDraft(key) | Effect::DiscardDraft(Draft { key, .. }) => {
                drop(self.drafts.remove(&key));
            }
            Effect::ForgetDrafts(customers) => {
                let theirs = |key: &str| customers.iter().any(|id| key.contains(&id.to_string()));
                self.drafts.retain(|key, _| !theirs(key));
            }
            Effect::Ring { due, .. } => self.rung.push(due.into_iter().map(|due| due.line.name).collect()),
            Effect::KeepSyncFolder(folder) => self.kept_place = Some(folder),
            Effect::Quit => self.left = true,
            _ => {}
        }
        None
    }
}

/// What the thread for files is asked.
fn file_job(effect: &Effect) -> Option<FileJob> {
    Some(match effect.clone() {
        Effect::PlanImport { ticket, path, choices } => FileJob::Plan(ticket, path, choices),
        Effect::RunImport { ticket, path, choices, only } => FileJob::Run(ticket, path, choices, only),
        Effect::UndoImport(batch) => FileJob::TakeBack(batch),
        Effect::FindFiles(typed) if !typed.is_empty() => FileJob::Look(typed),
        _ => return None,
    })
}

fn add(desk: &mut store::Desk, name: &str, kana: &str, phone: &str) -> Id {
    add_as(desk, Id::mint(NOW), name, kana, phone)
}

fn add_as(desk: &mut store::Desk, id: Id, name: &str, kana: &str, phone: &str) -> Id {
    let customer =
        Customer { id, name: name.into(), kana: kana.into(), kind: "company".into(), ..Customer::default() };
    let mut change = Change::new(Deed::AddCustomer, name).add(&customer);
    if !phone.is_empty() {
        let point = contact_point::typed("phone", phone, "JP");
        change = change.add(&ContactPoint {
            id: Id::mint(NOW),
            customer: Some(customer.id),
            position: Some(0),
            ..point
        });
    }
    desk.commit(&change, NOW).unwrap();
    customer.id
}

fn at(ms: i64) -> DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600).unwrap().timestamp_millis_opt(ms).unwrap()
}

fn setting() -> Setting {
    Setting {
        lang: Lang::En,
        demo: false,
        currency: "JPY".into(),
        region: "JP".into(),
        habits: Habits::default(),
        outcomes: standard(),
        rep: None,
        rep_name: "Kawai".into(),
        sheets: salesdesk::app::Sheets::default(),
        snippets: BTreeMap::new(),
        keep: vec![Rule::read("customer", "", "3y", "last_contact").unwrap()],
    }
}

/// The keys that `text` stands for.
fn read(text: &str) -> Vec<Key> {
    let (mut keys, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((name, after)) = named {
            keys.push(name.parse().unwrap());
            rest = after;
        } else {
            keys.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    keys
}
