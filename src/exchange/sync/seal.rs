//! Sealing: what a desk wrote since it last did so becomes segments, and a segment's file is made
//! again from the log whenever a place lacks it.

use super::header::{Header, Kind, LONGEST, MOST};
use super::names;
use super::segment::Segment;
use super::wire;
use crate::domain::Id;
use crate::exchange::error::Error;
use crate::store::{Desk, Posting, Sealed};

/// What a posting takes besides its body and subject, at most.
const BESIDES: u64 = 200;

/// Postings that wait until they fill a file.
#[derive(Default)]
pub(super) struct Waiting {
    postings: Vec<Posting>,
    bytes: u64,
}

impl Waiting {
    /// Adds a posting; gives those that fill a file without it, where they do.
    pub(super) fn add(&mut self, posting: Posting) -> Option<Vec<Posting>> {
        let long = (posting.body.len() + posting.subject.len()) as u64 + BESIDES;
        let full = self.postings.len() == MOST || self.bytes + long > LONGEST;
        let filled = if full { self.rest() } else { None };
        self.bytes += long;
        self.postings.push(posting);
        filled
    }

    /// What is left, if anything.
    pub(super) fn rest(&mut self) -> Option<Vec<Posting>> {
        self.bytes = 0;
        Some(std::mem::take(&mut self.postings)).filter(|postings| !postings.is_empty())
    }
}

/// Who seals.
pub(super) struct Sealer<'a> {
    pub(super) team: &'a str,
    pub(super) rep: &'a str,
}

impl Sealer<'_> {
    /// Seals all that this desk wrote and has not sealed, in as few files as may be.
    pub(super) fn seal_rest(&self, desk: &mut Desk, now: i64) -> Result<(), Error> {
        let mut new = Vec::new();
        for (origin, lo, hi) in desk.unsealed()? {
            let mut seal = |postings: Vec<Posting>| {
                let segment = self.segment(Kind::Seg, &postings, origin);
                new.push(Sealed { sealed_at: now, ..sealed(&segment, true) });
            };
            let mut waiting = Waiting::default();
            desk.each_posting(origin, lo, hi, |posting| {
                waiting.add(posting).into_iter().for_each(&mut seal);
                Ok::<_, Error>(())
            })?;
            waiting.rest().into_iter().for_each(seal);
        }
        Ok(desk.keep_segments(&new)?)
    }

    /// Seals what others wrote and what came in no segment, for whoever lacks it: the same rows give
    /// the same file, whoever seals them.
    pub(super) fn seal_others(&self, desk: &mut Desk) -> Result<(), Error> {
        let mut new = Vec::new();
        for (origin, lo, hi) in desk.unsealed_of_others()? {
            let mut filled = Vec::new();
            let mut waiting = Waiting::default();
            desk.each_posting(origin, lo, hi, |posting| {
                filled.extend(waiting.add(posting));
                Ok::<_, Error>(())
            })?;
            for postings in filled.into_iter().chain(waiting.rest()) {
                let writer = postings.last().and_then(|posting| posting.rep).map(Id::from_bytes);
                let rep = desk.rep_name(writer)?;
                let sealer = Sealer { team: self.team, rep: &rep };
                new.push(sealed(&sealer.segment(Kind::Seg, &postings, origin), false));
            }
        }
        Ok(desk.keep_segments(&new)?)
    }

    /// The segment of some postings.
    pub(super) fn segment(&self, kind: Kind, postings: &[Posting], origin: u64) -> Segment {
        self.segment_at(kind, postings, origin, 0)
    }

    /// [`Sealer::segment`] of a level.
    pub(super) fn segment_at(&self, kind: Kind, postings: &[Posting], origin: u64, level: u8) -> Segment {
        let content = wire::pack(postings);
        let mut header = Header::of(kind, origin, postings, content.len());
        header.level = level;
        (header.team, header.rep) = (self.team.to_owned(), self.rep.to_owned());
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
        ours,
        header: header.json(),
        withdrawn: false,
        level: header.level,
        sealed_at: 0,
        folded_at: None,
        dropped: false,
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
