//! Writes a sidecar: sheaves in, the bytes of a file out.
//!
//! Three steps, for the second reads what the first wrote: [`Press::lay_out`], [`Press::sign`],
//! [`Press::finish`]. What is written before that is of no use to anybody.

use std::io::{self, Seek, SeekFrom, Write};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::mpsc::sync_channel;
use std::thread;

use bytemuck::cast_slice;

use super::header::{Header, Moment, PAGE, Section};
use super::holding::{Values, keys};
use super::leaf::{self, UNIT};
use super::leaves::{LEAF, slots};
use super::sheaf::{Gathered, Sheaf, in_order};
use super::signature::{Signed, sign};
use crate::search::rank::{Kind, PARTS};
use crate::search::scan::CORES;
use crate::search::shelf::Shelf;

/// A sidecar being written.
pub struct Press<W> {
    out: W,
    at: usize,
    /// The checksums of the pages that are full.
    sums: Vec<u32>,
    page: crc32fast::Hasher,
    header: Header,
}

impl<W: Write + Seek> Press<W> {
    /// Begins a sidecar at the beginning of `out`.
    pub fn begin(out: W) -> io::Result<Self> {
        let header = Header::begun();
        let mut press = Self { out, at: 0, sums: Vec::new(), page: crc32fast::Hasher::new(), header };
        // The header comes last.
        press.write(&[0; PAGE])?;
        Ok(press)
    }

    /// Writes everybody in rank order, a leaf for each sixteen, and where each id is.
    pub fn lay_out(&mut self, sheaves: &[(Sheaf, &[u8])]) -> io::Result<()> {
        let all = in_order(sheaves);
        self.header.customers = all.len();
        let mut places = Vec::with_capacity(all.len() / LEAF + 2);
        self.section(Section::Leaves, |press| {
            let first = press.at;
            for leaf in all.chunks(LEAF) {
                places.push(place((press.at - first) / UNIT)?);
                press.leaf(leaf)?;
            }
            places.push(place((press.at - first) / UNIT)?);
            Ok(())
        })?;
        self.section(Section::Places, |press| press.write(cast_slice(&places)))?;
        let mut slots = (0..all.len()).map(place).collect::<io::Result<Vec<u32>>>()?;
        slots.sort_unstable_by_key(|slot| all[*slot as usize].id());
        self.section(Section::Ids, |press| {
            slots.iter().try_for_each(|slot| press.write(&all[*slot as usize].id()))
        })?;
        self.section(Section::Slots, |press| press.write(cast_slice(&slots)))?;
        drop(slots);
        self.holdings(&all)?;
        self.out.flush()
    }

    /// What is held in fields, field by field, so that one of them alone is in memory.
    fn holdings(&mut self, all: &[Gathered<'_>]) -> io::Result<()> {
        let mut fields = Vec::new();
        let mut rest: Vec<&[u8]> = all.iter().map(|one| one.held()).collect();
        self.section(Section::Holdings, |press| {
            let first = press.at;
            for key in keys(all) {
                let Values { holding, places, slots, texts } = Values::of(key, &mut rest)?;
                fields.push(holding.numbers(place((press.at - first) / UNIT)?));
                press.write(cast_slice(&places))?;
                press.write(cast_slice(&slots))?;
                texts.iter().try_for_each(|text| press.write(text.as_bytes()))?;
                press.fill_up()?;
            }
            Ok(())
        })?;
        self.section(Section::Fields, |press| press.write(cast_slice(&fields)))
    }

    fn leaf(&mut self, customers: &[Gathered<'_>]) -> io::Result<()> {
        for one in customers {
            self.write(cast_slice(&[one.facts()]))?;
        }
        for one in customers {
            self.write(&one.id())?;
        }
        let mut end = 0;
        for part in 0..PARTS {
            for one in customers {
                self.write(&place(end)?.to_le_bytes())?;
                end += one.record(part).len();
            }
            self.write(&place(end)?.to_le_bytes())?;
        }
        for part in 0..PARTS {
            customers.iter().try_for_each(|one| self.write(one.record(part)))?;
        }
        self.fill_up()
    }

    /// Where it writes to, to be read back.
    pub const fn out(&self) -> &W {
        &self.out
    }

    /// Signs what was laid out, which `written` is: each kind of field by itself, on every core.
    /// `pause` is asked after each whether to go on; `false` where it said no.
    pub fn sign(&mut self, written: &[u8], mut pause: impl FnMut() -> bool) -> io::Result<bool> {
        let shelves = &shelves(written, &self.header);
        let kinds = Mutex::new(Kind::all());
        let next = || kinds.lock().unwrap_or_else(PoisonError::into_inner).next();
        thread::scope(|scope| {
            let (send, signed) = sync_channel::<(Kind, Signed)>(0);
            for _ in 0..*CORES {
                let send = send.clone();
                scope.spawn(move || {
                    // Who does not take any more has failed, and says so.
                    while let Some(kind) = next()
                        && send.send((kind, sign(shelves, kind))).is_ok()
                    {}
                });
            }
            drop(send);
            for (kind, signed) in signed {
                self.signed(kind, &signed)?;
                if !pause() {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }

    fn signed(&mut self, kind: Kind, signed: &Signed) -> io::Result<()> {
        self.section(Section::Terms(kind), |press| press.write(cast_slice(&signed.terms)))?;
        self.section(Section::Sets(kind), |press| press.write(cast_slice(&signed.sets)))?;
        self.section(Section::Bytes(kind), |press| press.write(&signed.bytes))
    }

    /// Ends the sidecar: from here on it stands for that moment.
    pub fn finish(mut self, moment: Moment) -> io::Result<W> {
        if !self.at.is_multiple_of(PAGE) {
            self.sums.push(self.page.finalize());
        }
        self.header.moment = moment;
        self.header.sums = self.at;
        // Of itself the first page has no checksum among the others: it is sealed with them.
        let sums: &[u8] = cast_slice(&self.sums);
        let page = self.header.page(sums).ok_or_else(|| io::Error::other("the first page is too small"))?;
        self.out.write_all(sums)?;
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&page)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn section(
        &mut self,
        section: Section,
        write: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.fill_up()?;
        let from = self.at;
        write(self)?;
        self.header.sections[section.place()] = [from, self.at];
        Ok(())
    }

    fn fill_up(&mut self) -> io::Result<()> {
        let gap = self.at.next_multiple_of(UNIT) - self.at;
        self.write(&[0; UNIT][..gap])
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let room = PAGE - self.at % PAGE;
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.page.update(now);
            self.at += now.len();
            if now.len() == room {
                self.sums.push(std::mem::take(&mut self.page).finalize());
            }
            rest = later;
        }
        self.out.write_all(bytes)
    }
}

/// The shelves of the leaves that were laid out.
fn shelves<'a>(written: &'a [u8], header: &Header) -> Vec<Shelf<'a>> {
    let all = |section: Section| {
        let [from, to] = header.sections[section.place()];
        &written[from..to]
    };
    let (leaves, customers) = (all(Section::Leaves), header.customers);
    let places: &[u32] = cast_slice(all(Section::Places));
    let shelf = |(nth, ends): (usize, &[u32])| {
        let leaf = &leaves[ends[0] as usize * UNIT..ends[1] as usize * UNIT];
        leaf::read(leaf, slots(nth, customers).len()).expect("it was laid out a moment ago")
    };
    places.windows(2).enumerate().map(shelf).collect()
}

pub(super) fn place(at: usize) -> io::Result<u32> {
    u32::try_from(at).map_err(|_| io::Error::other("a book too large to be searched on the disk"))
}
