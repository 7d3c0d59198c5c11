//! Turns decoded text into rows: finds the delimiter and the header, keeps line numbers.
//!
//! Knows nothing of customers: which words are headers is a question it asks its caller. What it
//! leaves out (lines above the header, blank rows, a footer) it counts. The CSV grammar is `csv`'s.

use std::collections::VecDeque;
use std::io::Read;

use super::records::Records;
use super::row::Row;
use super::sniff;
use crate::domain::plan::Refusal;
use crate::exchange::error::Error;

/// How many first rows may stand above the header, and last ones below the data.
const MARGIN: usize = 20;

/// Which row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heading {
    /// Look for it among the first twenty.
    #[default]
    Find,
    /// None does; the columns are called 1, 2, 3, ….
    None,
}

/// How to read a table.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What parts the cells; found out if not given.
    pub delimiter: Option<u8>,
    /// Where the header is.
    pub heading: Heading,
    /// Bytes a cell may have before its row is refused.
    pub cell_limit: usize,
    /// Bytes a row may have before reading stops.
    pub row_limit: u64,
}

impl Default for Layout {
    fn default() -> Self {
        Self { delimiter: None, heading: Heading::Find, cell_limit: 64 * 1024, row_limit: 10 << 20 }
    }
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

/// The rows of a delimited text below its header; an iterator, read as it goes.
pub struct Table<R: Read> {
    records: Records<R>,
    header: Vec<String>,
    header_line: Option<u64>,
    ready: VecDeque<Row>,
    held: VecDeque<Row>,
    left_out: LeftOut,
}

impl<R: Read> Table<R> {
    /// Reads the beginning of `text`; `known` says which words are headers.
    pub fn open(mut text: R, layout: &Layout, known: &dyn Fn(&str) -> bool) -> Result<Self, Error> {
        let mut sample = Vec::new();
        text.by_ref().take(sniff::SAMPLE).read_to_end(&mut sample).map_err(Error::io("reading"))?;
        let delimiter = layout.delimiter.unwrap_or_else(|| sniff::delimiter(&sample));
        let mut records = Records::new(sample, text, delimiter, layout.cell_limit, layout.row_limit);
        let mut first = VecDeque::new();
        while first.len() < MARGIN
            && let Some(row) = records.next().transpose()?
        {
            first.push_back(row);
        }
        let mut table = Self {
            records,
            header: Vec::new(),
            header_line: None,
            ready: VecDeque::new(),
            held: VecDeque::new(),
            left_out: LeftOut::default(),
        };
        table.find_header(first, layout.heading, known)?;
        Ok(table)
    }

    fn find_header(
        &mut self,
        mut first: VecDeque<Row>,
        heading: Heading,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<(), Error> {
        let widest = first.iter().map(Row::width).max().ok_or(Error::Empty)?;
        if heading == Heading::None {
            self.header = (1..=widest).map(|place| place.to_string()).collect();
        } else {
            let at = sniff::header(first.make_contiguous(), known).ok_or(Error::NoHeader)?;
            self.left_out.above = first.drain(..at).collect();
            self.left_out.above.retain(|row| row.filled() > 0);
            let header = first.pop_front().unwrap_or_default();
            self.header = header.cells().map(|cell| cell.trim().to_owned()).collect();
            self.header_line = Some(header.line);
        }
        self.records.put_back(first);
        Ok(())
    }

    /// What parts the cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.records.delimiter)
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
}

impl<R: Read> Rows for Table<R> {
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

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() {
            match self.records.next() {
                Some(Ok(row)) => self.take(row),
                Some(Err(error)) => return Some(Err(error)),
                None => {
                    self.left_out.below.extend(self.held.drain(..));
                    return None;
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open(text: &str) -> Result<Table<&[u8]>, Error> {
        Table::open(text.as_bytes(), &Layout::default(), &|word| matches!(word, "name" | "phone" | "city"))
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        open(text)
            .unwrap()
            .map(|row| row.map(|row| (row.line, row.cells().map(str::to_owned).collect())).unwrap())
            .collect()
    }

    #[test]
    fn rows_keep_the_line_they_begin_on() {
        let text = "name,phone\n\n\nA,1\n\"B\nb\",2\n\nC,\"3\"\nD,4";
        let lines: Vec<_> = rows(text).iter().map(|(line, cells)| (*line, cells[0].clone())).collect();
        let expected = [(4, "A"), (5, "B\nb"), (8, "C"), (9, "D")];
        assert_eq!(lines, expected.map(|(line, name)| (line, name.to_owned())));
    }

    #[test]
    fn each_delimiter_is_found() {
        for delimiter in [',', ';', '\t', '|'] {
            let text = "name,phone,city\nA,1,x\nB,2,y\n".replace(',', &delimiter.to_string());
            let table = open(&text).unwrap();
            assert_eq!((table.delimiter(), table.header().len()), (delimiter, 3));
        }
    }

    #[test]
    fn lines_above_and_below_the_table_are_left_out_and_kept_for_the_plan() {
        let mut table =
            open("Report,of today\n\nname,phone,city\nA,1,x\n,,\nB,2,y\nTotal,2,\nConfidential\n").unwrap();
        assert_eq!(table.header_line(), Some(3));
        assert_eq!(table.by_ref().count(), 2);
        let left_out = table.left_out();
        assert_eq!((left_out.above.len(), left_out.blank, left_out.below.len()), (1, 1, 2));
    }

    #[test]
    fn a_short_row_in_the_middle_is_no_footer() {
        assert_eq!(rows("name,phone,city\nA,1,x\nOnly a name\nB,2,y\n").len(), 3);
    }

    #[test]
    fn data_without_a_header_says_how_to_name_the_columns() {
        let text = "Acme,03-1234-5678,100\nBeta,06-1234-5678,200\n";
        assert!(matches!(open(text), Err(Error::NoHeader)));
        let layout = Layout { heading: Heading::None, ..Layout::default() };
        let table = Table::open(text.as_bytes(), &layout, &|_| false).unwrap();
        assert_eq!(table.header(), ["1", "2", "3"]);
        assert_eq!(table.count(), 2);
    }

    #[test]
    fn an_open_quote_names_its_line_even_in_a_short_file() {
        let mut error = open("name,phone\nA,1\nB,\"2\nC,3\n").err().unwrap();
        assert!(matches!(error, Error::UnclosedQuote { line: 3 }), "{error}");
        let long = format!("name,phone\nA,\"1\n{}\",2\nB,3\n", "x\n".repeat(300));
        error = open(&long).err().unwrap();
        assert!(matches!(error, Error::UnclosedQuote { line: 2 }), "{error}");
    }

    #[test]
    fn a_row_without_end_stops_before_it_fills_the_memory() {
        let layout = Layout { row_limit: 100_000, ..Layout::default() };
        let text = format!("name,phone\nA,1\nB,\"{}", "x".repeat(400_000));
        let error = Table::open(text.as_bytes(), &layout, &|_| true).err().unwrap();
        assert!(matches!(error, Error::EndlessRow { line: 3, limit: 100_000 }), "{error}");
    }

    #[test]
    fn a_row_that_cannot_stand_says_why_and_the_rest_goes_on() {
        let text = format!("name,phone\nA,{}\nB,1\0\nC,1,2\nD,1,\nE\n", "9".repeat(70_000));
        let faults: Vec<_> = open(&text).unwrap().map(|row| row.unwrap().fault).collect();
        let expected = [
            Some(Refusal::LongCell { limit: 65_536 }),
            Some(Refusal::ZeroByte),
            Some(Refusal::Cells { has: 3, header: 2 }),
            None,
            None,
        ];
        assert_eq!(faults, expected);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[a-z,;\"\n|\t\u{0}1-3]{0,200}", found in any::<bool>()) {
            let heading = if found { Heading::Find } else { Heading::None };
            let layout = Layout { heading, row_limit: 50, cell_limit: 10, ..Layout::default() };
            if let Ok(table) = Table::open(text.as_bytes(), &layout, &|word| word == "a") {
                let lines: Vec<u64> = table.map_while(|row| row.ok().map(|row| row.line)).collect();
                prop_assert!(lines.is_sorted());
            }
        }
    }
}
