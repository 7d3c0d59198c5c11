//! What reaches the state machine and what it asks for. Plain data: no closures, no handles.
//!
//! A `Msg` is what happened, an `Effect` what the program must do, a `Reply` what came of it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::Sheets;
use super::report_file;
use super::reports::{Asking, Lies, Under};
use crate::domain::agenda::{Agenda, Due, Whose};
use crate::domain::answer::Answer;
use crate::domain::call_list::CallList;
use crate::domain::choices::Choices;
use crate::domain::column::Column;
use crate::domain::contact::Clearance;
use crate::domain::custom_field::CustomField;
use crate::domain::day_report::DayReport;
use crate::domain::duplicate::{Ground, Scan};
use crate::domain::erasing::Taking;
use crate::domain::history::HistoryEntry;
use crate::domain::inquiry::Handled;
use crate::domain::letter::Letter;
use crate::domain::merge::MergePlan;
use crate::domain::moved::Moved;
use crate::domain::outcome::Outcome;
use crate::domain::page::{Line, Page, Tally};
use crate::domain::pasted::Reject;
use crate::domain::pipeline::OnBoard;
use crate::domain::plan::ImportPlan;
use crate::domain::planned::FileState;
use crate::domain::report::Figures;
use crate::domain::retention::{self, Rule};
use crate::domain::review::Item;
use crate::domain::rulebook::Rulebook;
use crate::domain::setup::Offer;
use crate::domain::similar::Sought;
use crate::domain::synced::Told;
use crate::domain::walk::{Dry, Listed, Stop};
use crate::domain::{Change, Deed, Id, Trouble};
use crate::keys::{Action, Key};

/// Numbers a request, so that a late answer to an older one is known as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key that the table knows here.
    Act(Action),
    /// A key that the table does not know here: text, or an outcome's key.
    Type(Key),
    /// Pasted text: never keys.
    Paste(String),
    /// An effect's answer.
    Reply(Reply),
    /// Time has passed.
    Tick,
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Find customers; an empty line asks for the opening list.
    Search {
        /// Which request.
        ticket: Ticket,
        /// What was typed.
        line: String,
        /// Rows at most.
        limit: usize,
        /// Whose row must be among them, if they are still there.
        with: Option<Id>,
        /// What is shown of each besides.
        columns: Vec<Column>,
    },
    /// Read a customer's page.
    Load(Id),
    /// Read the agenda as of a moment.
    LoadAgenda {
        /// Whose part of it.
        whose: Whose,
        /// Unix milliseconds.
        now: i64,
    },
    /// Read the deals of the board.
    LoadBoard {
        /// Whose.
        whose: Whose,
        /// Unix milliseconds.
        now: i64,
    },
    /// Work a report out.
    LoadReport {
        /// Which request.
        ticket: Ticket,
        /// Which report.
        asking: Asking,
    },
    /// Read what a figure of a report counts.
    OpenFigure {
        /// Which request.
        ticket: Ticket,
        /// What lies under it.
        under: Under,
        /// The search line whose customers the report is of.
        line: String,
    },
    /// Write the report that is shown.
    WriteReport(Box<report_file::Leaving>),
    /// Nobody waits for a report any more.
    StopReport,
    /// Count the day anew, as of this moment.
    Count(DateTime<FixedOffset>),
    /// Read which of the rep's own steps fell due.
    LoadFellDue {
        /// After this, Unix milliseconds.
        since: i64,
        /// And not after this.
        until: i64,
    },
    /// Make it heard that these fell due.
    Ring {
        /// The newest first.
        due: Vec<Due>,
        /// By whose clock.
        now: DateTime<FixedOffset>,
    },
    /// Read a customer's history.
    LoadHistory(Id),
    /// Count what erasing a customer would take and leave.
    LoadTaking(Id),
    /// Erase a customer, with everybody they are one with.
    Erase(Id),
    /// Throw away what dead sessions left unfinished about these.
    ForgetDrafts(Vec<Id>),
    /// Put what the day of this moment has come to into words.
    LoadDayReport(DateTime<FixedOffset>),
    /// Read the call lists.
    LoadLists,
    /// Read what stands in these columns for these customers.
    LoadCells {
        /// Which request.
        ticket: Ticket,
        /// The customers.
        customers: Vec<Id>,
        /// The columns.
        columns: Vec<Column>,
    },
    /// Read the fields of the desk's own.
    LoadOwnFields,
    /// Read the fields of the desk's own, and how many records hold something in each.
    LoadFields,
    /// Read the saved views.
    LoadViews,
    /// Count who answers each of these views' lines.
    CountViews(Vec<(Id, String)>),
    /// Stop counting them.
    StopViews,
    /// Read the outcomes in force on the desk.
    LoadDesk,
    /// Read what a customer has answered.
    LoadAnswers(Id),
    /// Read the templates of a trade that come along, and what each would add here.
    LoadOffers {
        /// In Japanese rather than English.
        japanese: bool,
        /// Keys that mean something else on the walk.
        keys: Vec<&'static str>,
    },
    /// Hand a mail over.
    Post {
        /// Leave to write there.
        cleared: Clearance,
        /// The mail.
        letter: Letter,
    },
    /// Read the rules of a call list, or of the desk.
    LoadRules(Option<Id>),
    /// Read a call list that is to be changed.
    LoadList(Id),
    /// Count whom a change of the rules would move.
    CountMoved {
        /// Which request.
        ticket: Ticket,
        /// On which list; nothing for all.
        list: Option<Id>,
        /// The change.
        change: Change,
    },
    /// Go somewhere on a call list.
    Walk {
        /// Which request.
        ticket: Ticket,
        /// Where to.
        go: Go,
    },
    /// Make a call list.
    MakeList {
        /// What to call it, or something like that.
        name: String,
        /// Of whom.
        of: ListOf,
    },
    /// Claim the next entries of a list that nobody has claimed.
    ClaimNext(Id),
    /// Remember where the walk of a list is.
    KeepPlace {
        /// The list.
        list: Id,
        /// Whose turn it is.
        customer: Id,
    },
    /// Make a change true.
    Commit {
        /// Which request.
        ticket: Ticket,
        /// The change.
        change: Change,
    },
    /// Take the last action back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Put a number or an address on the rep's own clipboard.
    Copy(Clearance),
    /// Put text nobody is contacted by on the rep's own clipboard.
    CopyText(String),
    /// Place a call.
    Dial(Clearance),
    /// Open text in the rep's editor.
    EditOutside {
        /// What the text is about.
        title: String,
        /// The text.
        text: String,
    },
    /// Read a file and say what importing it would do: its first rows at once, then all of them.
    PlanImport {
        /// Which request.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// What is said of it.
        choices: Box<Choices>,
    },
    /// Import a file.
    RunImport {
        /// Which request.
        ticket: Ticket,
        /// The file.
        path: PathBuf,
        /// What is said of it.
        choices: Box<Choices>,
        /// As it was when its plan was made.
        only: FileState,
    },
    /// Stop planning or importing.
    StopImport,
    /// Take that import back.
    UndoImport(Id),
    /// Find files to import: the newest, or those that begin as typed.
    FindFiles(String),
    /// Look for customers who look like one.
    FindDuplicates,
    /// Stop looking for them.
    StopDuplicates,
    /// Read the pages of two customers.
    LoadPair(Id, Id),
    /// Find somebody in the book who is known by what was typed.
    SeekAlike {
        /// Which request.
        ticket: Ticket,
        /// What was typed; its id is the customer's it is about, who is not meant.
        draft: Box<Page>,
    },
    /// Find what was asked before like what is being typed.
    SeekSimilar {
        /// Which request.
        ticket: Ticket,
        /// What was typed.
        sought: Box<Sought>,
    },
    /// Read who is due for a look by these rules, on the day of that moment.
    LoadRetention {
        /// How long customers are kept.
        rules: Vec<Rule>,
        /// Now.
        now: DateTime<FixedOffset>,
    },
    /// Read what customers ask and complain of.
    LoadInquiries,
    /// Read what waits for a look after desks met.
    LoadReview,
    /// Sync with the team's place.
    Sync,
    /// Sync with this place, and keep to it if it is one.
    SyncWith {
        /// The folder, as it was typed.
        folder: PathBuf,
        /// Make it the team's where it is nobody's.
        init: bool,
    },
    /// Stop the sync that runs.
    StopSync,
    /// Remember the team's place for the next start.
    KeepSyncFolder(PathBuf),
    /// Write a file.
    Export(Leaving),
    /// Stop writing it.
    StopExport,
    /// Keep a half-written text.
    KeepDraft(Draft),
    /// The text under this key was saved or given up.
    DropDraft(String),
    /// Give up a draft of an earlier session.
    DiscardDraft(Draft),
    /// Remember the language for the next start.
    KeepLanguage,
    /// Stop until `fg`.
    Suspend,
    /// Draw everything afresh.
    Redraw,
    /// Leave.
    Quit,
}

/// What came of an effect.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Customers were found.
    Found {
        /// Which request.
        ticket: Ticket,
        /// The first of them.
        lines: Vec<Line>,
        /// How many there are in all.
        tally: Tally,
    },
    /// All who answer a search were counted.
    Counted {
        /// Which request.
        ticket: Ticket,
        /// How many there are in all.
        count: usize,
    },
    /// How ready the search is.
    Search(Readiness),
    /// A page was read; nothing where the customer is gone.
    Loaded(Option<Box<Page>>),
    /// The agenda was read.
    Agenda(Box<Agenda>),
    /// The deals of the board were read.
    Board(Box<OnBoard>),
    /// A report was worked out.
    Report {
        /// Which request.
        ticket: Ticket,
        /// Its figures.
        figures: Arc<Figures>,
    },
    /// What a figure of a report counts was read.
    Opened {
        /// Which request.
        ticket: Ticket,
        /// What it counts.
        lies: Lies,
    },
    /// The report was written.
    ReportWritten {
        /// Where it is.
        path: String,
    },
    /// What fell due and still waits, the newest first.
    FellDue(Vec<Due>),
    /// What the day has come to.
    DayReport(Box<DayReport>),
    /// The call lists were read.
    Lists(Vec<Listed>),
    /// What stands in columns was read.
    Cells {
        /// Which request.
        ticket: Ticket,
        /// The customers that are still there, in order.
        lines: Vec<Line>,
    },
    /// The fields of the desk's own.
    OwnFields(Vec<CustomField>),
    /// The fields of the desk's own, and how many records hold something in each.
    Fields(Vec<(CustomField, usize)>),
    /// Dates of the book put so many next steps on the agenda.
    Reminded(usize),
    /// The saved views were read.
    Views(Vec<super::views::Listed>),
    /// Who answers a view was counted.
    ViewCounted {
        /// The view.
        view: Id,
        /// How many.
        count: usize,
    },
    /// The rules were read; none where the list is gone.
    Rules {
        /// Of which list; nothing for the desk.
        list: Option<Id>,
        /// The rules.
        book: Option<Box<Rulebook>>,
    },
    /// A call list was read, to be changed; nothing where it is gone.
    List {
        /// The list.
        list: Option<Box<CallList>>,
        /// What the others are called.
        taken: Vec<String>,
    },
    /// Whom a change of the rules would move was counted.
    Moved {
        /// Which request.
        ticket: Ticket,
        /// How many.
        moved: Moved,
    },
    /// A call list is being made: so many per cent of it.
    MakingList(u8),
    /// A call list was made.
    ListMade {
        /// Which.
        list: Id,
        /// Pasted lines that name nobody.
        rejects: Vec<Reject>,
    },
    /// So many entries of the list of that name were claimed.
    Claimed(String, usize),
    /// A call list would have had nobody on it and was not made.
    NobodyListed(Vec<Reject>),
    /// A walk has come somewhere.
    Walked {
        /// Which request.
        ticket: Ticket,
        /// Where to.
        walked: Walked,
    },
    /// A history was read.
    History(Vec<HistoryEntry>),
    /// What erasing somebody would take and leave; nothing where they are not there.
    Taking(Option<Box<Taking>>),
    /// These were erased.
    Erased(Vec<Id>),
    /// The counts of the header.
    Counts(Counts),
    /// The outcomes in force, and who sits here.
    Desk {
        /// In menu order.
        outcomes: Vec<Outcome>,
        /// The rep.
        rep: Option<Id>,
        /// What there is to be filled in.
        sheets: Sheets,
    },
    /// What a customer has answered, the newest first.
    Answers(Id, Vec<Answer>),
    /// The templates of a trade.
    Offers(Vec<Offer>),
    /// A change is on the disk.
    Committed {
        /// Which request.
        ticket: Ticket,
        /// What was done.
        deed: Deed,
        /// To whom.
        subject: String,
        /// Words in fields of the desk's own that do not fit them as they are now.
        misfits: usize,
    },
    /// An action was taken back or done again.
    Undone {
        /// What it was.
        deed: Deed,
        /// Whom it concerned.
        subject: String,
        /// The customer whose record was changed by it, if one was.
        customer: Option<Id>,
        /// Records left as they are because they were changed since.
        kept: usize,
        /// Done again rather than taken back.
        redo: bool,
    },
    /// The book was changed: by this process or another.
    Changed,
    /// The clipboard was sent a number, or the call was handed over.
    HandedOver(Handover),
    /// The editor was closed; nothing where the text is to stay as it was.
    Edited(Option<String>),
    /// What an import would do, as far as it is known.
    Planned {
        /// Which request.
        ticket: Ticket,
        /// The plan.
        plan: Box<ImportPlan>,
    },
    /// How far a file is read or an import taken back.
    Progress {
        /// Bytes or per cent done.
        done: u64,
        /// In all; 0 where unknown.
        of: u64,
    },
    /// An import is done.
    Imported(Box<Imported>),
    /// An import ended before its end, and nothing was changed.
    ImportEnded {
        /// Which request.
        ticket: Ticket,
        /// Why; nothing where somebody stopped it.
        trouble: Option<Trouble>,
    },
    /// Files that can be imported were found.
    FilesFound {
        /// For what was typed.
        typed: String,
        /// The likeliest first.
        files: Vec<FoundFile>,
    },
    /// How far the search for duplicates is, in per cent.
    DuplicatesPace(u8),
    /// Customers who look like one.
    Duplicates(Box<Scan>),
    /// Two customers were read; nothing where one of them is gone, or they are one already.
    Pair {
        /// Whose.
        pair: (Id, Id),
        /// What they would come to as one, in that order.
        plan: Option<Box<MergePlan>>,
    },
    /// Somebody in the book is known by what was typed, and by which of it; or nobody is.
    Alike {
        /// Which request.
        ticket: Ticket,
        /// Who.
        found: Option<(Ground, Box<Line>)>,
    },
    /// What was asked before like what was typed, the likest first.
    Similar {
        /// Which request.
        ticket: Ticket,
        /// Those.
        found: Vec<Handled>,
    },
    /// Who is due for a look was read: the first of them, and how many there are.
    Retention(Vec<retention::Due>, usize),
    /// What customers ask and complain of was read.
    Inquiries(Vec<Handled>),
    /// What waits for a look was read.
    Review(Vec<Item>),
    /// How syncing stands as the desk opens.
    SyncIs {
        /// The team's place.
        folder: Option<PathBuf>,
        /// Minutes between two syncs.
        every: Option<u32>,
        /// What the last one came to.
        last: Option<Box<Told>>,
    },
    /// A sync runs: files done, and in all.
    SyncPace(u64, u64),
    /// A sync is done.
    Synced {
        /// What it came to.
        told: Box<Told>,
        /// The place, whole.
        folder: PathBuf,
        /// Somebody asked for it.
        asked: bool,
    },
    /// A sync could not be made.
    SyncFailed {
        /// Why.
        trouble: Trouble,
        /// Somebody asked for it.
        asked: bool,
    },
    /// A sync was stopped; what it had read and written counts.
    SyncStopped,
    /// A file of that name is there; nothing was written.
    WouldOverwrite,
    /// A file was written.
    Exported {
        /// Where it is.
        path: String,
        /// How many customers are in it.
        customers: u64,
    },
    /// Drafts of sessions that ended without saving them.
    Drafts(Vec<Draft>),
    /// Something could not be done.
    Failed {
        /// Which request, if it had one.
        ticket: Option<Ticket>,
        /// Why.
        trouble: Trouble,
    },
}

/// What an import has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What was read, and what became of it.
    pub plan: ImportPlan,
    /// The action; nothing where nothing had to be changed.
    pub batch: Option<Id>,
    /// Where the rejected rows are; nothing where there are none.
    pub rejects: Option<PathBuf>,
}

/// A file that can be imported, or a folder on the way to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// As one would type it; a folder ends with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// When it was written, Unix milliseconds.
    pub at: i64,
}

/// What is to leave the book, and where it goes; the path's ending says the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Whoever answers this search line; empty for everybody.
    pub query: String,
    /// The file.
    pub path: PathBuf,
    /// One that is there is written over.
    pub force: bool,
    /// Headers are in Japanese.
    pub japanese: bool,
}

/// How ready the search of a large book is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Readiness {
    /// It finds everybody.
    #[default]
    Ready,
    /// It is being made, so many per cent of it; until then it finds who begins as typed.
    Making(u8),
    /// It could not be kept on the disk, so the whole book is read into memory for it.
    Scanning(Trouble),
}

/// Of whom a call list is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListOf {
    /// Everybody who answers a search line.
    Search {
        /// The line.
        query: String,
        /// From now on too.
        live: bool,
    },
    /// Everybody who answers a view's line, from now on too; of one there is already none is made.
    View(String),
    /// Whom these lines name.
    Pasted(String),
    /// Whom this import wrote.
    Import(Id),
}

impl ListOf {
    /// What the list comes from, as its record says.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Search { .. } | Self::View(_) => "search",
            Self::Pasted(_) => "paste",
            Self::Import(_) => "import",
        }
    }
}

/// Where to go on a call list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Go {
    /// Into a list: to that customer, or to where its walk was left, or to whoever is next.
    Begin {
        /// The list.
        list: Id,
        /// To whom.
        at: Option<Id>,
    },
    /// To whoever is next, leaving out those passed by as long as there are others.
    Next(HashSet<Id>),
    /// To that customer.
    To(Id),
    /// To that customer if they are still to be called, else to whoever is next.
    Again(Id, HashSet<Id>),
    /// To why nobody is called.
    Reasons,
    /// Out of it.
    Leave,
}

/// Where a walk has come to.
#[derive(Clone, Debug)]
pub enum Walked {
    /// The list is being read: so many per cent of it.
    Reading(u8),
    /// To that customer; `around` where all others were passed by and the list begins anew.
    At {
        /// The customer.
        stop: Box<Stop>,
        /// From the beginning.
        around: bool,
    },
    /// To nobody, and why; asked for where `asked`.
    Dry {
        /// Why.
        dry: Box<Dry>,
        /// The rep asked why.
        asked: bool,
    },
    /// The list is not there any more.
    Gone,
}

/// How a number left the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handover {
    /// Sent to the terminal's clipboard.
    Copied(String),
    /// Given to the telephone or the configured command.
    Dialled(String),
    /// A mail was handed over: to whom, or the file it became.
    Posted(String),
    /// Nothing worked; why.
    Refused(String),
}

/// The header's counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Customers in the book.
    pub customers: usize,
    /// What the day has come to; nothing until it was counted.
    pub day: Option<Day>,
}

/// What the header tells of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Calls logged today.
    pub calls: usize,
    /// The rep's own next steps, and nobody's, due by now.
    pub due: usize,
    /// When the next of them is due, Unix milliseconds.
    pub next_due: Option<i64>,
    /// Things that wait for a look after desks met.
    pub review: usize,
}

/// A half-written text and what it was to become.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What it was to become, as [`super::draft`] writes it.
    pub key: String,
    /// The text.
    pub text: String,
    /// The caret, in bytes.
    pub caret: usize,
    /// Whom it is about, as a person would say it.
    pub subject: String,
    /// When it was last touched, Unix milliseconds; 0 where unknown.
    pub at: i64,
}
