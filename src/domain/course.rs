//! The course of one deal: the stages it stood in, how long in each, and how often its day slipped.
//!
//! Derived from the log by `store::course`, never stored.

use super::{Id, day};

/// A change to a deal, as the log has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// When, Unix milliseconds.
    pub at: i64,
    /// By whom.
    pub by: Option<Id>,
    /// The stage it came to; nothing where it stayed.
    pub stage: Option<String>,
    /// The day it was expected, and the day it is expected since; nothing where that stayed.
    pub close_on: Option<(String, String)>,
}

/// A stage a deal stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage's code.
    pub stage: String,
    /// Since when, Unix milliseconds.
    pub from: i64,
    /// Until when; until now where it still stands there.
    pub to: i64,
    /// Who moved it there.
    pub by: Option<Id>,
}

impl Stay {
    /// Whole days.
    #[must_use]
    pub const fn days(&self) -> i64 {
        (self.to - self.from) / day::LENGTH
    }
}

/// What became of one deal until now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Every stage it stood in, in order.
    pub stays: Vec<Stay>,
    /// How often it was put off to a later day.
    pub slips: usize,
    /// The day it was expected first, where it slipped.
    pub first_close_on: String,
}

impl History {
    /// What turns, the oldest first, come to until now.
    #[must_use]
    pub fn of(turns: &[Turn], now: i64) -> Self {
        let mut history = Self::default();
        for turn in turns {
            history.take(turn, now);
        }
        history
    }

    fn take(&mut self, turn: &Turn, now: i64) {
        if let Some(stage) = &turn.stage
            && self.stays.last().is_none_or(|last| last.stage != *stage)
        {
            if let Some(last) = self.stays.last_mut() {
                last.to = turn.at;
            }
            self.stays.push(Stay { stage: stage.clone(), from: turn.at, to: now.max(turn.at), by: turn.by });
        }
        if let Some((was, becomes)) = &turn.close_on
            && later(was, becomes)
        {
            self.slips += 1;
            if self.first_close_on.is_empty() {
                self.first_close_on.clone_from(was);
            }
        }
    }
}

/// Says whether a day is later than another, as far as both are known.
pub(super) fn later(was: &str, becomes: &str) -> bool {
    let known = was.len().min(becomes.len());
    match (was.get(..known), becomes.get(..known)) {
        (Some(was), Some(becomes)) => !was.is_empty() && becomes > was,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(at: i64, stage: &str, close: Option<(&str, &str)>) -> Turn {
        let stage = Some(stage.to_owned()).filter(|stage| !stage.is_empty());
        let close_on = close.map(|(was, becomes)| (was.to_owned(), becomes.to_owned()));
        Turn { at: at * day::LENGTH, stage, close_on, by: None }
    }

    #[test]
    fn a_deal_stands_in_a_stage_until_it_comes_to_the_next() {
        let turns =
            [turn(1, "lead", None), turn(4, "", None), turn(6, "quote", None), turn(7, "quote", None)];
        let history = History::of(&turns, 16 * day::LENGTH);
        let days: Vec<_> = history.stays.iter().map(|stay| (stay.stage.as_str(), stay.days())).collect();
        assert_eq!(days, [("lead", 5), ("quote", 10)]);
    }

    #[test]
    fn only_a_later_day_is_a_slip() {
        let turns = [
            turn(1, "", Some(("", "2026-03-31"))),
            turn(2, "", Some(("2026-03-31", "2026-04-30"))),
            turn(3, "", Some(("2026-04-30", "2026-04-15"))),
            turn(4, "", Some(("2026-04-15", "2026-05"))),
            turn(5, "", Some(("2026-05", "2026-05-31"))),
            turn(6, "", Some(("2026-05-31", ""))),
        ];
        let history = History::of(&turns, 9 * day::LENGTH);
        assert_eq!((history.slips, history.first_close_on.as_str()), (2, "2026-03-31"));
    }
}
