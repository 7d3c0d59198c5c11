//! Importing a file: its path, the review of what it would do, how far it has come, what it did.
//!
//! One file a stage: `review` with its `columns` and `rows`, `done`. Files are read by the
//! thread for files; a late answer to an older request is dropped by its ticket.

pub mod choice;
pub mod columns;
pub mod review;

use std::path::PathBuf;

use super::App;
use super::ask::{Ask, World};
use super::lists;
use super::msg::{Effect, Imported, ListOf, Reply, Ticket};
use super::overlay::Overlay;
use super::path::{self, Path};
use super::toast::News;
use crate::domain::choices::Choices;
use crate::domain::plan::ImportPlan;
use crate::i18n::Text;
use crate::keys::{Action, Context, Key};
use review::{Pane, Review};

/// How far an import is.
#[derive(Debug, Default)]
pub enum Stage {
    /// The path is being typed.
    #[default]
    Path,
    /// The file is being read, and nothing is known of it yet.
    Reading,
    /// What it would do is on the screen.
    Review,
    /// It is being written.
    Writing,
    /// It is done.
    Done(Box<Imported>),
    /// It is being taken back.
    TakingBack(Box<Imported>),
}

/// Work on the file that an import asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Say what it would do.
    Plan,
    /// Do it.
    Run,
}

/// An import.
#[derive(Debug, Default)]
pub struct Import {
    /// The path, and files to choose from.
    pub path: Path,
    /// How far it is.
    pub stage: Stage,
    /// What it would do, once anything of that is known.
    pub review: Option<Box<Review>>,
    /// What is said of the file.
    pub choices: Choices,
    /// Bytes or per cent done, and in all.
    pub progress: (u64, u64),
    file: PathBuf,
    asked: Ticket,
    /// What was said when the plan on the screen was made.
    planned: Choices,
}

impl Import {
    /// Where the keyboard is.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.stage, &self.review) {
            (Stage::Review, Some(review)) if review.choice.is_some() => Context::FieldChoice,
            (Stage::Review, Some(review)) if review.whole.is_some() => Context::ReviewRow,
            (Stage::Review, Some(review)) if review.pane == Pane::Rows => Context::ReviewRows,
            (Stage::Review, Some(_)) => Context::ReviewColumns,
            (Stage::Path, _) => Context::Import,
            (Stage::Done(_), _) => Context::Imported,
            _ => Context::ImportWork,
        }
    }

    /// Where it is besides.
    #[must_use]
    pub fn around(&self) -> Option<Context> {
        let panes = [Context::ReviewColumns, Context::ReviewRows];
        panes.contains(&self.context()).then_some(Context::Review)
    }

    /// The file's name, as the screen shows it.
    #[must_use]
    pub fn name(&self) -> String {
        self.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Why an action would do nothing.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        match (&self.stage, &self.review) {
            (Stage::Review, Some(review)) => review.why_not(action, &self.choices),
            (Stage::Done(done), _) if matches!(action, Action::Undo | Action::MakeList) => {
                done.batch.is_none().then_some(Text::ImportedNothing)
            }
            _ => None,
        }
    }

    /// Goes back to where something can be done, after a failure.
    pub(super) fn failed(&mut self) {
        self.stage = match std::mem::take(&mut self.stage) {
            Stage::TakingBack(done) | Stage::Done(done) => Stage::Done(done),
            _ if self.review.is_some() => Stage::Review,
            _ => Stage::Path,
        };
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match &self.stage {
            Stage::Path => match self.path.act(action) {
                path::Next::Nothing => Ask::nothing(),
                path::Next::Close => Ask::close(),
                path::Next::Look(typed) => Ask::effect(Effect::FindFiles(typed)),
                path::Next::Take(path) => self.open(path),
            },
            Stage::Review => self.act_on_review(action, world),
            Stage::Done(done) => match (action, done.batch) {
                (Action::Undo, Some(batch)) => self.take_back(batch),
                (Action::MakeList, Some(batch)) => lists::make(&self.name(), ListOf::Import(batch)),
                (Action::Back | Action::Accept, _) => Ask::close(),
                _ => Ask::nothing(),
            },
            Stage::Reading if action == Action::Back => {
                Ask { effects: vec![Effect::StopImport], ..Ask::close() }
            }
            // What it comes to is told when the thread has let go of the book.
            Stage::Writing | Stage::TakingBack(_) if action == Action::Back => {
                Ask::effect(Effect::StopImport)
            }
            Stage::Reading | Stage::Writing | Stage::TakingBack(_) => Ask::nothing(),
        }
    }

    fn act_on_review(&mut self, action: Action, world: &World<'_>) -> Ask {
        let Some(review) = &mut self.review else { return Ask::nothing() };
        match review.act(action, &mut self.choices, world) {
            review::Next::Nothing => Ask::nothing(),
            review::Next::Plan => self.plan(),
            review::Next::Run => {
                (self.stage, self.progress) = (Stage::Writing, (0, 0));
                Ask { import: Some(Work::Run), ..Ask::default() }
            }
            review::Next::Back => {
                (self.stage, self.review) = (Stage::Path, None);
                let look = Effect::FindFiles(self.path.field.text().to_owned());
                Ask { effects: vec![Effect::StopImport, look], ..Ask::default() }
            }
            review::Next::Say(text) => Ask::say(News::WhyNot(text)),
        }
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        match (&self.stage, &mut self.review) {
            (Stage::Path, _) => match self.path.type_key(key) {
                path::Next::Look(typed) => Ask::effect(Effect::FindFiles(typed)),
                path::Next::Take(path) => self.open(path),
                _ => Ask::nothing(),
            },
            (Stage::Review, Some(review)) => {
                review.type_key(key, world);
                Ask::nothing()
            }
            _ => Ask::nothing(),
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Ask {
        match self.stage {
            Stage::Path => {
                self.path.field.insert(text.trim());
                Ask::effect(Effect::FindFiles(self.path.field.text().to_owned()))
            }
            _ => Ask::nothing(),
        }
    }

    /// Takes in how the work goes.
    pub(super) fn reply(&mut self, reply: Reply) -> Ask {
        match reply {
            Reply::Planned { ticket, plan } if ticket == self.asked => self.planned(plan),
            Reply::Imported(done) => self.stage = Stage::Done(done),
            Reply::Progress { done, of } => self.progress = (done, of),
            Reply::FilesFound { typed, files } => self.path.found(&typed, files),
            Reply::ImportEnded { ticket, trouble } if ticket == self.asked => {
                self.failed();
                if let Some(review) = &mut self.review {
                    review.refused(self.choices.encoding.take());
                    self.choices = self.planned.clone();
                }
                return Ask::say(trouble.map_or(News::WhyNot(Text::Cancelled), News::Failed));
            }
            _ => {}
        }
        Ask::nothing()
    }

    fn planned(&mut self, plan: Box<ImportPlan>) {
        self.planned = self.choices.clone();
        match &mut self.review {
            Some(review) => review.take(plan),
            None => self.review = Some(Box::new(Review::new(plan))),
        }
        if matches!(self.stage, Stage::Reading) {
            self.stage = Stage::Review;
        }
    }

    /// Begins with a file: nothing is said of it yet.
    fn open(&mut self, path: PathBuf) -> Ask {
        if path.as_os_str().is_empty() {
            return Ask::say(News::WhyNot(Text::NothingWritten));
        }
        (self.file, self.choices, self.review) = (path, Choices::default(), None);
        self.stage = Stage::Reading;
        self.plan()
    }

    fn plan(&mut self) -> Ask {
        self.progress = (0, 0);
        if let Some(review) = &mut self.review {
            review.waiting = true;
        }
        Ask { import: Some(Work::Plan), ..Ask::default() }
    }

    fn take_back(&mut self, batch: crate::domain::Id) -> Ask {
        if let Stage::Done(done) = std::mem::take(&mut self.stage) {
            (self.stage, self.progress) = (Stage::TakingBack(done), (0, 0));
        }
        Ask { take_back: Some(batch), ..Ask::default() }
    }
}

impl App {
    /// Has the file of the import on top planned or imported.
    pub(super) fn work_on_import(&mut self, work: Work) -> Option<Effect> {
        let ticket = self.ticket();
        let Some(Overlay::Import(import)) = self.overlays.last_mut() else { return None };
        import.asked = ticket;
        let (path, choices) = (import.file.clone(), Box::new(import.choices.clone()));
        Some(match (work, &import.review) {
            (Work::Run, Some(review)) => Effect::RunImport { ticket, path, choices, only: review.plan.file },
            _ => Effect::PlanImport { ticket, path, choices },
        })
    }

    /// The import on top was taken back: nothing of it is left to show.
    pub(super) fn import_taken_back(&mut self) {
        if let Some(Overlay::Import(import)) = self.overlays.last()
            && matches!(import.stage, Stage::TakingBack(_))
        {
            self.overlays.pop();
        }
    }
}
