//! Every record of a delimited text, in `csv`'s grammar, with the line it begins on.
//!
//! Sees to it that a quote nobody closed is an error with a line, however long or short the file
//! is, and never fills the memory. `table` finds the header and the footer among the records.

use std::io::{self, Cursor, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::row::Row;
use crate::domain::plan::Refusal;
use crate::exchange::error::Error;

/// Stands as a row of its own behind the last one; inside a cell it proves an open quote.
const END: &str = "\u{10fffd}salesdesk-end\u{10fffd}";
/// A cell of more lines than this is an open quote.
const CELL_LINES: usize = 200;

type Source<R> = io::Chain<io::Chain<Cursor<Vec<u8>>, R>, Cursor<Vec<u8>>>;

/// Every row of the text, the header among them.
pub struct Records<R: Read> {
    reader: Reader<Guard<Source<R>>>,
    /// What parts the cells.
    pub delimiter: u8,
    cell_limit: usize,
    row_limit: u64,
    line: u64,
    /// Lines that went before the text.
    above: u64,
    done: bool,
    /// Bytes and cells of the row before: the next is mostly as large.
    size: (usize, usize),
}

impl<R: Read> Records<R> {
    /// Reads `sample`, then `text`. A cell beyond `cell_limit` bytes spoils its row; a row beyond
    /// `row_limit` bytes ends the reading.
    pub fn new(sample: Vec<u8>, text: R, delimiter: u8, cell_limit: usize, row_limit: u64) -> Self {
        let end = Cursor::new(format!("\n{END}\n").into_bytes());
        let source = Guard { inner: Cursor::new(sample).chain(text).chain(end), given: 0, limit: 0 };
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(64 * 1024)
            .from_reader(source);
        Self { reader, delimiter, cell_limit, row_limit, line: 1, above: 0, done: false, size: (0, 0) }
    }

    /// The text begins on that line of its file.
    #[must_use]
    pub fn from_line(mut self, line: u64) -> Self {
        self.above = line.saturating_sub(1);
        self
    }

    fn read(&mut self) -> Result<Option<Row>, Error> {
        let mut cells = StringRecord::with_capacity(self.size.0, self.size.1);
        let reached = self.reader.position().byte();
        self.reader.get_mut().limit = reached.saturating_add(self.row_limit);
        let more = self.reader.read_record(&mut cells).map_err(|error| match Error::from(error) {
            Error::EndlessRow { limit: 0, .. } => {
                Error::EndlessRow { line: self.line, limit: self.row_limit }
            }
            other => other,
        })?;
        if !more || cells.iter().eq([END]) {
            return Ok(None);
        }
        self.size = (cells.as_slice().len(), cells.len());
        let within = breaks(cells.as_byte_record().as_slice());
        self.line = self.above + self.reader.position().line();
        if within > 0 {
            self.refuse_open_quote(&cells, within)?;
        }
        let line = self.line.saturating_sub(1 + within as u64);
        let fault = self.fault(&cells);
        Ok(Some(Row { line, fault, cells }))
    }

    fn refuse_open_quote(&self, cells: &StringRecord, within: usize) -> Result<(), Error> {
        let swallowed = cells.iter().next_back().is_some_and(|cell| cell.contains(END));
        let endless = cells.iter().position(|cell| breaks(cell.as_bytes()) > CELL_LINES);
        let open = if swallowed { cells.len().checked_sub(1) } else { endless };
        let Some(open) = open else { return Ok(()) };
        let first = self.line.saturating_sub(u64::from(!swallowed) + within as u64);
        let before: usize = cells.iter().take(open).map(|cell| breaks(cell.as_bytes())).sum();
        Err(Error::UnclosedQuote { line: first + before as u64 })
    }

    fn fault(&self, cells: &StringRecord) -> Option<Refusal> {
        if cells.iter().any(|cell| cell.len() > self.cell_limit) {
            return Some(Refusal::LongCell { limit: self.cell_limit });
        }
        let zero = memchr::memchr(0, cells.as_byte_record().as_slice()).is_some();
        zero.then_some(Refusal::ZeroByte)
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.read().transpose();
        self.done = !matches!(row, Some(Ok(_)));
        row
    }
}

fn breaks(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// Gives no more than one row may hold, so that an open quote cannot fill the memory.
struct Guard<R> {
    inner: R,
    given: u64,
    limit: u64,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given > self.limit {
            return Err(Error::EndlessRow { line: 0, limit: 0 }.into());
        }
        let read = self.inner.read(into)?;
        self.given += read as u64;
        Ok(read)
    }
}
