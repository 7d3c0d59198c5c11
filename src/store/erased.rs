//! Who was erased stays so: every write to a record that ever belonged to them is scrubbed before
//! it is made true or logged, and what the book and its log held of them is scrubbed too.
//!
//! Who and what is erased depends on what the log holds and never on the order it came in. Called
//! by `commit` and `foreign` for every write; what is left of each noun is `domain`'s. Numbers of
//! somebody erased stand among the ids as the hash a block holds them by.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::Result;
use super::entry::{Entry, Logged, pack};
use super::posting::Posting;
use crate::domain::block::{suppressed, suppression};
use crate::domain::erasure::{Fate, fate, left};
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Value, Write, pair};

mod behind;
mod exports;
mod log;
mod rows;
mod said;
#[cfg(test)]
mod tests;
mod unknown;

pub(super) use log::replace;
use said::Said;

/// In `desk`: what was erased may still lie in free pages and in copies.
pub(super) const OWED: &str = "vacuum_owed";

/// Teaches SQL to hash an address as a block's is.
pub(super) fn teach(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("suppressed", 1, flags, |context| {
        Ok(context.get::<Option<String>>(0)?.map(|address| suppressed(&address)))
    })?;
    Ok(())
}

/// The writes without what may not be kept; nothing where they may be kept as they are.
pub(super) fn scrubbed(conn: &Connection, writes: &[Write]) -> Result<Option<Vec<Write>>> {
    notice(conn, &writes.iter().map(Said::by_write).collect::<Vec<_>>())?;
    if !any(conn)? {
        return Ok(None);
    }
    let mut scrubbed = Vec::with_capacity(writes.len());
    let mut about = false;
    for write in writes {
        let mut write = write.clone();
        about |= is_about(conn, &Said::by_write(&write))?;
        if is_erased(conn, Some(write.noun), write.id)? {
            scrub_fields(write.noun, &mut write.fields);
        }
        scrubbed.push(write);
    }
    Ok(about.then_some(scrubbed))
}

/// A posting without what may not be kept; nothing where it may be kept as it is. `logged` is what
/// this version understands of it, `parked` that there is more.
pub(super) fn posting(
    conn: &Connection,
    posting: &Posting,
    logged: &[Logged],
    parked: bool,
) -> Result<Option<Posting>> {
    notice(conn, &logged.iter().filter_map(Said::by_logged).collect::<Vec<_>>())?;
    if parked && any(conn)? && unknown::notice(conn, posting)? {
        unknown::rewrite(conn)?;
    }
    if any(conn)? { scrubbed_posting(conn, posting) } else { Ok(None) }
}

/// The posting as it is kept now that somebody is erased; nothing where that is as it was.
fn scrubbed_posting(conn: &Connection, posting: &Posting) -> Result<Option<Posting>> {
    let Ok(mut all) = postcard::from_bytes::<Vec<Logged>>(&posting.body) else { return Ok(None) };
    // What came to nothing still bears a name.
    let (mut about, mut changed) = (all.is_empty(), false);
    for logged in &mut all {
        if let Some(said) = Said::by_logged(logged) {
            about |= is_about(conn, &said)?;
        }
        match logged.noun() {
            None if unknown::is_theirs(conn, logged)? => {
                about = true;
                changed |= unknown::scrub(conn, logged)?;
            }
            Some(noun) if is_erased(conn, Some(noun), logged.id())? => {
                changed |= scrub_logged(noun, logged);
            }
            _ => {}
        }
    }
    let named = about && !posting.subject.is_empty();
    if !changed && !named {
        return Ok(None);
    }
    let entries: Vec<Entry<'_>> = all.iter().map(Entry::of_logged).collect();
    let subject = if about { String::new() } else { posting.subject.clone() };
    Ok(Some(Posting { subject, body: pack(&entries)?, stub: true, ..posting.clone() }))
}

/// Says whether a posting holds what may not be kept.
pub(super) fn would_scrub(conn: &Connection, posting: &Posting) -> Result<bool> {
    Ok(!posting.stub && any(conn)? && scrubbed_posting(conn, posting)?.is_some())
}

/// After writes were made true: nothing but what may be kept stands in the records of somebody erased.
pub(super) fn keep_up(conn: &Connection, writes: &[Write]) -> Result<()> {
    if !any(conn)? {
        return Ok(());
    }
    for write in writes {
        if is_erased(conn, Some(write.noun), write.id)? {
            rows::wipe(conn, write.noun, write.id)?;
        }
    }
    Ok(())
}

/// Takes in whom and what another desk knows to be erased.
pub(super) fn join(conn: &Connection, ids: &[[u8; 16]]) -> Result<()> {
    let first = !any(conn)?;
    let (mut found, mut hashes) = (BTreeSet::new(), BTreeSet::new());
    for id in ids.iter().copied().map(Id::from_bytes) {
        if holds(conn, id)? {
            continue;
        }
        if let Some(noun) = rows::noun_of(conn, id)? {
            found.insert((noun, id));
        } else {
            put(conn, id)?;
            hashes.insert(id);
        }
    }
    found.extend(rows::blocks_on(conn, &hashes)?);
    if found.is_empty() && !first {
        return Ok(());
    }
    forget(conn, &BTreeSet::new(), found, first)
}

/// Says whether anybody was ever erased.
pub(super) fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM erased LIMIT 1")?.exists([])?)
}

/// Says whether a record is that of somebody erased.
pub(super) fn holds(conn: &Connection, id: Id) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM erased WHERE id = ?1")?.exists([id.as_bytes()])?)
}

fn is_erased(conn: &Connection, noun: Option<Noun>, id: Id) -> Result<bool> {
    match noun.map(fate) {
        None | Some(Fate::Stays) => Ok(false),
        Some(_) => holds(conn, id),
    }
}

/// Puts an id among the erased; says whether it is new there.
fn put(conn: &Connection, id: Id) -> Result<bool> {
    Ok(conn.prepare_cached("INSERT OR IGNORE INTO erased (id) VALUES (?1)")?.execute([id.as_bytes()])? == 1)
}

/// Says whether a write is about somebody erased, so that what it was called may name them.
fn is_about(conn: &Connection, said: &Said<'_>) -> Result<bool> {
    match said.noun {
        Noun::Erasure => Ok(true),
        Noun::Pair => holds(conn, said.id),
        noun => is_erased(conn, Some(noun), said.id),
    }
}

/// Takes in whom and what writes erase, before they are made true, and scrubs what is there of them.
fn notice(conn: &Connection, said: &[Said<'_>]) -> Result<()> {
    let first = !any(conn)?;
    let (mut customers, mut hashes) = (BTreeSet::new(), BTreeSet::new());
    for said in said {
        if let Some(customer) = said.erases()
            && put(conn, customer)?
        {
            customers.insert(customer);
        }
        if let Some(hash) = said.address().and_then(suppression).map(Id::from_bytes)
            && put(conn, hash)?
        {
            hashes.insert(hash);
        }
    }
    if first && customers.is_empty() && hashes.is_empty() {
        return Ok(());
    }
    let mut found = rows::of(conn, &customers)?;
    found.extend(rows::blocks_on(conn, &hashes)?);
    found.extend(log::belonging(conn, &customers)?);
    for said in said {
        if (fate(said.noun) != Fate::Stays || said.noun == Noun::Pair) && belongs(conn, said)? {
            found.insert((said.noun, said.id));
        }
    }
    forget(conn, &customers, found, first)
}

/// Says whether a write makes a record one of somebody erased, joins them to somebody, or is on a
/// number of theirs.
fn belongs(conn: &Connection, said: &Said<'_>) -> Result<bool> {
    let ends = [pair::field::one, pair::field::other].map(|code| said.reference(code));
    let named = if said.noun == Noun::Pair { ends } else { [said.customer(), None] };
    for customer in named.into_iter().flatten() {
        if holds(conn, customer)? {
            return Ok(true);
        }
    }
    match said.address().map(suppressed).as_deref().and_then(suppression) {
        Some(hash) => holds(conn, Id::from_bytes(hash)),
        None => Ok(false),
    }
}

/// Scrubs the records that turn out to be of somebody erased, and the log of them.
fn forget(
    conn: &Connection,
    customers: &BTreeSet<Id>,
    found: BTreeSet<(Noun, Id)>,
    first: bool,
) -> Result<()> {
    let mut new = BTreeSet::new();
    for (noun, id) in found {
        if put(conn, id)? || customers.contains(&id) {
            new.insert((noun, id));
        }
    }
    let mut places: BTreeSet<Id> = new.iter().map(|(_, id)| *id).chain(customers.iter().copied()).collect();
    places.extend(rows::owners(conn, &new)?);
    let mut there = rows::wipe_all(conn, &new, customers)?;
    there |= log::rewrite(conn, places)?;
    let blocks: Vec<Id> = new.iter().filter(|(noun, _)| *noun == Noun::Block).map(|(_, id)| *id).collect();
    there |= log::rewrite_blocks(conn, &blocks)?;
    if !customers.is_empty() {
        there |= unknown::rewrite(conn)?;
    }
    if first {
        there |= log::rewrite_empty(conn)?;
    }
    if there {
        conn.execute("INSERT OR REPLACE INTO desk (name, value) VALUES (?1, 1)", [OWED])?;
    }
    Ok(())
}

fn scrub_logged(noun: Noun, logged: &mut Logged) -> bool {
    let mut changed = scrub_fields(noun, &mut logged.fields);
    // Whether it was deleted before says nothing, and is not known where it was written.
    for before in logged.before.iter_mut().filter(|before| before.code != GONE) {
        let becomes = left(noun, before.code, &before.value);
        changed |= becomes != before.value;
        before.value = becomes;
    }
    changed
}

/// Scrubs the fields of one record's write; says whether anything had to go. One that vanishes is
/// deleted by every write.
fn scrub_fields(noun: Noun, fields: &mut Vec<(u16, Value)>) -> bool {
    let mut changed = false;
    for (code, value) in fields.iter_mut() {
        let becomes = left(noun, *code, value);
        changed |= becomes != *value;
        *value = becomes;
    }
    if fate(noun) == Fate::Vanishes && !fields.iter().any(|(code, _)| *code == GONE) {
        fields.push((GONE, Value::Int(1)));
        changed = true;
    }
    changed
}
