//! The rows of a delimited text: finds out what parts the cells, keeps line numbers.
//!
//! The header and the footer are `below`'s to find, the grammar is `records`'. Knows nothing of
//! customers: which words are headers is a question it asks its caller.

use std::io::Read;

use super::below::{Bare, Below, Known};
pub use super::below::{Heading, LeftOut, Rows};
use super::records::Records;
use super::sniff;
use crate::exchange::error::Error;

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

/// The rows of a delimited text below its header; an iterator, read as it goes.
pub type Table<R> = Below<Records<R>>;

impl<R: Read> Bare for Records<R> {}

impl<R: Read> Table<R> {
    /// Reads the beginning of `text`; `known` says which words are headers.
    ///
    /// A first line `sep=;` says what parts the cells, as spreadsheets take it, and is no row.
    pub fn open(mut text: R, layout: &Layout, known: &dyn Known) -> Result<Self, Error> {
        let mut sample = Vec::new();
        text.by_ref().take(sniff::SAMPLE).read_to_end(&mut sample).map_err(Error::io("reading"))?;
        let said = sniff::said_delimiter(&sample);
        let body = said.map_or(0, |(_, length)| length);
        let delimiter = layout
            .delimiter
            .or(said.map(|(delimiter, _)| delimiter))
            .unwrap_or_else(|| sniff::delimiter(&sample[body..]));
        let first_line = if said.is_some() { 2 } else { 1 };
        let sample = sample.split_off(body);
        let records =
            Records::new(sample, text, delimiter, layout.cell_limit, layout.row_limit).from_line(first_line);
        Self::of(records, layout.heading, known)
    }

    /// What parts the cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.bare.delimiter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::plan::Refusal;

    fn open(text: &str) -> Result<Table<&[u8]>, Error> {
        Table::open(text.as_bytes(), &Layout::default(), &|word: &str| {
            matches!(word, "name" | "phone" | "city")
        })
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
    fn a_first_line_may_say_what_parts_the_cells_and_is_no_row() {
        for first in ["sep=;\n", "\"SEP=;\"\n"] {
            let text = format!("{first}name;phone\nA, B;1\n\nC;\"2\n");
            let error = open(&text).err().unwrap();
            assert!(matches!(error, Error::UnclosedQuote { line: 5 }), "{error}");
            let table = open(text.trim_end_matches("C;\"2\n")).unwrap();
            assert_eq!((table.delimiter(), table.header_line()), (';', Some(2)));
            let rows: Vec<_> = table.map(Result::unwrap).collect();
            assert_eq!((rows[0].line, rows[0].cell(0)), (3, "A, B"));
        }
        assert_eq!(sniff::said_delimiter(b"sep=;;\n"), None);
    }

    #[test]
    fn a_space_parts_cells_only_where_nothing_else_does() {
        let table = open("name phone city\nA 1 x\nB 2 y\n").unwrap();
        assert_eq!((table.delimiter(), table.header().len()), (' ', 3));
        assert_eq!(open("name,phone\nA B C,1\nD E F,2\n").unwrap().delimiter(), ',');
        assert_eq!(open("name\nJohn Smith\nAnn Other\n").unwrap().delimiter(), ',');
    }

    #[test]
    fn columns_named_by_place_leave_a_header_that_is_known_and_take_no_other() {
        let of = |text: &str| {
            let layout = Layout { heading: Heading::Known, ..Layout::default() };
            let table =
                Table::open(text.as_bytes(), &layout, &|word: &str| word == "name" || word == "phone")
                    .unwrap();
            (table.header_line(), table.count())
        };
        assert_eq!(of("name,phone\nA,1\n"), (Some(1), 1));
        assert_eq!(of("one,two\nA,1\n"), (None, 2));
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
        let table = Table::open(text.as_bytes(), &layout, &|_: &str| false).unwrap();
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
        let error = Table::open(text.as_bytes(), &layout, &|_: &str| true).err().unwrap();
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
            if let Ok(table) = Table::open(text.as_bytes(), &layout, &|word: &str| word == "a") {
                let lines: Vec<u64> = table.map_while(|row| row.ok().map(|row| row.line)).collect();
                prop_assert!(lines.is_sorted());
            }
        }
    }
}
