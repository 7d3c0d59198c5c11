//! What a segment says of itself, as JSON: unknown fields of a newer version are passed over.

use serde::{Deserialize, Serialize};

use crate::domain::synced::Refused;
use crate::store::Posting;

/// The form of files this version writes.
pub(super) const FORMAT: u32 = 1;
/// The oldest form whose reader gets the meaning of ours right. Raised only when merging changes.
const MIN_READER: u32 = 1;
/// The most postings in a file.
pub(super) const MOST: usize = 50_000;
/// The most bytes a file unpacks to.
pub(super) const LONGEST: u64 = 64 << 20;
/// No header is longer.
pub(super) const HEADER: usize = 1 << 20;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// A range of one origin's postings.
    Seg,
    /// Postings of several, as they go by mail.
    Bundle,
    /// A piece of a desk's state.
    Snap,
    /// A range of one origin's, words of somebody erased taken out of it, and the erasures behind that.
    Scrub,
    /// What only a newer version writes.
    #[serde(other)]
    Unknown,
}

/// What a file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) format: u32,
    pub(super) min_reader: u32,
    /// The book's format at the writer's.
    pub(super) schema: i64,
    pub(super) writer: String,
    /// The team's id; empty before there is one.
    #[serde(default)]
    pub(super) team: String,
    pub(super) kind: Kind,
    /// Whose range it is; zeros where it is several's.
    pub(super) origin: String,
    #[serde(default)]
    pub(super) rep: String,
    #[serde(default)]
    pub(super) lo: u64,
    #[serde(default)]
    pub(super) hi: u64,
    #[serde(default)]
    pub(super) level: u8,
    /// Postings.
    pub(super) lines: usize,
    /// Bytes before they were compressed.
    pub(super) bytes: u64,
    /// The newest stamp in it, Unix milliseconds.
    #[serde(default)]
    pub(super) made: i64,
    /// Origin and number of the erasures that go along with a range.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) carried: Vec<(String, u64)>,
    /// Origin and number of the erasures that the writer knows, and has told of in no file before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) heeds: Vec<(String, u64)>,
}

impl Header {
    /// The header of some postings; `origin` zero where they are several's.
    pub(super) fn of(kind: Kind, origin: u64, postings: &[Posting], bytes: usize) -> Self {
        let numbers = || postings.iter().map(|posting| posting.n).filter(|_| origin != 0);
        let newest = postings.iter().map(|posting| posting.stamp >> 16).max().unwrap_or(0);
        Self {
            format: FORMAT,
            min_reader: MIN_READER,
            schema: crate::store::format(),
            writer: env!("CARGO_PKG_VERSION").to_owned(),
            team: String::new(),
            kind,
            origin: hex(origin),
            rep: String::new(),
            lo: numbers().min().unwrap_or(0),
            hi: numbers().max().unwrap_or(0),
            level: 0,
            lines: postings.len(),
            bytes: bytes as u64,
            made: newest.cast_signed(),
            carried: Vec::new(),
            heeds: Vec::new(),
        }
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let header: Self =
            serde_json::from_slice(bytes).map_err(|_| Refused::Damaged("its header cannot be read"))?;
        if header.min_reader > FORMAT || header.kind == Kind::Unknown {
            return Err(Refused::Newer(header.writer));
        }
        if header.bytes > LONGEST || header.lines > MOST {
            return Err(Refused::Large);
        }
        Ok(header)
    }

    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("numbers and words are JSON")
    }

    /// Whose range it is.
    pub(super) fn origin(&self) -> u64 {
        u64::from_str_radix(&self.origin, 16).unwrap_or(0)
    }
}

/// An origin as names and headers write it.
pub(super) fn hex(origin: u64) -> String {
    format!("{origin:016x}")
}
