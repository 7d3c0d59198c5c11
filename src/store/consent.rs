//! What a desk's rules say about consent.

use rusqlite::{Connection, OptionalExtension as _};

use super::Result;
use crate::domain::pacing;

/// The channel over which consumers must have agreed to be contacted, or `all`; empty for none.
pub(super) fn must_agree(conn: &Connection) -> Result<String> {
    let sql = "SELECT consent FROM pacing WHERE id = ?1 AND gone IS NULL";
    let said = conn.prepare_cached(sql)?.query_row([pacing::id_of(None).as_bytes()], |row| row.get(0));
    Ok(said.optional()?.flatten().unwrap_or_default())
}
