//! Sealing: what a desk wrote since it last did so becomes segments, and a segment's file is made
//! again from the log whenever a place lacks it.

use super::header::{Header, Kind, LONGEST, MOST};
use super::names;
use super::segment::Segment;
use super::{privacy, wire, withdrawn};
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
        let mut heeds = privacy::untold(desk, &desk.erasing_postings()?)?;
        for (origin, lo, hi) in desk.unsealed()? {
            let mut seal = |postings: Vec<Posting>| {
                let mut segment = self.range(desk, postings, origin, 0)?;
                if !heeds.is_empty() {
                    segment.header.heeds = std::mem::take(&mut heeds);
                    segment = Segment::of(segment.header, segment.content);
                }
                new.push(Sealed { sealed_at: now, ..sealed(&segment, true) });
                Ok::<_, Error>(())
            };
            let mut waiting = Waiting::default();
            desk.each_posting(origin, lo, hi, |posting| waiting.add(posting).map_or(Ok(()), &mut seal))?;
            waiting.rest().map_or(Ok(()), seal)?;
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
                new.push(sealed(&sealer.range(desk, postings, origin, 0)?, false));
            }
        }
        Ok(desk.keep_segments(&new)?)
    }

    /// The segment of a range; where rows in it were scrubbed, with the erasures behind that.
    pub(super) fn range(
        &self,
        desk: &Desk,
        postings: Vec<Posting>,
        origin: u64,
        level: u8,
    ) -> Result<Segment, Error> {
        if postings.iter().any(|posting| posting.stub) {
            let behind = desk.erasures_behind(&postings)?;
            return Ok(withdrawn::scrubbed(self, postings, (origin, level), &behind));
        }
        let content = wire::pack(&postings);
        let mut header = Header::of(Kind::Seg, origin, &postings, content.len());
        header.level = level;
        self.sign(&mut header);
        Ok(Segment::of(header, content))
    }

    /// The segment of some postings.
    pub(super) fn segment(&self, kind: Kind, postings: &[Posting], origin: u64) -> Segment {
        let content = wire::pack(postings);
        let mut header = Header::of(kind, origin, postings, content.len());
        self.sign(&mut header);
        Segment::of(header, content)
    }

    /// Says in a header who sealed.
    pub(super) fn sign(&self, header: &mut Header) {
        (header.team, header.rep) = (self.team.to_owned(), self.rep.to_owned());
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
    let mut postings = desk.postings(sealed.origin, sealed.lo, sealed.hi)?;
    let Ok(header) = Header::read(sealed.header.as_bytes()) else { return Ok(None) };
    postings.extend(withdrawn::carried(desk, &header)?);
    let segment = Segment::of(header, wire::pack(&postings));
    Ok((segment.id == sealed.id).then(|| segment.bytes()))
}
