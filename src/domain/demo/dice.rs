//! Chance that falls the same way every time, and ids to go with it.

use crate::domain::Id;

/// A small linear congruential generator; good enough to scatter examples, and nothing else.
pub(super) struct Dice {
    state: u64,
    made: u64,
}

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self { state: seed, made: 0 }
    }

    /// A number below `end`, which is not zero.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 33) % end
    }

    /// The same as a signed number.
    pub(super) fn up_to(&mut self, end: i64) -> i64 {
        i64::try_from(self.below(end.unsigned_abs().max(1))).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of the rows, which are not none.
    pub(super) fn pick<'a, T>(&mut self, rows: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(rows.len() as u64)).unwrap_or(0);
        &rows[at]
    }

    /// An id in the shape of those made at `ms`, and in the order they are asked for.
    pub(super) fn id(&mut self, ms: i64) -> Id {
        self.made += 1;
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
        bytes[6..8].copy_from_slice(&(0x7000 | (self.made >> 8 & 0xfff)).to_be_bytes()[6..]);
        bytes[8..].copy_from_slice(&(self.next() >> 2 | 1 << 63).to_be_bytes());
        Id::from_bytes(bytes)
    }

    const fn next(&mut self) -> u64 {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.state
    }
}
