//! The queue: everybody on a call list, and who is next.
//!
//! Due callbacks, then callbacks without a time, then the promising, then who was never tried, then
//! who is to be tried again, then who was put at the end. `store` fills it and keeps it up to date.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use chrono::{DateTime, FixedOffset};

use super::Id;
use super::prospect::{Prospect, Rung};
use super::rules::{Call, Now, Rules};
use super::standing::{Standing, Why, WhyNot};
use super::waiting::Waiting;

/// Everybody on a call list.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The rules that hold on it.
    pub rules: Rules,
    pub(super) prospects: Vec<Prospect>,
    at: HashMap<Id, usize>,
    numbers: HashMap<String, u32>,
    dialled: Vec<String>,
    pub(super) rung: Vec<Rung>,
    /// Calls of late: the number's place, when, how it ended.
    lately: Vec<(u32, Call)>,
    /// Of which those on this day count for the day.
    day: Range<i64>,
}

/// Who is next, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Who.
    pub customer: Id,
    /// Why now.
    pub why: Why,
    /// On which number, as [`Queue::dialled`] gives it.
    pub number: u32,
}

/// How far a list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Everybody on it.
    pub total: usize,
    /// Who was called on it at least once.
    pub called: usize,
    /// Who is through: done, or tried as often as allowed.
    pub done: usize,
    /// Who can still be reached: not through, not blocked, with a number, and nobody else's.
    pub left: usize,
}

impl Queue {
    /// Nobody yet, under these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            prospects: Vec::new(),
            at: HashMap::new(),
            numbers: HashMap::new(),
            dialled: Vec::new(),
            rung: Vec::new(),
            lately: Vec::new(),
            day: 0..0,
        }
    }

    /// The place of a number in what is known of numbers.
    pub fn number_of(&mut self, dialled: &str) -> u32 {
        if let Some(known) = self.numbers.get(dialled) {
            return *known;
        }
        let next = u32::try_from(self.rung.len()).expect("fewer numbers than there are");
        self.numbers.insert(dialled.to_owned(), next);
        self.dialled.push(dialled.to_owned());
        self.rung.push(Rung::default());
        next
    }

    /// The number at that place, as dialled.
    #[must_use]
    pub fn dialled(&self, number: u32) -> Option<&str> {
        self.dialled.get(number as usize).map(String::as_str)
    }

    /// Forgets what was rung and takes these in: the number as dialled, when, how it ended. Calls
    /// that the pacing does not count may be among them, and such as were not made on `day`.
    pub fn ring<'a>(&mut self, day: &Range<i64>, calls: impl Iterator<Item = (&'a str, i64, &'a str)>) {
        self.day = day.clone();
        self.lately = calls
            .map(|(number, at, outcome)| (self.number_of(number), Call { at, outcome: outcome.to_owned() }))
            .collect();
        self.ring_again();
    }

    /// Counts what was rung as the rules in force would have it counted.
    pub(super) fn ring_again(&mut self) {
        self.rung.fill(Rung::default());
        let exempt = self.rules.outcomes.iter().filter(|known| known.exempt || !known.attempt);
        let exempt: HashSet<&str> = exempt.map(|known| known.code.as_str()).collect();
        for (place, call) in &self.lately {
            if !exempt.contains(call.outcome.as_str()) {
                let rung = &mut self.rung[*place as usize];
                rung.today = rung.today.saturating_add(u16::from(self.day.contains(&call.at)));
                rung.until = self.day.end;
                rung.last_at = rung.last_at.max(Some(call.at));
            }
        }
    }

    /// Puts somebody in, over what was known of them.
    pub fn put(&mut self, mut prospect: Prospect) {
        prospect.sum_up_blocks();
        if let Some(at) = self.at.get(&prospect.customer) {
            self.prospects[*at] = prospect;
        } else {
            self.at.insert(prospect.customer, self.prospects.len());
            self.prospects.push(prospect);
        }
    }

    /// Takes somebody out.
    pub fn remove(&mut self, customer: Id) {
        let Some(at) = self.at.remove(&customer) else { return };
        self.prospects.swap_remove(at);
        if let Some(moved) = self.prospects.get(at) {
            self.at.insert(moved.customer, at);
        }
    }

    /// What is known of a customer on it.
    #[must_use]
    pub fn prospect(&self, customer: Id) -> Option<&Prospect> {
        self.at.get(&customer).map(|at| &self.prospects[*at])
    }

    /// Everybody, in the list's order.
    #[must_use]
    pub fn everybody(&self) -> Vec<&Prospect> {
        let mut all: Vec<&Prospect> = self.prospects.iter().collect();
        all.sort_unstable_by_key(|prospect| (prospect.position, prospect.customer));
        all
    }

    /// Where a customer on it stands.
    #[must_use]
    pub fn standing(&self, customer: Id, now: DateTime<FixedOffset>) -> Option<Standing> {
        let now = self.now(now);
        self.prospect(customer).map(|prospect| prospect.standing(&self.rules, &self.rung, &now))
    }

    /// Who is next, leaving out those whom the rep has passed by.
    #[must_use]
    pub fn next(&self, now: DateTime<FixedOffset>, passed: &HashSet<Id>) -> Option<Pick> {
        let now = self.now(now);
        let mut best: Option<((Why, i64, Id), Pick)> = None;
        for prospect in &self.prospects {
            let Ok(why) = prospect.why(&self.rules, now.ms) else { continue };
            let key = (why, prospect.position, prospect.customer);
            if best.as_ref().is_some_and(|(least, _)| *least <= key) || passed.contains(&prospect.customer) {
                continue;
            }
            if let Ok((why, number)) = prospect.paced(why, &self.rules, &self.rung, &now) {
                best = Some((key, Pick { customer: prospect.customer, why, number }));
            }
        }
        best.map(|(_, pick)| pick)
    }

    /// How far the list is.
    #[must_use]
    pub fn progress(&self, now: DateTime<FixedOffset>) -> Progress {
        let mut progress = Progress { total: self.prospects.len(), ..Progress::default() };
        let now = now.timestamp_millis();
        for prospect in &self.prospects {
            progress.called += usize::from(!prospect.calls.is_empty());
            match prospect.why(&self.rules, now) {
                Err(why_not) if why_not.ends_it() => progress.done += 1,
                Err(
                    WhyNot::Blocked(_)
                    | WhyNot::NotAgreed
                    | WhyNot::Complaint
                    | WhyNot::NoNumber
                    | WhyNot::Claimed(_),
                ) => {}
                Ok(_) | Err(_) => progress.left += 1,
            }
        }
        progress
    }

    /// Why who is not next is not, with everybody under each reason in the list's order; those to
    /// be called now under none.
    #[must_use]
    pub fn reasons(&self, now: DateTime<FixedOffset>) -> BTreeMap<&'static str, Vec<(Id, Standing)>> {
        let now = self.now(now);
        let mut reasons: BTreeMap<&'static str, Vec<(Id, Standing)>> = BTreeMap::new();
        for prospect in self.everybody() {
            let standing = prospect.standing(&self.rules, &self.rung, &now);
            let code = match standing {
                Standing::Ready(..) => "",
                Standing::Not(why_not) => why_not.code(),
            };
            reasons.entry(code).or_default().push((prospect.customer, standing));
        }
        reasons
    }

    /// When somebody who waits for a moment can next be called; nothing where nobody does.
    #[must_use]
    pub fn next_at(&self, now: DateTime<FixedOffset>) -> Option<i64> {
        let waiting = Waiting { rules: &self.rules, rung: &self.rung, now };
        let sooner =
            |first: Option<i64>, prospect| waiting.ready_at(prospect, first.unwrap_or(i64::MAX)).or(first);
        self.prospects.iter().fold(None, sooner)
    }

    pub(super) fn now(&self, now: DateTime<FixedOffset>) -> Now {
        Now::at(now, &self.rules.pacing)
    }
}
