//! The calendar: which days are public holidays in Japan, and which are worked.
//!
//! The law as rules by year, so that years to come are known. Next steps, the rules of pacing and
//! times such as `+3 business days` ask here.

use chrono::{Datelike, NaiveDate, Weekday};

/// A holiday's name, the first and last year of the rule, and the day.
struct Rule(&'static str, i32, i32, Day);

/// Which day of the year.
enum Day {
    /// A month and a day.
    On(u32, u32),
    /// A month and which of its Mondays.
    Monday(u32, u8),
    /// 春分 or 秋分.
    Equinox(u32),
}

use Day::{Equinox, Monday, On};

const EVER: i32 = i32::MAX;

#[rustfmt::skip]
const RULES: &[Rule] = &[
    Rule("元日", 1949, EVER, On(1, 1)),
    Rule("成人の日", 1949, 1999, On(1, 15)),
    Rule("成人の日", 2000, EVER, Monday(1, 2)),
    Rule("建国記念の日", 1967, EVER, On(2, 11)),
    Rule("天皇誕生日", 1949, 1988, On(4, 29)),
    Rule("天皇誕生日", 1989, 2018, On(12, 23)),
    Rule("天皇誕生日", 2020, EVER, On(2, 23)),
    Rule("春分の日", 1949, EVER, Equinox(3)),
    Rule("みどりの日", 1989, 2006, On(4, 29)),
    Rule("昭和の日", 2007, EVER, On(4, 29)),
    Rule("憲法記念日", 1949, EVER, On(5, 3)),
    Rule("みどりの日", 2007, EVER, On(5, 4)),
    Rule("こどもの日", 1949, EVER, On(5, 5)),
    Rule("海の日", 1996, 2002, On(7, 20)),
    Rule("海の日", 2003, 2019, Monday(7, 3)),
    Rule("海の日", 2020, 2020, On(7, 23)),
    Rule("海の日", 2021, 2021, On(7, 22)),
    Rule("海の日", 2022, EVER, Monday(7, 3)),
    Rule("山の日", 2016, 2019, On(8, 11)),
    Rule("山の日", 2020, 2020, On(8, 10)),
    Rule("山の日", 2021, 2021, On(8, 8)),
    Rule("山の日", 2022, EVER, On(8, 11)),
    Rule("敬老の日", 1966, 2002, On(9, 15)),
    Rule("敬老の日", 2003, EVER, Monday(9, 3)),
    Rule("秋分の日", 1948, EVER, Equinox(9)),
    Rule("体育の日", 1966, 1999, On(10, 10)),
    Rule("体育の日", 2000, 2019, Monday(10, 2)),
    Rule("スポーツの日", 2020, 2020, On(7, 24)),
    Rule("スポーツの日", 2021, 2021, On(7, 23)),
    Rule("スポーツの日", 2022, EVER, Monday(10, 2)),
    Rule("文化の日", 1948, EVER, On(11, 3)),
    Rule("勤労感謝の日", 1948, EVER, On(11, 23)),
    Rule("皇太子明仁親王の結婚の儀", 1959, 1959, On(4, 10)),
    Rule("昭和天皇の大喪の礼", 1989, 1989, On(2, 24)),
    Rule("即位礼正殿の儀", 1990, 1990, On(11, 12)),
    Rule("皇太子徳仁親王の結婚の儀", 1993, 1993, On(6, 9)),
    Rule("天皇の即位の日", 2019, 2019, On(5, 1)),
    Rule("即位礼正殿の儀", 2019, 2019, On(10, 22)),
];

/// Up to which year the almanac's formula holds with which constants, in millionths of a day.
const EQUINOXES: &[(i32, i64, i64)] =
    &[(1979, 20_835_700, 23_258_800), (2099, 20_843_100, 23_248_800), (EVER, 21_851_000, 24_248_800)];

impl Rule {
    fn falls_on(&self, date: NaiveDate) -> bool {
        let Self(_, from, to, day) = self;
        (*from..=*to).contains(&date.year())
            && match *day {
                On(month, day) => (date.month(), date.day()) == (month, day),
                Monday(month, nth) => {
                    date.month() == month
                        && date.weekday() == Weekday::Mon
                        && date.day0() / 7 + 1 == u32::from(nth)
                }
                Equinox(month) => {
                    date.month() == month && i64::from(date.day()) == equinox(date.year(), month)
                }
            }
    }
}

fn equinox(year: i32, month: u32) -> i64 {
    let since = i64::from(year) - 1980;
    let row = EQUINOXES.iter().find(|(last, ..)| year <= *last);
    let base = row.map_or(0, |(_, spring, autumn)| if month == 3 { *spring } else { *autumn });
    (base + 242_194 * since).div_euclid(1_000_000) - since.div_euclid(4)
}

/// The holiday the law names for that day.
fn named(date: NaiveDate) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.falls_on(date)).map(|rule| rule.0)
}

/// The first day without a holiday after one on a Sunday, since 12 April 1973.
fn makes_up(date: NaiveDate) -> bool {
    let before = std::iter::successors(date.pred_opt(), NaiveDate::pred_opt);
    let mut holidays = before.take_while(|day| named(*day).is_some());
    (date.year(), date.ordinal()) >= (1973, 102) && holidays.any(|day| day.weekday() == Weekday::Sun)
}

/// The day between two holidays, since 27 December 1985.
fn between(date: NaiveDate) -> bool {
    let holiday = |day: Option<NaiveDate>| day.is_some_and(|day| named(day).is_some());
    date.year() >= 1986
        && date.weekday() != Weekday::Sun
        && holiday(date.pred_opt())
        && holiday(date.succ_opt())
}

/// The public holiday on that day, by its Japanese name.
#[must_use]
pub fn holiday(date: NaiveDate) -> Option<&'static str> {
    named(date)
        .or_else(|| makes_up(date).then_some("振替休日"))
        .or_else(|| between(date).then_some("国民の休日"))
}

/// Says whether that day is worked, where weekends or public holidays may be worked as well.
#[must_use]
pub fn works(date: NaiveDate, weekends: bool, holidays: bool) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    (weekends || !weekend) && (holidays || holiday(date).is_none())
}

/// The first working day after that one.
#[must_use]
pub fn working_day_after(date: NaiveDate) -> NaiveDate {
    date.succ_opt().map_or(date, working_day_from)
}

/// That day where it is worked, else the next that is.
#[must_use]
pub fn working_day_from(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|day| works(*day, false, false)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// As published by the Cabinet Office: month and day, with substitute and in-between holidays.
    #[rustfmt::skip]
    const PUBLISHED: &[(i32, &str)] = &[
        (1973, "1-1 1-15 2-11 3-21 4-29 4-30 5-3 5-5 9-15 9-23 9-24 10-10 11-3 11-23"),
        (1989, "1-1 1-2 1-15 1-16 2-11 2-24 3-21 4-29 5-3 5-4 5-5 9-15 9-23 10-10 11-3 11-23 12-23"),
        (2009, "1-1 1-12 2-11 3-20 4-29 5-3 5-4 5-5 5-6 7-20 9-21 9-22 9-23 10-12 11-3 11-23 12-23"),
        (2019, "1-1 1-14 2-11 3-21 4-29 4-30 5-1 5-2 5-3 5-4 5-5 5-6 7-15 8-11 8-12 9-16 9-23 10-14 10-22 11-3 11-4 11-23"),
        (2020, "1-1 1-13 2-11 2-23 2-24 3-20 4-29 5-3 5-4 5-5 5-6 7-23 7-24 8-10 9-21 9-22 11-3 11-23"),
        (2021, "1-1 1-11 2-11 2-23 3-20 4-29 5-3 5-4 5-5 7-22 7-23 8-8 8-9 9-20 9-23 11-3 11-23"),
        (2024, "1-1 1-8 2-11 2-12 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-15 8-11 8-12 9-16 9-22 9-23 10-14 11-3 11-4 11-23"),
        (2025, "1-1 1-13 2-11 2-23 2-24 3-20 4-29 5-3 5-4 5-5 5-6 7-21 8-11 9-15 9-23 10-13 11-3 11-23 11-24"),
        (2026, "1-1 1-12 2-11 2-23 3-20 4-29 5-3 5-4 5-5 5-6 7-20 8-11 9-21 9-22 9-23 10-12 11-3 11-23"),
        (2027, "1-1 1-11 2-11 2-23 3-21 3-22 4-29 5-3 5-4 5-5 7-19 8-11 9-20 9-23 10-11 11-3 11-23"),
    ];

    #[test]
    fn the_holidays_of_a_year_are_those_published() {
        for (year, published) in PUBLISHED {
            let days = day(&format!("{year}-01-01")).iter_days().take_while(|day| day.year() == *year);
            let known: Vec<String> = days
                .filter(|day| holiday(*day).is_some())
                .map(|day| format!("{}-{}", day.month(), day.day()))
                .collect();
            assert_eq!(known.join(" "), *published, "{year}");
        }
    }

    /// As the course of the sun gives them.
    #[test]
    fn the_equinoxes_beyond_what_is_published_are_holidays() {
        let falls = [
            (1970, 21, 23),
            (1979, 21, 24),
            (1992, 20, 23),
            (2012, 20, 22),
            (2028, 20, 22),
            (2031, 21, 23),
            (2039, 21, 23),
            (2044, 20, 22),
            (2045, 20, 22),
            (2046, 20, 23),
            (2047, 21, 23),
            (2050, 20, 23),
        ];
        for (year, spring, autumn) in falls {
            assert_eq!(holiday(day(&format!("{year}-03-{spring}"))), Some("春分の日"), "{year}");
            assert_eq!(holiday(day(&format!("{year}-09-{autumn}"))), Some("秋分の日"), "{year}");
        }
    }

    #[test]
    fn a_day_is_worked_unless_it_is_a_weekend_or_a_holiday_that_counts() {
        let (saturday, holiday, friday) = (day("2026-11-21"), day("2026-11-23"), day("2026-11-20"));
        assert!(
            works(friday, false, false) && !works(saturday, false, false) && !works(holiday, false, false)
        );
        assert!(works(saturday, true, false) && !works(saturday, false, true));
        assert!(works(holiday, false, true) && !works(holiday, true, false));
        assert!(!works(day("2025-11-23"), true, false), "a Sunday may be a holiday too");
    }

    #[test]
    fn the_next_working_day_is_behind_the_weekend_and_the_holiday() {
        assert_eq!(working_day_after(day("2026-11-20")), day("2026-11-24"));
        assert_eq!(working_day_from(day("2026-11-20")), day("2026-11-20"));
        assert_eq!(working_day_from(day("2026-05-02")), day("2026-05-07"));
        assert_eq!(working_day_after(NaiveDate::MAX), NaiveDate::MAX);
    }
}
