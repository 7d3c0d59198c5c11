//! What the screen of the walk asks of the book: the lists, a stop on one, why one is dry, and the
//! place where a walk was left.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};
use rusqlite::OptionalExtension;

use super::Result;
use super::group;
use super::open::Desk;
use super::read::many;
use super::walker::Walker;
use crate::domain::Id;
use crate::domain::call_list::CallList;
use crate::domain::contact_point::ContactPoint;
use crate::domain::entry::Entry;
use crate::domain::page::Page;
use crate::domain::standing::Standing;
use crate::domain::walk::{Dry, Listed, Pace, Reason, Stop};

/// Activities on a stop's page.
const ACTIVITIES: usize = 50;
/// Customers told under one reason.
const WHO: usize = 200;
/// As many as there are faces.
const TOTAL: &str = "SELECT count(DISTINCT coalesce(c.face, e.customer)) FROM entry AS e
     LEFT JOIN customer AS c ON c.id = e.customer WHERE e.list = ?1 AND e.gone IS NULL";
const CALLED: &str = "SELECT count(DISTINCT coalesce(c.face, a.customer)) FROM activity AS a
     LEFT JOIN customer AS c ON c.id = a.customer WHERE a.list = ?1 AND a.gone IS NULL";
const HOUR: i64 = 3_600_000;
/// Sooner than this after the first call nobody can tell how many it will be in an hour.
const SOON: i64 = HOUR / 12;

impl Desk {
    /// The call lists, the newest first.
    pub fn listed(&self) -> Result<Vec<Listed>> {
        let lists: Vec<CallList> = many(
            &self.conn,
            "WHERE t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.made_at DESC, t.id",
            [],
        )?;
        let last = self.walked_last()?;
        lists.into_iter().map(|list| self.how_far(list, last)).collect()
    }

    fn how_far(&self, list: CallList, last: Option<Id>) -> Result<Listed> {
        let count = |sql: &str| -> Result<usize> {
            let count: i64 =
                self.conn.prepare_cached(sql)?.query_row([list.id.as_bytes()], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        if group::any(&self.conn)? {
            return Ok(Listed {
                total: count(TOTAL)?,
                called: count(CALLED)?,
                last: last == Some(list.id),
                list,
            });
        }
        let total = count("SELECT count(*) FROM entry WHERE list = ?1 AND gone IS NULL")?;
        let called = count("SELECT count(DISTINCT customer) FROM activity WHERE list = ?1 AND gone IS NULL")?;
        Ok(Listed { total, called, last: last == Some(list.id), list })
    }

    /// Remembers where a walk is, for this book alone.
    pub fn keep_place(&self, list: Id, customer: Id) -> Result<()> {
        let sql = "INSERT INTO desk (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        let tx = self.conn.unchecked_transaction()?;
        tx.execute(sql, (place_of(list), customer.as_bytes()))?;
        tx.execute(sql, ("walk", list.as_bytes()))?;
        Ok(tx.commit()?)
    }

    /// Where the walk of a list was left.
    pub fn place(&self, list: Id) -> Result<Option<Id>> {
        self.fact(&place_of(list))?.map(|customer| self.face(customer)).transpose()
    }

    /// The list that was walked last, if it is still there.
    pub fn walked_last(&self) -> Result<Option<Id>> {
        let Some(id) = self.fact("walk")? else { return Ok(None) };
        let sql = "SELECT gone IS NULL FROM call_list WHERE id = ?1";
        let there = self.conn.prepare_cached(sql)?.query_row([id.as_bytes()], |row| row.get::<_, bool>(0));
        Ok(there.optional()?.filter(|there| *there).map(|_| id))
    }
}

impl Walker {
    /// The customer to call next, leaving out those passed by; nothing where nobody is.
    pub fn next_stop(
        &self,
        desk: &Desk,
        now: DateTime<FixedOffset>,
        passed: &HashSet<Id>,
    ) -> Result<Option<Stop>> {
        match self.queue.next(now, passed) {
            Some(pick) => self.stop(desk, pick.customer, now),
            None => Ok(None),
        }
    }

    /// Says whether a walk stays with a customer: they are still to be called now.
    #[must_use]
    pub fn may_go_on(&self, customer: Id, now: DateTime<FixedOffset>) -> bool {
        matches!(self.queue.standing(customer, now), Some(Standing::Ready(..)))
    }

    /// That customer, wherever they stand; nothing where they are gone.
    pub fn stop(&self, desk: &Desk, customer: Id, now: DateTime<FixedOffset>) -> Result<Option<Stop>> {
        let Some(page) = desk.page(customer, ACTIVITIES)?.filter(|page| !page.customer.gone) else {
            return Ok(None);
        };
        let customer = page.customer.id;
        let standing = self.queue.standing(customer, now);
        let entry = desk.entry_on(self.list.id, customer)?;
        Ok(Some(Stop {
            entry: entry.unwrap_or_else(|| Entry::unwritten(self.list.id, customer)),
            number: self.number(&page, standing),
            list: self.list.clone(),
            outcomes: desk.outcomes_on(self.list.id)?,
            standing,
            tries: self.queue.prospect(customer).map_or(0, |prospect| prospect.tries),
            most: self.queue.rules.pacing.tries,
            progress: self.queue.progress(now),
            pace: self.pace(now),
            page,
        }))
    }

    /// Why nobody is called, with those under each reason.
    pub fn dry(&self, desk: &Desk, now: DateTime<FixedOffset>) -> Result<Dry> {
        let mut reasons = Vec::new();
        for (code, who) in self.queue.reasons(now) {
            let first: Vec<Id> = who.iter().take(WHO).map(|(id, _)| *id).collect();
            let lines = desk.lines(&first)?;
            let standing = |id| who.iter().find(|(known, _)| *known == id).map(|(_, standing)| *standing);
            let lines =
                lines.into_iter().filter_map(|line| standing(line.id).map(|standing| (line, standing)));
            reasons.push(Reason { code, count: who.len(), who: lines.collect() });
        }
        Ok(Dry {
            list: self.list.clone(),
            progress: self.queue.progress(now),
            pace: self.pace(now),
            next_at: self.queue.next_at(now),
            reasons,
        })
    }

    fn number(&self, page: &Page, standing: Option<Standing>) -> Option<Id> {
        let rings = |point: &&ContactPoint| point.rings();
        let Some(Standing::Ready(_, number)) = standing else {
            return page.contact_points.iter().find(rings).map(|point| point.id);
        };
        let meant = self.queue.dialled(number);
        let points = page.contact_points.iter().filter(rings);
        points
            .clone()
            .find(|point| Some(point.dialled()) == meant)
            .or(points.clone().next())
            .map(|point| point.id)
    }

    /// What the rep's day has come to by `now`.
    fn pace(&self, now: DateTime<FixedOffset>) -> Pace {
        let connects = self.queue.rules.outcomes.iter().filter(|outcome| outcome.connected);
        let connects: HashSet<&str> = connects.map(|outcome| outcome.code.as_str()).collect();
        let connected = self.own.iter().filter(|call| connects.contains(call.outcome.as_str())).count();
        let moments: Vec<i64> = self.own.iter().map(|call| call.at).collect();
        Pace { calls: moments.len(), connected, an_hour: an_hour(&moments, now.timestamp_millis()) }
    }
}

/// Calls in the last hour; where the first of them is younger, what they would come to in one.
fn an_hour(calls: &[i64], now: i64) -> usize {
    let recent: Vec<i64> = calls.iter().copied().filter(|at| *at > now - HOUR && *at <= now).collect();
    let Some(first) = recent.iter().min() else { return 0 };
    let earlier = calls.iter().any(|at| *at <= now - HOUR);
    let span = if earlier { HOUR } else { (now - first).max(SOON) };
    let per_hour = i64::try_from(recent.len()).unwrap_or(i64::MAX).saturating_mul(HOUR) / span;
    usize::try_from(per_hour).unwrap_or(0)
}

fn place_of(list: Id) -> String {
    format!("walk {list}")
}

#[cfg(test)]
mod tests {
    use super::{HOUR, an_hour};

    #[test]
    fn the_pace_is_that_of_the_last_hour_or_of_what_there_is_of_it() {
        assert_eq!(an_hour(&[], 10 * HOUR), 0);
        assert_eq!(an_hour(&[10 * HOUR - HOUR / 2, 10 * HOUR], 10 * HOUR), 4);
        assert_eq!(an_hour(&[HOUR, 10 * HOUR - 1], 10 * HOUR), 1);
        assert_eq!(an_hour(&[10 * HOUR], 10 * HOUR), 12);
    }
}
