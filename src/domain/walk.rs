//! What the screen of the walk shows: one customer of a call list, why now, and how far the list is.
//! Assembled by `store`.

use super::Id;
use super::call_list::CallList;
use super::entry::Entry;
use super::outcome::Outcome;
use super::page::{Line, Page};
use super::queue::Progress;
use super::standing::Standing;

/// One customer of a call list, with all a call needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The list.
    pub list: CallList,
    /// How a call can end on it.
    pub outcomes: Vec<Outcome>,
    /// Who.
    pub page: Page,
    /// Why now, or why not; nothing for who is not on the list.
    pub standing: Option<Standing>,
    /// The number to ring.
    pub number: Option<Id>,
    /// Tries on this list.
    pub tries: usize,
    /// What was decided about them there.
    pub entry: Entry,
    /// Tries at most.
    pub most: Option<i64>,
    /// How far the list is.
    pub progress: Progress,
    /// What the day has come to.
    pub pace: Pace,
}

/// What a rep's day has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Calls today.
    pub calls: usize,
    /// Somebody answered at.
    pub connected: usize,
    /// Calls in the last hour, or what they would come to in one.
    pub an_hour: usize,
}

/// Nobody is to be called now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dry {
    /// The list.
    pub list: CallList,
    /// How far it is.
    pub progress: Progress,
    /// What the day has come to.
    pub pace: Pace,
    /// When somebody can next be called, where that is known.
    pub next_at: Option<i64>,
    /// Everybody under the reason why not; none under an empty one can be called now.
    pub reasons: Vec<Reason>,
}

/// Everybody who is not called for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its code; empty for who can be called.
    pub code: &'static str,
    /// How many.
    pub count: usize,
    /// The first of them, and where they stand.
    pub who: Vec<(Line, Standing)>,
}

/// A call list as the choice of lists shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The list.
    pub list: CallList,
    /// Customers on it.
    pub total: usize,
    /// How many of them were called on it.
    pub called: usize,
    /// It was walked last.
    pub last: bool,
}
