//! Dates of files: the forms that mean one day at once, the others as the column was found or told
//! to be written.
//!
//! `01/02/2026` is a day in January or in February, and `29/09/01` may be of 平成29: neither is ever
//! guessed. `first_rows` asks [`doubt`] what a column's values say of that.

use chrono::{FixedOffset, NaiveDate, NaiveTime};

use crate::domain::scan::nfkc;
use crate::domain::typed;

/// Which of day, month and year stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `31/12/2026`.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
    /// `26/12/31`.
    YearFirst,
}

impl DateOrder {
    /// The one of that word in `--dates`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "dmy" => Self::DayFirst,
            "mdy" => Self::MonthFirst,
            "ymd" => Self::YearFirst,
            _ => return None,
        })
    }
}

/// What years of one or two figures count from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Years {
    /// 1969–2068, as POSIX reads them.
    Common,
    /// 令和.
    Reiwa,
    /// 平成.
    Heisei,
    /// 昭和.
    Showa,
}

impl Years {
    /// The one of that word in `--era`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "common" => Self::Common,
            "reiwa" => Self::Reiwa,
            "heisei" => Self::Heisei,
            "showa" => Self::Showa,
            _ => return None,
        })
    }
}

/// How the dates of a column are written, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Which part stands first.
    pub order: Option<DateOrder>,
    /// What short years count from.
    pub years: Option<Years>,
}

/// What one value says of how its column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing: it is no date, or means one day however it is read.
    None,
    /// It can only be read in that order; `short` where its year has one or two figures.
    Proof {
        /// The order.
        order: DateOrder,
        /// Its year is short.
        short: bool,
    },
    /// It can be read in two orders.
    Order {
        /// Its year is short.
        short: bool,
    },
    /// Its year is short, and stands first.
    Year,
}

impl Years {
    fn of(self, short: u32) -> Option<i32> {
        let short = i32::try_from(short).ok()?;
        Some(match self {
            Self::Common => short + if short < 69 { 2000 } else { 1900 },
            Self::Reiwa => short + 2018,
            Self::Heisei => short + 1988,
            Self::Showa => short + 1925,
        })
    }
}

impl Dates {
    /// A day, or its beginning where no more is known, as `YYYY-MM-DD`; nothing where it is none or
    /// could be two.
    #[must_use]
    pub fn day(&self, text: &str) -> Option<String> {
        let text = text.trim();
        if is_iso(text) {
            return Some(text.to_owned());
        }
        typed::date(text).or_else(|| self.told(text)).or_else(|| typed::date(day_part(text)))
    }

    /// A moment, in Unix milliseconds; a day alone is its beginning.
    #[must_use]
    pub fn moment(&self, text: &str, offset: FixedOffset) -> Option<i64> {
        let text = text.trim();
        let (day, time) = split(text);
        let whole = || {
            let day: NaiveDate = self.day(day).filter(|day| day.len() == 10)?.parse().ok()?;
            let at = day.and_time(self::time(time)?).and_local_timezone(offset).single()?;
            Some(at.timestamp_millis())
        };
        let stamped = || chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.timestamp_millis());
        whole().or_else(stamped)
    }

    fn told(self, text: &str) -> Option<String> {
        let parts = Parts::of(text)?;
        let [first, second, third] = parts.numbers;
        let year = |number: u32, figures: usize| {
            if figures == 4 { i32::try_from(number).ok() } else { self.years?.of(number) }
        };
        let (year, month, day) = match self.order {
            Some(DateOrder::DayFirst) => (year(third, parts.figures[2])?, second, first),
            Some(DateOrder::MonthFirst) => (year(third, parts.figures[2])?, first, second),
            Some(DateOrder::YearFirst) => (year(first, parts.figures[0])?, second, third),
            None if parts.kanji => (year(first, parts.figures[0])?, second, third),
            None => return None,
        };
        NaiveDate::from_ymd_opt(year, month, day).map(|day| day.format("%Y-%m-%d").to_string())
    }
}

/// Says whether a text is a day of the calendar written `2026-01-05`.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    shape && !text.starts_with("0000") && text.parse::<NaiveDate>().is_ok()
}

/// What one value says of its column.
#[must_use]
pub fn doubt(text: &str) -> Doubt {
    let day = day_part(text.trim());
    if typed::date(day).is_some() {
        return certain(day);
    }
    let Some(parts) = Parts::of(day) else { return Doubt::None };
    if parts.kanji {
        return Doubt::Year;
    }
    let [first, second, third] = parts.numbers;
    let short = parts.figures[2] < 4;
    if !short {
        let months = (1..=12).contains(&first) && (1..=12).contains(&second);
        return if months { Doubt::Order { short } } else { Doubt::None };
    }
    let fits = [
        (DateOrder::DayFirst, first, second, true),
        (DateOrder::MonthFirst, second, first, true),
        (DateOrder::YearFirst, third, second, first < 100),
    ];
    let mut fits = fits
        .into_iter()
        .filter(|(_, day, month, fits)| *fits && (1..=31).contains(day) && (1..=12).contains(month));
    match (fits.next(), fits.next()) {
        (Some((order, ..)), None) => Doubt::Proof { order, short },
        (Some(_), Some(_)) => Doubt::Order { short },
        (None, _) => Doubt::None,
    }
}

/// A day that can be read one way only may prove how the others are written.
fn certain(day: &str) -> Doubt {
    match Parts::of(day) {
        Some(Parts { numbers: [first, second, _], figures, kanji: false })
            if figures[2] == 4 && first != second =>
        {
            let order = if first > 12 { DateOrder::DayFirst } else { DateOrder::MonthFirst };
            Doubt::Proof { order, short: false }
        }
        _ => Doubt::None,
    }
}

/// Three numbers with `/`, `-` or `.` between them, or with 年, 月 and 日 behind them.
struct Parts {
    numbers: [u32; 3],
    figures: [usize; 3],
    kanji: bool,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let even = nfkc(text);
        let kanji = even.contains('年');
        let mut runs = even.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        let marks: Vec<char> = even.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
        let fits = match marks.as_slice() {
            [one, other] => one == other && "/-.".contains(*one),
            ['年', '月', '日'] => true,
            _ => false,
        };
        let three = [runs.next()?, runs.next()?, runs.next()?];
        if !fits
            || runs.next().is_some()
            || three[1].len() > 2
            || three.iter().any(|run| run.len() > 4 || run.len() == 3)
        {
            return None;
        }
        let number = |run: &str| run.parse().ok();
        let numbers = [number(three[0])?, number(three[1])?, number(three[2])?];
        Some(Self { numbers, figures: three.map(str::len), kanji })
    }
}

/// The day of a day and a time.
fn day_part(text: &str) -> &str {
    split(text).0
}

/// A day and the time behind it.
fn split(text: &str) -> (&str, &str) {
    let space = text.char_indices().find(|(at, c)| {
        matches!(c, ' ' | '\u{3000}' | 'T')
            && text[..*at].contains(|c: char| c.is_ascii_digit() || c.is_numeric())
    });
    let Some((at, mark)) = space else { return (text, "") };
    let time = text[at + mark.len_utf8()..].trim();
    if time.contains([':', '時', '：']) { (text[..at].trim_end_matches(','), time) } else { (text, "") }
}

/// `10:03`, `10:03:00`, `3:05 PM`, `午後3時5分`; nothing is midnight.
#[must_use]
pub fn time(text: &str) -> Option<NaiveTime> {
    if text.is_empty() {
        return Some(NaiveTime::MIN);
    }
    let even = nfkc(text).to_ascii_lowercase();
    let (even, add) = half(even.trim());
    let mut parts = even.split([':', '時', '分', '秒']).map(str::trim).filter(|part| !part.is_empty());
    let mut next = || parts.next().map(|part| part.split('.').next().unwrap_or(part).parse::<u32>());
    let hour = next()?.ok()?;
    let minute = next().unwrap_or(Ok(0)).ok()?;
    let second = next().unwrap_or(Ok(0)).ok()?;
    let hour = match add {
        None => hour,
        Some(_) if hour > 12 => return None,
        Some(add) => hour % 12 + add,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

/// A time without its half of the day, and the hours that half adds.
fn half(text: &str) -> (&str, Option<u32>) {
    let marks = [("am", 0), ("a.m.", 0), ("pm", 12), ("p.m.", 12), ("午前", 0), ("午後", 12)];
    for (mark, add) in marks {
        if let Some(rest) = text.strip_suffix(mark).or_else(|| text.strip_prefix(mark)) {
            return (rest.trim(), Some(add));
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JAPAN: FixedOffset = FixedOffset::east_opt(9 * 3600).unwrap();

    fn day(order: Option<DateOrder>, years: Option<Years>, text: &str) -> Option<String> {
        Dates { order, years }.day(text)
    }

    #[test]
    fn a_day_that_could_be_two_is_read_as_told_and_never_guessed() {
        use DateOrder::{DayFirst, MonthFirst, YearFirst};
        assert_eq!(day(None, None, "01/02/2026"), None);
        assert_eq!(day(Some(DayFirst), None, "01/02/2026").as_deref(), Some("2026-02-01"));
        assert_eq!(day(Some(MonthFirst), None, "1/2/2026").as_deref(), Some("2026-01-02"));
        assert_eq!(day(Some(YearFirst), None, "29/09/01"), None);
        let heisei = Some(Years::Heisei);
        assert_eq!(day(Some(YearFirst), heisei, "29/09/01").as_deref(), Some("2017-09-01"));
        assert_eq!(day(Some(DayFirst), Some(Years::Common), "01.02.99").as_deref(), Some("1999-02-01"));
        assert_eq!(day(None, heisei, "8年11月24日").as_deref(), Some("1996-11-24"));
        for (text, iso) in [
            ("R8.1.5", "2026-01-05"),
            ("令和8年1月5日", "2026-01-05"),
            ("H31.4.30", "2019-04-30"),
            ("2026/1/5", "2026-01-05"),
            ("2026年1月5日", "2026-01-05"),
        ] {
            assert_eq!(day(None, None, text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn one_value_proves_how_a_column_is_written_or_leaves_it_open() {
        use DateOrder::{DayFirst, MonthFirst, YearFirst};
        let proof = |order, short| Doubt::Proof { order, short };
        for (text, says) in [
            ("10/20/2016", proof(MonthFirst, false)),
            ("20/10/2016 09:00", proof(DayFirst, false)),
            ("3/1/2017", Doubt::Order { short: false }),
            ("5/5/2017", Doubt::None),
            ("2017-03-01", Doubt::None),
            ("99/03/31", proof(YearFirst, true)),
            ("29/09/01", Doubt::Order { short: true }),
            ("8年11月24日", Doubt::Year),
            ("R8.11.24", Doubt::None),
            ("03-1234-5678", Doubt::None),
            ("", Doubt::None),
        ] {
            assert_eq!(doubt(text), says, "{text}");
        }
    }

    #[test]
    fn a_moment_has_its_time_in_any_form() {
        let dates = Dates { order: Some(DateOrder::MonthFirst), years: None };
        let noon = Some(1_480_561_380_000);
        for text in [
            "2016-12-01 12:03:00",
            "12/1/2016 12:03",
            "12/1/2016 12:03 PM",
            "2016年12月1日 午後0時3分",
            "2016-12-01T03:03:00Z",
        ] {
            assert_eq!(dates.moment(text, JAPAN), noon, "{text}");
        }
        assert_eq!(dates.moment("2016-12-01", JAPAN), Some(1_480_518_000_000));
        assert_eq!(
            [
                dates.moment("noon", JAPAN),
                dates.moment("2016-12", JAPAN),
                dates.moment("2016-12-01 25:00", JAPAN)
            ],
            [None; 3]
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in prop_oneof![any::<String>(), "[0-9/年月日RH. :APMT-]{0,20}"]) {
            let dates = Dates { order: Some(DateOrder::DayFirst), years: Some(Years::Common) };
            let _ = (doubt(&text), dates.day(&text), dates.moment(&text, JAPAN));
        }
    }
}
