//! When who waits for a moment can be called, found by going from one moment at which something ends
//! to the next. Called by the queue, where nobody is next.

use chrono::{DateTime, Days, FixedOffset, NaiveTime, Timelike};

use super::hours::Preferred;
use super::prospect::{Prospect, Rung};
use super::rules::{Now, Rules};
use super::standing::{Standing, WhyNot};
use super::zone::Zone;

/// So many endings are looked past at most: two weeks of them at least.
const ENDINGS: usize = 128;

/// What is the same for everybody who waits.
pub(super) struct Waiting<'a> {
    pub(super) rules: &'a Rules,
    pub(super) rung: &'a [Rung],
    pub(super) now: DateTime<FixedOffset>,
}

impl Waiting<'_> {
    /// When somebody who is not to be called now will be, if that is sooner than `before`.
    pub(super) fn ready_at(&self, prospect: &Prospect, before: i64) -> Option<i64> {
        let mut at = self.now;
        for _ in 0..ENDINGS {
            let now = Now::at(at, &self.rules.pacing);
            let why_not = match prospect.standing(self.rules, self.rung, &now) {
                Standing::Ready(..) => return (at > self.now).then_some(now.ms),
                Standing::Not(why_not) => why_not,
            };
            let ends = self.ends(prospect, why_not, &now)?;
            if ends >= before || ends <= now.ms {
                return None;
            }
            at = Zone::from(*self.now.offset()).local(ends);
        }
        None
    }

    fn ends(&self, prospect: &Prospect, why_not: WhyNot, now: &Now) -> Option<i64> {
        match why_not {
            WhyNot::Gap(_) | WhyNot::PerDay => prospect.rests_until(self.rules, self.rung, now.ms),
            WhyNot::Hours | WhyNot::Part => Some(self.turns(prospect, now.ms)),
            _ => why_not.until(),
        }
    }

    /// When the time of day, where they are, next becomes another to the rules.
    fn turns(&self, prospect: &Prospect, now: i64) -> i64 {
        let zone = prospect.zone.unwrap_or_else(|| Zone::from(*self.now.offset()));
        let local = zone.local(now).naive_local();
        let minute = local.hour() * 60 + local.minute();
        let starts = prospect.preferred.iter().flat_map(Preferred::starts);
        let turns = self.rules.pacing.turns().chain(starts).filter(|turn| *turn > minute).min();
        let time = turns.and_then(|turn| NaiveTime::from_hms_opt(turn / 60, turn % 60, 0));
        let tomorrow = || local.date().checked_add_days(Days::new(1)).unwrap_or(local.date());
        let shown = match time {
            Some(time) => local.date().and_time(time),
            None => tomorrow().and_time(NaiveTime::MIN),
        };
        zone.moment(shown).timestamp_millis().max(now + 60_000)
    }
}
