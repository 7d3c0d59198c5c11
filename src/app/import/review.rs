//! The review of a plan: its columns, its rows, and the choices that make another plan of it.
//!
//! Every change of a choice asks for a new plan; what is on the screen stays until that has come.

use super::choice::FieldChoice;
use super::columns;
use crate::app::ask::World;
use crate::app::list::Cursor;
use crate::domain::choices::{ABOUT, Choices, DATES, ENCODINGS, ERAS, KEYS, ON_DUPLICATE, next};
use crate::domain::plan::{End, ImportPlan, Question};
use crate::domain::planned::PlannedRow;
use crate::i18n::Text;
use crate::keys::{Action, Key};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Where each column goes.
    #[default]
    Columns,
    /// What becomes of each row.
    Rows,
}

/// What an action comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing more.
    Nothing,
    /// Another plan.
    Plan,
    /// The import itself.
    Run,
    /// The path again.
    Back,
    /// Something to say.
    Say(Text),
}

/// The review.
#[derive(Debug)]
pub struct Review {
    /// The plan, as far as it is known.
    pub plan: Box<ImportPlan>,
    /// What is looked at.
    pub pane: Pane,
    /// The cursor is on the line that imports, below the pane.
    pub on_import: bool,
    /// The cursor among the columns.
    pub columns: Cursor,
    /// The cursor among the rows.
    pub rows: Cursor,
    /// The end of the rows that are shown; nothing for all.
    pub end: Option<End>,
    /// The choice of a field for a column.
    pub choice: Option<FieldChoice>,
    /// One row whole, from that line of it on.
    pub whole: Option<usize>,
    /// Another plan is on its way.
    pub waiting: bool,
    /// Where columns went before they were left out.
    left_out: Vec<(usize, String)>,
    /// The encoding that was tried last and does not fit.
    tried: Option<String>,
}

impl Review {
    /// A review that begins where something is not clear, else where one key imports.
    #[must_use]
    pub fn new(plan: Box<ImportPlan>) -> Self {
        let doubtful = columns::doubtful(&plan);
        let columns = Cursor { at: doubtful.unwrap_or(0), top: 0 };
        Self {
            on_import: doubtful.is_none(),
            plan,
            pane: Pane::Columns,
            columns,
            rows: Cursor::default(),
            end: None,
            choice: None,
            whole: None,
            waiting: false,
            left_out: Vec::new(),
            tried: None,
        }
    }

    /// Takes in a newer plan.
    pub(super) fn take(&mut self, plan: Box<ImportPlan>) {
        (self.plan, self.waiting) = (plan, false);
        self.columns.step(0, self.plan.columns.len());
        self.rows.step(0, self.shown());
        if self.row().is_none() {
            self.whole = None;
        }
    }

    /// The plan that was asked for cannot be made; the next encoding follows the one that does not fit.
    pub(super) fn refused(&mut self, encoding: Option<String>) {
        (self.tried, self.waiting) = (encoding, false);
    }

    /// How many rows are shown.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.plan.rows.count(self.end)
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&PlannedRow> {
        self.plan.rows.of(self.end).nth(self.rows.at)
    }

    /// Why an action would do nothing.
    pub(super) fn why_not(&self, action: Action, choices: &Choices) -> Option<Text> {
        match action {
            Action::NextSheet if self.plan.sheets.len() < 2 => Some(Text::OneSheet),
            Action::NextDates if self.plan.asks.is_empty() && choices.dates.is_none() => {
                Some(Text::NoDoubtfulDates)
            }
            Action::NextEncoding if self.plan.encoding.is_empty() => Some(Text::NoEncoding),
            Action::LeaveOut if self.on_import || self.plan.columns.is_empty() => Some(Text::NothingSelected),
            _ => None,
        }
    }

    /// Why it cannot be imported as it is.
    #[must_use]
    pub fn held_back(&self) -> Option<Text> {
        if self.plan.nobody {
            return Some(Text::NobodyMapped);
        }
        if !self.plan.asks.is_empty() {
            return Some(Text::DatesAskedFirst);
        }
        (self.plan.complete && self.plan.counts.written() == 0).then_some(Text::NothingToImport)
    }

    pub(super) fn act(&mut self, action: Action, choices: &mut Choices, world: &World<'_>) -> Next {
        if self.choice.is_some() {
            return self.choose(action, choices);
        }
        if self.whole.is_some() {
            return self.look_at_row(action);
        }
        if self.steps(action) {
            return Next::Nothing;
        }
        match action {
            Action::Back => Next::Back,
            Action::RunImport => self.import(),
            Action::Accept => self.accept(world),
            Action::OtherPane => {
                self.pane = if self.pane == Pane::Columns { Pane::Rows } else { Pane::Columns };
                self.on_import = false;
                Next::Nothing
            }
            Action::LeaveOut => self.leave_out(choices),
            action => self.change(action, choices),
        }
    }

    /// Goes through the pane; below its last row is the line that imports.
    fn steps(&mut self, action: Action) -> bool {
        let len = if self.pane == Pane::Columns { self.plan.columns.len() } else { self.shown() };
        let cursor = if self.pane == Pane::Columns { &mut self.columns } else { &mut self.rows };
        match action {
            Action::Down if self.on_import => {}
            Action::Down if cursor.at + 1 >= len => self.on_import = true,
            Action::Up if self.on_import && len > 0 => self.on_import = false,
            Action::PageUp | Action::First if len > 0 => {
                self.on_import = false;
                cursor.follow(action, len);
            }
            Action::Last => self.on_import = true,
            _ => return cursor.follow(action, len) || self.filters(action),
        }
        true
    }

    /// Shows the rows of one end, or all.
    fn filters(&mut self, action: Action) -> bool {
        let end = match action {
            Action::ShowAll => None,
            Action::ShowNew => Some(End::New),
            Action::ShowUpdates => Some(End::Update),
            Action::ShowSame => Some(End::Same),
            Action::ShowDuplicates => Some(End::Alike),
            Action::ShowRejects => Some(End::Rejected),
            _ => return false,
        };
        // Whoever is left alone is there already, as is whoever is the same.
        let skipped = end == Some(End::Same) && self.plan.rows.count(end) == 0;
        self.end = if skipped { Some(End::Skipped) } else { end };
        (self.rows, self.on_import) = (Cursor::default(), false);
        true
    }

    fn accept(&mut self, world: &World<'_>) -> Next {
        match self.pane {
            _ if self.on_import => return self.import(),
            Pane::Columns => self.open_choice("", world),
            Pane::Rows => self.whole = self.row().map(|_| 0),
        }
        Next::Nothing
    }

    fn import(&mut self) -> Next {
        self.held_back().map_or(Next::Run, Next::Say)
    }

    fn open_choice(&mut self, typed: &str, world: &World<'_>) {
        if let Some(column) = self.plan.columns.get(self.columns.at) {
            self.choice = Some(FieldChoice::of(column, self.plan.about, typed, world.setting.lang));
        }
    }

    fn choose(&mut self, action: Action, choices: &mut Choices) -> Next {
        let Some(choice) = &mut self.choice else { return Next::Nothing };
        match action {
            Action::Back => self.choice = None,
            Action::Accept => {
                let chosen = choice.chosen();
                self.choice = None;
                if let Some(field) = chosen {
                    let column = columns::name(&self.plan, self.columns.at);
                    choices.say(column, field);
                    return Next::Plan;
                }
            }
            action => drop(choice.cursor.follow(action, choice.found.len())),
        }
        Next::Nothing
    }

    fn look_at_row(&mut self, action: Action) -> Next {
        let top = self.whole.unwrap_or(0);
        match action {
            Action::Back | Action::Accept => self.whole = None,
            Action::Down => self.whole = Some((top + 1).min(self.plan.columns.len())),
            Action::Up => self.whole = Some(top.saturating_sub(1)),
            Action::NextStop | Action::PreviousStop => {
                let by = if action == Action::NextStop { 1 } else { -1 };
                self.rows.step(by, self.shown());
                self.whole = Some(0);
            }
            _ => {}
        }
        Next::Nothing
    }

    /// Leaves the column under the cursor out, or has it go where it went before.
    fn leave_out(&mut self, choices: &mut Choices) -> Next {
        let at = self.columns.at;
        let field = columns::toggled(&self.plan.columns[at], at, &mut self.left_out);
        choices.say(columns::name(&self.plan, at), field);
        Next::Plan
    }

    /// Makes another choice about the whole file.
    fn change(&mut self, action: Action, choices: &mut Choices) -> Next {
        let plan = &self.plan;
        let some = |text: &str| Some(text.to_owned());
        match action {
            Action::NextEncoding => {
                let now = self.tried.take().or_else(|| choices.encoding.clone());
                let now = now.unwrap_or_else(|| plan.encoding.to_ascii_lowercase());
                choices.encoding = some(next(ENCODINGS, &now));
            }
            Action::NextAbout => choices.about = some(next(ABOUT, plan.about)),
            Action::NextOnDuplicate => {
                let now = choices.on_duplicate.as_deref().unwrap_or(ON_DUPLICATE[0]);
                choices.on_duplicate = some(next(ON_DUPLICATE, now));
            }
            Action::NextKey => {
                choices.key = some(next(KEYS, choices.key.as_deref().unwrap_or_default()));
            }
            Action::NextSheet => {
                let sheets: Vec<&str> = plan.sheets.iter().map(String::as_str).collect();
                choices.sheet = some(next(&sheets, plan.sheet.as_deref().unwrap_or_default()));
            }
            Action::NextDates if matches!(plan.asks.first(), Some(Question::Era { .. })) => {
                choices.era = some(next(ERAS, choices.era.as_deref().unwrap_or_default()));
            }
            Action::NextDates => {
                choices.dates = some(next(DATES, choices.dates.as_deref().unwrap_or_default()));
            }
            _ => return Next::Nothing,
        }
        Next::Plan
    }

    /// Text: it narrows the choice of a field, or opens it over a column.
    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) {
        if let Some(choice) = &mut self.choice {
            choice.type_key(key);
        } else if self.pane == Pane::Columns
            && !self.on_import
            && let Some(typed) = key.written()
        {
            self.open_choice(&typed.to_string(), world);
        }
    }
}
