//! Rows of customer lists: the opening list, and the rows of a search's hits.

use std::collections::HashSet;

use rusqlite::{CachedStatement, OptionalExtension, Row};

use super::Result;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::page::Line;

const LINE: &str = "SELECT c.id, c.code, c.name, c.kana, c.kind, c.rank, c.next_at,
       (SELECT max(at) FROM activity WHERE customer = c.id AND gone IS NULL AND kind <> 'note')
     FROM customer AS c WHERE c.id = ?1 AND c.gone IS NULL";
const PHONES: &str = "SELECT raw FROM contact_point
     WHERE customer = ?1 AND gone IS NULL AND state IS NULL AND kind IN ('phone', 'mobile')
     ORDER BY position, id";
/// The end of the longest block on the customer or on one of their numbers.
const BLOCKED_UNTIL: &str = "SELECT max(coalesce(until, 9223372036854775807)) FROM block
     WHERE gone IS NULL AND lifted_at IS NULL AND person IS NULL AND coalesce(channel, 'call') = 'call'
       AND (customer = ?1 OR address IN
         (SELECT normal FROM contact_point WHERE customer = ?1 AND gone IS NULL))";
const DUE: &str = "SELECT id FROM customer WHERE gone IS NULL AND next_at IS NOT NULL ORDER BY next_at";
const RECENT: &str =
    "SELECT c.id FROM activity AS a INDEXED BY activity_at CROSS JOIN customer AS c ON c.id = a.customer
     WHERE a.gone IS NULL AND a.kind <> 'note' AND c.gone IS NULL AND c.next_at IS NULL
     ORDER BY a.at DESC";
const NEWEST: &str = "SELECT id FROM customer INDEXED BY customer_live
     WHERE gone IS NULL AND next_at IS NULL ORDER BY rowid DESC";

impl Desk {
    /// The list shown before anything is typed: what is due first, then whoever was last in touch,
    /// then the newest. Hardly more work than `limit` rows.
    pub fn opening(&self, limit: usize) -> Result<Vec<Line>> {
        let (mut first, mut seen) = (Vec::new(), HashSet::new());
        for sql in [DUE, RECENT, NEWEST] {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while first.len() < limit
                && let Some(row) = rows.next()?
            {
                let id = Id::from_bytes(row.get(0)?);
                first.extend(seen.insert(id).then_some(id));
            }
        }
        self.lines(&first)
    }

    /// The rows of these customers, in that order; without those who are not there or were deleted.
    pub fn lines(&self, customers: &[Id]) -> Result<Vec<Line>> {
        let mut facts = self.conn.prepare_cached(LINE)?;
        let mut numbers = self.conn.prepare_cached(PHONES)?;
        let mut blocks = self.conn.prepare_cached(BLOCKED_UNTIL)?;
        let mut lines = Vec::with_capacity(customers.len());
        for id in customers {
            let Some(line) = facts.query_row([id.as_bytes()], line).optional()? else { continue };
            let blocked_until = blocks.query_row([id.as_bytes()], |row| row.get(0))?;
            lines.push(Line { phones: phones(&mut numbers, *id)?, blocked_until, ..line });
        }
        Ok(lines)
    }

    /// One customer's row; `None` where there is none or it was deleted.
    pub fn line(&self, id: Id) -> Result<Option<Line>> {
        Ok(self.lines(&[id])?.pop())
    }

    /// How many customers there are.
    pub fn customer_count(&self) -> Result<usize> {
        let count: Option<i64> = self
            .conn
            .prepare_cached("SELECT (SELECT value FROM desk WHERE name = 'customers')")?
            .query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(0))
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

fn phones(statement: &mut CachedStatement<'_>, customer: Id) -> Result<Vec<String>> {
    let numbers = statement.query_map([customer.as_bytes()], |row| {
        row.get::<_, Option<String>>(0).map(Option::unwrap_or_default)
    })?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}
