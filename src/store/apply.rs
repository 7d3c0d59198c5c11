//! The one function that makes writes true: for local work, undo, and files from other desks.
//!
//! A field holds its newest write, newest by stamp, then origin, then value: copies of one desk may
//! have given the same stamp. A record made again, or told of after its edits, comes out the same
//! in any order.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::Result;
use super::columns::{self, Bound, fits};
use super::entry::Before;
use super::insert;
use super::planted::{Bug, planted};
use super::stamps::{Mark, Stamps, signed, unsigned};
use crate::domain::{Id, Noun, Stamp, Value, Write};

/// What a write came to.
#[derive(Default)]
pub(super) struct Applied {
    /// What the written fields were, where the record was there already.
    pub(super) before: Vec<Before>,
    /// The fields that hold something newer.
    pub(super) lost: Vec<u16>,
    /// The customer it belongs to.
    pub(super) customer: Option<Id>,
    /// Whether it made a customer there was no row of.
    pub(super) made: bool,
}

/// Applies writes under `mark`; what each came to, in their order.
///
/// New records go first and together where nothing else in the commit is about them.
pub(super) fn apply(conn: &Connection, writes: &[Write], mark: Mark) -> Result<Vec<Applied>> {
    let inserted = if writes.len() > 1 { insert_all(conn, writes, mark)? } else { Vec::new() };
    let apply = |write: &Write| {
        if write.new && inserted.contains(&write.noun) {
            Ok(Applied::new_record(write))
        } else {
            apply_one(conn, write, mark)
        }
    };
    writes.iter().map(apply).collect()
}

/// Inserts new records by the many; says of which nouns it did.
fn insert_all(conn: &Connection, writes: &[Write], mark: Mark) -> Result<Vec<Noun>> {
    let edited: HashSet<Id> = writes.iter().filter(|write| !write.new).map(|write| write.id).collect();
    let mut by_noun: BTreeMap<Noun, Vec<&Write>> = BTreeMap::new();
    for write in writes.iter().filter(|write| write.new) {
        by_noun.entry(write.noun).or_default().push(write);
    }
    let mut inserted = Vec::new();
    for (noun, new) in by_noun {
        let alone = edited.is_empty() || new.iter().all(|write| !edited.contains(&write.id));
        if alone && insert::all(conn, noun, &new, mark)? {
            inserted.push(noun);
        }
    }
    Ok(inserted)
}

fn apply_one(conn: &Connection, write: &Write, mark: Mark) -> Result<Applied> {
    if write.noun == Noun::Activity && planted(Bug::LoggedUnderTheFace) {
        return logged_under_the_face(conn, write, mark);
    }
    if write.new && insert::one(conn, write, mark)? {
        return Ok(Applied::new_record(write));
    }
    merge(conn, write, mark)
}

/// [`Bug::LoggedUnderTheFace`].
fn logged_under_the_face(conn: &Connection, write: &Write, mark: Mark) -> Result<Applied> {
    let mut write = write.clone();
    let theirs = write.noun.customer_field();
    for (code, value) in &mut write.fields {
        if let (true, Value::Ref(bytes)) = (Some(*code) == theirs, &mut *value) {
            *bytes = *super::group::face(conn, Id::from_bytes(*bytes))?.as_bytes();
        }
    }
    merge(conn, &write, mark)
}

impl Applied {
    /// Says whether there was nothing of the record before.
    pub(super) fn is_new(&self) -> bool {
        self.before.is_empty() && self.lost.is_empty()
    }

    fn new_record(write: &Write) -> Self {
        Self { customer: customer_of(write), made: write.noun == Noun::Customer, ..Self::default() }
    }
}

fn field(write: &Write, code: u16) -> Option<&Value> {
    write.fields.iter().find(|(known, _)| *known == code).map(|(_, value)| value)
}

pub(super) fn customer_of(write: &Write) -> Option<Id> {
    if write.noun == Noun::Customer {
        return Some(write.id);
    }
    match field(write, write.noun.customer_field()?) {
        Some(Value::Ref(bytes)) => Some(Id::from_bytes(*bytes)),
        _ => None,
    }
}

/// A record as it stands: when and by whom it was made, and its later marks.
struct Standing {
    born: Mark,
    stamps: Stamps,
    customer: Option<Id>,
    values: Vec<Value>,
}

impl Standing {
    /// When a field was written last. One that holds nothing and has no mark of its own never was.
    fn mark(&self, code: u16, value: &Value) -> Mark {
        let unwritten = *value == Value::Null;
        self.stamps.get(code).unwrap_or(if unwritten { Mark::default() } else { self.born })
    }
}

fn merge(conn: &Connection, write: &Write, mark: Mark) -> Result<Applied> {
    let (mut standing, late) = match standing(conn, write)? {
        Some(standing) => (standing, false),
        None if write.noun == Noun::Customer && planted(Bug::UnknownIgnored) => return Ok(Applied::default()),
        None => (told_of_late(conn, write)?, true),
    };
    let mut newer = Vec::new();
    let (mut before, mut lost) = (Vec::new(), Vec::new());
    for ((code, value), was) in write.fields.iter().zip(&standing.values) {
        let known = write.noun.field(*code).is_some_and(|field| fits(field, value));
        let standing = standing.mark(*code, was);
        if known && beats((mark, value), (standing, was)) {
            before.push(Before::new(*code, was.clone(), standing));
            newer.push((*code, value));
        } else if known && (mark, value) != (standing, was) {
            lost.push(*code);
        }
    }
    for (code, _) in &newer {
        standing.stamps.set(*code, mark);
    }
    let born = if write.new && standing.born == Mark::default() { mark } else { standing.born };
    update(conn, write, &newer, born, &standing.stamps)?;
    let made = late && write.noun == Noun::Customer;
    Ok(Applied { before, lost, customer: standing.customer.or_else(|| customer_of(write)), made })
}

/// Newest by stamp, then origin, then value.
fn beats(one: (Mark, &Value), other: (Mark, &Value)) -> bool {
    if planted(Bug::NoTieBreak) { one.0.stamp > other.0.stamp } else { one > other }
}

fn standing(conn: &Connection, write: &Write) -> Result<Option<Standing>> {
    let customer = match write.noun {
        Noun::Customer => "id",
        noun if noun.customer_field().is_some() => "customer",
        _ => "NULL",
    };
    let mut sql = format!("SELECT born, born_by, stamps, {customer}");
    for (code, _) in &write.fields {
        sql.push_str(", ");
        match write.noun.field(*code) {
            Some(field) => sql.extend(["\"", field.name, "\""]),
            None => sql.push_str("NULL"),
        }
    }
    sql.extend([" FROM ", write.noun.table(), " WHERE id = ?1"]);
    let mut statement = conn.prepare_cached(&sql)?;
    let found = statement.query_row([write.id.as_bytes()], |row| {
        let values =
            (0..write.fields.len()).map(|n| columns::value(row, n + 4)).collect::<rusqlite::Result<_>>()?;
        Ok(Standing {
            born: Mark { stamp: Stamp(unsigned(row.get(0)?)), origin: unsigned(row.get(1)?) },
            stamps: row.get::<_, Option<Vec<u8>>>(2)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default(),
            customer: row.get::<_, Option<[u8; 16]>>(3)?.map(Id::from_bytes),
            values,
        })
    });
    Ok(found.optional()?)
}

/// The fields of a write that hold something newer.
pub(super) fn beaten(conn: &Connection, write: &Write, mark: Mark) -> Result<Vec<u16>> {
    let Some(standing) = standing(conn, write)? else { return Ok(Vec::new()) };
    let both = write.fields.iter().zip(&standing.values);
    let older = both.filter(|((code, value), was)| {
        write.noun.field(*code).is_some() && (mark, value) < (standing.mark(*code, was), was)
    });
    Ok(older.map(|((code, _), _)| *code).collect())
}

/// Makes room for a record whose edit arrived before the record itself.
fn told_of_late(conn: &Connection, write: &Write) -> Result<Standing> {
    conn.execute(
        &format!("INSERT INTO {} (id, born, born_by) VALUES (?1, 0, 0)", write.noun.table()),
        [write.id.as_bytes()],
    )?;
    Ok(Standing {
        born: Mark::default(),
        stamps: Stamps::default(),
        customer: None,
        values: vec![Value::Null; write.fields.len()],
    })
}

fn update(
    conn: &Connection,
    write: &Write,
    newer: &[(u16, &Value)],
    born: Mark,
    stamps: &Stamps,
) -> Result<()> {
    let mut sql = format!("UPDATE {} SET born = ?, born_by = ?, stamps = ?", write.noun.table());
    for (code, _) in newer {
        let field = write.noun.field(*code).expect("unknown codes were left out");
        sql.extend([", \"", field.name, "\" = ?"]);
    }
    sql.push_str(" WHERE id = ?");
    let mut statement = conn.prepare_cached(&sql)?;
    let head: [&dyn rusqlite::ToSql; 3] = [&signed(born.stamp.0), &signed(born.origin), &stamps.pack()];
    let values: Vec<Bound<'_>> = newer.iter().map(|(_, value)| Bound(value)).collect();
    let id = write.id.as_bytes();
    let all = head.into_iter().chain(values.iter().map(|value| value as &dyn rusqlite::ToSql));
    statement.execute(params_from_iter(all.chain([id as &dyn rusqlite::ToSql])))?;
    Ok(())
}
