//! The grid on the screen: a cursor on cells, a cell being typed into, a block marked, a paste looked at.
//!
//! What a cell takes and what a paste would do is `domain::grid`'s; rows are read outside.

use super::ask::{Ask, World};
use super::field::Field;
use super::list::Cursor;
use super::msg::{Effect, Ticket};
use super::toast::News;
use crate::domain::column::Column;
use crate::domain::custom_field::CustomField;
use crate::domain::fold::fold;
use crate::domain::grid::{self, Plan, Spot};
use crate::domain::invalid::Why;
use crate::domain::own::Here;
use crate::domain::page::{Line, Tally};
use crate::domain::pasted_cells;
use crate::domain::typed::Place;
use crate::i18n::{Lang, Text, cell};
use crate::keys::{Action, Context, Key};

/// Rows read at first.
const ROWS: usize = 200;
/// Rows there are at most.
pub(super) const MOST: usize = 10_000;

/// What stands in a grid where no view says: names of columns.
const COLUMNS: &[&str] = &[
    "name",
    "kana",
    "rank",
    "lifecycle",
    "phone",
    "industry",
    "city",
    "employees",
    "person.job_title",
    "note",
];

/// What parts the names of columns.
const COMMAS: [char; 3] = [',', '、', '，'];

/// The grid.
#[derive(Debug)]
pub struct Grid {
    /// The search line whose customers it holds.
    pub query: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The customers.
    pub rows: Vec<Line>,
    /// How many there are in all.
    pub tally: Tally,
    /// The row of the cursor.
    pub cursor: Cursor,
    /// Its column.
    pub column: usize,
    /// The other corner of a marked block.
    pub mark: Option<Spot>,
    /// What is being done.
    pub mode: Mode,
    /// On its way to the disk.
    pub saving: bool,
    /// The desk's own fields, for columns by their names.
    pub own: Vec<CustomField>,
    pub(super) limit: usize,
    asked: Ticket,
    answered: Ticket,
    pasted: Option<String>,
}

/// What is being done in the grid.
#[derive(Debug)]
pub enum Mode {
    /// Looking.
    Look,
    /// Typing into the cell under the cursor.
    Edit {
        /// What is written.
        field: Field,
        /// Why it cannot stand.
        why: Option<Why>,
        /// Goes on to the right once it is saved.
        on: bool,
    },
    /// Typing the names of the columns.
    Columns {
        /// The names.
        field: Field,
        /// The first that is none.
        strange: Option<String>,
    },
    /// Looking at what a paste would do.
    Plan {
        /// The plan.
        plan: Box<Plan>,
        /// The cursor in it.
        cursor: Cursor,
    },
}

impl Grid {
    /// A grid of whoever answers a search line, that is still to be read.
    #[must_use]
    pub fn of(query: &str, columns: &[Column]) -> Self {
        let own = || COLUMNS.iter().filter_map(|name| Column::named(name, &[])).collect();
        Self {
            query: query.to_owned(),
            columns: if columns.is_empty() { own() } else { columns.to_vec() },
            rows: Vec::new(),
            tally: Tally::exactly(0),
            cursor: Cursor::default(),
            column: 0,
            mark: None,
            mode: Mode::Look,
            saving: false,
            own: Vec::new(),
            limit: ROWS,
            asked: Ticket::default(),
            answered: Ticket::default(),
            pasted: None,
        }
    }

    /// Where the keyboard is.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.mode {
            Mode::Look => Context::Grid,
            Mode::Edit { .. } => Context::GridCell,
            Mode::Columns { .. } => Context::GridColumns,
            Mode::Plan { .. } => Context::GridPlan,
        }
    }

    /// Says whether rows are still to come.
    #[must_use]
    pub fn waiting(&self) -> bool {
        self.asked != self.answered
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Line> {
        self.rows.get(self.cursor.at)
    }

    /// The first and the last cell of what is marked: the one under the cursor where nothing is.
    #[must_use]
    pub fn block(&self) -> (Spot, Spot) {
        let here = (self.cursor.at, self.column);
        let there = self.mark.unwrap_or(here);
        ((here.0.min(there.0), here.1.min(there.1)), (here.0.max(there.0), here.1.max(there.1)))
    }

    /// Notes which answer is waited for.
    pub(super) const fn asks(&mut self, ticket: Ticket) {
        self.asked = ticket;
    }

    /// Says whether an answer is for it.
    pub(super) fn asked_for(&self, ticket: Ticket) -> bool {
        self.asked == ticket
    }

    /// Takes in the customers.
    pub(super) fn found(&mut self, rows: Vec<Line>, tally: Option<Tally>, world: &World<'_>) -> Ask {
        let here = self.row().map(|line| line.id);
        self.answered = self.asked;
        self.tally = tally.unwrap_or(self.tally);
        self.cursor.at = rows.iter().position(|line| Some(line.id) == here).unwrap_or(self.cursor.at);
        self.rows = rows;
        self.cursor.step(0, self.rows.len());
        if matches!(self.mode, Mode::Edit { .. }) && self.row().map(|line| line.id) != here {
            self.mode = Mode::Look;
        }
        match self.pasted.take() {
            Some(text) => self.plan(&text, world),
            None => Ask::nothing(),
        }
    }

    /// Nothing was saved, or no rows came: what is there stays, and keys go on.
    pub(super) fn failed(&mut self, commit: bool) {
        if commit {
            self.saving = false;
        } else {
            (self.answered, self.pasted) = (self.asked, None);
        }
    }

    /// Why an action would do nothing.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let of_a_cell =
            matches!(action, Action::Accept | Action::ClearCell | Action::CopyText | Action::OpenNote);
        (matches!(self.mode, Mode::Look) && of_a_cell && self.row().is_none())
            .then_some(Text::NothingSelected)
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        if self.saving {
            return Ask::nothing();
        }
        match self.mode {
            Mode::Look => self.look(action, world),
            Mode::Edit { .. } => self.edit(action, world),
            Mode::Columns { .. } => self.choose(action, world.setting.lang),
            Mode::Plan { .. } => self.decide(action),
        }
    }

    fn look(&mut self, action: Action, world: &World<'_>) -> Ask {
        let (wide, long) = (self.columns.len(), self.rows.len());
        if self.cursor.follow(action, long) {
            return self.more();
        }
        match action {
            Action::NextField => self.column = (self.column + 1).min(wide.saturating_sub(1)),
            Action::PreviousField => self.column = self.column.saturating_sub(1),
            Action::FirstColumn => self.column = 0,
            Action::LastColumn => self.column = wide.saturating_sub(1),
            Action::MarkBlock => {
                self.mark = if self.mark.is_some() { None } else { Some((self.cursor.at, self.column)) }
            }
            Action::Accept => return self.begin(world),
            Action::ClearCell => return self.put("", false, world),
            Action::CopyText => return self.copy(world),
            Action::OpenNote => return Ask { select: self.row().map(|line| line.id), ..Ask::close() },
            Action::Columns => {
                let names: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
                self.mode = Mode::Columns { field: Field::line().with(&names.join(",")), strange: None };
            }
            Action::Back if self.mark.is_some() => self.mark = None,
            Action::Back => return Ask::close(),
            _ => {}
        }
        Ask::nothing()
    }

    /// More rows, where the cursor stands at the last of those that were read.
    fn more(&mut self) -> Ask {
        let all = !self.tally.exact || self.rows.len() < self.tally.count;
        if self.cursor.at + 1 < self.rows.len() || !all || self.limit >= MOST {
            return Ask::nothing();
        }
        self.limit = (self.limit * 2).min(MOST);
        Ask { grid: true, ..Ask::nothing() }
    }

    fn begin(&mut self, world: &World<'_>) -> Ask {
        let (Some(line), Some(column)) = (self.row(), self.columns.get(self.column)) else {
            return Ask::nothing();
        };
        let Some(cell) = line.cells.get(self.column) else { return Ask::nothing() };
        if !grid::takes_text(column) || cell.record.is_none() {
            let why = if cell.record.is_none() && grid::takes_text(column) {
                Text::CellHasNoRecord
            } else {
                Text::CellOnlyShown
            };
            return Ask::say(News::WhyNot(why));
        }
        let text = grid::text(column, cell, place(world));
        self.mark = None;
        self.mode = Mode::Edit { field: Field::line().with(&text), why: None, on: false };
        Ask::nothing()
    }

    fn edit(&mut self, action: Action, world: &World<'_>) -> Ask {
        let Mode::Edit { field, .. } = &self.mode else { return Ask::nothing() };
        let text = field.text().to_owned();
        match action {
            Action::Save => self.put(&text, false, world),
            Action::NextField => self.put(&text, true, world),
            Action::NextChoice | Action::PreviousChoice => {
                self.turn(action == Action::NextChoice);
                Ask::nothing()
            }
            Action::Back => {
                self.mode = Mode::Look;
                Ask::nothing()
            }
            _ => Ask::nothing(),
        }
    }

    /// The next of the column's choices, or the one before.
    fn turn(&mut self, on: bool) {
        let choices = self.columns.get(self.column).map_or(&[][..], grid::choices);
        let Mode::Edit { field, why, .. } = &mut self.mode else { return };
        let ring: Vec<&str> = std::iter::once("").chain(choices.iter().copied()).collect();
        let at = ring.iter().position(|code| *code == field.text()).unwrap_or(0);
        let by = if on { 1 } else { ring.len() - 1 };
        field.set_text(ring[(at + by) % ring.len()]);
        *why = None;
    }

    /// Has `text` in the cell under the cursor.
    fn put(&mut self, text: &str, on: bool, world: &World<'_>) -> Ask {
        let (Some(line), Some(column)) = (self.rows.get(self.cursor.at), self.columns.get(self.column))
        else {
            return Ask::nothing();
        };
        let Some(cell) = line.cells.get(self.column) else { return Ask::nothing() };
        match grid::typed_into(column, line, cell, text, here(world)) {
            Ok(Some(write)) => {
                let change = grid::change(line, write);
                self.saving = true;
                if let Mode::Edit { on: goes, .. } = &mut self.mode {
                    *goes = on;
                }
                Ask::commit(change)
            }
            Ok(None) => {
                self.mode = Mode::Look;
                self.column = (self.column + usize::from(on)).min(self.columns.len().saturating_sub(1));
                Ask::nothing()
            }
            Err(refused) => match &mut self.mode {
                Mode::Edit { why, .. } => {
                    *why = Some(refused);
                    Ask::nothing()
                }
                _ => Ask::say(News::WhyNot(Text::CellOnlyShown)),
            },
        }
    }

    fn copy(&mut self, world: &World<'_>) -> Ask {
        let (first, last) = self.block();
        let place = place(world);
        let text = |line: &Line| -> Vec<String> {
            let cells = self.columns.iter().zip(&line.cells).skip(first.1).take(last.1 + 1 - first.1);
            cells.map(|(column, cell)| grid::text(column, cell, place)).collect()
        };
        let rows: Vec<Vec<String>> =
            self.rows.iter().skip(first.0).take(last.0 + 1 - first.0).map(text).collect();
        self.mark = None;
        Ask::effect(Effect::CopyText(pasted_cells::written(&rows)))
    }

    /// The columns that the name being typed may mean: by the beginning of their names, or by a part of what
    /// stands above them.
    #[must_use]
    pub fn suggested(&self, lang: Lang) -> Vec<Column> {
        let Mode::Columns { field, .. } = &self.mode else { return Vec::new() };
        let typed = fold(field.text().rsplit(COMMAS).next().unwrap_or_default().trim());
        let means = |column: &Column| {
            !typed.is_empty()
                && (fold(&column.name).starts_with(&typed)
                    || fold(cell::heading(column, lang)).contains(&typed))
        };
        Column::all(&self.own).into_iter().filter(means).collect()
    }

    /// Puts the first of those in place of what is typed of it.
    fn complete(&mut self, lang: Lang) {
        let Some(first) = self.suggested(lang).into_iter().next() else { return };
        let Mode::Columns { field, .. } = &mut self.mode else { return };
        let begins = field
            .text()
            .rfind(COMMAS)
            .map_or(0, |at| at + field.text()[at..].chars().next().map_or(0, char::len_utf8));
        let text = format!("{}{},", &field.text()[..begins], first.name);
        field.set_text(&text);
    }

    fn choose(&mut self, action: Action, lang: Lang) -> Ask {
        if action == Action::Complete {
            self.complete(lang);
            return Ask::nothing();
        }
        let Mode::Columns { field, strange } = &mut self.mode else { return Ask::nothing() };
        match action {
            Action::Save => {
                let names: Vec<&str> =
                    field.text().split(COMMAS).map(str::trim).filter(|name| !name.is_empty()).collect();
                let unknown = names.iter().find(|name| Column::named(name, &self.own).is_none());
                *strange = unknown.map(|name| (*name).to_owned());
                if strange.is_some() || names.is_empty() {
                    return Ask::nothing();
                }
                self.columns = names.iter().filter_map(|name| Column::named(name, &self.own)).collect();
                (self.column, self.mode) = (0, Mode::Look);
                Ask { grid: true, ..Ask::nothing() }
            }
            Action::Back => {
                self.mode = Mode::Look;
                Ask::nothing()
            }
            _ => Ask::nothing(),
        }
    }

    fn decide(&mut self, action: Action) -> Ask {
        let Mode::Plan { plan, cursor } = &mut self.mode else { return Ask::nothing() };
        if cursor.follow(action, plan.refused.len() + plan.changed.len()) {
            return Ask::nothing();
        }
        match action {
            Action::Save if plan.changed.is_empty() => Ask::say(News::WhyNot(Text::NothingToPaste)),
            Action::Save => {
                self.saving = true;
                Ask::commit(plan.change())
            }
            Action::Back => {
                self.mode = Mode::Look;
                Ask::nothing()
            }
            _ => Ask::nothing(),
        }
    }

    pub(super) fn type_key(&mut self, key: Key) -> Ask {
        match &mut self.mode {
            Mode::Edit { field, why, .. } if !self.saving => {
                field.key(&key);
                *why = None;
            }
            Mode::Columns { field, strange } => {
                field.key(&key);
                *strange = None;
            }
            _ => {}
        }
        Ask::nothing()
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        match &mut self.mode {
            Mode::Edit { field, .. } | Mode::Columns { field, .. } => {
                field.insert(text);
                Ask::nothing()
            }
            Mode::Look if !self.saving => self.plan(text, world),
            _ => Ask::nothing(),
        }
    }

    /// Makes the plan of a paste, once as many rows are read as it has.
    fn plan(&mut self, text: &str, world: &World<'_>) -> Ask {
        if text.trim().is_empty() {
            return Ask::say(News::WhyNot(Text::NothingToPaste));
        }
        let Some(pasted) = pasted_cells::rows(text) else {
            return Ask::say(News::WhyNot(Text::PasteTooLarge));
        };
        let (at, _) = self.block();
        let needs = (at.0 + pasted.len()).min(MOST);
        let there = !self.tally.exact || self.rows.len() < self.tally.count;
        if needs > self.rows.len() && there && self.limit < needs {
            self.limit = needs;
            self.pasted = Some(text.to_owned());
            return Ask { grid: true, ..Ask::nothing() };
        }
        let plan = Plan::of(&self.rows, &self.columns, at, &pasted, here(world));
        self.mark = None;
        self.mode = Mode::Plan { plan: Box::new(plan), cursor: Cursor::default() };
        Ask::nothing()
    }

    /// What was typed or pasted is on the disk.
    pub(super) fn committed(&mut self) -> Ask {
        if std::mem::take(&mut self.saving) {
            let on = matches!(self.mode, Mode::Edit { on: true, .. });
            self.mode = Mode::Look;
            self.column = (self.column + usize::from(on)).min(self.columns.len().saturating_sub(1));
        }
        Ask::nothing()
    }
}

fn here<'a>(world: &World<'a>) -> Here<'a> {
    Here { place: place(world), region: &world.setting.region }
}

fn place<'a>(world: &World<'a>) -> Place<'a> {
    Place { offset: *world.now.offset(), currency: &world.setting.currency }
}
