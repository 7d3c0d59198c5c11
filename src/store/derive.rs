//! Columns worked out from other records, kept only so that lists need not look further:
//! when a customer's first open step is due, and when they were last in touch.
//!
//! Maintained by every commit; `doctor` works them out again and compares.

use rusqlite::Connection;

use super::Result;
use crate::domain::Id;

/// What a customer's derived columns should hold. `c` is the customer.
pub(super) const NEXT_AT: &str = "(SELECT min(due_at) FROM next_step
    WHERE customer = c.id AND done_at IS NULL AND gone IS NULL)";
pub(super) const LAST_AT: &str = "(SELECT at FROM activity
    WHERE customer = c.id AND gone IS NULL AND kind <> 'note' ORDER BY at DESC LIMIT 1)";

/// Works out a customer's derived columns afresh.
pub(super) fn refresh(conn: &Connection, customer: Id) -> Result<()> {
    conn.prepare_cached(&format!(
        "UPDATE customer AS c SET next_at = {NEXT_AT}, last_at = {LAST_AT} WHERE id = ?1"
    ))?
    .execute([customer.as_bytes()])?;
    Ok(())
}

/// Adds to the tally of live customers.
pub(super) fn count(conn: &Connection, more: i64) -> Result<()> {
    if more != 0 {
        conn.prepare_cached(
            "INSERT INTO desk (name, value) VALUES ('customers', ?1)
             ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
        )?
        .execute([more])?;
    }
    Ok(())
}
