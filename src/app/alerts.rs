//! What falls due while the program runs: shown in the header and heard once, on any screen.
//!
//! Never a key lost, never another focus. What had passed before the start is told by the header's
//! count alone; a clock set back rings nothing twice.

use std::collections::HashSet;

use chrono::{DateTime, FixedOffset};

use super::App;
use super::msg::{Counts, Effect};
use crate::domain::Id;
use crate::domain::agenda::Due;
use crate::domain::day::midnight;

/// What fell due since the program runs.
#[derive(Debug, Default)]
pub struct Alerts {
    /// What still waits of it, the newest first.
    pub due: Vec<Due>,
    /// From when on, Unix milliseconds; nothing before the day was counted.
    since: Option<i64>,
    /// What has been heard: the step and its time.
    heard: HashSet<(Id, Option<i64>)>,
}

impl Alerts {
    /// What fell due last and still waits.
    #[must_use]
    pub fn newest(&self) -> Option<&Due> {
        self.due.first()
    }

    /// Takes in what fell due; answers with what nobody has heard yet.
    fn read(&mut self, due: Vec<Due>) -> Vec<Due> {
        let unheard = |due: &&Due| self.heard.insert((due.step.id, due.step.due_at));
        let new = due.iter().filter(unheard).cloned().collect();
        self.due = due;
        new
    }
}

impl App {
    /// Counts anew where the counts have aged since the moment `before`: a step fell due, a day began, or the clock
    /// was set back.
    pub(super) fn watch(&mut self, before: i64, now: DateTime<FixedOffset>) -> Option<Effect> {
        let ms = now.timestamp_millis();
        let day = self.counts.day.as_mut()?;
        let fell_due = day.next_due.take_if(|at| *at <= ms).is_some();
        (fell_due || ms < before || before < midnight(now, 0)).then_some(Effect::Count(now))
    }

    pub(super) fn counted(&mut self, counts: Counts, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let ms = now.timestamp_millis();
        self.counts = counts;
        if counts.day.is_none() {
            return Vec::new();
        }
        let since = self.alerts.since.map_or(ms, |since| since.min(ms));
        self.alerts.since = Some(since);
        vec![Effect::LoadFellDue { since, until: ms }]
    }

    pub(super) fn fell_due(&mut self, due: Vec<Due>, now: DateTime<FixedOffset>) -> Vec<Effect> {
        let new = self.alerts.read(due);
        if new.is_empty() { Vec::new() } else { vec![Effect::Ring { due: new, now }] }
    }
}
