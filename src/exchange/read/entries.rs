//! Cards and calendars as rows: one component a row, under a header made of what occurs in them.
//!
//! The file is read twice, once for the header and once for the rows, so that its size does not
//! matter. `cards` and `calendar` say what a component holds; `lines` cuts the file into them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, Read, Seek, SeekFrom};

use super::below::{LeftOut, Rows};
use super::lines::{Components, even};
use super::row::Row;
use crate::domain::plan::Note;
use crate::exchange::error::Error;

/// Columns a header may have; what is beyond is left out, and said so.
const COLUMNS: usize = 500;

/// A column of the header that is made: where it stands, and its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Column {
    /// Its rank, the number of the value, and the part of it.
    order: (u8, u16, u8),
    name: String,
}

/// What one component holds.
#[derive(Default)]
pub(super) struct Facts {
    cells: BTreeMap<Column, String>,
    counts: BTreeMap<&'static str, u16>,
    left_out: Vec<String>,
}

impl Facts {
    /// Puts a text under a column; under one that holds something already, on a line of its own.
    pub(super) fn put(&mut self, rank: u8, name: &str, text: &str) {
        self.add(Column { order: (rank, 0, 0), name: name.to_owned() }, text);
    }

    /// Puts the parts of the next value of its kind under columns of their own: `Phone 2 - Value`.
    pub(super) fn number(&mut self, rank: u8, kind: &'static str, parts: &[(&str, &str)]) {
        let count = self.counts.entry(kind).or_default();
        *count = count.saturating_add(1);
        let number = *count;
        for (at, (part, text)) in (0_u8..).zip(parts) {
            self.add(Column { order: (rank, number, at), name: format!("{kind} {number} - {part}") }, text);
        }
    }

    /// Leaves something out, and says so.
    pub(super) fn leave_out(&mut self, what: String) {
        self.left_out.push(what);
    }

    fn add(&mut self, column: Column, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let cell = self.cells.entry(column).or_default();
        if cell.is_empty() {
            text.clone_into(cell);
        } else if cell != text {
            cell.push('\n');
            cell.push_str(text);
        }
    }
}

/// A kind of file that is made of components.
pub(super) struct Grammar {
    /// The components that are rows.
    pub(super) names: &'static [&'static str],
    /// What a component holds; nothing for one that cannot be read.
    pub(super) facts: fn(&str) -> Option<Facts>,
}

/// The rows of a file of cards or a calendar.
pub struct Entries {
    components: Components<Box<dyn BufRead + Send>>,
    grammar: &'static Grammar,
    columns: Vec<Column>,
    header: Vec<String>,
    left_out: LeftOut,
    unwritten: BTreeMap<String, u64>,
}

impl Entries {
    /// Reads a file once for its header; `forced` is what the user says of the encoding.
    pub(super) fn of<R: Read + Seek + Send + 'static>(
        mut file: R,
        grammar: &'static Grammar,
        forced: Option<&str>,
    ) -> Result<Self, Error> {
        let mut columns = BTreeSet::new();
        let mut any = false;
        for component in Components::new(even(&mut file)?, grammar.names, forced)? {
            let facts = (grammar.facts)(&component?.text);
            any = true;
            for column in facts.into_iter().flat_map(|facts| facts.cells.into_keys()) {
                if columns.len() < COLUMNS {
                    columns.insert(column);
                }
            }
        }
        if !any || columns.is_empty() {
            return Err(Error::Empty);
        }
        file.seek(SeekFrom::Start(0)).map_err(Error::io("reading"))?;
        let columns: Vec<Column> = columns.into_iter().collect();
        Ok(Self {
            components: Components::new(even(file)?, grammar.names, forced)?,
            grammar,
            header: columns.iter().map(|column| column.name.clone()).collect(),
            columns,
            left_out: LeftOut::default(),
            unwritten: BTreeMap::new(),
        })
    }

    fn row(&mut self, line: u64, facts: &Facts) -> Row {
        for what in &facts.left_out {
            *self.unwritten.entry(what.clone()).or_default() += 1;
        }
        for column in facts.cells.keys().filter(|column| self.columns.binary_search(column).is_err()) {
            *self.unwritten.entry(column.name.clone()).or_default() += 1;
        }
        let cells = self.columns.iter().map(|column| facts.cells.get(column).map_or("", String::as_str));
        Row::new(line, cells)
    }

    fn end(&mut self) {
        let told = std::mem::take(&mut self.unwritten).into_iter();
        self.left_out.notes.extend(told.map(|(what, count)| Note::LeftOut { what, count }));
    }
}

impl Rows for Entries {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn header_line(&self) -> Option<u64> {
        None
    }

    fn left_out(&self) -> &LeftOut {
        &self.left_out
    }
}

impl Iterator for Entries {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.components.next() {
                Some(Ok(component)) => match (self.grammar.facts)(&component.text) {
                    Some(facts) if !facts.cells.is_empty() => {
                        return Some(Ok(self.row(component.line, &facts)));
                    }
                    _ => self.left_out.blank += 1,
                },
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.end();
                    return None;
                }
            }
        }
    }
}
