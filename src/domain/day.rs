//! The borders of a day where the rep sits.

use chrono::{DateTime, Days, FixedOffset, NaiveTime};

/// Midnight `days` after the day of `now` began, in Unix milliseconds: 0 is today's beginning.
#[must_use]
pub fn midnight(now: DateTime<FixedOffset>, days: u32) -> i64 {
    let day = now.date_naive().checked_add_days(Days::new(days.into())).unwrap_or(now.date_naive());
    let at = day.and_time(NaiveTime::MIN).and_local_timezone(*now.offset()).single();
    at.unwrap_or(now).timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_rep_sits() {
        let now = DateTime::parse_from_rfc3339("2026-11-21T00:30:00+09:00").unwrap();
        let begins = DateTime::parse_from_rfc3339("2026-11-20T15:00:00Z").unwrap();
        assert_eq!(midnight(now, 0), begins.timestamp_millis());
        assert_eq!(midnight(now, 1) - midnight(now, 0), 24 * 3_600_000);
    }
}
