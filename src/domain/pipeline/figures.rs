//! The pipeline in figures: what stands in each stage, what ended how and when, and what may come.
//!
//! Deals in, figures out. Every figure is a set of deals, so that each opens the rows it counts, and
//! what the figures mean is said beside them. Called by the command line and screen.

use std::collections::BTreeMap;

use super::which::is_overdue;
use super::{Expected, Pipelines, STANDARD};
use crate::domain::day;
use crate::domain::deal::Deal;
use crate::domain::stage::StageFlag;
use crate::domain::sums::Sums;

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
    pub fn add(&mut self, deal: &Deal, pipelines: &Pipelines) {
        self.deals += 1;
        match deal.amount {
            Some(minor) => {
                let minor = i128::from(minor);
                self.amounts.add(&deal.currency, minor);
                self.hundredths.add(&deal.currency, minor * i128::from(pipelines.chance(deal)));
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
    pub(super) fn add(&mut self, deal: &Deal, pipelines: &Pipelines) {
        let won = pipelines.flag(deal) == StageFlag::Won;
        (if won { &mut self.won } else { &mut self.lost }).add(deal, pipelines);
    }

    /// Of a million deals that ended, how many were won; nothing where none ended.
    #[must_use]
    pub const fn win_rate(&self) -> Option<u64> {
        let (won, all) = (self.won.deals, self.won.deals + self.lost.deals);
        (won * 1_000_000 + all / 2).checked_div(all)
    }
}

/// A stage of a pipeline, by their codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// The pipeline's; never empty.
    pub pipeline: String,
    /// The stage's.
    pub stage: String,
}

impl Step {
    /// Where a deal stands.
    #[must_use]
    pub fn of(deal: &Deal) -> Self {
        let pipeline = if deal.pipeline.is_empty() { STANDARD } else { &deal.pipeline };
        Self { pipeline: pipeline.to_owned(), stage: deal.stage.clone() }
    }

    /// Any deal that stands there.
    #[must_use]
    pub fn deal(&self) -> Deal {
        Deal { pipeline: self.pipeline.clone(), stage: self.stage.clone(), ..Deal::default() }
    }
}

/// What deals come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Each stage that has deals, in its order; ended ones within the range.
    pub stages: Vec<(Step, Volume)>,
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

    /// Says whether a deal waits for longer than its stage allows; never on hold.
    #[must_use]
    pub fn is_stale(&self, deal: &Deal, pipelines: &Pipelines, now: i64) -> bool {
        let allowed = pipelines.stage(deal).and_then(|stage| stage.stale_days);
        pipelines.open(deal) && allowed.is_some_and(|days| now - self.touched > days * day::LENGTH)
    }
}

/// The day a deal ended: as it was noted, else the day it was expected.
#[must_use]
pub fn ended_on(deal: &Deal) -> &str {
    if deal.closed_on.is_empty() { &deal.close_on } else { &deal.closed_on }
}

/// Says whether a deal is among those a report counts: an open one always, an ended one within the range.
#[must_use]
pub fn counts(deal: &Deal, pipelines: &Pipelines, range: &Range) -> bool {
    !deal.gone && (pipelines.open(deal) || range.holds(ended_on(deal)))
}

/// What deals come to on a day, an ISO date; which of them are stale is asked.
#[must_use]
pub fn figures<'a>(
    deals: impl IntoIterator<Item = &'a Deal>,
    pipelines: &Pipelines,
    range: &Range,
    today: &str,
    stale: &dyn Fn(&Deal) -> bool,
) -> Figures {
    let mut whole = Figures::default();
    let (mut stages, mut reasons) = (BTreeMap::new(), BTreeMap::new());
    let mut spans = Vec::new();
    for deal in deals.into_iter().filter(|deal| counts(deal, pipelines, range)) {
        stages.entry(Step::of(deal)).or_insert_with(Volume::default).add(deal, pipelines);
        if pipelines.open(deal) {
            whole.take_open(deal, pipelines, today);
            if stale(deal) {
                whole.stale.add(deal, pipelines);
            }
            continue;
        }
        whole.ended.add(deal, pipelines);
        whole.months.entry(month(ended_on(deal))).or_default().add(deal, pipelines);
        if pipelines.flag(deal) == StageFlag::Lost {
            reasons.entry(deal.lost_reason.as_str()).or_insert_with(Volume::default).add(deal, pipelines);
        } else {
            spans.extend(days_between(&deal.opened_on, ended_on(deal)));
        }
    }
    whole.stages = stages.into_iter().collect();
    whole.stages.sort_by_cached_key(|(step, _)| pipelines.place(&step.pipeline, &step.stage));
    whole.lost_reasons = reasons.into_iter().map(|(code, volume)| (code.to_owned(), volume)).collect();
    whole.lost_reasons.sort_by_key(|(_, volume)| std::cmp::Reverse(volume.deals));
    whole.days_to_win = median(spans);
    whole
}

impl Figures {
    fn take_open(&mut self, deal: &Deal, pipelines: &Pipelines, today: &str) {
        self.open.add(deal, pipelines);
        if is_overdue(deal, today) {
            self.overdue.add(deal, pipelines);
        }
        self.expected.entry(month(&deal.close_on)).or_default().add(deal, pipelines);
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
