//! One cell of an export, typed, before a format decides how it is written.
//!
//! Text formats write [`Cell::text`], which an import reads back; a workbook writes the type.

use chrono::{DateTime, FixedOffset, TimeZone};

use crate::domain::{amount, quantity};

/// What stands in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Words(String),
    /// Figures that are no number: a phone, a code, a postal code.
    Code(String),
    /// A whole number.
    Int(i64),
    /// Thousandths.
    Quantity(i64),
    /// Minor units and the currency's ISO code.
    Money(i64, String),
    /// An ISO date, perhaps only its beginning.
    Date(String),
    /// Unix milliseconds, where it was noted, and whether that is where the desk is.
    Moment(DateTime<FixedOffset>, bool),
    /// A part of a whole that is not none.
    Rate(u64, u64),
    /// Yes.
    Yes,
}

impl Cell {
    /// Words, or nothing where there are none.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Words(text) }
    }

    /// Figures that are no number, or nothing.
    #[must_use]
    pub fn code(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Code(text) }
    }

    /// A moment noted at `offset`, on a desk at `desk`.
    #[must_use]
    pub fn moment(ms: i64, offset: FixedOffset, desk: FixedOffset) -> Self {
        offset
            .timestamp_millis_opt(ms)
            .single()
            .map_or(Self::Empty, |at| Self::Moment(at, offset.local_minus_utc() == desk.local_minus_utc()))
    }

    /// Says whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// As text that an import reads as the same. A moment is written as a clock here shows it, and
    /// whole, with its offset, where that would not be the same.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Words(text) | Self::Code(text) | Self::Date(text) => text.clone(),
            Self::Int(number) => number.to_string(),
            Self::Quantity(thousandths) => quantity::written(*thousandths),
            Self::Money(minor, currency) => amount::plain(*minor, currency),
            Self::Moment(at, here) => moment(at, *here),
            Self::Rate(part, whole) => rate(*part, *whole).to_string(),
            Self::Yes => "yes".to_owned(),
        }
    }

    /// Says whether a spreadsheet could take the text for a formula: numbers are what they are.
    #[must_use]
    pub const fn is_words(&self) -> bool {
        matches!(self, Self::Words(_) | Self::Code(_) | Self::Date(_))
    }
}

/// A part of a whole to six places.
pub(super) fn rate(part: u64, whole: u64) -> f64 {
    let millionths = (u128::from(part) * 1_000_000 + u128::from(whole / 2)) / u128::from(whole.max(1));
    u32::try_from(millionths).map_or(f64::from(u32::MAX), f64::from) / 1_000_000.0
}

fn moment(at: &DateTime<FixedOffset>, here: bool) -> String {
    let (ms, seconds) = (at.timestamp_millis().rem_euclid(1_000), at.timestamp().rem_euclid(60));
    match (here, ms, seconds) {
        (true, 0, 0) => at.format("%Y-%m-%d %H:%M").to_string(),
        (true, 0, _) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
        _ => at.to_rfc3339(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Value;
    use crate::domain::next_step::NextStep;
    use crate::domain::record::{Record, field_named};
    use crate::domain::typed::{self, Place};

    proptest! {
        #[test]
        fn a_moment_reads_back_whatever_its_offset(
            ms in 0_i64..4_000_000_000_000, minutes in -720_i32..840, desk in -720_i32..840, whole in any::<bool>()
        ) {
            let ms = if whole { ms / 60_000 * 60_000 } else { ms };
            let offset = |minutes: i32| FixedOffset::east_opt(minutes * 60).unwrap();
            let text = Cell::moment(ms, offset(minutes), offset(desk)).text();
            let due = field_named(NextStep::FIELDS, "due_at").unwrap();
            let place = Place { offset: offset(desk), currency: "JPY" };
            prop_assert_eq!(typed::value(due, &[], &text, place), Ok(Value::Int(ms)), "{}", text);
        }
    }
}
