//! What may want a look when writes from elsewhere come: noted here, looked at again by `to_review`
//! before it is shown.

use rusqlite::Connection;

use super::apply::customer_of;
use super::stamps::signed;
use super::{Result, review, snapshot};
use crate::domain::record::GONE;
use crate::domain::{Noun, Value, Write, contact_point};

/// Notes what came of writes by `origin`: numbers that somebody else's customer has, and work on
/// customers who were deleted.
pub(super) fn note(conn: &Connection, writes: &[Write], origin: u64) -> Result<()> {
    for write in writes {
        match write.noun {
            Noun::ContactPoint => shared(conn, write, origin)?,
            Noun::Activity | Noun::NextStep if write.new => worked_on(conn, write)?,
            Noun::Customer if write.fields.iter().any(|(code, value)| *code == GONE && !value.is_null()) => {
                put(conn, "worked_on", write.id.as_bytes(), &[], "")?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Two desks wrote under one origin.
pub(super) fn forked(conn: &Connection, origin: u64) -> Result<()> {
    if !is_forked(conn, origin)? {
        put(conn, "forked", &origin.to_be_bytes(), &[], "")?;
        if snapshot::stands_for(conn, origin)? {
            review::look_anew(conn, origin)?;
        }
        review::forked(conn, origin)?;
    }
    Ok(())
}

/// Says whether two desks are known to have written under an origin.
pub(super) fn is_forked(conn: &Connection, origin: u64) -> Result<bool> {
    let sql = "SELECT 1 FROM suspect WHERE what = 'forked' AND one = ?1";
    Ok(conn.prepare_cached(sql)?.exists([origin.to_be_bytes()])?)
}

/// Says whether that is known of any origin.
pub(super) fn any_forked(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM suspect WHERE what = 'forked' LIMIT 1")?.exists([])?)
}

/// Says whether a thing to look at is about somebody erased.
pub(super) fn erased_since(conn: &Connection, one: &[u8], other: &[u8]) -> Result<bool> {
    let sql = "SELECT 1 FROM erased WHERE id IN (?1, ?2)";
    Ok(conn.prepare_cached(sql)?.exists((one, other))?)
}

fn shared(conn: &Connection, write: &Write, origin: u64) -> Result<()> {
    let normal = write.fields.iter().find(|(code, _)| *code == contact_point::field::normal);
    let (Some((_, Value::Text(normal))), Some(customer)) = (normal, customer_of(write)) else {
        return Ok(());
    };
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT p.customer FROM contact_point AS p JOIN customer AS c ON c.id = p.customer
         WHERE p.normal = ?1 AND p.customer <> ?2 AND c.born_by <> ?3 LIMIT 4",
    )?;
    let others = statement.query_map((normal, customer.as_bytes(), signed(origin)), |row| row.get(0))?;
    let others: Vec<[u8; 16]> = others.collect::<rusqlite::Result<_>>()?;
    for other in others {
        let (one, two) = (other.min(*customer.as_bytes()), other.max(*customer.as_bytes()));
        put(conn, "shared", &one, &two, normal)?;
    }
    Ok(())
}

fn worked_on(conn: &Connection, write: &Write) -> Result<()> {
    let Some(customer) = customer_of(write) else { return Ok(()) };
    let sql = "SELECT 1 FROM customer WHERE id = ?1 AND gone IS NOT NULL";
    if conn.prepare_cached(sql)?.exists([customer.as_bytes()])? {
        put(conn, "worked_on", customer.as_bytes(), &[], "")?;
    }
    Ok(())
}

/// Notes one thing.
pub(super) fn put(conn: &Connection, what: &str, one: &[u8], other: &[u8], address: &str) -> Result<()> {
    conn.prepare_cached("INSERT OR IGNORE INTO suspect (what, one, other, address) VALUES (?1, ?2, ?3, ?4)")?
        .execute((what, one, other, address))?;
    Ok(())
}
