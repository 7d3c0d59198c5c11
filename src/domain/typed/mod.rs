//! What was typed or imported for one field, as the value to store, or why it cannot stand.
//!
//! One door for forms, the command line and the importer, so that all three take the same things.
//! Whether a record as a whole makes sense is not asked here.

mod card;
mod choices;
mod clean;
mod date;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use unicode_normalization::UnicodeNormalization;

pub use card::card_number;
pub use choices::{choices, meant};
pub use clean::{clean, clean_line};
pub use date::date;

use super::invalid::{Invalid, Why};
use super::scan::nfkc;
use super::{Field, Id, Kind, Value, amount, lapse, quantity};

/// Where something is typed: what a plain time and a plain amount mean there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The offset of times without one.
    pub offset: FixedOffset,
    /// ISO code of the currency the record's amounts are in.
    pub currency: &'a str,
}

/// Reads what was typed for a field; nothing typed clears it.
///
/// `choices` are the codes a choice can have; where there are none, any word will do.
pub fn value(
    field: &'static Field,
    choices: &[&str],
    text: &str,
    place: Place<'_>,
) -> Result<Value, Invalid> {
    read(field.kind, choices, text, place).map_err(|why| Invalid::new(field.name, why))
}

fn read(kind: Kind, choices: &[&str], text: &str, place: Place<'_>) -> Result<Value, Why> {
    let cleaned = if kind == Kind::Long { clean(text) } else { clean_line(text) };
    let text = cleaned.trim();
    if text.is_empty() {
        return Ok(Value::Null);
    }
    let said = || text.to_owned();
    match kind {
        Kind::Text | Kind::Long => words(text.to_owned()),
        Kind::Kana => words(nfkc(text).trim().to_owned()),
        Kind::Choice => choice(choices, text),
        Kind::Int => whole(text).map(Value::Int).ok_or_else(|| Why::NotANumber(said())),
        Kind::Quantity => quantity::read(text).map(Value::Int).ok_or_else(|| Why::NotANumber(said())),
        Kind::Flag => flag(text)
            .map(|yes| if yes { Value::Int(1) } else { Value::Null })
            .ok_or_else(|| Why::NotAFlag(said())),
        Kind::Date => date(text).map(Value::Text).ok_or_else(|| Why::NotADate(said())),
        Kind::Moment => moment(text, place.offset).map(Value::Int).ok_or_else(|| Why::NotAMoment(said())),
        Kind::Money => money(text, place.currency).map(Value::Int),
        Kind::Lapse => lapse::read(text).map(Value::Int).ok_or_else(|| Why::NotALapse(said())),
        Kind::Lapses => lapse::read_all(text).map(Value::Text).ok_or_else(|| Why::NotALapse(said())),
        Kind::Clock => lapse::read_clock(text).map(Value::Int).ok_or_else(|| Why::NotAClock(said())),
        Kind::Ref => text.parse().map(|id: Id| Value::Ref(*id.as_bytes())).map_err(|_| Why::NotAnId(said())),
    }
}

fn words(text: String) -> Result<Value, Why> {
    if card_number(&text) { Err(Why::CardNumber) } else { Ok(Value::Text(text)) }
}

fn choice(choices: &[&str], text: &str) -> Result<Value, Why> {
    let even = nfkc(text);
    if choices.is_empty() {
        return Ok(Value::Text(even.trim().to_owned()));
    }
    let code = choices.iter().find(|code| code.eq_ignore_ascii_case(&even)).copied();
    let code = code.or_else(|| meant(&even).find(|code| choices.contains(code)));
    code.map(|code| Value::Text(code.to_owned()))
        .ok_or_else(|| Why::NotAChoice(text.to_owned(), choices.join(", ")))
}

/// A whole number in any width, with or without commas by three.
fn whole(text: &str) -> Option<i64> {
    let even: String = text.nfkc().map(|char| if char == '−' { '-' } else { char }).collect();
    let groups: Vec<_> = even.split(',').collect();
    let even_groups = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    even_groups.then(|| groups.concat().parse().ok()).flatten()
}

const YES: &[&str] =
    &["yes", "y", "true", "t", "1", "on", "はい", "有", "有り", "あり", "可", "済", "○", "〇", "◯", "✓", "✔"];
const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "0",
    "off",
    "いいえ",
    "無",
    "無し",
    "なし",
    "不可",
    "未",
    "×",
    "✕",
    "✗",
    "-",
    "x",
];

fn flag(text: &str) -> Option<bool> {
    let even = text.nfkc().collect::<String>().to_lowercase();
    let is = |words: &[&str]| words.contains(&even.as_str());
    if is(YES) { Some(true) } else { is(NO).then_some(false) }
}

/// An instant with its offset, or a date and a time in ours; a date alone is its beginning.
fn moment(text: &str, offset: FixedOffset) -> Option<i64> {
    let even: String = text.nfkc().collect();
    if let Ok(at) = DateTime::parse_from_rfc3339(&even) {
        return Some(at.timestamp_millis());
    }
    let (day, time) = even.split_once([' ', 'T']).unwrap_or((&even, "0:00"));
    let day = date(day).filter(|day| day.len() == "2026-11-21".len())?;
    let both = format!("{day} {}", time.trim());
    let at = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S%.f"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&both, form).ok())?;
    Some(at.and_local_timezone(offset).single()?.timestamp_millis())
}

fn money(text: &str, currency: &str) -> Result<i64, Why> {
    let amount = amount::read(text, currency).ok_or_else(|| Why::NotANumber(text.to_owned()))?;
    if amount.currency.eq_ignore_ascii_case(currency) {
        Ok(amount.minor)
    } else {
        Err(Why::OtherCurrency(text.to_owned(), currency.to_owned()))
    }
}

#[cfg(test)]
mod tests;
