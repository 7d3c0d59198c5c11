//! What happened to a customer's records: who changed what, when, from what to what.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::entry::{self, Logged};
use super::group;
use super::open::Desk;
use super::snapshot;
use super::stamps::unsigned;
use super::{Result, read::one};
use crate::domain::block::{Block, suppression};
use crate::domain::history::{FieldChange, HistoryEntry};
use crate::domain::rep::Rep;
use crate::domain::{Deed, Id, Noun, Stamp};

/// Everybody who has the number that a block covers.
const SHARING: &str =
    "SELECT DISTINCT point.customer FROM block JOIN contact_point AS point ON point.normal = block.address
        OR (point.normal IS NULL AND point.raw = block.address)
     WHERE block.id = ?1 AND point.customer IS NOT NULL";
/// The same where the number is a hash: every number is asked.
const SHARING_HASHED: &str = "SELECT DISTINCT point.customer FROM block JOIN contact_point AS point
        ON suppressed(coalesce(point.normal, point.raw)) = block.address
     WHERE block.id = ?1 AND point.customer IS NOT NULL";

impl Desk {
    /// The newest `limit` commits that touched a customer, or whoever they are one with, newest first.
    pub fn history(&self, customer: Id, limit: usize) -> Result<Vec<HistoryEntry>> {
        let members = group::members(&self.conn, customer)?;
        let mut entries = Vec::new();
        for member in &members {
            entries.extend(self.history_of(*member, &members, limit)?);
        }
        if members.len() > 1 {
            entries.sort_by_key(|entry| Reverse(entry.seq));
            entries.dedup_by_key(|entry| entry.seq);
            entries.truncate(limit);
        }
        Ok(entries)
    }

    /// The commits that touched one of a group, and what they changed on any of it.
    pub(super) fn history_of(&self, customer: Id, group: &[Id], limit: usize) -> Result<Vec<HistoryEntry>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, action, stamp, rep, deed, subject, body FROM touched JOIN log USING (seq)
             WHERE customer = ?1 ORDER BY seq DESC LIMIT ?2",
        )?;
        let mut rows = statement.query((customer.as_bytes(), limit))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let rep = row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes);
            entries.push(HistoryEntry {
                seq: row.get(0)?,
                action: Id::from_bytes(row.get(1)?),
                at: Stamp(unsigned(row.get(2)?)).ms(),
                rep: self.rep_name(rep)?,
                deed: Deed::of_code(&row.get::<_, String>(4)?),
                subject: row.get(5)?,
                changes: self.changes_on(group, &row.get::<_, Vec<u8>>(6)?)?,
            });
        }
        Ok(entries)
    }

    /// A rep's name; empty where nobody is known by that id.
    pub fn rep_name(&self, rep: Option<Id>) -> Result<String> {
        let found: Option<Rep> = rep.map(|id| one(&self.conn, id)).transpose()?.flatten();
        Ok(found.map(|rep| rep.name).unwrap_or_default())
    }

    /// The newest commit's place in the log; 0 where nothing was ever done.
    pub fn newest(&self) -> Result<i64> {
        let mut statement = self.conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM log")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// The customers touched by commits after `from` up to `to`; nothing where they are more than
    /// `most`. With them a search catches up with this process's and other processes' work.
    pub fn touched_between(&self, from: i64, to: i64, most: usize) -> Result<Option<Vec<Id>>> {
        let mut customers = BTreeSet::new();
        if snapshot::was_read(&self.conn, from, to)? {
            return Ok(None);
        }
        let mut statement = self.conn.prepare_cached("SELECT body FROM log WHERE seq > ?1 AND seq <= ?2")?;
        let mut rows = statement.query([from, to])?;
        while let Some(row) = rows.next()? {
            for logged in entry::unpack(&row.get::<_, Vec<u8>>(0)?)? {
                // Nobody is found by the lists they are on, and lists are long.
                if logged.noun() == Some(Noun::Entry) {
                    continue;
                }
                customers.extend(self.concerned_by(&logged)?);
            }
            if customers.len() > most {
                return Ok(None);
            }
        }
        // Whoever is shown otherwise since is one with somebody who was named.
        Ok(Some(group::widened(&self.conn, customers)?.into_iter().collect()))
    }

    /// Says whether a write after `from` up to `to` is of a sort; of what a snapshot brought everything is.
    pub(super) fn any_written(&self, from: i64, to: i64, is: impl Fn(&Logged) -> bool) -> Result<bool> {
        if snapshot::was_read(&self.conn, from, to)? {
            return Ok(true);
        }
        let mut statement = self.conn.prepare_cached("SELECT body FROM log WHERE seq > ?1 AND seq <= ?2")?;
        let mut rows = statement.query([from, to])?;
        while let Some(row) = rows.next()? {
            if entry::unpack(&row.get::<_, Vec<u8>>(0)?)?.iter().any(&is) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Everybody about whom a write says something: whose record it is, whose it was, and whoever has
    /// the number it blocks.
    pub(super) fn concerned_by(&self, logged: &Logged) -> Result<Vec<Id>> {
        if logged.noun() == Some(Noun::Pair) {
            return group::ends_logged(&self.conn, logged);
        }
        let blocks = logged.noun() == Some(Noun::Block);
        let mut customers = if blocks { self.sharing_number_of(logged)? } else { Vec::new() };
        customers.extend(self.customer_of(logged)?);
        customers.extend(logged.former_customer());
        Ok(customers)
    }

    /// Everybody who has the number that a block covers.
    fn sharing_number_of(&self, block: &Logged) -> Result<Vec<Id>> {
        let hashed =
            self.get::<Block>(block.id())?.is_some_and(|block| suppression(&block.address).is_some());
        let mut statement = self.conn.prepare_cached(if hashed { SHARING_HASHED } else { SHARING })?;
        let customers = statement.query_map([block.id().as_bytes()], |row| row.get(0))?;
        Ok(customers.map(|id| id.map(Id::from_bytes)).collect::<rusqlite::Result<_>>()?)
    }

    fn changes_on(&self, group: &[Id], body: &[u8]) -> Result<Vec<FieldChange>> {
        let mut changes = Vec::new();
        for logged in entry::unpack(body)? {
            let concerned = match logged.noun() {
                Some(Noun::Pair) => {
                    group::ends_logged(&self.conn, &logged)?.iter().any(|id| group.contains(id))
                }
                _ => self.customer_of(&logged)?.is_some_and(|customer| group.contains(&customer)),
            };
            if concerned {
                changes.extend(changes_of(&logged));
            }
        }
        Ok(changes)
    }

    /// The customer a logged write concerns: as it says itself, else as its record says now.
    pub(super) fn customer_of(&self, logged: &Logged) -> Result<Option<Id>> {
        let Some(noun) = logged.noun() else { return Ok(None) };
        if noun == Noun::Customer {
            return Ok(Some(logged.id()));
        }
        if noun == Noun::Pair {
            return Ok(group::ends_logged(&self.conn, logged)?.first().copied());
        }
        let Some(code) = noun.customer_field() else { return Ok(None) };
        if let Some(customer) = logged.reference(code) {
            return Ok(Some(customer));
        }
        let sql = format!("SELECT customer FROM {} WHERE id = ?1", noun.table());
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([logged.id().as_bytes()])?;
        let found = rows.next()?.map(|row| row.get::<_, Option<[u8; 16]>>(0)).transpose()?.flatten();
        Ok(found.map(Id::from_bytes))
    }
}

fn changes_of(logged: &Logged) -> impl Iterator<Item = FieldChange> {
    logged.fields.iter().filter_map(|(code, value)| {
        let noun = logged.noun()?;
        let was = logged.before.iter().find(|before| before.code == *code).map(|before| before.value.clone());
        Some(FieldChange {
            noun,
            id: logged.id(),
            field: noun.field(*code)?.name,
            was: was.unwrap_or_default(),
            becomes: value.clone(),
        })
    })
}
