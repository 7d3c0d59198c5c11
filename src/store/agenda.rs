//! The agenda: open next steps by due time, what fell due, and the day's counts for the header.

use std::collections::HashMap;

use super::open::Desk;
use super::{Result, read::many};
use crate::domain::Id;
use crate::domain::agenda::{Due, Whose};
use crate::domain::next_step::NextStep;
use crate::domain::rep::Rep;

/// An open step that answers to a [`Claim`], as the first three parameters.
const WAITS: &str =
    "t.done_at IS NULL AND t.gone IS NULL AND (?1 OR t.owner IS ?2 OR (?3 AND t.owner IS NULL))";

/// [`Whose`] as SQL takes it: everyone's; else that rep's; and nobody's too.
pub(super) type Claim = (bool, Option<[u8; 16]>, bool);

impl Desk {
    /// Open next steps, the earliest first and those without a time last; at most `limit`.
    pub fn agenda(&self, whose: Whose, limit: usize) -> Result<Vec<Due>> {
        let (all, rep, pool) = self.claim(whose);
        let dated = format!("WHERE {WAITS} AND t.due_at IS NOT NULL ORDER BY t.due_at LIMIT ?4");
        let mut steps: Vec<NextStep> = many(&self.conn, &dated, (all, rep, pool, limit))?;
        if steps.len() < limit {
            let undated = format!("WHERE {WAITS} AND t.due_at IS NULL ORDER BY t.id LIMIT ?4");
            let rest = limit - steps.len();
            steps.extend(many::<NextStep>(&self.conn, &undated, (all, rep, pool, rest))?);
        }
        self.whom(steps)
    }

    /// Open next steps of whoever sits here, and nobody's, that fell due after `since` and not after `until` (Unix
    /// milliseconds): the newest first, at most `limit`.
    pub fn fell_due(&self, since: i64, until: i64, limit: usize) -> Result<Vec<Due>> {
        let (all, rep, pool) = self.claim(Whose::Mine);
        let fell =
            format!("WHERE {WAITS} AND t.due_at > ?4 AND t.due_at <= ?5 ORDER BY t.due_at DESC LIMIT ?6");
        self.whom(many(&self.conn, &fell, (all, rep, pool, since, until, limit))?)
    }

    /// How many of them are due at `now`.
    pub fn due_count(&self, now: i64) -> Result<usize> {
        let sql = format!("SELECT count(*) FROM next_step AS t WHERE {WAITS} AND t.due_at <= ?4");
        let (all, rep, pool) = self.claim(Whose::Mine);
        let count: i64 =
            self.conn.prepare_cached(&sql)?.query_row((all, rep, pool, now), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// When the next of them is due after `now`.
    pub fn next_due(&self, now: i64) -> Result<Option<i64>> {
        let sql = format!(
            "SELECT t.due_at FROM next_step AS t WHERE {WAITS} AND t.due_at > ?4 ORDER BY t.due_at LIMIT 1"
        );
        let (all, rep, pool) = self.claim(Whose::Mine);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query((all, rep, pool, now))?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }

    /// How many calls were logged at or after `since` (Unix milliseconds).
    pub fn calls_since(&self, since: i64) -> Result<usize> {
        let sql = "SELECT count(*) FROM activity WHERE kind = 'call' AND at >= ?1 AND gone IS NULL";
        let count: i64 = self.conn.prepare_cached(sql)?.query_row([since], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    pub(super) fn claim(&self, whose: Whose) -> Claim {
        let rep = match whose {
            Whose::Mine => self.rep(),
            Whose::Everyones => None,
            Whose::Of(rep) => Some(rep),
        };
        (whose == Whose::Everyones, rep.map(|id| *id.as_bytes()), whose == Whose::Mine)
    }

    /// Initials of every rep but the one who sits here.
    pub(super) fn others(&self) -> Result<HashMap<Id, String>> {
        let reps: Vec<Rep> = many(&self.conn, "WHERE t.gone IS NULL", [])?;
        let others = reps.into_iter().filter(|rep| Some(rep.id) != self.rep());
        Ok(others.map(|rep| (rep.id, rep.initials)).collect())
    }

    fn whom(&self, steps: Vec<NextStep>) -> Result<Vec<Due>> {
        let others = self.others()?;
        let mut all = Vec::with_capacity(steps.len());
        for step in steps {
            let line = step.customer.map(|customer| self.line(customer)).transpose()?.flatten();
            let initials = step.owner.and_then(|owner| others.get(&owner)).cloned().unwrap_or_default();
            let step = |face| NextStep { customer: Some(face), ..step };
            all.extend(line.map(|line| Due { step: step(line.id), line, initials }));
        }
        Ok(all)
    }
}
