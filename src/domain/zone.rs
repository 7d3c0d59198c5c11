//! The zone: where a customer's clock stands, by its `IANA` name or as hours from UTC.
//!
//! Whether it may be rung there now is the business of pacing; this only tells the time there.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::scan::nfkc;

/// Where a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// As the people there keep it, summer time and all.
    Named(Tz),
    /// So far from UTC, always.
    Fixed(FixedOffset),
}

/// The years a clock is read in; a moment outside them is not one that anybody meant.
const YEARS: std::ops::RangeInclusive<i64> = -62_135_510_400_000..=253_402_214_400_000;

impl Zone {
    /// Reads `Asia/Tokyo`, `+09:00`, `+9` or `UTC+9`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let text = nfkc(text.trim());
        named(&text).map(Self::Named).or_else(|| offset(&text).map(Self::Fixed))
    }

    /// The date and time there at a moment in Unix milliseconds.
    #[must_use]
    pub fn local(self, ms: i64) -> DateTime<FixedOffset> {
        let utc = DateTime::from_timestamp_millis(ms.clamp(*YEARS.start(), *YEARS.end())).unwrap_or_default();
        match self {
            Self::Named(zone) => utc.with_timezone(&zone).fixed_offset(),
            Self::Fixed(offset) => utc.with_timezone(&offset),
        }
    }

    /// The moment at which clocks there show that; the first of two, and the next that comes where
    /// summer time leaps over it.
    #[must_use]
    pub fn moment(self, shown: NaiveDateTime) -> DateTime<FixedOffset> {
        let at = |shown: NaiveDateTime| match self {
            Self::Named(zone) => zone.from_local_datetime(&shown).earliest().map(|at| at.fixed_offset()),
            Self::Fixed(offset) => offset.from_local_datetime(&shown).earliest(),
        };
        let later = || at(shown.checked_add_signed(TimeDelta::hours(1))?);
        at(shown).or_else(later).unwrap_or_else(|| shown.and_utc().fixed_offset())
    }
}

fn named(text: &str) -> Option<Tz> {
    let known = |text: &str| TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(text)).copied();
    text.parse().ok().or_else(|| known(text))
}

/// `+09:00`, `+0900` or `+9`, also after `UTC`.
fn offset(text: &str) -> Option<FixedOffset> {
    let text = text.strip_prefix("UTC").unwrap_or(text);
    let (sign, figures) = match text.split_at_checked(1)? {
        ("+", figures) => (1, figures),
        ("-" | "−", figures) => (-1, figures),
        _ => return None,
    };
    let (hours, minutes) = match (figures.split_once(':'), figures.len()) {
        (Some(parts), _) => parts,
        (None, 4) => figures.split_at_checked(2)?,
        (None, _) => (figures, "00"),
    };
    let figures = |text: &str| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| fits)
    };
    let minutes = figures(minutes).filter(|minutes| *minutes < 60)?;
    let east = figures(hours)? * 60 + minutes;
    (east <= 14 * 60).then(|| FixedOffset::east_opt(sign * east * 60)).flatten()
}

impl From<FixedOffset> for Zone {
    fn from(offset: FixedOffset) -> Self {
        Self::Fixed(offset)
    }
}

/// Minutes east of UTC.
#[must_use]
pub fn zone(at: DateTime<FixedOffset>) -> i64 {
    i64::from(at.offset().local_minus_utc() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(zone: &str, utc: &str) -> String {
        let ms = DateTime::parse_from_rfc3339(utc).unwrap().timestamp_millis();
        Zone::read(zone).unwrap().local(ms).to_rfc3339()
    }

    #[test]
    fn a_clock_shows_what_it_shows_where_the_customer_is() {
        let rows = [
            ("Asia/Tokyo", "2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00"),
            ("asia/tokyo ", "2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00"),
            ("Japan", "2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00"),
            ("Europe/Berlin", "2026-07-01T12:00:00Z", "2026-07-01T14:00:00+02:00"),
            ("Europe/Berlin", "2026-12-01T12:00:00Z", "2026-12-01T13:00:00+01:00"),
            ("America/New_York", "2026-11-20T03:00:00Z", "2026-11-19T22:00:00-05:00"),
            ("+09:00", "2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00"),
            ("＋９", "2026-11-20T00:30:00Z", "2026-11-20T09:30:00+09:00"),
            ("UTC-3:30", "2026-11-20T00:30:00Z", "2026-11-19T21:00:00-03:30"),
            ("+0545", "2026-11-20T00:30:00Z", "2026-11-20T06:15:00+05:45"),
        ];
        for (zone, utc, local) in rows {
            assert_eq!(shown(zone, utc), local, "{zone}");
        }
    }

    #[test]
    fn what_is_no_zone_is_not_taken_for_one() {
        for text in ["", "Tokyo", "9", "+", "+15:00", "+9:75", "+9:0:0", "+-9", "+００９０0", "東京", "+𝟗x"]
        {
            assert_eq!(Zone::read(text), None, "{text}");
        }
    }

    #[test]
    fn no_moment_is_too_far_to_be_shown() {
        for zone in ["Asia/Tokyo", "America/New_York", "-14:00", "+14:00"] {
            let zone = Zone::read(zone).unwrap();
            for ms in [i64::MIN, i64::MAX, 0] {
                let _ = zone.local(ms).to_rfc3339();
            }
        }
    }

    #[test]
    fn a_time_that_summer_time_leaps_over_is_the_next_that_comes() {
        let berlin = Zone::read("Europe/Berlin").unwrap();
        let moment = |text: &str| berlin.moment(text.parse().unwrap()).to_rfc3339();
        assert_eq!(moment("2026-03-29T02:30:00"), "2026-03-29T03:30:00+02:00");
        assert_eq!(moment("2026-10-25T02:30:00"), "2026-10-25T02:30:00+02:00");
        assert_eq!(moment("2026-11-20T09:00:00"), "2026-11-20T09:00:00+01:00");
    }
}
