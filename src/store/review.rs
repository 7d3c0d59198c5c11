//! Writes of a field that another one beat without having seen them, kept until somebody looks.
//!
//! Derived from the log alone, whatever the order it came in: a write that is not the newest and
//! that nobody's `before` names stands open. What is done about one is an ordinary write.

use rusqlite::Connection;

use super::Result;
use super::apply::Applied;
use super::columns::{self, Bound};
use super::entry::{Before, Logged};
use super::stamps::{Mark, signed, unsigned};
use crate::domain::{Id, Noun, Stamp, Value, Write};

/// Nouns whose fields nobody would ask back one by one.
const UNASKED: &[Noun] = &[Noun::Rep, Noun::Entry, Noun::Tag, Noun::Pair, Noun::Erasure];

/// For writes made here, which saw all there is: what stood open on their fields joins their
/// `before`, and is settled with them on every desk.
pub(super) fn settle(conn: &Connection, writes: &[Write], applied: &mut [Applied]) -> Result<()> {
    if !any(conn)? {
        return Ok(());
    }
    for (write, applied) in writes.iter().zip(applied).filter(|(write, _)| !write.new) {
        for (code, _) in &write.fields {
            for before in open_on(conn, write.id, *code)? {
                put(conn, write.noun, write.id, &before, true)?;
                applied.before.push(before);
            }
        }
    }
    Ok(())
}

/// For a write from elsewhere: what it beat unseen stands open, as does it itself where it was beaten.
pub(super) fn note(
    conn: &Connection,
    logged: &Logged,
    write: &Write,
    applied: &Applied,
    mark: Mark,
) -> Result<()> {
    if UNASKED.contains(&write.noun) || super::erased::holds(conn, write.id)? {
        return Ok(());
    }
    for seen in &logged.before {
        let replaced =
            applied.before.iter().any(|before| before.code == seen.code && before.mark() == seen.mark());
        if !replaced && seen.mark() != Mark::default() {
            put(conn, write.noun, write.id, seen, true)?;
        }
    }
    let saw = |code, mark| logged.before.iter().any(|seen| seen.code == code && seen.mark() == mark);
    for beaten in &applied.before {
        if beaten.mark() != Mark::default() && !saw(beaten.code, beaten.mark()) {
            put(conn, write.noun, write.id, beaten, false)?;
        }
    }
    for code in &applied.lost {
        let value = write.fields.iter().find(|(known, _)| known == code).map(|(_, value)| value.clone());
        put(conn, write.noun, write.id, &Before::new(*code, value.unwrap_or_default(), mark), false)?;
    }
    Ok(())
}

/// Says whether anything ever stood open.
fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM review WHERE settled = 0 LIMIT 1")?.exists([])?)
}

fn open_on(conn: &Connection, id: Id, code: u16) -> Result<Vec<Before>> {
    let sql = "SELECT value, stamp, origin FROM review WHERE id = ?1 AND code = ?2 AND settled = 0";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map((id.as_bytes(), code), |row| {
        let mark = Mark { stamp: Stamp(unsigned(row.get(1)?)), origin: unsigned(row.get(2)?) };
        Ok(Before::new(code, columns::value(row, 0)?, mark))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Once settled, always: the same in any order.
fn put(conn: &Connection, noun: Noun, id: Id, before: &Before, settled: bool) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO review (id, code, stamp, origin, noun, settled, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET settled = settled | excluded.settled",
    )?
    .execute((
        id.as_bytes(),
        before.code,
        signed(before.stamp),
        signed(before.origin),
        noun.code(),
        settled,
        Bound(if settled { &Value::Null } else { &before.value }),
    ))?;
    Ok(())
}
