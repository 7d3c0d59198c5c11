//! The reason of a match: which facet, and the words around it.
//!
//! Cut from the folded text, which the book holds anyway; raw notes stay in the store.

use super::column::{Match, best_in, field_around};
use super::rank::Part;
use super::shelf::Shelf;
use super::sought::{Needle, digit_needles, needles};
use crate::domain::query::{Facet, Query};

/// Characters kept before and after a match.
const BEFORE: usize = 10;
const AFTER: usize = 30;

/// Why a slot was found: the facet of its weakest word, and that field's words around the match.
pub(super) fn excerpt(shelf: &Shelf<'_>, slot: usize, query: &Query) -> (Option<Facet>, String) {
    let reasons = query.words.iter().map(|word| reason(shelf, slot, &needles(word)));
    let weakest = reasons.flatten().min_by_key(|(_, hit, _)| hit.points);
    let number = reason(shelf, slot, &digit_needles(&query.number));
    let Some((part, hit, len)) = number.or(weakest) else { return (None, String::new()) };
    let facet = hit.kind.row().facet;
    let words = if facet == Facet::Name { String::new() } else { around(shelf, slot, part, hit.at, len) };
    (Some(facet), words)
}

/// The best hit of a word's spellings, where it is and how long.
fn reason(shelf: &Shelf<'_>, slot: usize, needles: &[Needle<'_>]) -> Option<(Part, Match, usize)> {
    let hits = needles.iter().filter_map(|needle| {
        let hit = best_in(shelf.column(needle.part).record(slot), &needle.finder, needle.anywhere)?;
        Some((needle.part, hit, needle.finder.needle().len()))
    });
    hits.max_by_key(|(_, hit, _)| hit.points)
}

fn around(shelf: &Shelf<'_>, slot: usize, part: Part, at: usize, len: usize) -> String {
    let (from, field) = field_around(shelf.column(part).record(slot), at);
    let (before, rest) = field.split_at(at - from);
    let (hit, after) = rest.split_at(len);
    let [before, hit, after] = [before, hit, after].map(String::from_utf8_lossy);
    let skipped = before.chars().count().saturating_sub(BEFORE);
    let mut out: String = if skipped > 0 { "…".into() } else { String::new() };
    out.extend(before.chars().skip(skipped));
    out.push_str(&hit);
    out.extend(after.chars().take(AFTER));
    if after.chars().nth(AFTER).is_some() {
        out.push('…');
    }
    out
}
