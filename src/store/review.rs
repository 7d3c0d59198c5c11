//! Writes of a field that another one beat without having seen them, kept until somebody looks.
//!
//! Derived from the log alone, whatever the order it came in: a write that is not the newest and
//! that nobody's `before` names stands open. What is done about one is an ordinary write.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row};

use super::Result;
use super::apply::{Applied, beaten};
use super::columns::{self, Bound};
use super::entry::{self, Before, Logged};
use super::foreign::Understood;
use super::snapshot::Covered;
use super::stamps::{Mark, signed, unsigned};
use super::suspect;
use crate::domain::{Id, Noun, Stamp, Value, Write};

/// Nouns whose fields nobody would ask back one by one.
const UNASKED: &[Noun] = &[Noun::Rep, Noun::Entry, Noun::Tag, Noun::Pair, Noun::Erasure];

/// Says whether anybody would be asked about a noun's fields.
pub(super) fn is_asked(noun: Noun) -> bool {
    !UNASKED.contains(&noun)
}

/// For writes made here, which saw all there is: what stood open on their fields joins their
/// `before`, and is settled with them on every desk.
pub(super) fn settle(conn: &Connection, writes: &[Write], applied: &mut [Applied]) -> Result<()> {
    let (open, forked) = (any(conn)?, suspect::any_forked(conn)?);
    if !open && !forked {
        return Ok(());
    }
    for (write, applied) in writes.iter().zip(applied).filter(|(write, _)| !write.new) {
        for seen in applied.before.iter().filter(|_| forked && is_asked(write.noun)) {
            if suspect::is_forked(conn, seen.origin)? {
                put(conn, write.noun.code(), write.id, seen, true)?;
            }
        }
        for (code, _) in &write.fields {
            for before in open_on(conn, write.id, *code)? {
                put(conn, write.noun.code(), write.id, &before, true)?;
                applied.before.push(before);
            }
        }
    }
    Ok(())
}

/// For a write from elsewhere: what it beat unseen stands open, as does it itself where it was beaten;
/// unless it is one that a snapshot `read` before stood for, and what became of it with it.
pub(super) fn note(
    conn: &Connection,
    logged: &Logged,
    write: &Write,
    applied: &Applied,
    mark: Mark,
    read: &Covered,
) -> Result<()> {
    if !is_asked(write.noun) || super::erased::holds(conn, write.id)? {
        return Ok(());
    }
    for seen in &logged.before {
        let replaced =
            applied.before.iter().any(|before| before.code == seen.code && before.mark() == seen.mark());
        // What was replaced comes no more, unless two desks write under one origin.
        if seen.mark() != Mark::default() && (!replaced || suspect::is_forked(conn, seen.origin)?) {
            put(conn, write.noun.code(), write.id, seen, true)?;
        }
    }
    let saw = |code, mark| logged.before.iter().any(|seen| seen.code == code && seen.mark() == mark);
    for beaten in &applied.before {
        if beaten.mark() != Mark::default() && !saw(beaten.code, beaten.mark()) {
            put(conn, write.noun.code(), write.id, beaten, false)?;
        }
    }
    for code in applied.lost.iter().filter(|code| !read.holds(write.noun.code(), **code, mark)) {
        let value = write.fields.iter().find(|(known, _)| known == code).map(|(_, value)| value.clone());
        let lost = Before::new(*code, value.unwrap_or_default(), mark);
        put(conn, write.noun.code(), write.id, &lost, false)?;
    }
    Ok(())
}

/// Settles what stands open though a row of the log names it: where a row is applied again, what was
/// beaten by who saw it looks as if nobody had.
pub(super) fn look_again(conn: &Connection) -> Result<()> {
    let mut statement =
        conn.prepare_cached("SELECT id, code, stamp, origin FROM review WHERE settled = 0")?;
    let key = |row: &Row<'_>| {
        let mark = Mark { stamp: Stamp(unsigned(row.get(2)?)), origin: unsigned(row.get(3)?) };
        Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, u16>(1)?, mark))
    };
    let open: BTreeSet<_> = statement.query_map([], key)?.collect::<rusqlite::Result<_>>()?;
    if open.is_empty() {
        return Ok(());
    }
    settle_named(conn, |id, seen| open.contains(&(id, seen.code, seen.mark())))
}

/// Opens again what an origin wrote and what is beaten: what a snapshot stood for may have been the
/// other desk's of the two that wrote under it. What was seen is settled after.
pub(super) fn look_anew(conn: &Connection, origin: u64) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT stamp, body FROM log WHERE origin = ?1")?;
    let mut rows = statement.query([signed(origin)])?;
    while let Some(row) = rows.next()? {
        let mark = Mark { stamp: Stamp(unsigned(row.get(0)?)), origin };
        let body = entry::body(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?.into_owned();
        for write in Understood::of_body(&body).writes.iter().filter(|write| is_asked(write.noun)) {
            if super::erased::holds(conn, write.id)? {
                continue;
            }
            let beaten = beaten(conn, write, mark)?;
            for (code, value) in write.fields.iter().filter(|(code, _)| beaten.contains(code)) {
                put(conn, write.noun.code(), write.id, &Before::new(*code, value.clone(), mark), false)?;
            }
        }
    }
    Ok(())
}

/// Forgets what stood open: somebody else, who had read it, says that it is not.
pub(super) fn forget(conn: &Connection, id: Id, code: u16, mark: Mark) -> Result<()> {
    let sql = "DELETE FROM review WHERE id = ?1 AND code = ?2 AND stamp = ?3 AND origin = ?4";
    conn.prepare_cached(sql)?.execute((id.as_bytes(), code, signed(mark.stamp.0), signed(mark.origin)))?;
    Ok(())
}

/// Settles whatever the log names of an origin that turns out to be two desks: one may have written
/// at the same moment as the other, and the one write was seen.
pub(super) fn forked(conn: &Connection, origin: u64) -> Result<()> {
    settle_named(conn, |_, seen| seen.origin == origin)
}

/// Settles those writes named in the log that are meant.
fn settle_named(conn: &Connection, meant: impl Fn([u8; 16], &Before) -> bool) -> Result<()> {
    let mut statement = conn.prepare_cached("SELECT body FROM log")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        // A body of a newer version that does not read names nothing this one could show.
        let body =
            entry::unpack(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?).unwrap_or_default();
        for logged in body {
            let Some(noun) = logged.noun().filter(|noun| is_asked(*noun)) else { continue };
            for seen in logged.before.iter().filter(|seen| meant(logged.id, seen)) {
                put(conn, noun.code(), logged.id(), seen, true)?;
            }
        }
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

/// Once settled, always; of two writes of one moment the greater: the same in any order.
pub(super) fn put(conn: &Connection, noun: u8, id: Id, before: &Before, settled: bool) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO review (id, code, stamp, origin, noun, settled, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET settled = settled | excluded.settled, value = CASE
            WHEN settled OR excluded.settled THEN NULL
            WHEN value IS NULL OR excluded.value > value THEN excluded.value ELSE value END",
    )?
    .execute((
        id.as_bytes(),
        before.code,
        signed(before.stamp),
        signed(before.origin),
        noun,
        settled,
        Bound(if settled { &Value::Null } else { &before.value }),
    ))?;
    Ok(())
}
