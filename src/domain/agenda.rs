//! What the agenda shows: open next steps, and live prospects without one. Assembled by `store`.

use super::Id;
use super::next_step::NextStep;
use super::page::{Line, Tally};

/// Whose part of the agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// What waits for whoever sits here, or for nobody in particular.
    #[default]
    Mine,
    /// All of it.
    Everyones,
    /// What waits for that rep alone.
    Of(Id),
}

/// An open next step and whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub step: NextStep,
    /// For whom.
    pub line: Line,
    /// The initials of the rep it waits for, where that is another.
    pub initials: String,
}

/// A live prospect without an open next step: reached once and not refused since, or with an open deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Who.
    pub line: Line,
    /// The initials of the rep who looks after them, where that is another.
    pub initials: String,
}

/// The agenda as it stood at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// What is to be done, the earliest first and those without a time last.
    pub due: Vec<Due>,
    /// Those for whom nothing is to be done, the newest contact first; not all of them.
    pub orphans: Vec<Orphan>,
    /// How many orphans there are.
    pub orphan_count: Tally,
}
