//! The days a report looks at, by name: today, this week, month, quarter, year, all of them.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::pipeline::Range;

/// Days: so many up to today, or any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// Today.
    Today,
    /// Since Monday.
    Week,
    /// Since the first of the month.
    #[default]
    Month,
    /// Since the first of the quarter.
    Quarter,
    /// Since the first of January.
    Year,
    /// All there is.
    All,
    /// From one day to another, as they were typed.
    Typed(NaiveDate, NaiveDate),
}

/// In the order a key goes through them.
pub const SPANS: &[Span] = &[Span::Today, Span::Week, Span::Month, Span::Quarter, Span::Year, Span::All];

impl Span {
    /// The one after it; after days that were typed the first.
    #[must_use]
    pub fn next(self) -> Self {
        let after = SPANS.iter().position(|span| *span == self).map_or(0, |at| at + 1);
        SPANS[after % SPANS.len()]
    }

    /// Its first day; nothing for all.
    #[must_use]
    pub fn first(self, today: NaiveDate) -> Option<NaiveDate> {
        let month = |month| NaiveDate::from_ymd_opt(today.year(), month, 1);
        match self {
            Self::Today => Some(today),
            Self::Week => today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into())),
            Self::Month => month(today.month()),
            Self::Quarter => month(today.month0() / 3 * 3 + 1),
            Self::Year => month(1),
            Self::All => None,
            Self::Typed(first, _) => Some(first),
        }
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self, today: NaiveDate) -> NaiveDate {
        if let Self::Typed(_, last) = self { last } else { today }
    }

    /// The same as a range; all of it where all is meant, what is to come too.
    #[must_use]
    pub fn range(self, today: NaiveDate) -> Range {
        let from = self.first(today).map(|day| day.to_string());
        Range { to: from.as_ref().map(|_| self.last(today).to_string()), from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_begins_on_its_monday_or_its_first_and_ends_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        let first = |span: Span| span.first(today).map(|day| day.to_string()).unwrap_or_default();
        let firsts: Vec<String> = SPANS.iter().map(|span| first(*span)).collect();
        assert_eq!(firsts, ["2026-11-28", "2026-11-23", "2026-11-01", "2026-10-01", "2026-01-01", ""]);
        assert_eq!(Span::All.range(today), Range::default());
        assert_eq!(Span::Week.range(today).to.as_deref(), Some("2026-11-28"));
        assert_eq!((Span::All.next(), Span::Today.next()), (Span::Today, Span::Week));
        let typed = Span::Typed(today, today);
        assert_eq!((typed.next(), typed.last(NaiveDate::MIN)), (Span::Today, today));
    }
}
