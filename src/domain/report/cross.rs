//! Any field against any field: what is counted, by what, and the table that pieces add up to.
//!
//! Spellings that fold alike are one key, under the spelling most of them have. What holds nothing is
//! a row of its own; beyond so many rows or columns the smallest are one called other. Pure: `store`
//! reads the pieces.

use std::collections::{HashMap, HashSet};

use super::Names;
use crate::domain::fold::fold;
use crate::domain::query::QUESTION;
use crate::domain::sums::Sums;
use crate::domain::{Field, Id, Kind, Noun, Value};

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// A field of a noun; of days and moments the month.
    Field(Noun, &'static Field),
    /// A field of the desk's own.
    Own(Noun, Id),
    /// What customers said last to the question of that code, see [`question::code_id`]; of several
    /// answers each. Whether they are figures.
    ///
    /// [`question::code_id`]: crate::domain::question::code_id
    Answer(Id, bool),
}

impl Axis {
    /// Whose field it is.
    #[must_use]
    pub const fn noun(self) -> Noun {
        match self {
            Self::Field(noun, _) | Self::Own(noun, _) => noun,
            Self::Answer(..) => Noun::Customer,
        }
    }

    /// What stands in it of somebody who said that: of an answer that chose several, each of them.
    #[must_use]
    pub fn parted(self, value: Value) -> Vec<Value> {
        match (self, &value) {
            (Self::Answer(..), Value::Text(text)) if text.contains('\n') => {
                text.lines().map(|line| Value::Text(line.to_owned())).collect()
            }
            _ => vec![value],
        }
    }

    /// Its rows stand in the order of their keys, not of their size.
    const fn in_order(self) -> bool {
        matches!(
            self,
            Self::Field(
                _,
                Field { kind: Kind::Date | Kind::Moment | Kind::Int | Kind::Clock | Kind::Flag, .. }
            ) | Self::Answer(_, true)
        )
    }
}

/// What stands in the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Valued {
    /// How many of a noun.
    Count(Noun),
    /// What deals come to.
    Deals,
    /// What purchases come to, returns taken off.
    Purchases,
    /// Of deals that ended, those that were won.
    Won,
    /// Of attempted calls, those that connected.
    Connected,
}

/// Every value, and its code.
pub const VALUES: &[(&str, Valued)] = &[
    ("count:customers", Valued::Count(Noun::Customer)),
    ("count:deals", Valued::Count(Noun::Deal)),
    ("count:purchases", Valued::Count(Noun::Purchase)),
    ("count:calls", Valued::Count(Noun::Activity)),
    ("sum:deal.amount", Valued::Deals),
    ("sum:purchase", Valued::Purchases),
    ("rate:won", Valued::Won),
    ("rate:connected", Valued::Connected),
];

impl Valued {
    /// The value of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        VALUES.iter().find(|(known, _)| *known == code).map(|(_, value)| *value)
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        VALUES.iter().find(|(_, value)| *value == self).map_or("", |(code, _)| code)
    }

    /// What is counted, for some axes where nobody said: what they are fields of, else customers.
    #[must_use]
    pub fn counting(axes: &[Axis]) -> Self {
        let mut nouns = axes.iter().map(|axis| axis.noun()).filter(|noun| *noun != Noun::Customer);
        let first = nouns.next().unwrap_or(Noun::Customer);
        let counted = [Noun::Deal, Noun::Purchase, Noun::Activity].contains(&first);
        Self::Count(if counted && nouns.all(|noun| noun == first) { first } else { Noun::Customer })
    }

    /// The noun whose records are added up.
    #[must_use]
    pub const fn noun(self) -> Noun {
        match self {
            Self::Count(noun) => noun,
            Self::Deals | Self::Won => Noun::Deal,
            Self::Purchases => Noun::Purchase,
            Self::Connected => Noun::Activity,
        }
    }

    /// Says whether a field can be looked at beside what is added up: it is of the same record or of
    /// the customer; customers are counted by whatever hangs on them.
    #[must_use]
    pub fn takes(self, axis: Axis) -> bool {
        axis.noun() == Noun::Customer || axis.noun() == self.noun() || self.noun() == Noun::Customer
    }
}

impl Valued {
    /// The search line that finds the customers who have a key in common; only where it is customers
    /// that are counted.
    #[must_use]
    pub fn opens(self, axis: Axis, common: &Common, names: &Names) -> Option<String> {
        (self == Self::Count(Noun::Customer)).then_some(())?;
        let (noun, field) = match axis {
            Axis::Field(noun, field) => (noun, field),
            Axis::Answer(code, _) => return answered(&format!("{QUESTION}{}", names.of(code)), common),
            Axis::Own(..) => return None,
        };
        let name = format!("{}.{}", noun.table(), field.name);
        match (common, field.kind) {
            (Common::Nothing, _) => (field.kind != Kind::Ref).then(|| format!("{name}:none")),
            (Common::Known(Value::Int(number)), Kind::Int) => Some(format!("{name}=={number}")),
            (Common::Known(Value::Ref(bytes)), _) => Some(format!("{name}=={}", Id::from_bytes(*bytes))),
            (Common::Known(Value::Text(text)), Kind::Date | Kind::Moment | Kind::Flag) => {
                Some(format!("{name}:{text}"))
            }
            (Common::Known(Value::Text(text)), _) => quoted(text).map(|text| format!("{name}=={text}")),
            _ => None,
        }
    }
}

/// The search line for whoever said that to a question.
fn answered(name: &str, common: &Common) -> Option<String> {
    match common {
        Common::Nothing => Some(format!("{name}:none")),
        Common::Known(Value::Int(figure)) => Some(format!("{name}:{figure}")),
        Common::Known(Value::Text(text)) => quoted(text).map(|text| format!("{name}=={text}")),
        _ => None,
    }
}

/// Words as a search line takes them for one value; none where they would part it.
#[must_use]
pub fn quoted(text: &str) -> Option<String> {
    let parts = |c: char| matches!(c, '"' | '＂' | '“' | '”') || c.is_control();
    (!text.contains(parts) && !text.trim().is_empty()).then(|| format!("\"{text}\""))
}

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

/// What keys have in common, as they are shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Common {
    /// What they hold.
    Known(Value),
    /// All that are too many to be shown one by one.
    Other,
    /// They hold nothing.
    Nothing,
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

/// Keys in the order they are shown in, and where each stands.
#[derive(Default)]
struct Keys {
    shown: Vec<Common>,
    places: HashMap<Value, usize>,
}

/// The spellings of a key with how many have each, and what they come to.
type Spelled<'a> = (HashMap<&'a Value, u64>, (u64, Sums));

impl Keys {
    fn of<'a>(keys: impl Iterator<Item = (&'a Value, &'a Tally)>, axis: Axis, most: usize) -> Self {
        let mut found: HashMap<Value, Spelled<'a>> = HashMap::new();
        for (key, tally) in keys {
            let (spelled, (count, sum)) = found.entry(folded(key)).or_default();
            *spelled.entry(key).or_default() += tally.count;
            *count += tally.count;
            sum.join(&tally.sums);
        }
        let nothing = found.remove(&Value::Null).is_some();
        let mut keys: Vec<(Value, Value, (i128, u64))> = found
            .into_iter()
            .map(|(folded, (spelled, (count, sum)))| {
                let usual = spelled.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
                (usual.map(|(value, _)| value.clone()).unwrap_or_default(), folded, (sum.largest(), count))
            })
            .collect();
        keys.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        let kept = if keys.len() > most { most.saturating_sub(1) } else { keys.len() };
        let rest = keys.split_off(kept);
        if axis.in_order() {
            keys.sort_by(|a, b| a.1.cmp(&b.1));
        }
        let mut all = Self::default();
        for (usual, folded, _) in keys {
            all.places.insert(folded, all.shown.len());
            all.shown.push(Common::Known(usual));
        }
        if !rest.is_empty() {
            all.places.extend(rest.into_iter().map(|(_, folded, _)| (folded, all.shown.len())));
            all.shown.push(Common::Other);
        }
        if nothing {
            all.places.insert(Value::Null, all.shown.len());
            all.shown.push(Common::Nothing);
        }
        all
    }

    fn at(&self, key: &Value) -> usize {
        self.places.get(&folded(key)).copied().expect("every key was put in its place")
    }
}

/// One value for all spellings of the same.
fn folded(value: &Value) -> Value {
    match value {
        Value::Text(text) => match fold(text) {
            folded if folded.is_empty() => Value::Null,
            folded => Value::Text(folded),
        },
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
