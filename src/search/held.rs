//! What customers hold in fields that only filters over fields ask for, and how it lies in bytes.
//!
//! Their own fields, and those of whatever hangs on them. Free text is left out, for words are looked
//! for there already, and so are references, which mean nothing by themselves: the store answers what is
//! asked of those.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::column::index;
use crate::domain::customer::Customer;
use crate::domain::fold::fold;
use crate::domain::query::{About, Asked, Bound};
use crate::domain::{Field, Id, Kind, Noun, Record as _, Value};

/// What hangs on customers and has fields that are kept.
pub const HANGING: &[Noun] = &[
    Noun::Person,
    Noun::Deal,
    Noun::Activity,
    Noun::Purchase,
    Noun::Subscription,
    Noun::Inquiry,
    Noun::Consent,
];

/// Names, which the text has already, and what is free, everybody's own, or of no use without another field.
const LEFT_OUT: &[&str] = &[
    "name",
    "kana",
    "note",
    "profile",
    "needs",
    "business",
    "credit_note",
    "family",
    "given",
    "family_kana",
    "given_kana",
    "full_name",
    "title",
    "subject",
    "number",
    "photo",
    "photo_hash",
    "wording",
    "zone",
    "currency",
];

/// Zones differ by whole quarters of an hour, so a quarter tells the day in each of them: milliseconds.
const QUARTER: i64 = 15 * 60_000;

/// The longest a text may be; of a longer one the beginning is kept.
const LONGEST: usize = u16::MAX as usize;

/// Which field: one of ours by its noun and number, one of the desk's own by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; 16]);

impl Key {
    /// The field a question is about; nothing where the search does not keep it.
    pub(super) fn of(about: About) -> Option<Self> {
        match about {
            About::Field(noun, field) if is_held(noun, field) => Some(Self::numbered(noun, field.code)),
            About::Own(id, _) => Some(Self(*id.as_bytes())),
            About::Bought => Some(Self::numbered(Noun::Purchase, u16::MAX)),
            About::Inquiries { complaints } => {
                Some(Self::numbered(Noun::Inquiry, u16::MAX - u16::from(complaints)))
            }
            _ => None,
        }
    }

    /// Ids are never so small, and no field has so great a number as what is put together.
    fn numbered(noun: Noun, code: u16) -> Self {
        Self((u128::from(noun.code()) << 16 | u128::from(code)).to_be_bytes())
    }

    pub(super) const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub(super) const fn bytes(self) -> [u8; 16] {
        self.0
    }
}

/// Says whether the search answers what a question is about by itself.
#[must_use]
pub fn holds(about: About) -> bool {
    Key::of(about).is_some()
}

/// Says whether the search keeps a field of that noun.
#[must_use]
pub fn is_held(noun: Noun, field: &Field) -> bool {
    (noun == Noun::Customer || HANGING.contains(&noun))
        && !matches!(field.kind, Kind::Ref | Kind::Long)
        && !LEFT_OUT.contains(&field.name)
}

/// What somebody holds in a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    key: Key,
    text: String,
}

impl Held {
    /// In a field of the customer, or of what hangs on it, an amount in that currency; nothing where
    /// nothing is known.
    #[must_use]
    pub fn of_field(noun: Noun, field: &Field, value: &Value, currency: &str) -> Option<Self> {
        let text = match value {
            Value::Int(minor) if field.kind == Kind::Money => format!("{minor} {currency}"),
            Value::Int(moment) if field.kind == Kind::Moment => {
                moment.div_euclid(QUARTER).saturating_mul(QUARTER).to_string()
            }
            Value::Int(number) => number.to_string(),
            Value::Text(text) => fold(text),
            Value::Null | Value::Ref(_) => return None,
        };
        Some(Self { key: Key::numbered(noun, field.code), text })
    }

    /// What a question that is about no single field looks at; nothing where the search does not keep it.
    #[must_use]
    pub fn of(about: About, text: &str) -> Option<Self> {
        Key::of(about).map(|key| Self { key, text: fold(text) })
    }

    /// What a customer holds in its own fields.
    pub fn of_customer(customer: &Customer) -> impl Iterator<Item = Self> {
        let fields = Customer::FIELDS.iter().filter(|field| is_held(Noun::Customer, field));
        fields.filter_map(|field| {
            Self::of_field(Noun::Customer, field, &customer.get(field.code), &customer.currency)
        })
    }

    /// Says whether it is held by the customer itself, not by what hangs on it.
    #[must_use]
    pub fn is_of_customer(&self) -> bool {
        u128::from_be_bytes(self.key.0) >> 16 == u128::from(Noun::Customer.code())
    }

    /// In a field of the desk's own.
    #[must_use]
    pub fn of_own(field: Id, text: &str) -> Self {
        Self { key: Key(*field.as_bytes()), text: fold(text) }
    }
}

/// What one customer holds, as bytes, each once and field by field: its key, how long it is, the text.
pub(super) fn packed(held: &[Held]) -> Vec<u8> {
    let mut held: Vec<&Held> = held.iter().collect();
    held.sort_unstable();
    held.dedup();
    let mut record = Vec::new();
    for Held { key, text } in held {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        record.extend(key.0);
        record.extend(&index(text.len()).to_le_bytes()[..2]);
        record.extend(text.as_bytes());
    }
    record
}

/// The fields of such bytes; those of a blank record are of no field.
pub(super) fn fields(record: &[u8]) -> impl Iterator<Item = (Key, &str)> {
    let mut rest = record;
    std::iter::from_fn(move || {
        let (key, text, others) = first(rest)?;
        rest = others;
        Some((key, text))
    })
}

/// Takes the next field of such bytes off them where it is that one.
pub(super) fn take<'a>(key: Key, rest: &mut &'a [u8]) -> Option<&'a str> {
    let (_, text, others) = first(rest).filter(|(of, ..)| *of == key)?;
    *rest = others;
    Some(text)
}

/// The first field, and the bytes after it.
fn first(record: &[u8]) -> Option<(Key, &str, &[u8])> {
    let (key, after) = record.split_first_chunk()?;
    let (length, after) = after.split_first_chunk()?;
    let (text, rest) = after.split_at_checked(u16::from_le_bytes(*length).into())?;
    Some((Key(*key), str::from_utf8(text).unwrap_or_default(), rest))
}

/// A question put to texts, one after the other.
pub(super) struct Judge<'a> {
    asked: &'a Asked,
    now: DateTime<FixedOffset>,
    /// What is asked in each currency that was met: reading an amount is dear, and amounts are many.
    amounts: RefCell<HashMap<String, Option<i64>>>,
}

impl<'a> Judge<'a> {
    pub(super) fn of(asked: &'a Asked, now: DateTime<FixedOffset>) -> Self {
        Self { asked, now, amounts: RefCell::default() }
    }

    /// Says whether a folded text meets it.
    pub(super) fn meets(&self, text: &str) -> bool {
        let asked = self.asked;
        match &asked.bound {
            Bound::Words(_) | Bound::Codes(_) => asked.meets_folded(text).unwrap_or_default(),
            Bound::Amount(..) => self.meets_amount(text),
            _ => asked.meets(&value(asked.about, text), "", self.now),
        }
    }

    fn meets_amount(&self, text: &str) -> bool {
        let (minor, currency) = text.split_once(' ').unwrap_or((text, ""));
        let Ok(minor) = minor.parse::<i64>() else { return false };
        let mut amounts = self.amounts.borrow_mut();
        let asked = match amounts.get(currency) {
            Some(asked) => *asked,
            None => *amounts.entry(currency.to_owned()).or_insert_with(|| self.asked.amount_in(currency)),
        };
        asked.is_some_and(|asked| self.asked.compare.meets(minor.cmp(&asked)))
    }
}

/// What a text says.
fn value(about: About, text: &str) -> Value {
    match about {
        About::Field(_, field) if field.kind.is_number() || field.kind == Kind::Flag => {
            let figure = text.split_once(' ').map_or(text, |(minor, _)| minor);
            figure.parse().map_or(Value::Null, Value::Int)
        }
        about => about.kept_as(Value::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_reads_back_and_a_blank_record_holds_nothing_of_any_field() {
        let own = Id::mint(5);
        let held =
            [Held::of_own(own, "ゴールド"), Held::of_own(own, ""), Held::of_own(own, &"長".repeat(40_000))];
        let record = packed(&held);
        let back: Vec<_> = fields(&record).collect();
        let key = Key(*own.as_bytes());
        assert_eq!((back[0], back[1]), ((key, ""), (key, fold("ゴールド").as_str())));
        assert_eq!(back[2].1.len(), LONGEST);
        assert!(fields(&vec![0; record.len()]).all(|(key, text)| key.0 == [0; 16] && text.is_empty()));
    }

    #[test]
    fn no_moment_is_too_early_or_too_late_to_be_held() {
        let at = Noun::Activity.fields().iter().find(|field| field.name == "at").unwrap();
        for ms in [i64::MIN, -1, 0, i64::MAX] {
            let held = Held::of_field(Noun::Activity, at, &Value::Int(ms), "").unwrap();
            assert!(held.text.parse::<i64>().unwrap() <= ms || ms == i64::MIN, "{ms}");
        }
    }

    #[test]
    fn dates_fold_to_themselves() {
        assert_eq!(fold("2026-11-28"), "2026-11-28");
    }
}
