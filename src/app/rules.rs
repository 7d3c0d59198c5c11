//! The settings of the rules: how calls can end and how often anybody is called, on the whole desk
//! or on one call list.
//!
//! What may stand in a rule is the [`Rulebook`]'s to say; whom a change moves is counted outside.

use super::about::About;
use super::ask::{Ask, Opening, World};
use super::list::Cursor;
use super::msg::{Effect, Ticket};
use super::toast::News;
use crate::domain::invalid::Invalid;
use crate::domain::moved::Moved;
use crate::domain::outcome::Outcome;
use crate::domain::rulebook::Rulebook;
use crate::domain::{Change, Id};
use crate::i18n::{Text, label};
use crate::keys::Action;
use crate::keys::table::walk_keys;

/// The settings.
#[derive(Debug)]
pub struct Rules {
    /// The call list; nothing for the whole desk.
    pub list: Option<Id>,
    /// The rules, once they are read.
    pub book: Option<Box<Rulebook>>,
    /// The cursor: among the outcomes, then on the pacing.
    pub cursor: Cursor,
    /// Whom giving back the rule under the cursor would move.
    pub moved: Counting,
}

/// Whom a change would move, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    asked: Ticket,
    /// Nothing is to be counted, it is being counted, or it was.
    pub state: Option<Option<Moved>>,
}

impl Counting {
    /// Notes which answer is waited for.
    pub(super) const fn asked(&mut self, ticket: Ticket) {
        (self.asked, self.state) = (ticket, Some(None));
    }

    /// Takes in an answer, if it is the one that is waited for.
    pub(super) fn answered(&mut self, ticket: Ticket, moved: Moved) {
        if ticket == self.asked && self.state.is_some() {
            self.state = Some(Some(moved));
        }
    }
}

impl Rules {
    /// Settings that are being read.
    #[must_use]
    pub fn of(list: Option<Id>) -> Self {
        Self { list, book: None, cursor: Cursor::default(), moved: Counting::default() }
    }

    /// The request for the rules.
    #[must_use]
    pub const fn load(&self) -> Effect {
        Effect::LoadRules(self.list)
    }

    /// The outcome under the cursor.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcome> {
        self.book.as_ref()?.outcomes.get(self.cursor.at)
    }

    /// The change that gives back what is under the cursor, where it is an own rule.
    #[must_use]
    pub fn given_back(&self) -> Option<Change> {
        let book = self.book.as_ref()?;
        match self.outcome() {
            Some(outcome) => book.given_back(outcome),
            None => book.pacing_given_back(),
        }
    }

    fn rows(&self) -> usize {
        self.book.as_ref().map_or(0, |book| book.outcomes.len() + 1)
    }

    /// Takes in the rules; without any the list is gone.
    pub(super) fn read(&mut self, book: Option<Box<Rulebook>>) -> Ask {
        if book.is_none() {
            return Ask { news: Some(News::WhyNot(Text::ListIsGone)), ..Ask::close() };
        }
        self.book = book;
        self.cursor.step(0, self.rows());
        self.look()
    }

    /// Counts whom giving back would move, where there is anything to give back.
    fn look(&mut self) -> Ask {
        self.moved = Counting::default();
        let count = self.given_back().map(|change| (self.list, change));
        Ask { count, ..Ask::default() }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let rows = self.rows();
        if self.cursor.follow(action, rows) {
            return self.look();
        }
        match action {
            Action::Accept => self.edit(),
            Action::AddOutcome => self.form(Some(Outcome::default())),
            Action::HideOutcome => self.hide(world),
            Action::DeleteItem => self.given_back().map_or_else(Ask::nothing, Ask::commit),
            Action::Back => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    fn edit(&self) -> Ask {
        self.form(self.outcome().cloned())
    }

    /// A form of an outcome, or of the pacing.
    fn form(&self, outcome: Option<Outcome>) -> Ask {
        let Some(book) = self.book.clone() else { return Ask::nothing() };
        let about = match outcome {
            Some(outcome) => About::Outcome { book, was: Box::new(outcome) },
            None => About::Pacing(book),
        };
        Ask { open: Some(Opening::Form(about)), ..Ask::default() }
    }

    /// Hides an outcome from menus, or shows it again.
    fn hide(&self, world: &World<'_>) -> Ask {
        let Some((book, outcome)) = self.book.as_ref().zip(self.outcome()) else { return Ask::nothing() };
        let becomes = Outcome { hidden: !outcome.hidden, ..outcome.clone() };
        match book.put(becomes, &walk_keys()) {
            Ok(change) => Ask::commit(change),
            Err(Invalid { why, .. }) => Ask::say(News::Plain(label::why(&why, world.setting.lang))),
        }
    }
}
