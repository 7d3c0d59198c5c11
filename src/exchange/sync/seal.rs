//! Sealing: what a desk wrote since it last did so becomes segments, and a segment's file is made
//! again from the log whenever a place lacks it.

use super::header::{Header, Kind, LONGEST, MOST};
use super::names;
use super::segment::Segment;
use super::wire;
use crate::exchange::error::Error;
use crate::store::{Desk, Posting, Sealed};

/// Postings read at once.
const AT_ONCE: u64 = 5_000;

/// Who seals.
pub(super) struct Sealer<'a> {
    pub(super) team: &'a str,
    pub(super) rep: &'a str,
}

impl Sealer<'_> {
    /// Seals all that this desk wrote and has not sealed, in as few files as may be.
    pub(super) fn seal_rest(&self, desk: &mut Desk, now: i64) -> Result<usize, Error> {
        let mut sealed = 0;
        for (origin, lo, hi) in desk.unsealed()? {
            sealed += self.seal_range(desk, (origin, lo, hi), 0, now)?;
        }
        Ok(sealed)
    }

    /// Seals a range of an origin's postings.
    pub(super) fn seal_range(
        &self,
        desk: &mut Desk,
        (origin, lo, hi): (u64, u64, u64),
        level: u8,
        now: i64,
    ) -> Result<usize, Error> {
        let (mut waiting, mut bytes, mut count) = (Vec::new(), 0, 0);
        let mut from = lo;
        while from <= hi {
            for posting in desk.postings(origin, from, (from + AT_ONCE - 1).min(hi))? {
                let long = posting.body.len() as u64 + posting.subject.len() as u64 + 200;
                if waiting.len() == MOST || (bytes + long > LONGEST && !waiting.is_empty()) {
                    self.keep(desk, &std::mem::take(&mut waiting), origin, level, now)?;
                    (bytes, count) = (0, count + 1);
                }
                bytes += long;
                waiting.push(posting);
            }
            from += AT_ONCE;
        }
        if !waiting.is_empty() {
            self.keep(desk, &waiting, origin, level, now)?;
            count += 1;
        }
        Ok(count)
    }

    fn keep(
        &self,
        desk: &mut Desk,
        postings: &[Posting],
        origin: u64,
        level: u8,
        now: i64,
    ) -> Result<(), Error> {
        let segment = self.segment(Kind::Seg, postings, origin, level);
        desk.keep_segments(&[sealed(&segment, true)], &[], now)?;
        Ok(())
    }

    /// The segment of some postings.
    pub(super) fn segment(&self, kind: Kind, postings: &[Posting], origin: u64, level: u8) -> Segment {
        let content = wire::pack(postings);
        let mut header = Header::of(kind, origin, postings, content.len());
        (header.team, header.rep, header.level) = (self.team.to_owned(), self.rep.to_owned(), level);
        Segment::of(header, content)
    }
}

/// A segment as the book keeps it in mind.
pub(super) fn sealed(segment: &Segment, ours: bool) -> Sealed {
    let header = &segment.header;
    Sealed {
        id: segment.id,
        name: names::of(header, &segment.id),
        origin: header.origin(),
        lo: header.lo,
        hi: header.hi,
        level: header.level,
        ours,
        header: header.json(),
        replaced_at: None,
        withdrawn: false,
    }
}

/// The file of a segment, made from the log; nothing where the log no longer gives it, for it was
/// scrubbed or was never whole here.
pub(super) fn file_of(desk: &Desk, sealed: &Sealed) -> Result<Option<Vec<u8>>, Error> {
    let postings = desk.postings(sealed.origin, sealed.lo, sealed.hi)?;
    let Ok(header) = Header::read(sealed.header.as_bytes()) else { return Ok(None) };
    let segment = Segment::of(header, wire::pack(&postings));
    Ok((segment.id == sealed.id).then(|| segment.bytes()))
}
