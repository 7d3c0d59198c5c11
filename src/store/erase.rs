//! Erasing a customer, with everybody they are one with, in one commit; and who was erased.
//!
//! What a commit of an erasure does to records and log is `erased`'s, what it leaves on the disk
//! `erase_traces`'s.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::open::Desk;
use super::{Committed, Result, erased, group};
use crate::domain::erasing::Taking;
use crate::domain::erasure::{Erasure, Fate, fate, id_of};
use crate::domain::{Id, Noun, Trouble};

/// Numbers and addresses of a customer, but for those that turned out not to be theirs.
const ADDRESSES: &str = "SELECT DISTINCT normal FROM contact_point
     WHERE customer = ?1 AND gone IS NULL AND normal IS NOT NULL AND state IS NOT 'wrong'";
/// Whoever has an address.
const HOLDERS: &str =
    "SELECT DISTINCT p.customer FROM contact_point AS p JOIN customer AS c ON c.id = p.customer
     WHERE p.normal = ?1 AND p.gone IS NULL AND p.state IS NOT 'wrong' AND c.gone IS NULL";
/// The files a customer came from.
const FILES: &str = "SELECT DISTINCT subject FROM touched JOIN log USING (seq)
     WHERE customer = ?1 AND deed = 'import' AND subject <> '' ORDER BY subject";

impl Desk {
    /// What erasing a customer would take and leave; nothing where there is no such customer, or
    /// they were erased.
    pub fn taking(&self, customer: Id) -> Result<Option<Taking>> {
        let Some(page) = self.page(customer, 0)? else { return Ok(None) };
        if self.erasure_of(customer)?.is_some() {
            return Ok(None);
        }
        let members: Vec<Id> = group::component(&self.conn, customer)?.into_iter().collect();
        let (addresses, shared) = addresses(&self.conn, &members)?;
        let mut taking = Taking { name: page.customer.name, addresses, shared, ..Taking::default() };
        for noun in Noun::ALL.iter().copied().filter(|noun| fate(*noun) != Fate::Stays) {
            let count = count(&self.conn, noun, &members)?;
            taking.records.extend((count > 0).then_some((noun, count)));
        }
        for member in &members {
            taking.files.extend(texts(&self.conn, FILES, *member)?);
        }
        taking.files.sort();
        taking.files.dedup();
        Ok(Some(Taking { members, ..taking }))
    }

    /// Erases a customer and everybody they are one with. Never taken back.
    ///
    /// # Errors
    /// [`Trouble::Erased`] where they were erased before, [`Trouble::NotFound`] where nobody is there.
    pub fn erase(&mut self, customer: Id, reason: &str, now: i64) -> Result<(Taking, Committed)> {
        let Some(taking) = self.taking(customer)? else {
            return Err(match self.erasure_of(customer)? {
                Some(erasure) => Trouble::Erased(erasure.at).into(),
                None => Trouble::NotFound(customer.to_string()).into(),
            });
        };
        self.introduce(now)?;
        let committed = self.commit(&taking.change(reason, self.rep, now), now)?;
        Ok((taking, committed))
    }

    /// The erasure of a customer, where they were erased.
    pub fn erasure_of(&self, customer: Id) -> Result<Option<Erasure>> {
        self.get(id_of(customer))
    }

    /// The customer that `name` means, deleted or erased ones too, where it is their id or begins it.
    ///
    /// # Errors
    /// As [`Desk::customer`].
    pub fn anybody(&self, name: &str) -> Result<Id> {
        match self.customer(name) {
            Err(super::Error::Trouble(Trouble::NotFound(_))) => {}
            found => return found,
        }
        self.only(name.trim(), self.ids_ever_beginning(name)?)
    }

    /// Says whether a record is that of somebody erased.
    pub fn is_erased(&self, record: Id) -> Result<bool> {
        erased::holds(&self.conn, record)
    }

    /// Every erasure this desk knows of, the newest first.
    pub fn erasures(&self) -> Result<Vec<Erasure>> {
        super::read::many(&self.conn, "ORDER BY t.at DESC, t.id", [])
    }
}

/// Addresses that only these have, and those that somebody else has too.
fn addresses(conn: &Connection, members: &[Id]) -> Result<(Vec<String>, Vec<String>)> {
    let mut all = BTreeSet::new();
    for member in members {
        all.extend(texts(conn, ADDRESSES, *member)?);
    }
    let (mut theirs, mut shared) = (Vec::new(), Vec::new());
    let mut holders = conn.prepare_cached(HOLDERS)?;
    for address in all {
        let ids = holders.query_map([&address], |row| row.get(0).map(Id::from_bytes))?;
        let others = ids.collect::<rusqlite::Result<Vec<Id>>>()?;
        let alone = others.iter().all(|id| members.contains(id));
        if alone { theirs.push(address) } else { shared.push(address) }
    }
    Ok((theirs, shared))
}

fn texts(conn: &Connection, sql: &str, customer: Id) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    let texts = statement.query_map([customer.as_bytes()], |row| row.get(0))?;
    Ok(texts.collect::<rusqlite::Result<_>>()?)
}

fn count(conn: &Connection, noun: Noun, members: &[Id]) -> Result<usize> {
    let column = if noun == Noun::Customer { "id" } else { "customer" };
    let sql = format!("SELECT count(*) FROM {} WHERE {column} = ?1 AND gone IS NULL", noun.table());
    let mut statement = conn.prepare_cached(&sql)?;
    members.iter().try_fold(0, |all, member| {
        let count: i64 = statement.query_row([member.as_bytes()], |row| row.get(0))?;
        Ok(all + usize::try_from(count).unwrap_or(0))
    })
}
