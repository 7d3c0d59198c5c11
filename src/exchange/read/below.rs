//! The rows of a file below its header, whatever format it is in.
//!
//! Finds the header among the first rows, sorts out blank rows and a footer, and counts what it
//! leaves out. Every format gives bare rows; which words are headers is the caller's to know.

use std::collections::VecDeque;

use super::row::Row;
use super::sniff;
use crate::domain::plan::{Note, Refusal};
use crate::exchange::error::Error;

/// How many first rows may stand above the header, and last ones below the data.
const MARGIN: usize = 20;

/// Which row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heading {
    /// Look for it among the first twenty.
    #[default]
    Find,
    /// The one with words people put above columns, if there is one.
    Known,
    /// None does; the columns are called 1, 2, 3, ….
    None,
}

/// What was left out, for the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows above the header.
    pub above: Vec<Row>,
    /// Rows with nothing in them.
    pub blank: u64,
    /// Notes and totals below the data.
    pub below: Vec<Row>,
    /// What else of the file is not in the rows.
    pub notes: Vec<Note>,
}

/// What is known of the names of columns, which no format knows itself.
pub trait Known {
    /// Says whether people put that word above columns.
    fn is_header(&self, word: &str) -> bool;
    /// The names of the columns, where the first rows are those of a known file without a header.
    fn headless(&self, _rows: &[Row]) -> Option<Vec<String>> {
        None
    }
}

impl<F: Fn(&str) -> bool> Known for F {
    fn is_header(&self, word: &str) -> bool {
        self(word)
    }
}

/// The rows of a file below its header, whatever format it is in; read as it goes.
pub trait Rows: Iterator<Item = Result<Row, Error>> {
    /// The names of the columns.
    fn header(&self) -> &[String];
    /// The line the header is on, from 1; nothing where the file has none.
    fn header_line(&self) -> Option<u64>;
    /// What was left out so far.
    fn left_out(&self) -> &LeftOut;
}

/// A format's bare rows: every one from the first, the header among them.
pub trait Bare: Iterator<Item = Result<Row, Error>> {
    /// What the format itself leaves out; asked once, when every row is read.
    fn notes(&mut self) -> Vec<Note> {
        Vec::new()
    }
}

/// The rows below a header that was found among the first of `bare`.
pub struct Below<B> {
    pub(super) bare: B,
    header: Vec<String>,
    header_line: Option<u64>,
    first: VecDeque<Row>,
    ready: VecDeque<Row>,
    held: VecDeque<Row>,
    left_out: LeftOut,
    done: bool,
}

impl<B: Bare> Below<B> {
    /// Reads the first rows; `known` says which words are headers.
    pub fn of(mut bare: B, heading: Heading, known: &dyn Known) -> Result<Self, Error> {
        let first = bare.by_ref().take(MARGIN).collect::<Result<_, _>>()?;
        let mut below = Self {
            bare,
            header: Vec::new(),
            header_line: None,
            first,
            ready: VecDeque::new(),
            held: VecDeque::new(),
            left_out: LeftOut::default(),
            done: false,
        };
        below.find_header(heading, known)?;
        Ok(below)
    }

    fn find_header(&mut self, heading: Heading, known: &dyn Known) -> Result<(), Error> {
        let widest = self.first.iter().map(Row::width).max().ok_or(Error::Empty)?;
        let rows = self.first.make_contiguous();
        if heading == Heading::Find
            && let Some(names) = known.headless(rows)
        {
            self.header = names;
            return Ok(());
        }
        let at = match heading {
            Heading::Find => Some(sniff::header(rows, &|word| known.is_header(word)).ok_or(Error::NoHeader)?),
            Heading::Known => sniff::known_header(rows, &|word| known.is_header(word)),
            Heading::None => None,
        };
        let Some(at) = at else {
            self.header = (1..=widest).map(|place| place.to_string()).collect();
            return Ok(());
        };
        self.left_out.above = self.first.drain(..at).filter(|row| row.filled() > 0).collect();
        let header = self.first.pop_front().unwrap_or_default();
        self.header = header.cells().map(|cell| cell.trim().to_owned()).collect();
        self.header_line = Some(header.line);
        Ok(())
    }

    /// Sorts a row that was read: blank ones go, what may be a footer waits for what follows it.
    fn take(&mut self, mut row: Row) {
        if row.filled() == 0 {
            self.left_out.blank += 1;
        } else if sniff::is_footer(&row, self.header.len()) && self.held.len() < MARGIN {
            self.held.push_back(row);
        } else {
            let beyond = row.cells().skip(self.header.len()).any(|cell| !cell.trim().is_empty());
            if beyond && self.header_line.is_some() {
                let cells = Refusal::Cells { has: row.width(), header: self.header.len() };
                row.fault = row.fault.or(Some(cells));
            }
            self.ready.append(&mut self.held);
            self.ready.push_back(row);
        }
    }

    fn end(&mut self) {
        self.left_out.below.extend(self.held.drain(..));
        if !self.done {
            self.left_out.notes = self.bare.notes();
        }
        self.done = true;
    }
}

impl<B: Bare> Rows for Below<B> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn header_line(&self) -> Option<u64> {
        self.header_line
    }

    fn left_out(&self) -> &LeftOut {
        &self.left_out
    }
}

impl<B: Bare> Iterator for Below<B> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.first.pop_front().map(Ok).or_else(|| self.bare.next()) {
                Some(Ok(row)) => self.take(row),
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.end();
                    return None;
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}
