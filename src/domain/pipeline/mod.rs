//! The pipeline in figures: what stands in each stage, what ended how and when, and what may come.
//!
//! Deals in, figures out. Every figure is a set of deals, so that each opens the rows it counts, and
//! what the figures mean is said beside them: `i18n::pipeline`. Called by the command line and screen.

mod forecast;
mod laid;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::day;
use super::deal::{Deal, STAGES, StageFlag, stage_of};
use super::sums::Sums;
pub use forecast::{Class, Expected, class, expected};
pub use laid::{BYS, By, Laid, Named, laid};

/// Deals that have something in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    /// How many.
    pub deals: u64,
    /// Of these, deals whose amount nobody knows.
    pub without_amount: u64,
    /// What they come to.
    pub amounts: Sums,
    /// The same, each by its chance; in hundredths of minor units.
    hundredths: Sums,
}

impl Volume {
    /// Takes a deal in.
    pub fn add(&mut self, deal: &Deal) {
        self.deals += 1;
        match deal.amount {
            Some(minor) => {
                let minor = i128::from(minor);
                self.amounts.add(&deal.currency, minor);
                self.hundredths.add(&deal.currency, minor * i128::from(deal.chance().clamp(0, 100)));
            }
            None => self.without_amount += 1,
        }
    }

    /// Takes all of another in.
    pub fn join(&mut self, other: &Self) {
        self.deals += other.deals;
        self.without_amount += other.without_amount;
        self.amounts.join(&other.amounts);
        self.hundredths.join(&other.hundredths);
    }

    /// What they come to, each by its chance.
    #[must_use]
    pub fn weighted(&self) -> Sums {
        self.hundredths.divided(100)
    }
}

/// Days a pipeline looks at, as ISO dates; all where none is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
}

impl Range {
    /// Says whether a day, a month or a year lies in it; what is not known does only where all does.
    #[must_use]
    pub fn holds(&self, day: &str) -> bool {
        let beyond = |bound: &str| bound.get(..day.len()).unwrap_or(bound).to_owned();
        let after = self.from.as_ref().is_none_or(|from| *day >= *beyond(from));
        let before = self.to.as_ref().is_none_or(|to| *day <= *beyond(to));
        if day.is_empty() { self.from.is_none() && self.to.is_none() } else { after && before }
    }
}

/// What ended in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Sold.
    pub won: Volume,
    /// Not sold.
    pub lost: Volume,
}

impl Ended {
    fn add(&mut self, deal: &Deal) {
        if deal.flag() == StageFlag::Won { self.won.add(deal) } else { self.lost.add(deal) }
    }

    /// Of a million deals that ended, how many were won; nothing where none ended.
    #[must_use]
    pub const fn win_rate(&self) -> Option<u64> {
        let (won, all) = (self.won.deals, self.won.deals + self.lost.deals);
        (won * 1_000_000 + all / 2).checked_div(all)
    }
}

/// A pipeline in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pipeline {
    /// Each stage that has deals, in its order; ended ones within the range.
    pub stages: Vec<(String, Volume)>,
    /// What is still to be won.
    pub open: Volume,
    /// What ended within the range.
    pub ended: Ended,
    /// The same by month; under an empty name what ended nobody knows when.
    pub months: BTreeMap<String, Ended>,
    /// Why deals were lost, the most frequent first.
    pub lost_reasons: Vec<(String, Volume)>,
    /// Open deals by the month they are expected in.
    pub expected: BTreeMap<String, Expected>,
    /// Open deals whose day has passed.
    pub overdue: Volume,
    /// Open deals that nothing was done about for longer than their stage allows.
    pub stale: Volume,
    /// From the day a deal began to the day it was won: the median, in days.
    pub days_to_win: Option<i64>,
}

/// How a deal moves; Unix milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Since when it stands where it stands.
    pub stage_since: i64,
    /// When it was last changed, or something was done about it.
    pub touched: i64,
}

impl Pace {
    /// Whole days that it stands where it stands.
    #[must_use]
    pub const fn days(&self, now: i64) -> i64 {
        (now - self.stage_since) / day::LENGTH
    }

    /// Says whether a deal waits for longer than its stage allows: 14 to 21 days, never on hold.
    #[must_use]
    pub fn is_stale(&self, deal: &Deal, now: i64) -> bool {
        let allowed = stage_of(&deal.stage).and_then(|stage| stage.stale_days);
        deal.open() && allowed.is_some_and(|days| now - self.touched > days * day::LENGTH)
    }
}

/// The day a deal ended: as it was noted, else the day it was expected.
#[must_use]
pub fn ended_on(deal: &Deal) -> &str {
    if deal.closed_on.is_empty() { &deal.close_on } else { &deal.closed_on }
}

/// Says whether a deal is among those a report counts: an open one always, an ended one within the range.
#[must_use]
pub fn counts(deal: &Deal, range: &Range) -> bool {
    !deal.gone && (deal.open() || range.holds(ended_on(deal)))
}

/// What deals come to on a day, an ISO date; which of them are stale is asked.
#[must_use]
pub fn pipeline<'a>(
    deals: impl IntoIterator<Item = &'a Deal>,
    range: &Range,
    today: &str,
    stale: &dyn Fn(&Deal) -> bool,
) -> Pipeline {
    let mut pipeline = Pipeline::default();
    let (mut stages, mut reasons) = (BTreeMap::new(), BTreeMap::new());
    let mut spans = Vec::new();
    for deal in deals.into_iter().filter(|deal| counts(deal, range)) {
        stages.entry(deal.stage.as_str()).or_insert_with(Volume::default).add(deal);
        if deal.open() {
            pipeline.take_open(deal, today);
            if stale(deal) {
                pipeline.stale.add(deal);
            }
            continue;
        }
        pipeline.ended.add(deal);
        pipeline.months.entry(month(ended_on(deal))).or_default().add(deal);
        if deal.flag() == StageFlag::Lost {
            reasons.entry(deal.lost_reason.as_str()).or_insert_with(Volume::default).add(deal);
        } else {
            spans.extend(days_between(&deal.opened_on, ended_on(deal)));
        }
    }
    pipeline.stages = stages.into_iter().map(|(code, volume)| (code.to_owned(), volume)).collect();
    pipeline.stages.sort_by_key(|(code, _)| place(code));
    pipeline.lost_reasons = reasons.into_iter().map(|(code, volume)| (code.to_owned(), volume)).collect();
    pipeline.lost_reasons.sort_by_key(|(_, volume)| std::cmp::Reverse(volume.deals));
    pipeline.days_to_win = median(spans);
    pipeline
}

impl Pipeline {
    fn take_open(&mut self, deal: &Deal, today: &str) {
        self.open.add(deal);
        if !deal.close_on.is_empty() && *deal.close_on < *today.get(..deal.close_on.len()).unwrap_or(today) {
            self.overdue.add(deal);
        }
        self.expected.entry(month(&deal.close_on)).or_default().add(deal);
    }
}

/// Where a stage stands; unknown ones come last.
#[must_use]
pub fn place(stage: &str) -> usize {
    STAGES.iter().position(|known| known.code == stage).unwrap_or(STAGES.len())
}

/// The stage's flag as a word.
#[must_use]
pub fn flag_word(stage: &str) -> &'static str {
    match stage_of(stage).map_or(StageFlag::Open, |stage| stage.flag) {
        StageFlag::Open => "open",
        StageFlag::Won => "won",
        StageFlag::Lost => "lost",
        StageFlag::Hold => "hold",
    }
}

/// The month of an ISO date, a year where no more is known.
pub(super) fn month(day: &str) -> String {
    day.get(..7).unwrap_or(day).to_owned()
}

fn days_between(from: &str, to: &str) -> Option<i64> {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
    let days = (day(to)? - day(from)?).num_days();
    (days >= 0).then_some(days)
}

fn median(mut numbers: Vec<i64>) -> Option<i64> {
    let middle = numbers.len() / 2;
    numbers.sort_unstable();
    numbers.get(middle).copied()
}
