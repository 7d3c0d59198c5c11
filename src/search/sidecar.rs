//! The sidecar: a large book's folded text in rank order and its signature, as bytes of a file.
//!
//! Disposable: everything in it comes from the store, and it says which moment of which book it
//! stands for. Every page has a checksum, looked at before the page is read for the first time.
//! Written by `press`; where the bytes are kept is the store's.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use bytemuck::{AnyBitPattern, NoUninit, try_cast_slice};
use serde::{Deserialize, Serialize};

use super::blocks::{BLOCK, Packed};
use super::column::Column;
use super::rank::{KINDS, Kind, PARTS, Part};
use super::shelf::{Facts, Mask, Shelf};
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
    Ids,
    Facts,
    /// The slots by id.
    ById,
    Starts(Part),
    Text(Part),
    Terms(Kind),
    Sets(Kind),
    Bytes(Kind),
}

impl Section {
    pub(super) const COUNT: usize = 3 + 2 * PARTS + 3 * KINDS;

    pub(super) const fn place(self) -> usize {
        match self {
            Self::Ids => 0,
            Self::Facts => 1,
            Self::ById => 2,
            Self::Starts(part) => 3 + part as usize,
            Self::Text(part) => 3 + PARTS + part as usize,
            Self::Terms(kind) => 3 + 2 * PARTS + 3 * kind.0 as usize,
            Self::Sets(kind) => 4 + 2 * PARTS + 3 * kind.0 as usize,
            Self::Bytes(kind) => 5 + 2 * PARTS + 3 * kind.0 as usize,
        }
    }
}

/// Bytes kept somewhere: in memory, or a mapped file.
pub type Bytes = Box<dyn AsRef<[u8]> + Send + Sync>;

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
        let header = header((*bytes).as_ref()).ok_or(Unusable)?;
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
        Part::ALL.iter().map(|part| self.span(Section::Text(*part)).len()).sum()
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
            let slot = self.number(Section::ById, middle)? as usize;
            let found = self.read(Section::Ids, slot * 16..slot * 16 + 16)?;
            match found.cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Ok(Some(slot)),
            }
        }
        Ok(None)
    }

    /// What a search reads; only of slots that were [`Sidecar::check`]ed.
    pub(super) fn shelf(&self) -> Shelf<'_> {
        Shelf {
            columns: Part::ALL
                .map(|part| Column::new(self.all(Section::Text(part)), self.numbers(Section::Starts(part)))),
            ids: self.numbers(Section::Ids),
            facts: self.numbers::<Facts>(Section::Facts),
            masked: &self.masked,
        }
    }

    /// Looks at the checksums of everything about some slots in these parts.
    pub(super) fn check(&self, slots: &Range<usize>, parts: &[Part]) -> Result<(), Unusable> {
        for part in parts {
            let starts = self.read(Section::Starts(*part), slots.start * 4..(slots.end + 1) * 4)?;
            let text = [&starts[..4], &starts[starts.len() - 4..]].map(little);
            self.read(Section::Text(*part), text[0] as usize..text[1] as usize)?;
        }
        self.read(Section::Facts, slots.start * size_of::<Facts>()..slots.end * size_of::<Facts>())?;
        self.read(Section::Ids, slots.start * 16..slots.end * 16).map(drop)
    }

    /// The blocks that have a term in a kind of field.
    pub(super) fn blocks_with(&self, kind: Kind, term: Term) -> Result<Option<Packed<'_>>, Unusable> {
        let (mut low, mut high) = (0, self.span(Section::Terms(kind)).len() / 4);
        while low < high {
            let middle = low.midpoint(high);
            match self.number(Section::Terms(kind), middle)?.cmp(&term) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.packed(kind, middle).map(Some),
            }
        }
        Ok(None)
    }

    fn packed(&self, kind: Kind, nth: usize) -> Result<Packed<'_>, Unusable> {
        let from = self.number(Section::Sets(kind), nth * 2)? as usize;
        let count = self.number(Section::Sets(kind), nth * 2 + 1)? as usize;
        let last = nth * 8 + 8 == self.span(Section::Sets(kind)).len();
        let to = if last {
            self.span(Section::Bytes(kind)).len()
        } else {
            self.number(Section::Sets(kind), nth * 2 + 2)? as usize
        };
        Ok(Packed { count, len: self.blocks(), bytes: self.read(Section::Bytes(kind), from..to)? })
    }

    /// The first slot due at or after a moment.
    pub(super) fn first_due(&self, moment: i64) -> Result<usize, Unusable> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            self.read(Section::Facts, middle * size_of::<Facts>()..(middle + 1) * size_of::<Facts>())?;
            if self.numbers::<Facts>(Section::Facts)[middle][0] < moment {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
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
        if pages.into_iter().all(|page| self.is_sound(page)) { Ok(bytes) } else { Err(Unusable) }
    }

    fn is_sound(&self, page: usize) -> bool {
        let Some(known) = self.sound.get(page / 64) else { return false };
        let bit = 1 << (page % 64);
        if known.load(Ordering::Relaxed) & bit != 0 {
            return true;
        }
        let bytes = (*self.bytes).as_ref();
        let covered = self.header.sums;
        let sum = bytes.get(covered + page * 4..covered + page * 4 + 4).map(little);
        let right = sum == Some(crc32fast::hash(&bytes[page * PAGE..((page + 1) * PAGE).min(covered)]));
        if right {
            known.fetch_or(bit, Ordering::Relaxed);
        }
        right
    }

    fn span(&self, section: Section) -> Range<usize> {
        let [from, to] = self.header.sections[section.place()];
        from..to
    }

    fn all(&self, section: Section) -> &[u8] {
        &(*self.bytes).as_ref()[self.span(section)]
    }

    fn numbers<T: AnyBitPattern + NoUninit>(&self, section: Section) -> &[T] {
        try_cast_slice(self.all(section)).expect("sections were found whole and aligned when it was opened")
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
    let fits = |section: Section, each: usize, count: usize| {
        let [from, to] = header.sections[section.place()];
        Some(to - from) == each.checked_mul(count) && (bytes.as_ptr() as usize + from).is_multiple_of(8)
    };
    let customers = header.customers;
    header.sections.len() == Section::COUNT
        && header.sections.iter().all(|[from, to]| from <= to && *to <= header.sums)
        && fits(Section::Ids, 16, customers)
        && fits(Section::Facts, size_of::<Facts>(), customers)
        && fits(Section::ById, 4, customers)
        && Part::ALL.iter().all(|part| fits(Section::Starts(*part), 4, customers + 1))
}
