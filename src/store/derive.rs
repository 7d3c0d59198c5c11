//! Columns worked out from other records, kept only so that lists need not look further:
//! when a customer's first open step is due, and how many customers there are.
//!
//! Maintained by every commit; `doctor` works them out again and compares. When somebody was last
//! in touch is not kept: a call would have to write it, and an index of activities tells as fast.

use rusqlite::Connection;

use super::Result;
use crate::domain::Id;

/// What a customer's `next_at` should hold. `c` is the customer.
macro_rules! next_at {
    () => {
        "(SELECT min(due_at) FROM next_step WHERE customer = c.id AND done_at IS NULL AND gone IS NULL)"
    };
}

/// How many customers' `next_at` does not hold what it should.
pub(super) const NEXT_AT_OFF: &str =
    concat!("SELECT count(*) FROM customer AS c WHERE c.next_at IS NOT ", next_at!());

/// Works out a customer's derived columns afresh.
pub(super) fn refresh(conn: &Connection, customer: Id) -> Result<()> {
    conn.prepare_cached(concat!("UPDATE customer AS c SET next_at = ", next_at!(), " WHERE id = ?1"))?
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
