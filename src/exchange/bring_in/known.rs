//! What everybody in a desk's book answers to, learnt in one pass before the first row.

use std::collections::{HashMap, HashSet};

use super::keys::{Found, Key, Keys};
use crate::domain::Id;
use crate::exchange::error::Error;
use crate::exchange::read::cell::folded;
use crate::store::View;

/// What everybody in a book answers to.
#[derive(Default)]
pub struct Known {
    keys: Keys,
    reps: HashMap<String, Id>,
    blocked: HashSet<String>,
}

impl Known {
    /// Everybody in that book, and the numbers blocked there at `now`.
    pub fn of(view: View<'_>, now: i64) -> Result<Self, Error> {
        let mut known = Self::default();
        view.everybody(|customer, points, external| known.keys.learn_all(customer, points, external))?;
        known.reps = view.reps()?.into_iter().map(|(name, id)| (folded(&name), id)).collect();
        known.blocked = view.blocked_numbers(now)?;
        Ok(known)
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

    /// The rep of that name, folded.
    #[must_use]
    pub fn rep(&self, name: &str) -> Option<Id> {
        self.reps.get(name).copied()
    }
}
