//! A line typed over a report: which days it looks at, whose customers it is of, which fields it holds
//! against one another, or the file it is written to. What cannot be meant is said under the line, and the line stays.

use super::field::Field;
use super::msg::FoundFile;
use super::report_cross::{self, NoCross};
use super::report_file::{Next, Writing};
use super::reports::Asking;
use crate::domain::custom_field::CustomField;
use crate::domain::query::Query;
use crate::domain::report::{NoDays, Span, typed_days};
use crate::keys::{Action, Context, Key};
use chrono::NaiveDate;

/// What is typed.
#[derive(Debug)]
pub enum Typing {
    /// The days.
    Days(Line),
    /// The search line whose customers it is of.
    Whose(Line),
    /// The fields that are held against one another.
    Cross(Line),
    /// Where it is written to.
    File(Box<Writing>),
}

/// A line, and why it would not do.
#[derive(Debug, Default)]
pub struct Line {
    /// The line.
    pub field: Field,
    /// Why Enter did nothing.
    pub refused: Option<Refused>,
}

/// Why a line would not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// These are no days.
    Days(NoDays),
    /// This part of a search line means nothing.
    Filter(String),
    /// These fields make no table.
    Cross(NoCross),
}

/// What a key comes to.
#[derive(Debug)]
pub enum Typed {
    /// Nothing more.
    Nothing,
    /// The line goes, and nothing is asked.
    Gone,
    /// This is asked.
    Asked(Asking),
    /// Something is done about the file.
    File(Next),
}

impl Typing {
    /// The days, with those that were typed before in the line.
    #[must_use]
    pub fn days(asking: &Asking) -> Self {
        let text = match asking.span {
            Span::Typed(first, last) if first == last => first.to_string(),
            Span::Typed(first, last) => format!("{first}..{last}"),
            _ => String::new(),
        };
        Self::Days(Line { field: Field::line().with(&text), refused: None })
    }

    /// Whose customers, with the present line in it.
    #[must_use]
    pub fn whose(asking: &Asking) -> Self {
        Self::Whose(Line { field: Field::line().with(&asking.line), refused: None })
    }

    /// The fields, with the present ones in the line.
    #[must_use]
    pub fn cross(asking: &Asking, own: &[CustomField]) -> Self {
        Self::Cross(Line {
            field: Field::line().with(&report_cross::written(asking.cross, own)),
            refused: None,
        })
    }

    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        if matches!(self, Self::File(_)) { Context::ReportFile } else { Context::ReportLine }
    }

    pub(super) fn act(
        &mut self,
        action: Action,
        asking: &Asking,
        own: &[CustomField],
        today: NaiveDate,
    ) -> Typed {
        match (self, action) {
            (Self::File(writing), action) => Typed::File(writing.act(action)),
            (_, Action::Back) => Typed::Gone,
            (Self::Days(line), Action::Accept) => line.days(asking, today),
            (Self::Whose(line), Action::Accept) => line.whose(asking, own),
            (Self::Cross(line), Action::Accept) => line.cross(asking, own),
            _ => Typed::Nothing,
        }
    }

    pub(super) fn type_key(&mut self, key: Key) -> Typed {
        match self {
            Self::File(writing) => Typed::File(writing.type_key(key)),
            Self::Days(line) | Self::Whose(line) | Self::Cross(line) => {
                if line.field.key(&key) {
                    line.refused = None;
                }
                Typed::Nothing
            }
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Typed {
        match self {
            Self::File(writing) => Typed::File(writing.paste(text)),
            Self::Days(line) | Self::Whose(line) | Self::Cross(line) => {
                line.field.insert(text.trim());
                line.refused = None;
                Typed::Nothing
            }
        }
    }

    /// Takes in files that begin as typed.
    pub(super) fn found(&mut self, typed: &str, files: Vec<FoundFile>) {
        if let Self::File(writing) = self {
            writing.path.found(typed, files);
        }
    }

    /// The line of the file, while one is typed.
    pub(super) fn file(&mut self) -> Option<&mut Writing> {
        if let Self::File(writing) = self { Some(&mut **writing) } else { None }
    }
}

impl Line {
    /// Takes the days; an empty line those of the month again.
    fn days(&mut self, asking: &Asking, today: NaiveDate) -> Typed {
        let text = self.field.text().trim();
        if text.is_empty() {
            let typed = matches!(asking.span, Span::Typed(..));
            let span = if typed { Span::default() } else { asking.span };
            return Typed::Asked(Asking { span, ..asking.clone() });
        }
        match typed_days(text, today) {
            Ok((first, last)) => Typed::Asked(Asking { span: Span::Typed(first, last), ..asking.clone() }),
            Err(why) => {
                self.refused = Some(Refused::Days(why));
                Typed::Nothing
            }
        }
    }

    /// Takes the line; an empty one is of everybody.
    fn whose(&mut self, asking: &Asking, own: &[CustomField]) -> Typed {
        let line = self.field.text().trim().to_owned();
        if let Some(given) = Query::meaningless(&line, own) {
            self.refused = Some(Refused::Filter(given));
            return Typed::Nothing;
        }
        Typed::Asked(Asking { line, ..asking.clone() })
    }

    /// Takes the fields; an empty line the first that are looked at.
    fn cross(&mut self, asking: &Asking, own: &[CustomField]) -> Typed {
        let line = self.field.text().trim();
        let read = if line.is_empty() { Ok(report_cross::first()) } else { report_cross::read(line, own) };
        match read {
            Ok(cross) => Typed::Asked(Asking { cross, ..asking.clone() }),
            Err(why) => {
                self.refused = Some(Refused::Cross(why));
                Typed::Nothing
            }
        }
    }
}
