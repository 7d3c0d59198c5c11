//! What the rules in force make of the calls on a list: to be tried again, at the end, or through.
//!
//! Behaviour is read from an outcome's flags. Called by the queue and by the settings, which ask
//! the same with other rules.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::calendar;
use super::outcome::{self, Outcome};
use super::pacing::{self, Pacing};
use super::zone::Zone;
use super::{Id, delay};

/// How far ahead of now a call may have been noted before it counts as noted by a wrong clock.
pub const WRONG_CLOCK: i64 = 24 * 3_600_000;
const MINUTE: i64 = 60_000;

/// The rules that hold on one list.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The outcomes known there, those no longer in menus too.
    pub outcomes: Vec<Outcome>,
    /// How often and when a number may be rung.
    pub pacing: Pacing,
    /// Who walks.
    pub rep: Option<Id>,
    /// Customers of other reps are called too.
    pub everyones: bool,
    /// When a try that waits for days is due.
    pub callback: NaiveTime,
}

/// A call made on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// When, Unix milliseconds.
    pub at: i64,
    /// How it ended: an outcome's code.
    pub outcome: String,
}

/// What the calls on a list come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// None was made.
    #[default]
    Fresh,
    /// To be tried again.
    Retry {
        /// When the last call was.
        called: i64,
        /// Not before then, Unix milliseconds.
        at: i64,
        /// Not at this time of day.
        part: Option<u8>,
    },
    /// The last one ended it.
    Done,
    /// As many were made as the rules allow.
    Maximum,
}

impl Rules {
    /// The outcome of that code.
    #[must_use]
    pub fn outcome(&self, code: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.code == code)
    }

    /// What these calls, oldest first, come to where the customer is; and how many of them were
    /// tries.
    #[must_use]
    pub fn fate(&self, calls: &[Call], rank: &str, zone: Zone) -> (Fate, usize) {
        let ended: Vec<(i64, Option<&Outcome>)> = calls
            .iter()
            .map(|call| (call.at, self.outcome(&call.outcome)))
            .filter(|(_, outcome)| outcome.is_none_or(|outcome| outcome.also != outcome::MISTAKE))
            .collect();
        let tries = ended.iter().filter(|(_, outcome)| outcome.is_none_or(|known| known.attempt)).count();
        let Some((at, last)) = ended.last().copied() else { return (Fate::Fresh, tries) };
        let through = |outcome: &Outcome| outcome.finished || outcome.also == outcome::DUPLICATE;
        if last.is_some_and(through) {
            return (Fate::Done, tries);
        }
        if self.exhausted(&ended, last) {
            return (Fate::Maximum, tries);
        }
        (self.retry(&ended, at, last, rank, zone), tries)
    }

    /// To be tried again after the last of these, a call at `called`; as often in a day as its outcome
    /// may be had.
    fn retry(
        &self,
        ended: &[(i64, Option<&Outcome>)],
        called: i64,
        last: Option<&Outcome>,
        rank: &str,
        zone: Zone,
    ) -> Fate {
        let Some(outcome) = last else { return Fate::Retry { called, at: called, part: None } };
        let local = zone.local(called);
        let same = |ended: Option<&Outcome>| code(ended) == outcome.code;
        let in_a_row = ended.iter().rev().take_while(|(_, ended)| same(*ended)).count();
        let by_rank = outcome.ranks().iter().position(|known| *known == rank);
        let wait = outcome.wait(by_rank.unwrap_or(in_a_row.saturating_sub(1)));
        let due = wait.map(|minutes| delay::after(local, minutes, outcome.working, self.callback));
        let due = due.map_or(called, |due| due.timestamp_millis());
        let that_day = |at: i64| zone.local(at).date_naive() == local.date_naive();
        let times = ended.iter().filter(|(at, ended)| same(*ended) && that_day(*at)).count();
        let tomorrow = || zone.moment(midnight_after(local)).timestamp_millis();
        Fate::Retry {
            called,
            at: if times >= limit(outcome.per_day) { due.max(tomorrow()) } else { due },
            part: outcome.other_part.then(|| pacing::part(minute(local.time()))),
        }
    }

    /// Says whether the last outcome, or all together, has been had as often as allowed.
    fn exhausted(&self, ended: &[(i64, Option<&Outcome>)], last: Option<&Outcome>) -> bool {
        let known = || ended.iter().filter_map(|(_, outcome)| *outcome);
        let idle = known().filter(|outcome| !outcome.attempt || outcome.exempt).count();
        if ended.len() - idle >= limit(self.pacing.tries) {
            return true;
        }
        let Some(last) = last else { return false };
        let tries = self.outcome(last.counted_as()).unwrap_or(last).tries;
        known().filter(|outcome| outcome.counted_as() == last.counted_as()).count() >= limit(tries)
    }

    /// Milliseconds between two calls to one number.
    #[must_use]
    pub fn gap(&self) -> i64 {
        self.pacing.gap.unwrap_or(0).saturating_mul(MINUTE)
    }
}

fn midnight_after(at: DateTime<FixedOffset>) -> NaiveDateTime {
    at.date_naive().succ_opt().unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN)
}

fn code(outcome: Option<&Outcome>) -> &str {
    outcome.map_or("", |outcome| &outcome.code)
}

/// A number of times that may not be set.
pub(super) fn limit(most: Option<i64>) -> usize {
    most.and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0).unwrap_or(usize::MAX)
}

/// The time of day somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// On the clock.
    pub time: NaiveTime,
    /// Minutes after midnight.
    pub minute: i64,
    /// The day of the week.
    pub weekday: Weekday,
    /// Calls are made on such a day.
    pub works: bool,
}

/// One moment, as clocks show it wherever customers are.
#[derive(Debug)]
pub struct Now {
    /// Unix milliseconds.
    pub ms: i64,
    here: Local,
    there: RefCell<Vec<(Zone, Local)>>,
    weekends: bool,
    holidays: bool,
}

impl Now {
    /// That moment under these rules of pacing.
    #[must_use]
    pub fn at(now: DateTime<FixedOffset>, pacing: &Pacing) -> Self {
        let (weekends, holidays) = (pacing.weekends, pacing.holidays);
        Self {
            ms: now.timestamp_millis(),
            here: local(now, weekends, holidays),
            there: RefCell::default(),
            weekends,
            holidays,
        }
    }

    /// What the clock shows in that zone; without one, where the desk is.
    #[must_use]
    pub fn local(&self, zone: Option<Zone>) -> Local {
        let Some(zone) = zone else { return self.here };
        let mut there = self.there.borrow_mut();
        if let Some((_, local)) = there.iter().find(|(known, _)| *known == zone) {
            return *local;
        }
        let local = local(zone.local(self.ms), self.weekends, self.holidays);
        there.push((zone, local));
        local
    }
}

fn local(at: DateTime<FixedOffset>, weekends: bool, holidays: bool) -> Local {
    Local {
        time: at.time(),
        minute: minute(at.time()),
        weekday: at.weekday(),
        works: calendar::works(at.date_naive(), weekends, holidays),
    }
}

fn minute(time: NaiveTime) -> i64 {
    i64::from(time.hour() * 60 + time.minute())
}
