//! Columns worked out from other records, kept only so that lists need not look further: when a
//! customer's first open step is due, whose face they are shown under, who is in no list, and how
//! many customers there are.
//!
//! Maintained by every commit; `doctor` works them out again and compares. When somebody was last
//! in touch is not kept: a call would have to write it, and an index of activities tells as fast.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::Result;
use super::apply::{Applied, customer_of};
use super::group;
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Write};

/// What a customer's `next_at` should hold: the first step of anybody in the group, at its face
/// alone. `c` is the customer.
macro_rules! next_at {
    () => {
        "(SELECT min(due_at) FROM
           (SELECT due_at FROM next_step WHERE customer = c.id AND done_at IS NULL AND gone IS NULL
            UNION ALL SELECT s.due_at FROM customer AS m CROSS JOIN next_step AS s ON s.customer = m.id
            WHERE m.face = c.id AND s.done_at IS NULL AND s.gone IS NULL)
          WHERE c.face IS NULL)"
    };
}

/// How many customers' `next_at` does not hold what it should.
pub(super) const NEXT_AT_OFF: &str =
    concat!("SELECT count(*) FROM customer AS c WHERE c.next_at IS NOT ", next_at!());

/// The customers whose derived columns the writes may have changed.
fn stale(writes: &[Write], applied: &[Applied]) -> BTreeSet<Id> {
    let moves = |write: &Write| write.noun == Noun::NextStep;
    let both = writes.iter().zip(applied).filter(|(write, _)| moves(write));
    // Whose it was, and whose it may have become.
    both.flat_map(|(write, applied)| applied.customer.into_iter().chain(customer_of(write))).collect()
}

/// Keeps the derived columns and the tally as these writes have made them. Gives the customers whom
/// the pairs among them are about.
pub(super) fn keep_up(conn: &Connection, writes: &[Write], applied: &[Applied]) -> Result<BTreeSet<Id>> {
    let ends = ends(conn, writes, applied)?;
    let made = applied.iter().filter(|applied| applied.made).count();
    let told_before = made > 0 && group::any_pair(conn)?;
    let matters = |write: &Write, applied: &Applied| {
        (told_before && applied.made) || write.fields.iter().any(|(code, _)| *code == GONE)
    };
    let customers = writes.iter().zip(applied).filter(|(write, _)| write.noun == Noun::Customer);
    let mut shown = ends.clone();
    shown.extend(customers.filter(|(write, applied)| matters(write, applied)).map(|(write, _)| write.id));
    let more = regroup(conn, &shown)?;
    count(conn, more.saturating_add(i64::try_from(made).unwrap_or(i64::MAX)))?;
    let grouped = group::any(conn)?;
    let told_late = if made > 0 { due_before(conn, writes, applied)? } else { BTreeSet::new() };
    for customer in stale(writes, applied).union(&told_late).copied() {
        refresh(conn, if grouped { group::face(conn, customer)? } else { customer })?;
    }
    Ok(ends)
}

/// Those of the customers made whose steps were told of before themselves.
fn due_before(conn: &Connection, writes: &[Write], applied: &[Applied]) -> Result<BTreeSet<Id>> {
    let made = writes.iter().zip(applied).filter(|(_, applied)| applied.made).map(|(write, _)| write.id);
    let mut made: BTreeSet<Id> = made.collect();
    let (Some(first), Some(last)) = (made.first(), made.last()) else { return Ok(made) };
    let sql = "SELECT DISTINCT customer FROM next_step WHERE customer BETWEEN ?1 AND ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let due =
        statement.query_map([first.as_bytes(), last.as_bytes()], |row| row.get(0).map(Id::from_bytes))?;
    let due: BTreeSet<Id> = due.collect::<rusqlite::Result<_>>()?;
    made.retain(|id| due.contains(id));
    Ok(made)
}

/// The customers that writes to pairs are about.
fn ends(conn: &Connection, writes: &[Write], applied: &[Applied]) -> Result<BTreeSet<Id>> {
    let mut ends = BTreeSet::new();
    for (write, applied) in writes.iter().zip(applied).filter(|(write, _)| write.noun == Noun::Pair) {
        let before = applied.before.iter().map(|before| (before.code, &before.value));
        let written = write.fields.iter().map(|(code, value)| (*code, value)).chain(before);
        ends.extend(group::ends(conn, write.id, written)?);
    }
    Ok(ends)
}

/// Works out afresh when the first step of a customer is due, who is a face or alone.
pub(super) fn refresh(conn: &Connection, customer: Id) -> Result<()> {
    conn.prepare_cached(concat!("UPDATE customer AS c SET next_at = ", next_at!(), " WHERE id = ?1"))?
        .execute([customer.as_bytes()])?;
    Ok(())
}

/// A customer's row as far as groups go.
struct Standing {
    id: Id,
    gone: bool,
    face: Option<Id>,
    unlisted: bool,
}

/// Works out afresh who is one with these customers, and who of them is in no list. Gives how many
/// more customers, or fewer, the lists show.
pub(super) fn regroup(conn: &Connection, customers: &BTreeSet<Id>) -> Result<i64> {
    let (mut more, mut seen, mut moved) = (0, BTreeSet::new(), BTreeSet::new());
    for customer in customers {
        if !seen.contains(customer) {
            let component = group::component(conn, *customer)?;
            more += settle(conn, &component, &mut moved)?;
            seen.extend(component);
        }
    }
    // Not before everybody has their face: a step counts for one of them.
    moved.into_iter().try_for_each(|customer| refresh(conn, customer))?;
    Ok(more)
}

/// Writes what should stand with everybody in a component of the live pairs; notes whose first step
/// may be another.
fn settle(conn: &Connection, component: &BTreeSet<Id>, moved: &mut BTreeSet<Id>) -> Result<i64> {
    let mut known = Vec::with_capacity(component.len());
    for id in component {
        known.extend(standing(conn, *id)?);
    }
    let Some(face) = known.first().map(|first| first.id) else { return Ok(0) };
    let all_gone = known.iter().all(|one| one.gone);
    let mut more = 0;
    for one in &known {
        let becomes = derived(one.id, face, all_gone);
        if becomes != (one.face, one.unlisted) {
            more += i64::from(one.unlisted) - i64::from(becomes.1);
            write(conn, one.id, becomes)?;
            moved.insert(one.id);
        }
    }
    moved.insert(face);
    Ok(more)
}

/// Face and `unlisted` of a customer in a group of that face.
fn derived(id: Id, face: Id, all_gone: bool) -> (Option<Id>, bool) {
    if id == face { (None, all_gone) } else { (Some(face), true) }
}

fn standing(conn: &Connection, id: Id) -> Result<Option<Standing>> {
    let sql = "SELECT gone IS NOT NULL, face, unlisted IS NOT NULL FROM customer WHERE id = ?1";
    let read = |row: &rusqlite::Row<'_>| {
        let face = row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes);
        Ok(Standing { id, gone: row.get(0)?, face, unlisted: row.get(2)? })
    };
    Ok(conn.prepare_cached(sql)?.query_row([id.as_bytes()], read).optional()?)
}

fn write(conn: &Connection, id: Id, (face, unlisted): (Option<Id>, bool)) -> Result<()> {
    let sql = "UPDATE customer SET face = ?2, unlisted = ?3 WHERE id = ?1";
    let face = face.map(|face| *face.as_bytes());
    conn.prepare_cached(sql)?.execute((id.as_bytes(), face, unlisted.then_some(1)))?;
    Ok(())
}

/// How many customers' face, or standing in the lists, is not what the pairs make it.
pub(super) fn faces_off(conn: &Connection) -> Result<i64> {
    let mut becomes = HashMap::new();
    let mut seen = BTreeSet::new();
    for id in group::paired(conn)? {
        if seen.contains(&id) {
            continue;
        }
        let component = group::component(conn, id)?;
        let mut known = Vec::new();
        for id in &component {
            known.extend(standing(conn, *id)?);
        }
        let all_gone = known.iter().all(|one| one.gone);
        let face = known.first().map(|first| first.id);
        becomes.extend(
            known
                .iter()
                .zip(face.into_iter().cycle())
                .map(|(one, face)| (one.id, derived(one.id, face, all_gone))),
        );
        seen.extend(component);
    }
    let mut statement =
        conn.prepare_cached("SELECT id, gone IS NOT NULL, face, unlisted IS NOT NULL FROM customer")?;
    let mut rows = statement.query([])?;
    let mut off = 0;
    while let Some(row) = rows.next()? {
        let (id, gone): (_, bool) = (Id::from_bytes(row.get(0)?), row.get(1)?);
        let is = (row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes), row.get(3)?);
        off += i64::from(becomes.get(&id).copied().unwrap_or((None, gone)) != is);
    }
    Ok(off)
}

/// Adds to the tally of customers that lists show.
pub(super) fn count(conn: &Connection, more: i64) -> Result<()> {
    if more != 0 {
        conn.prepare_cached(
            "INSERT INTO desk (name, value) VALUES ('customers', ?1)
             ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
        )?
        .execute([more])?;
    }
    Ok(())
}
