//! Pages to read, help, a history, a long note, and drafts left by earlier sessions.

use super::ask::Ask;
use super::list::Cursor;
use super::msg::{Draft, Effect};
use crate::domain::activity::Activity;
use crate::domain::history::HistoryEntry;
use crate::keys::{Action, Context};

/// What there is to read.
#[derive(Debug)]
pub enum Matter {
    /// The keys of these contexts.
    Help(Vec<Context>),
    /// What happened to a customer; nothing while it is being read.
    History(Option<Vec<HistoryEntry>>),
    /// One activity, whole.
    Activity(Box<Activity>),
}

/// A page to read.
#[derive(Debug)]
pub struct Reading {
    /// What there is to read.
    pub matter: Matter,
    /// Its heading, where it is about somebody.
    pub subject: String,
    /// The first line shown; the view keeps it within the text.
    pub top: usize,
}

impl Reading {
    /// A page from its beginning.
    #[must_use]
    pub const fn new(matter: Matter, subject: String) -> Self {
        Self { matter, subject, top: 0 }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match action {
            Action::Down => self.top += 1,
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::PageDown => self.top += 10,
            Action::PageUp => self.top = self.top.saturating_sub(10),
            Action::First => self.top = 0,
            Action::Last => self.top = usize::MAX / 2,
            _ => return Ask::close(),
        }
        Ask::nothing()
    }
}

/// Drafts of earlier sessions, to go on with, to keep for later or to give up.
#[derive(Debug)]
pub struct Drafts {
    /// The drafts, the newest first.
    pub drafts: Vec<Draft>,
    /// The cursor.
    pub cursor: Cursor,
}

impl Drafts {
    /// The drafts that were found.
    #[must_use]
    pub fn new(drafts: Vec<Draft>) -> Self {
        Self { drafts, cursor: Cursor::default() }
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match action {
            Action::Down => self.cursor.step(1, self.drafts.len()),
            Action::Up => self.cursor.step(-1, self.drafts.len()),
            Action::Accept => {
                let park = self.drafts.get(self.cursor.at).cloned();
                return Ask { take_up: park.is_some(), park, ..Ask::close() };
            }
            Action::Discard => return self.discard(),
            _ => return Ask::close(),
        }
        Ask::nothing()
    }

    fn discard(&mut self) -> Ask {
        if self.drafts.is_empty() {
            return Ask::close();
        }
        let draft = self.drafts.remove(self.cursor.at);
        self.cursor.step(0, self.drafts.len());
        Ask { close: self.drafts.is_empty(), ..Ask::effect(Effect::DiscardDraft(draft)) }
    }
}
