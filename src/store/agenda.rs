//! The agenda: open next steps by due time, and the day's counts for the header.

use super::open::Desk;
use super::{Result, read::many};
use crate::domain::agenda::Due;
use crate::domain::next_step::NextStep;

impl Desk {
    /// Open next steps, the earliest first and those without a time last; at most `limit`.
    pub fn agenda(&self, limit: usize) -> Result<Vec<Due>> {
        let open = "t.done_at IS NULL AND t.gone IS NULL";
        let dated = format!("WHERE {open} AND t.due_at IS NOT NULL ORDER BY t.due_at LIMIT ?1");
        let mut steps: Vec<NextStep> = many(&self.conn, &dated, [limit])?;
        if steps.len() < limit {
            let undated = format!("WHERE {open} AND t.due_at IS NULL ORDER BY t.id LIMIT ?1");
            steps.extend(many::<NextStep>(&self.conn, &undated, [limit - steps.len()])?);
        }
        let mut agenda = Vec::with_capacity(steps.len());
        for step in steps {
            let line = step.customer.map(|customer| self.line(customer)).transpose()?.flatten();
            agenda.extend(line.map(|line| Due { step, line }));
        }
        Ok(agenda)
    }

    /// How many open next steps are due before `until` (Unix milliseconds).
    pub fn due_count(&self, until: i64) -> Result<usize> {
        self.count(
            "SELECT count(*) FROM next_step WHERE done_at IS NULL AND gone IS NULL AND due_at < ?1",
            until,
        )
    }

    /// How many calls were logged at or after `since` (Unix milliseconds).
    pub fn calls_since(&self, since: i64) -> Result<usize> {
        self.count("SELECT count(*) FROM activity WHERE kind = 'call' AND at >= ?1 AND gone IS NULL", since)
    }

    fn count(&self, sql: &str, moment: i64) -> Result<usize> {
        let count: i64 = self.conn.prepare_cached(sql)?.query_row([moment], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }
}
