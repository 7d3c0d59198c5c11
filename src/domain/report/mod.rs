//! Reports: what calls come to by the outcomes' flags, rates, and the document every report becomes.
//!
//! `store` adds up, `i18n::report` puts the figures into words. Rates are whole per mille.

mod cross;
mod days;
mod document;
mod figures;
mod format;
mod funnel;
mod hours;
mod opened;
mod outcomes;
mod span;

use chrono::{DateTime, NaiveDate, NaiveTime};

pub use cross::{Axis, Common, Cross, Crossed, Limits, OneOf, Piece, Tally, VALUES, Valued, quoted};
pub use days::{NoDays, days_of, typed_days};
pub use document::{Cell, Column, Document, Figure, Row, Section, share};
pub use figures::{
    AskedDeals, CallFigures, CrossFigures, CustomerFigures, Figures, HourFigures, Names, PipelineFigures,
    SalesFigures,
};
pub use format::Format;
pub use funnel::{Stage, Step, funnel};
pub use hours::{Hours, LEAST, Window};
pub use opened::{Buyer, Call, CellOpened, Counted, DealsOpened, Offer, Opened, SoldLine};
pub use outcomes::{Means, Outcomes};
pub use span::{SPANS, Span};

use super::fold::fold;
use super::{Id, day};

/// What calls are laid apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who called.
    Rep,
    /// The call list it was called from.
    List,
    /// The hour, where the caller sat.
    Hour,
    /// The weekday, where the caller sat.
    Weekday,
    /// The day, where the caller sat.
    Day,
    /// How the call ended.
    Outcome,
    /// How its customer came to us.
    Source,
}

/// Every way to lay calls apart, and its code.
pub const BYS: &[(&str, By)] = &[
    ("rep", By::Rep),
    ("list", By::List),
    ("hour", By::Hour),
    ("weekday", By::Weekday),
    ("day", By::Day),
    ("outcome", By::Outcome),
    ("source", By::Source),
];

impl By {
    /// The way of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        BYS.iter().find(|(known, _)| *known == code).map(|(_, by)| *by)
    }

    /// Its code.
    #[must_use]
    pub fn code(self) -> &'static str {
        BYS.iter().find(|(_, by)| *by == self).map_or("", |(code, _)| code)
    }
}

/// What the calls of one row have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A rep or a list; or that there is none.
    Whose(Option<Id>),
    /// An hour of the day, 0–23; or a weekday, 0 for Monday.
    Part(u8),
    /// A day.
    Day(NaiveDate),
    /// An outcome's code; empty where none was logged.
    Outcome(String),
    /// A source as it is spelled most; empty where nobody said, or nobody is known.
    Source(String),
}

impl Key {
    /// Says whether both are the same row: spellings of a source that fold alike are one.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Source(one), Self::Source(other)) => one == other || fold(one) == fold(other),
            _ => self == other,
        }
    }
}

/// Which way calls went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// From the desk; a call that does not say counts as one.
    #[default]
    Out,
    /// To the desk.
    In,
    /// Either.
    Any,
}

/// Which calls a report is about. A call's day is that of the place it was logged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Minutes east of UTC for calls that do not say where they were logged.
    pub zone: i64,
    /// Of this rep only.
    pub rep: Option<Id>,
    /// From this call list only.
    pub list: Option<Id>,
    /// Which way they went.
    pub way: Way,
}

impl Asked {
    /// The beginning of the first day and the end of the last, in milliseconds of wall clocks.
    #[must_use]
    pub fn walls(&self) -> (i64, i64) {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        (midnight(self.from), midnight(self.to).saturating_add(day::LENGTH))
    }
}

/// The day of a wall clock's milliseconds.
#[must_use]
pub fn day_of(wall: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(wall).unwrap_or_default().date_naive()
}

/// What some calls came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CallCounts {
    /// Everything logged as a call.
    pub calls: u64,
    /// Those whose outcome counts as an attempt.
    pub attempts: u64,
    /// Those where a human at the right place answered.
    pub connected: u64,
    /// Those that reached the one who decides.
    pub deciders: u64,
    /// Those that became a talk: reach 3 or more.
    pub talks: u64,
    /// Those that made an appointment.
    pub appointments: u64,
    /// Those that made a deal or moved one.
    pub deals: u64,
    /// Those that ended in an order.
    pub won: u64,
    /// How long they took together.
    pub seconds: u64,
}

/// From this reach on a call was a talk.
pub const TALK: i64 = 3;

/// The longest a call is believed to have taken, in seconds.
pub const LONGEST: i64 = 86_400;

impl CallCounts {
    /// Adds `calls` that ended in the same way, `talks` of them with something said and `deals` about one.
    pub const fn add(&mut self, means: Means, calls: u64, talks: u64, deals: u64, seconds: u64) {
        self.calls += calls;
        self.attempts += if means.attempt { calls } else { 0 };
        self.connected += if means.connected { calls } else { 0 };
        self.deciders += if means.decider { calls } else { 0 };
        self.appointments += if means.meeting { calls } else { 0 };
        self.won += if means.won { calls } else { 0 };
        self.talks += talks;
        self.deals += deals;
        self.seconds += seconds;
    }

    /// Adds the calls of another row.
    pub const fn join(&mut self, other: &Self) {
        self.calls += other.calls;
        self.attempts += other.attempts;
        self.connected += other.connected;
        self.deciders += other.deciders;
        self.talks += other.talks;
        self.deals += other.deals;
        self.appointments += other.appointments;
        self.won += other.won;
        self.seconds += other.seconds;
    }

    /// How many attempts in a thousand connected.
    #[must_use]
    pub fn connect_rate(&self) -> Option<u64> {
        permille(self.connected, self.attempts)
    }
}

/// `part` of `whole` in thousandths, rounded; of nothing there is no rate.
#[must_use]
pub fn permille(part: u64, whole: u64) -> Option<u64> {
    (whole > 0).then(|| (part.saturating_mul(1000) + whole / 2) / whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outcome::{Outcome, standard};

    fn outcome(code: &str, also: &str) -> Outcome {
        let found = standard().into_iter().find(|outcome| outcome.code == code).unwrap();
        Outcome { also: also.into(), ..found }
    }

    #[test]
    fn a_call_counts_by_the_flags_of_its_outcome_and_never_by_its_code() {
        let swapped = Outcome { connected: true, ..outcome("NA", "meeting") };
        let outcomes = Outcomes::known(vec![swapped, outcome("TALK", "won")]);
        let mut counts = CallCounts::default();
        for (code, calls, talks) in [("NA", 2, 0), ("TALK", 3, 3), ("ERR", 4, 0), ("", 1, 0), ("??", 1, 0)] {
            counts.add(outcomes.means(code), calls, talks, 1, 10);
        }
        let expected = CallCounts {
            calls: 11,
            attempts: 5,
            connected: 5,
            deciders: 3,
            talks: 3,
            appointments: 2,
            deals: 5,
            won: 3,
            seconds: 50,
        };
        assert_eq!(counts, expected);
    }

    #[test]
    fn rates_are_rounded_thousandths_and_nothing_has_none() {
        for (part, whole, rate) in [(0, 0, None), (1, 3, Some(333)), (2, 3, Some(667)), (3, 2, Some(1500))] {
            assert_eq!(permille(part, whole), rate, "{part} of {whole}");
        }
    }

    #[test]
    fn a_range_goes_to_the_end_of_its_last_day() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let asked = Asked { from: date, to: date, zone: 540, rep: None, list: None, way: Way::Out };
        let (begins, ends) = asked.walls();
        assert_eq!((ends - begins, day_of(begins), day_of(ends - 1)), (day::LENGTH, date, date));
    }
}
