//! One row of a plan: whom it is about, what becomes of it, and what that changes.
//!
//! Of a file without end the first thousand rows of each end are kept whole, and texts only as far
//! as a screen shows them. Made by `exchange::bring_in`, shown by the review screen and `cli`.

use std::sync::Arc;

use super::duplicate::Ground;
use super::plan::{End, Verdict};
use super::{Id, Noun, Value};

/// How many rows of each end are kept.
pub const MOST: usize = 1_000;
/// Characters kept of a text.
const TEXT: usize = 200;
/// Cells kept of a row.
const CELLS: usize = 256;

/// A file as it was at one moment: whoever writes to it changes this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileState {
    /// Its size.
    pub bytes: u64,
    /// When it was written, in nanoseconds; nothing where the system does not say.
    pub modified: Option<u128>,
}

/// A customer that a row looks like, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// Who.
    pub customer: Id,
    /// What they are called.
    pub name: String,
    /// What speaks for it, the weightiest first.
    pub grounds: Vec<Ground>,
    /// 0–100: how alike they are.
    pub score: u8,
}

/// One field of one record, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The field as `--map` names it, which finds the column.
    pub target: String,
    /// What kind of record.
    pub noun: Noun,
    /// Its name in the noun.
    pub field: &'static str,
    /// What it is now; nothing for a new record.
    pub was: Value,
    /// What it becomes.
    pub becomes: Value,
}

/// A row, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRow {
    /// The line in the file, from 1.
    pub line: u64,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Whom it is about, as far as that can be told.
    pub name: String,
    /// Its cells, as they stand in the file.
    pub cells: Vec<String>,
    /// What it changes.
    pub turns: Vec<Turn>,
}

/// As much of a text as is kept of it.
#[must_use]
pub fn brief(text: &str) -> String {
    match text.char_indices().nth(TEXT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

/// As much of a row's cells as is kept of them.
pub fn brief_cells<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<String> {
    cells.take(CELLS).map(brief).collect()
}

/// A value of which a text is kept as [`brief`] keeps it.
#[must_use]
pub fn brief_value(value: Value) -> Value {
    match value {
        Value::Text(text) => Value::Text(brief(&text)),
        other => other,
    }
}

/// The first rows of each end, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    rows: Vec<Arc<PlannedRow>>,
    of: [usize; End::ALL.len()],
}

impl Kept {
    /// Says whether another row of that end would be kept.
    #[must_use]
    pub const fn wants(&self, end: End) -> bool {
        self.of[end as usize] < MOST
    }

    /// Keeps a row, if there are not enough of its kind.
    pub fn keep(&mut self, row: Arc<PlannedRow>) {
        let end = row.verdict.end();
        if self.wants(end) {
            self.of[end as usize] += 1;
            self.rows.push(row);
        }
    }

    /// Those of one end, or all of them.
    pub fn of(&self, end: Option<End>) -> impl Iterator<Item = &PlannedRow> {
        let wanted = move |row: &&PlannedRow| end.is_none_or(|end| row.verdict.end() == end);
        self.rows.iter().map(|row| &**row).filter(wanted)
    }

    /// How many there are of one end, or of all.
    #[must_use]
    pub fn count(&self, end: Option<End>) -> usize {
        end.map_or(self.rows.len(), |end| self.of[end as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Refusal;

    fn row(line: u64, verdict: Verdict) -> Arc<PlannedRow> {
        Arc::new(PlannedRow { line, verdict, name: String::new(), cells: Vec::new(), turns: Vec::new() })
    }

    #[test]
    fn the_first_thousand_of_each_end_are_kept_and_no_more() {
        let mut kept = Kept::default();
        (0..2_500).for_each(|line| kept.keep(row(line, Verdict::New)));
        kept.keep(row(2_500, Verdict::Rejected(Refusal::Nameless)));
        assert_eq!((kept.count(None), kept.count(Some(End::New))), (MOST + 1, MOST));
        assert_eq!(kept.of(Some(End::Rejected)).map(|row| row.line).collect::<Vec<_>>(), [2_500]);
        assert!(!kept.wants(End::New) && kept.wants(End::Same));
    }

    #[test]
    fn a_long_text_is_kept_as_far_as_a_screen_shows_it() {
        assert_eq!(brief(&"田".repeat(70_000)).chars().count(), TEXT);
        assert_eq!(brief_cells(std::iter::repeat_n("x", 20_000)).len(), CELLS);
    }
}
