//! The borders of a day where the rep sits.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};

/// Milliseconds of a day.
pub const LENGTH: i64 = 86_400_000;

/// Midnight `days` after the day of `now` began, in Unix milliseconds: 0 is today's beginning.
#[must_use]
pub fn midnight(now: DateTime<FixedOffset>, days: u32) -> i64 {
    let day = now.date_naive().checked_add_days(Days::new(days.into())).unwrap_or(now.date_naive());
    begins(day, *now.offset()).timestamp_millis()
}

/// The moment a day begins at that offset.
#[must_use]
pub fn begins(day: NaiveDate, offset: FixedOffset) -> DateTime<FixedOffset> {
    let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(offset).single();
    midnight.unwrap_or_else(|| DateTime::UNIX_EPOCH.with_timezone(&offset))
}

/// The offset at which a day begins at that moment (Unix milliseconds). Where two could be, of the lines
/// of longitude far out in the Pacific, it is the one where more people live.
#[must_use]
pub fn offset_of(midnight: i64) -> FixedOffset {
    let since = i32::try_from(midnight.rem_euclid(LENGTH) / 1000).unwrap_or(0);
    let east = if since >= 11 * 3600 { 24 * 3600 - since } else { -since };
    FixedOffset::east_opt(east).unwrap_or_else(|| DateTime::UNIX_EPOCH.fixed_offset().timezone())
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

    #[test]
    fn midnight_tells_where_it_is() {
        for offset in ["+09:00", "-05:00", "+00:00", "+05:30", "-10:00", "+13:00"] {
            let now = DateTime::parse_from_rfc3339(&format!("2026-11-21T00:30:00{offset}")).unwrap();
            assert_eq!(offset_of(midnight(now, 0)), *now.offset(), "{offset}");
        }
    }
}
