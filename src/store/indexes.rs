//! Does without some indexes while a great deal is written, and makes them at the end.
//!
//! Sorting once is quicker than finding the place of every entry. Both happen inside the action,
//! so whoever reads meanwhile has them all.

use super::Result;
use super::commit::Bulk;

/// Indexes whose entries do not come in their order. Those by customer do, and a search of what
/// hangs on one needs them.
const OUT_OF_ORDER: &[&str] =
    &["contact_point_normal", "customer_code", "customer_kana", "customer_name", "external_id_value"];

impl Bulk<'_> {
    /// Postpones the indexes that rows out of order are slow to enter into. For an action that
    /// fills an empty book; of no use to any other.
    pub fn postpone_indexes(&mut self) -> Result<()> {
        for name in OUT_OF_ORDER {
            let sql = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            let made_by: String = self.conn().query_row(sql, [name], |row| row.get(0))?;
            self.conn().execute_batch(&format!("DROP INDEX {name}"))?;
            self.postponed.push(made_by);
        }
        Ok(())
    }

    pub(super) fn make_postponed(&mut self) -> Result<()> {
        for made_by in std::mem::take(&mut self.postponed) {
            self.conn().execute_batch(&made_by)?;
        }
        Ok(())
    }
}
