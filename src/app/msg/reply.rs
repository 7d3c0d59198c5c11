//! What comes back to the state machine: what became of an effect, or what somebody else wrote.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Counts, Draft, FoundFile, Handover, Imported, Readiness, Ticket, Walked};
use crate::app::Sheets;
use crate::app::reports::Lies;
use crate::domain::agenda::{Agenda, Due};
use crate::domain::answer::Answer;
use crate::domain::call_list::CallList;
use crate::domain::custom_field::CustomField;
use crate::domain::day_report::DayReport;
use crate::domain::duplicate::{Ground, Scan};
use crate::domain::erasing::Taking;
use crate::domain::history::HistoryEntry;
use crate::domain::inquiry::Handled;
use crate::domain::merge::MergePlan;
use crate::domain::moved::Moved;
use crate::domain::outcome::Outcome;
use crate::domain::page::{Line, Page, Tally};
use crate::domain::pasted::Reject;
use crate::domain::pipeline::OnBoard;
use crate::domain::plan::ImportPlan;
use crate::domain::report::Figures;
use crate::domain::retention;
use crate::domain::review::Item;
use crate::domain::rulebook::Rulebook;
use crate::domain::setup::Offer;
use crate::domain::synced::Told;
use crate::domain::walk::Listed;
use crate::domain::{Deed, Id, Trouble};

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
    Views(Vec<crate::app::views::Listed>),
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
