//! Chance that falls the same way every time, so that two runs measure the same book.

/// A splitmix64 generator.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 11).expect("53 bits fit") % end
    }

    /// True `percent` times in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the rows, the first ones most often: the nth about 1/n times as often as the first.
    pub(crate) fn zipf<'a, T>(&mut self, rows: &'a [T]) -> &'a T {
        let harmonic = |n: usize| (1..=n).map(|n| 1_000_000 / n).sum::<usize>();
        let mut at = self.below(harmonic(rows.len()));
        let past = |row: &usize| {
            let share = 1_000_000 / (row + 1);
            let here = at < share;
            at = at.saturating_sub(share);
            here
        };
        &rows[(0..rows.len()).find(past).unwrap_or(0)]
    }

    /// One of the rows, each as often as another.
    pub(crate) fn pick<'a, T>(&mut self, rows: &'a [T]) -> &'a T {
        &rows[self.below(rows.len())]
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}
