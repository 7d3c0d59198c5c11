//! What moved in a pipeline since an earlier day: what came, what ended how, what slipped or changed.
//!
//! Two sets of deals in, figures out. Called by the pipeline report.

use std::collections::HashMap;

use super::forecast::open;
use super::{Expected, Pipelines};
use crate::domain::Id;
use crate::domain::course::later;
use crate::domain::deal::Deal;
use crate::domain::stage::StageFlag;
use crate::domain::sums::Sums;

/// What became of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// It was not there.
    New,
    /// It was still to be won, or not there, and is won.
    Won,
    /// It was still to be won, or not there, and is lost.
    Lost,
    /// It had ended and is open again.
    Reopened,
    /// It is deleted.
    Removed,
    /// It is expected later.
    Slipped,
    /// It is expected earlier.
    Sooner,
    /// Its amount is larger.
    Larger,
    /// Its amount is smaller.
    Smaller,
}

/// Every move, and its code.
pub const MOVES: [(&str, Move); 9] = [
    ("new", Move::New),
    ("won", Move::Won),
    ("lost", Move::Lost),
    ("reopened", Move::Reopened),
    ("removed", Move::Removed),
    ("slipped", Move::Slipped),
    ("sooner", Move::Sooner),
    ("larger", Move::Larger),
    ("smaller", Move::Smaller),
];

/// What moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Since when, an ISO date.
    pub since: String,
    /// Each move that happened: how many deals, and by how much; where the amount changed, the change.
    pub moves: Vec<(Move, u64, Sums)>,
    /// What was expected then.
    pub then: Expected,
    /// What is expected now.
    pub now: Expected,
}

impl Moved {
    /// What moved from `then` to `now`.
    #[must_use]
    pub fn of(since: &str, then: &[Deal], now: &[Deal], pipelines: &Pipelines) -> Self {
        let earlier: HashMap<Id, &Deal> = then.iter().map(|deal| (deal.id, deal)).collect();
        let later: HashMap<Id, &Deal> = now.iter().map(|deal| (deal.id, deal)).collect();
        let mut found: HashMap<Move, (u64, Sums)> = HashMap::new();
        let mut add = |moved: Move, currency: &str, minor: i128| {
            let (deals, sums) = found.entry(moved).or_default();
            *deals += 1;
            sums.add(currency, minor);
        };
        for deal in now {
            let before = earlier.get(&deal.id).copied();
            for moved in moves(before, deal, pipelines) {
                add(moved, &deal.currency, by(moved, before, deal));
            }
        }
        for deal in then.iter().filter(|deal| !later.contains_key(&deal.id)) {
            add(Move::Removed, &deal.currency, deal.amount.unwrap_or(0).into());
        }
        let listed =
            MOVES.iter().filter_map(|(_, moved)| found.remove(moved).map(|(n, sums)| (*moved, n, sums)));
        let moves = listed.collect();
        Self { since: since.to_owned(), moves, then: open(then, pipelines), now: open(now, pipelines) }
    }
}

/// What became of one deal.
fn moves(before: Option<&Deal>, now: &Deal, pipelines: &Pipelines) -> Vec<Move> {
    let mut moves = Vec::new();
    let was_open = before.is_none_or(|deal| pipelines.open(deal));
    if before.is_none() {
        moves.push(Move::New);
    }
    match pipelines.flag(now) {
        StageFlag::Won if was_open => moves.push(Move::Won),
        StageFlag::Lost if was_open => moves.push(Move::Lost),
        StageFlag::Open | StageFlag::Hold if !was_open => moves.push(Move::Reopened),
        _ => {}
    }
    let Some(before) = before else { return moves };
    if pipelines.open(now) {
        moves.extend(later(&before.close_on, &now.close_on).then_some(Move::Slipped));
        moves.extend(later(&now.close_on, &before.close_on).then_some(Move::Sooner));
    }
    if now.currency == before.currency {
        match now.amount.unwrap_or(0).cmp(&before.amount.unwrap_or(0)) {
            std::cmp::Ordering::Greater => moves.push(Move::Larger),
            std::cmp::Ordering::Less => moves.push(Move::Smaller),
            std::cmp::Ordering::Equal => {}
        }
    }
    moves
}

/// By how much a move counts: the amount, or what it changed by.
fn by(moved: Move, before: Option<&Deal>, now: &Deal) -> i128 {
    let amount = |deal: &Deal| i128::from(deal.amount.unwrap_or(0));
    match (moved, before) {
        (Move::Larger | Move::Smaller, Some(before)) => amount(now) - amount(before),
        _ => amount(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(nth: i64, stage: &str, amount: i64, close_on: &str) -> Deal {
        Deal {
            id: Id::of_parts(&[&nth.to_be_bytes()]),
            stage: stage.into(),
            amount: Some(amount),
            currency: "JPY".into(),
            close_on: close_on.into(),
            ..Deal::default()
        }
    }

    #[test]
    fn every_move_is_told_once_with_what_it_comes_to() {
        let then = [
            deal(1, "quote", 100, "2026-12-01"),
            deal(2, "quote", 200, "2026-12-01"),
            deal(3, "lead", 300, "2026-12-01"),
            deal(4, "lost", 400, "2026-11-01"),
            deal(5, "lead", 500, ""),
        ];
        let now = [
            deal(1, "won", 100, "2026-12-01"),
            deal(2, "lost", 200, "2026-12-01"),
            deal(3, "lead", 250, "2027-01-01"),
            deal(4, "quote", 450, "2026-11-01"),
            deal(6, "lead", 600, "2026-12-01"),
        ];
        let moved = Moved::of("2026-11-21", &then, &now, &Pipelines::default());
        let told: Vec<_> = moved.moves.iter().map(|(moved, n, sums)| (*moved, *n, sums.of("JPY"))).collect();
        assert_eq!(
            told,
            [
                (Move::New, 1, 600),
                (Move::Won, 1, 100),
                (Move::Lost, 1, 200),
                (Move::Reopened, 1, 450),
                (Move::Removed, 1, 500),
                (Move::Slipped, 1, 250),
                (Move::Larger, 1, 50),
                (Move::Smaller, 1, -50),
            ]
        );
        assert_eq!((moved.then.all.deals, moved.now.all.deals), (4, 3));
    }

    #[test]
    fn a_day_told_of_a_month_that_was_is_no_slip() {
        let moved = |was: &str, becomes: &str| {
            let [then, now] = [was, becomes].map(|day| [deal(1, "quote", 100, day)]);
            let moved = Moved::of("2026-11-21", &then, &now, &Pipelines::default());
            moved.moves.iter().map(|(moved, ..)| *moved).collect::<Vec<_>>()
        };
        assert_eq!((moved("2026-12", "2026-12-15"), moved("2026-12-15", "2026-12")), (vec![], vec![]));
        assert_eq!((moved("", "2026-12-15"), moved("2026-12-15", "")), (vec![], vec![]));
        assert_eq!(moved("2026-12", "2027-01-05"), [Move::Slipped]);
        assert_eq!(moved("2027-01-05", "2026-12"), [Move::Sooner]);
    }
}
