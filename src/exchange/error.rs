//! What can go wrong with a file: what, where in it, and the way out.
//!
//! A row that cannot go in is no error here: it is a `Refusal` in the plan, and the rest goes on.

use std::io;
use std::path::PathBuf;

use crate::domain::Trouble;
use crate::domain::plan::Question;
use crate::domain::shut::Shut;
use crate::store;

/// A file that cannot be read, understood or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system said no.
    #[error("{what}: {source}")]
    Io {
        /// The file, or what was being done.
        what: String,
        /// What the system said.
        source: io::Error,
    },
    /// A folder where a file should be.
    #[error("{} is a folder; name a file in it", .0.display())]
    Folder(PathBuf),
    /// Somebody wrote to the file while it was being read.
    #[error("{} was changed while it was being read; nothing was imported, try again", .0.display())]
    Changed(PathBuf),
    /// What the store said.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A file that could not be locked or opened.
    #[error(transparent)]
    Shut(#[from] Shut),
    /// Not a text file at all.
    #[error("this is {0}, not text; save it as CSV and import that")]
    NotText(&'static str),
    /// Another kind of file than any that can be read.
    #[error("this is {what}; {way}")]
    WrongKind {
        /// What it is.
        what: &'static str,
        /// The way out.
        way: &'static str,
    },
    /// A workbook that nobody opens without a word.
    #[error("the workbook has a password; open it in the spreadsheet, save it without one, and import that")]
    Locked,
    /// A workbook, card or calendar that is not whole.
    #[error("the file is damaged ({0}); open it in the program it came from, save it again, and import that")]
    Damaged(String),
    /// An archive that would fill the memory.
    #[error(
        "{part} would unpack to more than {limit} MB; save the sheet alone, as .xlsx or CSV, and import that"
    )]
    Bomb {
        /// The part of the archive.
        part: String,
        /// The limit it broke, in MB.
        limit: u64,
    },
    /// A sheet beyond all measure.
    #[error("the sheet has more than {0} cells; save it as CSV and import that")]
    ManyCells(u64),
    /// `--sheet` names none.
    #[error("no sheet is called `{0}`; the workbook has: {1}")]
    NoSuchSheet(String, String),
    /// Bytes that the encoding does not have.
    #[error("line {line} is not valid {encoding}; mend that line, or name the encoding with --encoding")]
    Undecodable {
        /// The line in the file, from 1.
        line: u64,
        /// The encoding it was read in.
        encoding: &'static str,
    },
    /// No encoding fits.
    #[error("cannot tell the encoding; name it with --encoding, such as cp932 or utf-8")]
    UnknownEncoding,
    /// `--encoding` names none.
    #[error("no encoding is called `{0}`; try utf-8, cp932, utf-16le, euc-jp or windows-1252")]
    NoSuchEncoding(String),
    /// A quote that swallows the lines after it.
    #[error("line {line}: a quote (\") opens here and is not closed; close or remove it")]
    UnclosedQuote {
        /// The line with the quote.
        line: u64,
    },
    /// A row beyond all measure, which an unclosed quote mostly is.
    #[error("line {line}: this row is longer than {limit} bytes; look for a quote (\") that is not closed")]
    EndlessRow {
        /// The line where the row begins.
        line: u64,
        /// The limit it broke.
        limit: u64,
    },
    /// A text beyond all measure.
    #[error("this is longer than {0} bytes; shorten it, or cut it into several")]
    TooLarge(u64),
    /// No row at all.
    #[error("there are no rows in it")]
    Empty,
    /// Data from the first row on.
    #[error("no header row found; name the columns by position: --map 1=name --map 2=phone")]
    NoHeader,
    /// `--map` names a column that is not there.
    #[error("no column is called `{0}`; the file has: {1}")]
    NoSuchColumn(String, String),
    /// A field nobody knows.
    #[error("there is no field `{0}`; try name, phone, mail, customer.city, person.family, tag or skip")]
    NoSuchField(String),
    /// No column says who a row is about.
    #[error("no column holds a name, a company or a number; map one: --map \"COLUMN=name\"")]
    NothingMapped,
    /// Numbers not to be called, which are no customers.
    #[error("this is a list of numbers not to be called; import it with --as blocks")]
    Blocks,
    /// Products and their prices, and nobody who bought any.
    #[error("this is a price list: import it with --as products, or say what it is with --as and --map")]
    PriceList,
    /// A file whose cells can mean two things, which was not told which.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))]
    Asks(Vec<Question>),
    /// `--currency` names none that amounts can be kept in.
    #[error("no currency `{0}` is known; try JPY, USD, EUR or GBP")]
    NoSuchCurrency(String),
    /// `--preset` names no source.
    #[error("no preset is called `{0}`; there are: {1}")]
    NoSuchPreset(String, String),
    /// No column says who is to be blocked.
    #[error("no column holds a number or a customer; call one `phone` or `customer`")]
    NobodyToBlock,
    /// It would write over a file.
    #[error("{} exists; name another file, or write over it with --force", .0.display())]
    Exists(PathBuf),
    /// Characters the encoding does not have.
    #[error("{encoding} cannot write {characters}; export as UTF-8, or put ? for them with --replace")]
    Unencodable {
        /// The encoding asked for.
        encoding: &'static str,
        /// Up to twenty of them, each with how often and whose first.
        characters: String,
    },
    /// A cell longer than a workbook can hold.
    #[error(
        "{who}: the cell under {column} has more than the {limit} characters a workbook holds; \
         leave the column out with --columns, or export CSV or JSON Lines"
    )]
    CellTooLong {
        /// Whose row it is.
        who: String,
        /// The header above it.
        column: String,
        /// The limit.
        limit: usize,
    },
    /// A line that no export of ours holds.
    #[error("line {line}: {why}; this is not a whole salesdesk export")]
    NotOurs {
        /// The line in the file, from 1.
        line: u64,
        /// What is wrong with it.
        why: String,
    },
    /// A file from a newer version.
    #[error("this export is of version {0}, newer than this salesdesk reads; upgrade first")]
    Newer(u64),
    /// Records handed to an export in another order than its own.
    #[error("record {0} came out of order; this is a fault of salesdesk, please report it")]
    OutOfOrder(String),
}

impl Error {
    /// Names what was being done when the system refused; one of ours inside is taken out whole.
    pub fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        move |error| match error.downcast::<Self>() {
            Ok(ours) => ours,
            Err(source) if full(&source) => Self::Store(Trouble::DiskFull.into()),
            Err(source) => Self::Io { what: what.into(), source },
        }
    }
}

/// Says whether there is no room for what was to be written.
fn full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(source) => Self::io("the table")(source),
            other => {
                Self::Io { what: "the table".to_owned(), source: io::Error::other(format!("{other:?}")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_ours_comes_through_the_readers_unchanged() {
        let through = csv::Error::from(io::Error::from(Error::UnclosedQuote { line: 7 }));
        assert!(matches!(Error::from(through), Error::UnclosedQuote { line: 7 }));
    }
}
