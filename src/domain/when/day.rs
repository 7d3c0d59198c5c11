//! A day: `2026-11-24`, `11/24(火)`, 令和8年11月24日, `nov 24`, `next tue`, 来週火曜, `+3d`, 3日後.
//!
//! What a day means is kept as it was said ([`Day`]); `resolve` turns it into a date.

use chrono::{NaiveDate, Weekday};

use super::Habits;
use super::resolve::Way;
use super::words::{
    AFTER_YOUBI, COUNTS, DAYS, DAYS_BEHIND, DayWord, ENDS_YOUBI, MONTHS, MONTHS_AHEAD, MONTHS_BEHIND,
    NOT_AFTER, UNITS, UNITS_JA, WEEKDAYS, WEEKS, WEEKS_BEHIND, YOUBI,
};
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

/// What a span is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Workday,
    Week,
    Month,
    Year,
}

impl Unit {
    /// How many minutes it has; `None` for what is counted in days.
    pub(super) const fn minutes(self) -> Option<i64> {
        match self {
            Self::Minute => Some(1),
            Self::Hour => Some(60),
            _ => None,
        }
    }
}

const fn sure(day: Day) -> Dated {
    Dated { day, trust: Trust::Sure }
}

/// Tries a reading and steps on only where it fits.
fn attempt<'a, T>(cursor: &mut Cursor<'a>, read: impl FnOnce(&mut Cursor<'a>) -> Option<T>) -> Option<T> {
    let mut tried = *cursor;
    let found = read(&mut tried)?;
    *cursor = tried;
    Some(found)
}

/// Takes a day, with a weekday in brackets after it if there is one.
pub(super) fn read(cursor: &mut Cursor, habits: &Habits, way: Way) -> Option<Dated> {
    let mut dated = attempt(cursor, era_date)
        .or_else(|| attempt(cursor, full))
        .or_else(|| attempt(cursor, |c| slashed(c, habits)))
        .or_else(|| attempt(cursor, |c| kanji(c, way)))
        .or_else(|| attempt(cursor, month_first))
        .or_else(|| attempt(cursor, day_first))
        .or_else(|| attempt(cursor, |c| in_week(c, way)))
        .or_else(|| attempt(cursor, |c| weekday(c, habits)))
        .or_else(|| attempt(cursor, |c| word(c, way)))?;
    if attempt(cursor, bracketed).is_some() {
        dated.trust = Trust::Sure;
    }
    Some(dated)
}

fn bracketed(cursor: &mut Cursor) -> Option<()> {
    cursor.take("(").then_some(())?;
    youbi(cursor).or_else(|| english_weekday(cursor).map(|(day, _)| day))?;
    let _ = cursor.take("曜日") || cursor.take("曜");
    cursor.take(")").then_some(())
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
    if let Some(year) = attempt(cursor, |c| c.take("/").then(|| c.padded(4))?) {
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

fn named(cursor: &mut Cursor, month: u32, day: u32, sure: bool) -> Option<Dated> {
    let year = attempt(cursor, |c| {
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

fn youbi(cursor: &mut Cursor) -> Option<Weekday> {
    let next = cursor.next()?;
    let (_, day) = YOUBI.iter().find(|(char, _)| *char == next)?;
    *cursor = cursor.moved(cursor.at() + 1);
    Some(*day)
}

fn english_weekday(cursor: &mut Cursor) -> Option<(Weekday, bool)> {
    WEEKDAYS.iter().find(|(word, ..)| cursor.word(word)).map(|(_, day, short)| (*day, *short))
}

/// 火曜 or 火曜日.
fn youbi_day(cursor: &mut Cursor) -> Option<Weekday> {
    let day = youbi(cursor)?;
    let whole = cursor.take("曜日") || cursor.take("曜");
    whole.then_some(day)
}

/// `来週火曜`, `来週の火`, `next tue`, and the week alone, which is its Monday.
fn in_week(cursor: &mut Cursor, way: Way) -> Option<Dated> {
    let (word, weeks) = among(WEEKS, WEEKS_BEHIND, way).find(|(word, _)| cursor.word(word))?;
    let after_week = *cursor;
    let _ = cursor.spaces() || cursor.take("の");
    let named = attempt(cursor, youbi_day)
        .or_else(|| {
            attempt(cursor, |c| youbi(c).filter(|_| c.next().is_none_or(|next| ENDS_YOUBI.contains(next))))
        })
        .or_else(|| english_weekday(cursor).map(|(day, _)| day));
    if let Some(day) = named {
        return Some(sure(Day::Week(*weeks, day)));
    }
    *cursor = after_week;
    let alone = *weeks != 0 && (word.ends_with('週') || word.ends_with("week"));
    alone.then_some(Dated { day: Day::Week(*weeks, Weekday::Mon), trust: Trust::Joined })
}

/// A weekday by itself, or before the date it falls on: `火曜`, `tue`, `tue 24 nov`.
fn weekday(cursor: &mut Cursor, habits: &Habits) -> Option<Dated> {
    let counted = cursor.last().is_some_and(|last| last.is_ascii_digit());
    if let Some(day) = attempt(cursor, youbi_day) {
        let rule = counted || cursor.next().is_some_and(|next| AFTER_YOUBI.contains(next));
        return Some(Dated { day: Day::Weekday(day), trust: if rule { Trust::Joined } else { Trust::Sure } });
    }
    let (day, short) = english_weekday(cursor)?;
    let date = attempt(cursor, |c| {
        let _ = c.take(",");
        c.spaces();
        full(&mut *c)
            .or_else(|| attempt(c, |c| slashed(c, habits)))
            .or_else(|| attempt(c, month_first))
            .or_else(|| attempt(c, day_first))
    });
    let owned = cursor.next().is_some_and(|next| matches!(next, '\'' | '’'));
    let trust = match (owned, short) {
        (true, _) => Trust::Joined,
        (false, true) => Trust::Marked,
        (false, false) => Trust::Sure,
    };
    Some(date.map_or(Dated { day: Day::Weekday(day), trust }, |dated| sure(dated.day)))
}

fn word(cursor: &mut Cursor, way: Way) -> Option<Dated> {
    among(DAYS, DAYS_BEHIND, way).find_map(|DayWord(word, day, trust, not_before)| {
        attempt(cursor, |c| {
            let fits = c.word(word) && !c.next().is_some_and(|next| not_before.contains(next));
            fits.then_some(Dated { day: *day, trust: *trust })
        })
    })
}

/// The rows for the future, and those for the past before them where they are wanted.
fn among<T>(ahead: &'static [T], behind: &'static [T], way: Way) -> impl Iterator<Item = &'static T> {
    let behind = if way == Way::Back { behind } else { &[] };
    behind.iter().chain(ahead)
}

/// Takes a span: `+2h`, `in 3 days`, `2h`, `3日後`; backwards `2h ago`, `3日前`.
pub(super) fn span(cursor: &mut Cursor, way: Way) -> Option<(i64, Unit, Trust)> {
    let (count, unit, trust) =
        attempt(cursor, |c| span_en(c, way)).or_else(|| attempt(cursor, |c| span_ja(c, way)))?;
    let trust = if unit == Unit::Year && trust == Trust::Sure { Trust::Marked } else { trust };
    Some((if way == Way::Back { -i64::from(count) } else { i64::from(count) }, unit, trust))
}

fn span_en(cursor: &mut Cursor, way: Way) -> Option<(u32, Unit, Trust)> {
    cursor.opens_number().then_some(())?;
    let sign = cursor.one_of(if way == Way::Back { "-" } else { "+" }).is_some();
    let inside = !sign && cursor.word("in") && cursor.spaces();
    let count = cursor.number(4).or_else(|| inside.then(|| count_word(cursor)).flatten())?;
    let spaced = cursor.spaces();
    let mut units = UNITS.iter().filter(|(.., written)| *written || !(spaced || inside) || sign);
    let (_, unit, _) = units.find(|(word, ..)| cursor.take(word))?;
    cursor.closes().then_some(())?;
    let ago = attempt(cursor, |c| (c.spaces() && c.word("ago")).then_some(())).is_some();
    match way {
        Way::On if ago => None,
        Way::Back if !(ago || sign) => None,
        _ => Some((count, *unit, if sign || inside { Trust::Sure } else { Trust::Joined })),
    }
}

fn count_word(cursor: &mut Cursor) -> Option<u32> {
    COUNTS.iter().find(|(word, _)| cursor.word(word)).map(|(_, count)| *count)
}

fn span_ja(cursor: &mut Cursor, way: Way) -> Option<(u32, Unit, Trust)> {
    let mark = if way == Way::Back { "前" } else { "後" };
    if cursor.take("半年") {
        return cursor.take(mark).then_some((6, Unit::Month, Trust::Sure));
    }
    let figures = cursor.opens_number().then(|| cursor.number(4)).flatten();
    let count = figures.or_else(|| kanji_number(cursor))?;
    let (_, unit) = UNITS_JA
        .iter()
        .find(|(word, _)| attempt(cursor, |c| (c.take(word) && c.take(mark)).then_some(())).is_some())?;
    Some((count, *unit, Trust::Sure))
}

/// 一 to 九十九, as people write before 日後.
fn kanji_number(cursor: &mut Cursor) -> Option<u32> {
    let digit = |c: &mut Cursor| {
        let found = c.one_of("一二三四五六七八九")?;
        u32::try_from("一二三四五六七八九".chars().position(|char| char == found)?).ok().map(|n| n + 1)
    };
    let tens = digit(cursor);
    if cursor.take("十") {
        return Some(tens.unwrap_or(1) * 10 + digit(cursor).unwrap_or(0));
    }
    tens
}
