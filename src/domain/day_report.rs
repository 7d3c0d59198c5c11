//! The day's summary, 日報: what the calls of a day came to and what is worth telling of them.
//!
//! Facts only, assembled by `store::Desk::day_report`; the words are in `i18n::day_report`.

use chrono::{DateTime, FixedOffset, TimeZone as _};

use super::Id;
use super::activity::Activity;
use super::next_step::NextStep;
use super::outcome::Outcome;
use super::report::{CallCounts, LONGEST, Outcomes, TALK};

/// What happened on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayReport {
    /// Whose day; empty for everybody's.
    pub rep: String,
    /// The search line whose customers it tells of; empty for everybody.
    pub line: String,
    /// What the outgoing calls came to.
    pub counts: CallCounts,
    /// When the first call was made, on the clock of where it was.
    pub first: Option<DateTime<FixedOffset>>,
    /// When the last one ended.
    pub last: Option<DateTime<FixedOffset>>,
    /// Callbacks agreed with somebody.
    pub callbacks: u64,
    /// How the calls ended, in menu order.
    pub outcomes: Vec<Ended>,
    /// What was called from each list, by name.
    pub lists: Vec<OnList>,
    /// What is worth telling, in the order it happened.
    pub told: Vec<Told>,
    /// Callbacks due on the day after.
    pub tomorrow: u64,
}

/// How many calls ended in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// In which; with an empty code where none was logged.
    pub outcome: Outcome,
    /// So many.
    pub calls: u64,
}

/// What the calls from one list came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnList {
    /// Which list.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// What its calls came to.
    pub counts: CallCounts,
}

/// A customer with whom something was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub customer: Id,
    /// What they are called.
    pub name: String,
    /// How the call ended.
    pub outcome: Outcome,
    /// The first line of what was noted.
    pub note: String,
    /// What is to be done next.
    pub next: Option<NextStep>,
}

/// The shortest span of work, in seconds, that tells how many calls an hour were made.
const TELLING: i64 = 600;

impl DayReport {
    /// What a day's calls say by themselves, outgoing or not, the earliest first; names, steps and
    /// lists are still to be filled in. `offset` is where calls were made that do not say.
    #[must_use]
    pub fn of(calls: &[Activity], outcomes: &Outcomes, offset: FixedOffset) -> Self {
        let mut report = Self::default();
        for call in calls.iter().filter(|call| call.direction != "in") {
            count(&mut report.counts, call, outcomes);
            report.ended(outcomes.of_code(&call.outcome));
            let begins = local(call, offset);
            report.first = report.first.into_iter().chain(begins).min();
            let ends = begins.map(|at| at + chrono::Duration::seconds(seconds(call)));
            report.last = report.last.max(ends);
        }
        report.outcomes.sort_by_key(|ended| ended.outcome.position.unwrap_or(i64::MAX));
        report
    }

    fn ended(&mut self, outcome: Outcome) {
        match self.outcomes.iter_mut().find(|ended| ended.outcome.code == outcome.code) {
            Some(ended) => ended.calls += 1,
            None => self.outcomes.push(Ended { outcome, calls: 1 }),
        }
    }

    /// Calls an hour between the first and the last, in tenths; nothing where that is too short to tell.
    #[must_use]
    pub fn tenths_an_hour(&self) -> Option<u64> {
        let span = (self.last? - self.first?).num_seconds();
        let span = u64::try_from(span).ok().filter(|_| span >= TELLING)?;
        Some((self.counts.calls * 36_000 + span / 2) / span)
    }
}

/// Adds one call to the counts.
pub fn count(counts: &mut CallCounts, call: &Activity, outcomes: &Outcomes) {
    let talk = u64::from(call.reach.is_some_and(|reach| reach >= TALK));
    counts.add(
        outcomes.means(&call.outcome),
        1,
        talk,
        call.deal.is_some().into(),
        seconds(call).unsigned_abs(),
    );
}

/// The calls worth telling: the last talk with each customer, in the order they happened.
#[must_use]
pub fn talks(calls: &[Activity]) -> Vec<&Activity> {
    let talk = |call: &&Activity| call.reach.is_some_and(|reach| reach >= TALK);
    let mut talks: Vec<&Activity> = Vec::new();
    for call in calls.iter().filter(talk) {
        talks.retain(|earlier| earlier.customer != call.customer);
        talks.push(call);
    }
    talks
}

/// What is to be done after a call: the step it agreed, else whatever is due first.
#[must_use]
pub fn step_after(call: &Activity, steps: &[NextStep]) -> Option<NextStep> {
    let open = steps.iter().filter(|step| step.open());
    let first = open.min_by_key(|step| (step.activity != Some(call.id), step.due_at.unwrap_or(i64::MAX)));
    first.cloned()
}

/// The first line of a note that says anything.
#[must_use]
pub fn first_line(note: &str) -> &str {
    note.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// A call's length as far as it can be believed.
fn seconds(call: &Activity) -> i64 {
    call.duration.unwrap_or(0).clamp(0, LONGEST)
}

fn local(call: &Activity, offset: FixedOffset) -> Option<DateTime<FixedOffset>> {
    let own = call.zone.and_then(|zone| i32::try_from(zone.checked_mul(60)?).ok());
    own.and_then(FixedOffset::east_opt).unwrap_or(offset).timestamp_millis_opt(call.at?).single()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(customer: i64, minute: i64, outcome: &str, reach: i64) -> Activity {
        Activity {
            id: Id::of_parts(&[&minute.to_be_bytes()]),
            customer: Some(Id::of_parts(&[&customer.to_be_bytes()])),
            at: Some(minute * 60_000),
            zone: Some(540),
            outcome: outcome.into(),
            reach: Some(reach),
            ..Activity::default()
        }
    }

    fn report(calls: &[Activity]) -> DayReport {
        let offset = FixedOffset::east_opt(0).unwrap();
        DayReport::of(calls, &Outcomes::known(Vec::new()), offset)
    }

    #[test]
    fn calls_an_hour_are_told_between_the_first_call_and_the_end_of_the_last() {
        let mut calls = [call(1, 0, "NA", 0), call(2, 30, "NA", 0), call(3, 110, "TALK", 3)];
        calls[2].duration = Some(600);
        let day = report(&calls);
        assert_eq!((day.counts.calls, day.counts.talks, day.tenths_an_hour()), (3, 1, Some(15)));
        assert_eq!(day.first.unwrap().to_rfc3339(), "1970-01-01T09:00:00+09:00");
        assert_eq!(report(&calls[..1]).tenths_an_hour(), None);
        assert_eq!(report(&[]).tenths_an_hour(), None);
    }

    #[test]
    fn outcomes_stand_in_menu_order_and_incoming_calls_are_not_ours() {
        let incoming = Activity { direction: "in".into(), ..call(4, 3, "WON", 5) };
        let unknown = call(5, 4, "?", 0);
        let day =
            report(&[call(1, 0, "TALK", 3), unknown, call(2, 1, "NA", 0), call(3, 2, "NA", 0), incoming]);
        let ended: Vec<_> = day.outcomes.iter().map(|one| (one.outcome.code.as_str(), one.calls)).collect();
        assert_eq!(ended, [("NA", 2), ("TALK", 1), ("?", 1)]);
    }

    #[test]
    fn the_last_talk_with_each_customer_is_told() {
        let calls = [call(1, 0, "TALK", 3), call(2, 1, "HOT", 3), call(1, 2, "APPT", 5), call(3, 3, "CB", 1)];
        let told: Vec<_> = talks(&calls).iter().map(|call| call.outcome.as_str()).collect();
        assert_eq!(told, ["HOT", "APPT"]);
    }

    #[test]
    fn the_step_a_call_agreed_comes_before_an_earlier_one() {
        let call = call(1, 0, "TALK", 3);
        let step = |due_at, activity| NextStep { due_at, activity, ..NextStep::default() };
        let done = NextStep { done_at: Some(1), ..step(Some(1), Some(call.id)) };
        let steps = [step(Some(5), None), done, step(None, None), step(Some(9), Some(call.id))];
        assert_eq!(step_after(&call, &steps).unwrap().due_at, Some(9));
        assert_eq!(step_after(&call, &steps[..3]).unwrap().due_at, Some(5));
        assert_eq!(step_after(&call, &[]), None);
    }

    #[test]
    fn the_first_line_of_a_note_is_the_first_that_says_anything() {
        for (note, line) in [("", ""), (" \n\t", ""), ("\n  one \ntwo", "one"), ("one\rtwo", "one\rtwo")] {
            assert_eq!(first_line(note), line, "{note:?}");
        }
    }
}
