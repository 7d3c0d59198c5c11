//! The log of somebody erased: their records' writes lose what may not be kept and the actions what
//! they were called. A row keeps its place and its hash, so the chain holds and it is known again.
//!
//! Rows are found by whom they touched; nothing but a very old book is read from end to end.

use std::collections::BTreeSet;

use memchr::memmem;
use rusqlite::{Connection, OptionalExtension};

use super::super::entry::{self, Logged};
use super::super::posting::{self, Posting, STUB};
use super::super::{Result, stamps::signed};
use super::{fate, is_erased, scrubbed_posting};
use crate::domain::block;
use crate::domain::erasure::Fate;
use crate::domain::{Id, Noun, Value, pair};

/// The records that any logged write said were theirs.
pub(super) fn belonging(conn: &Connection, customers: &BTreeSet<Id>) -> Result<BTreeSet<(Noun, Id)>> {
    let mut found = BTreeSet::new();
    for customer in customers {
        for seq in touching(conn, *customer)? {
            for logged in logged_at(conn, seq)? {
                let theirs = |noun: &Noun| fate(*noun) != Fate::Stays || *noun == Noun::Pair;
                if let Some(noun) = logged.noun().filter(theirs)
                    && owners(&logged).contains(customer)
                {
                    found.insert((noun, logged.id()));
                }
            }
        }
    }
    Ok(found)
}

/// Says whether a block was ever on an address, as the log tells.
pub(super) fn was_on(
    conn: &Connection,
    block: Id,
    customer: Option<Id>,
    among: &dyn Fn(&str) -> bool,
) -> Result<bool> {
    for place in [Some(block), customer].into_iter().flatten() {
        for seq in touching(conn, place)? {
            let was = |logged: &Logged| {
                let mut fields = logged.fields.iter();
                let address = fields.find(|(code, _)| *code == block::field::address);
                logged.id() == block && address.is_some_and(|(_, value)| among(value.text()))
            };
            if logged_at(conn, seq)?.iter().any(was) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Rewrites the rows that touched these, and whoever else their records belonged to; says whether
/// any had to be.
pub(super) fn rewrite(conn: &Connection, places: BTreeSet<Id>) -> Result<bool> {
    let (mut waiting, mut seen): (Vec<Id>, BTreeSet<Id>) = (places.iter().copied().collect(), places);
    let (mut done, mut rewritten) = (BTreeSet::new(), false);
    while let Some(place) = waiting.pop() {
        for seq in touching(conn, place)? {
            if !done.insert(seq) {
                continue;
            }
            for logged in logged_at(conn, seq)? {
                if is_erased(conn, logged.noun(), logged.id())? {
                    waiting.extend(owners(&logged).into_iter().filter(|owner| seen.insert(*owner)));
                }
            }
            rewritten |= rewrite_at(conn, seq)?;
        }
    }
    Ok(rewritten)
}

/// Rewrites what a book older than the numbering of its log says of blocks on a bare number: their
/// rows touched nobody.
pub(super) fn rewrite_blocks(conn: &Connection, blocks: &[Id]) -> Result<bool> {
    let told = "SELECT 1 FROM touched
         WHERE customer = ?1 OR customer = (SELECT customer FROM block WHERE id = ?1)";
    let there = "SELECT 1 FROM block WHERE id = ?1";
    let mut untold = Vec::new();
    for id in blocks {
        let is_told = conn.prepare_cached(told)?.exists([id.as_bytes()])?;
        if !is_told && conn.prepare_cached(there)?.exists([id.as_bytes()])? {
            untold.push(*id);
        }
    }
    let mut rewritten = false;
    if untold.is_empty() {
        return Ok(rewritten);
    }
    for seq in seqs(conn, "SELECT seq FROM log")? {
        let body = body_at(conn, seq)?;
        if untold.iter().any(|id| memmem::find(&body, id.as_bytes()).is_some()) {
            rewritten |= rewrite_at(conn, seq)?;
        }
    }
    Ok(rewritten)
}

/// Rewrites actions that came to nothing: they touched nobody and are called something all the same.
pub(super) fn rewrite_empty(conn: &Connection) -> Result<bool> {
    let mut rewritten = false;
    for seq in seqs(conn, "SELECT seq FROM log WHERE length(body) = 1 AND subject <> ''")? {
        rewritten |= rewrite_at(conn, seq)?;
    }
    Ok(rewritten)
}

/// Puts a scrubbed posting in its row's place, and withdraws the segments that hold it.
pub(in crate::store) fn replace(conn: &Connection, seq: i64, posting: &Posting) -> Result<()> {
    conn.prepare_cached("UPDATE log SET subject = ?2, body = ?3, state = state | ?4 WHERE seq = ?1")?
        .execute((seq, &posting.subject, entry::keep(&posting.body)?, STUB))?;
    conn.prepare_cached(
        "UPDATE segment SET withdrawn = 1
         WHERE origin = ?1 AND lo <= ?2 AND hi >= ?2 AND withdrawn IS NULL",
    )?
    .execute((signed(posting.origin), signed(posting.n)))?;
    Ok(())
}

/// The rows that wait for a newer version.
pub(super) fn parked(conn: &Connection) -> Result<Vec<i64>> {
    seqs(conn, "SELECT seq FROM log WHERE state & 1")
}

/// A row as it stands.
pub(super) fn posting_at(conn: &Connection, seq: i64) -> Result<Option<Posting>> {
    let sql = format!("SELECT {} FROM log WHERE seq = ?1", posting::COLUMNS);
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([seq])?;
    rows.next()?.map(posting::read).transpose()
}

/// Scrubs a row; says whether it had to be.
pub(super) fn rewrite_at(conn: &Connection, seq: i64) -> Result<bool> {
    let Some(posting) = posting_at(conn, seq)? else { return Ok(false) };
    match scrubbed_posting(conn, &posting)? {
        Some(scrubbed) => replace(conn, seq, &scrubbed).map(|()| true),
        None => Ok(false),
    }
}

/// Whom a logged write, or what it saw, says a record belongs to or joins.
fn owners(logged: &Logged) -> Vec<Id> {
    let codes = match logged.noun() {
        Some(Noun::Customer) => return vec![logged.id()],
        Some(Noun::Pair) => vec![pair::field::one, pair::field::other],
        noun => noun.and_then(Noun::customer_field).into_iter().collect(),
    };
    let before = logged.before.iter().map(|before| (before.code, &before.value));
    let said = logged.fields.iter().map(|(code, value)| (*code, value)).chain(before);
    said.filter_map(|(known, value)| match value {
        Value::Ref(bytes) if codes.contains(&known) => Some(Id::from_bytes(*bytes)),
        _ => None,
    })
    .collect()
}

fn touching(conn: &Connection, place: Id) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached("SELECT seq FROM touched WHERE customer = ?1 ORDER BY seq")?;
    let rows = statement.query_map([place.as_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn seqs(conn: &Connection, sql: &str) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn body_at(conn: &Connection, seq: i64) -> Result<Vec<u8>> {
    let sql = "SELECT body FROM log WHERE seq = ?1";
    let kept: Option<Vec<u8>> = conn.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()?;
    Ok(entry::body(&kept.unwrap_or_default())?.into_owned())
}

/// What a row says, as far as this version can read it.
fn logged_at(conn: &Connection, seq: i64) -> Result<Vec<Logged>> {
    Ok(postcard::from_bytes(&body_at(conn, seq)?).unwrap_or_default())
}
