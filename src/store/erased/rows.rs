//! The records of somebody erased as the book holds them: which they are, and what is left of each.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rusqlite::Connection;

use super::super::stamps::Stamps;
use super::super::{Result, derive, group};
use super::{Fate, exports, fate, left, log};
use crate::domain::block::{self, ERASED, suppressed, suppression};
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Value};

/// The nouns whose records belong to a customer, and customers themselves.
fn erasable() -> impl Iterator<Item = Noun> {
    Noun::ALL.iter().copied().filter(|noun| fate(*noun) != Fate::Stays)
}

/// Every record that is theirs now, and every pair of them with somebody.
pub(super) fn of(conn: &Connection, customers: &BTreeSet<Id>) -> Result<BTreeSet<(Noun, Id)>> {
    let mut found = BTreeSet::new();
    for customer in customers {
        for noun in erasable() {
            let column = if noun == Noun::Customer { "id" } else { "customer" };
            let sql = format!("SELECT id FROM {} WHERE {column} = ?1", noun.table());
            let mut statement = conn.prepare_cached(&sql)?;
            let ids = statement.query_map([customer.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
            for id in ids {
                found.insert((noun, id?));
            }
        }
    }
    for customer in customers {
        let mut statement = conn.prepare_cached("SELECT id FROM pair WHERE one = ?1 OR other = ?1")?;
        let ids = statement.query_map([customer.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
        for id in ids {
            found.insert((Noun::Pair, id?));
        }
    }
    Ok(found)
}

/// What a record is, if there is one of that id.
pub(super) fn noun_of(conn: &Connection, id: Id) -> Result<Option<Noun>> {
    for noun in erasable().chain([Noun::Pair]) {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1", noun.table());
        if conn.prepare_cached(&sql)?.exists([id.as_bytes()])? {
            return Ok(Some(noun));
        }
    }
    Ok(None)
}

/// Every block that is or ever was on a number of these hashes.
pub(super) fn blocks_on(conn: &Connection, hashes: &BTreeSet<Id>) -> Result<BTreeSet<(Noun, Id)>> {
    let mut found = BTreeSet::new();
    if hashes.is_empty() {
        return Ok(found);
    }
    let among = |address: &str| {
        suppression(&suppressed(address)).is_some_and(|hash| hashes.contains(&Id::from_bytes(hash)))
    };
    let mut statement = conn.prepare("SELECT id, address, stamps, customer FROM block")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = Id::from_bytes(row.get(0)?);
        let on = row.get::<_, Option<String>>(1)?.is_some_and(|address| among(&address));
        let stamps =
            row.get::<_, Option<Vec<u8>>>(2)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
        let rewritten = stamps.get(block::field::address).is_some();
        let customer = row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes);
        if on || (rewritten && log::was_on(conn, id, customer, &among)?) {
            found.insert((Noun::Block, id));
        }
    }
    Ok(found)
}

/// Whose these records are now: their log tells of the records too.
pub(super) fn owners(conn: &Connection, records: &BTreeSet<(Noun, Id)>) -> Result<BTreeSet<Id>> {
    let mut owners = BTreeSet::new();
    for (noun, id) in records.iter().filter(|(noun, _)| noun.customer_field().is_some()) {
        let sql = format!("SELECT customer FROM {} WHERE id = ?1", noun.table());
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id.as_bytes()])?;
        if let Some(row) = rows.next()? {
            owners.extend(row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes));
        }
    }
    Ok(owners)
}

/// Wipes records and what was derived from them; says whether anything was there.
pub(super) fn wipe_all(
    conn: &Connection,
    records: &BTreeSet<(Noun, Id)>,
    customers: &BTreeSet<Id>,
) -> Result<bool> {
    let steps: BTreeSet<_> = records.iter().filter(|(noun, _)| *noun == Noun::NextStep).copied().collect();
    let due = owners(conn, &steps)?;
    let mut there = exports::forget(conn, customers)?;
    for (noun, id) in records {
        there |= wipe(conn, *noun, *id)?;
        let sql = "DELETE FROM review WHERE id = ?1";
        there |= conn.prepare_cached(sql)?.execute([id.as_bytes()])? > 0;
        if *noun == Noun::Customer {
            // A number that somebody shares with them stands there.
            let sql = "DELETE FROM suspect WHERE one = ?1 OR other = ?1";
            there |= conn.prepare_cached(sql)?.execute([id.as_bytes()])? > 0;
        }
    }
    let more = derive::regroup(conn, customers)?;
    derive::count(conn, more)?;
    for customer in due {
        derive::refresh(conn, group::face(conn, customer)?)?;
    }
    Ok(there)
}

/// Leaves of one record what may be left; says whether there is one.
pub(super) fn wipe(conn: &Connection, noun: Noun, id: Id) -> Result<bool> {
    if fate(noun) == Fate::Stays {
        return Ok(false);
    }
    let sql = statement(noun);
    Ok(conn.prepare_cached(&sql)?.execute([id.as_bytes()])? > 0)
}

fn statement(noun: Noun) -> String {
    let mut sets = Vec::new();
    let vanishes = fate(noun) == Fate::Vanishes;
    if vanishes {
        sets.push("gone = 1, stamps = NULL".to_owned());
    }
    for field in noun.fields().iter().filter(|field| field.code != GONE) {
        if vanishes || !keeps(noun, field.code) {
            sets.push(format!("\"{}\" = NULL", field.name));
        }
    }
    if noun == Noun::Block {
        sets.push(format!(
            "address = suppressed(address), reason = CASE reason WHEN '{ERASED}' THEN reason END"
        ));
    }
    let mut sql = format!("UPDATE {} SET ", noun.table());
    let _ = write!(sql, "{} WHERE id = ?1", sets.join(", "));
    sql
}

/// Says whether a field keeps something of what it held.
fn keeps(noun: Noun, code: u16) -> bool {
    let some = [Value::Int(7), Value::Text(ERASED.into()), Value::Ref([7; 16])];
    some.iter().any(|value| !left(noun, code, value).is_null())
}
