//! Rows that hold nouns only a newer version knows, kept until there is one: of somebody erased they
//! hold no words either.
//!
//! What of such a record may stay is not known here, so nothing does but whose it is; nouns that come
//! later must not keep more.

use rusqlite::Connection;

use super::super::Result;
use super::super::entry::Logged;
use super::super::posting::Posting;
use super::{holds, log, put};
use crate::domain::record::GONE;
use crate::domain::{Id, Value};

/// Takes in which records of a row are of somebody erased; says whether any is new among them.
pub(super) fn notice(conn: &Connection, posting: &Posting) -> Result<bool> {
    let mut new = false;
    for logged in postcard::from_bytes::<Vec<Logged>>(&posting.body).unwrap_or_default() {
        if logged.noun().is_none() && is_theirs(conn, &logged)? {
            new |= put(conn, logged.id())?;
        }
    }
    Ok(new)
}

/// Says whether a record of an unknown noun is of somebody erased, as far as one of its writes tells.
pub(super) fn is_theirs(conn: &Connection, logged: &Logged) -> Result<bool> {
    if holds(conn, logged.id())? {
        return Ok(true);
    }
    let before = logged.before.iter().map(|before| &before.value);
    for value in logged.fields.iter().map(|(_, value)| value).chain(before) {
        if names_erased(conn, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Leaves of such a write whose record it is, and that it is gone; says whether anything had to go.
pub(super) fn scrub(conn: &Connection, logged: &mut Logged) -> Result<bool> {
    let mut changed = false;
    for (code, value) in &mut logged.fields {
        let left = if *code == GONE { Value::Int(1) } else { left(conn, value)? };
        changed |= left != *value;
        *value = left;
    }
    if !logged.fields.iter().any(|(code, _)| *code == GONE) {
        logged.fields.push((GONE, Value::Int(1)));
        changed = true;
    }
    for before in logged.before.iter_mut().filter(|before| before.code != GONE) {
        let left = left(conn, &before.value)?;
        changed |= left != before.value;
        before.value = left;
    }
    Ok(changed)
}

/// Scrubs the rows that wait for a newer version; says whether any had to be.
pub(super) fn rewrite(conn: &Connection) -> Result<bool> {
    let mut rewritten = false;
    loop {
        let mut new = false;
        for seq in log::parked(conn)? {
            // Of a record that one row tells is theirs, other rows tell no more than its id.
            new |= log::posting_at(conn, seq)?.map_or(Ok(false), |posting| notice(conn, &posting))?;
            rewritten |= log::rewrite_at(conn, seq)?;
        }
        if !new {
            return Ok(rewritten);
        }
    }
}

fn left(conn: &Connection, value: &Value) -> Result<Value> {
    Ok(if names_erased(conn, value)? { value.clone() } else { Value::Null })
}

fn names_erased(conn: &Connection, value: &Value) -> Result<bool> {
    match value {
        Value::Ref(bytes) => holds(conn, Id::from_bytes(*bytes)),
        _ => Ok(false),
    }
}
