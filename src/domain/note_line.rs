//! The note line: what a line typed after a call says about time, money and the deal.
//!
//! Read on every key, so it is one pass over an even copy and touches no tables of numbers unless a
//! number stands in the line. The line itself is the note and is kept as it was typed.
//!
//! After a lone `d` and a stage, or a pipeline and a stage of it, the words are about the deal: a day without a time is when it should
//! close, and plain figures are its amount. A day with a time is a next step wherever it stands.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::amount::{self, Amount};
use super::page::Page;
use super::phone::{self, Phone};
use super::pipeline::{Course, Pipelines};
use super::scan::{Cursor, Even};
use super::when::{self, Habits, Spot};

/// What a line says, each with the bytes that say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// When to be in touch again.
    pub next: Option<Spot>,
    /// What the deal is worth.
    pub amount: Option<(Amount, Range<usize>)>,
    /// The stage it has come to, as its code.
    pub stage: Option<(Said, Range<usize>)>,
    /// When it should close.
    pub close: Option<(NaiveDate, Range<usize>)>,
    /// A number to dial that stands in the note.
    pub number: Option<(Phone, Range<usize>)>,
    /// When it really happened, if not now.
    pub at: Option<Spot>,
}

/// A stage that a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The code of its pipeline.
    pub pipeline: String,
    /// The pipeline was named, and is not just the one the deal is in.
    pub named: bool,
    /// Its code.
    pub code: String,
}

/// What a line is read against: the pipelines, and the one that is meant where none is named.
#[derive(Clone, Debug, Default)]
pub struct Meant {
    /// Every pipeline.
    pub pipelines: Pipelines,
    /// The code of the one the open deal is in.
    pub pipeline: String,
}

impl Meant {
    /// What a line about this customer is read against.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let pipeline = page.open_deal().map(|deal| deal.pipeline.clone()).unwrap_or_default();
        Self { pipelines: page.pipelines.clone(), pipeline }
    }
}

/// No more of a line is looked at.
const MOST: usize = 2_000;

/// Reads a line; `currency` is the desk's own, for plain figures after a stage.
#[must_use]
pub fn read(
    line: &str,
    now: DateTime<FixedOffset>,
    habits: &Habits,
    currency: &str,
    meant: &Meant,
) -> Reading {
    let even = Even::first(line, MOST);
    let at = when::backdate_in(&even, now, habits);
    let stage = stage(&even, meant);
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

/// A lone `d` and a stage: `d 提案`, `d proposal`; or a pipeline and a stage: `d 更新 見積`.
fn stage(even: &Even, meant: &Meant) -> Option<(Said, Range<usize>)> {
    let ds = even.chars().iter().enumerate().filter(|(_, char)| **char == 'd');
    ds.map(|(at, _)| even.cursor().moved(at)).find_map(|mut cursor| {
        let from = cursor.at();
        let lone = cursor.last().is_none_or(parts) && cursor.take("d") && cursor.spaces();
        let said = lone.then(|| said(&mut cursor, meant)).flatten()?;
        Some((said, even.bytes(from, cursor.at())))
    })
}

fn said(cursor: &mut Cursor, meant: &Meant) -> Option<Said> {
    let own = meant.pipelines.of(&meant.pipeline);
    let of = |course: &Course, named, code: &str| Said {
        pipeline: course.pipeline.code.clone(),
        named,
        code: code.to_owned(),
    };
    let here = *cursor;
    if let Some(stage) = words(cursor, |word| own.named(word)) {
        return Some(of(own, false, &stage.code));
    }
    let course = words(cursor, |word| meant.pipelines.named(word))?;
    cursor.spaces();
    let stage = words(cursor, |word| course.named(word)).map(|stage| stage.code.as_str());
    // A pipeline alone says where a deal begins; a word that is one by chance says nothing.
    if stage.is_none() && course.pipeline.code == own.pipeline.code {
        *cursor = here;
        return None;
    }
    Some(of(course, true, stage.unwrap_or_else(|| course.first(false))))
}

/// What the next word means; of labels of several words the longest.
fn words<T>(cursor: &mut Cursor, means: impl Fn(&str) -> Option<T>) -> Option<T> {
    let rest: Vec<char> = cursor.rest().iter().take(40).copied().collect();
    let ends = (1..=rest.len())
        .rev()
        .filter(|end| rest.get(*end).is_none_or(|char| parts(*char)) && !parts(rest[end - 1]));
    for end in ends {
        let word: String = rest[..end].iter().collect();
        if let Some(found) = means(&word) {
            *cursor = cursor.moved(cursor.at() + end);
            return Some(found);
        }
    }
    None
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
    use crate::domain::pipeline::Pipeline;
    use crate::domain::stage::Stage;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-21T14:32:00+09:00").unwrap()
    }

    fn of(line: &str) -> Reading {
        read(line, now(), &Habits::default(), "JPY", &Meant::default())
    }

    fn said(line: &str) -> [String; 5] {
        let Reading { next, amount, stage, close, at, .. } = of(line);
        let time = |spot: Option<Spot>| spot.map(|spot| spot.when.at.format("%m-%d %H:%M").to_string());
        [
            time(next),
            amount.map(|(amount, _)| show(amount.minor, amount.currency)),
            stage.map(|(said, _)| said.code),
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
    fn a_pipeline_named_before_the_stage_is_the_one_that_is_meant() {
        let stage = |code: &str| Stage { pipeline: "renewal".into(), code: code.into(), ..Stage::default() };
        let renewal =
            Pipeline { ja: "更新".into(), en: "Yearly renewal".into(), ..Pipeline::of("renewal") };
        let pipelines = Pipelines::new(vec![renewal], vec![stage("asked"), stage("quote")]);
        let meant = Meant { pipelines, pipeline: String::new() };
        let said = |line: &str| {
            let said = read(line, now(), &Habits::default(), "JPY", &meant).stage.map(|(said, _)| said);
            said.map(|said| format!("{}{} {}", if said.named { "!" } else { "" }, said.pipeline, said.code))
                .unwrap_or_default()
        };
        assert_eq!(said("d 更新 見積 120万"), "!renewal quote");
        assert_eq!(said("d yearly renewal 120万"), "!renewal asked");
        assert_eq!(said("d verbal"), "standard verbal");
        assert_eq!(said("d 提案 更新"), "standard proposal");
        assert_eq!(said("d standard x"), "");
        assert_eq!(said("d asked"), "", "of no pipeline that is meant");
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
