//! The customers that a few rows can be about, by the book's own indexes: enough for the first screen
//! of a plan, in a moment, whatever the size of the book.
//!
//! Who is there under the same name in another spelling, and nothing else in common, is not among
//! them; the whole plan, which reads everybody, knows them too.

use std::collections::HashMap;

use super::draft::{Draft, Rules};
use super::keys::{self, Book, Found, Key, Keys};
use crate::domain::Id;
use crate::domain::block::Addresses;
use crate::domain::page::Page;
use crate::exchange::error::Error;
use crate::exchange::map::headers::Mapping;
use crate::exchange::read::cell::folded;
use crate::exchange::read::row::Row;
use crate::store::Desk;

/// More customers than this who answer to one thing are not told apart.
const MOST: usize = 8;

/// A book of few.
pub struct Few<'a> {
    desk: &'a Desk,
    keys: Keys,
    reps: HashMap<String, Id>,
    blocked: Addresses,
    erased: Addresses,
}

impl<'a> Few<'a> {
    /// Those whom the rows can be about, as of `now`.
    pub fn about(
        desk: &'a Desk,
        rows: &[Row],
        mapping: &Mapping,
        rules: &Rules,
        now: i64,
    ) -> Result<Self, Error> {
        let mut found = Vec::new();
        for row in rows {
            if let Ok(draft) = Draft::of(row, mapping, rules) {
                candidates(desk, &draft, &mut found)?;
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut few = Self {
            desk,
            keys: Keys::default(),
            reps: desk.view().reps()?.into_iter().map(|(name, id)| (folded(&name), id)).collect(),
            blocked: desk.view().blocked_numbers(now)?,
            erased: desk.view().erased_addresses()?,
        };
        for id in found {
            if let Some(page) = desk.view().card(id)? {
                few.keys.learn_all(&page.customer, &page.contact_points, &page.external_ids);
            }
        }
        Ok(few)
    }
}

fn candidates(desk: &Desk, draft: &Draft, found: &mut Vec<Id>) -> Result<(), Error> {
    let customer = &draft.customer;
    let mut take = |ids: Vec<Id>| found.extend(ids.into_iter().take(MOST));
    take(desk.customers_named(&customer.name)?);
    if !customer.code.is_empty() {
        take(desk.customers_coded(&customer.code)?);
    }
    for reach in draft.points.iter().filter_map(keys::reach) {
        take(desk.customers_at(&reach)?);
    }
    for id in &draft.external {
        take(desk.customers_elsewhere(&id.system, &id.value)?);
    }
    Ok(())
}

impl Book for Few<'_> {
    fn find(&mut self, key: Key) -> Found {
        self.keys.find(key)
    }

    fn page(&mut self, customer: Id) -> Result<Option<Box<Page>>, Error> {
        Ok(self.desk.view().card(customer)?.map(Box::new))
    }

    fn rep(&mut self, name: &str) -> Option<Id> {
        self.reps.get(name).copied()
    }

    fn blocked(&self, number: &str) -> bool {
        self.blocked.contains(number)
    }

    fn erased(&self, address: &str) -> bool {
        self.erased.contains(address)
    }
}
