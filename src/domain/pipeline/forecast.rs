//! What may come: open deals by the month they are expected in, and how sure each is.

use super::{Pipelines, Volume};
use crate::domain::deal::Deal;

/// How sure a deal is: ヨミ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A: it will come.
    Commit,
    /// B: it should.
    Best,
    /// C: it may.
    Possible,
    /// Nobody counts on it.
    Omitted,
}

/// The chance from which a deal without a class of its own counts as A, and as B.
const SURE: i64 = 90;
/// See [`SURE`].
const LIKELY: i64 = 60;

/// A deal's class: its own, else what its chance comes to.
#[must_use]
pub fn class(deal: &Deal, pipelines: &Pipelines) -> Class {
    match deal.forecast.as_str() {
        "commit" => Class::Commit,
        "best" => Class::Best,
        "possible" => Class::Possible,
        "omit" => Class::Omitted,
        _ if pipelines.chance(deal) >= SURE => Class::Commit,
        _ if pipelines.chance(deal) >= LIKELY => Class::Best,
        _ => Class::Possible,
    }
}

/// Open deals that are expected in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// All of them but those nobody counts on.
    pub all: Volume,
    /// A.
    pub commit: Volume,
    /// A and B.
    pub best: Volume,
    /// Those nobody counts on.
    pub omitted: Volume,
}

impl Expected {
    pub(super) fn add(&mut self, deal: &Deal, pipelines: &Pipelines) {
        let class = class(deal, pipelines);
        if class == Class::Omitted {
            return self.omitted.add(deal, pipelines);
        }
        self.all.add(deal, pipelines);
        if class <= Class::Best {
            self.best.add(deal, pipelines);
        }
        if class == Class::Commit {
            self.commit.add(deal, pipelines);
        }
    }

    /// Takes another month in.
    pub fn join(&mut self, other: &Self) {
        let mine = [&mut self.all, &mut self.commit, &mut self.best, &mut self.omitted];
        for (mine, theirs) in mine.into_iter().zip([&other.all, &other.commit, &other.best, &other.omitted]) {
            mine.join(theirs);
        }
    }
}

/// What all months come to.
#[must_use]
pub fn expected<'a>(months: impl IntoIterator<Item = &'a Expected>) -> Expected {
    let mut all = Expected::default();
    months.into_iter().for_each(|month| all.join(month));
    all
}

/// What open deals come to.
pub(super) fn open<'a>(deals: impl IntoIterator<Item = &'a Deal>, pipelines: &Pipelines) -> Expected {
    let mut all = Expected::default();
    deals.into_iter().filter(|deal| pipelines.open(deal)).for_each(|deal| all.add(deal, pipelines));
    all
}
