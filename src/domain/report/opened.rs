//! What a figure opens: the very calls it counts, by what they have in common and how far they got; or
//! the very customers.

use super::{Asked, By, Key, Means, Stage, TALK};
use crate::domain::Id;
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

/// The calls of a figure: the newest of them, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// The newest.
    pub calls: Vec<Call>,
    /// All of them.
    pub count: usize,
}

/// A customer that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// What they bought.
    pub worth: Worth,
    /// What they are called.
    pub name: String,
}

/// The customers of a figure: who bought most of them, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyers {
    /// Who bought most.
    pub buyers: Vec<Buyer>,
    /// All of them.
    pub count: usize,
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
