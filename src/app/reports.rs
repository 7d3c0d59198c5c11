//! Reports: pages of tables, of which each figure opens what it counts: calls as a list, customers as
//! a search on the desk, and Esc comes back to the figure.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::ask::{Ask, World};
use super::msg::{Effect, FoundFile, Ticket};
use super::report_cross::{self, Crossing};
use super::report_file::{Leaving, Next, Writing};
use super::report_line::{Typed as Line, Typing};
pub use super::report_rows::{Lies, Rows, Under};
use super::toast::News;
use crate::domain::report::{By, Document, Figures, Format, Span};
use crate::domain::{Noun, pipeline};
use crate::i18n::{Lang, Text, report};
use crate::keys::{Action, Context, Key as Typed};

/// Rows a page key moves by.
const LEAP: isize = 10;

/// A page of the reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// What calls came to.
    #[default]
    Calls,
    /// How far they got.
    Funnel,
    /// When people answer.
    BestTime,
    /// What may be sold, and what was.
    Pipeline,
    /// What customers bought.
    Customers,
    /// What happened on a day: today, or the last of those that were typed.
    Day,
    /// Any field against any field.
    Cross,
}

/// The pages in order, and what they are called.
pub const PAGES: &[(Page, Text)] = &[
    (Page::Calls, Text::TabCalls),
    (Page::Funnel, Text::TabFunnel),
    (Page::BestTime, Text::TabBestTime),
    (Page::Pipeline, Text::TabPipeline),
    (Page::Customers, Text::TabCustomers),
    (Page::Day, Text::TabDay),
    (Page::Cross, Text::TabCross),
];

/// In the order a key goes through them.
const BYS: &[By] = &[By::Hour, By::Outcome, By::Rep, By::List, By::Source, By::Day, By::Weekday];

/// What deals are laid apart by, likewise; nothing first.
const LAID: &[pipeline::By] = &[
    pipeline::By::Owner,
    pipeline::By::Product,
    pipeline::By::Source,
    pipeline::By::Kind,
    pipeline::By::Month,
    pipeline::By::Reason,
    pipeline::By::Competitor,
];

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Which page.
    pub page: Page,
    /// Of which days.
    pub span: Span,
    /// What calls are laid apart by.
    pub by: By,
    /// What deals are laid apart by, beside the whole.
    pub laid: Option<pipeline::By>,
    /// What is held against one another.
    pub cross: Crossing,
    /// Of whoever sits here only.
    pub mine: bool,
    /// Of customers who answer this search line only; empty for everybody.
    pub line: String,
}

/// The reports.
#[derive(Debug)]
pub struct Reports {
    /// What is asked for.
    pub asking: Asking,
    /// What was found, in words; of what was asked before while an answer is waited for.
    pub document: Option<Document>,
    pub(super) figures: Option<Arc<Figures>>,
    /// The answer that is waited for.
    pub waiting: Option<Ticket>,
    /// Where the cursor is: a section, a row, a column.
    pub at: (usize, usize, usize),
    /// What was opened.
    pub rows: Option<Rows>,
    /// The line that is typed over it.
    pub typing: Option<Typing>,
    pub(super) lang: Lang,
}

impl Reports {
    /// Reports to be read, in that language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let asking = Asking {
            page: Page::Calls,
            span: Span::Month,
            by: By::Hour,
            laid: None,
            cross: report_cross::first(),
            mine: false,
            line: String::new(),
        };
        let (document, figures, waiting, rows, typing) = (None, None, None, None, None);
        Self { asking, document, figures, waiting, at: (0, 0, 0), rows, typing, lang }
    }

    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        match (&self.typing, &self.rows) {
            (Some(typing), _) => typing.context(),
            (None, Some(_)) => Context::Opened,
            (None, None) => Context::Reports,
        }
    }

    /// The request for what is asked for.
    pub fn load(&mut self, ticket: Ticket) -> Effect {
        self.waiting = Some(ticket);
        Effect::LoadReport { ticket, asking: self.asking.clone() }
    }

    /// Takes in figures; of an older request nothing.
    pub fn read(&mut self, ticket: Ticket, figures: Arc<Figures>) {
        if self.waiting != Some(ticket) {
            return;
        }
        self.waiting = None;
        self.document = Some(report::document(&figures, self.lang));
        self.figures = Some(figures);
        let targets = self.targets();
        if !targets.contains(&self.at) {
            let near = targets.iter().min_by_key(|target| {
                (target.0.abs_diff(self.at.0), target.1.abs_diff(self.at.1), target.2.abs_diff(self.at.2))
            });
            self.at = near.copied().unwrap_or_default();
        }
    }

    /// Says whether other days, customers or reps could have something where this has nothing.
    #[must_use]
    pub fn has_more(&self) -> bool {
        !matches!(self.figures.as_deref(), Some(Figures::Customers(of)) if !of.ever)
    }

    /// Takes in what lies under a figure.
    pub fn opened(&mut self, ticket: Ticket, lies: Lies) {
        if let Some(rows) = self.rows.as_mut().filter(|_| self.waiting == Some(ticket)) {
            rows.lies = Some(lies);
            self.waiting = None;
        }
    }

    /// Says whether a key must wait for what is read: there is nothing yet that it could act on. The
    /// way out, and to other pages and days, never does.
    #[must_use]
    pub fn waits(&self, action: Option<Action>) -> bool {
        let nothing = self.rows.as_ref().map_or(self.document.is_none(), |rows| rows.lies.is_none());
        let moves_on = matches!(
            action,
            None | Some(
                Action::Back
                    | Action::NextPage
                    | Action::PreviousPage
                    | Action::NextSpan
                    | Action::NextBy
                    | Action::TypeDays
                    | Action::TypeWhose
                    | Action::TypeCross
            )
        );
        self.waiting.is_some() && nothing && !moves_on && self.typing.is_none()
    }

    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let page = self.asking.page;
        let by = matches!(page, Page::Calls | Page::Funnel | Page::Pipeline | Page::Cross);
        match (action, &self.rows) {
            _ if self.typing.is_some() => match action {
                Action::Complete if self.context() != Context::ReportFile => Some(Text::NothingSelected),
                _ => None,
            },
            (Action::Accept, Some(rows)) => rows.customer().is_none().then_some(Text::NothingSelected),
            (Action::Accept, None) => self.opens(self.at).is_none().then_some(Text::NothingSelected),
            (Action::NextBy, _) => (!by).then_some(Text::ReportLaidOnly),
            (Action::Everyones, _) => (!self.asking.is_somebodys()).then_some(Text::ReportOfAll),
            (Action::NextSpan | Action::TypeDays, _) if !self.asking.is_dated() => Some(Text::ReportOfNoDay),
            (Action::NextSpan, _) => (page == Page::Day).then_some(Text::ReportOfOneDay),
            (Action::TypeCross, _) => (page != Page::Cross).then_some(Text::ReportNoCross),
            (Action::WriteReport, _) => self.nothing_to_write(),
            _ => None,
        }
    }

    fn nothing_to_write(&self) -> Option<Text> {
        let Some(document) = &self.document else { return Some(Text::StillReading) };
        match (self.waiting, document.sections.is_empty()) {
            (Some(_), _) => Some(Text::StillReading),
            (None, nothing) => nothing.then_some(Text::NothingToWrite),
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        self.lang = world.setting.lang;
        if let Some(typing) = &mut self.typing {
            let own = &world.setting.sheets.fields;
            let typed = typing.act(action, &self.asking, own, world.now.date_naive());
            return self.typed(typed, world);
        }
        if let Some(rows) = &mut self.rows {
            let count = rows.lies.as_ref().map_or(0, Lies::len);
            if rows.cursor.follow(action, count) {
                return Ask::nothing();
            }
            return match action {
                Action::Accept => rows.customer().map_or_else(Ask::nothing, |id| Ask {
                    select: Some(id),
                    aside: true,
                    ..Ask::close()
                }),
                Action::Back => {
                    (self.rows, self.waiting) = (None, None);
                    // Other days may have been asked for, or the book changed, since the figure was read.
                    Ask { report: true, ..Ask::default() }
                }
                _ => Ask::nothing(),
            };
        }
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.step(LEAP),
            Action::PageUp => self.step(-LEAP),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            Action::NextChoice => self.turn(1),
            Action::PreviousChoice => self.turn(-1),
            Action::NextPage => return self.page(1),
            Action::PreviousPage => return self.page(PAGES.len() - 1),
            Action::NextSpan => {
                return self.ask(Asking { span: self.asking.span.next(), ..self.asking.clone() });
            }
            Action::NextBy => return self.ask(self.asking.laid_otherwise()),
            Action::Everyones => return self.ask(Asking { mine: !self.asking.mine, ..self.asking.clone() }),
            Action::TypeDays => self.typing = Some(Typing::days(&self.asking)),
            Action::TypeWhose => self.typing = Some(Typing::whose(&self.asking)),
            Action::TypeCross => {
                self.typing = Some(Typing::cross(&self.asking, &world.setting.sheets.fields));
            }
            Action::WriteReport => return self.begin_to_write(world),
            Action::Accept => return self.open(),
            Action::Back => return Ask { effects: vec![Effect::StopReport], ..Ask::close() },
            _ => {}
        }
        Ask::nothing()
    }

    /// A digit goes to its page.
    pub(super) fn type_key(&mut self, key: Typed, world: &World<'_>) -> Ask {
        if let Some(typing) = &mut self.typing {
            let typed = typing.type_key(key);
            return self.typed(typed, world);
        }
        let digit = key.as_command().written().and_then(|c| c.to_digit(10)).filter(|_| self.rows.is_none());
        let page = digit.and_then(|digit| PAGES.get(usize::try_from(digit).ok()?.checked_sub(1)?));
        page.map_or_else(Ask::nothing, |(page, _)| self.ask(Asking { page: *page, ..self.asking.clone() }))
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        let Some(typing) = &mut self.typing else { return Ask::nothing() };
        let typed = typing.paste(text);
        self.typed(typed, world)
    }

    /// What a key in the line came to.
    fn typed(&mut self, typed: Line, world: &World<'_>) -> Ask {
        match typed {
            Line::Nothing | Line::File(Next::Nothing) => Ask::nothing(),
            Line::Gone | Line::File(Next::Close) => {
                self.typing = None;
                Ask::nothing()
            }
            Line::Asked(asking) => {
                self.typing = None;
                if asking == self.asking { Ask::nothing() } else { self.ask(asking) }
            }
            Line::File(Next::Look(typed)) => Ask::effect(Effect::FindFiles(typed)),
            Line::File(Next::Write(path, format, force)) => self.write(path, format, force, world.now),
        }
    }

    /// Lays the line of a path over the report.
    fn begin_to_write(&mut self, world: &World<'_>) -> Ask {
        let Some(document) = &self.document else { return Ask::nothing() };
        let writing = Writing::of(document.code, world.now);
        let look = Effect::FindFiles(writing.path.field.text().to_owned());
        self.typing = Some(Typing::File(Box::new(writing)));
        Ask::effect(look)
    }

    /// The report that is shown, to that file.
    fn write(&self, path: PathBuf, format: Format, force: bool, now: DateTime<FixedOffset>) -> Ask {
        let (Some(document), Some(figures)) = (&self.document, &self.figures) else {
            return Ask::say(News::WhyNot(Text::StillReading));
        };
        let (document, figures) = (document.clone(), Arc::clone(figures));
        let leaving = Leaving { path, force, format, document, figures, now };
        Ask::effect(Effect::WriteReport(Box::new(leaving)))
    }

    /// Takes in files that begin as typed.
    pub(super) fn found(&mut self, typed: &str, files: Vec<FoundFile>) {
        if let Some(typing) = &mut self.typing {
            typing.found(typed, files);
        }
    }

    /// The line of a file, while one is typed.
    pub(super) fn writing(&mut self) -> Option<&mut Writing> {
        self.typing.as_mut().and_then(Typing::file)
    }

    fn page(&mut self, by: usize) -> Ask {
        let at = PAGES.iter().position(|(page, _)| *page == self.asking.page).unwrap_or(0);
        let (page, _) = PAGES[(at + by) % PAGES.len()];
        self.ask(Asking { page, ..self.asking.clone() })
    }

    fn ask(&mut self, asking: Asking) -> Ask {
        if asking.page != self.asking.page {
            self.at = (0, 0, 0);
            (self.document, self.figures) = (None, None);
        }
        self.asking = asking;
        Ask { report: true, ..Ask::default() }
    }

    /// To another row, as near below or above as can be.
    fn step(&mut self, by: isize) {
        let targets = self.targets();
        let mut rows: Vec<(usize, usize)> =
            targets.iter().map(|(section, row, _)| (*section, *row)).collect();
        rows.dedup();
        let here = rows.iter().position(|row| *row == (self.at.0, self.at.1)).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(row) = rows.get(there) else { return };
        let near = targets.iter().filter(|(section, at, _)| (*section, *at) == *row);
        self.at = near.min_by_key(|(.., column)| column.abs_diff(self.at.2)).copied().unwrap_or(self.at);
    }

    /// To the next figure in the row.
    fn turn(&mut self, by: isize) {
        let beside =
            self.targets().into_iter().filter(|(section, row, _)| (*section, *row) == (self.at.0, self.at.1));
        let columns: Vec<usize> = beside.map(|(.., column)| column).collect();
        let here = columns.iter().position(|column| *column == self.at.2).unwrap_or(0);
        let there = here.saturating_add_signed(by).min(columns.len().saturating_sub(1));
        self.at.2 = columns.get(there).copied().unwrap_or(self.at.2);
    }

    /// Nothing comes any more: what was opened and is not read yet closes again.
    pub(super) fn failed(&mut self) {
        self.waiting = None;
        self.rows.take_if(|rows| rows.lies.is_none());
        if let Some(writing) = self.writing() {
            writing.failed();
        }
    }
}

impl Asking {
    /// Says whether it looks at some days: customers are counted as they are today.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.page != Page::Cross || self.cross.2.noun() != Noun::Customer
    }

    /// Says whether it can be of one rep alone.
    #[must_use]
    pub const fn is_somebodys(&self) -> bool {
        !matches!(self.page, Page::Customers | Page::Cross)
    }

    /// The same, laid apart by what comes next.
    fn laid_otherwise(&self) -> Self {
        let asking = self.clone();
        match self.page {
            Page::Pipeline => {
                let at = LAID.iter().position(|known| Some(*known) == self.laid).map_or(0, |at| at + 1);
                Self { laid: LAID.get(at).copied(), ..asking }
            }
            Page::Cross => Self { cross: report_cross::next(self.cross), ..asking },
            _ => {
                let at = BYS.iter().position(|known| *known == self.by).map_or(0, |at| at + 1);
                Self { by: BYS[at % BYS.len()], ..asking }
            }
        }
    }
}
