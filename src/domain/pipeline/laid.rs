//! Deals laid apart by what they have in common: whose they are, what they sell, where they came from.

use std::collections::HashMap;

use super::figures::month;
use super::{Ended, Pipelines, Range, Step, Volume, counts, ended_on};
use crate::domain::Id;
use crate::domain::deal::Deal;
use crate::domain::stage::StageFlag;

/// What deals are laid apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Where they stand.
    Stage,
    /// Which way they go.
    Pipeline,
    /// Whose they are.
    Owner,
    /// What they sell.
    Product,
    /// Where they came from.
    Source,
    /// New, renewal, ….
    Kind,
    /// Who would buy.
    Customer,
    /// When they ended, or should.
    Month,
    /// Why they were lost.
    Reason,
    /// Who else offered.
    Competitor,
}

/// Every way, by its word.
pub const BYS: &[(&str, By)] = &[
    ("stage", By::Stage),
    ("pipeline", By::Pipeline),
    ("owner", By::Owner),
    ("product", By::Product),
    ("source", By::Source),
    ("kind", By::Kind),
    ("customer", By::Customer),
    ("month", By::Month),
    ("reason", By::Reason),
    ("competitor", By::Competitor),
];

impl By {
    /// The way of that word.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        BYS.iter().find(|(known, _)| *known == code).map(|(_, by)| *by)
    }

    /// Its word.
    #[must_use]
    pub fn code(self) -> &'static str {
        BYS.iter().find(|(_, by)| *by == self).map_or("", |(code, _)| code)
    }
}

/// What deals of a row have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    /// A rep or a customer, by id; nobody where there is none.
    Whose(Option<Id>),
    /// A word; empty where there is none.
    Word(String),
    /// A stage.
    Stage(Step),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// What they have in common.
    pub name: Named,
    /// Those still to be won.
    pub open: Volume,
    /// Those that ended.
    pub ended: Ended,
}

/// Deals laid apart: months in their order, all else by what was won, then by what is open.
#[must_use]
pub fn laid<'a>(
    deals: impl IntoIterator<Item = &'a Deal>,
    pipelines: &Pipelines,
    range: &Range,
    by: By,
) -> Vec<Laid> {
    let mut rows: HashMap<Named, (Volume, Ended)> = HashMap::new();
    for deal in deals.into_iter().filter(|deal| counts(deal, pipelines, range)) {
        let (open, ended) = rows.entry(name(deal, pipelines, by)).or_default();
        if pipelines.open(deal) { open.add(deal, pipelines) } else { ended.add(deal, pipelines) }
    }
    let rows = rows.into_iter().map(|(name, (open, ended))| Laid { name, open, ended });
    let mut rows: Vec<Laid> = rows.collect();
    match by {
        By::Month => rows.sort_by(|a, b| a.name.cmp(&b.name)),
        By::Stage => rows.sort_by_cached_key(|row| match &row.name {
            Named::Stage(step) => pipelines.place(&step.pipeline, &step.stage),
            _ => (usize::MAX, 0),
        }),
        _ => rows.sort_by(|a, b| worth(b).cmp(&worth(a)).then_with(|| a.name.cmp(&b.name))),
    }
    rows
}

fn worth(row: &Laid) -> (i128, i128, u64) {
    (row.ended.won.amounts.largest(), row.open.amounts.largest(), row.open.deals)
}

/// What a deal has in common with others.
#[must_use]
pub(super) fn name(deal: &Deal, pipelines: &Pipelines, by: By) -> Named {
    let word = |word: &str| Named::Word(word.to_owned());
    match by {
        By::Stage => Named::Stage(Step::of(deal)),
        By::Pipeline => Named::Word(Step::of(deal).pipeline),
        By::Owner => Named::Whose(deal.owner),
        By::Product => word(&deal.product),
        By::Source => word(&deal.source),
        By::Kind => word(&deal.kind),
        By::Customer => Named::Whose(deal.customer),
        By::Month => word(&month(if pipelines.open(deal) { &deal.close_on } else { ended_on(deal) })),
        By::Reason if pipelines.flag(deal) == StageFlag::Lost => word(&deal.lost_reason),
        By::Reason => word(""),
        By::Competitor => word(&deal.competitor),
    }
}
