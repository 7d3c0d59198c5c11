//! What the state machine asks for: something to be done outside, by the threads of `work`.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::{Draft, Go, Leaving, ListOf, Ticket};
use crate::app::report_file;
use crate::app::reports::{Asking, Under};
use crate::domain::agenda::{Due, Whose};
use crate::domain::choices::Choices;
use crate::domain::column::Column;
use crate::domain::contact::Clearance;
use crate::domain::letter::Letter;
use crate::domain::page::Page;
use crate::domain::planned::FileState;
use crate::domain::retention::Rule;
use crate::domain::similar::Sought;
use crate::domain::{Change, Id};

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
