//! What is due: overdue, today, later, no date; and live prospects without a next step. Do it, put
//! it off, move it, or go to the customer.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, Opening, World};
use super::list::Cursor;
use super::msg::Effect;
use super::purpose::Purpose;
use crate::domain::agenda::{Agenda as Read, Due, Orphan, Whose};
use crate::domain::day::midnight;
use crate::domain::next_step::{self, NextStep, Snooze};
use crate::domain::page::Line;
use crate::domain::{Change, Deed, Id, Noun, Value};
use crate::keys::Action;

/// The agenda.
#[derive(Debug, Default)]
pub struct Agenda {
    /// What was read.
    pub read: Read,
    /// Whose part of it.
    pub whose: Whose,
    /// No answer has come yet.
    pub waiting: bool,
    /// The cursor: in what is due, and after that in the orphans.
    pub cursor: Cursor,
    /// The row to stay on: a step's, or a customer's.
    keep: Option<Id>,
}

/// Midnight at the end of the day of `now`, Unix milliseconds.
#[must_use]
pub fn end_of_today(now: DateTime<FixedOffset>) -> i64 {
    midnight(now, 1)
}

impl Agenda {
    /// An agenda to be read, with the cursor on this step if it is there.
    #[must_use]
    pub fn of(keep: Option<Id>) -> Self {
        Self { keep, ..Self::default() }
    }

    /// The request for it.
    pub fn load_effect(&mut self, now: i64) -> Effect {
        self.waiting = true;
        Effect::LoadAgenda { whose: self.whose, now }
    }

    /// Takes in what is due.
    pub fn read(&mut self, read: Read) {
        (self.read, self.waiting) = (read, false);
        let ids = self.read.due.iter().map(|due| due.step.id);
        let mut ids = ids.chain(self.read.orphans.iter().map(|orphan| orphan.line.id));
        let kept = self.keep.take().and_then(|keep| ids.position(|id| id == keep));
        self.cursor.at = kept.unwrap_or(self.cursor.at);
        self.cursor.step(0, self.len());
    }

    /// Stays on the selected row when the agenda is read again.
    pub fn stay(&mut self) {
        let orphan = self.orphan().map(|orphan| orphan.line.id);
        self.keep = self.due().map(|due| due.step.id).or(orphan);
    }

    /// The selected step, if a step is selected.
    #[must_use]
    pub fn due(&self) -> Option<&Due> {
        self.read.due.get(self.cursor.at)
    }

    /// The selected orphan, if one is selected.
    #[must_use]
    pub fn orphan(&self) -> Option<&Orphan> {
        self.read.orphans.get(self.cursor.at.checked_sub(self.read.due.len())?)
    }

    /// The customer of the selected row.
    #[must_use]
    pub fn line(&self) -> Option<&Line> {
        self.due().map(|due| &due.line).or_else(|| self.orphan().map(|orphan| &orphan.line))
    }

    fn len(&self) -> usize {
        self.read.due.len() + self.read.orphans.len()
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.len();
        if self.cursor.follow(action, len) {
            return Ask::nothing();
        }
        match action {
            Action::Accept => self.go(None),
            Action::Call => self.go(Some(Action::Call)),
            Action::NextStep => self.type_a_time(),
            Action::FinishItem => self.finish(world),
            Action::Snooze1h => self.put_off(Snooze::Hours(1), world),
            Action::Snooze1d => self.put_off(Snooze::Days(1), world),
            Action::Snooze3d => self.put_off(Snooze::Days(3), world),
            Action::Snooze7d => self.put_off(Snooze::Days(7), world),
            Action::Everyones => self.turn(world),
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    fn go(&self, act: Option<Action>) -> Ask {
        match self.line() {
            Some(line) => Ask { select: Some(line.id), act, ..Ask::close() },
            None => Ask::nothing(),
        }
    }

    fn type_a_time(&self) -> Ask {
        let purpose = self.due().map_or(Purpose::NextStep, |due| Purpose::Move(Box::new(due.step.clone())));
        let open =
            self.line().map(|line| Opening::Line { purpose, customer: line.id, name: line.name.clone() });
        Ask { open, ..Ask::default() }
    }

    fn finish(&self, world: &World<'_>) -> Ask {
        self.due().map_or_else(Ask::nothing, |due| Ask::commit(finish(&due.step, &due.line.name, world.now)))
    }

    fn put_off(&self, by: Snooze, world: &World<'_>) -> Ask {
        let Some(Due { step, line, .. }) = self.due() else { return Ask::nothing() };
        let becomes = step.moved_to(step.put_off(by, world.now));
        Ask::commit(Change::new(Deed::MoveNextStep, &line.name).turn(step, &becomes))
    }

    fn turn(&mut self, world: &World<'_>) -> Ask {
        self.whose = if self.whose == Whose::Mine { Whose::Everyones } else { Whose::Mine };
        self.stay();
        Ask::effect(self.load_effect(world.now.timestamp_millis()))
    }
}

/// Marks a step as done now.
#[must_use]
pub fn finish(step: &NextStep, subject: &str, now: DateTime<FixedOffset>) -> Change {
    let done = vec![(next_step::field::done_at, Value::Int(now.timestamp_millis()))];
    Change::new(Deed::FinishNextStep, subject).set(Noun::NextStep, step.id, done)
}
