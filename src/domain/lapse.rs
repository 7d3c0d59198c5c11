//! Lapses of time and times of day in a rule, as they are typed and written: `4h`, `20m`, `3 working
//! days`, `9:00`.
//!
//! Minutes, nothing else; when a rule falls due is `delay`'s. Called by `typed`, `form` and `i18n`.

use super::scan::nfkc;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;
/// No rule waits longer than ten years.
const LONGEST: i64 = 10 * 366 * DAY;

/// What a unit may be called, and its minutes.
const UNITS: &[(&str, i64)] = &[
    ("m", 1),
    ("min", 1),
    ("mins", 1),
    ("minute", 1),
    ("minutes", 1),
    ("分", 1),
    ("h", HOUR),
    ("hr", HOUR),
    ("hour", HOUR),
    ("hours", HOUR),
    ("時間", HOUR),
    ("d", DAY),
    ("day", DAY),
    ("days", DAY),
    ("日", DAY),
    ("w", 7 * DAY),
    ("week", 7 * DAY),
    ("weeks", 7 * DAY),
    ("週間", 7 * DAY),
];

/// Words that make days working days.
const WORKING: &[&str] = &["working", "business", "workdays", "workday", "営業"];

/// The minutes of one lapse: `4h`, `20m`, `1h30m`, `2d`, `3 working days`, `3営業日`, or plain minutes.
#[must_use]
pub fn read(text: &str) -> Option<i64> {
    let even = nfkc(text).to_lowercase();
    let plain =
        even.replace("workday", "day").replace("working", "").replace("business", "").replace("営業", "");
    if even != plain && !plain.contains(['d', '日']) {
        return None;
    }
    let mut rest = plain.trim();
    if let Ok(minutes) = rest.parse::<i64>() {
        return Some(minutes).filter(|minutes| (0..=LONGEST).contains(minutes));
    }
    let mut minutes: i64 = 0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: i64 = rest[..digits].parse().ok()?;
        rest = rest[digits..].trim_start();
        let end = rest.find(|c: char| c.is_ascii_digit() || c.is_whitespace()).unwrap_or(rest.len());
        let (_, unit) = UNITS.iter().find(|(known, _)| *known == &rest[..end])?;
        minutes = number.checked_mul(*unit).and_then(|more| minutes.checked_add(more))?;
        rest = rest[end..].trim_start();
    }
    Some(minutes).filter(|minutes| (1..=LONGEST).contains(minutes))
}

/// Several, one after the other: `2h, 1d`, as an outcome keeps them.
#[must_use]
pub fn read_all(text: &str) -> Option<String> {
    let even = nfkc(text).replace('、', ",");
    let all: Option<Vec<i64>> =
        even.split(',').map(|one| read(one.trim()).filter(|minutes| *minutes > 0)).collect();
    Some(all?.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
}

/// Says whether the words mean working days.
#[must_use]
pub fn says_working(text: &str) -> bool {
    let even = nfkc(text).to_lowercase();
    WORKING.iter().any(|word| even.contains(word))
}

/// The number of the largest unit a lapse is whole in, and the unit's letter: `m`, `h` or `d`.
#[must_use]
pub const fn parts(minutes: i64) -> (i64, char) {
    match minutes {
        0 => (0, 'm'),
        days if days % DAY == 0 => (days / DAY, 'd'),
        hours if hours % HOUR == 0 => (hours / HOUR, 'h'),
        minutes => (minutes, 'm'),
    }
}

/// A lapse as it can be typed: `4h`.
#[must_use]
pub fn written(minutes: i64) -> String {
    match parts(minutes) {
        (0, _) => "0".to_owned(),
        (count, unit) => format!("{count}{unit}"),
    }
}

/// Several as they can be typed: `2h, 1d`; what is no number stands as it is.
#[must_use]
pub fn written_all(minutes: &str) -> String {
    let one = |text: &str| text.trim().parse().map_or_else(|_| text.to_owned(), written);
    minutes.split(',').map(one).collect::<Vec<_>>().join(", ")
}

/// Minutes after midnight: `9:00`, `18`, `9時`, `9時半`; 24:00 is the end of a day.
#[must_use]
pub fn read_clock(text: &str) -> Option<i64> {
    let even = nfkc(text).replace("時半", ":30").replace('時', ":").replace('分', "");
    let even = even.trim().trim_end_matches(':');
    let (hours, minutes) = even.split_once(':').unwrap_or((even, "00"));
    let number = |text: &str| {
        Some(text).filter(|text| !text.is_empty() && text.len() <= 2)?.parse::<u8>().ok().map(i64::from)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    Some(hours * HOUR + minutes).filter(|at| minutes < 60 && *at <= DAY)
}

/// A time of day as it can be typed: `9:00`.
#[must_use]
pub fn written_clock(minute: i64) -> String {
    format!("{}:{:02}", minute.div_euclid(HOUR), minute.rem_euclid(HOUR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lapse_is_read_in_the_words_people_use() {
        let rows = [
            ("4h", Some(240)),
            ("20m", Some(20)),
            ("90", Some(90)),
            ("0", Some(0)),
            ("2d", Some(2880)),
            ("1h30m", Some(90)),
            ("1 day 2 hours", Some(1560)),
            ("3 working days", Some(3 * DAY)),
            ("3 Workdays", Some(3 * DAY)),
            ("２週間", Some(14 * DAY)),
            ("３営業日", Some(3 * DAY)),
            ("4時間", Some(240)),
            ("", None),
            ("soon", None),
            ("h", None),
            ("4 working hours", None),
            ("-5", None),
            ("0h", None),
            ("4h x", None),
            ("4 5", None),
            ("99999999999999999999", None),
            ("9999999999999 weeks", None),
            ("11000d", None),
        ];
        for (text, minutes) in rows {
            assert_eq!(read(text), minutes, "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for minutes in [0, 1, 20, 60, 90, 240, DAY, DAY + 60, 14 * DAY] {
            assert_eq!(read(&written(minutes)), Some(minutes));
        }
        assert_eq!(read_all("2h、 1d").as_deref(), Some("120,1440"));
        assert_eq!(written_all("120,1440"), "2h, 1d");
        assert_eq!([read_all("2h,"), read_all("0")], [None, None]);
        assert!(says_working("3営業日") && says_working("2 working days") && !says_working("2d"));
    }

    #[test]
    fn a_time_of_day_is_read_and_written() {
        let rows = [
            ("9:00", Some(540)),
            ("09:30", Some(570)),
            ("18", Some(1080)),
            ("９時", Some(540)),
            ("9時半", Some(570)),
            ("24:00", Some(DAY)),
            ("24:01", None),
            ("9:60", None),
            ("9:-1", None),
            ("nine", None),
            ("", None),
            (":30", None),
        ];
        for (text, minute) in rows {
            assert_eq!(read_clock(text), minute, "{text}");
        }
        assert_eq!([written_clock(540), written_clock(1065)], ["9:00", "17:45"]);
    }
}
