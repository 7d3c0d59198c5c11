//! What is due: overdue, today, later, no date. Do it, put it off, or go to the customer.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::list::Cursor;
use crate::domain::agenda::Due;
use crate::domain::day::midnight;
use crate::domain::next_step::{self, NextStep};
use crate::domain::{Change, Deed, Noun, Value};
use crate::keys::Action;

const HOUR: i64 = 3_600_000;

/// The agenda.
#[derive(Debug, Default)]
pub struct Agenda {
    /// What is due, the earliest first.
    pub rows: Vec<Due>,
    /// No answer has come yet.
    pub waiting: bool,
    /// The cursor.
    pub cursor: Cursor,
}

/// Midnight at the end of the day of `now`, Unix milliseconds.
#[must_use]
pub fn end_of_today(now: DateTime<FixedOffset>) -> i64 {
    midnight(now, 1)
}

impl Agenda {
    /// An agenda that is being read.
    #[must_use]
    pub fn waiting() -> Self {
        Self { waiting: true, ..Self::default() }
    }

    /// Takes in what is due.
    pub fn read(&mut self, rows: Vec<Due>) {
        (self.rows, self.waiting) = (rows, false);
        self.cursor.step(0, self.rows.len());
    }

    /// The selected row.
    #[must_use]
    pub fn due(&self) -> Option<&Due> {
        self.rows.get(self.cursor.at)
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.rows.len();
        match action {
            Action::Down => self.cursor.step(1, len),
            Action::Up => self.cursor.step(-1, len),
            Action::PageDown => self.cursor.step(10, len),
            Action::PageUp => self.cursor.step(-10, len),
            Action::First => self.cursor.first(),
            Action::Last => self.cursor.last(len),
            Action::Accept => return self.go(None),
            Action::Call => return self.go(Some(Action::Call)),
            Action::FinishItem => return self.finish(world),
            Action::Snooze1h => return self.put_off(HOUR, world),
            Action::Snooze1d => return self.put_off(24 * HOUR, world),
            Action::Snooze3d => return self.put_off(3 * 24 * HOUR, world),
            Action::Snooze7d => return self.put_off(7 * 24 * HOUR, world),
            Action::Back => return Ask::close(),
            _ => {}
        }
        Ask::nothing()
    }

    fn go(&self, act: Option<Action>) -> Ask {
        match self.due() {
            Some(due) => Ask { select: Some(due.line.id), act, ..Ask::close() },
            None => Ask::nothing(),
        }
    }

    fn finish(&self, world: &World<'_>) -> Ask {
        self.due().map_or_else(Ask::nothing, |due| Ask::commit(finish(&due.step, &due.line.name, world.now)))
    }

    fn put_off(&self, by: i64, world: &World<'_>) -> Ask {
        self.due()
            .map_or_else(Ask::nothing, |due| Ask::commit(put_off(&due.step, &due.line.name, by, world.now)))
    }
}

/// Marks a step as done now.
#[must_use]
pub fn finish(step: &NextStep, subject: &str, now: DateTime<FixedOffset>) -> Change {
    let done = vec![(next_step::field::done_at, Value::Int(now.timestamp_millis()))];
    Change::new(Deed::FinishNextStep, subject).set(Noun::NextStep, step.id, done)
}

/// Puts a step off by some milliseconds: from its time if that is to come, else from now.
#[must_use]
pub fn put_off(step: &NextStep, subject: &str, by: i64, now: DateTime<FixedOffset>) -> Change {
    let ms = now.timestamp_millis();
    let from = step.due_at.filter(|at| *at > ms).unwrap_or(ms);
    let fields = vec![
        (next_step::field::due_at, Value::Int(from + by)),
        (next_step::field::moved, Value::Int(step.moved.unwrap_or(0) + 1)),
    ];
    Change::new(Deed::MoveNextStep, subject).set(Noun::NextStep, step.id, fields)
}
