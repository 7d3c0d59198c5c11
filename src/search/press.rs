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

use super::column::Column;
use super::rank::{Kind, PARTS, Part};
use super::scan::CORES;
use super::sheaf::{Gathered, Sheaf, in_order};
use super::shelf::{Facts, Mask, Shelf};
use super::sidecar::{FORMAT, Header, MAGIC, Moment, PAGE, SEAL, Section, seal};
use super::signature::{Signed, sign};

/// A sidecar being written.
pub struct Press<W> {
    out: W,
    at: usize,
    /// The checksums of the pages that are full.
    sums: Vec<u32>,
    page: crc32fast::Hasher,
    header: Header,
}

/// What sections begin at multiples of, so that numbers can be read in place.
const ALIGNED: usize = 16;

impl<W: Write + Seek> Press<W> {
    /// Begins a sidecar at the beginning of `out`.
    pub fn begin(out: W) -> io::Result<Self> {
        let sections = vec![[PAGE; 2]; Section::COUNT];
        let header = Header { format: FORMAT, moment: Moment::default(), customers: 0, sums: 0, sections };
        let mut press = Self { out, at: 0, sums: Vec::new(), page: crc32fast::Hasher::new(), header };
        // The header comes last.
        press.write(&[0; PAGE])?;
        Ok(press)
    }

    /// Writes everybody in rank order: whole columns, ids and facts.
    pub fn lay_out(&mut self, sheaves: &[(Sheaf, &[u8])]) -> io::Result<()> {
        let all = in_order(sheaves);
        self.header.customers = all.len();
        for part in Part::ALL {
            let mut starts = Vec::with_capacity(all.len() + 1);
            let mut end = 0_usize;
            self.section(Section::Text(part), |press| {
                for one in &all {
                    let record = one.record(part as usize);
                    starts.push(place(end)?);
                    end += record.len();
                    press.write(record)?;
                }
                Ok(())
            })?;
            starts.push(place(end)?);
            self.section(Section::Starts(part), |press| press.write(cast_slice(&starts)))?;
        }
        let ids: Vec<_> = all.iter().map(|one| one.id()).collect();
        self.section(Section::Ids, |press| press.write(cast_slice(&ids)))?;
        self.by_id(&ids)?;
        let facts: Vec<_> = all.iter().map(|one| Gathered::facts(*one)).collect();
        self.section(Section::Facts, |press| press.write(cast_slice::<Facts, u8>(&facts)))?;
        self.out.flush()
    }

    fn by_id(&mut self, ids: &[[u8; 16]]) -> io::Result<()> {
        let mut slots = (0..ids.len()).map(place).collect::<io::Result<Vec<u32>>>()?;
        slots.sort_unstable_by_key(|slot| ids[*slot as usize]);
        self.section(Section::ById, |press| press.write(cast_slice(&slots)))
    }

    /// Where it writes to, to be read back.
    pub const fn out(&self) -> &W {
        &self.out
    }

    /// Signs what was laid out, which `written` is: each kind of field by itself, on every core.
    /// `pause` is asked after each whether to go on; `false` where it said no.
    pub fn sign(&mut self, written: &[u8], mut pause: impl FnMut() -> bool) -> io::Result<bool> {
        let sections = self.header.sections.clone();
        let shelf = shelf(written, &sections);
        let kinds = Mutex::new(Kind::all());
        let next = || kinds.lock().unwrap_or_else(PoisonError::into_inner).next();
        thread::scope(|scope| {
            let (send, signed) = sync_channel::<(Kind, Signed)>(0);
            for _ in 0..*CORES {
                let send = send.clone();
                scope.spawn(move || {
                    // Who does not take any more has failed, and says so.
                    while let Some(kind) = next()
                        && send.send((kind, sign(&shelf, kind))).is_ok()
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
        let mut page = vec![0; PAGE];
        page[..MAGIC.len()].copy_from_slice(MAGIC);
        postcard::to_slice(&self.header, &mut page[MAGIC.len()..SEAL.start]).map_err(io::Error::other)?;
        // Of itself the first page has no checksum among the others: it is sealed with them.
        let sums: &[u8] = cast_slice(&self.sums);
        let sealed = seal(&page[..SEAL.start], sums);
        page[SEAL].copy_from_slice(&sealed);
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
        let gap = self.at.next_multiple_of(ALIGNED) - self.at;
        self.write(&[0; ALIGNED][..gap])?;
        let from = self.at;
        write(self)?;
        self.header.sections[section.place()] = [from, self.at];
        Ok(())
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

/// The shelf that was laid out.
fn shelf<'a>(written: &'a [u8], sections: &[[usize; 2]]) -> Shelf<'a> {
    static NOBODY: std::sync::LazyLock<Mask> = std::sync::LazyLock::new(Mask::default);
    let all = |section: Section| {
        let [from, to] = sections[section.place()];
        &written[from..to]
    };
    let column = |part: Part| Column::new(all(Section::Text(part)), cast_slice(all(Section::Starts(part))));
    let columns: [Column<'a>; PARTS] = Part::ALL.map(column);
    let (ids, facts) = (cast_slice(all(Section::Ids)), cast_slice(all(Section::Facts)));
    Shelf { columns, ids, facts, masked: &NOBODY }
}

fn place(at: usize) -> io::Result<u32> {
    u32::try_from(at).map_err(|_| io::Error::other("more than four gigabytes of one kind of text"))
}
