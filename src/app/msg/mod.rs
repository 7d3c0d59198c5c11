//! What reaches the state machine and what it asks for. Plain data: no closures, no handles.
//!
//! A `Msg` is what happened, an `Effect` what the program must do, a `Reply` what came of it.

mod effect;
mod reply;

use std::collections::HashSet;
use std::path::PathBuf;

pub use effect::Effect;
pub use reply::Reply;

use crate::domain::plan::ImportPlan;
use crate::domain::walk::{Dry, Stop};
use crate::domain::{Id, Trouble};
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
