//! Delays: when a rule such as "in three working days" falls due. Called by `logging` and by pacing.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};

use super::calendar::{working_day_after, working_day_from};
use super::when::Habits;

const DAY: i64 = 24 * 60;

/// A delay from now: minutes and hours as they are; whole days to the hour for callbacks, counted as
/// working days or else moved on to one.
#[must_use]
pub fn after(
    now: DateTime<FixedOffset>,
    minutes: i64,
    working: bool,
    callback: NaiveTime,
) -> DateTime<FixedOffset> {
    if minutes <= 0 || minutes % DAY != 0 {
        let later = TimeDelta::try_minutes(minutes).and_then(|delay| now.checked_add_signed(delay));
        return later.unwrap_or(now);
    }
    let date = days_after(now.date_naive(), minutes / DAY, working);
    on(if working { date } else { working_day_from(date) }, callback, now)
}

/// The same within the day's work: what would be after closing is due the next working morning.
#[must_use]
pub fn in_hours(
    now: DateTime<FixedOffset>,
    minutes: i64,
    working: bool,
    habits: &Habits,
) -> DateTime<FixedOffset> {
    let due = after(now, minutes, working, habits.callback);
    if minutes >= DAY || (due.date_naive() == now.date_naive() && due.time() <= habits.close) {
        return due;
    }
    on(working_day_after(now.date_naive()), habits.callback, now)
}

/// So many days later, or working days later.
#[must_use]
pub fn days_after(date: NaiveDate, days: i64, working: bool) -> NaiveDate {
    if working {
        return (0..days).fold(date, |date, _| working_day_after(date));
    }
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    date.checked_add_days(days).unwrap_or(date)
}

/// That time of that day, where the rep sits.
#[must_use]
pub fn on(date: NaiveDate, time: NaiveTime, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    date.and_time(time).and_local_timezone(*now.offset()).single().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("{text}:00+09:00")).unwrap()
    }

    #[test]
    fn a_delay_minds_weekends_holidays_and_closing_time() {
        // The 23rd of November 2026 is a Monday and a holiday; so are the 3rd to 6th of May, and the 29th of April.
        let rows = [
            ("2026-11-20T14:32", 20, false, "2026-11-20T14:52"),
            ("2026-11-20T23:50", 20, false, "2026-11-21T00:10"),
            ("2026-11-20T14:32", 3 * DAY, true, "2026-11-26T10:00"),
            ("2026-11-20T14:32", 3 * DAY, false, "2026-11-24T10:00"),
            ("2026-11-18T14:32", 2 * DAY, true, "2026-11-20T10:00"),
            ("2026-11-21T09:00", DAY, true, "2026-11-24T10:00"),
            ("2026-04-28T09:00", 3 * DAY, true, "2026-05-07T10:00"),
            ("2026-11-20T14:32", 14 * DAY, false, "2026-12-04T10:00"),
            ("2026-11-20T14:32", 30 * DAY, false, "2026-12-21T10:00"),
            ("2026-11-20T14:32", DAY + 60, false, "2026-11-21T15:32"),
        ];
        let callback = Habits::default().callback;
        for (now, minutes, working, due) in rows {
            assert_eq!(after(at(now), minutes, working, callback), at(due), "{now} {minutes}");
        }
    }

    #[test]
    fn what_would_be_after_closing_is_due_the_next_working_morning() {
        let rows = [
            ("2026-11-19T14:32", "2026-11-19T17:32"),
            ("2026-11-19T15:00", "2026-11-19T18:00"),
            ("2026-11-19T15:01", "2026-11-20T10:00"),
            ("2026-11-20T16:00", "2026-11-24T10:00"),
            ("2026-11-20T22:00", "2026-11-24T10:00"),
        ];
        for (now, due) in rows {
            assert_eq!(in_hours(at(now), 180, false, &Habits::default()), at(due), "{now}");
        }
    }

    #[test]
    fn no_delay_is_too_long() {
        for minutes in [i64::MIN, i64::MAX, 36_500 * DAY] {
            let _ = after(at("2026-11-20T14:32"), minutes, false, NaiveTime::MIN);
        }
    }
}
