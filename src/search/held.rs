//! What customers hold in fields that only filters over fields ask for, and how it lies in bytes.
//!
//! Free text is left out, for words are looked for there already, and so are amounts and references,
//! which mean nothing by themselves: the store answers what is asked of those.

use chrono::{DateTime, FixedOffset};

use super::column::index;
use crate::domain::fold::fold;
use crate::domain::query::{About, Asked};
use crate::domain::{Field, Id, Kind, Noun, Value};

/// Customers' free text, and names, which the text has already.
const LEFT_OUT: &[&str] = &["name", "kana", "note", "profile", "needs", "business", "credit_note"];

/// The longest a text may be; of a longer one the beginning is kept.
const LONGEST: usize = u16::MAX as usize;

/// Which field: a customer's by its number, one of the desk's own by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key([u8; 16]);

impl Key {
    /// The field a question is about; nothing where the search does not keep it.
    pub(super) fn of(about: About) -> Option<Self> {
        match about {
            About::Field(Noun::Customer, field) if is_held(field) => Some(Self::numbered(field.code)),
            About::Own(id, _) => Some(Self(*id.as_bytes())),
            _ => None,
        }
    }

    /// Ids are never so small.
    fn numbered(code: u16) -> Self {
        Self(u128::from(code).to_be_bytes())
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

/// Says whether the search keeps a customer's field.
#[must_use]
pub fn is_held(field: &Field) -> bool {
    !matches!(field.kind, Kind::Ref | Kind::Money) && !LEFT_OUT.contains(&field.name)
}

/// What somebody holds in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    key: Key,
    text: String,
}

impl Held {
    /// In a customer's field; nothing where nothing is known.
    #[must_use]
    pub fn of_field(field: &Field, value: &Value) -> Option<Self> {
        let text = match value {
            Value::Int(number) => number.to_string(),
            Value::Text(text) => fold(text),
            Value::Null | Value::Ref(_) => return None,
        };
        Some(Self { key: Key::numbered(field.code), text })
    }

    /// In a field of the desk's own.
    #[must_use]
    pub fn of_own(field: Id, text: &str) -> Self {
        Self { key: Key(*field.as_bytes()), text: fold(text) }
    }
}

/// What one customer holds, as bytes: of each field its key, how long it is, the text.
pub(super) fn packed(held: &[Held]) -> Vec<u8> {
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
        let (key, after) = rest.split_first_chunk()?;
        let (length, after) = after.split_first_chunk()?;
        let (text, others) = after.split_at_checked(u16::from_le_bytes(*length).into())?;
        rest = others;
        Some((Key(*key), str::from_utf8(text).unwrap_or_default()))
    })
}

/// Says whether a folded text meets a question.
pub(super) fn meets(asked: &Asked, text: &str, now: DateTime<FixedOffset>) -> bool {
    asked.meets_folded(text).unwrap_or_else(|| asked.meets(&value(asked.about, text), "", now))
}

fn value(about: About, text: &str) -> Value {
    match about {
        About::Field(_, field) if field.kind.is_number() || field.kind == Kind::Flag => {
            text.parse().map_or(Value::Null, Value::Int)
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
        assert_eq!((back[0], back[1]), ((key, fold("ゴールド").as_str()), (key, "")));
        assert_eq!(back[2].1.len(), LONGEST);
        assert!(fields(&vec![0; record.len()]).all(|(key, text)| key.0 == [0; 16] && text.is_empty()));
    }

    #[test]
    fn dates_fold_to_themselves() {
        assert_eq!(fold("2026-11-28"), "2026-11-28");
    }
}
