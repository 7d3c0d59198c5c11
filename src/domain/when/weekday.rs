//! Weekdays: `tue`, `next tue`, `tue 24 nov`, 火曜, 来週火曜, and `(火)` after a date.

use chrono::Weekday;

use super::Habits;
use super::day::{Dated, Day, Trust, among, date, sure};
use super::resolve::Way;
use super::words::{AFTER_YOUBI, ENDS_YOUBI, WEEKDAYS, WEEKS, WEEKS_BEHIND, YOUBI};
use crate::domain::scan::Cursor;

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
pub(super) fn in_week(cursor: &mut Cursor, way: Way) -> Option<Dated> {
    let (word, weeks) = among(WEEKS, WEEKS_BEHIND, way).find(|(word, _)| cursor.word(word))?;
    let after_week = *cursor;
    let _ = cursor.spaces() || cursor.take("の");
    let named = cursor
        .attempt(youbi_day)
        .or_else(|| {
            cursor.attempt(|c| youbi(c).filter(|_| c.next().is_none_or(|next| ENDS_YOUBI.contains(next))))
        })
        .or_else(|| english_weekday(cursor).map(|(day, _)| day));
    if let Some(day) = named {
        return Some(sure(Day::Week(*weeks, day)));
    }
    *cursor = after_week;
    let alone = *weeks != 0 && (word.ends_with('週') || word.ends_with("week"));
    alone.then_some(Dated { day: Day::Week(*weeks, Weekday::Mon), trust: Trust::Marked })
}

/// A weekday by itself, or before the date it falls on: `火曜`, `tue`, `tue 24 nov`.
pub(super) fn weekday(cursor: &mut Cursor, habits: &Habits) -> Option<Dated> {
    let counted = cursor.last().is_some_and(|last| last.is_ascii_digit());
    if let Some(day) = cursor.attempt(youbi_day) {
        let rule = counted || cursor.next().is_some_and(|next| AFTER_YOUBI.contains(next));
        return Some(Dated { day: Day::Weekday(day), trust: if rule { Trust::Joined } else { Trust::Sure } });
    }
    let (day, short) = english_weekday(cursor)?;
    let dated = cursor.attempt(|c| {
        let _ = c.take(",");
        c.spaces();
        date(c, habits)
    });
    let owned = cursor.next().is_some_and(|next| matches!(next, '\'' | '’'));
    let trust = match (owned, short) {
        (true, _) => Trust::Joined,
        (false, true) => Trust::Marked,
        (false, false) => Trust::Sure,
    };
    Some(dated.map_or(Dated { day: Day::Weekday(day), trust }, |dated| sure(dated.day)))
}

/// Takes the weekday in brackets after a date; which day it is, the date says.
pub(super) fn bracketed(cursor: &mut Cursor) -> Option<()> {
    cursor.take("(").then_some(())?;
    youbi(cursor).or_else(|| english_weekday(cursor).map(|(day, _)| day))?;
    let _ = cursor.take("曜日") || cursor.take("曜");
    cursor.take(")").then_some(())
}
