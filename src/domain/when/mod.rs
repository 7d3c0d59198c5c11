//! Times as people type them, English and Japanese: `+2h`, `next tue 10:30`, `来週火曜14時`.
//!
//! [`read`] wants a whole text to be a time; [`find`] looks for one inside a sentence and is strict
//! about what it takes for one; [`backdate`] looks for `@昨日15時`. None knows a clock: `now`, with
//! the offset in which the rep lives, is a parameter. The live line, forms and commands call it.
//!
//! A date without a time gets the callback hour; a time without a date is the next such time; a
//! weekday is the next such day, and 来週火曜 or `next tue` is the Tuesday of the week that begins
//! next Monday. An hour before opening that would lie in business hours as afternoon (3時) is afternoon.

mod clock;
mod day;
mod phrase;
mod prose;
mod resolve;
mod span;
mod weekday;
pub(super) mod words;

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta};

use super::scan::Even;
use phrase::Phrase;
use resolve::Way;

/// How the desk keeps its hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// When a callback is due on a day for which no time was given.
    pub callback: NaiveTime,
    /// When work begins: 朝一.
    pub open: NaiveTime,
    /// When work ends: `eod`.
    pub close: NaiveTime,
    /// Reads `3/4` as the third of April.
    pub day_first: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self { callback: hour(10), open: hour(9), close: hour(18), day_first: false }
    }
}

const fn hour(hour: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// A moment that was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The instant, in the offset of the `now` it was read against.
    pub at: DateTime<FixedOffset>,
    /// Says whether a time of day was given; if not, it is the callback hour.
    pub timed: bool,
}

/// A time found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it means.
    pub when: When,
}

/// Why a text is not a time that can be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// Nothing was typed.
    #[error("no time given")]
    Empty,
    /// It is a time on the other side of now.
    #[error("`{0}` lies on the other side of now")]
    Elsewhere(String),
    /// The first part is a time; the second is not.
    #[error("`{0}` is a time, but not `{1}`")]
    Partly(String, String),
    /// Nothing in it is a time.
    #[error("`{0}` is not a time such as tomorrow 15:00 or +2h")]
    Unknown(String),
}

/// In a sentence, 11/5 on the 21st of November is this year's: it would be further ahead than this.
const JUST_PASSED: TimeDelta = TimeDelta::days(305);

/// Longer texts are not a time.
const MOST: usize = 64;

/// Reads a text that is a time and nothing else; always in the future, except an exact ISO date.
pub fn read(text: &str, now: DateTime<FixedOffset>, habits: &Habits) -> Result<When, Unclear> {
    whole(text, now, habits, Way::On).or_else(|unclear| english(text.trim(), now, habits).ok_or(unclear))
}

/// Reads a text that is a time which has passed: `昨日15時`, `yesterday 3pm`, `2h ago`, `13:00`.
pub fn read_past(text: &str, now: DateTime<FixedOffset>, habits: &Habits) -> Result<When, Unclear> {
    whole(text, now, habits, Way::Back)
}

fn whole(text: &str, now: DateTime<FixedOffset>, habits: &Habits, way: Way) -> Result<When, Unclear> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Unclear::Empty);
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(When { at: at.with_timezone(now.offset()), timed: true });
    }
    let even = Even::first(text, MOST + 1);
    if even.chars().len() > MOST {
        return Err(Unclear::Unknown(text.chars().take(MOST).collect()));
    }
    let phrase = only_phrase(text, &even, habits, way)?;
    resolve::moment(&phrase, now, habits, way)
        .or_else(|| resolve::exact(&phrase, now, habits))
        .ok_or_else(|| Unclear::Elsewhere(text.to_owned()))
}

/// The phrase that is all of the text.
fn only_phrase(text: &str, even: &Even, habits: &Habits, way: Way) -> Result<Phrase, Unclear> {
    let mut cursor = even.cursor();
    let phrase = phrase::read(&mut cursor, habits, way).ok_or_else(|| Unclear::Unknown(text.to_owned()))?;
    prose::skip_tail(&mut cursor);
    if cursor.done() {
        return Ok(phrase);
    }
    let understood = even.bytes(phrase.from, phrase.to);
    let rest = text[understood.end..].trim().to_owned();
    Err(Unclear::Partly(text[understood].to_owned(), rest))
}

/// What `interim` makes of English that the grammar here does not cover.
///
/// It keeps the clock of `now` for a bare `tomorrow`, and midnight for a bare `monday`; reading
/// against two clocks shows which of the two it did, and both count as no time given.
/// Capitals and words of 16 letters after an hour make it panic, so it sees neither.
fn english(text: &str, now: DateTime<FixedOffset>, habits: &Habits) -> Option<When> {
    let run_over = |most, of: fn(&char) -> bool| text.split(|c| !of(&c)).any(|run| run.len() > most);
    let odd = run_over(4, char::is_ascii_digit) || run_over(15, char::is_ascii_alphabetic);
    if odd || !text.is_ascii() || !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let text = &text.to_ascii_lowercase();
    let dialect = if habits.day_first { interim::Dialect::Uk } else { interim::Dialect::Us };
    let read = |now| interim::parse_date_string(text, now, dialect).ok();
    let at = read(now)?;
    let elsewhere = if now.time() < hour(12) { hour(13) } else { hour(11) };
    let other = read(now.with_time(elsewhere).single()?)?;
    let timed = at.time() == other.time() && at.time() != NaiveTime::MIN;
    let at = if timed { at } else { at.with_time(habits.callback).single()? };
    (at > now).then_some(When { at, timed })
}

/// Finds the time to come that a sentence speaks of.
///
/// Of several, the last that names a day (or a span such as `+2h`) wins, else the last time of day:
/// "spoke at 3pm, call back tue 10:00" is Tuesday, and a rep who types the time last is understood.
/// Times that have passed, dates without a year that passed within two months, and those a verb of
/// the past stands beside, are left out.
#[must_use]
pub fn find(text: &str, now: DateTime<FixedOffset>, habits: &Habits) -> Option<Spot> {
    meant(all_in(&Even::of(text), now, habits))
}

/// Of several times the one that is meant: the last with a day, else the last.
pub(super) fn meant(times: Vec<(bool, Spot)>) -> Option<Spot> {
    times.into_iter().max_by_key(|(dated, spot)| (*dated, spot.range.start)).map(|(_, spot)| spot)
}

/// Every time to come in an even text, in order, and whether it names a day or a span.
pub(super) fn all_in(even: &Even, now: DateTime<FixedOffset>, habits: &Habits) -> Vec<(bool, Spot)> {
    prose::phrases(even, habits)
        .into_iter()
        .filter_map(|phrase| {
            let when = resolve::moment(&phrase, now, habits, Way::On)?;
            let passed = phrase.yearless() && when.at - now > JUST_PASSED;
            (!passed).then_some((phrase.dated(), Spot { range: even.bytes(phrase.from, phrase.to), when }))
        })
        .collect()
}

/// Finds `@` and a time that has passed, at the start of a word: `@昨日15時`, `@yesterday 3pm`, `@13:00`.
///
/// The range includes the `@`. The first that can be read counts.
#[must_use]
pub fn backdate(text: &str, now: DateTime<FixedOffset>, habits: &Habits) -> Option<Spot> {
    backdate_in(&Even::of(text), now, habits)
}

/// [`backdate`] in a text that is even already.
pub(super) fn backdate_in(even: &Even, now: DateTime<FixedOffset>, habits: &Habits) -> Option<Spot> {
    let ats = even.chars().iter().enumerate().filter(|(_, char)| **char == '@');
    ats.map(|(at, _)| at).find_map(|at| {
        let mut cursor = even.cursor().moved(at + 1);
        if at > 0 && even.chars()[at - 1].is_ascii_alphanumeric() {
            return None;
        }
        cursor.spaces();
        let phrase = phrase::read(&mut cursor, habits, Way::Back)?;
        let when = resolve::moment(&phrase, now, habits, Way::Back)?;
        Some(Spot { range: even.bytes(at, phrase.to), when })
    })
}

#[cfg(test)]
mod tests;
