//! The sidecar: a large book's folded text in rank order, its signature, and what is held in fields, as
//! bytes of a file.
//!
//! Disposable: everything in it comes from the store, and it says which moment of which book it
//! stands for. Every page has a checksum, looked at before the page is read for the first time.
//! Written by `press`; where the bytes are kept is the store's.

mod bound;
mod copied;
mod header;
mod holding;
mod leaf;
mod leaves;
mod press;
mod proved;
mod reading;
mod sheaf;
mod signature;
mod term;

use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

use self::copied::Copied;
use self::header::{Header, PAGE, Section};
use self::leaf::{Leaf, UNIT, beside_text};
use self::leaves::{LEAF, Packed};
use self::term::Term;
use crate::domain::Id;
use crate::search::rank::Kind;
use crate::search::shelf::{Mask, Shelf};

pub use self::header::Moment;
pub use self::press::Press;
pub use self::proved::Halt;
pub use self::sheaf::{Gathering, Sheaf};

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
    masked: Mask,
}

impl Sidecar {
    /// Opens a sidecar; what is in it is looked at when it is read.
    pub fn open(bytes: Bytes) -> Result<Self, Unusable> {
        let header = Header::read(bytes.whole()).ok_or(Unusable)?;
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
        let beside: usize = (0..self.leaves()).map(|leaf| beside_text(self.slots(leaf).len())).sum();
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

    /// A copy of one leaf, for lines that read few.
    fn leaf(&self, leaf: usize) -> Result<Leaf, Unusable> {
        let copy = self.copied(Section::Leaves, self.leaf_at(leaf)?)?;
        Leaf::of(copy, self.slots(leaf).len()).ok_or(Unusable)
    }

    /// One leaf where it lies, for lines that read many.
    fn leaf_in_place(&self, leaf: usize) -> Result<Shelf<'_>, Unusable> {
        let bytes = self.read(Section::Leaves, self.leaf_at(leaf)?)?;
        leaf::read(bytes, self.slots(leaf).len()).ok_or(Unusable)
    }

    fn leaf_at(&self, leaf: usize) -> Result<Range<usize>, Unusable> {
        let [from, to] = [leaf, leaf + 1].map(|nth| self.number(Section::Places, nth));
        Ok(from? as usize * UNIT..to? as usize * UNIT)
    }

    fn slots(&self, leaf: usize) -> Range<usize> {
        leaves::slots(leaf, self.len())
    }

    /// The first slot due at or after a moment.
    fn first_due(&self, moment: i64) -> Result<usize, Unusable> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.leaf(middle / LEAF)?.shelf().facts[middle % LEAF][0] < moment {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// The leaves that have a term in a kind of field.
    fn leaves_with(&self, kind: Kind, term: Term) -> Result<Option<Packed<Copied>>, Unusable> {
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
        Ok(Packed { count, len: self.leaves(), bytes: self.copied(Section::Bytes(kind), from..to)? })
    }

    /// How many leaves there are.
    fn leaves(&self) -> usize {
        self.len().div_ceil(LEAF)
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
