//! Where a column goes: the words of `--map`, for imports and for the columns of exports.

use crate::domain::customer::{self, Customer};
use crate::domain::person::{self, Person};
use crate::domain::record::{GONE, field_named};
use crate::domain::{Field, Kind, Noun, Record, contact_point};
use crate::exchange::error::Error;

/// What a row can be besides a customer or a person.
pub const OWN: &[Noun] = &[
    Noun::Deal,
    Noun::Purchase,
    Noun::Activity,
    Noun::Subscription,
    Noun::Product,
    Noun::Inquiry,
    Noun::Consent,
    Noun::Rep,
];

/// What calendars, task lists and pipelines tell beside the fields of a record.
pub const PARTS: &[(&str, &str)] = &[
    ("activity", "time"),
    ("activity", "end"),
    ("activity", "end_time"),
    ("activity", "done"),
    ("deal", "status"),
    ("mailing", "sent"),
    ("mailing", "opened"),
    ("mailing", "clicked"),
    ("mailing", "unsubscribed"),
    ("mailing", "bounced"),
    ("mailing", "result"),
];

/// Where a column's cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A field of the customer.
    Customer(&'static Field),
    /// A field of the person.
    Person(&'static Field),
    /// A field of the deal, purchase, activity or rep that the row is.
    Own(Noun, &'static Field),
    /// A part of a record that is no field by itself: out of `PARTS`.
    Part(&'static str),
    /// The id that the deal, purchase or activity has in that other system.
    OwnId(String),
    /// The id that the company of the person has in that other system.
    Company(String),
    /// Whom the row is about, named in any way: an id, `system:id`, a code or a name.
    Whom,
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
        if let Some(system) = name.strip_prefix("id:") {
            return Ok(Self::OwnId(system.to_owned()));
        }
        if let Some(system) = name.strip_prefix("company:") {
            return Ok(Self::Company(system.to_owned()));
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
            "whom" => Ok(Self::Whom),
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
            _ if PARTS.contains(&(noun, name)) => {
                PARTS.iter().find(|(_, part)| *part == name).map(|(_, part)| Self::Part(part))
            }
            "deal" | "activity" | "inquiry" | "consent" if matches!(name, "owner" | "rep") => {
                Some(Self::Owner)
            }
            _ => {
                let noun = OWN.iter().copied().find(|own| own.table() == noun)?;
                let field = known(noun.fields()).filter(|field| field.kind != Kind::Ref)?;
                Some(Self::Own(noun, field))
            }
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
            Self::Own(noun, field) => format!("{}.{}", noun.table(), field.name),
            Self::Part(part) => {
                let noun = PARTS.iter().find(|(_, known)| known == part).map_or("", |(noun, _)| noun);
                format!("{noun}.{part}")
            }
            Self::OwnId(system) => format!("id:{system}"),
            Self::Company(system) => format!("company:{system}"),
            Self::Custom(name) => format!("custom:{name}"),
            Self::Whom => "whom".to_owned(),
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

    /// Says whether it tells who a customer is, rather than more of them.
    #[must_use]
    pub fn identifies(&self) -> bool {
        use customer::field::{code, corporate_number, kana, name};
        match self {
            Self::Customer(field) => [name, kana, code, corporate_number].contains(&field.code),
            Self::External(_) | Self::Company(_) | Self::Whom => true,
            _ => false,
        }
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
