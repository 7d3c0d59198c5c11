//! Where the keys of a record stand: with it, with whoever it is of, or with what hangs on them.
//!
//! What a customer holds is looked up once for all that hangs on them: a join would look again for every
//! record. Asked by `cross`; what everybody holds by `sold` too.

use chrono::{DateTime, FixedOffset};
use foldhash::HashMap;
use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::group::{self, WHO};
use super::open::Desk;
use super::sold::{LARGEST, TOTAL, own_value};
use super::{Result, columns};
use crate::domain::customer::Customer;
use crate::domain::query::About;
use crate::domain::report::{Axis, Valued};
use crate::domain::sales::While;
use crate::domain::{Field, Id, Kind, Noun, Record as _, Value};

impl Desk {
    /// Where the key of a record is to be found.
    pub(super) fn stands(
        &self,
        axis: Axis,
        counted: Noun,
        asked: While,
        known: &mut Known,
        now: DateTime<FixedOffset>,
    ) -> Result<Stands> {
        if let Axis::Answer(code, _) = axis {
            return self.said_by_all(axis, code, known, now).map(Stands::SaidByThem);
        }
        if counted == Noun::Customer {
            let groups = self.keys_of_groups(axis, asked)?;
            let numbered = groups.into_iter().map(|(who, value)| (who, known.number(value)));
            return Ok(Stands::HereBut(numbered.collect()));
        }
        match axis {
            Axis::Field(noun, field) if Some(field.code) == noun.customer_field() => Ok(Stands::Whose),
            axis if axis.noun() == Noun::Customer => {
                let mut by_all = self.held_by_all(&held(axis, "n").0, asked)?;
                by_all.extend(self.keys_of_groups(axis, asked)?);
                let numbered = by_all.into_iter().map(|(who, value)| (who, known.number(value)));
                Ok(Stands::WithThem(numbered.collect()))
            }
            _ => Ok(Stands::Here),
        }
    }

    /// What everybody said last.
    fn said_by_all(
        &self,
        axis: Axis,
        code: Id,
        known: &mut Known,
        now: DateTime<FixedOffset>,
    ) -> Result<HashMap<Id, Vec<u32>>> {
        let mut said: HashMap<Id, Vec<u32>> = HashMap::default();
        self.each_held(About::Answer(code), now, &mut |who, value, _| {
            let parts = axis.parted(value).into_iter().map(|part| known.number(part));
            said.entry(who).or_default().extend(parts);
        })?;
        Ok(said)
    }

    /// The keys of groups in a field of customers.
    fn keys_of_groups(&self, axis: Axis, asked: While) -> Result<Vec<(Id, Value)>> {
        match axis {
            Axis::Field(Noun::Customer, field) => {
                self.held_by_groups(|whole| key_of(field, &whole.get(field.code), asked.zone))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// What each group holds of what shows of it.
    pub(super) fn held_by_groups(&self, held: impl Fn(&Customer) -> Value) -> Result<Vec<(Id, Value)>> {
        Ok(group::wholes(&self.conn)?.iter().map(|(face, whole)| (*face, held(whole))).collect())
    }

    /// What everybody holds, by an expression of a customer `n`.
    pub(super) fn held_by_all(&self, value: &str, asked: While) -> Result<HashMap<Id, Value>> {
        let sql = format!(
            "SELECT n.id, {value} FROM customer AS n
             WHERE n.unlisted IS NULL AND ?1 <= ?2 AND ?3 IS NOT NULL"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| Ok((Id::from_bytes(row.get(0)?), columns::value(row, 1)?));
        let all = statement.query_map((asked.from, asked.to, asked.zone), read)?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }
}

/// Where the key of a record stands.
pub(super) enum Stands {
    /// With the record.
    Here,
    /// With the record, but for these, who are groups.
    HereBut(HashMap<Id, u32>),
    /// It is whose the record is.
    Whose,
    /// With whoever the record is of.
    WithThem(HashMap<Id, u32>),
    /// With whoever the record is of, and each can have said several.
    SaidByThem(HashMap<Id, Vec<u32>>),
}

impl Stands {
    /// Puts the numbers of a record's keys, read from a row, in place of those that were there; nothing
    /// is a key too.
    pub(super) fn put(
        &self,
        row: &Row<'_>,
        column: usize,
        whose: Option<Id>,
        known: &mut Known,
        numbers: &mut Vec<u32>,
    ) -> Result<()> {
        numbers.clear();
        match (self, whose) {
            (Self::WithThem(held), whose) => {
                let theirs = whose.and_then(|who| held.get(&who)).copied();
                numbers.push(theirs.unwrap_or_else(|| known.number(Value::Null)));
            }
            (Self::SaidByThem(said), whose) => match whose.and_then(|who| said.get(&who)) {
                Some(theirs) => numbers.extend(theirs),
                None => numbers.push(known.number(Value::Null)),
            },
            (Self::Whose, Some(who)) => numbers.push(known.number(Value::Ref(*who.as_bytes()))),
            (Self::HereBut(groups), Some(who)) if groups.contains_key(&who) => numbers.push(groups[&who]),
            (Self::Here | Self::HereBut(_) | Self::Whose, _) => numbers.push(known.read(row, column)?),
        }
        Ok(())
    }
}

/// Every key that was met, by number: a million records have a few hundred.
#[derive(Default)]
pub(super) struct Known {
    keys: Vec<Value>,
    texts: HashMap<String, u32>,
    others: HashMap<Value, u32>,
}

impl Known {
    /// The key of a number.
    pub(super) fn key(&self, number: u32) -> &Value {
        &self.keys[number as usize]
    }

    /// The number of a key.
    fn number(&mut self, key: Value) -> u32 {
        if let Value::Text(text) = &key {
            return self.of_text(text);
        }
        if let Some(number) = self.others.get(&key) {
            return *number;
        }
        let number = self.add(key.clone());
        self.others.insert(key, number);
        number
    }

    /// The number of the key in a column; a text is copied where it is new.
    fn read(&mut self, row: &Row<'_>, column: usize) -> Result<u32> {
        match row.get_ref(column)? {
            ValueRef::Text(text) => Ok(self.of_text(&String::from_utf8_lossy(text))),
            _ => Ok(self.number(columns::value(row, column)?)),
        }
    }

    fn of_text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let number = self.add(Value::Text(text.to_owned()));
        self.texts.insert(text.to_owned(), number);
        number
    }

    fn add(&mut self, key: Value) -> u32 {
        self.keys.push(key);
        u32::try_from(self.keys.len() - 1).expect("a book has fewer records than that")
    }
}

/// What is told of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// Its keys: an index may hold all that is asked.
    Keys,
    /// Which it is, too.
    Which,
    /// The same, in the order they are shown in: the newest first, customers by name.
    InOrder,
}

/// Both keys, whose it is, which record where that is told, and what decides what that comes to: stage,
/// pipeline and end of a deal, currency and sum of a purchase, the outcome of a call.
pub(super) fn question(rows: Axis, across: Option<Axis>, value: Valued, told: Told) -> String {
    let noun = value.noun();
    let which = if told == Told::Keys { "NULL" } else { "n.id" };
    let order = match noun {
        _ if told != Told::InOrder => "",
        Noun::Customer => "ORDER BY n.name, n.id",
        Noun::Deal => "ORDER BY n.close_on DESC, n.id",
        _ => "ORDER BY n.at DESC, n.id",
    };
    let (row, joins) = key(rows, noun, "a");
    let (column, more) =
        across.map_or_else(|| ("NULL".to_owned(), String::new()), |axis| key(axis, noun, "b"));
    let (decides, from, only) = match noun {
        Noun::Customer => {
            (format!("n.id, {which}"), "customer AS n".to_owned(), "n.unlisted IS NULL".to_owned())
        }
        Noun::Deal => (
            format!(
                "n.customer, {which}, n.stage, n.pipeline, coalesce(nullif(n.closed_on, ''), n.close_on)"
            ),
            "deal AS n".to_owned(),
            "n.gone IS NULL".to_owned(),
        ),
        Noun::Purchase => (
            format!("n.customer, {which}, n.currency, n.total"),
            format!(
                "(SELECT *, {TOTAL} AS total FROM purchase WHERE gone IS NULL AND at >= ?1 AND at < ?2) AS n"
            ),
            format!("n.total BETWEEN -{LARGEST} AND {LARGEST}"),
        ),
        _ => (
            format!("n.customer, {which}, n.outcome"),
            "activity AS n".to_owned(),
            "n.gone IS NULL AND n.kind = 'call' AND n.direction IS NOT 'in' AND n.at >= ?1 AND n.at < ?2"
                .to_owned(),
        ),
    };
    format!(
        "SELECT {row}, {column}, {decides} FROM {from} {joins} {more}
         WHERE {only} AND ?1 <= ?2 AND ?3 IS NOT NULL {order}"
    )
}

/// What a record holds, or of what hangs on a counted customer each thing once, and the join it takes; of
/// what its customer holds nothing, for that is looked up.
fn key(axis: Axis, counted: Noun, alias: &str) -> (String, String) {
    let noun = axis.noun();
    if noun == counted {
        return (held(axis, "n").0, String::new());
    }
    if noun == Noun::Customer {
        return ("NULL".to_owned(), String::new());
    }
    let (value, bare) = held(axis, "o");
    let join = format!(
        " LEFT JOIN (SELECT DISTINCT {WHO} AS who, {value} AS held
          FROM {} AS o JOIN customer AS c ON c.id = o.customer WHERE o.gone IS NULL AND {bare} IS NOT NULL) AS {alias}
          ON {alias}.who = n.id",
        noun.table()
    );
    (format!("{alias}.held"), join)
}

/// What stands in a field that holds a value, as [`held`] has SQL tell it.
fn key_of(field: &Field, value: &Value, zone: i64) -> Value {
    match (field.kind, value) {
        (Kind::Date, Value::Text(day)) => text(day.get(..7).unwrap_or(day)),
        (Kind::Moment, Value::Int(ms)) => {
            let at = DateTime::from_timestamp_millis(ms.saturating_add(zone.saturating_mul(60_000)));
            at.map_or(Value::Null, |at| text(&at.format("%Y-%m").to_string()))
        }
        (Kind::Flag, value) => text(if matches!(value, Value::Int(1..)) { "yes" } else { "no" }),
        (_, Value::Text(words)) => text(words),
        (_, value) => value.clone(),
    }
}

fn text(words: &str) -> Value {
    if words.is_empty() { Value::Null } else { Value::Text(words.to_owned()) }
}

/// What stands in a field of `of`, and the bare column.
fn held(axis: Axis, of: &str) -> (String, String) {
    match axis {
        Axis::Own(Noun::Customer, field) => {
            let value = own_value(field, &format!("{of}.id"), None);
            (value.clone(), value)
        }
        Axis::Answer(..) => ("NULL".to_owned(), "NULL".to_owned()),
        Axis::Own(_, field) => {
            let value = own_value(field, &format!("{of}.customer"), Some(&format!("{of}.id")));
            (value.clone(), value)
        }
        Axis::Field(noun, field) => {
            let bare = format!("{of}.\"{}\"", field.name);
            let value = match field.kind {
                Kind::Date => format!("nullif(substr({bare}, 1, 7), '')"),
                Kind::Moment => format!("strftime('%Y-%m', {bare} / 1000 + ?3 * 60, 'unixepoch')"),
                Kind::Flag => format!("CASE WHEN {bare} THEN 'yes' ELSE 'no' END"),
                Kind::Ref if Some(field.code) == noun.customer_field() && of == "o" => WHO.to_owned(),
                kind if kind.is_number() || kind == Kind::Ref => bare.clone(),
                _ => format!("nullif({bare}, '')"),
            };
            (value, bare)
        }
    }
}
