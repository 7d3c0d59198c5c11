//! The board: deals down, stages across; what each column and all of them come to.
//!
//! Deals in, columns out. Which deals are on it is `store::board`'s; how it is drawn is the screen's.

use std::cmp::Reverse;

use super::forecast::open;
use super::{Course, Expected, Pipelines, Volume, ended_on};
use crate::domain::Id;
use crate::domain::deal::Deal;
use crate::domain::stage::{Stage, StageFlag};

/// A deal as the board shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The deal.
    pub deal: Deal,
    /// Who would buy, under the name a list shows; nobody where they are not known or gone.
    pub customer: Option<(Id, String)>,
    /// The initials of the rep who looks after it, where that is another.
    pub initials: String,
    /// Whole days that it stands where it stands.
    pub days: i64,
    /// It waits for longer than its stage allows.
    pub stale: bool,
}

/// What is on the board, in every pipeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnBoard {
    /// The pipelines deals go through.
    pub pipelines: Pipelines,
    /// The deals, in no order.
    pub cards: Vec<Card>,
}

impl OnBoard {
    /// The pipelines to look at: those a deal can be in, and those dropped while deals are in them.
    pub fn courses(&self) -> impl Iterator<Item = &Course> {
        self.pipelines
            .all()
            .iter()
            .filter(|course| !course.pipeline.gone || self.in_it(course).next().is_some())
    }

    /// The deals of a pipeline.
    fn in_it(&self, course: &Course) -> impl Iterator<Item = &Card> {
        let code = course.pipeline.code.as_str();
        self.cards.iter().filter(move |card| self.pipelines.of(&card.deal.pipeline).pipeline.code == code)
    }
}

/// Days that a deal stays on the board after it ended.
pub const ENDED: i64 = 30;

/// What comes first in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The day it should end.
    #[default]
    Close,
    /// The largest amount.
    Amount,
    /// What stands longest where it stands; of these what waits too long first.
    Age,
}

impl Order {
    /// The one after it.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Close => Self::Amount,
            Self::Amount => Self::Age,
            Self::Age => Self::Close,
        }
    }

    fn sort(self, column: &mut Column) {
        let open = column.flag.open();
        let cards = &mut column.cards;
        match self {
            Self::Close => cards.sort_by_cached_key(|card| {
                let day = if open { &card.deal.close_on } else { ended_on(&card.deal) };
                (day.is_empty(), day.to_owned(), card.deal.id)
            }),
            // Across currencies by the figure: there is nothing better to go by.
            Self::Amount => cards.sort_by_key(|card| (Reverse(card.deal.amount), card.deal.id)),
            Self::Age => cards.sort_by_key(|card| (!card.stale, Reverse(card.days), card.deal.id)),
        }
    }
}

/// A stage and the deals in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The stage's code.
    pub stage: String,
    /// What it means.
    pub flag: StageFlag,
    /// Its deals.
    pub cards: Vec<Card>,
    /// What they come to.
    pub volume: Volume,
}

/// The columns of one pipeline: every stage a deal can be moved to, in order, and those that deals
/// still stand in.
#[must_use]
pub fn columns(on: &OnBoard, course: &Course, order: Order) -> Vec<Column> {
    let named = |stage: &str, flag| Column {
        stage: stage.to_owned(),
        flag,
        cards: Vec::new(),
        volume: Volume::default(),
    };
    let mut columns: Vec<Column> =
        course.stages.iter().map(|stage| named(&stage.code, stage.flag())).collect();
    for card in on.in_it(course) {
        let known = columns.iter().position(|column| column.stage == card.deal.stage);
        let at = known.unwrap_or_else(|| {
            columns.push(named(&card.deal.stage, on.pipelines.flag(&card.deal)));
            columns.len() - 1
        });
        columns[at].volume.add(&card.deal, &on.pipelines);
        columns[at].cards.push(card.clone());
    }
    let shown = |code: &str| course.shown().any(|stage| stage.code == code);
    columns.retain(|column| !column.cards.is_empty() || shown(&column.stage));
    reorder(&mut columns, order);
    columns
}

/// Puts every column into another order.
pub fn reorder(columns: &mut [Column], order: Order) {
    columns.iter_mut().for_each(|column| order.sort(column));
}

/// What may come of all of them: open deals by how sure they are.
#[must_use]
pub fn outlook(columns: &[Column], pipelines: &Pipelines) -> Expected {
    let deals = columns.iter().flat_map(|column| column.cards.iter().map(|card| &card.deal));
    open(deals, pipelines)
}

/// The stage one key further on, or back: along the open ones to the order that is won. What is lost or
/// on hold goes on from the first.
#[must_use]
pub fn beside<'a>(course: &'a Course, stage: &str, forward: bool) -> Option<&'a str> {
    // A stage that was dropped is still where its deals go on from.
    let here = |known: &Stage| !known.gone || known.code == stage;
    let along = |known: &Stage| matches!(known.flag(), StageFlag::Open | StageFlag::Won);
    let way = || course.stages.iter().filter(move |known| here(known) && along(known));
    match way().position(|known| known.code == stage) {
        Some(at) if forward => way().nth(at + 1),
        Some(at) => way().nth(at.checked_sub(1)?),
        None if forward => way().next(),
        None => None,
    }
    .map(|stage| stage.code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pipeline::{Pipeline, STANDARD as STANDARD_PIPELINE};
    use crate::domain::stage::STANDARD;

    fn card(stage: &str, amount: i64, close_on: &str, days: i64) -> Card {
        let deal = Deal {
            id: Id::of_parts(&[stage.as_bytes(), &amount.to_be_bytes()]),
            stage: stage.into(),
            amount: Some(amount),
            currency: "JPY".into(),
            close_on: close_on.into(),
            ..Deal::default()
        };
        Card { deal, days, stale: days > 14, ..Card::default() }
    }

    fn board(cards: Vec<Card>) -> (OnBoard, Vec<Column>) {
        let on = OnBoard { cards, ..OnBoard::default() };
        let columns = columns(&on, on.pipelines.of(""), Order::default());
        (on, columns)
    }

    fn amounts(columns: &[Column], stage: &str) -> Vec<i64> {
        let column = columns.iter().find(|column| column.stage == stage).unwrap();
        column.cards.iter().filter_map(|card| card.deal.amount).collect()
    }

    #[test]
    fn every_stage_has_its_column_and_an_unknown_one_comes_last() {
        let (_, columns) = board(vec![card("moon", 1, "", 0), card("quote", 2, "", 0)]);
        assert_eq!(columns.len(), STANDARD.len() + 1);
        assert_eq!((columns[4].stage.as_str(), columns[4].volume.deals), ("quote", 1));
        assert_eq!(columns.last().unwrap().stage, "moon");
    }

    #[test]
    fn a_column_stands_by_day_amount_or_age_and_what_has_no_day_comes_last() {
        let cards = vec![
            card("quote", 5, "", 20),
            card("quote", 9, "2026-12-01", 3),
            card("quote", 7, "2026-11-30", 9),
        ];
        let (_, mut columns) = board(cards);
        assert_eq!(amounts(&columns, "quote"), [7, 9, 5]);
        reorder(&mut columns, Order::Amount);
        assert_eq!(amounts(&columns, "quote"), [9, 7, 5]);
        reorder(&mut columns, Order::Age);
        assert_eq!(amounts(&columns, "quote"), [5, 7, 9]);
        assert_eq!(Order::Age.next(), Order::Close);
    }

    #[test]
    fn a_key_moves_along_the_open_stages_to_the_order_and_takes_up_what_was_lost() {
        let pipelines = Pipelines::default();
        let beside = |stage, forward| beside(pipelines.of(""), stage, forward);
        assert_eq!((beside("quote", true), beside("quote", false)), (Some("negotiation"), Some("proposal")));
        assert_eq!((beside("verbal", true), beside("won", true)), (Some("won"), None));
        assert_eq!((beside("won", false), beside("lead", false)), (Some("verbal"), None));
        assert_eq!((beside("lost", true), beside("hold", false)), (Some("lead"), None));
    }

    #[test]
    fn open_deals_of_what_was_dropped_are_on_the_board_and_go_on_from_where_they_stand() {
        let gone = Stage { gone: true, ..STANDARD[4].on(STANDARD_PIPELINE, 50) };
        let dropped = Pipeline { gone: true, ..Pipeline::of("renewal") };
        let pipelines = Pipelines::new(vec![dropped], vec![gone]);
        let course = pipelines.of("");
        assert_eq!(
            (beside(course, "quote", true), beside(course, "quote", false)),
            (Some("negotiation"), Some("proposal"))
        );
        assert_eq!(beside(course, "proposal", true), Some("negotiation"), "nothing comes there any more");
        let mut on = OnBoard { pipelines, ..OnBoard::default() };
        assert_eq!(on.courses().count(), 1);
        let mut renewal = card("won", 1, "", 0);
        renewal.deal.pipeline = "renewal".into();
        on.cards.push(renewal);
        let codes: Vec<&str> = on.courses().map(|course| course.pipeline.code.as_str()).collect();
        assert_eq!(codes, ["standard", "renewal"]);
    }

    #[test]
    fn the_outlook_counts_open_deals_alone() {
        let (on, columns) =
            board(vec![card("won", 9, "", 0), card("verbal", 5, "", 0), card("lead", 3, "", 0)]);
        let outlook = outlook(&columns, &on.pipelines);
        assert_eq!((outlook.all.deals, outlook.commit.amounts.of("JPY"), outlook.best.deals), (2, 5, 1));
    }
}
