//! Pages to read, help, a history, a long note, and drafts left by earlier sessions.

use chrono::NaiveDate;

use super::ask::{Ask, World};
use super::list::Cursor;
use super::msg::{Draft, Effect};
use crate::domain::activity::Activity;
use crate::domain::day_report::DayReport;
use crate::domain::history::HistoryEntry;
use crate::domain::pasted::Reject;
use crate::i18n::day_report;
use crate::keys::{Action, Context};

/// What there is to read.
#[derive(Debug)]
pub enum Matter {
    /// The keys of these contexts.
    Help(Vec<Context>),
    /// What happened to a customer; nothing while it is being read.
    History(Option<Vec<HistoryEntry>>),
    /// What the rep's day has come to, and which; nothing while it is being read.
    Day(NaiveDate, Option<Box<DayReport>>),
    /// Pasted lines that name nobody.
    Rejects(Vec<Reject>),
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

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::CopyText => {
                return self.copy(|report, date| day_report::text(report, world.setting.lang, date));
            }
            Action::CopyMarkdown => {
                return self.copy(|report, date| day_report::markdown(report, world.setting.lang, date));
            }
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

impl Reading {
    /// The day's summary in words, on its way to the clipboard.
    fn copy(&self, words: impl FnOnce(&DayReport, NaiveDate) -> String) -> Ask {
        match &self.matter {
            Matter::Day(date, Some(report)) => Ask::effect(Effect::CopyText(words(report, *date))),
            _ => Ask::nothing(),
        }
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
