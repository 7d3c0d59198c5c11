//! Who answers exactly to a number, an address, a code, another system's id or a name: by indexes,
//! for lists that are pasted line by line.

use rusqlite::Params;

use super::Result;
use super::group;
use super::open::Desk;
use crate::domain::Id;

/// More than so many who answer to one thing are not told apart.
const MOST: usize = 1_000;

const AT: &str = "SELECT DISTINCT p.customer FROM contact_point AS p JOIN customer AS c ON c.id = p.customer
     WHERE p.normal = ?1 AND p.gone IS NULL AND p.state IS NOT 'wrong'
       AND (c.unlisted IS NULL OR c.face IS NOT NULL) LIMIT ?2";
const CODED: &str =
    "SELECT id FROM customer WHERE code = ?1 AND (unlisted IS NULL OR face IS NOT NULL) LIMIT ?2";
const ELSEWHERE: &str =
    "SELECT DISTINCT e.customer FROM external_id AS e JOIN customer AS c ON c.id = e.customer
     WHERE e.system = ?1 AND e.value = ?2 AND e.record IS NULL AND e.gone IS NULL
       AND (c.unlisted IS NULL OR c.face IS NOT NULL) LIMIT ?3";
const NAMED: &str = "SELECT id FROM customer WHERE name = ?1 COLLATE NOCASE AND gone IS NULL LIMIT ?2";
const READ: &str = "SELECT id FROM customer WHERE kana = ?1 AND kana IS NOT NULL AND gone IS NULL LIMIT ?2";
/// Every other system there is, one step in the index each.
const SYSTEMS: &str = "WITH RECURSIVE known (name) AS (
       SELECT min(system) FROM external_id
       UNION ALL SELECT (SELECT min(system) FROM external_id WHERE system > name) FROM known
       WHERE name IS NOT NULL)
     SELECT name FROM known WHERE name IS NOT NULL";

impl Desk {
    /// Who has that number or mail address, given in its normal form.
    pub fn customers_at(&self, normal: &str) -> Result<Vec<Id>> {
        self.answering(AT, (normal, MOST))
    }

    /// Whose code that is.
    pub fn customers_coded(&self, code: &str) -> Result<Vec<Id>> {
        self.answering(CODED, (code, MOST))
    }

    /// Who another system calls that.
    pub fn customers_elsewhere(&self, system: &str, value: &str) -> Result<Vec<Id>> {
        self.answering(ELSEWHERE, (system, value, MOST))
    }

    /// Whose name that is, in these characters.
    pub fn customers_named(&self, name: &str) -> Result<Vec<Id>> {
        self.answering(NAMED, (name, MOST))
    }

    /// Whose reading that is.
    pub fn customers_read(&self, kana: &str) -> Result<Vec<Id>> {
        self.answering(READ, (kana, MOST))
    }

    /// The other systems that customers have ids in.
    pub fn systems(&self) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare_cached(SYSTEMS)?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Hands over the name and the reading of everybody; of whom is one with others each name, under
    /// the id of their face.
    pub fn each_name(&self, mut take: impl FnMut(Id, &str, &str)) -> Result<()> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, name, kana FROM customer WHERE gone IS NULL")?;
        let grouped = group::any(&self.conn)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = Id::from_bytes(row.get(0)?);
            let id = if grouped { group::face(&self.conn, id)? } else { id };
            let text =
                |column| row.get_ref(column).map(|cell| cell.as_str_or_null().ok().flatten().unwrap_or(""));
            take(id, text(1)?, text(2)?);
        }
        Ok(())
    }

    pub(super) fn answering(&self, sql: &str, params: impl Params) -> Result<Vec<Id>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let ids = statement.query_map(params, |row| row.get(0).map(Id::from_bytes))?;
        let ids: Vec<Id> = ids.collect::<rusqlite::Result<_>>()?;
        if group::any(&self.conn)? { group::listed(&self.conn, ids) } else { Ok(ids) }
    }
}
