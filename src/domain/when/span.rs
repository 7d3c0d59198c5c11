//! A span from now: `+2h`, `in 3 days`, `2h`, `3日後`; backwards `2h ago`, `3日前`.

use super::day::Trust;
use super::resolve::Way;
use super::words::{COUNTS, UNITS, UNITS_JA};
use crate::domain::scan::Cursor;

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

/// Takes a span: `+2h`, `in 3 days`, `2h`, `3日後`; backwards `2h ago`, `3日前`.
pub(super) fn read(cursor: &mut Cursor, way: Way) -> Option<(i64, Unit, Trust)> {
    let (count, unit, trust) =
        cursor.attempt(|c| span_en(c, way)).or_else(|| cursor.attempt(|c| span_ja(c, way)))?;
    let trust = if unit == Unit::Year && trust == Trust::Sure { Trust::Marked } else { trust };
    Some((if way == Way::Back { -i64::from(count) } else { i64::from(count) }, unit, trust))
}

fn span_en(cursor: &mut Cursor, way: Way) -> Option<(u32, Unit, Trust)> {
    cursor.opens_number().then_some(())?;
    let sign = cursor.one_of(if way == Way::Back { "-" } else { "+" }).is_some();
    let inside = !sign && cursor.word("in") && cursor.spaces();
    if inside && way == Way::On && cursor.word("half an hour") {
        return Some((30, Unit::Minute, Trust::Sure));
    }
    let count = cursor.number(4).or_else(|| inside.then(|| count_word(cursor)).flatten())?;
    let spaced = cursor.spaces();
    let mut units = UNITS.iter().filter(|(.., written)| *written || !(spaced || inside) || sign);
    let (_, unit, _) = units.find(|(word, ..)| cursor.take(word))?;
    cursor.closes().then_some(())?;
    let ago = cursor.attempt(|c| (c.spaces() && c.word("ago")).then_some(())).is_some();
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
        .find(|(word, _)| cursor.attempt(|c| (c.take(word) && c.take(mark)).then_some(())).is_some())?;
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
