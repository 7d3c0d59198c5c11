//! Finding the one record a person means by an id, the beginning of one, a code or `system:id`.

use rusqlite::Params;

use super::Result;
use super::group;
use super::open::Desk;
use crate::domain::{Id, Noun, Trouble};

/// Hex digits of an id that must be given before its beginning counts.
const SHORTEST: usize = 4;

impl Desk {
    /// The customer that `name` means: as their face, where they are one with others.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where none is meant, [`Trouble::Ambiguous`] with the candidates where
    /// several could be.
    pub fn customer(&self, name: &str) -> Result<Id> {
        let name = name.trim();
        let mut found = self.records_named(name)?;
        if group::any(&self.conn)? {
            found = group::listed(&self.conn, found)?;
        }
        self.only(name, found)
    }

    /// The very record that `name` means, also where it is shown as another.
    ///
    /// # Errors
    /// As [`Desk::customer`].
    pub fn member(&self, name: &str) -> Result<Id> {
        self.only(name.trim(), self.records_named(name.trim())?)
    }

    fn records_named(&self, name: &str) -> Result<Vec<Id>> {
        let mut found = self.ids(
            "SELECT id FROM customer WHERE code = ?1 AND (unlisted IS NULL OR face IS NOT NULL) LIMIT 9",
            [name],
        )?;
        if let Some((system, value)) = name.split_once(':') {
            found.extend(self.ids(
                "SELECT DISTINCT customer FROM external_id
                 WHERE system = ?1 AND value = ?2 AND gone IS NULL AND customer IS NOT NULL AND record IS NULL LIMIT 9",
                [system, value],
            )?);
        }
        if found.is_empty() {
            found = self.ids_beginning(Noun::Customer, name)?;
        }
        Ok(found)
    }

    /// The record of a noun whose id is, or alone begins with, `name`.
    pub fn record(&self, noun: Noun, name: &str) -> Result<Id> {
        let found = self.ids_beginning(noun, name.trim())?;
        self.only(name, found)
    }

    pub(super) fn only(&self, name: &str, mut found: Vec<Id>) -> Result<Id> {
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] => Err(Trouble::NotFound(name.to_owned()).into()),
            [id] => Ok(*id),
            several => {
                let candidates = several.iter().map(|id| self.candidate(*id)).collect::<Result<_>>()?;
                Err(Trouble::Ambiguous { name: name.to_owned(), candidates }.into())
            }
        }
    }

    fn candidate(&self, id: Id) -> Result<String> {
        let name = self.line(id)?.map(|line| line.name).unwrap_or_default();
        Ok(format!("{id} {name}").trim_end().to_owned())
    }

    pub(super) fn ids_beginning(&self, noun: Noun, name: &str) -> Result<Vec<Id>> {
        let Some((from, to)) = range(name) else { return Ok(Vec::new()) };
        let there =
            if noun == Noun::Customer { "(unlisted IS NULL OR face IS NOT NULL)" } else { "gone IS NULL" };
        let sql = format!(
            "SELECT id FROM {} WHERE id >= ?1 AND id <= ?2 AND {there} ORDER BY id LIMIT 9",
            noun.table()
        );
        self.ids(&sql, [from, to])
    }

    /// Every customer whose id begins so, deleted and erased ones too.
    pub(super) fn ids_ever_beginning(&self, name: &str) -> Result<Vec<Id>> {
        let Some((from, to)) = range(name.trim()) else { return Ok(Vec::new()) };
        self.ids("SELECT id FROM customer WHERE id >= ?1 AND id <= ?2 ORDER BY id LIMIT 9", [from, to])
    }

    fn ids(&self, sql: &str, params: impl Params) -> Result<Vec<Id>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let ids = statement.query_map(params, |row| row.get(0).map(Id::from_bytes))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// The first and last id that begin with these hex digits.
fn range(name: &str) -> Option<([u8; 16], [u8; 16])> {
    let digits: Vec<u8> = name
        .chars()
        .filter(|c| *c != '-')
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    if digits.len() < SHORTEST || digits.len() > 32 {
        return None;
    }
    let (mut from, mut to) = ([0; 16], [0xff; 16]);
    for (at, digit) in digits.into_iter().enumerate() {
        let shift = if at % 2 == 0 { 4 } else { 0 };
        from[at / 2] |= digit << shift;
        to[at / 2] &= !(0x0f << shift) | (digit << shift);
    }
    Some((from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_an_id_spans_all_ids_that_have_it() {
        let (from, to) = range("abc-d1").unwrap();
        assert_eq!(&from[..3], [0xab, 0xcd, 0x10]);
        assert_eq!(&to[..3], [0xab, 0xcd, 0x1f]);
        assert_eq!(range("abc"), None);
        assert_eq!(range("田中さん"), None);
    }
}
