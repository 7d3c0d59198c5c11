//! The fields of the desk's own that an import needs, each made once.
//!
//! A field that is in the book keeps the kind and the name it has there. Called by `import`, `settle`, `records`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::custom_field::CustomField;
use crate::domain::record::there;
use crate::domain::{Id, Noun, Write};
use crate::exchange::map::headers::Mapping;

/// The fields that are there, and those made so far.
#[derive(Default)]
pub struct Fields {
    /// By id, the kind it has.
    there: HashMap<Id, String>,
    /// The fields of the book.
    known: Vec<CustomField>,
}

impl Fields {
    /// The fields of a book; columns that mean one of them take over its kind.
    pub fn of(known: &[CustomField], mapping: &mut Mapping) -> Self {
        let there: HashMap<Id, String> = known.iter().map(|field| (field.id, field.kind.clone())).collect();
        for own in mapping.columns.iter_mut().filter_map(|column| column.own.as_mut()) {
            if let Some(field) = called(known, own) {
                (own.id, own.kind) = (field.id, field.kind.clone());
            }
        }
        let ids: Vec<Id> =
            mapping.columns.iter().filter_map(|column| Some(column.own.as_ref()?.id)).collect();
        mapping.doubled |= ids.iter().enumerate().any(|(at, id)| ids[..at].contains(id));
        Self { there, known: known.to_vec() }
    }

    /// The field of that name on that noun: the book's, else a new one.
    #[must_use]
    pub fn meant(&self, of: Noun, name: &str, kind: &str) -> CustomField {
        let new = CustomField::called(of, name, kind);
        called(&self.known, &new).cloned().unwrap_or(new)
    }

    /// Has the field there.
    pub fn put(&mut self, field: &CustomField, writes: &mut Vec<Write>) {
        if let Entry::Vacant(place) = self.there.entry(field.id) {
            place.insert(field.kind.clone());
            // What another desk's field of that name says besides stays as it is.
            writes.push(there(field));
        }
    }
}

/// The field of the book that a column means: the one that bears its name now, else the one that bore it
/// first.
fn called<'a>(known: &'a [CustomField], column: &CustomField) -> Option<&'a CustomField> {
    let mut same = known.iter().filter(|field| field.of == column.of && field.is_called(&column.name));
    same.next().or_else(|| known.iter().find(|field| field.id == column.id))
}
