//! Rows of customer lists: the opening list, and the rows of a search's hits.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row};

use super::Result;
use super::group;
use super::open::Desk;
use crate::domain::Id;
use crate::domain::page::Line;

const FACTS: &str = "SELECT c.id, c.code, c.name, c.kana, c.kind, c.rank, c.next_at
     FROM customer AS c WHERE c.id = ?1 AND c.unlisted IS NULL";
const LAST_AT: &str =
    "SELECT max(at) FROM activity WHERE customer = ?1 AND gone IS NULL AND kind NOT IN ('note', 'web')";
const NUMBERS: &str = "SELECT raw, coalesce(normal, raw), person FROM contact_point
     WHERE customer = ?1 AND gone IS NULL AND state IS NULL AND kind IN ('phone', 'mobile') ORDER BY position, id";
const ANY_BLOCK: &str = "SELECT EXISTS (SELECT 1 FROM block)";
/// The end of the longest block on the whole customer; a consumer is one with their person.
pub(super) const BLOCKED_UNTIL: &str = "SELECT max(coalesce(until, 9223372036854775807)) FROM block
     WHERE customer = ?1 AND (person IS NULL OR ?2)
       AND gone IS NULL AND lifted_at IS NULL AND coalesce(channel, 'call') = 'call'";
/// The end of the longest block on a number, or on the person it reaches.
pub(super) const NUMBER_UNTIL: &str = "SELECT max(coalesce(until, 9223372036854775807)) FROM block
     WHERE (address IN (?1, suppressed(?1)) OR (customer = ?2 AND person = ?3))
       AND gone IS NULL AND lifted_at IS NULL AND coalesce(channel, 'call') = 'call'";
/// Its index answers it alone, whatever the size of the book.
const DUE: &str = "SELECT id, code, name, kana, kind, rank, next_at FROM customer INDEXED BY customer_due
     WHERE unlisted IS NULL AND next_at IS NOT NULL ORDER BY next_at LIMIT ?1";
const RECENT: &str =
    "SELECT c.id, c.face FROM activity AS a INDEXED BY activity_at CROSS JOIN customer AS c ON c.id = a.customer
     WHERE a.gone IS NULL AND a.kind NOT IN ('note', 'web')
       AND ((c.unlisted IS NULL AND c.next_at IS NULL) OR c.face IS NOT NULL)
     ORDER BY a.at DESC";
const NEWEST: &str = "SELECT id, NULL FROM customer INDEXED BY customer_live
     WHERE unlisted IS NULL AND next_at IS NULL ORDER BY rowid DESC";

impl Desk {
    /// The list shown before anything is typed: what is due first, then whoever was last in touch,
    /// then the newest. Hardly more work than `limit` rows.
    pub fn opening(&self, limit: usize) -> Result<Vec<Line>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut due = self.conn.prepare_cached(DUE)?;
        let mut lines = due.query_map([limit], facts)?.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut more = Vec::new();
        let mut seen = HashSet::new();
        for sql in [RECENT, NEWEST] {
            let mut statement = self.conn.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while lines.len() + more.len() < limit
                && let Some(row) = rows.next()?
            {
                let id = Id::from_bytes(row.get(0)?);
                let face = row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes);
                if face.is_some_and(|face| seen.contains(&face)) || !seen.insert(id) {
                    continue;
                }
                let Some(face) = face else {
                    more.push(id);
                    continue;
                };
                seen.insert(face);
                more.extend(self.nothing_due(face)?.then_some(face));
            }
        }
        lines.extend(self.facts_of(&more)?);
        self.fill(&mut lines)?;
        Ok(lines)
    }

    /// The rows of these customers, in that order and once each, as the face of those they are one
    /// with; without those who are not there or were deleted.
    pub fn lines(&self, customers: &[Id]) -> Result<Vec<Line>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut lines = if group::any(&self.conn)? {
            self.facts_of(&group::listed(&self.conn, customers.to_vec())?)?
        } else {
            self.facts_of(customers)?
        };
        self.fill(&mut lines)?;
        Ok(lines)
    }

    fn facts_of(&self, customers: &[Id]) -> Result<Vec<Line>> {
        let mut statement = self.conn.prepare_cached(FACTS)?;
        let lines = customers.iter().map(|id| statement.query_row([id.as_bytes()], facts).optional());
        Ok(lines.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
    }

    /// Adds what is not in the customers' own records.
    fn fill(&self, lines: &mut [Line]) -> Result<()> {
        let mut last_at = self.conn.prepare_cached(LAST_AT)?;
        let mut numbers = self.conn.prepare_cached(NUMBERS)?;
        let mut blocked = self.conn.prepare_cached(BLOCKED_UNTIL)?;
        let mut number_blocked = self.conn.prepare_cached(NUMBER_UNTIL)?;
        let any_block: bool = self.conn.prepare_cached(ANY_BLOCK)?.query_row([], |row| row.get(0))?;
        let grouped = group::any(&self.conn)?;
        for line in lines {
            if grouped && self.fill_group(line)? {
                continue;
            }
            let id = line.id.as_bytes();
            line.last_at = last_at.query_row([id], |row| row.get(0))?;
            let mut rows = numbers.query([id])?;
            let mut first_free: Option<Option<i64>> = None;
            while let Some(row) = rows.next()? {
                line.phones.push(row.get::<_, Option<String>>(0)?.unwrap_or_default());
                let known: (Option<String>, [u8; 16], Option<[u8; 16]>) = (row.get(1)?, *id, row.get(2)?);
                if any_block && first_free != Some(None) {
                    let until: Option<i64> = number_blocked.query_row(known, |row| row.get(0))?;
                    first_free = Some(first_free.map_or(until, |first| first.min(until)));
                }
            }
            if any_block {
                let until: Option<i64> = blocked.query_row((id, line.kind == "person"), |row| row.get(0))?;
                line.blocked_until = until.max(first_free.flatten());
            }
        }
        Ok(())
    }

    /// The row of a face, out of its group's page; says whether it is one.
    fn fill_group(&self, line: &mut Line) -> Result<bool> {
        let members = group::members(&self.conn, line.id)?;
        if members.len() < 2 {
            return Ok(false);
        }
        let mut last_at = self.conn.prepare_cached(LAST_AT)?;
        let page = self.page(line.id, 0)?.unwrap_or_default();
        *line = Line { next_at: line.next_at, ..page.line() };
        for member in members {
            line.last_at = line.last_at.max(last_at.query_row([member.as_bytes()], |row| row.get(0))?);
        }
        Ok(true)
    }

    /// Says whether a face is to be shown among those for whom nothing is due.
    fn nothing_due(&self, face: Id) -> Result<bool> {
        let sql = "SELECT unlisted IS NULL AND next_at IS NULL FROM customer WHERE id = ?1";
        let there = self.conn.prepare_cached(sql)?.query_row([face.as_bytes()], |row| row.get(0));
        Ok(there.optional()?.unwrap_or(false))
    }

    /// [`Desk::lines`] of those who are listed under these very ids.
    pub(super) fn lines_listed(&self, customers: &[Id]) -> Result<Vec<Line>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut lines = self.facts_of(customers)?;
        self.fill(&mut lines)?;
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

fn facts(row: &Row<'_>) -> rusqlite::Result<Line> {
    let text = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    Ok(Line {
        id: Id::from_bytes(row.get(0)?),
        code: text(1)?,
        name: text(2)?,
        kana: text(3)?,
        kind: text(4)?,
        rank: text(5)?,
        next_at: row.get(6)?,
        ..Line::default()
    })
}
