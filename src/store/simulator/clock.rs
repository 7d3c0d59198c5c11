//! The clock of a desk: right, wrong by hours or years, stopped, stepping back.

use super::dice::Dice;

/// When histories begin: 2026-11-02, Unix milliseconds.
pub(super) const START: i64 = 1_793_577_600_000;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const YEAR: i64 = 365 * DAY;

/// By how much clocks go wrong, most of them by little.
const SKEWS: &[i64] = &[0, 0, 0, 1, MINUTE, HOUR, 3 * HOUR, DAY, 40 * DAY, YEAR, 10 * YEAR];
/// Where clocks stop; several may stop at one moment.
const STOPS: &[i64] = &[0, START, START, START + DAY, 4_200_000_000_000];

#[derive(Clone, Copy, Debug)]
pub(super) enum Clock {
    /// Wrong by so much.
    Off(i64),
    /// Stopped.
    At(i64),
}

impl Clock {
    pub(super) fn any(dice: &mut Dice) -> Self {
        if dice.chance(15) {
            return Self::At(dice.pick(STOPS));
        }
        let skew = dice.pick(SKEWS);
        Self::Off(if dice.chance(50) { skew } else { -skew })
    }

    /// What it shows at a moment.
    pub(super) const fn now(self, truth: i64) -> i64 {
        match self {
            Self::Off(by) => truth + by,
            Self::At(stopped) => stopped,
        }
    }
}
