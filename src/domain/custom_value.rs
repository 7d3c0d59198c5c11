//! What a record holds in a field of the desk's own.

use super::record::{GONE, record, whole};
use super::{Id, Noun, Value, Write};

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

    /// The write that has it there as it says, also after it was deleted.
    #[must_use]
    pub fn put_there(&self) -> Write {
        whole(self)
    }

    /// The write that takes it away.
    #[must_use]
    pub fn take_away(&self) -> Write {
        Write { noun: Noun::CustomValue, id: self.id, new: false, fields: vec![(GONE, Value::Int(1))] }
    }
}
