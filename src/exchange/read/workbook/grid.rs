//! Makes rows of a sheet's cells as they come, and counts what is no text.
//!
//! Only what is there costs anything: a single cell at XFD1048576 is one row. Called by each
//! format with its cells, row by row and from the left.

use std::sync::mpsc::SyncSender;

use csv::StringRecord;

use super::apart::Sent;
use super::cells::{Cell, place};
use crate::domain::plan::{Note, Refusal};
use crate::exchange::error::Error;
use crate::exchange::read::row::Row;
use crate::store;

/// What a sheet has of each, as Excel has it.
pub(super) const ROWS: u32 = 1_048_576;
/// See [`ROWS`].
pub(super) const COLUMNS: u32 = 16_384;
/// Cells of a sheet, the gaps between them counted.
pub(super) const CELLS: u64 = 200_000_000;
/// Bytes a cell may have before its row is refused.
const CELL: usize = 64 * 1024;
/// Bytes a row may have before reading stops.
const ROW: usize = 10 << 20;
/// Rows and bytes that go on together.
const BATCH: (usize, usize) = (256, 1 << 20);

/// Where a sheet's cells go.
pub(super) struct Grid {
    sender: SyncSender<Sent>,
    batch: Vec<Row>,
    bytes: usize,
    row: Row,
    /// The number of the row, from 0; nothing before the first.
    at: Option<u32>,
    before: Option<u32>,
    alone: bool,
    cells: u64,
    errors: u64,
    first_error: String,
    /// What is to be said at the end.
    pub(super) notes: Vec<Note>,
}

impl Grid {
    pub(super) fn new(sender: SyncSender<Sent>) -> Self {
        Self {
            sender,
            batch: Vec::new(),
            bytes: 0,
            row: Row::default(),
            at: None,
            before: None,
            alone: false,
            cells: 0,
            errors: 0,
            first_error: String::new(),
            notes: Vec::new(),
        }
    }

    /// Says whether any cell has come.
    pub(super) const fn is_empty(&self) -> bool {
        self.at.is_none()
    }

    /// Takes the cell at that row and column, both from 0; each lies behind the one before it.
    pub(super) fn take(&mut self, (row, column): (u32, u32), cell: &Cell<'_>) -> Result<(), Error> {
        if row >= ROWS || column >= COLUMNS || self.at.is_some_and(|at| row < at) {
            return Err(Error::Damaged(format!(
                "a cell at row {}, column {}",
                row.saturating_add(1),
                column
            )));
        }
        let text = match cell {
            Cell::Empty => return Ok(()),
            Cell::Failed(error) => {
                self.fail(error, row, column);
                return Ok(());
            }
            Cell::Text(text) | Cell::Rounded(text) => text,
        };
        if self.at != Some(row) {
            self.end_row()?;
            self.at = Some(row);
            self.row.line = u64::from(row) + 1;
        }
        self.fill(column)?;
        if matches!(cell, Cell::Rounded(_)) {
            let fault = Refusal::Rounded { column: place(row, column), text: text.to_string() };
            self.row.fault.get_or_insert(fault);
        }
        self.push(text)
    }

    fn fail(&mut self, error: &str, row: u32, column: u32) {
        self.errors += 1;
        if self.errors == 1 {
            self.first_error = format!("{error} in {}", place(row, column));
        }
    }

    fn fill(&mut self, column: u32) -> Result<(), Error> {
        let width = u32::try_from(self.row.width()).unwrap_or(u32::MAX);
        let gap = column.checked_sub(width).ok_or_else(|| Error::Damaged("cells out of order".to_owned()))?;
        self.cells += u64::from(gap) + 1;
        if self.cells > CELLS {
            return Err(Error::ManyCells(CELLS));
        }
        (0..gap).for_each(|_| self.row.cells.push_field(""));
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), Error> {
        if text.len() > CELL {
            self.row.fault.get_or_insert(Refusal::LongCell { limit: CELL });
        }
        if self.row.cells.as_slice().len() + text.len() > ROW {
            return Err(Error::EndlessRow { line: self.row.line, limit: ROW as u64 });
        }
        if memchr::memchr2(0, b'\r', text.as_bytes()).is_none() {
            self.row.cells.push_field(text);
            return Ok(());
        }
        if text.contains('\0') {
            self.row.fault.get_or_insert(Refusal::ZeroByte);
        }
        self.row.cells.push_field(&text.replace("\r\n", "\n").replace('\r', "\n"));
        Ok(())
    }

    /// A lone cell counts as a note below the table only behind a gap: without one it is a
    /// customer of whom the name is all that is known.
    fn settle_lone_cell(&mut self, at: u32) {
        let gap = self.before.is_some_and(|before| at > before + 1);
        let lone = self.row.width() == 1;
        self.alone = lone && (self.alone || gap || self.before.is_none());
        if lone && !self.alone {
            self.row.cells.push_field("");
        }
        self.before = Some(at);
    }

    fn end_row(&mut self) -> Result<(), Error> {
        let Some(at) = self.at else { return Ok(()) };
        self.settle_lone_cell(at);
        let room = StringRecord::with_capacity(self.row.cells.as_slice().len(), self.row.width());
        let row = std::mem::replace(&mut self.row, Row { cells: room, ..Row::default() });
        self.bytes += row.cells.as_slice().len() + row.width() * size_of::<usize>();
        self.batch.push(row);
        if self.batch.len() >= BATCH.0 || self.bytes >= BATCH.1 { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), Error> {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        self.sender.send(Sent::Rows(batch)).map_err(|_| store::Error::Cancelled.into())
    }

    /// Gives the last rows, and what is to be said.
    pub(super) fn finish(mut self) -> Result<Vec<Note>, Error> {
        self.end_row()?;
        self.send()?;
        if self.errors > 0 {
            self.notes.push(Note::CellErrors { count: self.errors, first: self.first_error });
        }
        Ok(self.notes)
    }
}
