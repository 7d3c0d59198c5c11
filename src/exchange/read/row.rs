//! One row of a file: its cells, its line, and whether it can stand.
//!
//! Every format gives these; what is above and below them is its own business.

use csv::StringRecord;

use crate::domain::plan::Refusal;

/// One row of a file, wherever it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Why it cannot go in as it stands, if so.
    pub fault: Option<Refusal>,
    pub(super) cells: StringRecord,
}

impl Row {
    /// A row of those cells.
    pub fn new<'a>(line: u64, cells: impl IntoIterator<Item = &'a str>) -> Self {
        Self { line, fault: None, cells: cells.into_iter().collect() }
    }

    /// The cell at that place, from 0; nothing where the row is shorter.
    #[must_use]
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or("")
    }

    /// Every cell, in order.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.len()
    }

    /// How many of them hold something.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.cells().filter(|cell| !cell.trim().is_empty()).count()
    }
}
