//! Rows made into drafts, before anybody is asked whether they are new: all of it that needs no book.
//!
//! Works ahead on a thread of its own where a whole file is read (`apart`); what becomes of a draft
//! is `import`'s to say.

use super::draft::{Draft, Rules};
use super::row_keys::RowKeys;
use crate::domain::plan::Refusal;
use crate::exchange::map::headers::Mapping;
use crate::exchange::map::target::Target;
use crate::exchange::read::row::Row;

/// A row and what it says.
pub struct Drafted {
    /// As it stands in the file.
    pub row: Row,
    /// It goes on with the record of a row before it.
    pub goes_on: bool,
    /// What it says and what its customer is known by, or why it cannot go in.
    pub read: Result<(Box<Draft>, RowKeys), Refusal>,
}

/// Makes drafts of the rows of a file, in order.
pub struct Drafting {
    mapping: Mapping,
    rules: Rules,
    key: Option<Target>,
    /// The first row of the record that a row without a mark goes on with.
    opening: Option<Row>,
}

impl Drafting {
    /// Makes drafts of rows under that mapping; customers are known by `key` alone, if there is one.
    #[must_use]
    pub const fn new(mapping: Mapping, rules: Rules, key: Option<Target>) -> Self {
        Self { mapping, rules, key, opening: None }
    }

    /// Makes a draft of the next row.
    pub fn draft(&mut self, row: Row) -> Drafted {
        let whole = self.going_on(&row);
        let read = Draft::of(whole.as_ref().unwrap_or(&row), &self.mapping, &self.rules).map(|draft| {
            let keys = RowKeys::of(&draft, &self.mapping, self.key.as_ref());
            (draft, keys)
        });
        Drafted { goes_on: whole.is_some(), row, read }
    }

    /// A row that goes on with the record of a row before it, with who that is.
    fn going_on(&mut self, row: &Row) -> Option<Row> {
        let mark = self.mapping.first_of_record()?;
        if !row.cell(mark).trim().is_empty() {
            self.opening = Some(row.clone());
            return None;
        }
        let opening = self.opening.as_ref()?;
        let cells = self.mapping.columns.iter().enumerate().map(|(at, column)| {
            let names = column.target.as_ref().is_some_and(Target::identifies);
            if names && row.cell(at).trim().is_empty() { opening.cell(at) } else { row.cell(at) }
        });
        let mut whole = Row::new(row.line, cells);
        whole.fault.clone_from(&row.fault);
        Some(whole)
    }
}
