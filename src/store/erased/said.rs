//! What a write says of whom, and of whose number: read alike of one about to be made and of one in
//! the log.

use super::super::entry::Logged;
use crate::domain::{Id, Noun, Value, Write, block, erasure};

/// What one write says of one record.
pub(super) struct Said<'a> {
    pub(super) noun: Noun,
    pub(super) id: Id,
    pub(super) fields: &'a [(u16, Value)],
}

impl<'a> Said<'a> {
    pub(super) fn by_write(write: &'a Write) -> Self {
        Self { noun: write.noun, id: write.id, fields: &write.fields }
    }

    pub(super) fn by_logged(logged: &'a Logged) -> Option<Self> {
        Some(Self { noun: logged.noun()?, id: logged.id(), fields: &logged.fields })
    }

    pub(super) fn value(&self, code: u16) -> Option<&'a Value> {
        self.fields.iter().find(|(known, _)| *known == code).map(|(_, value)| value)
    }

    pub(super) fn reference(&self, code: u16) -> Option<Id> {
        match self.value(code) {
            Some(Value::Ref(bytes)) => Some(Id::from_bytes(*bytes)),
            _ => None,
        }
    }

    /// Whose record it says it is.
    pub(super) fn customer(&self) -> Option<Id> {
        self.noun.customer_field().and_then(|code| self.reference(code))
    }

    /// Whom it erases.
    pub(super) fn erases(&self) -> Option<Id> {
        if self.noun == Noun::Erasure { self.reference(erasure::field::customer) } else { None }
    }

    /// The number or address it blocks.
    pub(super) fn address(&self) -> Option<&'a str> {
        let address = if self.noun == Noun::Block { self.value(block::field::address) } else { None };
        address.map(Value::text).filter(|address| !address.is_empty())
    }
}
