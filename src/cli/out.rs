//! Results on standard output: JSON for programs, aligned columns for people.
//!
//! Everything from the book is filtered on its way to a terminal; a closed pipe is an ordinary end.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write as _};

use serde_json::Value as Json;

use crate::domain::aligned::Aligned;
use crate::domain::safe::{acts, safe_lines};

/// Prints one JSON value on one line. Characters a terminal would act on are escaped.
pub(super) fn json(value: &Json) -> anyhow::Result<()> {
    let text = value.to_string();
    let mut plain = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if acts(c) {
            let _ = write!(plain, "\\u{:04x}", u32::from(c));
        } else {
            plain.push(c);
        }
    }
    plain.push('\n');
    raw(plain.as_bytes())
}

/// Prints words, line by line.
pub(super) fn say(words: &str) -> anyhow::Result<()> {
    raw(format!("{}\n", safe_lines(words)).as_bytes())
}

/// Writes bytes as they are.
pub(super) fn raw(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Rows whose columns line up, to be printed.
#[derive(Default)]
pub(super) struct Table(Aligned);

impl Table {
    /// Rows that stand under a heading.
    pub(super) fn indented() -> Self {
        Self(Aligned::indented())
    }

    /// Rows with numbers in these columns, which stand to the right.
    pub(super) fn with_numbers(numbers: impl IntoIterator<Item = usize>) -> Self {
        Self(Aligned::with_numbers(numbers))
    }

    /// Adds a row of any length. Blanks inside a cell's ends stay: it may be a picture.
    pub(super) fn cells(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.cells(cells);
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.0.row(cells);
    }

    /// Prints the rows.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        raw(self.0.text().as_bytes())
    }
}
