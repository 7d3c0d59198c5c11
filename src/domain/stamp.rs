//! The clock that orders writes: a hybrid of wall time and a counter.
//!
//! A stamp is milliseconds `<< 16 |` counter. The rule that matters: a write is always newer
//! than the value it replaces, whatever the clocks say.

/// When a field was written, in an order every desk agrees on. Zero is before everything.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The first stamp of a wall-clock millisecond.
    #[must_use]
    pub fn at_ms(ms: i64) -> Self {
        Self(u64::try_from(ms).unwrap_or(0) << 16)
    }

    /// The next stamp for a write made at `wall_ms`, after `last` of our own and over `replaced`.
    #[must_use]
    pub fn next(wall_ms: i64, last: Self, replaced: Self) -> Self {
        Self::at_ms(wall_ms).max(last.after()).max(replaced.after())
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

/// Says whether a write made at `last` could drag our own clock along: at most a day ahead.
///
/// A stamp from a clock that is years ahead is honoured where it stands and never copied.
#[must_use]
pub fn believable(last: Stamp, wall_ms: i64) -> bool {
    last.ms() <= wall_ms.saturating_add(24 * 3_600_000)
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
