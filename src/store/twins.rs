//! What is written of one record and must be written of others that say the same for a group: a
//! number or a tag that several members have and a page shows once, their entries on one list, and
//! their deletion. Whoever takes one away would find the next behind it.
//!
//! Called by `commit` for what a rep does; undo takes back what was written, twins and all.

use rusqlite::Connection;

use super::Result;
use super::group;
use super::read::{many, one};
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::entry::{self, Entry};
use crate::domain::record::GONE;
use crate::domain::tag::Tag;
use crate::domain::{Id, Noun, Value, Write};

/// Of a number: that it is there, what it is, and whether it works.
const POINT: &[u16] = &[
    GONE,
    contact_point::field::kind,
    contact_point::field::raw,
    contact_point::field::normal,
    contact_point::field::state,
];

/// The writes, each followed by those that say the same of its record's twins.
pub(super) fn written_too(conn: &Connection, writes: &[Write]) -> Result<Vec<Write>> {
    let mut all = Vec::with_capacity(writes.len());
    if !group::any(conn)? {
        return Ok(writes.to_vec());
    }
    for write in writes {
        all.push(write.clone());
        if !write.new {
            let fields = shared(write);
            let told = |twin: Id| Write { id: twin, fields: fields.clone(), ..write.clone() };
            let written = |id| writes.iter().any(|other| other.id == id);
            if !fields.is_empty() {
                all.extend(twins(conn, write)?.into_iter().filter(|twin| !written(*twin)).map(told));
            }
        }
    }
    Ok(all)
}

/// The fields of a write that hold for its twins too: not whose it is, nor where it stands.
fn shared(write: &Write) -> Vec<(u16, Value)> {
    let holds = |(code, value): &&(u16, Value)| match write.noun {
        Noun::Customer | Noun::Tag => *code == GONE && !value.is_null(),
        Noun::ContactPoint => POINT.contains(code),
        Noun::Entry => {
            let own = [entry::field::list, entry::field::customer, entry::field::position];
            !own.contains(code) && (*code != GONE || !value.is_null())
        }
        _ => false,
    };
    write.fields.iter().filter(holds).cloned().collect()
}

/// The records that say the same as the one written.
fn twins(conn: &Connection, write: &Write) -> Result<Vec<Id>> {
    let mut twins = match write.noun {
        Noun::Customer => alive(conn, write.id)?,
        Noun::Tag => tags(conn, write.id)?,
        Noun::ContactPoint => points(conn, write.id)?,
        Noun::Entry => entries(conn, write)?,
        _ => Vec::new(),
    };
    twins.retain(|twin| *twin != write.id);
    Ok(twins)
}

fn alive(conn: &Connection, customer: Id) -> Result<Vec<Id>> {
    let mut alive = Vec::new();
    for member in group::members(conn, customer)? {
        let there = one::<Customer>(conn, member)?.is_some_and(|one| !one.gone);
        alive.extend(there.then_some(member));
    }
    Ok(alive)
}

fn tags(conn: &Connection, id: Id) -> Result<Vec<Id>> {
    let Some(Tag { customer: Some(customer), name, .. }) = one(conn, id)? else { return Ok(Vec::new()) };
    let mut twins = Vec::new();
    for member in group::members(conn, customer)? {
        let tags: Vec<Tag> = many(conn, "WHERE t.customer = ?1 AND t.gone IS NULL", [member.as_bytes()])?;
        twins.extend(tags.iter().filter(|tag| tag.name == name).map(|tag| tag.id));
    }
    Ok(twins)
}

fn points(conn: &Connection, id: Id) -> Result<Vec<Id>> {
    let Some(point) = one::<ContactPoint>(conn, id)? else { return Ok(Vec::new()) };
    let Some(customer) = point.customer else { return Ok(Vec::new()) };
    let mut twins = Vec::new();
    for member in group::members(conn, customer)?.into_iter().filter(|member| *member != customer) {
        let sql = "WHERE t.customer = ?1 AND t.gone IS NULL";
        let points: Vec<ContactPoint> = many(conn, sql, [member.as_bytes()])?;
        twins.extend(points.iter().filter(|other| other.same_as(&point)).map(|other| other.id));
    }
    Ok(twins)
}

fn entries(conn: &Connection, write: &Write) -> Result<Vec<Id>> {
    let named = |code| {
        write.fields.iter().find_map(|(known, value)| match value {
            Value::Ref(bytes) if *known == code => Some(Id::from_bytes(*bytes)),
            _ => None,
        })
    };
    let known = one::<Entry>(conn, write.id)?;
    let list = known.as_ref().and_then(|entry| entry.list).or_else(|| named(entry::field::list));
    let customer = known.and_then(|entry| entry.customer).or_else(|| named(entry::field::customer));
    let (Some(list), Some(customer)) = (list, customer) else { return Ok(Vec::new()) };
    let mut twins = Vec::new();
    for member in group::members(conn, customer)? {
        let entry = one::<Entry>(conn, entry::id_of(list, member))?.filter(|entry| !entry.gone);
        twins.extend(entry.map(|entry| entry.id));
    }
    Ok(twins)
}
