//! Rows as delimited text: CSV and TSV for spreadsheets and for every other program.
//!
//! CRLF between rows. Words that a spreadsheet would compute get an apostrophe, which an import takes
//! off again; numbers, amounts and moments are written as they are.

use std::io::Write;

use csv::{ByteRecord, QuoteStyle, Writer, WriterBuilder};

use super::cell::Cell;
use super::letters::{Encoding, Letters};
use crate::exchange::error::Error;
use crate::exchange::read::cell::shielded;

/// How to write a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The encoding.
    pub encoding: Encoding,
    /// What parts the cells.
    pub delimiter: u8,
    /// Leaves cells as they are, even those a spreadsheet would compute.
    pub raw: bool,
    /// Phones too get an apostrophe where they begin with a plus, so that a spreadsheet keeps it; an
    /// address book takes them as they are.
    pub phones: bool,
    /// Rows may have fewer or more cells than the header: several tables stand below one another.
    pub ragged: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { encoding: Encoding::default(), delimiter: b',', raw: false, phones: true, ragged: false }
    }
}

/// A table under way.
pub struct Csv<'a> {
    table: Writer<&'a mut dyn Write>,
    letters: Letters,
    raw: bool,
    phones: bool,
    record: ByteRecord,
}

impl<'a> Csv<'a> {
    /// Begins a table with its header.
    pub fn begin(out: &'a mut dyn Write, header: &[String], sheet: &Sheet) -> Result<Self, Error> {
        if sheet.encoding == Encoding::Marked {
            out.write_all("\u{feff}".as_bytes()).map_err(Error::io("writing the export"))?;
        }
        let table = WriterBuilder::new()
            .delimiter(sheet.delimiter)
            .flexible(sheet.ragged)
            .quote_style(QuoteStyle::Necessary)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        let letters = Letters::of(sheet.encoding);
        let mut csv =
            Self { table, letters, raw: sheet.raw, phones: sheet.phones, record: ByteRecord::new() };
        let header: Vec<Cell> = header.iter().map(Cell::words).collect();
        csv.row(&header, "")?;
        Ok(csv)
    }

    /// Adds a row about `who`.
    pub fn row(&mut self, cells: &[Cell], who: &str) -> Result<(), Error> {
        self.record.clear();
        for cell in cells {
            let text = cell.text();
            let bare = self.raw || !cell.is_words() || (!self.phones && is_phone(cell));
            let text = if bare { text.into() } else { shielded(&text) };
            self.record.push_field(&self.letters.encode(&text, who));
        }
        self.table.write_byte_record(&self.record)?;
        Ok(())
    }

    /// Ends the table; refuses it where characters were missing.
    pub fn finish(mut self) -> Result<(), Error> {
        self.table.flush().map_err(Error::io("writing the export"))?;
        self.letters.refuse_missing()
    }
}

/// Says whether a cell is a number with its country's and nothing a spreadsheet could compute into
/// something else than that number.
fn is_phone(cell: &Cell) -> bool {
    let Cell::Code(text) = cell else { return false };
    let bare = text.strip_prefix('+').unwrap_or_default();
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use super::*;
    use crate::exchange::bring_in::open::{Reading, open};
    use crate::exchange::read::cell::unshielded;

    fn export(cells: &[Cell], sheet: Sheet) -> Vec<u8> {
        let mut out = Vec::new();
        let header = ["会社名".to_owned(), "備考".to_owned()];
        let mut csv = Csv::begin(&mut out, &header, &sheet).unwrap();
        csv.row(cells, "").unwrap();
        csv.finish().unwrap();
        out
    }

    /// The note cell of a table with one row, as it stands in the file.
    fn note(bytes: Vec<u8>) -> String {
        let mut table = open(Cursor::new(bytes), &Reading::default()).unwrap().table;
        table.next().unwrap().unwrap().cell(1).to_owned()
    }

    fn computes(text: &str) -> bool {
        text.starts_with(['=', '+', '-', '@', '\t', '\r'])
    }

    #[test]
    fn no_cell_computes_and_each_reads_back() {
        for text in ["=cmd|'/C calc'!A0", "+81 3 1234", "-2+3", "@SUM(1)", "\tx", "'=quoted", "+819012345678"]
        {
            let bytes = export(&[Cell::words("田中"), Cell::words(text)], Sheet::default());
            let cell = note(bytes);
            assert!(cell.starts_with('\''), "{text}");
            assert_eq!(unshielded(&cell), text);
        }
        let raw = Sheet { raw: true, ..Sheet::default() };
        assert_eq!(note(export(&[Cell::words("田中"), Cell::words("=1")], raw)), "=1");
    }

    #[test]
    fn a_number_below_zero_is_no_formula() {
        let bytes = export(&[Cell::words("田中"), Cell::Money(-500, "JPY".into())], Sheet::default());
        assert_eq!(note(bytes), "-500");
    }

    #[test]
    fn no_payload_of_the_corpus_computes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/csv-injection/csv-payload.txt");
        let Ok(payloads) = std::fs::read_to_string(path) else {
            println!("skipped: no corpora");
            return;
        };
        for payload in payloads.lines().filter(|line| !line.is_empty()) {
            let cell = note(export(&[Cell::words("田中"), Cell::words(payload)], Sheet::default()));
            assert!(!computes(&cell), "{payload}");
            assert_eq!(unshielded(&cell), payload);
        }
    }
}
