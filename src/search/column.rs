//! A column: one flat text of many records, each a row of marked fields.
//!
//! A field is its kind's byte, [`MARK`], and folded text. Folded text has no byte below a space,
//! so no needle crosses a field, and the bytes around a hit say how and where it matched.

use std::ops::Range;

use memchr::memmem::Finder;
use memchr::memrchr;

use super::rank::{How, Kind};

/// Stands before every field's text.
pub(super) const MARK: u8 = 1;
/// The first kind's byte.
const KINDS_FROM: u8 = 2;

/// Appends a field to a record that is being put together.
pub(super) fn push_field(record: &mut Vec<u8>, kind: Kind, text: &str) {
    if !text.is_empty() {
        record.extend([KINDS_FROM + kind.0, MARK]);
        record.extend(text.as_bytes());
    }
}

fn kind_of(byte: u8) -> Kind {
    Kind(byte.saturating_sub(KINDS_FROM))
}

/// The fields of a record: their kinds and texts.
pub(super) fn fields(record: &[u8]) -> impl Iterator<Item = (Kind, &[u8])> {
    let mut rest = record;
    std::iter::from_fn(move || {
        let [kind, MARK, after @ ..] = rest else { return None };
        let end = after.iter().position(|&byte| byte < b' ').unwrap_or(after.len());
        let (text, others) = after.split_at(end);
        rest = others;
        Some((kind_of(*kind), text))
    })
}

/// The text of the field a hit is in, from its beginning to its end.
pub(super) fn field_around(record: &[u8], at: usize) -> (usize, &[u8]) {
    let from = memrchr(MARK, &record[..at]).map_or(0, |mark| mark + 1);
    let rest = &record[from..];
    (from, &rest[..rest.iter().position(|&byte| byte < b' ').unwrap_or(rest.len())])
}

/// One hit of a needle in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// What it is worth.
    pub(super) points: u16,
    /// Which kind of field it is in.
    pub(super) kind: Kind,
    /// Where it begins, in bytes from the beginning of the text it was looked for in.
    pub(super) at: usize,
}

/// Reads the bytes around a hit in a record or in a whole column.
pub(super) fn judge(text: &[u8], at: usize, len: usize) -> Match {
    let kind = kind_at(text, at);
    let how = match text[at - 1] {
        MARK if ends_word(text, at + len) => How::Exact,
        MARK => How::Prefix,
        b' ' => How::Word,
        _ => How::Inside,
    };
    Match { points: kind.points(how), kind, at }
}

/// The kind of the field a hit is in.
pub(super) fn kind_at(text: &[u8], at: usize) -> Kind {
    let mark = memrchr(MARK, &text[..at])
        .expect("every hit stands in a field, which begins with its kind and a mark");
    kind_of(text[mark - 1])
}

fn ends_word(text: &[u8], end: usize) -> bool {
    text.get(end).is_none_or(|&byte| byte <= b' ')
}

/// Where a needle stands in a record; places may overlap, as a phrase can with itself.
pub(super) fn places<'a>(record: &'a [u8], needle: &'a Finder<'_>) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + needle.find(record.get(from..)?)?;
        from = at + 1;
        Some(at)
    })
}

/// The best hit of a needle in one record; with `anywhere` off, only where a word begins.
pub(super) fn best_in(record: &[u8], needle: &Finder<'_>, anywhere: bool) -> Option<Match> {
    let len = needle.needle().len();
    let hits = places(record, needle).map(|at| judge(record, at, len));
    let begins = |hit: &Match| anywhere || matches!(record[hit.at - 1], MARK | b' ');
    hits.filter(begins).reduce(|best, hit| if hit.points > best.points { hit } else { best })
}

/// The text of many records end to end, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    text: &'a [u8],
    /// Where each record begins, and where the last one ends.
    starts: &'a [u32],
}

impl<'a> Column<'a> {
    /// `starts` rises, and has one place more than there are records.
    pub(super) const fn new(text: &'a [u8], starts: &'a [u32]) -> Self {
        Self { text, starts }
    }

    pub(super) fn record(&self, slot: usize) -> &'a [u8] {
        self.text.get(self.starts[slot] as usize..self.starts[slot + 1] as usize).unwrap_or_default()
    }

    /// The slot of each record with a hit among `slots`, and where the first hit is.
    pub(super) fn first_hits(&self, needle: &Finder<'_>, slots: &Range<usize>) -> Vec<(u32, u32)> {
        let mut firsts = Vec::new();
        self.each_first_hit(needle, slots, |slot, at| firsts.push((index(slot), index(at))));
        firsts
    }

    /// Calls `on` with the slot of each record with a hit among `slots`, and where the first hit is.
    pub(super) fn each_first_hit(
        &self,
        needle: &Finder<'_>,
        slots: &Range<usize>,
        mut on: impl FnMut(usize, usize),
    ) {
        let (mut from, end) = self.span(slots);
        let mut slot = slots.start;
        while let Some(hit) = self.text.get(from..end).and_then(|text| needle.find(text)) {
            slot = self.slot_of(from + hit, slot);
            on(slot, from + hit);
            from = self.starts[slot + 1] as usize;
        }
    }

    /// Calls `on` with every hit among `slots` that follows `before`, judged.
    pub(super) fn hits_after(
        &self,
        before: u8,
        needle: &[u8],
        slots: &Range<usize>,
        mut on: impl FnMut(usize, u16),
    ) {
        let anchored = [&[before], needle].concat();
        let (from, end) = self.span(slots);
        let mut slot = slots.start;
        for hit in Finder::new(&anchored).find_iter(&self.text[from..end]) {
            slot = self.slot_of(from + hit, slot);
            on(slot, judge(self.text, from + hit + 1, needle.len()).points);
        }
    }

    /// What a hit at a place that `first_hits` gave is worth inside its field.
    pub(super) fn inside(&self, at: usize) -> u16 {
        kind_at(self.text, at).points(How::Inside)
    }

    /// Where the text of a run of slots begins and ends.
    pub(super) fn span(&self, slots: &Range<usize>) -> (usize, usize) {
        (self.starts[slots.start] as usize, self.starts[slots.end] as usize)
    }

    /// The slot of a byte at or after slot `from`, near ones first.
    fn slot_of(&self, at: usize, from: usize) -> usize {
        let (mut low, mut step) = (from, 1);
        while low + step < self.starts.len() && self.starts[low + step] as usize <= at {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.starts.len());
        low + self.starts[low..high].partition_point(|&start| start as usize <= at) - 1
    }
}

pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a book's text stays under four gigabytes")
}
