//! The demo book: two hundred invented customers in both scripts, with a past and things to do.
//!
//! The same for the same `now`, and all of it relative to `now`: something is always overdue and
//! something due today. Numbers are reserved for fiction or cannot ring; mail goes to `.example`.

mod dice;
mod english;
mod japan;
mod lists;
mod past;
mod talk;
mod trade;
mod who;

use chrono::{DateTime, Duration, FixedOffset, NaiveTime};

use super::next_step::NextStep;
use super::zone::zone;
use super::{Id, Record, Write};
use dice::Dice;

/// How many customers there are.
pub const CUSTOMERS: usize = 200;

/// One kind of customer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    JapaneseCompany,
    JapaneseConsumer,
    EnglishCompany,
    EnglishConsumer,
}

use Kind::{EnglishCompany as E, EnglishConsumer as C, JapaneseCompany as J, JapaneseConsumer as K};

/// Twenty customers; the book is ten times that.
const MIX: [Kind; 20] = [J, K, E, J, C, J, E, K, J, E, J, C, J, E, K, J, E, K, E, C];

/// How long ago the first next steps were due, in minutes.
const OVERDUE: [i64; 7] = [5, 40, 180, 1_440, 1_560, 2_880, 7_200];
/// How many are due today, and how many on the days after.
const TODAY: usize = 8;
const LATER: usize = 44;
/// Every which customer has a next step.
const EVERY: usize = 3;
/// The customer nobody may call.
const BLOCKED: usize = 13;

/// A book in the making.
struct Maker {
    dice: Dice,
    now: DateTime<FixedOffset>,
    rep: Option<Id>,
    writes: Vec<Write>,
    /// How many numbers were given out.
    numbers: u64,
}

/// Every record of the demo book, ready to commit; `rep` is who sits at the desk.
#[must_use]
pub fn writes(now: DateTime<FixedOffset>, rep: Option<Id>) -> Vec<Write> {
    let mut maker = Maker { dice: Dice::new(7), now, rep, writes: Vec::new(), numbers: 0 };
    let mut counts = [0; 4];
    let mut everybody = Vec::with_capacity(CUSTOMERS);
    for n in 0..CUSTOMERS {
        let kind = MIX[n % MIX.len()];
        let nth = counts[kind as usize];
        counts[kind as usize] += 1;
        let made = maker.customer(kind, nth, n);
        maker.past(&made, n == BLOCKED);
        if n % EVERY == 0 {
            maker.next_step(&made, n / EVERY);
        }
        everybody.push(made);
    }
    maker.call_lists(&everybody);
    maker.trade(&everybody);
    maker.writes
}

/// A customer as far as the rest must know it.
struct Made {
    id: Id,
    person: Option<Id>,
    number: String,
    japanese: bool,
    company: bool,
    currency: &'static str,
}

impl Maker {
    fn add<R: Record>(&mut self, record: &R) {
        self.writes.push(Write::adding(record));
    }

    fn id(&mut self) -> Id {
        self.dice.id(self.now.timestamp_millis())
    }

    fn next_step(&mut self, made: &Made, nth: usize) {
        let (en, ja) = *self.dice.pick(talk::STEPS);
        let step = NextStep {
            id: self.id(),
            customer: Some(made.id),
            person: made.person,
            kind: if self.dice.chance(75) { "callback".into() } else { "task".into() },
            due_at: self.due(nth).map(|due| due.timestamp_millis()),
            zone: Some(zone(self.now)),
            text: if made.japanese { ja } else { en }.into(),
            owner: self.rep,
            ..NextStep::default()
        };
        self.add(&step);
    }

    /// When the nth next step is due: some have passed, some are for today, some for no day at all.
    fn due(&mut self, nth: usize) -> Option<DateTime<FixedOffset>> {
        if let Some(minutes) = OVERDUE.get(nth) {
            return Some(self.now - Duration::minutes(*minutes));
        }
        let nth = nth - OVERDUE.len();
        if nth < TODAY {
            return Some(self.today(nth));
        }
        (nth - TODAY < LATER).then(|| {
            let days = 1 + self.dice.up_to(14);
            let minutes = 9 * 60 + 30 * self.dice.up_to(18);
            let day = self.now - Duration::seconds(i64::from(seconds(self.now.time())));
            past::working(day + Duration::days(days)) + Duration::minutes(minutes)
        })
    }

    /// The rest of the day in equal parts: to six o'clock, or to midnight where it is later.
    fn today(&self, nth: usize) -> DateTime<FixedOffset> {
        let now = i64::from(seconds(self.now.time()));
        let end = if now < 17 * 3600 { 18 * 3600 } else { 24 * 3600 - 60 };
        let part = (end - now).max(0) / i64::try_from(TODAY + 1).unwrap_or(1);
        let at = part * i64::try_from(nth + 1).unwrap_or(1);
        let whole = if part > 600 { at - (now + at) % 300 } else { at };
        self.now + Duration::seconds(whole)
    }
}

fn seconds(time: NaiveTime) -> u32 {
    use chrono::Timelike as _;
    time.num_seconds_from_midnight()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::contact_point;
    use crate::domain::next_step::{Due, field};
    use crate::domain::{Noun, Value, customer};

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn of(writes: &[Write], noun: Noun, code: u16) -> Vec<Value> {
        let of_noun = writes.iter().filter(|write| write.noun == noun);
        let value =
            |write: &Write| write.fields.iter().find(|(known, _)| *known == code).map(|(_, v)| v.clone());
        of_noun.map(|write| value(write).unwrap_or_default()).collect()
    }

    #[test]
    fn there_are_two_hundred_different_customers_and_no_id_twice() {
        let writes = writes(at("2026-11-20T14:32:00+09:00"), None);
        let names: HashSet<_> = of(&writes, Noun::Customer, customer::field::name).into_iter().collect();
        assert_eq!(names.len(), CUSTOMERS);
        let ids: HashSet<_> = writes.iter().map(|write| write.id).collect();
        assert_eq!(ids.len(), writes.len());
    }

    #[test]
    fn the_same_moment_gives_the_same_book() {
        let now = at("2026-11-20T14:32:00+09:00");
        assert_eq!(writes(now, None), writes(now, None));
    }

    #[test]
    fn something_is_overdue_and_due_today_at_any_hour() {
        for now in ["2026-11-20T00:00:00+09:00", "2026-11-21T09:00:00Z", "2026-11-20T23:40:00-05:00"] {
            let now = at(now);
            let midnight = now.timestamp_millis() + 86_400_000 - i64::from(seconds(now.time())) * 1000;
            let count = |due: Due| {
                let all = of(&writes(now, None), Noun::NextStep, field::due_at);
                let state = |value: &Value| match value {
                    Value::Int(at) => NextStep { due_at: Some(*at), ..NextStep::default() },
                    _ => NextStep::default(),
                };
                all.iter().filter(|value| state(value).due(now.timestamp_millis(), midnight) == due).count()
            };
            assert_eq!(count(Due::Overdue), OVERDUE.len(), "{now}");
            assert_eq!(count(Due::Today), TODAY, "{now}");
            assert!(count(Due::Later) >= LATER && count(Due::Undated) > 3, "{now}");
        }
    }

    #[test]
    fn no_number_can_ring_and_no_mail_arrives() {
        for value in
            of(&writes(at("2026-11-20T14:32:00Z"), None), Noun::ContactPoint, contact_point::field::raw)
        {
            let text = value.text();
            let silent =
                text.contains("-000") || text.contains("-555-01") || text.starts_with("+44 20 7946 0");
            assert!(silent || text.ends_with(".example"), "{text}");
        }
    }
}
