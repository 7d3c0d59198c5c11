//! Who is due for a look by the rules of keeping: kept until a day, erased or blocked, one by one.

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, Opening};
use super::list::Cursor;
use super::msg::Effect;
use super::purpose::Purpose;
use crate::domain::page::Line;
use crate::domain::retention::{Due, Rule};
use crate::i18n::Text;
use crate::keys::Action;

/// The list.
#[derive(Debug)]
pub struct Retention {
    /// How long customers are kept.
    pub rules: Vec<Rule>,
    /// Who is due, the longest first.
    pub due: Vec<Due>,
    /// How many in all.
    pub all: usize,
    /// No answer has come yet.
    pub waiting: bool,
    /// Which one.
    pub cursor: Cursor,
    /// When it was opened: the day that counts.
    now: DateTime<FixedOffset>,
}

impl Retention {
    /// A list to be read, by these rules, on the day of `now`.
    #[must_use]
    pub fn of(rules: Vec<Rule>, now: DateTime<FixedOffset>) -> Self {
        Self { rules, due: Vec::new(), all: 0, waiting: true, cursor: Cursor::default(), now }
    }

    /// The request for it.
    pub fn load(&mut self) -> Effect {
        self.waiting = true;
        Effect::LoadRetention { rules: self.rules.clone(), now: self.now }
    }

    /// Takes in who is due.
    pub(super) fn read(&mut self, due: Vec<Due>, all: usize) {
        (self.due, self.all, self.waiting) = (due, all, false);
        self.cursor.step(0, self.due.len());
    }

    fn line(&self) -> Option<&Line> {
        self.due.get(self.cursor.at).map(|due| &due.line)
    }

    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let about_one = matches!(action, Action::Retain | Action::Erase | Action::Block | Action::Accept);
        (about_one && self.line().is_none()).then_some(Text::NothingSelected)
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        if self.cursor.follow(action, self.due.len()) {
            return Ask::nothing();
        }
        let Some(line) = self.line() else {
            return if action == Action::Back { Ask::close() } else { Ask::nothing() };
        };
        let (customer, name) = (line.id, line.name.clone());
        match action {
            Action::Retain => {
                let open = Opening::Line { purpose: Purpose::Retain, customer, name };
                Ask { open: Some(open), ..Ask::default() }
            }
            Action::Erase => Ask { open: Some(Opening::Erasing { customer, name }), ..Ask::default() },
            Action::Block => Ask { select: Some(customer), act: Some(Action::Block), ..Ask::close() },
            Action::Accept => Ask { select: Some(customer), ..Ask::close() },
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }
}
