//! Who a call list can be made of: the customers of an import, and those a list's calls left with
//! an outcome.

use std::collections::HashMap;

use super::Result;
use super::group;
use super::open::Desk;
use crate::domain::{Id, Trouble};

/// What was called from a list, customer by customer. Its index answers it alone.
const CALLS_ON: &str = "SELECT customer, at, id, coalesce(outcome, '') FROM activity INDEXED BY activity_on
     WHERE list = ?1 AND list IS NOT NULL AND gone IS NULL AND customer IS NOT NULL";

/// A call made from a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOn {
    /// Whom it was to.
    pub customer: Id,
    /// When.
    pub at: i64,
    /// Its activity.
    pub id: Id,
    /// How it ended: an outcome's code.
    pub outcome: String,
}

impl Desk {
    /// The customers that an import wrote and that are still there, in the order of the file as far
    /// as it made them. `batch` is the import's id or the beginning of it.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where there is no such import, or it was taken back.
    pub fn imported(&self, batch: &str) -> Result<Vec<Id>> {
        let action = self.import_of(batch)?.ok_or_else(|| Trouble::NotFound(batch.to_owned()))?;
        let mut statement = self.conn.prepare_cached(
            "SELECT DISTINCT t.customer FROM touched AS t JOIN customer AS c ON c.id = t.customer
             WHERE t.seq IN (SELECT seq FROM log WHERE action = ?1)
               AND (c.unlisted IS NULL OR c.face IS NOT NULL) ORDER BY t.customer",
        )?;
        let customers = statement.query_map([action.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
        let customers: Vec<Id> = customers.collect::<rusqlite::Result<_>>()?;
        if group::any(&self.conn)? { group::listed(&self.conn, customers) } else { Ok(customers) }
    }

    /// Every call made from a list, customer by customer; those to a group as to its face.
    pub fn calls_on(&self, list: Id) -> Result<Vec<CallOn>> {
        let mut statement = self.conn.prepare_cached(CALLS_ON)?;
        let calls = statement.query_map([list.as_bytes()], |row| {
            Ok(CallOn {
                customer: Id::from_bytes(row.get(0)?),
                at: row.get::<_, Option<i64>>(1)?.unwrap_or(0),
                id: Id::from_bytes(row.get(2)?),
                outcome: row.get(3)?,
            })
        })?;
        let mut calls: Vec<CallOn> = calls.collect::<rusqlite::Result<_>>()?;
        if group::any(&self.conn)? {
            for call in &mut calls {
                call.customer = group::face(&self.conn, call.customer)?;
            }
            calls.sort_by_key(|call| call.customer);
        }
        Ok(calls)
    }

    /// The customers whose last call from a list ended with one of these outcomes, in the order of
    /// the list; those who are no longer on it come last.
    pub fn left_with(&self, list: Id, outcomes: &[String]) -> Result<Vec<Id>> {
        let mut last: HashMap<Id, CallOn> = HashMap::new();
        for call in self.calls_on(list)? {
            let newest = last.entry(call.customer).or_insert_with(|| call.clone());
            if (newest.at, newest.id) < (call.at, call.id) {
                *newest = call;
            }
        }
        last.retain(|_, call| outcomes.contains(&call.outcome));
        let entries = self.entries(list)?;
        let mut found: Vec<Id> = entries
            .iter()
            .filter_map(|entry| last.remove(&entry.customer?))
            .map(|call| call.customer)
            .collect();
        let mut others: Vec<CallOn> = last.into_values().collect();
        others.sort_unstable_by_key(|call| (call.at, call.id));
        for call in others {
            if self.called(call.customer)?.is_some() {
                found.push(call.customer);
            }
        }
        Ok(found)
    }
}
