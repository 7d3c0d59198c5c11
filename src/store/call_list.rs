//! Call lists: which there are, which one a person means, and who is on it.
//!
//! A live list's customers are whoever answers its search line now, and whoever was put on by
//! hand; its entries hold what was decided about some of them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::OptionalExtension as _;

use super::Result;
use super::finder::Finder;
use super::group;
use super::named::meant;
use super::open::Desk;
use super::read::{many, one};
use super::sidecar::Pace;
use crate::domain::call_list::{CallList, id_of};
use crate::domain::entry::Entry;
use crate::domain::{Id, Trouble};

impl Desk {
    /// The call lists there are, newest first.
    pub fn call_lists(&self) -> Result<Vec<CallList>> {
        many(
            &self.conn,
            "WHERE t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.made_at DESC, t.born DESC, t.id",
            [],
        )
    }

    /// The call list that `name` means: its name, an id or the beginning of one, its name in another
    /// spelling, or how that begins.
    ///
    /// # Errors
    /// As [`Desk::customer`].
    pub fn call_list(&self, name: &str) -> Result<Id> {
        meant(self, name, &self.call_lists()?, |list| &list.name)
    }

    /// An id no list has had yet, for one of that name made now.
    pub fn fresh_list(&self, name: &str, now: i64) -> Result<Id> {
        for at in now.. {
            let id = id_of(name, self.rep, at);
            if one::<CallList>(&self.conn, id)?.is_none() {
                return Ok(id);
            }
        }
        Err(Trouble::Nothing("make").into())
    }

    /// The entries of a list in its order, without those of customers who were deleted. One without
    /// a position puts nobody on: it holds what was decided about who answers a live list's search.
    pub fn entries(&self, list: Id) -> Result<Vec<Entry>> {
        let live = "WHERE t.list = ?1 AND t.gone IS NULL
             AND EXISTS (SELECT 1 FROM customer AS c
                         WHERE c.id = t.customer AND (c.unlisted IS NULL OR c.face IS NOT NULL))
             ORDER BY t.position, t.id";
        self.one_a_group(many(&self.conn, live, [list.as_bytes()])?)
    }

    /// The entries with those of each group made one, at the place of the first.
    fn one_a_group(&self, entries: Vec<Entry>) -> Result<Vec<Entry>> {
        if !group::any(&self.conn)? {
            return Ok(entries);
        }
        let (mut places, mut groups) = (HashMap::new(), Vec::<(Id, Vec<Entry>)>::new());
        for entry in entries {
            let Some(customer) = entry.customer else { continue };
            let face = group::face(&self.conn, customer)?;
            let place = *places.entry(face).or_insert(groups.len());
            if place == groups.len() {
                groups.push((face, Vec::new()));
            }
            groups[place].1.push(entry);
        }
        let faces = groups.iter().map(|(face, _)| *face).collect();
        let listed: HashSet<Id> = group::listed(&self.conn, faces)?.into_iter().collect();
        let groups = groups.into_iter().filter(|(face, _)| listed.contains(face));
        Ok(groups.filter_map(|(face, entries)| Entry::united(entries, face)).collect())
    }

    /// The position of whoever stands last on a list; 0 where nobody does.
    pub fn last_position(&self, list: Id) -> Result<i64> {
        let sql = "SELECT max(position) FROM entry WHERE list = ?1 AND gone IS NULL";
        let last: Option<i64> =
            self.conn.prepare_cached(sql)?.query_row([list.as_bytes()], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    /// Whoever is on a list, in its order, each by the entry they have or, on a live list, would
    /// have: that has no position.
    pub fn members(&self, list: &CallList, now: DateTime<FixedOffset>, pace: Pace<'_>) -> Result<Vec<Entry>> {
        let mut entries = self.entries(list.id)?;
        if !list.live {
            entries.retain(|entry| entry.position.is_some());
            return Ok(entries);
        }
        let found = Finder::everybody_once(self, &list.query, now, pace)?;
        self.live_members(list.id, entries, found)
    }

    /// The same by customer, as neighbours in the book are read from the same pages; with no more of
    /// each entry than the walk needs, and those of deleted customers among them.
    pub(super) fn walked(
        &self,
        list: &CallList,
        now: DateTime<FixedOffset>,
        pace: Pace<'_>,
    ) -> Result<Vec<Entry>> {
        if list.live || group::any(&self.conn)? {
            let mut members = self.members(list, now, pace)?;
            members.sort_unstable_by_key(|entry| entry.customer);
            return Ok(members);
        }
        let mut statement = self.conn.prepare_cached(WALKED)?;
        let entries = statement.query_map([list.id.as_bytes()], |row| {
            let id = |column| row.get::<_, Option<_>>(column).map(|id| id.map(Id::from_bytes));
            Ok(Entry {
                customer: id(0)?,
                position: row.get(1)?,
                rep: id(2)?,
                skipped_at: row.get(3)?,
                closed_at: row.get(4)?,
                ..Entry::default()
            })
        })?;
        Ok(entries.collect::<rusqlite::Result<_>>()?)
    }

    /// [`Desk::members`] of a live list whose search was answered already.
    fn live_members(&self, list: Id, entries: Vec<Entry>, found: Vec<Id>) -> Result<Vec<Entry>> {
        let off = self.taken_off(list)?;
        let mut known: HashMap<Id, Entry> =
            entries.iter().filter_map(|entry| Some((entry.customer?, entry.clone()))).collect();
        let answering = found.into_iter().filter(|customer| !off.contains(customer));
        let mut all: Vec<Entry> = answering
            .map(|customer| known.remove(&customer).unwrap_or_else(|| Entry::unwritten(list, customer)))
            .collect();
        let by_hand = |entry: &Entry| {
            entry.position.is_some() && entry.customer.is_some_and(|customer| known.contains_key(&customer))
        };
        all.extend(entries.into_iter().filter(by_hand));
        Ok(all)
    }

    /// Whoever is on a list, and their place on it, counted from 1.
    pub fn list_members(
        &self,
        list: Id,
        now: DateTime<FixedOffset>,
        pace: Pace<'_>,
    ) -> Result<Vec<(Id, i64)>> {
        let Some(list) = one::<CallList>(&self.conn, list)? else { return Ok(Vec::new()) };
        let members = self.members(&list, now, pace)?;
        Ok(members.iter().filter_map(|entry| entry.customer).zip(1..).collect())
    }

    /// How many customers are on a list that is not live, and how many of them were called from it.
    pub fn list_counts(&self, list: Id) -> Result<(usize, usize)> {
        let count = |sql| -> Result<usize> {
            let count: i64 = self.conn.prepare_cached(sql)?.query_row([list.as_bytes()], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        if group::any(&self.conn)? {
            return self.group_counts(list);
        }
        Ok((count(ON)?, count(CALLED)?))
    }

    /// The same in a book where some are one.
    fn group_counts(&self, list: Id) -> Result<(usize, usize)> {
        let on = self.entries(list)?.into_iter().filter(|entry| entry.position.is_some());
        let on: HashSet<Id> = on.filter_map(|entry| entry.customer).collect();
        let called: HashSet<Id> = self.calls_on(list)?.into_iter().map(|call| call.customer).collect();
        Ok((on.len(), called.intersection(&on).count()))
    }

    /// Whoever was taken off a list.
    fn taken_off(&self, list: Id) -> Result<HashSet<Id>> {
        let sql = "SELECT customer FROM entry INDEXED BY entry_off
             WHERE list = ?1 AND gone IS NOT NULL AND customer IS NOT NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let off = statement.query_map([list.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
        let mut off: HashSet<Id> = off.collect::<rusqlite::Result<_>>()?;
        if group::any(&self.conn)? {
            for customer in off.clone() {
                off.insert(group::face(&self.conn, customer)?);
            }
        }
        Ok(off)
    }

    /// A customer's name, code and when their next step is due; nothing where they were deleted.
    pub fn called(&self, customer: Id) -> Result<Option<(String, String, Option<i64>)>> {
        if group::any(&self.conn)? {
            return Ok(self.line(customer)?.map(|line| (line.name, line.code, line.next_at)));
        }
        let sql = "SELECT coalesce(name, ''), coalesce(code, ''), next_at FROM customer
             WHERE id = ?1 AND unlisted IS NULL";
        let mut statement = self.conn.prepare_cached(sql)?;
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        Ok(statement.query_row([customer.as_bytes()], read).optional()?)
    }
}

/// Who is on a list that is walked. Its index answers it alone.
const WALKED: &str = "SELECT customer, position, rep, skipped_at, closed_at FROM entry INDEXED BY entry_on
     WHERE list = ?1 AND gone IS NULL AND position IS NOT NULL ORDER BY customer";
/// Who is on a list. `c` is the customer, so that the deleted are left out.
const ON: &str = "SELECT count(*) FROM entry AS e INDEXED BY entry_on
     WHERE e.list = ?1 AND e.gone IS NULL AND e.position IS NOT NULL
       AND EXISTS (SELECT 1 FROM customer AS c WHERE c.id = e.customer AND c.unlisted IS NULL)";
/// Who of them was called from it: those called are fewer, so they are gone through.
const CALLED: &str = "SELECT count(*) FROM
       (SELECT DISTINCT customer FROM activity INDEXED BY activity_on
        WHERE list = ?1 AND list IS NOT NULL AND gone IS NULL) AS a
     WHERE EXISTS (SELECT 1 FROM entry AS e INDEXED BY entry_on
                   WHERE e.list = ?1 AND e.customer = a.customer AND e.gone IS NULL
                     AND e.position IS NOT NULL)
       AND EXISTS (SELECT 1 FROM customer AS c WHERE c.id = a.customer AND c.unlisted IS NULL)";
