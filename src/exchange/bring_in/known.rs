//! What everybody in a desk's book answers to, learnt in one pass before the first row.

use std::collections::{HashMap, HashSet};

use super::keys::{Found, Key, Keys};
use crate::domain::block::Addresses;
use crate::domain::custom_field::CustomField;
use crate::domain::{Id, Noun};
use crate::exchange::error::Error;
use crate::exchange::map::headers::As;
use crate::exchange::read::cell::folded;
use crate::store::View;

/// What everybody in a book answers to.
#[derive(Default)]
pub struct Known {
    keys: Keys,
    reps: HashMap<String, Id>,
    blocked: Addresses,
    erased: Addresses,
    records: HashSet<Id>,
    fields: Vec<CustomField>,
}

impl Known {
    /// Everybody in that book, the numbers blocked there at `now`, and what is there of the kind
    /// that rows are about.
    pub fn of(view: View<'_>, now: i64, about: As) -> Result<Self, Error> {
        let mut known = Self::default();
        view.everybody(|customer, points, external| known.keys.learn_all(customer, points, external))?;
        known.reps = view.reps()?.into_iter().map(|(name, id)| (folded(&name), id)).collect();
        known.blocked = view.blocked_numbers(now)?;
        known.erased = view.erased_addresses()?;
        known.fields = view.own_fields()?;
        let nouns: &[Noun] = match about {
            As::Deals => &[Noun::Deal],
            As::Purchases => &[Noun::Purchase],
            As::Activities | As::Visits => &[Noun::Activity, Noun::NextStep],
            As::Subscriptions => &[Noun::Subscription],
            As::Products => &[Noun::Product],
            As::Inquiries => &[Noun::Inquiry],
            As::Consents => &[Noun::Consent],
            As::Mailings => &[Noun::Activity],
            As::Reps => &[Noun::Rep],
            As::Customers | As::People | As::Blocks => &[],
        };
        for noun in nouns {
            view.ids(*noun, |id| {
                known.records.insert(id);
            })?;
        }
        Ok(known)
    }

    /// Says whether there is such a record of the kind that rows are about.
    #[must_use]
    pub fn is_there(&self, record: Id) -> bool {
        self.records.contains(&record)
    }

    /// The fields of the desk's own.
    #[must_use]
    pub fn own_fields(&self) -> &[CustomField] {
        &self.fields
    }

    /// Says whether there is nobody in the book.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.keys.is_empty()
    }

    /// Who answers to a key.
    #[must_use]
    pub fn find(&self, key: Key) -> Found {
        self.keys.find(key)
    }

    /// Says whether that number must not be called.
    #[must_use]
    pub fn blocked(&self, number: &str) -> bool {
        self.blocked.contains(number)
    }

    /// Says whether somebody erased had that number or address.
    #[must_use]
    pub fn erased(&self, address: &str) -> bool {
        self.erased.contains(address)
    }

    /// The rep of that name, folded.
    #[must_use]
    pub fn rep(&self, name: &str) -> Option<Id> {
        self.reps.get(name).copied()
    }
}
