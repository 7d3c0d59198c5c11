//! What a figure opens: the very calls, deals, purchase lines or customers it counts, by what they have in
//! common and how far they got.

use super::{Asked, AskedDeals, Axis, By, Key, Means, OneOf, Stage, TALK, Valued};
use crate::domain::Id;
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Range, Which};
use crate::domain::purchase::Purchase;
use crate::domain::worth::Worth;

/// Which calls a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What the report was asked for.
    pub asked: Asked,
    /// What they have in common; nothing for a total.
    pub keys: Vec<(By, Key)>,
    /// How far they got at least; nothing for every call.
    pub stage: Option<Stage>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// With whom, under the name a list shows; nobody where they are not known or gone.
    pub customer: Option<(Id, String)>,
    /// When, Unix milliseconds.
    pub at: i64,
    /// How it ended, by its code.
    pub outcome: String,
    /// How long it took, in seconds.
    pub seconds: i64,
    /// What was noted.
    pub note: String,
}

/// What a figure counts: the first of them, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<T> {
    /// The first.
    pub rows: Vec<T>,
    /// All of them.
    pub count: usize,
}

impl<T> Default for Counted<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), count: 0 }
    }
}

/// A customer that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// What they bought.
    pub worth: Worth,
    /// What they are called.
    pub name: String,
}

/// A deal that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whose, under the name a list shows; nobody where they are not known or gone.
    pub customer: Option<(Id, String)>,
    /// The deal, with the amount of its lines where nobody typed one.
    pub deal: Deal,
}

/// A purchase line that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldLine {
    /// Who bought, as for an [`Offer`].
    pub customer: Option<(Id, String)>,
    /// The line.
    pub line: Purchase,
}

/// Which deals a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealsOpened {
    /// What the report was asked for.
    pub asked: AskedDeals,
    /// Which of them.
    pub which: Which,
}

/// Which records a cell counts of any field against any field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellOpened {
    /// What was looked at and counted.
    pub asked: (Axis, Option<Axis>, Valued),
    /// On which days.
    pub range: Range,
    /// The row; nothing for all of them.
    pub row: Option<OneOf>,
    /// The column; nothing for all of them.
    pub column: Option<OneOf>,
}

impl Stage {
    /// Says whether a call that counts as `means`, reached so far and is about a deal or not got to it; as
    /// `CallCounts` adds up.
    #[must_use]
    pub const fn holds(self, means: Means, reach: i64, deal: bool) -> bool {
        match self {
            Self::Dialled => means.attempt,
            Self::Connected => means.connected,
            Self::Decider => means.decider,
            Self::Talk => reach >= TALK,
            Self::Appointment => means.meeting,
            Self::Deal => deal,
            Self::Won => means.won,
        }
    }

    /// The stage of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let talked = [Self::Dialled, Self::Connected, Self::Decider, Self::Talk];
        let sold = [Self::Appointment, Self::Deal, Self::Won];
        talked.into_iter().chain(sold).find(|stage| stage.code() == code)
    }
}
