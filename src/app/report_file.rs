//! Writing the report that is shown: a path, whose ending says the format, completed by Tab; one that
//! is there is written over when Enter is pressed a second time.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::path::{self, Path};
use crate::domain::report::{Document, Figures, Format};
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The path is being typed.
    #[default]
    Path,
    /// A path that would not do.
    Refused(Text),
    /// A file of that name is there; Enter writes over it.
    Exists,
    /// It is being written.
    Writing,
}

/// A file to be written.
#[derive(Debug)]
pub struct Writing {
    /// The path.
    pub path: Path,
    /// How far it is.
    pub stage: Stage,
}

/// What a key comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing more.
    Nothing,
    /// The line goes.
    Close,
    /// Files are looked for.
    Look(String),
    /// It is written there in that format; over what is there.
    Write(PathBuf, Format, bool),
}

/// A report that is to leave the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// The file.
    pub path: PathBuf,
    /// One that is there is written over.
    pub force: bool,
    /// How.
    pub format: Format,
    /// What.
    pub document: Document,
    /// Its figures.
    pub figures: Arc<Figures>,
    /// When.
    pub now: DateTime<FixedOffset>,
}

impl Writing {
    /// To a file named after the report and the day.
    #[must_use]
    pub fn of(code: &str, now: DateTime<FixedOffset>) -> Self {
        let path = Path::of(&format!("{code}-{}.html", now.format("%Y-%m-%d")));
        Self { path, stage: Stage::Path }
    }

    pub(super) fn act(&mut self, action: Action) -> Next {
        match (action, self.stage) {
            (Action::Back, Stage::Exists) => {
                self.stage = Stage::Path;
                Next::Nothing
            }
            (Action::Back, _) => Next::Close,
            (_, Stage::Writing) => Next::Nothing,
            (action, _) => {
                let next = self.path.act(action);
                self.next(next)
            }
        }
    }

    pub(super) fn type_key(&mut self, key: Key) -> Next {
        if self.stage == Stage::Writing {
            return Next::Nothing;
        }
        let next = self.path.type_key(key);
        self.next(next)
    }

    pub(super) fn paste(&mut self, text: &str) -> Next {
        if self.stage == Stage::Writing {
            return Next::Nothing;
        }
        self.path.field.insert(text.trim());
        self.next(path::Next::Look(self.path.field.text().to_owned()))
    }

    /// A file of that name is there.
    pub(super) fn would_overwrite(&mut self) {
        self.stage = Stage::Exists;
    }

    /// It could not be written.
    pub(super) fn failed(&mut self) {
        self.stage = Stage::Path;
    }

    fn next(&mut self, next: path::Next) -> Next {
        match next {
            path::Next::Nothing => Next::Nothing,
            path::Next::Close => Next::Close,
            path::Next::Look(typed) => {
                self.stage = Stage::Path;
                Next::Look(typed)
            }
            path::Next::Take(path) => self.write(path),
        }
    }

    fn write(&mut self, path: PathBuf) -> Next {
        if path.as_os_str().is_empty() {
            self.stage = Stage::Refused(Text::NothingWritten);
            return Next::Nothing;
        }
        let Some(format) = Format::of_file(&path) else {
            self.stage = Stage::Refused(Text::ReportEndings);
            return Next::Nothing;
        };
        let force = self.stage == Stage::Exists;
        self.stage = Stage::Writing;
        Next::Write(path, format, force)
    }
}
