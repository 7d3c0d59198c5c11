//! Whom a desk's reports are about: everybody, or whoever answers a search line; and until when they
//! are wanted at all.
//!
//! A record counts as its customer's whom a list shows does, so that a group that is one counts as one.
//! Whoever answers is found once; SQL asks of each record whether it counts, and needs no other table.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::functions::FunctionFlags;

use super::open::Desk;
use super::sidecar::Pace;
use super::{Finder, Result};
use crate::domain::Id;
use crate::search::Moment;

/// Steps of SQLite between two questions whether an answer is still wanted: some microseconds.
const STEPS: i32 = 1_000;

/// A search line, and all whose records count, found at that moment of that day.
#[derive(Clone)]
pub struct Narrowed {
    line: String,
    at: (Moment, NaiveDate),
    counted: Arc<HashSet<Id>>,
}

impl Desk {
    /// Has reports be about whoever answers a search line from now on; about everybody where it is empty.
    pub fn narrow(&self, line: &str, now: DateTime<FixedOffset>, pace: Pace<'_>) -> Result<()> {
        let line = line.trim();
        if line.is_empty() {
            self.narrowed.replace(None);
            return Ok(());
        }
        let at = (self.moment()?, now.date_naive());
        let known = self.narrowed.take().filter(|known| known.line == line && known.at == at);
        let narrowed = match known {
            Some(known) => known,
            None => Narrowed { line: line.to_owned(), at, counted: Arc::new(self.whose(line, now, pace)?) },
        };
        self.teach(&narrowed.counted)?;
        self.narrowed.replace(Some(narrowed));
        Ok(())
    }

    /// Whom its reports are about, for another desk of the same book; nothing where that is everybody.
    pub fn narrowed(&self) -> Option<Narrowed> {
        self.narrowed.borrow().clone()
    }

    /// Takes over what another desk found, so that the same line need not be asked again: until
    /// [`Desk::narrow`] no report may be asked for.
    pub fn remember(&self, narrowed: Option<Narrowed>) {
        self.narrowed.replace(narrowed);
    }

    /// Whoever answers a line, and whoever is shown as one of them.
    fn whose(&self, line: &str, now: DateTime<FixedOffset>, pace: Pace<'_>) -> Result<HashSet<Id>> {
        let mut counted = Finder::everybody_once(self, line, now, pace)?.into_iter().collect();
        self.with_all_they_are(&mut counted)?;
        Ok(counted)
    }

    /// Has every question end in an error once `wanted` says no.
    pub fn as_long_as(&self, wanted: impl Fn() -> bool + Send + 'static) -> Result<()> {
        Ok(self.conn.progress_handler(STEPS, Some(move || !wanted()))?)
    }

    /// The line reports are narrowed by; empty where they are of everybody.
    pub(super) fn narrowed_by(&self) -> String {
        self.narrowed.borrow().as_ref().map(|narrowed| narrowed.line.clone()).unwrap_or_default()
    }

    /// What a question adds to have only records counted whose customer stands in `column`.
    pub(super) fn narrowing(&self, column: &str) -> String {
        if self.narrowed.borrow().is_some() { format!("AND counted({column})") } else { String::new() }
    }

    /// Says whether what hangs on a customer, or on nobody, counts.
    pub(super) fn counts(&self, customer: Option<Id>) -> bool {
        let narrowed = self.narrowed.borrow();
        let known = |one: &Narrowed| customer.is_some_and(|id| one.counted.contains(&id));
        narrowed.as_ref().is_none_or(known)
    }

    /// Adds whoever is shown as one of them.
    fn with_all_they_are(&self, counted: &mut HashSet<Id>) -> Result<()> {
        let others = "SELECT id, face FROM customer WHERE face IS NOT NULL AND unlisted IS NOT NULL";
        let mut statement = self.conn.prepare_cached(others)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if counted.contains(&Id::from_bytes(row.get(1)?)) {
                counted.insert(Id::from_bytes(row.get(0)?));
            }
        }
        Ok(())
    }

    /// Teaches SQL who counts.
    fn teach(&self, counted: &Arc<HashSet<Id>>) -> Result<()> {
        let counted = Arc::clone(counted);
        let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
        self.conn.create_scalar_function("counted", 1, flags, move |context| {
            let customer: Option<[u8; 16]> = context.get(0)?;
            Ok(customer.is_some_and(|bytes| counted.contains(&Id::from_bytes(bytes))))
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{Asked, By, Way};
    use crate::domain::{Change, Deed, demo, zone};

    #[test]
    fn what_nobody_wants_any_more_ends_in_an_error_and_what_is_wanted_again_does_not() {
        let now = DateTime::parse_from_rfc3339("2026-11-21T17:32:00+09:00").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", 0).unwrap();
        let change = Change { writes: demo::writes(now, desk.rep()), ..Change::new(Deed::Import, "demo") };
        desk.commit(&change, now.timestamp_millis()).unwrap();
        let today = now.date_naive();
        let (zone, way) = (zone::zone(now), Way::Any);
        let asked =
            Asked { from: today - chrono::Days::new(90), to: today, zone, rep: None, list: None, way };
        desk.as_long_as(|| false).unwrap();
        assert!(desk.calls_by(&asked, By::Hour).is_err());
        desk.as_long_as(|| true).unwrap();
        assert!(!desk.calls_by(&asked, By::Hour).unwrap().is_empty());
    }
}
