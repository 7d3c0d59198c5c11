//! Importing a file: its path, what it would do, how far it has come, what it did.

use std::path::PathBuf;

use super::ask::Ask;
use super::field::Field;
use super::lists;
use super::msg::{Effect, ListOf, Reply};
use super::toast::News;
use crate::domain::Id;
use crate::domain::plan::ImportPlan;
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// How far an import is.
#[derive(Debug, Default)]
pub enum Stage {
    /// The path is being typed.
    #[default]
    Path,
    /// The file is being read.
    Reading,
    /// What it would do is on the screen.
    Plan(Box<ImportPlan>),
    /// It is being written.
    Writing,
    /// It is done.
    Done(Box<ImportPlan>, Option<Id>),
}

/// An import.
#[derive(Debug, Default)]
pub struct Import {
    /// The path.
    pub field: Field,
    /// How far it is.
    pub stage: Stage,
    /// Rows or bytes done, and in all.
    pub progress: (u64, u64),
}

impl Import {
    /// Says whether something is running that Ctrl-C should stop.
    #[must_use]
    pub const fn running(&self) -> bool {
        matches!(self.stage, Stage::Reading | Stage::Writing)
    }

    /// Goes back to the path after a failure.
    pub(super) fn failed(&mut self) {
        self.stage = Stage::Path;
    }

    pub(super) fn act(&mut self, action: Action) -> Ask {
        match (action, &self.stage) {
            (Action::Accept, Stage::Path) => self.plan(),
            (Action::Accept, Stage::Plan(_)) => {
                self.stage = Stage::Writing;
                self.progress = (0, 0);
                Ask::effect(Effect::RunImport)
            }
            (Action::Accept, Stage::Done(..)) => Ask::close(),
            (Action::Back, _) => {
                let effects = if self.running() { vec![Effect::StopImport] } else { Vec::new() };
                Ask { effects, ..Ask::close() }
            }
            _ => Ask::nothing(),
        }
    }

    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        match self.stage {
            Stage::Path => drop(self.field.key(&key)),
            Stage::Done(_, Some(batch)) if key.as_command() == Key::char('w') => {
                return lists::make(self.name(), ListOf::Import(batch));
            }
            _ => {}
        }
        Ask::nothing()
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        if matches!(self.stage, Stage::Path) {
            self.field.insert(text.trim());
        }
        Ask::nothing()
    }

    /// Takes in how the work goes.
    pub(super) fn reply(&mut self, reply: Reply) {
        match reply {
            Reply::Planned(plan) => self.stage = Stage::Plan(plan),
            Reply::Imported(plan, batch) => self.stage = Stage::Done(plan, batch),
            Reply::Progress { done, of } => self.progress = (done, of),
            _ => {}
        }
    }

    /// The file's name.
    fn name(&self) -> &str {
        self.field.text().trim().rsplit('/').next().unwrap_or_default()
    }

    /// The path as a shell would leave it after a drag and drop: no quotes, no `file://`.
    fn plan(&mut self) -> Ask {
        let typed = self.field.text().trim();
        let bare = typed.trim_matches(['\'', '"']);
        let path = bare.strip_prefix("file://").unwrap_or(bare);
        if path.is_empty() {
            return Ask::say(News::WhyNot(Text::NothingWritten));
        }
        self.stage = Stage::Reading;
        self.progress = (0, 0);
        Ask::effect(Effect::PlanImport(PathBuf::from(path)))
    }
}
