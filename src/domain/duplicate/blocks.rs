//! Blocks: those who share a key, and the pairs to compare among them.
//!
//! Eight bytes a key: its hash above, the customer's place in the book below. One sort brings
//! those of a block together. A block of too many is sorted anew, by name and then by place, and counted in
//! [`Skipped`]: nobody is dropped in silence.

use super::card::Card;
use super::keys::{keys, sorts};

/// Customers of one block that are compared each with each.
pub const BOUND: usize = 40;
/// Things a block of too many is sorted by, one after the other.
const SORTS: usize = 2;

/// The cards' keys, in the order the cards came.
#[derive(Debug)]
pub struct Filed {
    /// How many low bits are the place.
    bits: u32,
    keys: Vec<u64>,
    sorts: Vec<[u32; SORTS]>,
}

impl Filed {
    /// Room for so many cards.
    #[must_use]
    pub fn with_room(cards: usize) -> Self {
        let bits = (usize::BITS - cards.leading_zeros()).min(u32::BITS);
        Self { bits, keys: Vec::new(), sorts: Vec::new() }
    }

    /// Files the next card under these keys; a card there is no room for is left out.
    pub fn add(&mut self, card: &Card) {
        let place = self.sorts.len() as u64;
        if place >> self.bits > 0 {
            return;
        }
        self.sorts.push(sorts(card));
        keys(card, |key| self.keys.push((key >> self.bits << self.bits) | place));
    }

    /// Files what another thread filed with the same room; its first card comes after the last one here.
    pub fn append(&mut self, other: Self) {
        let shift = self.sorts.len() as u64;
        let place = (1 << self.bits) - 1;
        self.sorts.extend(other.sorts);
        let moved = other.keys.into_iter().map(|key| (key, (key & place) + shift));
        let moved = moved.filter(|(_, to)| *to <= place).map(|(key, to)| (key & !place) | to);
        self.keys.extend(moved);
    }
}

/// What too many share: they were compared only with those of the same name or place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Blocks.
    pub blocks: usize,
    /// Customers in them; one who is in several counts each time.
    pub customers: usize,
}

/// Which pairs to compare.
#[derive(Debug, Default)]
pub struct Blocks {
    pairs: Vec<u64>,
    /// What was too common.
    pub skipped: Skipped,
}

impl Blocks {
    /// The pairs of everybody who was filed.
    #[must_use]
    pub fn of(filed: Filed) -> Self {
        let Filed { bits, mut keys, sorts } = filed;
        keys.sort_unstable();
        keys.dedup();
        let mut gathering = Gathering { sorts: &sorts, pairs: Vec::new(), skipped: Skipped::default() };
        let mut block = Vec::new();
        for run in keys.chunk_by(|one, next| one >> bits == next >> bits).filter(|run| run.len() > 1) {
            block.clear();
            block.extend(run.iter().map(|key| low(key & ((1 << bits) - 1))));
            gathering.take(&mut block, 0);
        }
        let Gathering { mut pairs, skipped, .. } = gathering;
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs, skipped }
    }

    /// How many pairs there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Says whether nobody shares anything.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs from the nth on, each once, by the places of the two cards; the smaller place first.
    pub fn pairs(&self, from: usize, until: usize) -> impl Iterator<Item = (usize, usize)> {
        self.pairs[from..until].iter().map(|pair| (low(pair >> 32) as usize, low(*pair) as usize))
    }
}

/// The lower half.
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).expect("it is half of it")
}

struct Gathering<'a> {
    sorts: &'a [[u32; SORTS]],
    pairs: Vec<u64>,
    skipped: Skipped,
}

impl Gathering<'_> {
    /// Pairs each with each, or sorts a block of too many by the next thing.
    fn take(&mut self, block: &mut [u32], level: usize) {
        if block.len() <= BOUND {
            return self.pair(block);
        }
        if level == 0 {
            self.skipped.blocks += 1;
            self.skipped.customers += block.len();
        }
        if level == SORTS {
            return;
        }
        let sorts = self.sorts;
        let sorted = |place: &u32| sorts[*place as usize][level];
        block.sort_unstable_by_key(|place| (sorted(place), *place));
        let mut rest = &mut *block;
        while !rest.is_empty() {
            let first = sorted(&rest[0]);
            let end = rest.iter().position(|place| sorted(place) != first).unwrap_or(rest.len());
            let (part, after) = rest.split_at_mut(end);
            if part.len() > 1 {
                self.take(part, level + 1);
            }
            rest = after;
        }
    }

    fn pair(&mut self, block: &mut [u32]) {
        block.sort_unstable();
        for (at, one) in block.iter().enumerate() {
            self.pairs.extend(block[at + 1..].iter().map(|other| u64::from(*one) << 32 | u64::from(*other)));
        }
    }
}
