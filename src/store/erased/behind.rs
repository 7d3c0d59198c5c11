//! Which erasures are behind scrubbed rows: whoever gets the rows alone needs these, and no others.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::super::entry::Logged;
use super::super::open::Desk;
use super::super::posting::{self, COLUMNS, Posting};
use super::super::{Result, group};
use super::{any, holds, is_erased};
use crate::domain::erasing::block_of;
use crate::domain::{Id, Noun, Value, block};

impl Desk {
    /// The erasures behind the scrubbed ones of these postings. Where it cannot be told which it is
    /// of some row, all of them.
    pub fn erasures_behind(&self, postings: &[Posting]) -> Result<Vec<Posting>> {
        let mut places = BTreeSet::new();
        if !any(&self.conn)? {
            return Ok(Vec::new());
        }
        for posting in postings.iter().filter(|posting| posting.stub) {
            for logged in postcard::from_bytes::<Vec<Logged>>(&posting.body).unwrap_or_default() {
                let behind = behind(&self.conn, &logged)?;
                let erased = match logged.noun() {
                    Some(Noun::Pair) | None => holds(&self.conn, logged.id())?,
                    noun => is_erased(&self.conn, noun, logged.id())?,
                };
                if erased && behind.is_empty() {
                    return self.erasing_postings();
                }
                places.extend(behind);
            }
        }
        erasing(&self.conn, &places)
    }
}

/// Whose erasure a scrubbed write tells of: customers, and the block a number of theirs left.
fn behind(conn: &Connection, logged: &Logged) -> Result<BTreeSet<Id>> {
    let mut named: BTreeSet<Id> = BTreeSet::new();
    let before = logged.before.iter().map(|before| &before.value);
    for value in logged.fields.iter().map(|(_, value)| value).chain(before) {
        match value {
            Value::Ref(bytes) => drop(named.insert(Id::from_bytes(*bytes))),
            Value::Text(address) if block::suppression(address).is_some() => {
                named.insert(block_of(address));
            }
            _ => {}
        }
    }
    match logged.noun() {
        Some(Noun::Customer) => drop(named.insert(logged.id())),
        Some(Noun::Pair) => named.extend(group::ends_logged(conn, logged)?),
        Some(noun) if noun.customer_field().is_some() => {
            let sql = format!("SELECT customer FROM {} WHERE id = ?1", noun.table());
            let mut statement = conn.prepare_cached(&sql)?;
            let owner = statement.query_row([logged.id().as_bytes()], |row| row.get(0)).optional()?;
            named.extend(owner.flatten().map(Id::from_bytes));
        }
        _ => {}
    }
    let mut behind = BTreeSet::new();
    for id in named {
        if !erasing(conn, &BTreeSet::from([id]))?.is_empty() {
            behind.insert(id);
        }
    }
    Ok(behind)
}

/// The postings that erase these customers, or put these blocks up.
fn erasing(conn: &Connection, places: &BTreeSet<Id>) -> Result<Vec<Posting>> {
    let columns = COLUMNS.split(", ").map(|column| format!("log.{column}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {columns} FROM touched JOIN log USING (seq) WHERE customer = ?1 AND deed = 'erase' ORDER BY seq"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut all: Vec<Posting> = Vec::new();
    for place in places {
        let mut rows = statement.query([place.as_bytes()])?;
        while let Some(row) = rows.next()? {
            let posting = posting::read(row)?;
            if all.iter().all(|known| known.hash != posting.hash) {
                all.push(posting);
            }
        }
    }
    Ok(all)
}
