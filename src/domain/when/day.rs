//! A day: `2026-11-24`, `11/24(火)`, 令和8年11月24日, `nov 24`, `next tue`, 来週火曜, `+3d`, 3日後.
//!
//! What a day means is kept as it was said ([`Day`]); `resolve` turns it into a date.

use chrono::{NaiveDate, Weekday};

use super::Habits;
use super::resolve::Way;
use super::weekday::{bracketed, in_week, weekday};
use super::words::{DAYS, DAYS_BEHIND, DayWord, MONTHS, MONTHS_AHEAD, MONTHS_BEHIND, NOT_AFTER};
use crate::domain::era;
use crate::domain::scan::{Cursor, starts};

/// A day as it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// With its year.
    On(NaiveDate),
    /// A month and a day of the nearest year that fits.
    Of(u32, u32),
    /// The last day of a month of the nearest year that fits.
    EndOf(u32),
    /// A day of the nearest month that fits.
    OfMonth(u32),
    /// Days from today.
    Ahead(i64),
    /// Days from today, weekends left out.
    Workdays(i64),
    /// Months from today.
    Months(i64),
    /// The nearest such weekday that fits.
    Weekday(Weekday),
    /// The weekday of a week so many weeks ahead; weeks begin on Monday.
    Week(i64, Weekday),
    /// A day of a month so many months ahead.
    InMonth(i64, u32),
    /// The last day of that month.
    MonthEnd(i64),
}

/// How far a reading may be trusted inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// As it stands.
    Sure,
    /// With a word beside it that marks an appointment, such as `on` or に.
    Marked,
    /// Only with the other half: a day with a time of day, or the reverse.
    Joined,
    /// Not at all.
    Never,
}

/// A day and its trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    pub day: Day,
    pub trust: Trust,
}

pub(super) const fn sure(day: Day) -> Dated {
    Dated { day, trust: Trust::Sure }
}

/// Takes a day, with a weekday in brackets after it if there is one.
pub(super) fn read(cursor: &mut Cursor, habits: &Habits, way: Way) -> Option<Dated> {
    let mut dated = date(cursor, habits)
        .or_else(|| cursor.attempt(|c| kanji(c, way)))
        .or_else(|| cursor.attempt(|c| in_week(c, way)))
        .or_else(|| cursor.attempt(|c| weekday(c, habits)))
        .or_else(|| word(cursor, way))?;
    if cursor.attempt(bracketed).is_some() {
        dated.trust = Trust::Sure;
    }
    Some(dated)
}

/// Takes a date in figures or with a month's name.
pub(super) fn date(cursor: &mut Cursor, habits: &Habits) -> Option<Dated> {
    cursor
        .attempt(era_date)
        .or_else(|| cursor.attempt(full))
        .or_else(|| cursor.attempt(|c| slashed(c, habits)))
        .or_else(|| cursor.attempt(month_first))
        .or_else(|| cursor.attempt(day_first))
        .or_else(|| cursor.attempt(the_nth))
}

fn on(year: i32, month: u32, day: u32) -> Option<Dated> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| sure(Day::On(date)))
}

/// Takes what parts a year, a month and a day, or a month and a day, in figures or in kanji.
fn month_and_day(cursor: &mut Cursor) -> Option<(u32, u32)> {
    let kanji = cursor.take("年");
    let mark = if kanji { '月' } else { cursor.one_of("-/.")? };
    let month = cursor.number(2)?;
    let mut buffer = [0; 4];
    cursor.take(mark.encode_utf8(&mut buffer)).then_some(())?;
    let day = cursor.number(2)?;
    let whole = if kanji { cursor.take("日") } else { cursor.closes_number() || cursor.next() == Some('t') };
    whole.then_some((month, day))
}

fn era_date(cursor: &mut Cursor) -> Option<Dated> {
    let year = era::year(cursor)?;
    let (month, day) = month_and_day(cursor)?;
    on(year, month, day)
}

fn full(cursor: &mut Cursor) -> Option<Dated> {
    cursor.opens_number().then_some(())?;
    let year = i32::try_from(cursor.padded(4)?).ok()?;
    let (month, day) = month_and_day(cursor)?;
    on(year, month, day)
}

/// `11/24`, `11/24/2026`, `6/末`; as a share of something it needs more beside it.
fn slashed(cursor: &mut Cursor, habits: &Habits) -> Option<Dated> {
    cursor.opens_number().then_some(())?;
    let first = cursor.number(2)?;
    cursor.take("/").then_some(())?;
    if cursor.take("末") {
        return (1..=12).contains(&first).then(|| sure(Day::EndOf(first)));
    }
    let second = cursor.number(2)?;
    let (month, day) = if habits.day_first { (second, first) } else { (first, second) };
    if let Some(year) = cursor.attempt(|c| c.take("/").then(|| c.padded(4))?) {
        return on(i32::try_from(year).ok()?, month, day).filter(|_| cursor.closes_number());
    }
    (fits(month, day) && cursor.closes_number()).then_some(())?;
    let share = first <= second && second <= 10;
    Some(Dated { day: Day::Of(month, day), trust: share_trust(cursor, share) })
}

fn share_trust(cursor: &Cursor, share: bool) -> Trust {
    match (NOT_AFTER.iter().any(|text| starts(cursor.rest(), text)), share) {
        (true, _) => Trust::Joined,
        (false, true) => Trust::Marked,
        (false, false) => Trust::Sure,
    }
}

/// Says whether some year has that day: 2024 had them all.
fn fits(month: u32, day: u32) -> bool {
    NaiveDate::from_ymd_opt(2024, month, day).is_some()
}

/// `11月24日`, `来月1日`, `11月末`, `24日`.
fn kanji(cursor: &mut Cursor, way: Way) -> Option<Dated> {
    if let Some((_, months)) = among(MONTHS_AHEAD, MONTHS_BEHIND, way).find(|(word, _)| cursor.take(word)) {
        let _ = cursor.take("の");
        let day = cursor.number(2)?;
        return (cursor.take("日") && (1..=31).contains(&day)).then(|| sure(Day::InMonth(*months, day)));
    }
    cursor.opens_number().then_some(())?;
    let first = cursor.number(2)?;
    if cursor.take("日") {
        return day_of_month(cursor, first);
    }
    cursor.take("月").then_some(())?;
    if cursor.take("末") {
        return (1..=12).contains(&first).then(|| sure(Day::EndOf(first)));
    }
    let day = cursor.number(2)?;
    (cursor.take("日") && fits(first, day)).then(|| sure(Day::Of(first, day)))
}

fn day_of_month(cursor: &Cursor, day: u32) -> Option<Dated> {
    let span = cursor.next().is_some_and(|next| "間後前目本締〆程".contains(next));
    let rate = NOT_AFTER.iter().any(|text| starts(cursor.rest(), text));
    let trust = if rate { Trust::Joined } else { Trust::Marked };
    ((1..=31).contains(&day) && !span).then_some(Dated { day: Day::OfMonth(day), trust })
}

fn month_name(cursor: &mut Cursor) -> Option<(u32, bool)> {
    MONTHS.iter().find(|(word, ..)| cursor.word(word)).map(|(_, month, everyday)| (*month, *everyday))
}

/// `24`, `24th`; whether it was an ordinal.
fn ordinal(cursor: &mut Cursor) -> Option<(u32, bool)> {
    let day = cursor.number(2)?;
    let suffix = ["st", "nd", "rd", "th"].into_iter().any(|suffix| cursor.take(suffix));
    cursor.closes_number().then_some((day, suffix))
}

fn month_first(cursor: &mut Cursor) -> Option<Dated> {
    let (month, everyday) = month_name(cursor)?;
    let _ = cursor.take(".");
    cursor.spaces();
    let (day, suffix) = ordinal(cursor)?;
    named(cursor, month, day, !everyday || suffix)
}

fn day_first(cursor: &mut Cursor) -> Option<Dated> {
    cursor.opens_number().then_some(())?;
    let (day, suffix) = ordinal(cursor)?;
    cursor.spaces();
    let of = cursor.word("of") && cursor.spaces();
    let (month, everyday) = month_name(cursor)?;
    named(cursor, month, day, !everyday || suffix || of)
}

/// `the 24th`: the nearest month that has one.
fn the_nth(cursor: &mut Cursor) -> Option<Dated> {
    (cursor.word("the") && cursor.spaces()).then_some(())?;
    let (day, suffix) = ordinal(cursor)?;
    (suffix && (1..=31).contains(&day)).then_some(Dated { day: Day::OfMonth(day), trust: Trust::Marked })
}

fn named(cursor: &mut Cursor, month: u32, day: u32, sure: bool) -> Option<Dated> {
    let year = cursor.attempt(|c| {
        let _ = c.take(",");
        c.spaces();
        let year = c.padded(4)?;
        (c.closes_number() && (1900..2200).contains(&year)).then_some(year)
    });
    match year {
        Some(year) => on(i32::try_from(year).ok()?, month, day),
        None if !fits(month, day) => None,
        None => {
            Some(Dated { day: Day::Of(month, day), trust: if sure { Trust::Sure } else { Trust::Marked } })
        }
    }
}

fn word(cursor: &mut Cursor, way: Way) -> Option<Dated> {
    among(DAYS, DAYS_BEHIND, way).find_map(|DayWord(word, day, trust, not_before)| {
        cursor.attempt(|c| {
            let fits = c.word(word) && !c.next().is_some_and(|next| not_before.contains(next));
            fits.then_some(Dated { day: *day, trust: *trust })
        })
    })
}

/// The rows for the future, and those for the past before them where they are wanted.
pub(super) fn among<T>(
    ahead: &'static [T],
    behind: &'static [T],
    way: Way,
) -> impl Iterator<Item = &'static T> {
    let behind = if way == Way::Back { behind } else { &[] };
    behind.iter().chain(ahead)
}
