//! The board: deals by stage. One key moves a deal on, back or out; the cursor goes with it.
//!
//! A deal that is lost has a reason, asked with one key; what follows is the rep's to say with `t`.

use super::ask::{Ask, Opening, World};
use super::choose::{Choose, Matter};
use super::msg::Effect;
use super::purpose::Purpose;
use crate::domain::agenda::Whose;
use crate::domain::page::Page;
use crate::domain::pipeline::{
    Card, Column, Course, Expected, OnBoard, Order, beside, columns, outlook, reorder,
};
use crate::domain::stage::StageFlag;
use crate::domain::{Change, Id};
use crate::i18n::Text;
use crate::keys::Action;

/// Rows a page key moves by.
const PAGE: isize = 10;

/// The board.
#[derive(Debug, Default)]
pub struct Board {
    /// What is on it, in every pipeline.
    pub on: OnBoard,
    /// The pipeline that is shown, by its code; empty for the first.
    pipeline: String,
    /// Its stages with their deals.
    pub columns: Vec<Column>,
    /// What may come of all of them.
    pub outlook: Expected,
    /// Whose deals.
    pub whose: Whose,
    /// What stands first in a column.
    pub order: Order,
    /// No answer has come yet.
    pub waiting: bool,
    /// Where the cursor is: a column, and a row in it.
    pub at: (usize, usize),
    /// The deal to stay with.
    keep: Option<Id>,
}

impl Board {
    /// A board to be read, with the cursor on this deal if it is there.
    #[must_use]
    pub fn of(keep: Option<Id>) -> Self {
        Self { keep, ..Self::default() }
    }

    /// The request for it.
    pub fn load_effect(&mut self, now: i64) -> Effect {
        self.waiting = true;
        self.keep = self.keep.or_else(|| self.card().map(|card| card.deal.id));
        Effect::LoadBoard { whose: self.whose, now }
    }

    /// Takes in the deals.
    pub fn read(&mut self, on: OnBoard) {
        (self.on, self.waiting) = (on, false);
        self.lay();
    }

    /// The pipeline that is shown.
    #[must_use]
    pub fn course(&self) -> &Course {
        let shown = self.on.courses().find(|course| course.pipeline.code == self.pipeline);
        shown.or_else(|| self.on.courses().next()).unwrap_or_else(|| self.on.pipelines.of(""))
    }

    fn lay(&mut self) {
        self.columns = columns(&self.on, self.course(), self.order);
        self.outlook = outlook(&self.columns, &self.on.pipelines);
        self.settle();
    }

    /// To the next pipeline.
    fn other_pipeline(&mut self) {
        let codes = || self.on.courses().map(|course| &course.pipeline.code);
        let here = codes().position(|code| *code == self.course().pipeline.code);
        let next = here.and_then(|at| codes().nth(at + 1)).or_else(|| codes().next());
        self.pipeline = next.cloned().unwrap_or_default();
        self.at = (0, 0);
        self.lay();
    }

    /// Puts the cursor on the deal to stay with, else near where it was.
    fn settle(&mut self) {
        let place = |id: Id| {
            let mut all = self.columns.iter().enumerate();
            all.find_map(|(at, column)| Some((at, column.cards.iter().position(|card| card.deal.id == id)?)))
        };
        if let Some(at) = self.keep.take().and_then(place) {
            self.at = at;
        }
        if self.card().is_none() {
            let last = self.columns.get(self.at.0).map_or(0, |column| column.cards.len());
            self.at.1 = last.saturating_sub(1);
        }
        if self.card().is_none() {
            self.at = self.filled(0, 1).map_or((0, 0), |column| (column, 0));
        }
    }

    /// The selected deal.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        self.columns.get(self.at.0)?.cards.get(self.at.1)
    }

    /// Says whether nothing is on it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.iter().all(|column| column.cards.is_empty())
    }

    /// The first column with a deal in it from that one on, looking `by` steps at a time.
    fn filled(&self, from: usize, by: isize) -> Option<usize> {
        let mut at = Some(from);
        while let Some(column) = at.and_then(|at| self.columns.get(at)) {
            if !column.cards.is_empty() {
                return at;
            }
            at = at.and_then(|at| at.checked_add_signed(by));
        }
        None
    }

    /// Why an action would do nothing now.
    #[must_use]
    pub fn why_not(&self, action: Action) -> Option<Text> {
        let of_a_deal = matches!(
            action,
            Action::Accept
                | Action::EditItem
                | Action::AddLine
                | Action::MoveOn
                | Action::MoveBack
                | Action::Lose
                | Action::NextStep
                | Action::Call
        );
        let only = self.on.courses().nth(1).is_none();
        if action == Action::NextPipeline {
            return only.then_some(Text::OnlyPipeline);
        }
        let Some(card) = self.card() else { return of_a_deal.then_some(Text::NothingSelected) };
        let beyond = |forward| {
            beside(self.course(), &card.deal.stage, forward).is_none().then_some(Text::NoStageBeyond)
        };
        match action {
            Action::AddLine if !self.on.pipelines.open(&card.deal) => Some(Text::NoOpenDeal),
            Action::Accept | Action::NextStep | Action::Call | Action::AddLine => {
                card.customer.is_none().then_some(Text::NoCustomer)
            }
            Action::MoveOn => beyond(true),
            Action::MoveBack => beyond(false),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.jump(PAGE),
            Action::PageUp => self.jump(-PAGE),
            Action::First => self.jump(isize::MIN),
            Action::Last => self.jump(isize::MAX),
            Action::NextChoice => self.turn(1),
            Action::PreviousChoice => self.turn(-1),
            Action::NextOrder => self.reorder(),
            Action::NextPipeline => self.other_pipeline(),
            Action::Everyones => return self.other_side(world),
            Action::MoveOn => return self.moved(true, world),
            Action::MoveBack => return self.moved(false, world),
            Action::Accept => return self.open(None),
            Action::Call => return self.open(Some(Action::Call)),
            Action::Lose => return self.lose(),
            Action::EditItem => return self.edit(),
            Action::AddLine => return self.add_line(),
            Action::NextStep => return self.plan(),
            Action::Back => return Ask::close(),
            _ => {}
        }
        Ask::nothing()
    }

    /// One deal down or up; from the end of a column on to the next one that has any.
    fn step(&mut self, by: isize) {
        let (column, row) = self.at;
        let here = self.columns.get(column).map_or(0, |column| column.cards.len());
        match row.checked_add_signed(by) {
            Some(row) if row < here => self.at.1 = row,
            _ => {
                let beside = column.checked_add_signed(by).and_then(|from| self.filled(from, by));
                if let Some(column) = beside {
                    let last = self.columns[column].cards.len() - 1;
                    self.at = (column, if by > 0 { 0 } else { last });
                }
            }
        }
    }

    fn jump(&mut self, by: isize) {
        let here = self.columns.get(self.at.0).map_or(0, |column| column.cards.len());
        self.at.1 = self.at.1.saturating_add_signed(by).min(here.saturating_sub(1));
    }

    /// To the next column that has any deal, as far down as it goes.
    fn turn(&mut self, by: isize) {
        let beside = self.at.0.checked_add_signed(by).and_then(|from| self.filled(from, by));
        if let Some(column) = beside {
            self.at = (column, self.at.1.min(self.columns[column].cards.len() - 1));
        }
    }

    fn reorder(&mut self) {
        self.keep = self.card().map(|card| card.deal.id);
        self.order = self.order.next();
        reorder(&mut self.columns, self.order);
        self.settle();
    }

    fn other_side(&mut self, world: &World<'_>) -> Ask {
        self.whose = if self.whose == Whose::Mine { Whose::Everyones } else { Whose::Mine };
        Ask::effect(self.load_effect(world.now.timestamp_millis()))
    }

    fn moved(&self, forward: bool, world: &World<'_>) -> Ask {
        let Some(card) = self.card() else { return Ask::nothing() };
        let Some(stage) = beside(self.course(), &card.deal.stage, forward) else { return Ask::nothing() };
        let moved = self.on.pipelines.moved(&card.deal, stage, &today(world));
        Ask::commit(self.on.pipelines.turned(name(card), &card.deal, &moved, world.now))
    }

    fn open(&self, act: Option<Action>) -> Ask {
        match self.card().and_then(|card| card.customer.as_ref()) {
            Some((id, _)) => Ask { select: Some(*id), aside: act.is_none(), act, ..Ask::close() },
            None => Ask::nothing(),
        }
    }

    fn lose(&self) -> Ask {
        let open = self.page().map(|page| Opening::Choose(Choose { matter: Matter::Lost, page }));
        Ask { open, ..Ask::default() }
    }

    fn edit(&self) -> Ask {
        Ask { open: self.page().map(Opening::Deal), ..Ask::default() }
    }

    fn add_line(&self) -> Ask {
        Ask { open: self.page().map(Opening::DealLine), ..Ask::default() }
    }

    /// As much of a page as the selected deal needs.
    fn page(&self) -> Option<Box<Page>> {
        let card = self.card()?;
        let mut page = Page { pipelines: self.on.pipelines.clone(), ..Page::default() };
        page.customer.id = card.deal.customer.unwrap_or_default();
        name(card).clone_into(&mut page.customer.name);
        page.deals.push(card.deal.clone());
        Some(Box::new(page))
    }

    /// A next step; of a deal that is lost the day to try again.
    fn plan(&self) -> Ask {
        let Some((card, (customer, name))) =
            self.card().and_then(|card| Some((card, card.customer.clone()?)))
        else {
            return Ask::nothing();
        };
        let lost = self.on.pipelines.flag(&card.deal) == StageFlag::Lost;
        let purpose = if lost { Purpose::WinBack(Box::new(card.deal.clone())) } else { Purpose::NextStep };
        Ask { open: Some(Opening::Line { purpose, customer, name }), ..Ask::default() }
    }
}

/// Whose deal it is, or what it is called.
fn name(card: &Card) -> &str {
    card.customer.as_ref().map_or(&card.deal.title, |(_, name)| name)
}

fn today(world: &World<'_>) -> String {
    world.now.date_naive().to_string()
}

/// The page's deal lost today for that reason.
pub(super) fn lost(page: &Page, reason: &str, world: &World<'_>) -> Option<Change> {
    let deal = page.deals.first()?;
    let course = page.pipelines.of(&deal.pipeline);
    let stage = course.shown().find(|stage| stage.flag() == StageFlag::Lost)?;
    let mut lost = page.pipelines.moved(deal, &stage.code, &today(world));
    reason.clone_into(&mut lost.lost_reason);
    Some(page.pipelines.turned(&page.customer.name, deal, &lost, world.now))
}
