//! Reading records of any noun: one by id, or those that answer to a condition.

use rusqlite::{Connection, OptionalExtension, Params};

use super::Result;
use super::columns;
use super::open::Desk;
use super::stamps::Stamps;
use super::stamps::unsigned;
use crate::domain::{Id, Noun, Record, Stamp, Value, Write};

/// The record of that id, deleted ones too.
pub(super) fn one<R: Record>(conn: &Connection, id: Id) -> Result<Option<R>> {
    let mut statement = conn.prepare_cached(&columns::select(R::NOUN, "WHERE t.id = ?1"))?;
    Ok(statement.query_row([id.as_bytes()], columns::record::<R>).optional()?)
}

/// The records that answer to `rest`, the part of a SELECT after FROM; the table is `t`.
pub(super) fn many<R: Record>(conn: &Connection, rest: &str, params: impl Params) -> Result<Vec<R>> {
    let mut statement = conn.prepare_cached(&columns::select(R::NOUN, rest))?;
    let records = statement.query_map(params, columns::record::<R>)?.collect::<rusqlite::Result<_>>()?;
    Ok(records)
}

/// The newest stamp among the fields a write names; zero where the record is not there.
pub(super) fn newest_stamp(conn: &Connection, write: &Write) -> Result<Stamp> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT born, stamps FROM {} WHERE id = ?1", write.noun.table()))?;
    let found: Option<(i64, Option<Vec<u8>>)> =
        statement.query_row([write.id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((born, stamps)) = found else { return Ok(Stamp::default()) };
    let stamps = stamps.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
    let stamp = |code| stamps.get(code).map_or(Stamp(unsigned(born)), |mark| mark.stamp);
    Ok(write.fields.iter().map(|(code, _)| stamp(*code)).max().unwrap_or_default())
}

impl Desk {
    /// The record of that id; deleted ones too, with `gone` set.
    pub fn get<R: Record>(&self, id: Id) -> Result<Option<R>> {
        one(&self.conn, id)
    }

    /// Hands over every record of a noun, deleted ones too, by id: the order of exports and of the
    /// digest. The values stand in the order of the noun's fields.
    pub fn each(&self, noun: Noun, mut take: impl FnMut(Id, &[Value]) -> Result<()>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(&columns::select(noun, "ORDER BY t.id"))?;
        let mut rows = statement.query([])?;
        let mut values = vec![Value::Null; noun.fields().len()];
        while let Some(row) = rows.next()? {
            for (column, value) in values.iter_mut().enumerate() {
                *value = columns::value(row, column + 1)?;
            }
            take(Id::from_bytes(row.get(0)?), &values)?;
        }
        Ok(())
    }
}
