//! Results on standard output: JSON for programs, aligned columns for people.
//!
//! Everything from the book is filtered on its way to a terminal; a closed pipe is an ordinary end.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write as _};

use serde_json::Value as Json;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::safe::{acts, cells, safe, safe_lines};

/// The widest a column but the last may be, in cells.
const WIDEST: usize = 36;

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

/// Rows whose columns line up to the cell, whatever the script.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    indent: &'static str,
}

impl Table {
    /// Rows that stand under a heading.
    pub(super) fn indented() -> Self {
        Self { indent: "  ", ..Self::default() }
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.rows.push(cells.iter().map(|cell| safe(cell).trim().to_owned()).collect());
    }

    /// Prints the rows, two spaces between columns.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        raw(self.text().as_bytes())
    }

    fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let wide = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cells(cell)).max();
        let widths: Vec<usize> = (0..columns).map(|at| wide(at).unwrap_or(0).min(WIDEST)).collect();
        let mut text = String::new();
        for row in &self.rows {
            let _ = writeln!(text, "{}{}", self.indent, line(row, &widths));
        }
        text
    }
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
        if at + 1 == row.len() {
            line.push_str(cell);
        } else if *width > 0 {
            let cut = cut(cell, *width);
            line.push_str(&cut);
            line.push_str(&" ".repeat(width.saturating_sub(cells(&cut)) + 2));
        }
    }
    line.trim_end().to_owned()
}

/// As much of a text as fits into `width` cells, `..` where something is missing.
fn cut(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for grapheme in text.graphemes(true) {
        if cells(&cut) + cells(grapheme) + 2 > width {
            break;
        }
        cut.push_str(grapheme);
    }
    cut + ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_both_scripts() {
        let mut table = Table::default();
        table.row(["田中製作所", "03-1", "x"]);
        table.row(["Acme", "", "y\u{1b}[2J"]);
        assert_eq!(table.text(), "田中製作所  03-1  x\nAcme              y?[2J\n");
    }

    #[test]
    fn a_long_cell_is_cut_between_characters() {
        assert_eq!(cut("田中製作所", 7), "田中..");
        assert_eq!(cut("Acme", 4), "Acme");
    }
}
