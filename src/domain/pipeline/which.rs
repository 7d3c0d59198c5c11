//! Which deals a figure of the pipeline counts: the set behind each of [`Figures`](super::Figures), deal by
//! deal, so that a figure opens what it counts.

use super::figures::month;
use super::forecast::{Class, class};
use super::laid::name;
use super::{By, Named, Pipelines, Range, Step, counts, ended_on};
use crate::domain::deal::Deal;
use crate::domain::stage::StageFlag;

/// Which deals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that stand there.
    Stage(Step),
    /// Those that ended so, in that month or at any time.
    Ended(Option<String>, Part),
    /// Open ones that are expected in that month or at any time, as sure as that.
    Expected(Option<String>, Part),
    /// Open ones whose day has passed.
    Overdue,
    /// Those that wait for too long.
    Stale,
    /// Those that have that in common.
    Laid(By, Named, Part),
}

/// What part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All.
    All,
    /// Still to be won.
    Open,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Won or lost.
    Closed,
    /// Open and counted on at all.
    Likely,
    /// As sure as can be.
    Commit,
    /// The same and those that should come.
    Best,
}

/// What tells of which figures a deal is.
pub struct Telling<'a> {
    /// What stages mean.
    pub pipelines: &'a Pipelines,
    /// The days that are looked at.
    pub range: &'a Range,
    /// The day it is told on, an ISO date.
    pub today: &'a str,
    /// Which deals wait for too long.
    pub stale: &'a dyn Fn(&Deal) -> bool,
}

impl Which {
    /// Says whether a deal is one of them.
    #[must_use]
    pub fn holds(&self, deal: &Deal, telling: &Telling<'_>) -> bool {
        let pipelines = telling.pipelines;
        if !counts(deal, pipelines, telling.range) {
            return false;
        }
        let open = pipelines.open(deal);
        let of = |wanted: &Option<String>, day: &str| wanted.as_ref().is_none_or(|of| *of == month(day));
        match self {
            Self::Stage(step) => Step::of(deal) == *step,
            Self::Ended(when, part) => !open && of(when, ended_on(deal)) && part.holds(deal, pipelines),
            Self::Expected(when, part) => open && of(when, &deal.close_on) && part.holds(deal, pipelines),
            Self::Overdue => open && is_overdue(deal, telling.today),
            Self::Stale => open && (telling.stale)(deal),
            Self::Laid(by, named, part) => {
                name(deal, pipelines, *by) == *named && part.holds(deal, pipelines)
            }
        }
    }
}

impl Part {
    fn holds(self, deal: &Deal, pipelines: &Pipelines) -> bool {
        let (open, flag) = (pipelines.open(deal), pipelines.flag(deal));
        let sure = || class(deal, pipelines);
        match self {
            Self::All => true,
            Self::Open => open,
            Self::Closed => !open,
            Self::Won => flag == StageFlag::Won,
            Self::Lost => !open && flag != StageFlag::Won,
            Self::Likely => open && sure() != Class::Omitted,
            Self::Commit => open && sure() == Class::Commit,
            Self::Best => open && sure() <= Class::Best,
        }
    }
}

/// Says whether the day of an open deal has passed.
pub(super) fn is_overdue(deal: &Deal, today: &str) -> bool {
    !deal.close_on.is_empty() && *deal.close_on < *today.get(..deal.close_on.len()).unwrap_or(today)
}
