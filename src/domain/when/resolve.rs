//! From what was said to an instant: which year, which week, which side of now.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday,
};

use super::day::Day;
use super::phrase::{Phrase, Said};
use super::{Habits, When};
use crate::domain::calendar;

/// Which side of now is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// A time to come.
    On,
    /// A time that has passed.
    Back,
}

/// The instant a phrase means on that side of now; `None` where it lies on the other.
pub(super) fn moment(phrase: &Phrase, now: DateTime<FixedOffset>, habits: &Habits, way: Way) -> Option<When> {
    let on_side = |at: &DateTime<FixedOffset>| if way == Way::On { *at > now } else { *at <= now };
    match phrase.said {
        Said::Minutes(minutes) => {
            let at = now.checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
            Some(When { at: at.with_second(0)?.with_nanosecond(0)?, timed: true })
        }
        Said::Closing(day) => dates(day, now.date_naive(), true, way)
            .into_iter()
            .find_map(|date| local(date, habits.close, now).filter(on_side))
            .map(|at| When { at, timed: true }),
        Said::Point { day, clock } => {
            let time = clock.map(|clock| clock.time);
            let dates = day.map_or_else(
                || around(now.date_naive(), way),
                |day| dates(day, now.date_naive(), time.is_some(), way),
            );
            let at =
                dates.into_iter().find_map(|date| on_date(date, time, now, habits, way).filter(on_side))?;
            Some(When { at, timed: time.is_some() })
        }
    }
}

/// A date with its year stands even where it has passed.
pub(super) fn exact(phrase: &Phrase, now: DateTime<FixedOffset>, habits: &Habits) -> Option<When> {
    let Said::Point { day: Some(Day::On(date)), clock } = phrase.said else { return None };
    let at = local(date, clock.map_or(habits.callback, |clock| clock.time), now)?;
    Some(When { at, timed: clock.is_some() })
}

fn local(date: NaiveDate, time: NaiveTime, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
    date.and_time(time).and_local_timezone(*now.offset()).single()
}

/// A date's instant: the time given, else the callback hour; today once that has passed, closing time.
fn on_date(
    date: NaiveDate,
    time: Option<NaiveTime>,
    now: DateTime<FixedOffset>,
    habits: &Habits,
    way: Way,
) -> Option<DateTime<FixedOffset>> {
    let at = local(date, time.unwrap_or(habits.callback), now)?;
    let late = way == Way::On && time.is_none() && date == now.date_naive() && at <= now;
    if late { local(date, habits.close, now) } else { Some(at) }
}

/// Today and the day beside it.
fn around(today: NaiveDate, way: Way) -> Vec<NaiveDate> {
    let beside = match way {
        Way::On => today.succ_opt(),
        Way::Back => today.pred_opt(),
    };
    std::iter::once(today).chain(beside).collect()
}

/// The dates a day can mean, nearest first. Without a time of day, a weekday is never today.
fn dates(day: Day, today: NaiveDate, timed: bool, way: Way) -> Vec<NaiveDate> {
    match day {
        Day::On(date) => vec![date],
        Day::Of(month, day) => years(today, way, |year| NaiveDate::from_ymd_opt(year, month, day)),
        Day::EndOf(month) => {
            years(today, way, |year| last_of_month(NaiveDate::from_ymd_opt(year, month, 1)?))
        }
        Day::OfMonth(day) => (0..4).filter_map(|n| day_in_month(today, step(n, way), day)).collect(),
        Day::Ahead(days) => shifted(today, days).into_iter().collect(),
        Day::Workdays(days) => workdays(today, days).into_iter().collect(),
        Day::Months(months) => month_shifted(today, months).into_iter().collect(),
        Day::Weekday(weekday) => (i64::from(!timed)..=7)
            .filter_map(|n| shifted(today, step(n, way)))
            .filter(|date| date.weekday() == weekday)
            .collect(),
        Day::Week(weeks, weekday) => in_week(today, weeks, weekday).into_iter().collect(),
        Day::InMonth(months, day) => day_in_month(today, months, day).into_iter().collect(),
        Day::MonthEnd(months) => first_of_month(today, months).and_then(last_of_month).into_iter().collect(),
    }
}

const fn step(n: i64, way: Way) -> i64 {
    match way {
        Way::On => n,
        Way::Back => -n,
    }
}

/// A date of this year or of those beside it, on the right side of today; far enough for a leap day.
fn years(today: NaiveDate, way: Way, date: impl Fn(i32) -> Option<NaiveDate>) -> Vec<NaiveDate> {
    let years = (0..=8).map(|n| if way == Way::On { today.year() + n } else { today.year() - n });
    let near = |date: &NaiveDate| if way == Way::On { *date >= today } else { *date <= today };
    years.filter_map(date).filter(near).collect()
}

fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

fn month_shifted(date: NaiveDate, months: i64) -> Option<NaiveDate> {
    let by = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }
}

fn workdays(today: NaiveDate, days: i64) -> Option<NaiveDate> {
    let mut date = today;
    let mut left = days.unsigned_abs().min(1_000);
    while left > 0 {
        date = shifted(date, days.signum())?;
        left -= u64::from(calendar::works(date, false, false));
    }
    Some(date)
}

fn in_week(today: NaiveDate, weeks: i64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
    shifted(monday, weeks * 7 + i64::from(weekday.num_days_from_monday()))
}

fn first_of_month(today: NaiveDate, months: i64) -> Option<NaiveDate> {
    month_shifted(today.with_day(1)?, months)
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn day_in_month(today: NaiveDate, months: i64, day: u32) -> Option<NaiveDate> {
    first_of_month(today, months)?.with_day(day)
}
