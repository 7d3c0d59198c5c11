//! The days a report looks at, as they are typed: a day, a month or a year, or the first and the last.
//!
//! One reading for the flags of the command line and the line on the screen.

use chrono::{Months, NaiveDate};

use crate::domain::typed;

/// What parts the first day from the last, besides a space.
const PARTS: &[&str] = &["..", "~", "～", "〜", "→"];

/// Why words are no days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDays {
    /// These are no date.
    NotADate(String),
    /// The first comes after the last.
    Backwards(NaiveDate, NaiveDate),
}

/// The first and the last day that a date, a month or a year means.
#[must_use]
pub fn days_of(given: &str) -> Option<(NaiveDate, NaiveDate)> {
    let iso = typed::date(given)?;
    let whole = format!("{iso}{}", &"0000-01-01"[iso.len()..]);
    let first: NaiveDate = whole.parse().ok()?;
    let months = match iso.len() {
        4 => 12,
        7 => 1,
        _ => return Some((first, first)),
    };
    let last = first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt())?;
    Some((first, last))
}

/// The days that a line means: one date all of its days, two from the first of the one to the last of
/// the other. Up to `today` where the end is left open.
pub fn typed_days(line: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), NoDays> {
    if let Some(days) = days_of(line) {
        return Ok(days);
    }
    let (from, to) = parted(line).ok_or_else(|| NoDays::NotADate(line.trim().to_owned()))?;
    let read = |given: &str| days_of(given).ok_or_else(|| NoDays::NotADate(given.to_owned()));
    let first = read(from)?.0;
    let last = if to.is_empty() { today } else { read(to)?.1 };
    if first > last { Err(NoDays::Backwards(first, last)) } else { Ok((first, last)) }
}

/// The two ends of a range.
fn parted(line: &str) -> Option<(&str, &str)> {
    let signed = PARTS.iter().find_map(|part| line.split_once(part));
    let (from, to) = signed.or_else(|| line.trim().split_once(char::is_whitespace))?;
    Some((from.trim(), to.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 28).unwrap();
        match typed_days(line, today) {
            Ok((first, last)) => format!("{first} {last}"),
            Err(NoDays::NotADate(given)) => format!("no: {given}"),
            Err(NoDays::Backwards(first, last)) => format!("backwards: {first} {last}"),
        }
    }

    #[test]
    fn a_line_is_one_date_or_two_and_a_month_or_a_year_is_all_of_its_days() {
        for (line, days) in [
            ("2026-11-05", "2026-11-05 2026-11-05"),
            (" 2026-02 ", "2026-02-01 2026-02-28"),
            ("2025", "2025-01-01 2025-12-31"),
            ("2026-10 2026-11", "2026-10-01 2026-11-30"),
            ("2026/11/1..2026/11/15", "2026-11-01 2026-11-15"),
            ("2026年11月1日〜2026年11月15日", "2026-11-01 2026-11-15"),
            ("令和8年10月 ~ 令和8年11月3日", "2026-10-01 2026-11-03"),
            ("2026-11..", "2026-11-01 2026-11-28"),
        ] {
            assert_eq!(told(line), days, "{line}");
        }
    }

    #[test]
    fn what_is_no_date_is_named_and_days_do_not_go_backwards() {
        for (line, why) in [
            ("", "no: "),
            ("soon", "no: soon"),
            ("2026-11-01 soon", "no: soon"),
            ("..2026-11", "no: "),
            ("2026-11 2026-10", "backwards: 2026-11-01 2026-10-31"),
            ("2027..", "backwards: 2027-01-01 2026-11-28"),
        ] {
            assert_eq!(told(line), why, "{line}");
        }
    }
}
