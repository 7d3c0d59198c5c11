//! One row of the agenda: an open next step and whom it is for. Assembled by `store`.

use super::next_step::NextStep;
use super::page::Line;

/// An open next step and whom it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub step: NextStep,
    /// For whom.
    pub line: Line,
}
