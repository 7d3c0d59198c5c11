//! Whom a change of the rules moves on a call list: who would stand elsewhere, or nowhere.
//!
//! Over what the queue holds already, without the book. Called by `store` for the settings.

use chrono::{DateTime, FixedOffset};

use super::prospect::Prospect;
use super::queue::Queue;
use super::rules::Rules;
use super::standing::Standing;

/// How many customers a change moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Who would stand elsewhere.
    pub count: usize,
    /// Out of so many.
    pub of: usize,
    /// There are more that were not counted.
    pub more: bool,
    /// How many can be reached before, at one time or another.
    pub before: usize,
    /// And after.
    pub after: usize,
}

impl Moved {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            count: self.count + other.count,
            of: self.of + other.of,
            more: self.more || other.more,
            before: self.before + other.before,
            after: self.after + other.after,
        }
    }

    /// Says whether somebody could be called and nobody could be any more.
    #[must_use]
    pub const fn ends_all(self) -> bool {
        self.before > 0 && self.after == 0 && !self.more
    }
}

impl Queue {
    /// The same customers under other rules.
    #[must_use]
    pub fn under(&self, rules: Rules, now: DateTime<FixedOffset>) -> Self {
        let mut other = self.clone();
        other.rules = rules;
        for prospect in &mut other.prospects {
            let zone = prospect.zone.unwrap_or_else(|| (*now.offset()).into());
            (prospect.fate, prospect.tries) = other.rules.fate(&prospect.calls, &prospect.rank, zone);
        }
        other.ring_again();
        other
    }

    /// How many would stand elsewhere at `now` under other rules.
    #[must_use]
    pub fn moved_by(&self, rules: Rules, now: DateTime<FixedOffset>) -> Moved {
        let other = self.under(rules, now);
        let [here, there] = [self, &other].map(|queue| queue.standings(now));
        let elsewhere = here.iter().zip(&there).filter(|(was, becomes)| was.key() != becomes.key());
        Moved {
            count: elsewhere.count(),
            of: here.len(),
            more: false,
            before: self.reachable(now),
            after: other.reachable(now),
        }
    }

    fn reachable(&self, now: DateTime<FixedOffset>) -> usize {
        if self.rules.pacing.ever_opens() { self.progress(now).left } else { 0 }
    }

    fn standings(&self, now: DateTime<FixedOffset>) -> Vec<Standing> {
        let now = self.now(now);
        let standing = |prospect: &Prospect| prospect.standing(&self.rules, &self.rung, &now);
        self.prospects.iter().map(standing).collect()
    }
}
