//! What somebody said of the columns under a header: a fact about this desk alone, in no log.

use rusqlite::OptionalExtension;

use super::Result;
use super::open::Desk;
use crate::domain::Id;

impl Desk {
    /// What was said of the columns under that header, as JSON; nothing where nothing was.
    pub fn known_header(&self, header: Id) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT told FROM known_header WHERE header = ?1")?;
        Ok(statement.query_row([header.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Remembers what was said, in place of what was said before. `now` is in Unix milliseconds.
    pub fn remember_header(&self, header: Id, told: &str, now: i64) -> Result<()> {
        let sql = "INSERT INTO known_header (header, told, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (header) DO UPDATE SET told = excluded.told, at = excluded.at";
        self.conn.prepare_cached(sql)?.execute((header.as_bytes(), told, now))?;
        Ok(())
    }
}
