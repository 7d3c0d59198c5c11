//! The shelf: what a search reads, in memory or mapped from a file alike.
//!
//! A customer has a slot, the same in every column and list. Nothing here owns anything.

use std::cmp::{Ordering, Reverse};

use super::column::Column;
use super::rank::{PARTS, Part};
use crate::domain::Id;

/// Texts and facts by slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelf<'a> {
    pub(super) columns: [Column<'a>; PARTS],
    /// What is held in fields; of a sidecar that lies elsewhere.
    pub(super) held: Option<Column<'a>>,
    pub(super) ids: &'a [[u8; 16]],
    pub(super) facts: &'a [Facts],
    pub(super) masked: &'a Mask,
}

/// What is known of a customer beside its text, in Unix milliseconds: when its next step is due
/// ([`NEVER_DUE`]), when they were last in touch ([`NEVER`]), until when calls are blocked ([`NEVER`]).
pub(super) type Facts = [i64; 3];

/// Stands for no next step: comes last.
pub(super) const NEVER_DUE: i64 = i64::MAX;
/// Stands for a moment that never was: the longest ago.
pub(super) const NEVER: i64 = i64::MIN;

/// What the order of equals begins with: next step soonest, then most recently in touch.
pub(super) fn turn(next_at: i64, last_at: i64) -> impl Ord {
    (next_at, Reverse(last_at))
}

impl<'a> Shelf<'a> {
    pub(super) const fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) const fn column(&self, part: Part) -> &Column<'a> {
        &self.columns[part as usize]
    }

    pub(super) const fn id(&self, slot: usize) -> Id {
        Id::from_bytes(self.ids[slot])
    }

    pub(super) fn is_live(&self, slot: usize) -> bool {
        !self.masked.has(slot)
    }

    /// The order of equals: next step soonest, then most recently in touch, then by name and id.
    pub(super) fn compare(&self, slot: usize, other: &Shelf<'_>, theirs: usize) -> Ordering {
        let when = |[next_at, last_at, _]: Facts| turn(next_at, last_at);
        when(self.facts[slot])
            .cmp(&when(other.facts[theirs]))
            .then_with(|| self.column(Part::Names).record(slot).cmp(other.column(Part::Names).record(theirs)))
            .then_with(|| self.ids[slot].cmp(&other.ids[theirs]))
    }
}

/// A set of slots, a bit each.
#[derive(Clone, Debug, Default)]
pub(super) struct Mask(Vec<u64>);

impl Mask {
    /// The empty set.
    pub(super) const fn nobody() -> &'static Self {
        const NOBODY: &Mask = &Mask(Vec::new());
        NOBODY
    }

    /// Puts a slot in.
    pub(super) fn put(&mut self, slot: usize) {
        if self.0.len() <= slot / 64 {
            self.0.resize(slot / 64 + 1, 0);
        }
        self.0[slot / 64] |= 1 << (slot % 64);
    }

    /// Keeps only what is in another set too.
    pub(super) fn and(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= other);
    }

    /// Becomes all slots below `len` that are not in it.
    pub(super) fn turn_over(&mut self, len: usize) {
        self.0.resize(len.div_ceil(64), 0);
        self.0.iter_mut().for_each(|bits| *bits = !*bits);
        if let Some(last) = self.0.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last &= (1 << (len % 64)) - 1;
        }
    }

    /// How many are in it and not in another.
    pub(super) fn count_without(&self, other: &Self) -> usize {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter().zip(others).map(|(bits, other)| (bits & !other).count_ones() as usize).sum()
    }

    pub(super) fn has(&self, slot: usize) -> bool {
        self.0.get(slot / 64).is_some_and(|bits| bits >> (slot % 64) & 1 == 1)
    }
}
