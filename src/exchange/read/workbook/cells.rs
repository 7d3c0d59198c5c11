//! A cell of a sheet as the text that stands for it.
//!
//! Numbers as their digits, without an exponent or a trailing `.0`; dates as ISO; what a double
//! cannot hold is said to be rounded. Called for every cell of every workbook.

use std::borrow::Cow;
use std::fmt::Write as _;

use calamine::{Data, DataRef, ExcelDateTime};

/// Whole numbers from here on may have lost digits: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// The first day no calendar of Excel has: 10000-01-01.
const LAST_DAY: f64 = 2_958_466.0;

/// What a cell comes to.
#[derive(Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A number that has lost digits.
    Rounded(Cow<'a, str>),
    /// A formula that came to nothing: `#N/A`.
    Failed(String),
}

impl<'a> Cell<'a> {
    /// The cell that `calamine` read.
    pub(super) fn of(read: &'a DataRef<'_>) -> Self {
        match read {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) => Self::text(text),
            DataRef::SharedString(text) => Self::text(text),
            DataRef::Int(number) => Self::Text(number.to_string().into()),
            DataRef::Float(number) => Self::number(*number),
            DataRef::Bool(yes) => Self::bool(*yes),
            DataRef::DateTime(moment) => Self::moment(moment),
            DataRef::DateTimeIso(text) => Self::date(text),
            DataRef::DurationIso(text) => Self::duration(text),
            DataRef::Error(error) => Self::Failed(error.to_string()),
        }
    }

    /// The cell of a sheet that `calamine` holds whole.
    pub(super) fn held(read: &'a Data) -> Self {
        match read {
            Data::Empty => Self::Empty,
            Data::String(text) => Self::text(text),
            Data::Int(number) => Self::Text(number.to_string().into()),
            Data::Float(number) => Self::number(*number),
            Data::Bool(yes) => Self::bool(*yes),
            Data::DateTime(moment) => Self::moment(moment),
            Data::DateTimeIso(text) => Self::date(text),
            Data::DurationIso(text) => Self::duration(text),
            Data::Error(error) => Self::Failed(error.to_string()),
        }
    }

    /// A text; nothing where there is none.
    pub(super) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// A date or a moment in ISO 8601.
    pub(super) fn date(text: &str) -> Self {
        Self::Text(iso(text).into())
    }

    /// A time of day or a duration in ISO 8601.
    pub(super) fn duration(text: &'a str) -> Self {
        Self::Text(iso_duration(text))
    }

    /// The same, holding its own text.
    pub(super) fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Rounded(text) => Cell::Rounded(Cow::Owned(text.into_owned())),
            Self::Failed(error) => Cell::Failed(error),
        }
    }

    /// As spreadsheets write it.
    pub(super) fn bool(yes: bool) -> Self {
        Self::Text(Cow::Borrowed(if yes { "TRUE" } else { "FALSE" }))
    }

    /// A number: all its digits, of a fraction the fifteen that spreadsheets show.
    pub(super) fn number(number: f64) -> Self {
        if !number.is_finite() {
            return Self::Failed("#NUM!".to_owned());
        }
        if number.abs() >= EXACT {
            return Self::Rounded(format!("{number:e}").into());
        }
        if number.fract() == 0.0 {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
            return Self::Text((number as i64).to_string().into());
        }
        let text = number.to_string();
        if text.bytes().filter(u8::is_ascii_digit).count() <= 15 {
            return Self::Text(text.into());
        }
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        Self::Text(rounded.to_string().into())
    }

    fn moment(moment: &ExcelDateTime) -> Self {
        let days = moment.as_f64();
        if moment.is_duration() && (0.0..LAST_DAY).contains(&days) {
            let seconds = moment.as_duration().map_or(0, |time| (time.num_milliseconds() + 500) / 1000);
            return Self::Text(clock(seconds / 3600, seconds / 60 % 60, seconds % 60).into());
        }
        if !(0.0..LAST_DAY).contains(&days) {
            return Self::number(days);
        }
        let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
        let time = (i64::from(hour), i64::from(minute), i64::from(second));
        if days < 1.0 {
            return Self::Text(clock(time.0, time.1, time.2).into());
        }
        let mut text = format!("{year:04}-{month:02}-{day:02}");
        if time != (0, 0, 0) {
            // Writing to a string does not fail.
            let _ = write!(text, " {}", clock(time.0, time.1, time.2));
        }
        Self::Text(text.into())
    }
}

/// `9:05` as `09:05`; seconds only where there are any.
fn clock(hours: i64, minutes: i64, seconds: i64) -> String {
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

/// `2021-01-01T10:10:10` as `2021-01-01 10:10:10`; without a midnight.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) if time.trim_end_matches(['0', ':', '.']).is_empty() => date.to_owned(),
        Some((date, time)) => format!("{date} {time}"),
        None => text.to_owned(),
    }
}

/// `PT10H30M00S` as `10:30`; as it stands where it is no such thing.
fn iso_duration(text: &str) -> Cow<'_, str> {
    read_duration(text)
        .map_or(Cow::Borrowed(text), |(hours, minutes, seconds)| Cow::Owned(clock(hours, minutes, seconds)))
}

fn read_duration(text: &str) -> Option<(i64, i64, i64)> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split('.').next()?;
    Some((hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}

/// The name of a cell: row 6, column 2 from 0 is `C7`.
pub(super) fn place(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;
    use proptest::prelude::*;

    use super::*;

    fn number(number: f64) -> String {
        match Cell::number(number) {
            Cell::Text(text) | Cell::Rounded(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    fn date(days: f64, kind: ExcelDateTimeType, is_1904: bool) -> String {
        match Cell::of(&DataRef::DateTime(ExcelDateTime::new(days, kind, is_1904))) {
            Cell::Text(text) => text.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_keeps_its_digits_and_gains_none() {
        assert_eq!(number(312_345_678.0), "312345678");
        assert_eq!(number(1_130_001_001_198.0), "1130001001198");
        assert_eq!(number(4_111_111_111_111_111.0), "4111111111111111");
        assert_eq!(
            (number(0.1 + 0.2), number(1100.04), number(-0.0)),
            ("0.3".into(), "1100.04".into(), "0".into())
        );
        assert_eq!(number(1e-7), "0.0000001");
        assert_eq!(Cell::number(1e20), Cell::Rounded("1e20".into()));
    }

    #[test]
    fn dates_are_iso_in_both_calendars() {
        use ExcelDateTimeType::{DateTime, TimeDelta};
        assert_eq!(date(44_197.0, DateTime, false), "2021-01-01");
        assert_eq!(date(42_735.0, DateTime, true), "2021-01-01");
        assert_eq!(date(45_943.541, DateTime, false), "2025-10-13 12:59:02");
        assert_eq!(
            (date(0.4375, DateTime, false), date(1.5, TimeDelta, false)),
            ("10:30".into(), "36:00".into())
        );
        assert_eq!(iso("2021-01-01T00:00:00"), "2021-01-01");
        assert_eq!(iso_duration("PT10H30M00S"), "10:30");
    }

    #[test]
    fn a_cell_has_the_name_a_spreadsheet_gives_it() {
        let names =
            [(0, 0), (6, 2), (0, 25), (0, 26), (1_048_575, 16_383)].map(|(row, column)| place(row, column));
        assert_eq!(names, ["A1", "C7", "Z1", "AA1", "XFD1048576"]);
    }

    proptest! {
        #[test]
        fn whole_numbers_read_back_as_they_were(whole in any::<i32>(), times in 1..1_000_000) {
            let long = i64::from(whole) * i64::from(times);
            prop_assert_eq!(number(f64::from(whole) * f64::from(times)), long.to_string());
        }

        #[test]
        fn no_number_has_an_exponent_unless_it_is_rounded(value in any::<f64>(), is_1904 in any::<bool>()) {
            if let Cell::Text(text) = Cell::number(value) {
                prop_assert!(!text.contains('e'));
            }
            for kind in [ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta] {
                date(value, kind, is_1904);
            }
        }
    }
}
