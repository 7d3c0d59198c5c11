//! The pipelines of a book: the standard one, and its own records over it.

use rusqlite::Connection;

use super::Result;
use super::open::Desk;
use super::read::many;
use crate::domain::Noun;
use crate::domain::pipeline::{Pipelines, STANDARD};
use crate::domain::stage::Stage;

/// Every pipeline, dropped ones too.
pub(super) fn all(conn: &Connection) -> Result<Pipelines> {
    let pipelines = many(conn, "ORDER BY t.id LIMIT 999", [])?;
    Ok(Pipelines::new(pipelines, many(conn, "ORDER BY t.id LIMIT 9999", [])?))
}

impl Desk {
    /// The pipelines deals go through here, dropped ones too.
    pub fn pipelines(&self) -> Result<Pipelines> {
        all(&self.conn)
    }

    /// How many deals stand in a stage.
    pub fn deals_in(&self, stage: &Stage) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM {} WHERE stage = ?1 AND coalesce(pipeline, ?3) = ?2 AND gone IS NULL",
            Noun::Deal.table()
        );
        let place = (&stage.code, &stage.pipeline, STANDARD);
        Ok(self.conn.prepare_cached(&sql)?.query_row(place, |row| row.get(0))?)
    }
}
