//! Preferred hours as people write them on a person: `火・木 10時〜12時`, `after 3pm`, 平日の午前.
//!
//! Every word must be understood, or nothing is: nobody is left uncalled by a text that cannot be
//! read. Days stand before or after their times. The rules of pacing ask.

use chrono::{NaiveTime, Timelike, Weekday};

use super::scan::{Cursor, Even};
use super::when::words::{WEEKDAYS, YOUBI};

/// The hours somebody likes to be called in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferred(Vec<Rule>);

/// Days of the week as bits from Monday, and minutes after midnight.
type Rule = (u8, Minutes, Minutes);
type Minutes = u32;

/// One word of it, as understood.
#[derive(Clone, Copy)]
enum Said {
    Days(u8),
    Hours(Minutes, Minutes),
}

const DAY: Minutes = 24 * 60;
const ALL_WEEK: u8 = 0b111_1111;
const WEEKEND: u8 = 0b110_0000;

/// Longer texts are a story, not hours.
const MOST: usize = 80;

const DAY_WORDS: &[(&str, u8)] = &[
    ("平日", ALL_WEEK ^ WEEKEND),
    ("営業日", ALL_WEEK ^ WEEKEND),
    ("weekdays", ALL_WEEK ^ WEEKEND),
    ("weekday", ALL_WEEK ^ WEEKEND),
    ("週末", WEEKEND),
    ("weekends", WEEKEND),
    ("weekend", WEEKEND),
    ("毎日", ALL_WEEK),
    ("いつでも", ALL_WEEK),
    ("終日", ALL_WEEK),
    ("every day", ALL_WEEK),
    ("daily", ALL_WEEK),
    ("any time", ALL_WEEK),
    ("anytime", ALL_WEEK),
];

#[rustfmt::skip]
const PARTS: &[(&str, Minutes, Minutes)] = &[
    ("午前中", 0, 12 * 60), ("午前", 0, 12 * 60), ("mornings", 0, 12 * 60), ("morning", 0, 12 * 60),
    ("am", 0, 12 * 60), ("朝一番", 0, 10 * 60), ("朝一", 0, 10 * 60), ("朝", 0, 10 * 60), ("first thing", 0, 10 * 60),
    ("お昼", 12 * 60, 13 * 60), ("昼休み", 12 * 60, 13 * 60), ("昼", 12 * 60, 13 * 60),
    ("lunchtime", 12 * 60, 13 * 60), ("lunch", 12 * 60, 13 * 60),
    ("午後", 12 * 60, 18 * 60), ("afternoons", 12 * 60, 18 * 60), ("afternoon", 12 * 60, 18 * 60),
    ("pm", 12 * 60, 18 * 60), ("夕方", 16 * 60, 19 * 60), ("evenings", 17 * 60, 21 * 60),
    ("evening", 17 * 60, 21 * 60), ("夜間", 18 * 60, DAY), ("夜", 18 * 60, DAY),
];

/// Words that change nothing.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "only", "in", "the", "at", "on", "and", "or", "best", "ok", "preferred", "please", "call", "phone",
    "の間", "の", "は", "が", "に", "と", "希望", "のみ", "だけ", "可", "電話", "連絡", "架電",
];

/// Which half of the day a word before a time says.
#[rustfmt::skip]
const HALVES: &[(&str, Half)] = &[
    ("午前", Half::Morning), ("朝", Half::Morning), ("morning", Half::Morning), ("am", Half::Morning),
    ("午後", Half::Afternoon), ("夕方", Half::Afternoon), ("夜", Half::Afternoon),
    ("afternoon", Half::Afternoon), ("evening", Half::Afternoon), ("pm", Half::Afternoon),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

const LATER: &[&str] = &["以降", "以後", "過ぎ", "すぎ", "から", "onwards", "onward", "or later"];
const EARLIER: &[&str] = &["までに", "まで", "以前", "前", "or earlier"];
const AROUND: &[&str] = &["頃", "ごろ", "ころ"];
const DASHES: &str = "-~〜–—−ー";

impl Preferred {
    /// Reads hours as a person wrote them; nothing where a word of it is not understood.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let even = Even::first(text.trim(), MOST + 1);
        if even.chars().len() > MOST {
            return None;
        }
        let (mut cursor, mut all) = (even.cursor(), Vec::new());
        while !cursor.done() {
            if !fillers(&mut cursor) {
                let hours = cursor.attempt(hours).map(|(from, to)| Said::Hours(from, to));
                all.push(hours.or_else(|| days(&mut cursor).map(Said::Days))?);
            }
        }
        rules(all).map(Self)
    }

    /// Minutes after midnight at which one of them begins, on some day.
    pub fn starts(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|(_, from, _)| *from)
    }

    /// Says whether a local time lies in them.
    #[must_use]
    pub fn holds(&self, local: NaiveTime, weekday: Weekday) -> bool {
        let minute = local.num_seconds_from_midnight() / 60;
        let held = |(days, from, to): &Rule| days & bit(weekday) != 0 && (*from..*to).contains(&minute);
        self.0.iter().any(held)
    }
}

/// Joins days with the hours beside them: all before or all behind.
fn rules(mut all: Vec<Said>) -> Option<Vec<Rule>> {
    if matches!(all.first()?, Said::Hours(..)) {
        all.reverse();
    }
    if matches!(all.first()?, Said::Hours(..)) {
        let hours = |said| match said {
            Said::Hours(from, to) => Some((ALL_WEEK, from, to)),
            Said::Days(_) => None,
        };
        return all.into_iter().map(hours).collect();
    }
    let (mut rules, mut days, mut timed) = (Vec::new(), 0, true);
    for said in all.into_iter().chain([Said::Days(0)]) {
        match said {
            Said::Hours(from, to) => {
                rules.push((days, from, to));
                timed = true;
            }
            Said::Days(0) if !timed => rules.push((days, 0, DAY)),
            Said::Days(more) => {
                days = if timed { more } else { days | more };
                timed = false;
            }
        }
    }
    Some(rules)
}

const fn bit(weekday: Weekday) -> u8 {
    1 << weekday.num_days_from_monday()
}

fn parts(char: char) -> bool {
    char.is_whitespace() || ",、。;・/&()".contains(char)
}

fn fillers(cursor: &mut Cursor) -> bool {
    let from = cursor.at();
    while cursor.next().is_some_and(parts) {
        *cursor = cursor.moved(cursor.at() + 1);
    }
    cursor.at() > from || any(cursor, FILLERS)
}

fn any(cursor: &mut Cursor, words: &[&str]) -> bool {
    words.iter().any(|word| cursor.word(word))
}

fn days(cursor: &mut Cursor) -> Option<u8> {
    if let Some((_, days)) = DAY_WORDS.iter().find(|(word, _)| cursor.word(word)) {
        return Some(*days);
    }
    let from = weekday(cursor)?;
    let last = cursor.attempt(|c| to(c).then(|| weekday(c)).flatten());
    let length = |to: Weekday| (to.num_days_from_monday() + 7 - from.num_days_from_monday()) % 7;
    let days = std::iter::successors(Some(from), |day| Some(day.succ()));
    Some(days.take(1 + last.map_or(0, length) as usize).fold(0, |all, day| all | bit(day)))
}

fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    let english = |(word, ..): &&(&str, Weekday, bool)| cursor.word(word) || cursor.word(&format!("{word}s"));
    if let Some((_, day, _)) = WEEKDAYS.iter().find(english) {
        return Some(*day);
    }
    let (_, day) = YOUBI.iter().find(|(char, _)| cursor.next() == Some(*char))?;
    *cursor = cursor.moved(cursor.at() + 1);
    let _ = cursor.take("曜日") || cursor.take("曜");
    Some(*day)
}

fn to(cursor: &mut Cursor) -> bool {
    cursor.spaces();
    let to =
        cursor.one_of(DASHES).is_some() || any(cursor, &["から", "to", "till", "until", "through", "and"]);
    cursor.spaces();
    to
}

/// A stretch of the day: `14:00-16:00`, `after 3pm`, `11時まで`, 午後.
fn hours(cursor: &mut Cursor) -> Option<(Minutes, Minutes)> {
    let part = |cursor: &mut Cursor| {
        PARTS.iter().find(|(word, ..)| cursor.word(word)).map(|(_, from, to)| (*from, *to))
    };
    [bounded, range, lone, part].into_iter().find_map(|read| cursor.attempt(read))
}

/// `after 3`, `before 11am`, `〜11時`.
fn bounded(cursor: &mut Cursor) -> Option<(Minutes, Minutes)> {
    let opens = cursor.last().is_none_or(parts);
    let until = any(cursor, &["before", "until", "till", "by"]) || (opens && cursor.one_of(DASHES).is_some());
    (until || any(cursor, &["after"])).then_some(())?;
    let at = clock(cursor)?.minutes(None)?;
    let _ = until && any(cursor, EARLIER);
    Some(if until { (0, at) } else { (at, DAY) })
}

/// `14:00-16:00`, `2-4pm`, `午後1時から3時まで`, `between 10 and 12`.
fn range(cursor: &mut Cursor) -> Option<(Minutes, Minutes)> {
    any(cursor, &["between", "from"]);
    let from = clock(cursor)?;
    to(cursor).then_some(())?;
    let to = clock(cursor)?;
    any(cursor, EARLIER);
    any(cursor, &["の間", "間"]);
    let starts = [from.half.or(to.half), from.half];
    let ends = [to.half.or(from.half), to.half];
    let pairs = starts.iter().flat_map(|start| ends.iter().map(move |end| (*start, *end)));
    let meant = pairs.filter_map(|(start, end)| Some((from.minutes(start)?, to.minutes(end)?)));
    meant.into_iter().find(|(from, to)| from < to)
}

/// `15時以降`, `11時まで`, `from 10`; a time alone, or 頃, is half an hour around it.
fn lone(cursor: &mut Cursor) -> Option<(Minutes, Minutes)> {
    let from = any(cursor, &["from"]);
    let around = any(cursor, &["around", "about"]);
    let told = clock(cursor)?;
    let at = told.minutes(None)?;
    cursor.spaces();
    if from || any(cursor, LATER) || cursor.one_of(DASHES).is_some() {
        return clock(&mut cursor.clone()).is_none().then_some((at, DAY));
    }
    if any(cursor, EARLIER) {
        return Some((0, at));
    }
    (any(cursor, AROUND) || around || told.told).then_some((at.saturating_sub(30), at + 30))
}

/// A time of day as written.
#[derive(Clone, Copy)]
struct Clock {
    hour: Minutes,
    minute: Minutes,
    half: Option<Half>,
    /// More than bare figures: `15:00`, 15時, `3pm`.
    told: bool,
    /// `09:00` is in the morning.
    padded: bool,
}

impl Clock {
    /// Minutes after midnight, in its own half of the day or else in that one.
    fn minutes(&self, half: Option<Half>) -> Option<Minutes> {
        let guessed = !self.padded && (1..7).contains(&self.hour);
        let hour = match (self.half.or(half), self.hour) {
            (Some(Half::Morning), 0..=12) => self.hour % 12,
            (Some(Half::Afternoon), 0..=12) => self.hour % 12 + 12,
            (None, hour) if guessed => hour + 12,
            (_, hour) => hour,
        };
        Some(hour * 60 + self.minute).filter(|minutes| *minutes <= DAY)
    }
}

fn clock(cursor: &mut Cursor) -> Option<Clock> {
    cursor.spaces();
    if any(cursor, &["noon", "正午"]) {
        return Some(Clock { hour: 12, minute: 0, half: Some(Half::Afternoon), told: true, padded: true });
    }
    let before = half(cursor);
    let padded = cursor.next() == Some('0');
    let hour = cursor.number(2)?;
    let minute = cursor.attempt(minute);
    let after = cursor.attempt(|c| {
        c.spaces();
        [("am", Half::Morning), ("a.m.", Half::Morning), ("pm", Half::Afternoon), ("p.m.", Half::Afternoon)]
            .into_iter()
            .find_map(|(word, half)| c.take(word).then_some(half))
            .filter(|_| c.closes())
    });
    let half = after.or(before);
    cursor.closes().then_some(())?;
    Some(Clock { hour, minute: minute.unwrap_or(0), half, told: minute.is_some() || half.is_some(), padded })
}

fn half(cursor: &mut Cursor) -> Option<Half> {
    let (_, half) = HALVES.iter().find(|(word, _)| cursor.word(word))?;
    let _ = cursor.spaces() || cursor.take("の");
    Some(*half)
}

/// `:30`, `時`, `時半`, `時30分`.
fn minute(cursor: &mut Cursor) -> Option<Minutes> {
    if cursor.take(":") {
        return cursor.padded(2).filter(|minute| *minute < 60);
    }
    cursor.take("時").then_some(())?;
    if cursor.take("半") {
        return Some(30);
    }
    let minutes = cursor.attempt(|c| c.number(2).filter(|minute| *minute < 60 && c.take("分")));
    Some(minutes.unwrap_or(0))
}

#[cfg(test)]
mod tests;
