//! Exporting whoever the search line finds: a path, whose ending says the format; how far it has come,
//! and where it went. One that is there is written over when Enter is pressed a second time.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::field::Field;
use super::msg::{Effect, Leaving, Reply};
use super::toast::News;
use crate::domain::page::Tally;
use crate::i18n::{Lang, Text};
use crate::keys::{Action, Key};

/// The endings that say a format, in the order they are offered.
pub const ENDINGS: &[&str] = &["csv", "xlsx", "vcf", "ics", "tsv", "jsonl"];

/// How far an export is.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The path is being typed.
    #[default]
    Path,
    /// A file of that name is there; Enter writes over it.
    Exists,
    /// It is being written.
    Writing,
    /// It is done: where it is, and how many customers are in it.
    Done(String, u64),
}

/// An export.
#[derive(Debug)]
pub struct Export {
    /// The path.
    pub field: Field,
    /// The search line it is of; empty for everybody.
    pub query: String,
    /// How many customers that is, as far as it is known.
    pub tally: Tally,
    /// How far it is.
    pub stage: Stage,
    /// Customers done, and in all.
    pub progress: (u64, u64),
}

impl Export {
    /// An export of whoever answers `query`, to a file named after the day.
    #[must_use]
    pub fn of(query: &str, tally: Tally, now: DateTime<FixedOffset>) -> Self {
        let mut field = Field::line();
        field.set_text(&format!("customers-{}.csv", now.format("%Y-%m-%d")));
        let query = query.trim().to_owned();
        Self { field, query, tally, stage: Stage::Path, progress: (0, 0) }
    }

    /// Goes back to the path after a failure.
    pub(super) fn failed(&mut self) {
        self.stage = Stage::Path;
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match (action, &self.stage) {
            (Action::Accept, Stage::Path) => self.write(false, world),
            (Action::Accept, Stage::Exists) => self.write(true, world),
            (Action::NextChoice, Stage::Path | Stage::Exists) => {
                self.next_ending();
                Ask::nothing()
            }
            (Action::Back, Stage::Exists) => {
                self.stage = Stage::Path;
                Ask::nothing()
            }
            (Action::Back, Stage::Writing) => Ask { effects: vec![Effect::StopExport], ..Ask::close() },
            (Action::Accept, Stage::Done(..)) | (Action::Back, _) => Ask::close(),
            _ => Ask::nothing(),
        }
    }

    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        if matches!(self.stage, Stage::Path | Stage::Exists) && self.field.key(&key) {
            self.stage = Stage::Path;
        }
        Ask::nothing()
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        if matches!(self.stage, Stage::Path | Stage::Exists) {
            self.stage = Stage::Path;
            self.field.insert(text.trim());
        }
        Ask::nothing()
    }

    /// Takes in how the work goes.
    pub(super) fn reply(&mut self, reply: Reply) {
        match reply {
            Reply::Progress { done, of } if self.stage == Stage::Writing => self.progress = (done, of),
            Reply::WouldOverwrite => self.stage = Stage::Exists,
            Reply::Exported { path, customers } => self.stage = Stage::Done(path, customers),
            _ => {}
        }
    }

    /// The ending of the path as it stands.
    #[must_use]
    pub fn ending(&self) -> Option<&'static str> {
        let (_, ending) = self.field.text().trim().rsplit_once('.')?;
        ENDINGS.iter().find(|known| known.eq_ignore_ascii_case(ending)).copied()
    }

    /// The path with the next format's ending.
    fn next_ending(&mut self) {
        let at = self.ending().and_then(|ending| ENDINGS.iter().position(|known| *known == ending));
        let next = ENDINGS[at.map_or(0, |at| (at + 1) % ENDINGS.len())];
        let path = self.field.text().trim().to_owned();
        let stem = if at.is_some() { path.rsplit_once('.').map_or("", |(stem, _)| stem) } else { &path };
        self.field.set_text(&format!("{stem}.{next}"));
        self.stage = Stage::Path;
    }

    fn write(&mut self, force: bool, world: &World<'_>) -> Ask {
        let typed = self.field.text().trim();
        let why = match self.ending() {
            _ if typed.is_empty() => Some(Text::NothingWritten),
            None => Some(Text::ExportEndings),
            Some("jsonl") if !self.query.is_empty() => Some(Text::JsonlIsWhole),
            Some(_) => None,
        };
        if let Some(why) = why {
            return Ask::say(News::WhyNot(why));
        }
        let bare = typed.trim_matches(['\'', '"']);
        let path = PathBuf::from(bare.strip_prefix("file://").unwrap_or(bare));
        self.stage = Stage::Writing;
        self.progress = (0, 0);
        let japanese = world.setting.lang == Lang::Ja;
        Ask::effect(Effect::Export(Leaving { query: self.query.clone(), path, force, japanese }))
    }
}
