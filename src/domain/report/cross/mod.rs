//! Any field against any field: the table that pieces add up to.
//!
//! Spellings that fold alike are one key, under the spelling most of them have. What holds nothing is
//! a row of its own; beyond so many rows or columns the smallest are one called other. Pure: `store`
//! reads the pieces.

mod axis;
mod keys;

use std::collections::HashSet;

pub use axis::{Axis, VALUES, Valued, quoted};
use keys::Keys;
pub use keys::{Common, OneOf};

use crate::domain::sums::Sums;
use crate::domain::{Id, Value};

/// What records come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// Of these, how many make the rate.
    pub part: u64,
    /// Amounts.
    pub sums: Sums,
}

impl Tally {
    fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.part += other.part;
        self.sums.join(&other.sums);
    }
}

/// Records that have both keys in common; where customers are counted by what they have several of,
/// one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// What stands in the field across.
    pub row: Value,
    /// What stands in the field down.
    pub column: Value,
    /// The customer, where the same one must not count twice.
    pub who: Option<Id>,
    /// What they come to.
    pub tally: Tally,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crossed {
    /// Of each column.
    pub cells: Vec<Tally>,
    /// Of all.
    pub total: Tally,
}

/// A table of any field against any field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cross {
    /// What the columns are; none where nothing stands across.
    pub columns: Vec<Common>,
    /// The rows.
    pub rows: Vec<(Common, Crossed)>,
    /// All rows together: a customer in several counts once.
    pub total: Crossed,
}

/// So many rows and columns are shown one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
}

impl Cross {
    /// What pieces add up to.
    #[must_use]
    pub fn of(pieces: &[Piece], rows: Axis, columns: Option<Axis>, limits: Limits) -> Self {
        let across = Keys::of(pieces.iter().map(|piece| (&piece.row, &piece.tally)), rows, limits.rows);
        let down = pieces.iter().map(|piece| (&piece.column, &piece.tally));
        let down = columns.map(|axis| Keys::of(down, axis, limits.columns)).unwrap_or_default();
        let mut sheet = Sheet::new(across.shown.len(), down.shown.len());
        for piece in pieces {
            sheet.add(piece, across.at(&piece.row), columns.map(|_| down.at(&piece.column)));
        }
        let Sheet { rows, total, .. } = sheet;
        Self { columns: down.shown, rows: across.shown.into_iter().zip(rows).collect(), total }
    }
}

/// The table under way, with who was counted where.
struct Sheet {
    rows: Vec<Crossed>,
    total: Crossed,
    seen: HashSet<(Option<usize>, Option<usize>, Id)>,
}

impl Sheet {
    fn new(rows: usize, columns: usize) -> Self {
        let row = || Crossed { cells: vec![Tally::default(); columns], total: Tally::default() };
        Self { rows: (0..rows).map(|_| row()).collect(), total: row(), seen: HashSet::new() }
    }

    fn add(&mut self, piece: &Piece, row: usize, column: Option<usize>) {
        let whole = [(Some(row), None), (None, None)];
        let apart = column.map(|column| [(Some(row), Some(column)), (None, Some(column))]);
        for (row, column) in whole.into_iter().chain(apart.into_iter().flatten()) {
            if piece.who.is_some_and(|who| !self.seen.insert((row, column, who))) {
                continue;
            }
            let of = match row {
                Some(row) => &mut self.rows[row],
                None => &mut self.total,
            };
            let cell = match column {
                Some(column) => &mut of.cells[column],
                None => &mut of.total,
            };
            cell.join(&piece.tally);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Noun;
    use crate::domain::customer::Customer;
    use crate::domain::record::{Record as _, field_named};

    fn axis(name: &str) -> Axis {
        Axis::Field(Noun::Customer, field_named(Customer::FIELDS, name).unwrap())
    }

    fn piece(row: &str, column: &str, count: u64) -> Piece {
        let value = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.into()) };
        let tally = Tally { count, ..Tally::default() };
        Piece { row: value(row), column: value(column), who: None, tally }
    }

    fn known(text: &str) -> Common {
        Common::Known(Value::Text(text.into()))
    }

    const MANY: Limits = Limits { rows: 9, columns: 9 };

    #[test]
    fn spellings_that_fold_alike_are_one_row_and_nothing_is_a_row_of_its_own() {
        let pieces = [piece("ＩＴ", "a", 2), piece("it", "a", 3), piece("", "b", 9), piece("food", "b", 1)];
        let cross = Cross::of(&pieces, axis("industry"), Some(axis("source")), MANY);
        let rows: Vec<_> = cross.rows.iter().map(|(key, row)| (key.clone(), row.total.count)).collect();
        assert_eq!(rows, [(known("it"), 5), (known("food"), 1), (Common::Nothing, 9)]);
        assert_eq!(cross.total.total.count, 15);
        assert_eq!(cross.total.cells.iter().map(|cell| cell.count).collect::<Vec<_>>(), [10, 5]);
    }

    #[test]
    fn beyond_the_limit_the_smallest_are_one() {
        let pieces: Vec<Piece> = (1..=5).map(|n| piece(&"x".repeat(n), "", n as u64)).collect();
        let limits = Limits { rows: 3, columns: 9 };
        let cross = Cross::of(&pieces, axis("industry"), None, limits);
        let rows: Vec<_> = cross.rows.iter().map(|(key, row)| (key.clone(), row.total.count)).collect();
        assert_eq!(rows, [(known("xxxxx"), 5), (known("xxxx"), 4), (Common::Other, 6)]);
        assert!(cross.columns.is_empty());
    }

    #[test]
    fn a_record_stands_where_its_key_is_shown_in_any_spelling_else_under_other() {
        let shown = vec![known("IT"), Common::Other, Common::Nothing];
        let at = |value: &str, at| OneOf { shown: shown.clone(), at }.holds(&Value::Text(value.into()));
        assert!(at("ｉｔ", 0) && at("food", 1) && at(" ", 2) && !at("IT", 1));
        assert!(OneOf { shown, at: 2 }.holds(&Value::Null));
    }

    #[test]
    fn a_customer_counts_once_in_every_cell_row_and_total() {
        let who = Some(Id::mint(1));
        let pieces: Vec<Piece> = [("a", "x"), ("a", "y"), ("b", "x"), ("a", "x")]
            .map(|(row, column)| Piece { who, ..piece(row, column, 1) })
            .into();
        let cross = Cross::of(&pieces, axis("industry"), Some(axis("source")), MANY);
        let cells: Vec<Vec<u64>> =
            cross.rows.iter().map(|(_, row)| row.cells.iter().map(|cell| cell.count).collect()).collect();
        assert_eq!(cells, [[1, 1], [1, 0]]);
        assert_eq!((cross.rows[0].1.total.count, cross.total.total.count), (1, 1));
    }
}
