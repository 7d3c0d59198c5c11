//! What happened to a customer's records: who changed what, when, from what to what.

use super::entry::{self, Logged};
use super::open::Desk;
use super::stamps::unsigned;
use super::{Result, read::one};
use crate::domain::history::{FieldChange, HistoryEntry};
use crate::domain::rep::Rep;
use crate::domain::{Deed, Id, Noun, Stamp};

impl Desk {
    /// The newest `limit` commits that touched a customer, newest first.
    pub fn history(&self, customer: Id, limit: usize) -> Result<Vec<HistoryEntry>> {
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
                changes: self.changes_on(customer, &row.get::<_, Vec<u8>>(6)?)?,
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

    /// The customers touched by commits after `seq`, and the newest commit's place. Both are what
    /// a search needs to catch up with this process's and other processes' work.
    pub fn touched_since(&self, seq: i64) -> Result<(Vec<Id>, i64)> {
        let newest = self.newest()?;
        if newest == seq {
            return Ok((Vec::new(), newest));
        }
        let mut customers = Vec::new();
        let mut statement = self.conn.prepare_cached("SELECT body FROM log WHERE seq > ?1 AND seq <= ?2")?;
        let mut rows = statement.query([seq, newest])?;
        while let Some(row) = rows.next()? {
            for logged in entry::unpack(&row.get::<_, Vec<u8>>(0)?)? {
                customers.extend(self.customer_of(&logged)?);
            }
        }
        customers.sort_unstable();
        customers.dedup();
        Ok((customers, newest))
    }

    fn changes_on(&self, customer: Id, body: &[u8]) -> Result<Vec<FieldChange>> {
        let mut changes = Vec::new();
        for logged in entry::unpack(body)? {
            if self.customer_of(&logged)? == Some(customer) {
                changes.extend(changes_of(&logged));
            }
        }
        Ok(changes)
    }

    /// The customer a logged write concerns: as it says itself, else as its record says now.
    fn customer_of(&self, logged: &Logged) -> Result<Option<Id>> {
        let Some(noun) = logged.noun() else { return Ok(None) };
        if noun == Noun::Customer {
            return Ok(Some(logged.id()));
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
