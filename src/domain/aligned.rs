//! Rows as plain text whose columns line up to the cell, whatever the script.
//!
//! What a terminal would act on is taken out of every cell. Printed by `cli::out`, written by `tui::printed`.

use std::fmt::Write as _;

use crate::domain::safe::{cells, cut, safe};

/// The widest a column but the last may be, in cells.
const WIDEST: usize = 36;

/// Rows whose columns line up to the cell, whatever the script.
#[derive(Debug, Default)]
pub struct Aligned {
    rows: Vec<Vec<String>>,
    indent: &'static str,
    numbers: Vec<usize>,
}

impl Aligned {
    /// Rows that stand under a heading.
    #[must_use]
    pub fn indented() -> Self {
        Self { indent: "  ", ..Self::default() }
    }

    /// Rows with numbers in these columns, which stand to the right.
    #[must_use]
    pub fn with_numbers(numbers: impl IntoIterator<Item = usize>) -> Self {
        Self { numbers: numbers.into_iter().collect(), ..Self::default() }
    }

    /// Adds a row of any length. Blanks inside a cell's ends stay: it may be a picture.
    pub fn cells(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(|cell| safe(&cell).into_owned()).collect());
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.rows.push(cells.iter().map(|cell| safe(cell).trim().to_owned()).collect());
    }

    /// The rows, line by line, two spaces between columns.
    #[must_use]
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let wide = |at: usize| self.rows.iter().filter_map(|row| row.get(at)).map(|cell| cells(cell)).max();
        let widths: Vec<usize> = (0..columns).map(|at| wide(at).unwrap_or(0).min(WIDEST)).collect();
        let mut text = String::new();
        for row in &self.rows {
            let _ = writeln!(text, "{}{}", self.indent, self.line(row, &widths));
        }
        text
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            let (cell, used) = cut(cell, if at + 1 == row.len() { usize::MAX } else { *width });
            let blanks = " ".repeat(width.saturating_sub(used));
            if self.numbers.contains(&at) {
                line.push_str(&(blanks + &cell));
            } else {
                line.push_str(&(cell + &blanks));
            }
            line.push_str(if *width > 0 { "  " } else { "" });
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_both_scripts() {
        let mut table = Aligned::default();
        table.row(["田中製作所", "03-1", "x"]);
        table.row(["Acme", "", "y\u{1b}[2J"]);
        assert_eq!(table.text(), "田中製作所  03-1  x\nAcme              y?[2J\n");
    }

    #[test]
    fn numbers_stand_to_the_right() {
        let mut table = Aligned::with_numbers(1..2);
        table.row(["Acme", "7", "##"]);
        table.row(["田中", "123", ""]);
        assert_eq!(table.text(), "Acme    7  ##\n田中  123\n");
    }
}
