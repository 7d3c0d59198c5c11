//! A phrase: a day, a time of day, or both in either order; or a span from now.

use super::Habits;
use super::clock::{self, Clock};
use super::day::{self, Dated, Day, Trust};
use super::resolve::Way;
use super::span::{self, Unit};
use super::words::DEADLINES;
use crate::domain::scan::Cursor;

/// What stands at one place of a text, and where it begins and ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub said: Said,
    pub trust: Trust,
    pub from: usize,
    pub to: usize,
}

/// What a phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// So many minutes from now.
    Minutes(i64),
    /// A day, a time of day, or both.
    Point { day: Option<Day>, clock: Option<Clock> },
    /// A day's closing hour.
    Closing(Day),
}

impl Phrase {
    /// Says whether it names a day or a span, rather than a time of day alone.
    pub(super) const fn dated(&self) -> bool {
        !matches!(self.said, Said::Point { day: None, .. })
    }

    /// Says whether its year was left out.
    pub(super) const fn yearless(&self) -> bool {
        matches!(self.said, Said::Point { day: Some(Day::Of(..) | Day::EndOf(_)), .. })
    }
}

/// Takes a phrase; `way` adds the words for the past.
pub(super) fn read(cursor: &mut Cursor, habits: &Habits, way: Way) -> Option<Phrase> {
    let from = cursor.at();
    let (said, trust) = said(cursor, habits, way)?;
    Some(Phrase { said, trust, from, to: cursor.at() })
}

fn said(cursor: &mut Cursor, habits: &Habits, way: Way) -> Option<(Said, Trust)> {
    if let Some((_, day)) = DEADLINES.iter().find(|(word, _)| cursor.word(word)) {
        return Some((Said::Closing(*day), Trust::Sure));
    }
    if let Some((count, unit, trust)) = span::read(cursor, way) {
        return Some(match unit.minutes() {
            Some(minutes) => (Said::Minutes(count * minutes), trust),
            None => with_clock(cursor, Dated { day: unit_day(count, unit), trust }, habits),
        });
    }
    if let Some(dated) = day::read(cursor, habits, way) {
        return Some(with_clock(cursor, dated, habits));
    }
    let bare = *cursor;
    if !bare.opens_number() {
        return None;
    }
    let clock = clock::read(cursor, habits)?;
    Some(with_day(cursor, &bare, clock, habits, way))
}

const fn unit_day(count: i64, unit: Unit) -> Day {
    match unit {
        Unit::Workday => Day::Workdays(count),
        Unit::Week => Day::Ahead(count * 7),
        Unit::Month => Day::Months(count),
        Unit::Year => Day::Months(count * 12),
        Unit::Day | Unit::Hour | Unit::Minute => Day::Ahead(count),
    }
}

fn with_clock(cursor: &mut Cursor, dated: Dated, habits: &Habits) -> (Said, Trust) {
    let mut tried = *cursor;
    tried.spaces();
    let _ = ["の", "、", ",", ".", "at", "t"].iter().any(|joiner| tried.take(joiner));
    tried.spaces();
    let Some(clock) = clock::read(&mut tried, habits) else {
        return (Said::Point { day: Some(dated.day), clock: None }, dated.trust);
    };
    *cursor = tried;
    (Said::Point { day: Some(dated.day), clock: Some(clock) }, Trust::Sure)
}

fn with_day(cursor: &mut Cursor, bare: &Cursor, clock: Clock, habits: &Habits, way: Way) -> (Said, Trust) {
    let mut tried = *cursor;
    let apart = clock.trust != Trust::Joined && (tried.spaces() | tried.take(","));
    tried.spaces();
    let _ = tried.word("on");
    tried.spaces();
    if let Some(dated) = apart.then(|| day::read(&mut tried, habits, way)).flatten() {
        *cursor = tried;
        return (Said::Point { day: Some(dated.day), clock: Some(clock) }, Trust::Sure);
    }
    let range = clock::range_follows(cursor) || clock::range_precedes(bare);
    (Said::Point { day: None, clock: Some(clock) }, if range { Trust::Never } else { clock.trust })
}
