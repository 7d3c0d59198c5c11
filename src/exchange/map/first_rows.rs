//! What a file's first rows say of its columns: how dates are written, what own fields hold.
//!
//! A few hundred rows settle most files. Only where they leave the order of a date open are all
//! rows looked at; where these do too, it is a question for the user. Called once a file is open.

use super::headers::{Column, Mapping};
use super::target::Target;
use crate::domain::plan::Question;
use crate::domain::{Kind, amount};
use crate::exchange::error::Error;
use crate::exchange::read::cell::unshielded;
use crate::exchange::read::dates::{DateOrder, Dates, Doubt, Years, doubt};
use crate::exchange::read::phone;
use crate::exchange::read::row::Row;

/// Rows that settle most files.
pub const FIRST: usize = 300;

/// What the user has said of dates, and where the file is from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told<'a> {
    /// `--dates`.
    pub order: Option<DateOrder>,
    /// `--era`.
    pub years: Option<Years>,
    /// Where numbers without a country code belong.
    pub region: &'a str,
    /// The currency of plain amounts, where nobody said it.
    pub currency: Option<&'a str>,
}

/// What was seen of one column.
#[derive(Default)]
struct Seen {
    order: Option<DateOrder>,
    /// A value that could be two days.
    open: Option<String>,
    /// A value whose year is short.
    short: Option<String>,
    /// Values, while each may still be of that kind.
    filled: usize,
    kinds: Vec<&'static str>,
    /// An amount that is no whole one.
    parted: bool,
}

/// Looks at the rows of a file that is read anew afterwards.
pub fn learn(
    mapping: &mut Mapping,
    rows: impl Iterator<Item = Result<Row, Error>>,
    told: &Told<'_>,
) -> Result<(), Error> {
    let dated: Vec<bool> = mapping.columns.iter().map(holds_dates).collect();
    let owned: Vec<bool> = mapping.columns.iter().map(|column| column.own.is_some()).collect();
    let money: Vec<bool> = mapping.columns.iter().map(|column| holds_money(column, told)).collect();
    if ![&dated, &owned, &money].iter().any(|columns| columns.contains(&true)) {
        return Ok(());
    }
    let mut seen: Vec<Seen> = mapping.columns.iter().map(|_| Seen::new()).collect();
    for (at, row) in rows.enumerate() {
        // A row that cannot be read is told of when the file is.
        let Ok(row) = row else { break };
        if at >= FIRST && !still_open(&seen, &dated, told) {
            break;
        }
        for (place, cell) in row.cells().take(seen.len()).enumerate() {
            let cell = unshielded(cell).trim();
            if !cell.is_empty() {
                if dated[place] || (owned[place] && at < FIRST) {
                    seen[place].date(cell);
                }
                if owned[place] && at < FIRST {
                    seen[place].kind(cell, told.region);
                }
                if money[place] && at < FIRST {
                    seen[place].parted |= is_parted(cell);
                }
            }
        }
    }
    settle(mapping, &seen, &dated, told);
    mapping.no_currency = seen.iter().any(|seen| seen.parted);
    Ok(())
}

/// Says whether a column has amounts of records whose currency nobody said, and the desk's own has no
/// smaller part.
fn holds_money(column: &Column, told: &Told<'_>) -> bool {
    let own = matches!(&column.target, Some(Target::Own(_, field)) if field.kind == Kind::Money);
    own && told.currency.is_some_and(|currency| amount::decimals(currency) == 0)
}

fn is_parted(cell: &str) -> bool {
    amount::read(cell, amount::NONE)
        .is_some_and(|read| read.currency == amount::NONE && read.minor % 100 != 0)
}

fn holds_dates(column: &Column) -> bool {
    let dated = |kind: Kind| matches!(kind, Kind::Date | Kind::Moment);
    match &column.target {
        Some(Target::Customer(field) | Target::Person(field) | Target::Own(_, field)) => dated(field.kind),
        Some(Target::Part(part)) => *part == "end",
        _ => false,
    }
}

/// Says whether a later row may still prove how some date is written.
fn still_open(seen: &[Seen], dated: &[bool], told: &Told<'_>) -> bool {
    let proven = told.order.is_some() || seen.iter().any(|seen| seen.order.is_some());
    !proven && seen.iter().zip(dated).any(|(seen, dated)| *dated && seen.open.is_some())
}

/// A file is written in one way: what one column proves goes for those that leave it open.
fn settle(mapping: &mut Mapping, seen: &[Seen], dated: &[bool], told: &Told<'_>) {
    let of_file = seen.iter().zip(dated).filter(|(_, dated)| **dated).find_map(|(seen, _)| seen.order);
    for ((column, seen), dated) in mapping.columns.iter_mut().zip(seen).zip(dated) {
        let order = seen.order.or(told.order).or(of_file);
        column.dates = Dates { order, years: told.years };
        if *dated
            && order.is_none()
            && let Some(sample) = &seen.open
        {
            mapping.asks.push(Question::DateOrder { column: column.header.clone(), sample: sample.clone() });
        }
        if *dated
            && told.years.is_none()
            && let Some(sample) = &seen.short
        {
            mapping.asks.push(Question::Era { column: column.header.clone(), sample: sample.clone() });
        }
        if let Some(own) = &mut column.own
            && let Some(kind) = seen.told_kind()
        {
            kind.clone_into(&mut own.kind);
        }
    }
}

impl Seen {
    fn new() -> Self {
        Self { kinds: vec!["flag", "number", "date", "url", "phone"], ..Self::default() }
    }

    fn date(&mut self, cell: &str) {
        let (order, open, short) = match doubt(cell) {
            Doubt::None => return,
            Doubt::Proof { order, short } => (Some(order), false, short),
            Doubt::Order { short } => (None, true, short),
            Doubt::Year => (None, false, true),
        };
        self.order = self.order.or(order);
        let note = |known: &mut Option<String>| {
            known.get_or_insert_with(|| cell.chars().take(30).collect());
        };
        if open {
            note(&mut self.open);
        }
        if short {
            note(&mut self.short);
        }
    }

    fn kind(&mut self, cell: &str, region: &str) {
        self.filled += 1;
        if !self.kinds.is_empty() {
            self.kinds.retain(|kind| super::own::normal(kind, cell, Dates::default(), region).is_some());
        }
    }

    /// The first kind that all its values are of; nothing where it is plain text.
    fn told_kind(&self) -> Option<&'static str> {
        self.kinds.first().copied().filter(|_| self.filled > 0)
    }
}

/// Says whether a text is a number that can be called.
pub(super) fn is_phone(cell: &str, region: &str) -> Option<String> {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let parted = cell.starts_with('+') || cell.contains(['-', '(']);
    (parted && (9..=15).contains(&digits)).then(|| phone::read(cell, region).e164).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::headers::As;

    fn learnt(header: &str, rows: &[&str], told: &Told<'_>) -> Mapping {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let mut mapping = Mapping::of(&header, As::Deals, &[]).unwrap();
        let rows = rows.iter().zip(2..).map(|(row, line)| Ok(Row::new(line, row.split(','))));
        learn(&mut mapping, rows, told).unwrap();
        mapping
    }

    const DEALS: &str = "会社名,商談名,完了予定日,作成日";

    #[test]
    fn one_date_proves_how_those_of_the_file_are_written() {
        let mapping = learnt(DEALS, &["a,b,3/1/2017,4/5/2017", "a,b,3/21/2017,"], &Told::default());
        assert_eq!(mapping.columns[2].dates.order, Some(DateOrder::MonthFirst));
        assert_eq!(mapping.columns[3].dates.order, Some(DateOrder::MonthFirst));
        assert!(mapping.asks.is_empty());
    }

    #[test]
    fn what_no_row_proves_is_asked_once_a_column_unless_it_is_told() {
        let rows = ["a,b,3/1/2017,29/9/1", "a,b,4/2/2017,"];
        let mapping = learnt(DEALS, &rows, &Told::default());
        assert_eq!(mapping.asks.len(), 3, "{:?}", mapping.asks);
        let told = Told { order: Some(DateOrder::DayFirst), years: Some(Years::Common), ..Told::default() };
        assert!(learnt(DEALS, &rows, &told).asks.is_empty());
    }

    #[test]
    fn amounts_with_decimals_have_no_currency_where_the_desk_s_own_has_no_decimals() {
        let learnt = |currency, rows: &[&str]| {
            learnt("会社名,商談名,金額", rows, &Told { currency, ..Told::default() }).no_currency
        };
        assert!(learnt(Some("JPY"), &["a,b,8", "a,b,8.5"]));
        assert!(!learnt(Some("JPY"), &["a,b,8", "a,b,$8.50"]), "a currency is said");
        assert!(!learnt(Some("USD"), &["a,b,8.5"]), "it has cents");
        assert!(!learnt(None, &["a,b,8.5"]), "somebody said it");
    }

    #[test]
    fn a_proof_far_below_is_found() {
        let mut rows = vec!["a,b,3/1/2017,"; 2_000];
        rows.push("a,b,25/1/2017,");
        assert_eq!(learnt(DEALS, &rows, &Told::default()).columns[2].dates.order, Some(DateOrder::DayFirst));
    }

    #[test]
    fn own_fields_are_of_the_kind_all_their_first_values_are() {
        let told = Told { region: "JP", ..Told::default() };
        let mapping = learnt(
            "商談名,点数,確認日,済み,資料,直通先,棚番",
            &[
                "a,15,2026/1/5,はい,https://a.example,03-1234-5678,0401",
                "b,12,R8.1.5,いいえ,www.b.example,,12",
            ],
            &told,
        );
        let kinds: Vec<_> = mapping
            .columns
            .iter()
            .filter_map(|column| column.own.as_ref())
            .map(|own| own.kind.as_str())
            .collect();
        assert_eq!(kinds, ["number", "date", "flag", "url", "phone", "text"]);
    }
}
