//! What the rules in force make of the calls on a list: to be tried again, at the end, or through.
//!
//! Behaviour is read from an outcome's flags. Called by the queue and by the settings, which ask
//! the same with other rules.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, FixedOffset, NaiveTime, TimeZone, Timelike, Weekday};

use super::calendar;
use super::outcome::{self, Outcome};
use super::pacing::{self, Pacing};
use super::standing::{Rung, WhyNot};
use super::zone::Zone;
use super::{Id, delay};

/// How far ahead of now a call may have been noted before it counts as noted by a wrong clock.
const WRONG_CLOCK: i64 = 24 * 3_600_000;
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

    /// What these calls, oldest first, come to as seen at `now`; and how many of them were tries.
    #[must_use]
    pub fn fate(&self, calls: &[Call], rank: &str, now: DateTime<FixedOffset>) -> (Fate, usize) {
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
        let before = ended.iter().rev().take_while(|(_, outcome)| code(*outcome) == code(last)).count();
        (self.retry(at, last, before.saturating_sub(1), rank, now), tries)
    }

    /// To be tried again after a call at `at`, before which so many in a row ended as it did.
    fn retry(
        &self,
        at: i64,
        last: Option<&Outcome>,
        before: usize,
        rank: &str,
        now: DateTime<FixedOffset>,
    ) -> Fate {
        let Some((outcome, local)) = last.zip(now.offset().timestamp_millis_opt(at).single()) else {
            return Fate::Retry { at, part: None };
        };
        let by_rank = outcome.ranks().iter().position(|known| *known == rank);
        let wait = outcome.wait(by_rank.unwrap_or(before));
        let due = wait.map(|minutes| delay::after(local, minutes, outcome.working, self.callback));
        let noted_ahead = at > now.timestamp_millis() + WRONG_CLOCK;
        Fate::Retry {
            at: if noted_ahead { 0 } else { due.map_or(at, |due| due.timestamp_millis()) },
            part: outcome.other_part.then(|| pacing::part(minute(local.time()))),
        }
    }

    /// Says whether the last outcome, or all together, has been had as often as allowed.
    fn exhausted(&self, ended: &[(i64, Option<&Outcome>)], last: Option<&Outcome>) -> bool {
        let known = || ended.iter().filter_map(|(_, outcome)| *outcome);
        if known().filter(|outcome| outcome.attempt && !outcome.exempt).count() >= limit(self.pacing.tries) {
            return true;
        }
        let Some(last) = last else { return false };
        let tries = self.outcome(last.counted_as()).unwrap_or(last).tries;
        known().filter(|outcome| outcome.counted_as() == last.counted_as()).count() >= limit(tries)
    }

    /// Why a number must be left alone for now, if it must.
    pub(super) fn rests(&self, rung: Rung, now: i64) -> Option<WhyNot> {
        if usize::from(rung.today) >= limit(self.pacing.per_day) {
            return Some(WhyNot::PerDay);
        }
        let gap = self.pacing.gap.unwrap_or(0) * MINUTE;
        let again = rung.last_at.filter(|at| *at <= now + WRONG_CLOCK)? + gap;
        (again > now).then_some(WhyNot::Gap(again))
    }
}

fn code(outcome: Option<&Outcome>) -> &str {
    outcome.map_or("", |outcome| &outcome.code)
}

/// A number of times that may not be set.
fn limit(most: Option<i64>) -> usize {
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
