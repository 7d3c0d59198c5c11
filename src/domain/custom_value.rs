//! What a record holds in a field of the desk's own.

use super::custom_field::CustomField;
use super::invalid::Why;
use super::record::{GONE, filled, record};
use super::typed::{self, Place};
use super::{Field, Id, Kind, Noun, Value, Write, amount, quantity};

static NUMBER: Field = Field { code: 0, name: "number", kind: Kind::Quantity };
static DATE: Field = Field { code: 0, name: "date", kind: Kind::Date };
static FLAG: Field = Field { code: 0, name: "flag", kind: Kind::Flag };
static MONEY: Field = Field { code: 0, name: "money", kind: Kind::Money };

record! {
    /// A value of a custom field on one record; there is one at most.
    CustomValue in field {
        /// The customer the record belongs to, so that it shows in their history.
        1 customer: Ref,
        /// The record that has it: the customer itself, a person, a deal, …
        2 record: Ref,
        /// The field.
        3 field: Ref,
        /// As it was typed, or stood in the file.
        4 raw: Long,
        /// The normal form for the field's kind: a plain number, an ISO date, `yes`, E.164; empty
        /// where the text is none.
        5 normal: Text,
    }
}

impl CustomValue {
    /// That text in that field of that record.
    #[must_use]
    pub fn of(customer: Option<Id>, record: Id, field: Id, raw: &str) -> Self {
        let id = Id::of_parts(&[b"custom_value", record.as_bytes(), field.as_bytes()]);
        let (record, field) = (Some(record), Some(field));
        Self { id, customer, record, field, raw: raw.to_owned(), ..Self::default() }
    }

    /// What was typed into that field of that record, in its normal form too.
    ///
    /// # Errors
    /// Says why it is nothing the field can hold.
    pub fn typed(
        customer: Id,
        record: Id,
        field: &CustomField,
        text: &str,
        place: Place<'_>,
    ) -> Result<Self, Why> {
        let value = Self::of(Some(customer), record, field.id, text);
        let choices: Vec<&str> =
            field.choices.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if field.kind == "choice" && !text.is_empty() && !choices.is_empty() && !choices.contains(&text) {
            return Err(Why::NotAChoice(text.to_owned(), choices.join(", ")));
        }
        let known = match field.kind.as_str() {
            "number" => &NUMBER,
            "date" => &DATE,
            "flag" => &FLAG,
            "money" => &MONEY,
            _ => return Ok(value),
        };
        let normal = match typed::value(known, &[], text, place).map_err(|no| no.why)? {
            Value::Int(thousandths) if known.kind == Kind::Quantity => quantity::written(thousandths),
            Value::Int(minor) if known.kind == Kind::Money => amount::plain(minor, place.currency),
            Value::Int(_) => "yes".to_owned(),
            Value::Null if known.kind == Kind::Flag && !text.is_empty() => "no".to_owned(),
            value => value.text().to_owned(),
        };
        Ok(Self { normal, ..value })
    }

    /// The write that has it there, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        let mut fields = vec![(GONE, Value::Null)];
        fields.extend(filled(self));
        Write { noun: Noun::CustomValue, id: self.id, new: false, fields }
    }
}
