//! A log entry's body: the field writes of a commit and what each field was before.
//!
//! Nouns and fields stand as their numbers, so a body with ones this version does not know still
//! reads, is kept and can be applied after an upgrade.

use serde::{Deserialize, Serialize};

use super::stamps::Mark;
use crate::domain::{Id, Noun, Value, Write};

/// One record's part of a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Logged {
    pub(super) noun: u8,
    pub(super) id: [u8; 16],
    pub(super) new: bool,
    pub(super) fields: Vec<(u16, Value)>,
    /// What the fields were, where the record was there already.
    pub(super) before: Vec<Before>,
}

/// A field as it stood before a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) code: u16,
    pub(super) value: Value,
    pub(super) stamp: u64,
    pub(super) origin: u64,
}

impl Before {
    pub(super) const fn new(code: u16, value: Value, mark: Mark) -> Self {
        Self { code, value, stamp: mark.stamp.0, origin: mark.origin }
    }
}

impl Logged {
    pub(super) fn new(write: &Write, before: Vec<Before>) -> Self {
        Self {
            noun: write.noun.code(),
            id: *write.id.as_bytes(),
            new: write.new,
            fields: write.fields.clone(),
            before,
        }
    }

    pub(super) fn noun(&self) -> Option<Noun> {
        Noun::of_code(self.noun)
    }

    pub(super) const fn id(&self) -> Id {
        Id::from_bytes(self.id)
    }

    /// The record a field of it names.
    pub(super) fn reference(&self, code: u16) -> Option<Id> {
        self.fields.iter().find_map(|(known, value)| match value {
            Value::Ref(bytes) if *known == code => Some(Id::from_bytes(*bytes)),
            _ => None,
        })
    }
}

/// Packs a body.
pub(super) fn pack(writes: &[Logged]) -> super::Result<Vec<u8>> {
    Ok(postcard::to_stdvec(writes)?)
}

/// Unpacks a body.
pub(super) fn unpack(body: &[u8]) -> super::Result<Vec<Logged>> {
    Ok(postcard::from_bytes(body)?)
}
