//! A row as far as it can be read without knowing who is in the book.
//!
//! The costly half of an import, and the half that a thread of its own can run ahead with.

use super::draft::Draft;
use super::headers::Mapping;
use super::import::Options;
use super::row::Row;
use super::row_keys::RowKeys;
use crate::domain::plan::Refusal;

/// A row, with its records and its keys, or why it cannot go in.
pub struct ReadRow {
    /// As it stands in the file.
    pub row: Row,
    /// What was made of it.
    pub read: Result<(Draft, RowKeys), Refusal>,
}

impl ReadRow {
    /// Reads a row.
    #[must_use]
    pub fn of(row: Row, mapping: &Mapping, options: &Options) -> Self {
        let read = Draft::of(&row, mapping, options.rules).map(|draft| {
            let keys = RowKeys::of(&draft, mapping, options.key.as_ref());
            (draft, keys)
        });
        Self { row, read }
    }
}
