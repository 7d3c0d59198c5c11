//! A column of a view: what it shows of a customer, by the names filters have.
//!
//! Out of one customer's page and what they are worth; words and formats are in `i18n::cell`.

use super::custom_field::CustomField;
use super::page::Page;
use super::query::{About, Measure, facet_named};
use super::record::field_named;
use super::{Field, Id, Kind, Noun, Record, Value};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name as it was typed.
    pub name: String,
    /// What it shows.
    pub of: Of,
}

/// What a column shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// A field of the customer, of their first person, open deal, newest purchase or newest activity.
    Field(Noun, &'static Field),
    /// A field of the desk's own.
    Own(Box<CustomField>),
    /// What they bought altogether.
    Worth(Measure),
    /// The first number.
    Phone,
    /// The first mail address.
    Mail,
    /// The first person.
    Person,
    /// The tags.
    Tags,
    /// The rep who looks after them.
    Owner,
    /// When the next step is due.
    Next,
    /// When they were last in touch.
    Contact,
}

/// What stands in a column for one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The record it stands in, where it can be changed there.
    pub record: Option<Id>,
    /// The currency of amounts typed there; empty for the desk's own.
    pub currency: String,
    /// The values, each with its currency where it is an amount.
    pub values: Vec<(Value, String)>,
}

/// What columns are called besides their fields.
const NAMES: &[(&str, Of)] = &[
    ("phone", Of::Phone),
    ("mail", Of::Mail),
    ("person", Of::Person),
    ("tag", Of::Tags),
    ("owner", Of::Owner),
    ("due", Of::Next),
    ("contact", Of::Contact),
    ("最終接触", Of::Contact),
];

impl Column {
    /// The column of that name, where there is one.
    #[must_use]
    pub fn named(name: &str, own: &[CustomField]) -> Option<Self> {
        let special = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, of)| of.clone());
        let facet = || facet_named(name).and_then(|code| special(code).or_else(|| of_facet(code)));
        let of = special(name).or_else(|| of_filter(name, own)).or_else(facet)?;
        Some(Self { name: name.to_owned(), of })
    }

    /// Every column there is, once: the customer's fields first, then by name what hangs on them.
    #[must_use]
    pub fn all(own: &[CustomField]) -> Vec<Self> {
        let fields = |noun: Noun, before: &'static str| {
            noun.fields().iter().map(move |field| format!("{before}{}", field.name))
        };
        let special = NAMES.iter().map(|(name, _)| (*name).to_owned());
        let own_names = own.iter().map(|field| field.name.replace(' ', "_"));
        let names = fields(Noun::Customer, "")
            .chain(special)
            .chain(own_names)
            .chain(Measure::ALL.iter().map(|name| (*name).to_owned()))
            .chain(fields(Noun::Deal, "deal."))
            .chain(fields(Noun::Person, "person."));
        let mut all: Vec<Self> = Vec::new();
        for column in names.filter_map(|name| Self::named(&name, own)) {
            if all.iter().all(|known| known.of != column.of) {
                all.push(column);
            }
        }
        all
    }

    /// Says whether it shows that field.
    #[must_use]
    pub fn is(&self, noun: Noun, name: &str) -> bool {
        matches!(&self.of, Of::Field(of, field) if *of == noun && field.name == name)
    }

    /// What it holds.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.of {
            Of::Field(_, field) => field.kind,
            Of::Own(field) => super::query::own_kind(&field.kind),
            Of::Worth(measure) => measure.kind(),
            Of::Next | Of::Contact => Kind::Moment,
            Of::Phone | Of::Mail | Of::Person | Of::Tags | Of::Owner => Kind::Text,
        }
    }

    /// Says whether it stands to the right.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        matches!(self.kind(), Kind::Int | Kind::Money | Kind::Quantity)
    }

    /// What stands in it for the customer of that page; `worth` is what a measure comes to.
    #[must_use]
    pub fn cell(&self, page: &Page, worth: Vec<(Value, String)>) -> Cell {
        let text = |text: String| Cell { values: one(Value::Text(text), ""), ..Cell::default() };
        let moment =
            |at: Option<i64>| Cell { values: one(at.map_or(Value::Null, Value::Int), ""), ..Cell::default() };
        match &self.of {
            Of::Field(noun, field) => of_field(page, *noun, field),
            Of::Own(field) => of_own(page, field),
            Of::Worth(_) => Cell { values: worth, ..Cell::default() },
            Of::Phone => text(page.first_number().map(|point| point.raw.clone()).unwrap_or_default()),
            Of::Mail => {
                let mail = page.contact_points.iter().find(|point| point.kind == "mail");
                text(mail.map(|point| point.raw.clone()).unwrap_or_default())
            }
            Of::Person => text(page.people.first().map(super::person::Person::name).unwrap_or_default()),
            Of::Tags => Cell {
                values: page.tags.iter().map(|tag| (Value::Text(tag.name.clone()), String::new())).collect(),
                ..Cell::default()
            },
            Of::Owner => {
                let owner = page.reps.iter().find(|rep| Some(rep.id) == page.customer.owner);
                text(owner.map(|rep| rep.name.clone()).unwrap_or_default())
            }
            Of::Next => moment(page.next().and_then(|step| step.due_at)),
            Of::Contact => {
                moment(page.activities.iter().find(|activity| activity.is_contact()).and_then(|done| done.at))
            }
        }
    }
}

/// What a filter that asks the book itself asks for.
fn of_filter(name: &str, own: &[CustomField]) -> Option<Of> {
    Some(match About::named(name, own)? {
        About::Field(noun, field) => Of::Field(noun, field),
        About::Own(id, _) => Of::Own(Box::new(own.iter().find(|field| field.id == id)?.clone())),
        About::Worth(measure) => Of::Worth(measure),
        About::Answer(_) | About::Visited | About::Event(_) => return None,
        About::Inquiries { .. } => Of::Field(Noun::Inquiry, field_named(Noun::Inquiry.fields(), "status")?),
        About::Bought => Of::Field(Noun::Purchase, field_named(Noun::Purchase.fields(), "product")?),
        About::Credit => Of::Field(Noun::Customer, field_named(Noun::Customer.fields(), "credit_limit")?),
    })
}

/// The field a filter of that code asks for.
fn of_facet(code: &str) -> Option<Of> {
    let (noun, name) = match code {
        "life" => (Noun::Customer, "lifecycle"),
        "stage" => (Noun::Deal, "stage"),
        "name" | "kana" | "kind" | "rank" | "code" | "city" | "note" => (Noun::Customer, code),
        _ => return None,
    };
    Some(Of::Field(noun, field_named(noun.fields(), name)?))
}

fn one(value: Value, currency: &str) -> Vec<(Value, String)> {
    if value.is_null() || value == Value::Text(String::new()) {
        Vec::new()
    } else {
        vec![(value, currency.to_owned())]
    }
}

fn of_field(page: &Page, noun: Noun, field: &Field) -> Cell {
    let of = |id: Id, value: Value, currency: &str| {
        let own = if currency.is_empty() { &page.customer.currency } else { currency };
        Cell { record: Some(id), currency: own.to_owned(), values: one(value, own) }
    };
    let found = match noun {
        Noun::Customer => Some(of(page.customer.id, page.customer.get(field.code), "")),
        Noun::Person => page.people.first().map(|person| of(person.id, person.get(field.code), "")),
        Noun::Deal => {
            let deal = page.open_deal().or_else(|| page.deals.first());
            deal.map(|deal| of(deal.id, deal.get(field.code), &deal.currency))
        }
        Noun::Purchase => {
            page.purchases.first().map(|line| of(line.id, line.get(field.code), &line.currency))
        }
        Noun::Subscription => {
            page.subscriptions.first().map(|one| of(one.id, one.get(field.code), &one.currency))
        }
        Noun::Inquiry => {
            let inquiry = page.open_inquiries().next().or_else(|| page.inquiries.first());
            inquiry.map(|inquiry| of(inquiry.id, inquiry.get(field.code), ""))
        }
        Noun::Consent => page.consents.last().map(|said| of(said.id, said.get(field.code), "")),
        Noun::Activity => page.activities.first().map(|done| of(done.id, done.get(field.code), "")),
        _ => None,
    };
    found.unwrap_or_default()
}

fn of_own(page: &Page, field: &CustomField) -> Cell {
    let held = page.own.iter().find(|own| own.field.id == field.id);
    let record = held.and_then(|own| own.value.record);
    let alone = || match field.of.as_str() {
        "customer" => Some(page.customer.id),
        "person" => page.people.first().map(|person| person.id),
        "deal" => page.open_deal().or_else(|| page.deals.first()).map(|deal| deal.id),
        _ => None,
    };
    let value = held.map_or(Value::Null, |own| Value::Text(own.value.raw.clone()));
    Cell { record: record.or_else(alone), values: one(value, ""), ..Cell::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;
    use crate::domain::deal::Deal;

    #[test]
    fn a_column_answers_to_the_names_of_filters_in_both_languages() {
        let of = |name: &str| Column::named(name, &[]).map(|column| column.of);
        assert_eq!(of("電話"), Some(Of::Phone));
        assert_eq!(of("期限"), Some(Of::Next));
        assert_eq!(of("ltv"), Some(Of::Worth(Measure::Net)));
        assert_eq!(of("商談.金額"), of("deal.amount"));
        assert_eq!(of("ランク"), of("customer.rank"));
        assert_eq!(of("nonsense"), None);
        let own = [CustomField::called(Noun::Customer, "契約 プラン", "text")];
        assert!(matches!(Column::named("契約_プラン", &own).map(|column| column.of), Some(Of::Own(_))));
    }

    #[test]
    fn every_column_is_listed_once_and_answers_to_its_name() {
        let all = Column::all(&[CustomField::called(Noun::Customer, "契約 プラン", "text")]);
        assert!(
            all.iter().all(|column| Column::named(&column.name, &[]).is_none_or(|same| same.of == column.of))
        );
        let count = |name: &str| all.iter().filter(|column| column.name == name).count();
        assert_eq!(["industry", "phone", "契約_プラン", "net", "deal.amount"].map(count), [1; 5]);
    }

    #[test]
    fn a_deals_amount_is_that_of_the_open_one_in_its_own_currency() {
        let deal = |amount, stage: &str| Deal {
            amount: Some(amount),
            stage: stage.into(),
            currency: "USD".into(),
            ..Deal::default()
        };
        let page = Page {
            deals: vec![deal(1, "won"), deal(2, "quote")],
            customer: Customer::default(),
            ..Page::default()
        };
        let cell = Column::named("deal.amount", &[]).unwrap().cell(&page, Vec::new());
        assert_eq!(cell.values, [(Value::Int(2), "USD".to_owned())]);
    }
}
