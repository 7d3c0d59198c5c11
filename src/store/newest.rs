//! The record that a group comes to: of each field the newest write of any member.
//!
//! And what follows from that for who writes: a stamp later than all of them, and what an undo must
//! write again so that the value shows which showed before. Called by reads, `commit` and `undo`.

use rusqlite::{Connection, OptionalExtension};

use super::Result;
use super::columns;
use super::group::members;
use super::read::one;
use super::stamps::{Mark, Stamps, unsigned};
use crate::domain::customer::Customer;
use crate::domain::record::GONE;
use crate::domain::{Id, Noun, Record, Stamp, Value, Write};

/// When each field of a record was written last; nothing of one that never was.
struct Marks {
    born: Mark,
    stamps: Stamps,
}

impl Marks {
    fn of(conn: &Connection, customer: Id) -> Result<Self> {
        let sql = "SELECT born, born_by, stamps FROM customer WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Self {
                born: Mark { stamp: Stamp(unsigned(row.get(0)?)), origin: unsigned(row.get(1)?) },
                stamps: row
                    .get::<_, Option<Vec<u8>>>(2)?
                    .map(|bytes| Stamps::unpack(&bytes))
                    .unwrap_or_default(),
            })
        };
        let found = conn.prepare_cached(sql)?.query_row([customer.as_bytes()], read).optional()?;
        Ok(found.unwrap_or(Self { born: Mark::default(), stamps: Stamps::default() }))
    }

    fn get(&self, code: u16, value: &Value) -> Mark {
        let unwritten = if value.is_null() { Mark::default() } else { self.born };
        self.stamps.get(code).unwrap_or(unwritten)
    }
}

/// A group's own record, and when each of its fields was written.
pub(super) struct Newest {
    pub(super) customer: Customer,
    marks: Vec<Mark>,
}

impl Newest {
    /// When the value that shows was written.
    pub(super) fn mark_of(&self, code: u16) -> Mark {
        let at = Customer::FIELDS.iter().position(|field| field.code == code);
        at.and_then(|at| self.marks.get(at)).copied().unwrap_or_default()
    }

    fn take(&mut self, other: &Customer, marks: &Marks) {
        for (field, newest) in Customer::FIELDS.iter().zip(&mut self.marks) {
            let value = other.get(field.code);
            let mark = marks.get(field.code, &value);
            if field.code != GONE && mark > *newest {
                self.customer.put(field.code, value);
                *newest = mark;
            }
        }
        self.customer.gone &= other.gone;
    }
}

/// A group's own record: of each field the newest write of any member; of two at once that of the
/// smaller id. Deleted only where all are. Nothing where there is no such customer.
pub(super) fn of(conn: &Connection, members: &[Id]) -> Result<Option<Newest>> {
    let Some((face, others)) = members.split_first() else { return Ok(None) };
    let Some(customer) = one::<Customer>(conn, *face)? else { return Ok(None) };
    let own = Marks::of(conn, *face)?;
    let marks = Customer::FIELDS.iter().map(|field| own.get(field.code, &customer.get(field.code))).collect();
    let mut newest = Newest { customer, marks };
    for id in others {
        if let Some(other) = one::<Customer>(conn, *id)? {
            newest.take(&other, &Marks::of(conn, *id)?);
        }
    }
    Ok(Some(newest))
}

/// [`of`] without the moments; of who is alone their record as it stands.
pub(super) fn customer(conn: &Connection, members: &[Id]) -> Result<Option<Customer>> {
    match members {
        [alone] => one(conn, *alone),
        members => Ok(of(conn, members)?.map(|newest| newest.customer)),
    }
}

/// The newest stamp among these fields over everybody who is one with a customer.
pub(super) fn newest_stamp(conn: &Connection, write: &Write) -> Result<Stamp> {
    let mut newest = Stamp::default();
    for id in members(conn, write.id)? {
        newest = newest.max(super::read::newest_stamp(conn, &Write { id, ..write.clone() })?);
    }
    Ok(newest)
}

/// What must be written again after a field of one went back to what stood at `was`, so that the
/// member shows whose value is newer than that, if one is.
pub(super) fn newer_elsewhere(conn: &Connection, of: Id, code: u16, was: Mark) -> Result<Option<Write>> {
    let Some(field) = Noun::Customer.field(code).filter(|_| code != GONE) else { return Ok(None) };
    let sql = format!("SELECT \"{}\" FROM customer WHERE id = ?1", field.name);
    let mut newest: Option<(Mark, Write)> = None;
    for id in members(conn, of)?.into_iter().filter(|id| *id != of) {
        let value = conn.prepare_cached(&sql)?.query_row([id.as_bytes()], |row| columns::value(row, 0))?;
        let mark = Marks::of(conn, id)?.get(code, &value);
        let beats_it = mark > was || (mark == was && id < of && mark != Mark::default());
        if beats_it && newest.as_ref().is_none_or(|(known, _)| mark > *known) {
            newest =
                Some((mark, Write { noun: Noun::Customer, id, new: false, fields: vec![(code, value)] }));
        }
    }
    Ok(newest.map(|(_, write)| write))
}
