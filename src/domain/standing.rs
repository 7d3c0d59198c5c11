//! Where a customer on a call list stands: to be called now, and why; or not, and why not.
//!
//! What the words mean, in order of urgency; who stands where is `prospect`'s to say.

use super::Id;
use super::customer::FOR_GOOD;

/// The rules a rep may override for one call, as an activity names them.
pub const RULES: &[&str] = &["gap", "per_day", "hours", "part", "tries", "cooling"];

/// Why somebody is to be called now, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A callback is due since then.
    CallbackDue(i64),
    /// A callback without a time is open.
    CallbackOpen,
    /// Ranked A.
    Hot,
    /// Never tried on this list.
    Fresh,
    /// To be tried again since then.
    Retry(i64),
    /// Was put at the end then.
    Again(i64),
}

/// Why somebody is not to be called now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// A block holds until then; the end of time for good.
    Blocked(i64),
    /// They must agree to calls first, and do not.
    NotAgreed,
    /// A complaint of theirs is open.
    Complaint,
    /// No number that rings.
    NoNumber,
    /// The last call ended it, or it was taken out by hand.
    Done,
    /// As many tries as the rules allow.
    Maximum,
    /// Another rep's.
    Claimed(Id),
    /// A callback is agreed for then.
    Callback(i64),
    /// Not before then: the time until the next try.
    Cooling(i64),
    /// Not before then: their numbers were rung a moment ago.
    Gap(i64),
    /// Their numbers were rung often enough today.
    PerDay,
    /// It is not the time of day for calls where they are, or not the time they like.
    Hours,
    /// The last try was at this time of day.
    Part,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// To be called, on that of their numbers.
    Ready(Why, u32),
    /// Not now.
    Not(WhyNot),
}

impl Standing {
    /// Its code, and the moment it speaks of.
    #[must_use]
    pub const fn key(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Ready(why, _) => (why.code(), why.since()),
            Self::Not(why_not) => (why_not.code(), why_not.until()),
        }
    }

    /// `ready`, `waiting` or `done`, or `out` for who cannot be called on this list at all.
    #[must_use]
    pub const fn state(self) -> &'static str {
        match self {
            Self::Ready(..) => "ready",
            Self::Not(WhyNot::Done | WhyNot::Maximum) => "done",
            Self::Not(WhyNot::Blocked(_) | WhyNot::NotAgreed | WhyNot::NoNumber) => "out",
            Self::Not(_) => "waiting",
        }
    }
}

impl WhyNot {
    /// Its code: what `list show` calls it and an overriding call names.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocked(_) => "blocked",
            Self::NotAgreed => "not_agreed",
            Self::Complaint => "complaint",
            Self::NoNumber => "no_number",
            Self::Done => "done",
            Self::Maximum => "tries",
            Self::Claimed(_) => "claimed",
            Self::Callback(_) => "callback",
            Self::Cooling(_) => "cooling",
            Self::Gap(_) => "gap",
            Self::PerDay => "per_day",
            Self::Hours => "hours",
            Self::Part => "part",
        }
    }

    /// When it ends, Unix milliseconds, where a moment is known.
    #[must_use]
    pub const fn until(self) -> Option<i64> {
        match self {
            Self::Blocked(until) | Self::Callback(until) | Self::Cooling(until) | Self::Gap(until)
                if until < FOR_GOOD =>
            {
                Some(until)
            }
            _ => None,
        }
    }

    /// Says whether nothing but a change brings the customer back on this list.
    #[must_use]
    pub const fn ends_it(self) -> bool {
        matches!(self, Self::Done | Self::Maximum)
    }
}

impl Why {
    /// Since when, Unix milliseconds.
    #[must_use]
    pub const fn since(self) -> Option<i64> {
        match self {
            Self::CallbackDue(at) | Self::Retry(at) | Self::Again(at) => Some(at),
            Self::CallbackOpen | Self::Hot | Self::Fresh => None,
        }
    }

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CallbackDue(_) => "callback_due",
            Self::CallbackOpen => "callback_open",
            Self::Hot => "hot",
            Self::Fresh => "fresh",
            Self::Retry(_) => "retry",
            Self::Again(_) => "again",
        }
    }
}
