//! The sidecar: a large book's folded text in rank order and its signature, as bytes of a file.
//!
//! Disposable: everything in it comes from the store, and it says which moment of which book it
//! stands for. Every page has a checksum, looked at before the page is read for the first time.
//! Written by `press`; where the bytes are kept is the store's.

use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use serde::{Deserialize, Serialize};

use super::blocks::{self, BLOCK, Packed};
use super::copied::Copied;
use super::leaf::{self, Leaf, UNIT, beside_text};
use super::rank::{KINDS, Kind};
use super::shelf::{Mask, Shelf};
use super::term::Term;
use crate::domain::Id;

/// What every sidecar begins with.
pub(super) const MAGIC: &[u8; 8] = b"sdskfind";
/// The layout written here; of fold and terms too: any change of theirs is a new one.
pub(super) const FORMAT: u32 = 1;
/// Bytes with a checksum of their own.
pub(super) const PAGE: usize = 4096;
/// Where the first page keeps the checksum of itself and of all the others'.
pub(super) const SEAL: Range<usize> = PAGE - 32..PAGE;

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
    /// Every block's leaf, in rank order.
    Leaves,
    /// Where each leaf begins and the last one ends, in [`UNIT`]s.
    Places,
    /// Every id, rising.
    Ids,
    /// The slot of each of them.
    Slots,
    Terms(Kind),
    Sets(Kind),
    Bytes(Kind),
}

impl Section {
    pub(super) const COUNT: usize = 4 + 3 * KINDS;

    pub(super) const fn place(self) -> usize {
        match self {
            Self::Leaves => 0,
            Self::Places => 1,
            Self::Ids => 2,
            Self::Slots => 3,
            Self::Terms(kind) => 4 + 3 * kind.0 as usize,
            Self::Sets(kind) => 5 + 3 * kind.0 as usize,
            Self::Bytes(kind) => 6 + 3 * kind.0 as usize,
        }
    }
}

/// Where a sidecar's bytes are kept.
pub trait Keep: Send + Sync {
    /// All of them, in memory or mapped. What is read of mapped ones counts as the program's own
    /// memory, a neighbourhood at a time.
    fn whole(&self) -> &[u8];
    /// Copies some.
    fn copy(&self, from: usize, into: &mut [u8]) -> io::Result<()>;
}

impl Keep for Vec<u8> {
    fn whole(&self) -> &[u8] {
        self
    }

    fn copy(&self, from: usize, into: &mut [u8]) -> io::Result<()> {
        let part = self.get(from..from + into.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(part);
        Ok(())
    }
}

/// Bytes kept somewhere.
pub type Bytes = Box<dyn Keep>;

/// Why a sidecar is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the search's file is damaged, cut off, or of another version")]
pub struct Unusable;

/// An open sidecar.
pub struct Sidecar {
    bytes: Bytes,
    header: Header,
    /// The pages whose checksums were right.
    sound: Vec<AtomicU64>,
    pub(super) masked: Mask,
}

impl Sidecar {
    /// Opens a sidecar; what is in it is looked at when it is read.
    pub fn open(bytes: Bytes) -> Result<Self, Unusable> {
        let header = header(bytes.whole()).ok_or(Unusable)?;
        let pages = header.sums.div_ceil(PAGE);
        let sound = (0..pages.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Self { bytes, header, sound, masked: Mask::default() })
    }

    /// The moment it stands for.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        self.header.moment
    }

    /// How many customers are in it, changed ones too.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.header.customers
    }

    /// Says whether nobody is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of text are searched.
    #[must_use]
    pub fn text_size(&self) -> usize {
        let beside: usize = (0..self.blocks()).map(|block| beside_text(self.slots(block).len())).sum();
        self.span(Section::Leaves).len() - beside
    }

    /// Leaves a customer out from now on: it has changed.
    pub fn mask(&mut self, id: Id) -> Result<(), Unusable> {
        if let Some(slot) = self.slot_of(id)? {
            self.masked.put(slot);
        }
        Ok(())
    }

    fn slot_of(&self, id: Id) -> Result<Option<usize>, Unusable> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.read(Section::Ids, middle * 16..middle * 16 + 16)?.cmp(id.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Ok(Some(self.number(Section::Slots, middle)? as usize)),
            }
        }
        Ok(None)
    }

    /// A copy of one block's leaf, for lines that read few.
    pub(super) fn leaf(&self, block: usize) -> Result<Leaf, Unusable> {
        let copy = self.copied(Section::Leaves, self.leaf_at(block)?)?;
        Leaf::of(copy, self.slots(block).len()).ok_or(Unusable)
    }

    /// One block's leaf where it lies, for lines that read many.
    pub(super) fn leaf_in_place(&self, block: usize) -> Result<Shelf<'_>, Unusable> {
        let leaf = self.read(Section::Leaves, self.leaf_at(block)?)?;
        leaf::read(leaf, self.slots(block).len()).ok_or(Unusable)
    }

    fn leaf_at(&self, block: usize) -> Result<Range<usize>, Unusable> {
        let [from, to] = [block, block + 1].map(|nth| self.number(Section::Places, nth));
        Ok(from? as usize * UNIT..to? as usize * UNIT)
    }

    fn slots(&self, block: usize) -> Range<usize> {
        blocks::slots(block, self.len())
    }

    /// The first slot due at or after a moment.
    pub(super) fn first_due(&self, moment: i64) -> Result<usize, Unusable> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.leaf(middle / BLOCK)?.shelf().facts[middle % BLOCK][0] < moment {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The blocks that have a term in a kind of field.
    pub(super) fn blocks_with(&self, kind: Kind, term: Term) -> Result<Option<Packed<Copied>>, Unusable> {
        let (mut low, mut high) = (0, self.span(Section::Terms(kind)).len() / 4);
        while low < high {
            let middle = low.midpoint(high);
            match self.number(Section::Terms(kind), middle)?.cmp(&term) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return self.packed(kind, middle).map(Some),
            }
        }
        Ok(None)
    }

    fn packed(&self, kind: Kind, nth: usize) -> Result<Packed<Copied>, Unusable> {
        let from = self.number(Section::Sets(kind), nth * 2)? as usize;
        let count = self.number(Section::Sets(kind), nth * 2 + 1)? as usize;
        let last = nth * 8 + 8 == self.span(Section::Sets(kind)).len();
        let to = if last {
            self.span(Section::Bytes(kind)).len()
        } else {
            self.number(Section::Sets(kind), nth * 2 + 2)? as usize
        };
        Ok(Packed { count, len: self.blocks(), bytes: self.copied(Section::Bytes(kind), from..to)? })
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.len().div_ceil(BLOCK)
    }

    /// The nth number of a section.
    fn number(&self, section: Section, nth: usize) -> Result<u32, Unusable> {
        Ok(little(self.read(section, nth * 4..nth * 4 + 4)?))
    }

    /// Some bytes of a section, their pages being sound.
    fn read(&self, section: Section, part: Range<usize>) -> Result<&[u8], Unusable> {
        let whole = self.span(section);
        let bytes = self.all(section).get(part.clone()).ok_or(Unusable)?;
        let pages = (whole.start + part.start) / PAGE..(whole.start + part.end).div_ceil(PAGE);
        if pages.into_iter().all(|page| self.is_sound(page, None)) { Ok(bytes) } else { Err(Unusable) }
    }

    /// A copy of some bytes of a section, their pages being sound.
    fn copied(&self, section: Section, part: Range<usize>) -> Result<Copied, Unusable> {
        let whole = self.span(section).start;
        let (from, to) = (whole + part.start, whole + part.end);
        let (first, end) = (from / PAGE * PAGE, to.next_multiple_of(PAGE).min(self.header.sums));
        let pages = end.checked_sub(first).ok_or(Unusable)?;
        let copy = |into: &mut [u8]| {
            self.bytes.copy(first, into).is_ok()
                && (first / PAGE..)
                    .zip(into.chunks(PAGE))
                    .all(|(page, bytes)| self.is_sound(page, Some(bytes)))
        };
        Copied::of(pages, from - first..to - first, copy).ok_or(Unusable)
    }

    /// Says whether a page is as it was written; looks at it, or its copy, when it is asked for first.
    fn is_sound(&self, page: usize, copy: Option<&[u8]>) -> bool {
        let Some(known) = self.sound.get(page / 64) else { return false };
        let bit = 1 << (page % 64);
        if known.load(Relaxed) & bit != 0 {
            return true;
        }
        let (whole, covered) = (self.bytes.whole(), self.header.sums);
        let here = || whole.get(page * PAGE..((page + 1) * PAGE).min(covered));
        let sum = whole.get(covered + page * 4..covered + page * 4 + 4).map(little);
        let right = copy.or_else(here).map(crc32fast::hash) == sum && sum.is_some();
        if right {
            known.fetch_or(bit, Relaxed);
        }
        right
    }

    fn span(&self, section: Section) -> Range<usize> {
        let [from, to] = self.header.sections[section.place()];
        from..to
    }

    fn all(&self, section: Section) -> &[u8] {
        &self.bytes.whole()[self.span(section)]
    }
}

fn little(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// Reads the first page; nothing where anything in it is not as it must be.
fn header(bytes: &[u8]) -> Option<Header> {
    let page = bytes.get(..PAGE)?;
    if !page.starts_with(MAGIC) || !cfg!(target_endian = "little") {
        return None;
    }
    let header: Header = postcard::take_from_bytes(&page[MAGIC.len()..SEAL.start]).ok()?.0;
    let sums = bytes.get(header.sums..)?;
    let pages = header.sums.div_ceil(PAGE);
    let fits =
        header.format == FORMAT && sums.len() == pages * 4 && page[SEAL] == seal(&page[..SEAL.start], sums);
    (fits && sections_fit(&header, bytes)).then_some(header)
}

/// The checksum of the first page and of the pages' checksums.
pub(super) fn seal(page: &[u8], sums: &[u8]) -> [u8; 32] {
    *blake3::Hasher::new().update(page).update(sums).finalize().as_bytes()
}

fn sections_fit(header: &Header, bytes: &[u8]) -> bool {
    let customers = header.customers;
    let fits = |section: Section, size: usize| {
        let [from, to] = header.sections[section.place()];
        to - from == size && (bytes.as_ptr() as usize + from).is_multiple_of(UNIT)
    };
    header.sections.len() == Section::COUNT
        && header.sections.iter().all(|[from, to]| from <= to && *to <= header.sums)
        && fits(Section::Places, (customers.div_ceil(BLOCK) + 1) * 4)
        && fits(Section::Ids, customers * 16)
        && fits(Section::Slots, customers * 4)
}
