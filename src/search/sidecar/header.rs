//! The first page of a sidecar: what it is, which moment it stands for, and where everything lies.
//!
//! Read whole and checked whole before anything else is; what it says is relied on from then on.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::leaf::UNIT;
use super::leaves::LEAF;
use crate::domain::fold;
use crate::search::rank::{KINDS, Kind};

/// What every sidecar begins with.
const MAGIC: &[u8; 8] = b"sdskfind";
/// The layout and the terms written here: any change is a new number.
const FORMAT: u32 = 3;
/// Bytes with a checksum of their own.
pub(super) const PAGE: usize = 4096;
/// Where the first page keeps the checksum of itself and of all the others'.
const SEAL: Range<usize> = PAGE - 32..PAGE;

/// Which moment of which book a sidecar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The book's own id.
    pub book: [u8; 16],
    /// The place in the log up to which everything is in it.
    pub seq: i64,
    /// The hash of the log's entry there.
    pub hash: [u8; 16],
}

/// What the first page says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) format: u32,
    /// How the text was folded.
    pub(super) fold: u32,
    pub(super) moment: Moment,
    pub(super) customers: usize,
    /// Where the checksums of the pages begin: the end of what they cover.
    pub(super) sums: usize,
    /// Where each section lies.
    pub(super) sections: Vec<[usize; 2]>,
}

/// A stretch of the file.
#[derive(Clone, Copy)]
pub(super) enum Section {
    /// The leaves, in rank order.
    Leaves,
    /// Where each leaf begins and the last one ends, in [`UNIT`]s.
    Places,
    /// Every id, rising.
    Ids,
    /// The slot of each of them.
    Slots,
    /// What is held in fields, one field after the other.
    Holdings,
    /// Where each field lies among that.
    Fields,
    Terms(Kind),
    Sets(Kind),
    Bytes(Kind),
}

impl Section {
    pub(super) const COUNT: usize = 6 + 3 * KINDS;

    pub(super) const fn place(self) -> usize {
        match self {
            Self::Leaves => 0,
            Self::Places => 1,
            Self::Ids => 2,
            Self::Slots => 3,
            Self::Holdings => 4,
            Self::Fields => 5,
            Self::Terms(kind) => 6 + 3 * kind.0 as usize,
            Self::Sets(kind) => 7 + 3 * kind.0 as usize,
            Self::Bytes(kind) => 8 + 3 * kind.0 as usize,
        }
    }
}

impl Header {
    /// The header of a sidecar that is begun.
    pub(super) fn begun() -> Self {
        let sections = vec![[PAGE; 2]; Section::COUNT];
        Self {
            format: FORMAT,
            fold: fold::VERSION,
            moment: Moment::default(),
            customers: 0,
            sums: 0,
            sections,
        }
    }

    /// Reads the first page; nothing where anything in it is not as it must be.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let page = bytes.get(..PAGE)?;
        if !page.starts_with(MAGIC) || !cfg!(target_endian = "little") {
            return None;
        }
        let header: Self = postcard::take_from_bytes(&page[MAGIC.len()..SEAL.start]).ok()?.0;
        let sums = bytes.get(header.sums..)?;
        let sealed =
            sums.len() == header.sums.div_ceil(PAGE) * 4 && page[SEAL] == seal(&page[..SEAL.start], sums);
        let ours = header.format == FORMAT && header.fold == fold::VERSION;
        (sealed && ours && header.sections_fit(bytes)).then_some(header)
    }

    /// The first page as it is written.
    pub(super) fn page(&self, sums: &[u8]) -> Option<Vec<u8>> {
        let mut page = vec![0; PAGE];
        page[..MAGIC.len()].copy_from_slice(MAGIC);
        postcard::to_slice(self, &mut page[MAGIC.len()..SEAL.start]).ok()?;
        let sealed = seal(&page[..SEAL.start], sums);
        page[SEAL].copy_from_slice(&sealed);
        Some(page)
    }

    fn sections_fit(&self, bytes: &[u8]) -> bool {
        let customers = self.customers;
        let fits = |section: Section, size: usize| {
            let [from, to] = self.sections[section.place()];
            to - from == size && (bytes.as_ptr() as usize + from).is_multiple_of(UNIT)
        };
        self.sections.len() == Section::COUNT
            && customers < bytes.len()
            && self.sections.iter().all(|[from, to]| from <= to && *to <= self.sums)
            && fits(Section::Places, (customers.div_ceil(LEAF) + 1) * 4)
            && fits(Section::Ids, customers * 16)
            && fits(Section::Slots, customers * 4)
    }
}

/// The checksum of the first page and of the pages' checksums.
fn seal(page: &[u8], sums: &[u8]) -> [u8; 32] {
    *blake3::Hasher::new().update(page).update(sums).finalize().as_bytes()
}
