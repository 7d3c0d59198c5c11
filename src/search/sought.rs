//! A query made ready to be looked for, and what one customer is worth to it: the rules, read
//! record by record.
//!
//! The scan and the sidecar are two quick ways to the customers for whom this gives most.

use memchr::memmem::Finder;

use super::column::best_in;
use super::filter::{Asked, Ready};
use super::rank::Part;
use super::scan::Moments;
use super::shelf::Shelf;
use crate::domain::query::{Query, Word};

/// A spelling of a word, and the part of the book it is looked for in.
pub(super) struct Needle<'q> {
    pub(super) part: Part,
    pub(super) finder: Finder<'q>,
    /// False where only the beginnings of words count.
    pub(super) anywhere: bool,
}

/// The spellings of one word.
pub(super) type Needles<'q> = Vec<Needle<'q>>;

/// A query, ready.
pub(super) struct Sought<'q> {
    /// Each word's spellings; the longest word first, for it leaves the fewest.
    pub(super) words: Vec<Needles<'q>>,
    pub(super) number: Needles<'q>,
    pub(super) without: Vec<Needles<'q>>,
    pub(super) filters: Vec<Asked<'q>>,
}

impl<'q> Sought<'q> {
    pub(super) fn of(query: &'q Query) -> Self {
        let mut words: Vec<_> = query.words.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        Self {
            words: words.into_iter().map(needles).collect(),
            number: digit_needles(&query.number),
            without: query.without.iter().map(needles).collect(),
            filters: query.filters.iter().map(Asked::of).collect(),
        }
    }

    /// Says whether no two words can begin the same text: none begins another, and none has a space
    /// that is missing where names are written in one.
    pub(super) fn begin_apart(&self) -> bool {
        let texts: Vec<_> = self.words.iter().map(|needles| needles[0].finder.needle()).collect();
        let apart = |(nth, text): (usize, &&[u8])| {
            let others = texts.iter().enumerate().filter(|(other, _)| *other != nth);
            !text.contains(&b' ') && others.into_iter().all(|(_, other)| !other.starts_with(text))
        };
        texts.iter().enumerate().all(apart)
    }

    /// Says whether nothing is asked but what is held in fields.
    pub(super) fn asks_of_fields_alone(&self) -> bool {
        self.words.is_empty()
            && self.number.is_empty()
            && self.without.is_empty()
            && self.filters.iter().all(|filter| matches!(filter.test, Ready::Meets(..)))
    }

    /// What a customer is worth; zero is not found.
    pub(super) fn points(&self, shelf: &Shelf<'_>, slot: usize, moments: &Moments) -> u16 {
        let mut sum = u16::from(self.words.is_empty());
        for word in &self.words {
            match points(word, shelf, slot) {
                0 if self.number.is_empty() => return 0,
                0 => {
                    sum = 0;
                    break;
                }
                points => sum = sum.saturating_add(points),
            }
        }
        sum = sum.saturating_add(points(&self.number, shelf, slot));
        let kept = sum > 0
            && shelf.is_live(slot)
            && self.without.iter().all(|word| points(word, shelf, slot) == 0)
            && self.filters.iter().all(|filter| filter.keeps(shelf, slot, moments));
        if kept { sum } else { 0 }
    }
}

/// The most that one of the spellings gives a customer.
pub(super) fn points(needles: &[Needle<'_>], shelf: &Shelf<'_>, slot: usize) -> u16 {
    let best = |needle: &Needle<'_>| {
        let record = shelf.column(needle.part).record(slot);
        best_in(record, &needle.finder, needle.anywhere).map(|hit| hit.points)
    };
    needles.iter().filter_map(best).max().unwrap_or(0)
}

/// The spellings of a word, each in the part it can stand in.
pub(super) fn needles(word: &Word) -> Needles<'_> {
    let mut needles = vec![needle(Part::Names, &word.text), needle(Part::About, &word.text)];
    needles.extend(
        word.skeleton
            .iter()
            .map(|skeleton| Needle { anywhere: skeleton.anywhere, ..needle(Part::Romaji, &skeleton.text) }),
    );
    needles.extend(digit_needles(&word.digits));
    needles
}

pub(super) fn digit_needles(digits: &[String]) -> Needles<'_> {
    digits.iter().map(|digits| needle(Part::Digits, digits)).collect()
}

/// A needle that may stand anywhere in a part.
pub(super) fn needle(part: Part, text: &str) -> Needle<'_> {
    Needle { part, finder: Finder::new(text), anywhere: true }
}
