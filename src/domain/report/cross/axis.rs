//! What is looked at and what is counted: the fields across and down, the value of a cell, and the search
//! that finds who is counted there.
//!
//! Read from words by the command line and the screen alike.

use super::Common;
use crate::domain::choices::OWN_FIELD;
use crate::domain::custom_field::{self, CustomField, OF};
use crate::domain::query::{self, QUESTION};
use crate::domain::report::Names;
use crate::domain::tag;
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

    /// The field of that name, of several nouns' that of `first`; of the desk's own one of `own`. Nothing
    /// where there is none, or where it holds amounts or pages of text, of which none is like another.
    #[must_use]
    pub fn named(given: &str, first: Option<Noun>, own: &[CustomField]) -> Option<Self> {
        let bare = given.strip_prefix(OWN_FIELD);
        let found = match query::field(given, first) {
            Some(found) if bare.is_none() => found,
            _ if given == "tag" || given == "タグ" => (Noun::Tag, Noun::Tag.field(tag::field::name)?),
            _ => return Self::of_ones_own(bare.unwrap_or(given), own),
        };
        let (noun, field) = found;
        let alike = !matches!(field.kind, Kind::Long | Kind::Money | Kind::Quantity);
        alike.then_some(Self::Field(noun, field))
    }

    fn of_ones_own(name: &str, own: &[CustomField]) -> Option<Self> {
        Noun::ALL.iter().filter(|noun| OF.contains(&noun.table())).find_map(|noun| {
            let theirs: Vec<CustomField> =
                own.iter().filter(|field| field.of == noun.table()).cloned().collect();
            custom_field::called(&theirs, name).map(|field| Self::Own(*noun, field.id))
        })
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
    pub(super) const fn in_order(self) -> bool {
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
