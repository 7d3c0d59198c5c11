//! Inserts new records, many to a statement: opening a table and its indexes costs as much as a row.
//!
//! A statement names only the columns that its records fill. Called by `apply` alone.

use std::fmt::Write as _;

use rusqlite::{Connection, OptionalExtension, Statement};

use super::Result;
use super::columns::{Bound, fits};
use super::stamps::Mark;
use super::stamps::signed;
use crate::domain::{Field, Noun, Value, Write};

/// Records in a statement; what is left over goes in smaller ones, so that few shapes are prepared.
const SIZES: &[usize] = &[64, 8, 1];

/// Inserts one record; says whether there was none of its id.
pub(super) fn one(conn: &Connection, write: &Write, mark: Mark) -> Result<bool> {
    let columns = filled(write.noun, &[write]);
    let mut statement =
        conn.prepare_cached(&sql("INSERT", write.noun, &columns, 1, " ON CONFLICT (id) DO NOTHING"))?;
    Ok(execute(&mut statement, &columns, &[write], mark)? == 1)
}

/// Inserts records of one noun if none of their ids is taken, which it must be able to tell at a
/// glance: their ids rise. Says whether it did; where not, nothing was written.
pub(super) fn all(conn: &Connection, noun: Noun, writes: &[&Write], mark: Mark) -> Result<bool> {
    let rising = writes.is_sorted_by(|one, next| one.id < next.id);
    if writes.len() < 2 || !rising || any_taken(conn, noun, writes)? {
        return Ok(false);
    }
    let columns = filled(noun, writes);
    let mut rest = writes;
    for size in SIZES.iter().filter(|size| **size <= writes.len()) {
        // FAIL, because a statement that may have to take itself back keeps copies of its pages.
        let mut statement = conn.prepare_cached(&sql("INSERT OR FAIL", noun, &columns, *size, ""))?;
        while let Some((some, others)) = rest.split_at_checked(*size) {
            execute(&mut statement, &columns, some, mark)?;
            rest = others;
        }
    }
    Ok(true)
}

fn any_taken(conn: &Connection, noun: Noun, writes: &[&Write]) -> Result<bool> {
    let (Some(first), Some(last)) = (writes.first(), writes.last()) else { return Ok(false) };
    let sql = format!("SELECT 1 FROM {} WHERE id BETWEEN ?1 AND ?2 LIMIT 1", noun.table());
    let mut statement = conn.prepare_cached(&sql)?;
    let taken = statement.query_row([first.id.as_bytes(), last.id.as_bytes()], |_| Ok(()));
    Ok(taken.optional()?.is_some())
}

/// The fields that some of the records fill.
fn filled(noun: Noun, writes: &[&Write]) -> Vec<&'static Field> {
    let mut codes: Vec<u16> = Vec::new();
    let mut before: &[(u16, Value)] = &[];
    for write in writes {
        // Most records fill what the one before them fills.
        if !write.fields.iter().map(|(code, _)| code).eq(before.iter().map(|(code, _)| code)) {
            codes.extend(write.fields.iter().map(|(code, _)| code));
            codes.sort_unstable();
            codes.dedup();
        }
        before = &write.fields;
    }
    noun.fields().iter().filter(|field| codes.binary_search(&field.code).is_ok()).collect()
}

fn sql(head: &str, noun: Noun, columns: &[&Field], records: usize, tail: &str) -> String {
    let mut sql = format!("{head} INTO {} (born, born_by, id", noun.table());
    for field in columns {
        let _ = write!(sql, ", \"{}\"", field.name);
    }
    sql.push_str(") VALUES ");
    let places = ", ?".repeat(columns.len());
    for record in 0..records {
        let _ = write!(sql, "{}(?1, ?2, ?{places})", if record == 0 { "" } else { ", " });
    }
    sql + tail
}

fn execute(
    statement: &mut Statement<'_>,
    columns: &[&Field],
    writes: &[&Write],
    mark: Mark,
) -> Result<usize> {
    statement.raw_bind_parameter(1, signed(mark.stamp.0))?;
    statement.raw_bind_parameter(2, signed(mark.origin))?;
    let mut place = 3;
    for write in writes {
        statement.raw_bind_parameter(place, write.id.as_bytes())?;
        for field in columns {
            place += 1;
            let value = write.fields.iter().find(|(code, _)| *code == field.code).map(|(_, value)| value);
            let value = value.filter(|value| fits(field, value)).unwrap_or(&Value::Null);
            statement.raw_bind_parameter(place, Bound(value))?;
        }
        place += 1;
    }
    Ok(statement.raw_execute()?)
}
