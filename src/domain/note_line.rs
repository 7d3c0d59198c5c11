//! The note line: what a line typed after a call says about time, money and the deal.
//!
//! Read on every key, so it is one pass over an even copy and touches no tables of numbers unless a
//! number stands in the line. The line itself is the note and is kept as it was typed.
//!
//! After a lone `d` and a stage the words are about the deal: a day without a time is when it should
//! close, and plain figures are its amount. A day with a time is a next step wherever it stands.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Noun;
use super::amount::{self, Amount};
use super::phone::{self, Phone};
use super::scan::{Cursor, Even};
use super::typed;
use super::when::{self, Habits, Spot};

/// What a line says, each with the bytes that say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When to be in touch again.
    pub next: Option<Spot>,
    /// What the deal is worth.
    pub amount: Option<(Amount, Range<usize>)>,
    /// The stage it has come to, as its code.
    pub stage: Option<(&'static str, Range<usize>)>,
    /// When it should close.
    pub close: Option<(NaiveDate, Range<usize>)>,
    /// A number to dial that stands in the note.
    pub number: Option<(Phone, Range<usize>)>,
    /// When it really happened, if not now.
    pub at: Option<Spot>,
}

/// No more of a line is looked at.
const MOST: usize = 2_000;

/// Reads a line; `currency` is the desk's own, for plain figures after a stage.
#[must_use]
pub fn read(line: &str, now: DateTime<FixedOffset>, habits: &Habits, currency: &str) -> Reading {
    let even = Even::first(line, MOST);
    let at = when::backdate_in(&even, now, habits);
    let stage = stage(&even);
    let mut times = when::all_in(&even, now, habits);
    times.retain(|(_, spot)| at.as_ref().is_none_or(|at| apart(&at.range, &spot.range)));
    let deal = stage.as_ref().map_or(usize::MAX, |(_, range)| range.end);
    let (closing, next): (Vec<_>, Vec<_>) =
        times.into_iter().partition(|(dated, spot)| *dated && !spot.when.timed && spot.range.start >= deal);
    let close = closing.into_iter().next_back().map(|(_, spot)| (spot.when.at.date_naive(), spot.range));
    let plain = || plain_amount(line.get(deal..)?, deal, close.as_ref(), currency);
    Reading {
        next: when::meant(next),
        amount: amount::find_in(&even).map(|(range, amount)| (amount, range)).or_else(plain),
        number: phone::find_in(&even, line, phone::HOME).map(|(range, phone)| (phone, range)),
        stage,
        close,
        at,
    }
}

const fn apart(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.end <= other.start || other.end <= one.start
}

/// A lone `d` and a stage: `d 提案`, `d proposal`.
fn stage(even: &Even) -> Option<(&'static str, Range<usize>)> {
    let ds = even.chars().iter().enumerate().filter(|(_, char)| **char == 'd');
    ds.map(|(at, _)| even.cursor().moved(at)).find_map(|mut cursor| {
        let from = cursor.at();
        let lone = cursor.last().is_none_or(parts) && cursor.take("d") && cursor.spaces();
        let code = lone.then(|| stage_word(&mut cursor)).flatten()?;
        Some((code, even.bytes(from, cursor.at())))
    })
}

fn stage_word(cursor: &mut Cursor) -> Option<&'static str> {
    let word: String = cursor.rest().iter().take_while(|char| !parts(**char)).take(16).collect();
    let stages = typed::choices(Noun::Deal, "stage");
    let exact = stages.iter().find(|code| **code == word).copied();
    let code = exact.or_else(|| typed::meant(&word).find(|code| stages.contains(code)))?;
    *cursor = cursor.moved(cursor.at() + word.chars().count());
    Some(code)
}

fn parts(char: char) -> bool {
    char.is_whitespace() || "、。,;".contains(char)
}

/// The first word after the stage that is a bare amount of some size: `1200000`, `12k`.
fn plain_amount(
    text: &str,
    offset: usize,
    close: Option<&(NaiveDate, Range<usize>)>,
    currency: &str,
) -> Option<(Amount, Range<usize>)> {
    let ends_figures = |char: char| char.is_whitespace() || "、。;".contains(char);
    let mut start = offset;
    let words = text.split_inclusive(ends_figures).map(|part| {
        start += part.len();
        (start - part.len(), part.trim_end_matches(ends_figures))
    });
    words.filter(|(_, word)| word.len() <= 32 && word.starts_with(char::is_numeric)).find_map(
        |(start, word)| {
            let range = start..start + word.len();
            let free = close.is_none_or(|(_, close)| apart(close, &range));
            let sized = word.chars().count() >= 4 || word.ends_with(|char: char| char.is_alphabetic());
            amount::read(word, currency).filter(|_| free && sized).map(|amount| (amount, range))
        },
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::amount::show;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-21T14:32:00+09:00").unwrap()
    }

    fn of(line: &str) -> Reading {
        read(line, now(), &Habits::default(), "JPY")
    }

    fn said(line: &str) -> [String; 5] {
        let Reading { next, amount, stage, close, at, .. } = of(line);
        let time = |spot: Option<Spot>| spot.map(|spot| spot.when.at.format("%m-%d %H:%M").to_string());
        [
            time(next),
            amount.map(|(amount, _)| show(amount.minor, amount.currency)),
            stage.map(|(code, _)| code.to_owned()),
            close.map(|(date, _)| date.to_string()),
            time(at),
        ]
        .map(Option::unwrap_or_default)
    }

    #[test]
    fn a_line_says_what_comes_next_and_what_it_is_worth() {
        #[rustfmt::skip]
        let rows = [
            ("20台で検討、来週火曜14時に再度 120万", ["11-24 14:00", "¥1,200,000", "", "", ""]),
            ("wants 20 units, call back tue 10:00, about $12k", ["11-24 10:00", "$12,000", "", "", ""]),
            ("20台で検討、来週火曜14時に再度 d 提案 120万 6/末", ["11-24 14:00", "¥1,200,000", "proposal", "2027-06-30", ""]),
            ("d 見積 1,200,000 12/20 来週火曜14時", ["11-24 14:00", "¥1,200,000", "quote", "2026-12-20", ""]),
            ("d proposal 900k", ["", "¥900,000", "proposal", "", ""]),
            ("d 受注、120万", ["", "¥1,200,000", "won", "", ""]),
            ("@昨日15時 不在、明日再度", ["11-22 10:00", "", "", "", "11-20 15:00"]),
            ("@13:00 talked", ["", "", "", "", "11-21 13:00"]),
            ("d 提案書を送る", ["", "", "", "", ""]),
            ("and proposal 12000", ["", "", "", "", ""]),
            ("20台で検討、再度", ["", "", "", "", ""]),
            ("", ["", "", "", "", ""]),
        ];
        for (line, meant) in rows {
            assert_eq!(said(line), meant, "{line}");
        }
    }

    #[test]
    fn a_number_in_the_note_is_no_amount_and_no_time() {
        let reading = of("新しい番号 090-1234-5678");
        let (phone, _) = reading.number.clone().unwrap();
        assert_eq!(phone.e164.as_deref(), Some("+819012345678"));
        assert_eq!(Reading { number: None, ..reading }, Reading::default());
    }

    #[test]
    fn what_lies_beyond_the_limit_is_not_looked_at() {
        let line = "あ".repeat(MOST) + " 来週火曜14時 d 提案 120万";
        assert_eq!(of(&line), Reading::default());
    }

    proptest! {
        #[test]
        fn no_line_breaks_the_reading(text in any::<String>(), shape in "[d 提案0-9万@./:,来週火曜日時明日+h-]{0,30}") {
            for line in [&text, &shape] {
                let Reading { next, amount, stage, close, number, at } = of(line);
                let ranges = [next.map(|s| s.range), amount.map(|a| a.1), stage.map(|s| s.1), close.map(|c| c.1), number.map(|n| n.1), at.map(|a| a.range)];
                for range in ranges.into_iter().flatten() {
                    prop_assert!(line.get(range).is_some_and(|said| !said.is_empty()));
                }
            }
        }
    }
}
