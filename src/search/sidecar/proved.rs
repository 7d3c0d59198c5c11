//! The sidecar's answer: leaves are read by falling bound until the best are proved.
//!
//! What has changed since the sidecar was made is in a small book beside it, scanned, and merged
//! in. The answer is the scan's, customer by customer and in its order.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::thread;

use super::bound::Bounds;
use super::leaves::LEAF;
use super::reading::Reading;
use super::{Sidecar, Unusable};
use crate::domain::Id;
use crate::domain::query::Query;
use crate::search::book::Book;
use crate::search::rank::{MOST, NAMES};
use crate::search::scan::{Best, CORES, Found, Graded, Moments, hit};
use crate::search::shelf::Shelf;
use crate::search::sought::Sought;

/// So many leaves are read one by one: for nearly every line they are enough.
const ALONE: usize = 1_024;
/// After that so many at a time, on every core; each time it is asked whether to go on.
const TOGETHER: usize = 2_048;

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It was told to stop.
    Stopped,
    /// The sidecar cannot be used.
    Unusable,
}

impl From<Unusable> for Halt {
    fn from(_: Unusable) -> Self {
        Self::Unusable
    }
}

impl Sidecar {
    /// Answers a line: the best `limit` of the sidecar and of what has `changed` since. Asks
    /// `go_on` now and then.
    pub fn find(
        &self,
        changed: &Book,
        query: &Query,
        moments: &Moments,
        limit: usize,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Found, Halt> {
        let tell = |one: &Placed<'_>| hit(&one.shelf, one.at, query);
        let Told { best, total, exact } = self.best(changed, query, moments, limit, go_on, tell)?;
        Ok(Found { hits: best, total, exact })
    }

    /// Everybody who answers a line, in the order of [`Sidecar::find`]; why is not asked.
    pub fn everybody(
        &self,
        changed: &Book,
        query: &Query,
        moments: &Moments,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Vec<Id>, Halt> {
        let tell = |one: &Placed<'_>| one.shelf.id(one.at);
        Ok(self.best(changed, query, moments, usize::MAX, go_on, tell)?.best)
    }

    fn best<T>(
        &self,
        changed: &Book,
        query: &Query,
        moments: &Moments,
        limit: usize,
        go_on: &dyn Fn() -> bool,
        tell: impl Fn(&Placed<'_>) -> T,
    ) -> Result<Told<T>, Halt> {
        let ours = self.graded(query, moments, limit, go_on)?;
        let theirs = changed.graded(query, moments, limit);
        let leaf = |(_, slot): &Graded| *slot as usize / LEAF;
        let few = if ours.first.len() <= ALONE { ours.first.as_slice() } else { &[] };
        let copies = few.iter().map(|one| self.leaf(leaf(one))).collect::<Result<Vec<_>, _>>()?;
        let mut all = Vec::with_capacity(ours.first.len() + theirs.first.len());
        for (nth, one) in ours.first.iter().enumerate() {
            let shelf = match copies.get(nth) {
                Some(copy) => copy.shelf(),
                None => self.leaf_in_place(leaf(one))?,
            };
            all.push(Placed { shelf, at: one.1 as usize % LEAF, points: one.0 });
        }
        let shelf = changed.shelf();
        all.extend(theirs.first.iter().map(|(points, at)| Placed {
            shelf,
            at: *at as usize,
            points: *points,
        }));
        all.sort_by(Placed::compare);
        let best = all.iter().take(limit).map(tell).collect();
        Ok(Told { best, total: ours.total + theirs.total, exact: ours.exact })
    }

    /// Counts all who answer a line, in the sidecar and among those `changed` since. Reads every
    /// leaf where somebody can be; asks `go_on` now and then.
    pub fn count(
        &self,
        changed: &Book,
        query: &Query,
        moments: &Moments,
        go_on: &dyn Fn() -> bool,
    ) -> Result<usize, Halt> {
        let sought = Sought::of(query);
        let Bounds { of, parts, allowed } = self.bounds(&sought, moments)?;
        let reading = Reading { sidecar: self, sought, moments, parts, allowed };
        let mut count = changed.graded(query, moments, 0).total;
        if let Some(allowed) = reading.allowed.as_ref().filter(|_| reading.sought.asks_of_fields_alone()) {
            return Ok(count + allowed.count_without(&self.masked));
        }
        for some in by_bound(&of).chunks(TOGETHER) {
            if !go_on() {
                return Err(Halt::Stopped);
            }
            for found in on_every_core(some, |share| reading.count(share)) {
                count += found?;
            }
        }
        Ok(count)
    }

    fn graded(
        &self,
        query: &Query,
        moments: &Moments,
        limit: usize,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Best, Halt> {
        let sought = Sought::of(query);
        let Bounds { of, parts, allowed } = self.bounds(&sought, moments)?;
        let reading = Reading { sidecar: self, sought, moments, parts, allowed };
        let mut proof = Proof { reading, limit, best: BinaryHeap::new(), total: 0, exact: true };
        let leaves = by_bound(&of);
        let (alone, more) = leaves.split_at(leaves.len().min(ALONE));
        for leaf in alone {
            proof.read(std::slice::from_ref(leaf))?;
        }
        for some in more.chunks(TOGETHER) {
            if !go_on() {
                return Err(Halt::Stopped);
            }
            proof.read(some)?;
        }
        let first = proof.best.into_sorted_vec().into_iter().map(|(Reverse(points), slot)| (points, slot));
        Ok(Best { first: first.collect(), total: proof.total, exact: proof.exact })
    }
}

/// The best, as they are to be told of; the rest is as in [`Found`].
struct Told<T> {
    best: Vec<T>,
    total: usize,
    exact: bool,
}

/// Somebody found: the shelf they stand on, where, and what they are worth.
struct Placed<'a> {
    shelf: Shelf<'a>,
    at: usize,
    points: u16,
}

impl Placed<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        let worth = other.points.cmp(&self.points);
        worth.then_with(|| self.shelf.compare(self.at, &other.shelf, other.at))
    }
}

/// A leaf and its bound.
type Bounded = (u16, usize);

/// The leaves where somebody can be found: the highest bound first, equals in rank order.
fn by_bound(bounds: &[u16]) -> Vec<Bounded> {
    let mut places = vec![0_usize; bounds.iter().max().map_or(0, |most| usize::from(*most) + 1)];
    bounds.iter().for_each(|bound| places[usize::from(*bound)] += 1);
    let mut at = 0;
    for place in places.iter_mut().skip(1).rev() {
        at += std::mem::replace(place, at);
    }
    let mut sorted = vec![(0, 0); at];
    for (leaf, bound) in bounds.iter().enumerate().filter(|(_, bound)| **bound > 0) {
        let place = &mut places[usize::from(*bound)];
        sorted[*place] = (*bound, leaf);
        *place += 1;
    }
    sorted
}

/// Shares some leaves out among the cores.
fn on_every_core<T: Send>(leaves: &[Bounded], read: impl Fn(&[Bounded]) -> T + Sync) -> Vec<T> {
    let shares = leaves.chunks(leaves.len().div_ceil(*CORES).max(1));
    thread::scope(|scope| {
        let reads: Vec<_> = shares.map(|share| scope.spawn(|| read(share))).collect();
        reads.into_iter().map(|read| read.join().expect("a leaf is only read")).collect()
    })
}

/// What is known so far.
struct Proof<'a> {
    reading: Reading<'a>,
    limit: usize,
    /// The best so far, the worst of them on top.
    best: BinaryHeap<(Reverse<u16>, u32)>,
    total: usize,
    /// Everybody was counted.
    exact: bool,
}

impl Proof<'_> {
    /// Reads some leaves, unless nobody in them or after them can be among the best any more.
    fn read(&mut self, leaves: &[Bounded]) -> Result<(), Unusable> {
        let Some(first) = leaves.first().filter(|first| !self.is_proved(**first)) else {
            self.exact &= leaves.is_empty();
            return Ok(());
        };
        let about = self.counts_about();
        self.exact &= about;
        if leaves.len() == 1 {
            let found = self.reading.one(first.1, about)?;
            found.into_iter().for_each(|found| self.keep(found));
            return Ok(());
        }
        for found in on_every_core(leaves, |share| self.reading.many(share, about)) {
            found?.into_iter().for_each(|found| self.keep(found));
        }
        Ok(())
    }

    /// The worst of the best, once there are as many as were asked for.
    fn worst(&self) -> Option<Graded> {
        let worst = self.best.peek().filter(|_| self.best.len() >= self.limit);
        worst.map(|(Reverse(points), slot)| (*points, *slot))
    }

    fn is_proved(&self, (bound, leaf): Bounded) -> bool {
        let first = leaf * LEAF;
        self.worst().is_some_and(|(points, slot)| (bound, Reverse(first)) < (points, Reverse(slot as usize)))
    }

    /// What is about a customer weighs nothing any more once all of the best are named.
    fn counts_about(&self) -> bool {
        let others = u16::try_from(self.reading.sought.words.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let named = others.saturating_mul(MOST).saturating_add(NAMES);
        self.worst().is_none_or(|(points, _)| points < named)
    }

    fn keep(&mut self, (points, slot): Graded) {
        self.total += 1;
        let found = (Reverse(points), slot);
        if self.best.len() < self.limit {
            self.best.push(found);
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| found < **worst) {
            *worst = found;
        }
    }
}
