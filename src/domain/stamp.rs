//! The clock that orders writes: a hybrid of wall time and a counter.
//!
//! A stamp is milliseconds `<< 16 |` counter. The rule that matters: a write is always newer
//! than the value it replaces, whatever the clocks say.

/// 2100-01-01, Unix milliseconds: no clock of ours is believed beyond.
const LATEST: i64 = 4_102_444_800_000;

/// When a field was written, in an order every desk agrees on. Zero is before everything.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The first stamp of a wall-clock millisecond.
    #[must_use]
    pub fn at_ms(ms: i64) -> Self {
        Self(u64::try_from(ms).unwrap_or(0) << 16)
    }

    /// The next stamp for a write made at `wall_ms`, after `last` of our own and over `replaced`. A
    /// clock beyond 2100 counts as 2100.
    #[must_use]
    pub fn next(wall_ms: i64, last: Self, replaced: Self) -> Self {
        Self::at_ms(wall_ms.min(LATEST)).max(last.after()).max(replaced.after())
    }

    /// The wall-clock part, in Unix milliseconds.
    #[must_use]
    pub fn ms(self) -> i64 {
        i64::try_from(self.0 >> 16).unwrap_or(i64::MAX)
    }

    const fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_edit_wins_even_with_a_clock_set_back() {
        let theirs = Stamp::at_ms(4_000_000_000_000);
        let ours = Stamp::next(1_000, Stamp::default(), theirs);
        assert!(ours > theirs);
    }

    #[test]
    fn two_writes_in_one_millisecond_are_ordered() {
        let first = Stamp::next(5, Stamp::default(), Stamp::default());
        assert!(Stamp::next(5, first, Stamp::default()) > first);
    }
}
