//! Customers who turned out to be one: who they are, and what they come to as one.
//!
//! The one place that knows how. A read asks for the members of whom it is about and unites what
//! hangs on each; nearly everybody is alone, and a book without pairs is asked one short question.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::Result;
use super::entry::{Before, Logged};
use super::newest;
use super::open::Desk;
use super::read::one;
use crate::domain::customer::Customer;
use crate::domain::entry::Entry;
use crate::domain::{Id, Value, pair};

/// Whom a list shows a row `c` of customers as, in SQL.
pub(super) const WHO: &str = "CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END";
const FACE: &str = "SELECT face FROM customer WHERE id = ?1";
const OTHERS: &str = "SELECT id FROM customer WHERE face = ?1 ORDER BY id";
const JOINED: &str =
    "SELECT other FROM pair WHERE one = ?1 AND other IS NOT NULL AND verdict = 'same' AND gone IS NULL
     UNION ALL
     SELECT one FROM pair WHERE other = ?1 AND one IS NOT NULL AND verdict = 'same' AND gone IS NULL";
const PAIRED: &str = "SELECT one FROM pair WHERE one IS NOT NULL AND verdict = 'same' AND gone IS NULL
     UNION SELECT other FROM pair WHERE other IS NOT NULL AND verdict = 'same' AND gone IS NULL";

/// Says whether anybody is shown as another.
pub(super) fn any(conn: &Connection) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM customer WHERE face IS NOT NULL)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Says whether any pair was ever decided.
pub(super) fn any_pair(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM pair)")?.query_row([], |row| row.get(0))?)
}

/// The customer as whom another is shown: themselves where they are alone, or not known.
pub(super) fn face(conn: &Connection, id: Id) -> Result<Id> {
    let face: Option<Option<[u8; 16]>> =
        conn.prepare_cached(FACE)?.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
    Ok(face.flatten().map_or(id, Id::from_bytes))
}

/// Whom lists show instead of those they do not show.
#[derive(Debug)]
pub(super) struct Shown(HashMap<Id, Option<Id>>);

impl Shown {
    pub(super) fn read(conn: &Connection) -> Result<Self> {
        let mut statement =
            conn.prepare_cached("SELECT id, face FROM customer WHERE unlisted IS NOT NULL")?;
        let id = |bytes: Option<[u8; 16]>| bytes.map(Id::from_bytes);
        let unlisted = statement.query_map([], |row| Ok((Id::from_bytes(row.get(0)?), id(row.get(1)?))))?;
        Ok(Self(unlisted.collect::<rusqlite::Result<_>>()?))
    }

    /// Whom a list shows a customer as; nobody where it shows them no more.
    pub(super) fn of(&self, customer: Id) -> Option<Id> {
        self.0.get(&customer).copied().unwrap_or(Some(customer))
    }
}

/// What each group comes to, by its face: of each field what was written last.
pub(super) fn wholes(conn: &Connection) -> Result<HashMap<Id, Customer>> {
    let sql = "SELECT DISTINCT face FROM customer WHERE unlisted IS NOT NULL AND face IS NOT NULL";
    let mut statement = conn.prepare_cached(sql)?;
    let faces = statement.query_map([], |row| row.get(0).map(Id::from_bytes))?;
    let mut wholes = HashMap::new();
    for face in faces {
        let face = face?;
        if let Some(whole) = newest::customer(conn, &members(conn, face)?)? {
            wholes.insert(face, whole);
        }
    }
    Ok(wholes)
}

/// Everybody who is one with a customer, the face first and then by id; themselves alone as a rule.
pub(super) fn members(conn: &Connection, id: Id) -> Result<Vec<Id>> {
    if !any(conn)? {
        return Ok(vec![id]);
    }
    let face = face(conn, id)?;
    let mut members = vec![face];
    let mut statement = conn.prepare_cached(OTHERS)?;
    for other in statement.query_map([face.as_bytes()], |row| row.get(0))? {
        members.push(Id::from_bytes(other?));
    }
    Ok(members)
}

/// Those of these customers whom lists show, each as their face and once, in their order.
pub(super) fn listed(conn: &Connection, customers: Vec<Id>) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached("SELECT unlisted IS NULL FROM customer WHERE id = ?1")?;
    let (grouped, mut seen, mut listed) = (any(conn)?, HashSet::new(), Vec::with_capacity(customers.len()));
    for id in customers {
        let id = if grouped { face(conn, id)? } else { id };
        let there = statement.query_row([id.as_bytes()], |row| row.get(0)).optional()?;
        if there == Some(true) && seen.insert(id) {
            listed.push(id);
        }
    }
    Ok(listed)
}

/// The customer that lists show somebody under, if they show them.
pub(super) fn shown(conn: &Connection, customer: Option<Id>) -> Result<Option<Id>> {
    Ok(listed(conn, customer.into_iter().collect())?.pop())
}

/// These customers and everybody who is one with any of them.
pub(super) fn widened(conn: &Connection, customers: BTreeSet<Id>) -> Result<BTreeSet<Id>> {
    if !any(conn)? {
        return Ok(customers);
    }
    let mut all = BTreeSet::new();
    for id in customers {
        if !all.contains(&id) {
            all.insert(id);
            all.extend(members(conn, id)?);
        }
    }
    Ok(all)
}

/// Whoever the live pairs make one with a customer, known here or not.
pub(super) fn component(conn: &Connection, id: Id) -> Result<BTreeSet<Id>> {
    component_without(conn, id, None)
}

/// The same as if nobody had ever been joined to `leaver`.
pub(super) fn component_without(conn: &Connection, id: Id, leaver: Option<Id>) -> Result<BTreeSet<Id>> {
    let (mut found, mut waiting) = (BTreeSet::from([id]), vec![id]);
    while let Some(id) = waiting.pop() {
        for other in joined(conn, id)? {
            if Some(other) != leaver && found.insert(other) {
                waiting.push(other);
            }
        }
    }
    Ok(found)
}

/// Whoever a live pair joins to a customer.
pub(super) fn joined(conn: &Connection, id: Id) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(JOINED)?;
    let ids = statement.query_map([id.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Everybody a live pair names.
pub(super) fn paired(conn: &Connection) -> Result<Vec<Id>> {
    let mut statement = conn.prepare_cached(PAIRED)?;
    let ids = statement.query_map([], |row| row.get(0).map(Id::from_bytes))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The customers that a write to a pair is about: whom it names, named before, or names by now.
pub(super) fn ends<'a>(
    conn: &Connection,
    pair: Id,
    written: impl Iterator<Item = (u16, &'a Value)>,
) -> Result<Vec<Id>> {
    let mut ends: Vec<Id> = written
        .filter(|(code, _)| [pair::field::one, pair::field::other].contains(code))
        .filter_map(|(_, value)| match value {
            Value::Ref(bytes) => Some(Id::from_bytes(*bytes)),
            _ => None,
        })
        .collect();
    let mut statement = conn.prepare_cached("SELECT one, other FROM pair WHERE id = ?1")?;
    let mut rows = statement.query([pair.as_bytes()])?;
    if let Some(row) = rows.next()? {
        for column in 0..2 {
            ends.extend(row.get::<_, Option<[u8; 16]>>(column)?.map(Id::from_bytes));
        }
    }
    ends.sort_unstable();
    ends.dedup();
    Ok(ends)
}

/// [`ends`] of a write that is in the log.
pub(super) fn ends_logged(conn: &Connection, logged: &Logged) -> Result<Vec<Id>> {
    let before = logged.before.iter().map(|Before { code, value, .. }| (*code, value));
    ends(conn, logged.id(), logged.fields.iter().map(|(code, value)| (*code, value)).chain(before))
}

impl Desk {
    /// The customer as whom one is shown, by any id of the group.
    pub fn face(&self, customer: Id) -> Result<Id> {
        face(&self.conn, customer)
    }

    /// Everybody who is one with a customer: the face first, then by id.
    pub fn one_with(&self, customer: Id) -> Result<Vec<Id>> {
        members(&self.conn, customer)
    }

    /// What was decided about a customer on a list; of a group what was decided about any of it.
    pub fn entry_on(&self, list: Id, customer: Id) -> Result<Option<Entry>> {
        let mut entries = Vec::new();
        for member in members(&self.conn, customer)? {
            entries.extend(one::<Entry>(&self.conn, crate::domain::entry::id_of(list, member))?);
        }
        Ok(Entry::united(entries, face(&self.conn, customer)?))
    }
}
