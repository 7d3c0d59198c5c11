//! Faults that the simulator must notice, planted on purpose; outside the tests there are none, and
//! the code that asks for one is gone.

/// A fault that sync is easily built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bug {
    /// Of an origin only the highest number is remembered, not which came.
    HighestNumberAlone,
    /// What was written ahead of this desk's clock is taken to be written now.
    FutureClamped,
    /// What is logged goes to whomever the customer is shown as.
    LoggedUnderTheFace,
    /// What was written more than a day ahead of this desk's clock is refused.
    FutureRefused,
    /// A write need not be later than what it replaces.
    WallClockAlone,
    /// Whoever was erased comes back with a file from before.
    ErasureForgotten,
    /// A write to a record that has not come yet goes nowhere.
    UnknownIgnored,
    /// Of two writes at one moment the first to come stays.
    NoTieBreak,
}

/// Says whether the fault is there.
#[cfg(not(test))]
pub(super) const fn planted(_: Bug) -> bool {
    false
}

/// What this desk's clock shows, for the faults that ask.
#[cfg(not(test))]
pub(super) const fn clock() -> i64 {
    0
}

#[cfg(test)]
pub(super) use chosen::{clock, plant, planted, set_clock};

#[cfg(test)]
mod chosen {
    use std::cell::Cell;

    use super::Bug;

    thread_local! {
        static BUG: Cell<Option<Bug>> = const { Cell::new(None) };
        static CLOCK: Cell<i64> = const { Cell::new(0) };
    }

    pub(in crate::store) fn planted(bug: Bug) -> bool {
        BUG.get() == Some(bug)
    }

    /// From now on, on this thread.
    pub(in crate::store) fn plant(bug: Option<Bug>) {
        BUG.set(bug);
    }

    pub(in crate::store) fn clock() -> i64 {
        CLOCK.get()
    }

    pub(in crate::store) fn set_clock(now: i64) {
        CLOCK.set(now);
    }
}
