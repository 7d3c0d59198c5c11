//! A time of day: `15:30`, `3pm`, `午後3時半`, `noon`, 夕方.

use chrono::{NaiveTime, Timelike};

use super::day::Trust;
use super::words::AFTER_HOUR;
use super::{Habits, hour};
use crate::domain::scan::{Cursor, trim_end};

/// A time of day and how far prose may trust it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub time: NaiveTime,
    pub trust: Trust,
}

/// What a part of the day means: an hour of its own, or one of the desk's.
enum Part {
    At(u32),
    Open,
}

/// A part of the day, its hour, its trust in prose, and what makes it another word.
#[rustfmt::skip]
const PARTS: &[(&str, Part, Trust, &str)] = &[
    ("first thing", Part::Open,  Trust::Joined, ""),
    ("morning",     Part::At(10), Trust::Joined, ""),
    ("noon",        Part::At(12), Trust::Marked, ""),
    ("afternoon",   Part::At(14), Trust::Joined, ""),
    ("evening",     Part::At(17), Trust::Joined, ""),
    ("this afternoon", Part::At(14), Trust::Marked, ""),
    ("this evening", Part::At(17), Trust::Marked, ""),
    ("tonight",     Part::At(19), Trust::Marked, ""),
    ("am",          Part::At(10), Trust::Joined, ""),
    ("pm",          Part::At(14), Trust::Joined, ""),
    ("朝一番",      Part::Open,   Trust::Marked, ""),
    ("朝一",        Part::Open,   Trust::Marked, ""),
    ("朝イチ",      Part::Open,   Trust::Marked, ""),
    ("朝いち",      Part::Open,   Trust::Marked, ""),
    ("朝",          Part::Open,   Trust::Joined, "食礼刊日"),
    ("午前中",      Part::At(10), Trust::Marked, ""),
    ("午前",        Part::At(10), Trust::Marked, ""),
    ("昼一",        Part::At(13), Trust::Marked, ""),
    ("昼イチ",      Part::At(13), Trust::Marked, ""),
    ("昼過ぎ",      Part::At(13), Trust::Marked, ""),
    ("お昼",        Part::At(12), Trust::Joined, "休食寝"),
    ("正午",        Part::At(12), Trust::Marked, ""),
    ("昼",          Part::At(12), Trust::Joined, "休食寝間夜"),
    ("午後一",      Part::At(13), Trust::Marked, ""),
    ("午後イチ",    Part::At(13), Trust::Marked, ""),
    ("午後いち",    Part::At(13), Trust::Marked, ""),
    ("午後",        Part::At(14), Trust::Marked, ""),
    ("夕方",        Part::At(17), Trust::Marked, ""),
    ("夜",          Part::At(19), Trust::Joined, "間勤中景"),
];

/// Which half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Takes a time of day.
pub(super) fn read(cursor: &mut Cursor, habits: &Habits) -> Option<Clock> {
    if let Some(clock) = figures(cursor, habits) {
        return Some(clock);
    }
    let part = part(cursor, habits)?;
    Some(cursor.attempt(|c| within(c, part, habits)).unwrap_or(part))
}

/// The hour that a part of the day is narrowed to: `evening around 7pm`, 夜7時.
fn within(cursor: &mut Cursor, part: Clock, habits: &Habits) -> Option<Clock> {
    cursor.spaces();
    let _ = cursor.word("around") || cursor.word("about") || cursor.word("at") || cursor.take("の");
    cursor.spaces();
    let clock = figures(cursor, habits)?;
    let later = (part.time >= hour(12) && clock.time < hour(12))
        .then(|| clock.time.with_hour(clock.time.hour() + 12));
    Some(Clock { time: later.flatten().unwrap_or(clock.time), ..clock })
}

fn part(cursor: &mut Cursor, habits: &Habits) -> Option<Clock> {
    PARTS.iter().find_map(|(word, part, trust, not_before)| {
        let mut tried = *cursor;
        let fits = tried.word(word) && !tried.next().is_some_and(|next| not_before.contains(next));
        fits.then(|| {
            *cursor = tried;
            let time = match part {
                Part::At(at) => hour(*at),
                Part::Open => habits.open,
            };
            Clock { time, trust: *trust }
        })
    })
}

fn figures(cursor: &mut Cursor, habits: &Habits) -> Option<Clock> {
    let mut tried = *cursor;
    let before = half(&mut tried);
    tried.spaces();
    let padded = tried.next() == Some('0');
    let at_hour = tried.number(2)?;
    let (minute, mut named) = minutes(&mut tried)?;
    let after = english_half(&mut tried);
    named |= after.is_some();
    if !named || !ends(&tried) {
        return None;
    }
    let at_hour = twelve(at_hour, before.or(after))?;
    let time = NaiveTime::from_hms_opt(at_hour, minute, 0)?;
    let guess = before.or(after).is_none() && !padded;
    *cursor = tried;
    Some(Clock { time: if guess { in_hours(time, habits) } else { time }, trust: Trust::Sure })
}

fn half(cursor: &mut Cursor) -> Option<Half> {
    let words =
        [("午前", Half::Morning), ("午後", Half::Afternoon), ("am", Half::Morning), ("pm", Half::Afternoon)];
    let opened = cursor.opens();
    words
        .into_iter()
        .find_map(|(word, half)| ((!word.is_ascii() || opened) && cursor.take(word)).then_some(half))
}

fn english_half(cursor: &mut Cursor) -> Option<Half> {
    let mut tried = *cursor;
    tried.spaces();
    let words =
        [("am", Half::Morning), ("a.m.", Half::Morning), ("pm", Half::Afternoon), ("p.m.", Half::Afternoon)];
    let half = words.into_iter().find_map(|(word, half)| tried.take(word).then_some(half));
    half.filter(|_| tried.closes()).inspect(|_| *cursor = tried)
}

/// Takes what follows the hour: the minutes, and whether it said that this is a time at all.
fn minutes(cursor: &mut Cursor) -> Option<(u32, bool)> {
    if cursor.take(":") {
        let minute = cursor.padded(2)?;
        let mut seconds = *cursor;
        if seconds.take(":") && seconds.padded(2).is_some() {
            *cursor = seconds;
        }
        return Some((minute, true));
    }
    if !cursor.take("時") {
        return Some((0, false));
    }
    if cursor.next().is_some_and(|next| AFTER_HOUR.contains(next)) {
        return None;
    }
    if cursor.take("半") {
        return Some((30, true));
    }
    let mut tried = *cursor;
    let minute = tried.number(2).filter(|_| tried.take("分")).inspect(|_| *cursor = tried);
    Some((minute.unwrap_or(0), true))
}

/// `10:00` ends before a letter or a further figure; 14時 ends anywhere.
fn ends(cursor: &Cursor) -> bool {
    !cursor.last().is_some_and(|last| last.is_ascii_alphanumeric())
        || cursor.closes_number()
        || range_follows(cursor)
}

/// Says whether the time just read is the beginning of `14:00-15:00`.
pub(super) fn range_follows(cursor: &Cursor) -> bool {
    let mut tried = *cursor;
    tried.spaces();
    let dash = tried.one_of("-~〜–—").is_some() || tried.take("から") || tried.take("to ");
    tried.spaces();
    dash && tried.next().is_some_and(|next| next.is_ascii_digit() || next == '午')
}

/// Says whether the time that begins here is the end of `14:00-15:00`.
pub(super) fn range_precedes(cursor: &Cursor) -> bool {
    match trim_end(cursor.before()) {
        [start @ .., '~' | '〜' | '–' | '—' | '-'] => {
            trim_end(start).last().is_some_and(|last| RANGE_START.contains(*last))
        }
        [.., 'か', 'ら'] => true,
        _ => false,
    }
}

/// What the first time of a range can end with.
const RANGE_START: &str = "0123456789時半分m";

fn twelve(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        None => Some(hour),
        Some(_) if hour > 23 => None,
        Some(Half::Morning) => (hour <= 12).then_some(hour % 12),
        Some(Half::Afternoon) if hour > 12 => Some(hour),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    }
}

/// Three o'clock is in the afternoon where work begins at nine.
fn in_hours(time: NaiveTime, habits: &Habits) -> NaiveTime {
    let later = (time.hour() < 12).then(|| time.with_hour(time.hour() + 12)).flatten();
    later.filter(|later| time < habits.open && *later <= habits.close).unwrap_or(time)
}
