//! Which fields a form shows of each noun, in which order, and how a value is written in one.
//!
//! Links to other records, derived and technical fields are not typed by hand and stay out.

use chrono::TimeZone;

use super::typed::{self, Place};
use super::{Field, Kind, Noun, Value, amount, lapse, quantity};

/// A row of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldRow {
    /// The field's name.
    pub name: &'static str,
    /// Its row in the noun's table; nothing for the number and the mail address of a new customer, and for
    /// who is to be a stop on a route.
    pub field: Option<&'static Field>,
    /// The codes it can hold, where it is a choice.
    pub choices: &'static [&'static str],
}

impl FieldRow {
    /// What it means.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.field.map_or(Kind::Text, |field| field.kind)
    }
}

/// Fields that stand first, in this order; the rest follow in the noun's own.
const FIRST: &[(Noun, &[&str])] = &[
    (Noun::Customer, &["name", "kana", "phone", "mail", "kind", "rank", "lifecycle", "code"]),
    (Noun::ContactPoint, &["raw", "kind", "label", "note", "state"]),
    (Noun::Deal, &["title", "pipeline", "stage", "amount", "close_on", "probability", "lost_reason"]),
    (Noun::NextStep, &["text", "due_at", "kind"]),
    (Noun::Inquiry, &["text", "kind", "complaint", "channel", "status", "received_at"]),
    (Noun::InquiryStep, &["text", "channel", "at"]),
    (Noun::Activity, &["note", "outcome", "at", "reach", "duration"]),
    (
        Noun::Outcome,
        &["en", "ja", "key", "delay", "delays", "working", "tries", "per_day", "cool_days", "hidden", "asks"],
    ),
    (Noun::DealPerson, &["person", "role", "position"]),
    (Noun::DealLine, &["product", "quantity", "unit_price", "discount", "currency"]),
    (Noun::Subscription, &["product", "amount", "currency", "cycle", "started_on", "renews_on"]),
    (Noun::CallList, &["name", "script", "pace", "everyones", "live", "query"]),
    (Noun::View, &["name", "key", "query", "columns"]),
    (
        Noun::CustomField,
        &[
            "name", "of", "kind", "choices", "required", "hard", "pattern", "low", "high", "longest",
            "position",
        ],
    ),
];

/// Fields nobody types.
const HIDDEN: &[(Noun, &[&str])] = &[
    (Noun::ContactPoint, &["normal", "position"]),
    (Noun::Deal, &["closed_on"]),
    (Noun::NextStep, &["zone", "done_at", "moved"]),
    (Noun::Activity, &["zone", "kind", "direction", "number", "response"]),
    (Noun::Inquiry, &["zone", "closed_at"]),
    (Noun::InquiryStep, &["zone"]),
    (Noun::Person, &["photo_hash"]),
    (Noun::Outcome, &["code", "position"]),
    (Noun::CallList, &["made_from", "made_at"]),
    (Noun::Purchase, &["zone"]),
    (Noun::CustomValue, &["normal"]),
    (Noun::DealLine, &["product_code", "position"]),
];

/// What a flag can be.
const FLAG: &[&str] = &["no", "yes"];

/// What a new record's field starts with: noun, field, text.
const BLANKS: &[(Noun, &str, &str)] = &[
    (Noun::Customer, "kind", "company"),
    (Noun::Customer, "lifecycle", "prospect"),
    (Noun::ContactPoint, "kind", "phone"),
    (Noun::Deal, "stage", "approach"),
    (Noun::Deal, "currency", "JPY"),
    (Noun::Purchase, "currency", "JPY"),
    (Noun::Inquiry, "kind", "question"),
    (Noun::Inquiry, "channel", "call"),
    (Noun::Inquiry, "status", "new"),
    (Noun::InquiryStep, "channel", "call"),
    (Noun::Subscription, "cycle", "year"),
];

/// What a new record's field starts with.
#[must_use]
pub fn blank(noun: Noun, name: &str) -> &'static str {
    BLANKS.iter().find(|(known, field, _)| (*known, *field) == (noun, name)).map_or("", |(.., text)| text)
}

fn listed<'a>(table: &'a [(Noun, &'a [&'a str])], noun: Noun) -> &'a [&'a str] {
    table.iter().find(|(known, _)| *known == noun).map_or(&[], |(_, names)| names)
}

/// The rows of a noun's form; a new customer's has a number and a mail address too.
pub fn rows(noun: Noun, new: bool) -> impl Iterator<Item = FieldRow> {
    let field = move |name: &str| {
        let known = noun.fields().iter().find(|field| field.name == name && field.kind != Kind::Ref)?;
        let flag = known.kind == Kind::Flag;
        let choices = if flag { FLAG } else { typed::choices(noun, known.name) };
        Some(FieldRow { name: known.name, field: Some(known), choices })
    };
    let extra = move |name: &str| {
        let name = ["phone", "mail", "person"].into_iter().find(|known| *known == name && new)?;
        Some(FieldRow { name, field: None, choices: &[] })
    };
    let first = listed(FIRST, noun);
    let head = first.iter().filter_map(move |name| field(name).or_else(|| extra(name)));
    let typed = |kind: Kind| kind != Kind::Ref;
    let rest = noun
        .fields()
        .iter()
        .filter(move |known| {
            known.name != "gone"
                && typed(known.kind)
                && !first.contains(&known.name)
                && !listed(HIDDEN, noun).contains(&known.name)
        })
        .filter_map(move |known| field(known.name));
    head.chain(rest)
}

/// How a value is written in a form, so that typing it back there gives the same value.
#[must_use]
pub fn written(kind: Kind, value: &Value, place: Place<'_>) -> String {
    match (kind, value) {
        (Kind::Flag, Value::Int(number)) => if *number == 0 { "no" } else { "yes" }.to_owned(),
        (Kind::Moment, Value::Int(ms)) => {
            let at = place.offset.timestamp_millis_opt(*ms).single();
            let form = if ms % 60_000 == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S%.f" };
            at.map(|at| at.format(form).to_string()).unwrap_or_default()
        }
        (Kind::Lapse, Value::Int(minutes)) => lapse::written(*minutes),
        (Kind::Lapses, Value::Text(minutes)) => lapse::written_all(minutes),
        (Kind::Clock, Value::Int(minute)) => lapse::written_clock(*minute),
        (Kind::Money, Value::Int(minor)) => amount::plain(*minor, place.currency),
        (Kind::Quantity, Value::Int(thousandths)) => quantity::written(*thousandths),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    #[test]
    fn a_new_customers_form_begins_with_what_one_has_on_the_telephone() {
        let names: Vec<&str> = rows(Noun::Customer, true).map(|row| row.name).take(4).collect();
        assert_eq!(names, ["name", "kana", "phone", "mail"]);
        assert!(rows(Noun::Customer, false).all(|row| row.field.is_some()));
    }

    #[test]
    fn what_a_form_shows_reads_back_as_the_same_value() {
        let place = |currency| Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency };
        for (currency, minor) in [("JPY", 1_200_000), ("USD", 1_200_050), ("USD", 5), ("EUR", -1_200_000)] {
            let text = written(Kind::Money, &Value::Int(minor), place(currency));
            let field = Noun::Deal.fields().iter().find(|field| field.name == "amount").unwrap();
            assert_eq!(typed::value(field, &[], &text, place(currency)), Ok(Value::Int(minor)), "{text}");
        }
        for ms in [1_795_239_120_000, 1_795_239_121_000, 1_795_239_121_007] {
            let text = written(Kind::Moment, &Value::Int(ms), place("JPY"));
            let field = Noun::NextStep.fields().iter().find(|field| field.name == "due_at").unwrap();
            assert_eq!(typed::value(field, &[], &text, place("JPY")), Ok(Value::Int(ms)), "{text}");
        }
    }

    #[test]
    fn no_form_has_a_field_twice_or_a_link() {
        for noun in Noun::ALL {
            let names: Vec<&str> = rows(*noun, true).map(|row| row.name).collect();
            let unique: std::collections::HashSet<_> = names.iter().collect();
            assert_eq!(unique.len(), names.len(), "{noun:?}");
            assert!(rows(*noun, true).all(|row| row.kind() != Kind::Ref));
        }
    }
}
