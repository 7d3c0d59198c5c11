//! A sheaf: folded customers on their way into a sidecar, in the order they were read.
//!
//! Their text goes out to bytes that are kept elsewhere; what stays here is where each one is and
//! what it is sorted by, 24 bytes a customer.

use std::cmp::Ordering;
use std::io::{self, Write};

use crate::search::column::index;
use crate::search::folded::Folded;
use crate::search::rank::{PARTS, Part};
use crate::search::shelf::{Facts, turn};

/// Where a customer is among a sheaf's bytes, and the moments it is sorted by.
#[derive(Clone, Copy, Debug)]
struct Ear {
    next_at: i64,
    last_at: i64,
    at: usize,
}

/// A sheaf being gathered.
pub struct Gathering<W> {
    out: W,
    at: usize,
    ears: Vec<Ear>,
}

/// A gathered sheaf; its bytes are elsewhere.
#[derive(Debug)]
pub struct Sheaf {
    ears: Vec<Ear>,
}

/// A customer among the bytes of a sheaf.
#[derive(Clone, Copy)]
pub(super) struct Gathered<'a> {
    bytes: &'a [u8],
}

/// What of a customer is one record: its parts, and what it holds.
const RECORDS: usize = PARTS + 1;
/// Id, facts, and the lengths of the records.
const HEAD: usize = 16 + size_of::<Facts>() + RECORDS * 4;

impl<W: Write> Gathering<W> {
    /// Begins a sheaf whose bytes go to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, at: 0, ears: Vec::new() }
    }

    /// Adds a customer.
    pub fn add(&mut self, folded: &Folded) -> io::Result<()> {
        let [next_at, last_at, _] = folded.facts;
        self.ears.push(Ear { next_at, last_at, at: self.at });
        let mut head = [0; HEAD];
        let (id, rest) = head.split_at_mut(16);
        id.copy_from_slice(folded.id.as_bytes());
        let (facts, lengths) = rest.split_at_mut(size_of::<Facts>());
        for (place, fact) in facts.chunks_mut(8).zip(folded.facts) {
            place.copy_from_slice(&fact.to_le_bytes());
        }
        let records = || folded.records.iter().chain([&folded.held]);
        for (place, record) in lengths.chunks_mut(4).zip(records()) {
            place.copy_from_slice(&index(record.len()).to_le_bytes());
        }
        self.out.write_all(&head)?;
        records().try_for_each(|record| self.out.write_all(record))?;
        self.at += HEAD + records().map(Vec::len).sum::<usize>();
        Ok(())
    }

    /// Ends the sheaf.
    pub fn finish(mut self) -> io::Result<(Sheaf, W)> {
        self.out.flush()?;
        Ok((Sheaf { ears: self.ears }, self.out))
    }
}

impl<'a> Gathered<'a> {
    pub(super) fn id(self) -> [u8; 16] {
        number(self.bytes)
    }

    pub(super) fn facts(self) -> Facts {
        [16, 24, 32].map(|at: usize| i64::from_le_bytes(number(&self.bytes[at..])))
    }

    pub(super) fn record(self, part: usize) -> &'a [u8] {
        let mut from = HEAD;
        for part in 0..part {
            from += self.length(part);
        }
        &self.bytes[from..from + self.length(part)]
    }

    /// What is held in fields.
    pub(super) fn held(self) -> &'a [u8] {
        self.record(PARTS)
    }

    fn length(self, part: usize) -> usize {
        u32::from_le_bytes(number(&self.bytes[40 + 4 * part..])) as usize
    }
}

/// The number, or other fixed bytes, that `bytes` begin with.
fn number<const SIZE: usize>(bytes: &[u8]) -> [u8; SIZE] {
    let mut number = [0; SIZE];
    number.copy_from_slice(&bytes[..SIZE]);
    number
}

/// All customers of some sheaves in the order of equals.
pub(super) fn in_order<'a>(sheaves: &[(Sheaf, &'a [u8])]) -> Vec<Gathered<'a>> {
    let mut all = Vec::with_capacity(sheaves.iter().map(|(sheaf, _)| sheaf.ears.len()).sum());
    for (nth, (sheaf, _)) in sheaves.iter().enumerate() {
        all.extend(sheaf.ears.iter().map(|ear| (nth, *ear)));
    }
    let gathered = |(nth, ear): &(usize, Ear)| Gathered { bytes: &sheaves[*nth].1[ear.at..] };
    let when = |ear: &Ear| turn(ear.next_at, ear.last_at);
    all.sort_unstable_by(|one, other| {
        when(&one.1).cmp(&when(&other.1)).then_with(|| equals(gathered(one), gathered(other)))
    });
    all.iter().map(gathered).collect()
}

/// The order of those whose moments are the same.
fn equals(one: Gathered<'_>, other: Gathered<'_>) -> Ordering {
    let [name, theirs] = [one, other].map(|gathered| gathered.record(Part::Names as usize));
    name.cmp(theirs).then_with(|| one.id().cmp(&other.id()))
}
