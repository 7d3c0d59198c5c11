//! What calls come to over a range of days: totals, by rep or hour or outcome, by hour of the week.
//!
//! One question: the index of activities by time holds all that is asked, call by call, and each counts on
//! the wall clock of where it was logged. They are added up here: SQLite would sort them first.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rusqlite::{Params, Row};

use super::open::Desk;
use super::{Result, columns};
use crate::domain::fold::fold;
use crate::domain::report::{Asked, By, CallCounts, Hours, Key, LONGEST, Outcomes, TALK, Way, day_of};
use crate::domain::{Id, Value, day};

/// The clocks there are, in minutes east of UTC. A zone outside is none.
const WEST: i64 = -12 * 60;
const EAST: i64 = 14 * 60;

/// Milliseconds of a minute, an hour, a day, and of so many weeks that no wall clock is before them.
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = day::LENGTH;
const WEEKS: i64 = 200_000 * 7 * DAY;

impl Desk {
    /// What the outcomes of past calls count as.
    pub fn known_outcomes(&self) -> Result<Outcomes> {
        Ok(Outcomes::known(self.own_outcomes()?))
    }

    /// What the calls asked for came to.
    pub fn calls(&self, asked: &Asked) -> Result<CallCounts> {
        let mut total = CallCounts::default();
        self.add_up(asked, "NULL", |_, add| add(&mut total))?;
        Ok(total)
    }

    /// The same, laid apart: hours and days in their order, all else by how many calls.
    pub fn calls_by(&self, asked: &Asked, by: By) -> Result<Vec<(Key, CallCounts)>> {
        let mut rows: HashMap<Key, CallCounts> = HashMap::new();
        self.add_up(asked, &expression(by), |value, add| add(rows.entry(key(by, value)).or_default()))?;
        let mut rows: Vec<_> = if by == By::Source { folded(rows) } else { rows.into_iter().collect() };
        let in_order = matches!(by, By::Hour | By::Weekday | By::Day);
        rows.sort_by(|(a, few), (b, many)| {
            let size = if in_order { std::cmp::Ordering::Equal } else { many.calls.cmp(&few.calls) };
            size.then_with(|| a.cmp(b))
        });
        Ok(rows)
    }

    /// The same, by hour of the week.
    pub fn call_hours(&self, asked: &Asked) -> Result<Hours> {
        let mut hours = Hours::default();
        let hour_of_the_week = format!("{} * 24 + {}", expression(By::Weekday), expression(By::Hour));
        self.add_up(asked, &hour_of_the_week, |value, add| {
            let at = number(value);
            if let Some(counts) = hours.at(part(at / 24), part(at % 24)) {
                add(counts);
            }
        })?;
        Ok(hours)
    }

    /// Hands over the key of each call with what adds it to the counts it belongs to.
    fn add_up(
        &self,
        asked: &Asked,
        key: &str,
        mut take: impl FnMut(&Value, &dyn Fn(&mut CallCounts)),
    ) -> Result<()> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let outcomes = self.known_outcomes()?;
        let question = question(asked, key, &self.narrowing("customer"));
        let mut statement = self.conn.prepare_cached(&question)?;
        let mut rows = statement.query(parameters(asked))?;
        while let Some(row) = rows.next()? {
            let means = outcomes.means(columns::words(row, 1));
            let (talks, seconds, deals) = (count(row, 2)?, count(row, 3)?, count(row, 4)?);
            take(&columns::value(row, 0)?, &|counts| counts.add(means, 1, talks, deals, seconds));
        }
        Ok(())
    }
}

/// Key, outcome, whether it was talked, seconds, whether it is about a deal.
fn question(asked: &Asked, key: &str, narrowing: &str) -> String {
    format!(
        "SELECT {key}, outcome, coalesce(reach, 0) >= {TALK},
                min(max(coalesce(duration, 0), 0), {LONGEST}), deal IS NOT NULL
         {}",
        among(asked, narrowing)
    )
}

/// The calls asked for, with [`parameters`].
pub(super) fn among(asked: &Asked, narrowing: &str) -> String {
    let wall = wall();
    let way = match asked.way {
        Way::Out => "AND direction IS NOT 'in'",
        Way::In => "AND direction = 'in'",
        Way::Any => "",
    };
    format!(
        "FROM activity INDEXED BY activity_at
         WHERE at >= ?1 AND at < ?2 AND kind = 'call' AND gone IS NULL AND {wall} >= ?3 AND {wall} < ?4
               AND (?6 IS NULL OR rep = ?6) AND (?7 IS NULL OR list = ?7) {way} {narrowing}"
    )
}

/// What [`among`] takes.
pub(super) fn parameters(asked: &Asked) -> impl Params {
    let (begins, ends) = asked.walls();
    let bytes = |id: Option<Id>| id.map(|id| *id.as_bytes());
    (
        begins - EAST * MINUTE,
        ends - WEST * MINUTE,
        begins,
        ends,
        asked.zone,
        bytes(asked.rep),
        bytes(asked.list),
    )
}

/// The wall clock of where a call was logged, in milliseconds.
fn wall() -> String {
    format!("(at + CASE WHEN zone BETWEEN {WEST} AND {EAST} THEN zone ELSE ?5 END * {MINUTE})")
}

/// What calls of one key have in common.
pub(super) fn expression(by: By) -> String {
    let wall = wall();
    match by {
        By::Rep => "rep".into(),
        By::List => "list".into(),
        By::Outcome => "coalesce(outcome, '')".into(),
        By::Hour => format!("({wall} + {WEEKS}) / {HOUR} % 24"),
        // The first of January 1970 was a Thursday.
        By::Weekday => format!("(({wall} + {WEEKS}) / {DAY} + 3) % 7"),
        By::Day => format!("({wall} + {WEEKS}) / {DAY}"),
        By::Source => "coalesce((SELECT f.source FROM customer AS c
             JOIN customer AS f ON f.id = CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END
             WHERE c.id = activity.customer), '')"
            .into(),
    }
}

/// Rows whose sources fold alike as one, under the spelling that most of its calls have.
fn folded(rows: HashMap<Key, CallCounts>) -> Vec<(Key, CallCounts)> {
    let mut spelled: Vec<_> = rows.into_iter().collect();
    spelled.sort_by(|(a, few), (b, many)| many.calls.cmp(&few.calls).then_with(|| a.cmp(b)));
    let mut one: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<(Key, CallCounts)> = Vec::new();
    for (key, counts) in spelled {
        let plain = if let Key::Source(source) = &key { fold(source) } else { String::new() };
        match one.entry(plain) {
            Entry::Occupied(at) => rows[*at.get()].1.join(&counts),
            Entry::Vacant(at) => {
                at.insert(rows.len());
                rows.push((key, counts));
            }
        }
    }
    rows
}

pub(super) fn key(by: By, value: &Value) -> Key {
    match (by, value) {
        (By::Rep | By::List, Value::Ref(bytes)) => Key::Whose(Some(Id::from_bytes(*bytes))),
        (By::Rep | By::List, _) => Key::Whose(None),
        (By::Outcome, value) => Key::Outcome(value.text().to_owned()),
        (By::Source, value) => Key::Source(value.text().trim().to_owned()),
        (By::Day, value) => Key::Day(day_of(number(value) * DAY - WEEKS)),
        (By::Hour | By::Weekday, value) => Key::Part(part(number(value))),
    }
}

const fn number(value: &Value) -> i64 {
    if let Value::Int(number) = value { *number } else { 0 }
}

fn part(number: i64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn by_source_reads_the_same_range_and_each_customer_by_its_id() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("book.db"), "Kawai", 0).unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let asked = Asked { from: day, to: day, zone: 0, rep: None, list: None, way: Way::Out };
        let sql = format!("EXPLAIN QUERY PLAN {}", question(&asked, &expression(By::Source), ""));
        let mut statement = desk.conn.prepare(&sql).unwrap();
        let plan = statement.query_map([0; 7], |row| row.get::<_, String>(3)).unwrap();
        let plan: Vec<_> = plan.collect::<rusqlite::Result<_>>().unwrap();
        let reads = |table: &str| plan.iter().any(|step| step.starts_with(&format!("SEARCH {table} USING")));
        assert!(reads("activity") && reads("c") && reads("f"), "{plan:?}");
        assert!(plan.iter().all(|step| !step.starts_with("SCAN")), "{plan:?}");
    }

    /// A year of a large book must not be read to tell of a day.
    #[test]
    fn every_question_reads_the_asked_range_of_the_index_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("book.db"), "Kawai", 0).unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for by in [By::Rep, By::List, By::Hour, By::Weekday, By::Day, By::Outcome] {
            for way in [Way::Out, Way::In, Way::Any] {
                let asked = Asked { from: day, to: day, zone: 0, rep: None, list: None, way };
                let sql = format!("EXPLAIN QUERY PLAN {}", question(&asked, &expression(by), ""));
                let mut statement = desk.conn.prepare(&sql).unwrap();
                let plan = statement.query_map([0; 7], |row| row.get::<_, String>(3)).unwrap();
                let plan: Vec<_> = plan.collect::<rusqlite::Result<_>>().unwrap();
                assert_eq!(
                    plan,
                    ["SEARCH activity USING COVERING INDEX activity_at (at>? AND at<?)"],
                    "{by:?} {way:?}"
                );
            }
        }
    }
}
