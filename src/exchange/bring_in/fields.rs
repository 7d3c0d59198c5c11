//! The fields of the desk's own that an import needs, each made once.
//!
//! A field that is in the book keeps the kind it has there. Called by `import`, `settle`, `records`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::domain::custom_field::CustomField;
use crate::domain::record::there;
use crate::domain::{Id, Write};
use crate::exchange::map::headers::Mapping;

/// The fields that are there, and those made so far.
#[derive(Default)]
pub struct Fields {
    /// By id, the kind it has.
    there: HashMap<Id, String>,
}

impl Fields {
    /// The fields of a book; columns that mean one of them take over its kind.
    pub fn of(known: &[CustomField], mapping: &mut Mapping) -> Self {
        let there: HashMap<Id, String> = known.iter().map(|field| (field.id, field.kind.clone())).collect();
        for own in mapping.columns.iter_mut().filter_map(|column| column.own.as_mut()) {
            if let Some(kind) = there.get(&own.id) {
                own.kind.clone_from(kind);
            }
        }
        Self { there }
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
