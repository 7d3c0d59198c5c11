//! Rows of customer lists: the opening list, and the rows of a search's hits.

use rusqlite::{Connection, Params, Row};

use super::Result;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::page::Line;

const COLUMNS: &str = "c.id, c.code, c.name, c.kana, c.kind, c.rank, c.next_at, c.last_at";

impl Desk {
    /// The list shown before anything is typed: what is due first, then whoever was last in touch,
    /// then the newest. Never more work than `limit` rows.
    pub fn opening(&self, limit: usize) -> Result<Vec<Line>> {
        let mut lines =
            self.lines("c.gone IS NULL AND c.next_at IS NOT NULL ORDER BY c.next_at LIMIT ?1", [limit])?;
        if lines.len() < limit {
            let rest = "c.gone IS NULL AND c.next_at IS NULL ORDER BY c.last_at DESC, c.rowid DESC LIMIT ?1";
            lines.extend(self.lines(rest, [limit - lines.len()])?);
        }
        lines.truncate(limit);
        self.dress(&mut lines)?;
        Ok(lines)
    }

    /// One customer's row; `None` where there is none or it was deleted.
    pub fn line(&self, id: Id) -> Result<Option<Line>> {
        let mut lines = self.lines("c.id = ?1 AND c.gone IS NULL", [id.as_bytes()])?;
        self.dress(&mut lines)?;
        Ok(lines.pop())
    }

    /// How many customers there are.
    pub fn customer_count(&self) -> Result<usize> {
        let count: Option<i64> = self
            .conn
            .prepare_cached("SELECT (SELECT value FROM desk WHERE name = 'customers')")?
            .query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(0))
    }

    fn lines(&self, condition: &str, params: impl Params) -> Result<Vec<Line>> {
        let sql = format!("SELECT {COLUMNS} FROM customer AS c WHERE {condition}");
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_map(params, line)?.collect::<rusqlite::Result<_>>()?)
    }

    fn dress(&self, lines: &mut [Line]) -> Result<()> {
        for line in lines {
            line.phones = phones(&self.conn, line.id)?;
            line.blocked_until = blocked_until(&self.conn, line.id)?;
        }
        Ok(())
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    Ok(Line {
        id: Id::from_bytes(row.get(0)?),
        code: text(1)?,
        name: text(2)?,
        kana: text(3)?,
        kind: text(4)?,
        rank: text(5)?,
        next_at: row.get(6)?,
        last_at: row.get(7)?,
        ..Line::default()
    })
}

/// The end of the longest block on the customer or on one of their numbers.
fn blocked_until(conn: &Connection, customer: Id) -> Result<Option<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT max(coalesce(until, 9223372036854775807)) FROM block
         WHERE gone IS NULL AND lifted_at IS NULL AND person IS NULL AND coalesce(channel, 'call') = 'call'
           AND (customer = ?1 OR address IN
             (SELECT normal FROM contact_point WHERE customer = ?1 AND gone IS NULL))",
    )?;
    Ok(statement.query_row([customer.as_bytes()], |row| row.get(0))?)
}

fn phones(conn: &Connection, customer: Id) -> Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT raw FROM contact_point
         WHERE customer = ?1 AND gone IS NULL AND state IS NULL AND kind IN ('phone', 'mobile')
         ORDER BY position, id",
    )?;
    let numbers = statement.query_map([customer.as_bytes()], |row| {
        row.get::<_, Option<String>>(0).map(Option::unwrap_or_default)
    })?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}
