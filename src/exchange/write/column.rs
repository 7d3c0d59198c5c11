//! A column of an export: where its cells come from, and its name on the command line.
//!
//! The names are those of `--map`, so what goes out under one comes in under it.

use chrono::{DateTime, FixedOffset};

use super::cell::Cell;
use super::subject::Subject;
use crate::domain::contact_point::{ContactPoint, KINDS};
use crate::domain::external_id::ExternalId;
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::person::Person;
use crate::domain::record::{GONE, field_named};
use crate::domain::{Field, Id, Kind, Noun, Value};
use crate::exchange::error::Error;

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// A field of the row's record, of its customer or of its person.
    Field(Noun, &'static Field),
    /// The person's name in one piece.
    PersonName,
    /// The one contact point of that kind and place, counted from 0; those of the person alone if `own`.
    Point {
        /// `phone`, `mail`, …
        kind: &'static str,
        /// It reaches the person alone.
        own: bool,
        /// Which of them.
        nth: usize,
    },
    /// The customer's tags, with commas between.
    Tag,
    /// The id in that other system.
    External(String),
    /// What was done about an inquiry, a line a step.
    Steps,
    /// What the record holds in a field of the desk's own: its noun, the field and its name.
    Own(Noun, Id, String),
}

/// What a cell needs to know of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The offset of times without one.
    pub offset: FixedOffset,
    /// The currency of amounts without one, as an ISO code.
    pub currency: String,
    /// The moment a block must hold at, Unix milliseconds.
    pub now: i64,
}

/// Nouns whose fields a column can hold.
const NOUNS: &[Noun] = &[
    Noun::Customer,
    Noun::Person,
    Noun::Deal,
    Noun::Purchase,
    Noun::Activity,
    Noun::NextStep,
    Noun::Inquiry,
];

/// Figures that are no number.
const CODES: &[&str] = &["code", "postal_code", "corporate_number", "member_no", "number", "product_code"];

/// What was done about an inquiry.
const STEPS: &str = "inquiry.steps";

impl Column {
    /// The column of that name: `customer.city`, `deal.title`, `phone`, `person_mail`, `tag`,
    /// `external:SAP`; the first of its kind where there can be several.
    pub fn named(name: &str) -> Result<Self, Error> {
        let found = match name {
            "tag" => Some(Self::Tag),
            "owner" | "parent" => field(Noun::Customer, name),
            "name" => field(Noun::Customer, "name"),
            "person.name" => Some(Self::PersonName),
            STEPS => Some(Self::Steps),
            _ => match (name.strip_prefix("external:"), name.split_once('.')) {
                (Some(system), _) => Some(Self::External(system.to_owned())),
                (None, Some((noun, name))) => {
                    NOUNS.iter().find(|known| known.table() == noun).and_then(|noun| field(*noun, name))
                }
                (None, None) => point(name).or_else(|| field(Noun::Customer, name)),
            },
        };
        found.ok_or_else(|| Error::NoSuchField(name.to_owned()))
    }

    /// Its name; the second of several has a number behind it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Field(Noun::Customer, field) if matches!(field.name, "owner" | "parent") => {
                field.name.to_owned()
            }
            Self::Field(noun, field) => format!("{}.{}", noun.table(), field.name),
            Self::PersonName => "person.full_name".to_owned(),
            Self::Point { kind, own, nth } => {
                let bare = format!("{}{kind}", if *own { "person_" } else { "" });
                if *nth == 0 { bare } else { format!("{bare} {}", nth + 1) }
            }
            Self::Tag => "tag".to_owned(),
            Self::Steps => STEPS.to_owned(),
            Self::External(system) => format!("external:{system}"),
            Self::Own(.., name) => name.clone(),
        }
    }

    /// What stands in it on that row.
    #[must_use]
    pub fn cell(&self, row: &Subject<'_>, desk: &Desk) -> Cell {
        let page = &row.dossier.page;
        match self {
            Self::Field(noun, field) => typed(row, *noun, field, desk),
            Self::PersonName => Cell::words(row.person().map(Person::name).unwrap_or_default()),
            Self::Point { kind, own, nth } => {
                let point = points(row, kind, *own).nth(*nth);
                let figures = matches!(*kind, "phone" | "mobile" | "fax");
                let raw = point.map(|point| point.raw.clone()).unwrap_or_default();
                if figures { Cell::code(raw) } else { Cell::words(raw) }
            }
            Self::Tag => {
                let tags: Vec<&str> = page.tags.iter().map(|tag| tag.name.as_str()).collect();
                Cell::words(tags.join(","))
            }
            Self::Steps => {
                Cell::words(row.steps().map(|step| said(step, row, desk)).collect::<Vec<_>>().join("\n"))
            }
            Self::External(system) => Cell::code(external(row, system).unwrap_or_default()),
            Self::Own(noun, field, _) => {
                let value = row.id_of(*noun).and_then(|record| row.dossier.own_value(record, *field));
                Cell::words(value.map(|value| value.raw.clone()).unwrap_or_default())
            }
        }
    }
}

/// When, by whom and what.
fn said(step: &InquiryStep, row: &Subject<'_>, desk: &Desk) -> String {
    let at = step.at.and_then(DateTime::from_timestamp_millis).map(|at| at.with_timezone(&desk.offset));
    let at = at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let rep = step.rep.map(|rep| row.dossier.name_of(rep)).unwrap_or_default();
    let parts = [at, rep, step.text.replace('\n', " ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn field(noun: Noun, name: &str) -> Option<Column> {
    let field = field_named(noun.fields(), name).filter(|field| field.code != GONE)?;
    Some(Column::Field(noun, field))
}

/// `phone`, `person_mail`, `phone 2`.
fn point(name: &str) -> Option<Column> {
    let (bare, nth) = name.split_once(' ').map_or((name, 1), |(bare, nth)| (bare, nth.parse().unwrap_or(0)));
    let (kind, own) = bare.strip_prefix("person_").map_or((bare, false), |kind| (kind, true));
    let kind = KINDS.iter().find(|known| **known == kind)?;
    Some(Column::Point { kind, own, nth: usize::checked_sub(nth, 1)? })
}

/// The contact points of a row: the person's own, or all others there. A number of another person
/// stays with the customer's, so that none is missing.
pub(super) fn points<'a>(
    row: &Subject<'a>,
    kind: &'a str,
    own: bool,
) -> impl Iterator<Item = &'a ContactPoint> + use<'a> {
    let person = row.person().map(|person| person.id);
    let whole = row.id() == row.dossier.page.customer.id;
    row.dossier.page.contact_points.iter().filter(move |point| {
        let theirs = point.person.is_some() && point.person == person;
        let shared = point.person.is_none() || (whole && !theirs);
        point.kind == kind && !point.gone && if own { theirs } else { shared }
    })
}

/// What another system calls the row's record.
fn external(row: &Subject<'_>, system: &str) -> Option<String> {
    let (record, customer) = (row.id(), row.dossier.page.customer.id);
    let names = |id: &&ExternalId| {
        let of = id.record.or(id.person).unwrap_or(customer);
        id.system == system && of == record
    };
    row.dossier.external_ids.iter().find(names).map(|id| id.value.clone())
}

fn typed(row: &Subject<'_>, noun: Noun, field: &'static Field, desk: &Desk) -> Cell {
    match row.get(noun, field.code) {
        Value::Null => Cell::Empty,
        Value::Ref(bytes) => Cell::words(row.dossier.name_of(Id::from_bytes(bytes))),
        Value::Text(text) if field.kind == Kind::Date => Cell::Date(text),
        Value::Text(text) if CODES.contains(&field.name) => Cell::code(text),
        Value::Text(text) => Cell::words(text),
        Value::Int(number) => match field.kind {
            Kind::Flag => Cell::Yes,
            Kind::Quantity => Cell::Quantity(number),
            Kind::Money => Cell::Money(number, currency(row, noun, desk)),
            Kind::Moment => Cell::moment(number, zone(row, noun).unwrap_or(desk.offset), desk.offset),
            _ => Cell::Int(number),
        },
    }
}

/// The currency of a record's amounts: its own, its customer's, the desk's.
fn currency(row: &Subject<'_>, noun: Noun, desk: &Desk) -> String {
    let of = |noun: Noun| {
        let field = field_named(noun.fields(), "currency")?;
        Some(row.get(noun, field.code).text().to_owned()).filter(|code| !code.is_empty())
    };
    of(noun).or_else(|| of(Noun::Customer)).unwrap_or_else(|| desk.currency.clone())
}

/// Where a record's times were noted.
fn zone(row: &Subject<'_>, noun: Noun) -> Option<FixedOffset> {
    let field = field_named(noun.fields(), "zone").filter(|field| field.kind == Kind::Int)?;
    let Value::Int(minutes) = row.get(noun, field.code) else { return None };
    FixedOffset::east_opt(i32::try_from(minutes).ok()?.checked_mul(60)?)
}
