//! Writing the report that is shown: a path, whose ending says the format, completed by Tab; one that
//! is there is written over when Enter is pressed a second time.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::import::path::{self, Path};
use crate::domain::report::{Document, Figure, Figures};
use crate::i18n::report::{markdown, shown};
use crate::i18n::{Lang, Text, day_report, format};
use crate::keys::{Action, Key};

/// The endings that say a format.
pub const ENDINGS: &[&str] = &["html", "md", "txt", "csv", "xlsx", "json"];

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
    /// It is written there; over what is there.
    Write(PathBuf, bool),
}

/// A report that is to leave the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaving {
    /// The file.
    pub path: PathBuf,
    /// One that is there is written over.
    pub force: bool,
    /// How.
    pub form: Form,
    /// What.
    pub document: Document,
    /// Its figures.
    pub figures: Box<Figures>,
}

/// How a report is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// As text with bars and shades, which whoever knows the terminal draws.
    Drawn,
    /// In these words.
    Words(String),
    /// As a page.
    Page {
        /// The language's code.
        lang: &'static str,
        /// How figures are written in it.
        shown: Shown,
        /// When it was made, and by what.
        made: String,
        /// The heading of the definitions.
        definitions: &'static str,
    },
    /// As CSV.
    Tables,
    /// As a workbook, whose last sheet is called this.
    Workbook(&'static str),
    /// As JSON.
    Figures,
}

/// How a figure is written; which way follows from the language.
#[derive(Clone, Copy, Debug)]
pub struct Shown(pub fn(&Figure) -> String);

impl PartialEq for Shown {
    fn eq(&self, _: &Self) -> bool {
        true
    }
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
            path::Next::Open(path) => self.write(path),
        }
    }

    fn write(&mut self, path: PathBuf) -> Next {
        if path.as_os_str().is_empty() {
            self.stage = Stage::Refused(Text::NothingWritten);
            return Next::Nothing;
        }
        if ending(&path).is_none() {
            self.stage = Stage::Refused(Text::ReportEndings);
            return Next::Nothing;
        }
        let force = self.stage == Stage::Exists;
        self.stage = Stage::Writing;
        Next::Write(path, force)
    }
}

/// The ending that says a format.
fn ending(path: &std::path::Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?;
    let ending = if ending.eq_ignore_ascii_case("htm") { "html" } else { ending };
    ENDINGS.iter().find(|known| known.eq_ignore_ascii_case(ending)).copied()
}

impl Form {
    /// The form that a path's ending says.
    pub(super) fn of(
        path: &std::path::Path,
        figures: &Figures,
        document: &Document,
        lang: Lang,
        now: DateTime<FixedOffset>,
    ) -> Self {
        match (ending(path).unwrap_or("txt"), figures) {
            ("md", Figures::Day(date, day)) => Self::Words(day_report::markdown(day, lang, *date)),
            ("md", _) => Self::Words(markdown(document, lang)),
            ("html", _) => Self::Page {
                lang: lang.code(),
                shown: Shown(if lang == Lang::En { in_english } else { in_japanese }),
                made: made(lang, now),
                definitions: Text::Definitions.words(lang),
            },
            ("csv", _) => Self::Tables,
            ("xlsx", _) => Self::Workbook(Text::Definitions.words(lang)),
            ("json", _) => Self::Figures,
            (_, Figures::Day(date, day)) => Self::Words(day_report::text(day, lang, *date)),
            _ => Self::Drawn,
        }
    }
}

/// `salesdesk, Sat 21 Nov 2026 17:32`.
fn made(lang: Lang, now: DateTime<FixedOffset>) -> String {
    let (day, time) = (format::whole_day(now.date_naive(), lang), format::time(now));
    Text::ReportMade.fill(lang, &[("at", &format!("{day} {time}"))])
}

fn in_english(figure: &Figure) -> String {
    shown(figure, Lang::En)
}

fn in_japanese(figure: &Figure) -> String {
    shown(figure, Lang::Ja)
}
