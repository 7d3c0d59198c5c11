//! The customers of a desk's book, as an import asks for them.
//!
//! Their keys are learnt in one pass before the first row; a customer is read when a row is about
//! it, as the import itself has left it.

use std::collections::HashMap;

use super::cell::folded_name;
use super::error::Error;
use super::keys::{Book, Found, Key, Keys};
use crate::domain::Id;
use crate::domain::page::Page;
use crate::store::View;

/// What everybody in a book answers to.
#[derive(Default)]
pub struct Known {
    keys: Keys,
    reps: HashMap<String, Id>,
}

impl Known {
    /// Everybody in that book.
    pub fn of(view: View<'_>) -> Result<Self, Error> {
        let mut known = Self::default();
        view.everybody(|customer, points, external| known.keys.learn_all(customer, points, external))?;
        known.reps = view.reps()?.into_iter().map(|(name, id)| (folded_name(&name), id)).collect();
        Ok(known)
    }

    /// Ready to be asked, with that view of the same book.
    #[must_use]
    pub const fn in_view<'a>(&'a self, view: View<'a>) -> Asked<'a> {
        Asked { known: self, view }
    }
}

/// A book that can be asked.
pub struct Asked<'a> {
    known: &'a Known,
    view: View<'a>,
}

impl Book for Asked<'_> {
    fn find(&mut self, key: &Key) -> Found {
        self.known.keys.find(key)
    }

    fn page(&mut self, customer: Id) -> Result<Option<Page>, Error> {
        Ok(self.view.card(customer)?)
    }

    fn rep(&mut self, name: &str) -> Option<Id> {
        self.known.reps.get(name).copied()
    }
}
