//! Where a column goes: the words of `--map`, for imports and for the columns of exports.

use crate::domain::customer::Customer;
use crate::domain::person::{self, Person};
use crate::domain::record::{GONE, field_named};
use crate::domain::{Field, Record, contact_point};
use crate::exchange::error::Error;

/// Where a column's cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field of the customer.
    Customer(&'static Field),
    /// A field of the person.
    Person(&'static Field),
    /// A field of the desk's own, by its name.
    Custom(String),
    /// The name of whoever the row is about.
    Name,
    /// Its reading.
    Kana,
    /// A contact point of that kind; `own` if it reaches the person alone.
    Point {
        /// `phone`, `mail`, …
        kind: &'static str,
        /// It is the person's alone.
        own: bool,
    },
    /// The label of the contact point in that column.
    LabelOf(usize),
    /// One or more tags.
    Tag,
    /// An id in another system.
    External(String),
    /// The rep who looks after the customer, by name.
    Owner,
    /// The company above the customer, by name.
    Parent,
    /// Nothing: left out because somebody said so.
    Skip,
}

impl Target {
    /// The target of that name, as `--map` takes it: `customer.city`, `phone`, `external:SAP`.
    pub fn named(name: &str) -> Result<Self, Error> {
        let unknown = || Error::NoSuchField(name.to_owned());
        if let Some(system) = name.strip_prefix("external:") {
            return Ok(Self::External(system.to_owned()));
        }
        if let Some(field) = name.strip_prefix("custom:") {
            return Ok(Self::Custom(field.trim().to_owned()));
        }
        if let Some((noun, field)) = name.split_once('.') {
            return Self::field(noun, field).ok_or_else(unknown);
        }
        let own = name.starts_with("person_");
        let bare = name.trim_start_matches("person_");
        if let Some(kind) = contact_point::KINDS.iter().find(|kind| **kind == bare) {
            return Ok(Self::Point { kind, own });
        }
        match name {
            "name" => Ok(Self::Name),
            "kana" => Ok(Self::Kana),
            "tag" => Ok(Self::Tag),
            "owner" => Ok(Self::Owner),
            "parent" => Ok(Self::Parent),
            "skip" => Ok(Self::Skip),
            other => {
                Self::field("customer", other).or_else(|| Self::field("person", other)).ok_or_else(unknown)
            }
        }
    }

    fn field(noun: &str, name: &str) -> Option<Self> {
        let known = |fields| field_named(fields, name).filter(|field| field.code != GONE);
        match noun {
            "customer" if name == "owner" => Some(Self::Owner),
            "customer" if name == "parent" => Some(Self::Parent),
            "customer" => known(Customer::FIELDS).map(Self::Customer),
            "person" => known(Person::FIELDS).map(Self::Person),
            _ => None,
        }
    }

    /// Its name, as `--map` takes it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Customer(field) => format!("customer.{}", field.name),
            Self::Person(field) => format!("person.{}", field.name),
            Self::Point { kind, own: false } => (*kind).to_owned(),
            Self::Point { kind, own: true } => format!("person_{kind}"),
            Self::Custom(name) => format!("custom:{name}"),
            Self::External(system) => format!("external:{system}"),
            Self::Name => "name".to_owned(),
            Self::Kana => "kana".to_owned(),
            Self::Tag => "tag".to_owned(),
            Self::Owner => "owner".to_owned(),
            Self::Parent => "parent".to_owned(),
            Self::LabelOf(_) => "label".to_owned(),
            Self::Skip => "skip".to_owned(),
        }
    }

    /// Says whether it is that field of the customer.
    pub(super) fn is_customer(&self, code: u16) -> bool {
        matches!(self, Self::Customer(field) if field.code == code)
    }

    /// Says whether it is a part of the person's name.
    pub(super) fn is_person_name(&self) -> bool {
        use person::field::{family, full_name, given};
        matches!(self, Self::Person(field) if [family, given, full_name].contains(&field.code))
    }

    /// A field of the person or of the customer.
    pub(super) fn field_for(of_person: bool, person: &str, customer: &str) -> Option<Self> {
        if of_person { Self::field("person", person) } else { Self::field("customer", customer) }
    }
}
