//! The prospect: a customer on a call list as the rules see them, and where they stand.
//!
//! Pure rules over facts that `store` reads. The order of the rules is the order of
//! [`Prospect::standing`]: nothing beats a block, an agreed callback beats all but that.

use super::Id;
use super::hours::Preferred;
use super::pacing::part;
use super::rules::{Call, Fate, Now, Rules, WRONG_CLOCK, limit};
use super::standing::{Standing, Why, WhyNot};
use super::zone::Zone;

/// What is known of a number, whoever's it is, of calls that the pacing counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rung {
    /// Calls on the day in question.
    pub today: u16,
    /// When that day ends, Unix milliseconds.
    pub until: i64,
    /// When the last call was, Unix milliseconds.
    pub last_at: Option<i64>,
}

/// A number of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its place among the numbers of the queue.
    pub place: u32,
    /// Until when a block covers it; the end of time for good.
    pub blocked_until: Option<i64>,
}

/// A call somebody agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callback {
    /// When, Unix milliseconds; nothing for "some time".
    pub due_at: Option<i64>,
    /// The rep it waits for; nobody for anyone.
    pub owner: Option<Id>,
}

/// A customer on a call list, as the rules see them.
#[derive(Clone, Debug, Default)]
pub struct Prospect {
    /// Who.
    pub customer: Id,
    /// Where they stand on the list.
    pub position: i64,
    /// Ranked A.
    pub hot: bool,
    /// Who looks after them.
    pub owner: Option<Id>,
    /// Who has claimed them on this list.
    pub claimed: Option<Id>,
    /// Where they are, if not where the desk is.
    pub zone: Option<Zone>,
    /// When they like to be called.
    pub preferred: Option<Preferred>,
    /// Not to be tried before, Unix milliseconds.
    pub rest_until: Option<i64>,
    /// Until when a block covers them with every number; the end of time for good.
    pub blocked_until: Option<i64>,
    /// Until when they agreed to calls, where they must have: the end of time for good, its beginning
    /// where they did not.
    pub agreed_until: Option<i64>,
    /// A complaint of theirs is open.
    pub complaint: bool,
    /// The numbers that ring, in order.
    pub numbers: Vec<Number>,
    /// The first callback that is open.
    pub callback: Option<Callback>,
    /// Their rank.
    pub rank: String,
    /// The calls on this list, oldest first.
    pub calls: Vec<Call>,
    /// What they come to.
    pub fate: Fate,
    /// How many of them were tries.
    pub tries: usize,
    /// When they were put at the end and not called since.
    pub skipped_at: Option<i64>,
    /// Taken out by hand.
    pub closed: bool,
}

impl Prospect {
    /// Where they stand at `now`, given what is known of the numbers.
    #[must_use]
    pub fn standing(&self, rules: &Rules, rung: &[Rung], now: &Now) -> Standing {
        match self.why(rules, now.ms).and_then(|why| self.paced(why, rules, rung, now)) {
            Ok((why, number)) => Standing::Ready(why, number),
            Err(why_not) => Standing::Not(why_not),
        }
    }

    /// Why they would be called, before the pacing is asked.
    pub(super) fn why(&self, rules: &Rules, now: i64) -> Result<Why, WhyNot> {
        if let Some(until) = self.blocked_until.filter(|until| now < *until) {
            return Err(WhyNot::Blocked(until));
        }
        if self.agreed_until.is_some_and(|until| until <= now) {
            return Err(WhyNot::NotAgreed);
        }
        if self.complaint {
            return Err(WhyNot::Complaint);
        }
        if self.numbers.is_empty() {
            return Err(WhyNot::NoNumber);
        }
        if self.closed {
            return Err(WhyNot::Done);
        }
        if let Some(rep) = self.whose(rules) {
            return Err(WhyNot::Claimed(rep));
        }
        match self.callback {
            Some(callback) => self.by_callback(callback, now),
            None => self.by_fate(now),
        }
    }

    /// An agreed callback, which waits as any other try once it was tried in vain or put off.
    fn by_callback(&self, callback: Callback, now: i64) -> Result<Why, WhyNot> {
        if let Some(due) = callback.due_at.filter(|due| *due > now) {
            return Err(WhyNot::Callback(due));
        }
        let since = |at: i64| callback.due_at.is_none_or(|due| at >= due);
        if self.skipped_at.is_some_and(since) {
            return self.by_fate(now);
        }
        if self.calls.last().is_some_and(|call| since(call.at)) {
            self.by_fate(now)?;
        }
        Ok(callback.due_at.map_or(Why::CallbackOpen, Why::CallbackDue))
    }

    /// A block on every number is one on them all. Until when it holds does not depend on the clock.
    pub(super) fn sum_up_blocks(&mut self) {
        let each: Option<Vec<i64>> = self.numbers.iter().map(|number| number.blocked_until).collect();
        self.blocked_until = self.blocked_until.max(each.unwrap_or_default().into_iter().min());
    }

    /// The numbers that no block covers, in order.
    fn free(&self, now: i64) -> impl Iterator<Item = u32> {
        let free = move |number: &&Number| number.blocked_until.is_none_or(|until| until <= now);
        self.numbers.iter().filter(free).map(|number| number.place)
    }

    fn by_fate(&self, now: i64) -> Result<Why, WhyNot> {
        let retry = match self.fate {
            Fate::Done => return Err(WhyNot::Done),
            Fate::Maximum => return Err(WhyNot::Maximum),
            Fate::Fresh => None,
            Fate::Retry { called, .. } if called > now.saturating_add(WRONG_CLOCK) => Some(now),
            Fate::Retry { at, .. } => Some(at),
        };
        if let Some(until) = self.rest_until.max(retry).filter(|until| now < *until) {
            return Err(WhyNot::Cooling(until));
        }
        Ok(match (self.skipped_at, retry) {
            (Some(at), _) => Why::Again(at),
            (None, _) if self.hot => Why::Hot,
            (None, Some(at)) => Why::Retry(at),
            (None, None) => Why::Fresh,
        })
    }

    /// Another rep's claim, ownership or callback.
    fn whose(&self, rules: &Rules) -> Option<Id> {
        let callback = self.callback.and_then(|callback| callback.owner);
        let owner = self.owner.filter(|_| !rules.everyones);
        self.claimed.or(callback).or(owner).filter(|rep| Some(*rep) != rules.rep)
    }

    /// Which number may be rung now. An agreed callback is asked of numbers rung since it was due alone;
    /// once it was tried in vain it keeps to the hours as any other try.
    pub(super) fn paced(
        &self,
        why: Why,
        rules: &Rules,
        rung: &[Rung],
        now: &Now,
    ) -> Result<(Why, u32), WhyNot> {
        let due = match why {
            Why::CallbackDue(due) if !self.called_since(due) => Some(due),
            _ => None,
        };
        if due.is_none() {
            self.in_hours(rules, now)?;
        }
        let mut refused = None;
        for number in self.free(now.ms) {
            let rung = known(rung, number);
            let agreed = due.is_some_and(|due| rung.last_at.is_none_or(|at| at < due));
            match rests(rules, rung, now.ms).filter(|_| !agreed) {
                None => return Ok((why, number)),
                Some(why_not) => refused = refused.or(Some(why_not)),
            }
        }
        Err(refused.unwrap_or(WhyNot::NoNumber))
    }

    /// Says whether they were called on the list since a callback was due.
    fn called_since(&self, due: i64) -> bool {
        self.calls.last().is_some_and(|call| call.at >= due)
    }

    /// When the first of their numbers need be left alone no longer, where all must.
    pub(super) fn rests_until(&self, rules: &Rules, rung: &[Rung], now: i64) -> Option<i64> {
        let rests = |number| match rests(rules, known(rung, number), now)? {
            WhyNot::Gap(again) => Some(again),
            _ => Some(known(rung, number).until),
        };
        let blocks = self.numbers.iter().filter_map(|number| number.blocked_until);
        self.free(now).filter_map(rests).chain(blocks.filter(|until| now < *until)).min()
    }

    fn in_hours(&self, rules: &Rules, now: &Now) -> Result<(), WhyNot> {
        let local = now.local(self.zone);
        if !rules.pacing.opens_at(local.minute, local.works) {
            return Err(WhyNot::Hours);
        }
        if self.preferred.as_ref().is_some_and(|preferred| !preferred.holds(local.time, local.weekday)) {
            return Err(WhyNot::Hours);
        }
        match self.fate {
            Fate::Retry { part: Some(tried), .. }
                if tried == part(local.minute) && !rules.pacing.any_part =>
            {
                Err(WhyNot::Part)
            }
            _ => Ok(()),
        }
    }
}

/// Why a number must be left alone for now, if it must.
fn rests(rules: &Rules, rung: Rung, now: i64) -> Option<WhyNot> {
    if now < rung.until && usize::from(rung.today) >= limit(rules.pacing.per_day) {
        return Some(WhyNot::PerDay);
    }
    let last_at = rung.last_at.filter(|at| *at <= now.saturating_add(WRONG_CLOCK))?;
    let again = last_at.saturating_add(rules.gap());
    (again > now).then_some(WhyNot::Gap(again))
}

fn known(rung: &[Rung], number: u32) -> Rung {
    rung.get(number as usize).copied().unwrap_or_default()
}
