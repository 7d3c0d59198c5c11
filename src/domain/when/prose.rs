//! Which phrases of a sentence are times agreed, and which are fractions, rules or the past.
//!
//! Strict on purpose: a callback nobody asked for is worse than one typed more plainly.

use super::Habits;
use super::day::Trust;
use super::phrase::{self, Phrase};
use super::resolve::Way;
use super::words::{JOINERS, MARKS_AFTER, MARKS_BEFORE, NEVER_AFTER, NEVER_BEFORE, TAILS};
use crate::domain::scan::{Cursor, Even, ends, starts, trim_end};

/// Every phrase of a text that stands as a time, in order.
pub(super) fn phrases(even: &Even, habits: &Habits) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut cursor = even.cursor();
    while let Some(next) = cursor.next() {
        let before = cursor;
        match can_begin(next, &cursor).then(|| phrase::read(&mut cursor, habits, Way::On)).flatten() {
            Some(phrase) if stands(&phrase, &before, &cursor) => found.push(phrase),
            Some(_) => {}
            None => cursor = cursor.moved(cursor.at() + 1),
        }
    }
    found
}

/// A quick look before the tables are read: letters only at the start of a word.
fn can_begin(next: char, cursor: &Cursor) -> bool {
    match next {
        'a'..='z' => cursor.opens(),
        '0'..='9' | '+' => cursor.opens_number(),
        _ => "明あしさ今き本週再来翌当月火水木金土日朝午正昼お夕夜令平昭大半一二三四五六七八九十"
            .contains(next),
    }
}

fn stands(phrase: &Phrase, before: &Cursor, after: &Cursor) -> bool {
    let alone = blank(before.before()) && blank(after.rest());
    let trusted = match phrase.trust {
        Trust::Sure => true,
        Trust::Marked => alone || marked(before, after),
        Trust::Joined => alone,
        Trust::Never => false,
    };
    trusted && !follows_past(before) && !precedes_past(after)
}

fn blank(chars: &[char]) -> bool {
    chars.iter().all(|char| char.is_whitespace())
}

/// Says whether the text ends with a word of the list, Latin ones as whole words.
fn ends_with_any(chars: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| {
        let cut = chars.len().saturating_sub(word.chars().count());
        let runs_on = word.is_ascii() && cut > 0 && chars[cut - 1].is_ascii_alphanumeric();
        ends(chars, word) && !runs_on
    })
}

fn marked(before: &Cursor, after: &Cursor) -> bool {
    let mut rest = *after;
    rest.spaces();
    ends_with_any(trim_end(before.before()), MARKS_BEFORE)
        || MARKS_AFTER.iter().any(|mark| starts(rest.rest(), mark))
}

fn follows_past(before: &Cursor) -> bool {
    let mut text = trim_end(before.before());
    if ends_with_any(text, NEVER_BEFORE) {
        return true;
    }
    if let Some(joiner) = JOINERS.iter().find(|joiner| ends_with_any(text, &[joiner])) {
        text = trim_end(&text[..text.len() - joiner.chars().count()]);
    }
    ends_with_any(text, NEVER_BEFORE)
}

/// A verb further away than this is about something else.
const CLAUSE: usize = 24;

fn precedes_past(after: &Cursor) -> bool {
    let rest = after.rest();
    let rest = &rest[..rest.len().min(CLAUSE)];
    let clause = rest.iter().position(|char| "、。,;\n".contains(*char)).map_or(rest, |end| &rest[..end]);
    (0..clause.len()).any(|at| NEVER_AFTER.iter().any(|text| starts(&clause[at..], text)))
}

/// Skips what may trail a time that was asked for: に, まで, 頃, a full stop.
pub(super) fn skip_tail(cursor: &mut Cursor) {
    cursor.spaces();
    while TAILS.iter().any(|tail| cursor.take(tail)) {}
    cursor.spaces();
}
