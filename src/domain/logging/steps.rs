//! What is to be done next because of a call: when, and what it ends.

use chrono::{DateTime, FixedOffset};

use super::{Logging, first_line};
use crate::domain::next_step::{self, NextStep};
use crate::domain::outcome::{self, Outcome};
use crate::domain::zone::zone;
use crate::domain::{Change, Id, Noun, Value, delay};

impl Logging<'_> {
    /// When the next step will be due: as said, else as the outcome's rule has it.
    #[must_use]
    pub fn due(&self) -> Option<DateTime<FixedOffset>> {
        self.next.or_else(|| self.by_rule(self.outcome?))
    }

    /// A delay until a callback; one until a mere further try is pacing's.
    fn by_rule(&self, outcome: &Outcome) -> Option<DateTime<FixedOffset>> {
        let at_rank = |rank| outcome.ranks().iter().position(|known| *known == rank);
        let minutes = outcome.wait(self.rank().and_then(at_rank).unwrap_or(0))?;
        let agreed = outcome.callback || !outcome.retry;
        agreed.then(|| delay::in_hours(self.now, minutes, outcome.working, &self.habits))
    }

    /// The next step that comes of it: the callback, or the meeting.
    #[must_use]
    pub fn next_step(&self) -> Option<NextStep> {
        let due = self.due();
        let meets = self.also(outcome::MEETING);
        let promised = meets || self.outcome.is_some_and(|outcome| outcome.callback);
        let kind = if meets { "meeting" } else { "callback" };
        (due.is_some() || promised).then(|| self.step(kind, due))
    }

    /// The material to be sent, now.
    #[must_use]
    pub fn material(&self) -> Option<NextStep> {
        self.also(outcome::MATERIAL).then(|| self.step("mail", Some(self.now)))
    }

    fn step(&self, kind: &str, due: Option<DateTime<FixedOffset>>) -> NextStep {
        NextStep {
            id: Id::mint(self.ms()),
            customer: Some(self.page.customer.id),
            person: self.person.filter(|_| !self.also(outcome::LEFT)),
            kind: kind.to_owned(),
            due_at: due.map(|due| due.timestamp_millis()),
            zone: Some(zone(self.now)),
            text: first_line(self.note),
            owner: self.rep,
            ..NextStep::default()
        }
    }

    /// A new step ends the callback it came from; so does having reached somebody.
    pub(super) fn with_steps(&self, change: Change, activity: Id) -> Change {
        let new = self.next_step();
        let reached = self.outcome.is_some_and(|outcome| outcome.connected);
        let standing = self.page.next_steps.iter().filter(|step| step.open() && step.kind == "callback");
        let done =
            |step: &&NextStep| new.is_some() || (reached && step.due_at.is_some_and(|at| at <= self.ms()));
        let change = standing.filter(done).fold(change, |change, step| {
            change.set(Noun::NextStep, step.id, vec![(next_step::field::done_at, Value::Int(self.ms()))])
        });
        let steps = new.clone().into_iter().chain(self.material());
        steps.fold(change, |change, step| change.add(&NextStep { activity: Some(activity), ..step }))
    }
}
