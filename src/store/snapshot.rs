//! State as it travels: every record of every noun with its marks, in pieces of bounded size.
//!
//! It is made of the same writes as the log and read by the same `apply`, so it is a join like any
//! other: it may come to anybody, at any time, any number of times. `tell` makes it, `join` reads it,
//! `covered` knows which rows of the log it stands for. Knows nothing of files.

use serde::{Deserialize, Serialize};

use super::posting::{Hash, Posting, TOO_LATE};
use super::stamps::Mark;
use crate::domain::{Stamp, Value};

mod covered;
mod join;
mod kept;
mod prove;
mod tell;
#[cfg(test)]
mod tests;

pub(super) use covered::Covered;
pub use join::Joined;
pub(super) use join::{unpark, was_read};
pub use kept::Snapshot;
pub(super) use kept::stands_for;
pub use prove::Told;

/// One part of a desk's state; they come in the order of this list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// What it stands for. The first.
    Head(Head),
    /// Records of one noun, field by field.
    State(Vec<Group>),
    /// The ids of all that ever belonged to somebody erased, and the hashes of their numbers.
    Erased(Vec<[u8; 16]>),
    /// Writes that were beaten: unseen, or seen before they came.
    Judged(Vec<Judged>),
    /// What may want a look.
    Suspects(Vec<Suspect>),
    /// Rows of the log that its writer did not understand.
    Parked(Vec<Posting>),
    /// The last.
    End,
}

/// What a snapshot stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The rows of the log that are in it.
    pub ranges: Vec<Range>,
    /// The nouns and fields its writer understood.
    pub knows: Vec<(u8, Vec<u16>)>,
    /// The digest of it all, in hex.
    pub digest: String,
}

/// A run of an origin's rows, without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    /// Whose.
    pub origin: u64,
    /// The first number.
    pub lo: u64,
    /// The last number.
    pub hi: u64,
    /// The hash of the last.
    pub hash: Hash,
    /// The stamp of the first.
    pub first: u64,
    /// The stamp of the last.
    pub last: u64,
}

/// Writes of one moment, packed as the log packs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// When they were written; zero of what was never.
    pub stamp: u64,
    /// By whom.
    pub origin: u64,
    /// The writes.
    pub body: Vec<u8>,
}

/// A row of the review as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    noun: u8,
    id: [u8; 16],
    code: u16,
    stamp: u64,
    origin: u64,
    settled: bool,
    value: Value,
}

/// A row of what may want a look as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    what: String,
    one: Vec<u8>,
    other: Vec<u8>,
    address: String,
}

impl Piece {
    /// Says whether its numbers are within bounds.
    #[must_use]
    pub fn holds_together(&self) -> bool {
        match self {
            Self::Head(head) => head.ranges.iter().all(Range::bounded),
            Self::State(groups) => groups.iter().all(|group| bounded(group.mark())),
            Self::Judged(judged) => judged.iter().all(|one| bounded(one.mark())),
            Self::Parked(postings) => postings.iter().all(Posting::holds_together),
            Self::Suspects(suspects) => suspects.iter().all(Suspect::known),
            Self::Erased(_) | Self::End => true,
        }
    }
}

impl Range {
    fn bounded(&self) -> bool {
        let ends = [(self.lo, self.first), (self.hi, self.last)];
        self.lo > 0
            && self.lo <= self.hi
            && self.hi < 1 << 62
            && self.first <= self.last
            && self.origin > 0
            && ends.iter().all(|(_, stamp)| bounded(Mark { stamp: Stamp(*stamp), origin: self.origin }))
    }
}

impl Group {
    const fn mark(&self) -> Mark {
        Mark { stamp: Stamp(self.stamp), origin: self.origin }
    }
}

impl Judged {
    const fn mark(&self) -> Mark {
        Mark { stamp: Stamp(self.stamp), origin: self.origin }
    }
}

impl Suspect {
    /// Says whether it is of a kind that this version writes; the ids are as long as ids are.
    fn known(&self) -> bool {
        match self.what.as_str() {
            "forked" => self.one.len() == 8,
            "worked_on" => self.one.len() == 16,
            "shared" => self.one.len() == 16 && self.other.len() == 16,
            _ => true,
        }
    }
}

/// Written by somebody at some time we believe in, or never.
fn bounded(mark: Mark) -> bool {
    mark == Mark::default() || (mark.origin > 0 && mark.origin < 1 << 63 && mark.stamp.ms() < TOO_LATE)
}
