//! Dates in fields: any of the forms files hold, as an ISO date or its beginning.

use chrono::NaiveDate;

use crate::domain::era;
use crate::domain::scan::{Cursor, Even};

/// Reads a whole or a partial date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
///
/// Takes `2026-11-24`, `2026/11/24`, `20261124`, 2026年11月24日, 令和8年11月24日, `R8.11.24`, `S63`, and
/// midnight after any of them, as spreadsheets write it. `11/24/2026` is taken only where one number
/// cannot be a month, and years of two figures never.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    let even = Even::of(text.trim());
    let mut cursor = even.cursor();
    let found = year_first(&mut cursor).or_else(|| year_last(&mut cursor))?;
    midnight(&mut cursor);
    cursor.done().then(|| found.iso()).flatten()
}

/// A year, and a month and a day where they are known.
struct Parts(i32, Option<u32>, Option<u32>);

impl Parts {
    fn iso(&self) -> Option<String> {
        let Self(year, month, day) = *self;
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))
            .filter(|_| (1..=9999).contains(&year))?;
        Some(match (month, day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}"),
        })
    }
}

fn year_first(cursor: &mut Cursor) -> Option<Parts> {
    let mut tried = *cursor;
    let parts = match era::year(&mut tried) {
        Some(year) => month_and_day(&mut tried, year)?,
        None => common_year(&mut tried)?,
    };
    *cursor = tried;
    Some(parts)
}

fn common_year(cursor: &mut Cursor) -> Option<Parts> {
    let mut whole = *cursor;
    if let Some(all) = whole.padded(8) {
        *cursor = whole;
        return Some(Parts(i32::try_from(all / 10_000).ok()?, Some(all / 100 % 100), Some(all % 100)));
    }
    let year = i32::try_from(cursor.padded(4)?).ok()?;
    month_and_day(cursor, year)
}

fn month_and_day(cursor: &mut Cursor, year: i32) -> Option<Parts> {
    if cursor.take("年") {
        return kanji(cursor, year);
    }
    let Some(mark) = cursor.one_of("-/.") else { return Some(Parts(year, None, None)) };
    let month = cursor.number(2)?;
    let mut buffer = [0; 4];
    let day = if cursor.take(mark.encode_utf8(&mut buffer)) { Some(cursor.number(2)?) } else { None };
    Some(Parts(year, Some(month), day))
}

fn kanji(cursor: &mut Cursor, year: i32) -> Option<Parts> {
    let Some(month) = cursor.number(2) else { return Some(Parts(year, None, None)) };
    cursor.take("月").then_some(())?;
    let Some(day) = cursor.number(2) else { return Some(Parts(year, Some(month), None)) };
    cursor.take("日").then_some(Parts(year, Some(month), Some(day)))
}

/// `11/24/2026` or `24.11.2026`, where only one of the two can be the month.
fn year_last(cursor: &mut Cursor) -> Option<Parts> {
    let first = cursor.number(2)?;
    let mark = cursor.one_of("-/.")?;
    let second = cursor.number(2)?;
    let mut buffer = [0; 4];
    cursor.take(mark.encode_utf8(&mut buffer)).then_some(())?;
    let year = i32::try_from(cursor.padded(4)?).ok()?;
    match (first <= 12, second <= 12) {
        (true, false) => Some(Parts(year, Some(first), Some(second))),
        (false, true) => Some(Parts(year, Some(second), Some(first))),
        (true, true) if first == second => Some(Parts(year, Some(first), Some(second))),
        _ => None,
    }
}

fn midnight(cursor: &mut Cursor) {
    let mut tried = *cursor;
    let parted = tried.spaces() || tried.take("t");
    let zeros = ["00:00:00.000", "00:00:00", "0:00:00", "00:00", "0:00"];
    if parted && zeros.into_iter().any(|zero| tried.take(zero)) {
        let _ = tried.take("z");
        *cursor = tried;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_form_becomes_an_iso_date_or_its_beginning() {
        for (text, iso) in [
            ("2026-11-24", "2026-11-24"),
            ("2026/11/24", "2026-11-24"),
            ("2026.1.4", "2026-01-04"),
            ("20261124", "2026-11-24"),
            ("2026年11月24日", "2026-11-24"),
            ("２０２６年１１月", "2026-11"),
            ("2026", "2026"),
            ("2026-11", "2026-11"),
            ("2026年", "2026"),
            ("令和8年11月24日", "2026-11-24"),
            ("R8.11.24", "2026-11-24"),
            ("Ｒ８／１１／２４", "2026-11-24"),
            ("令和元年5月1日", "2019-05-01"),
            ("昭和63年1月7日", "1988-01-07"),
            ("S45", "1970"),
            ("H31.4.30", "2019-04-30"),
            ("11/24/2026", "2026-11-24"),
            ("24.11.2026", "2026-11-24"),
            ("5/5/2026", "2026-05-05"),
            ("2026-11-24 00:00:00", "2026-11-24"),
            ("2026-11-24T00:00:00Z", "2026-11-24"),
            ("1900-01-01", "1900-01-01"),
        ] {
            assert_eq!(date(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_days_or_none_is_refused() {
        for text in [
            "11/12/2026",
            "11/24",
            "26-11-24",
            "2026-13-01",
            "2026-02-30",
            "2026-11/24",
            "2026-11-24 15:00",
            "8年11月24日",
            "平成40年",
            "tomorrow",
            "0000",
            "2026-11-",
            "45000",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
