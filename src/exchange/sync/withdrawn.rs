//! Files that hold words of somebody erased since: ours are taken away from every place at once, and
//! what is left of them is published anew.
//!
//! A file with scrubbed rows carries the erasures that justify them, so that whoever gets it alone
//! agrees with everybody else. Its rows keep their hashes: known rows stay known, the chain holds.
//! Other desks' files are theirs to take away; they are never handed on.

use super::folder::Folder;
use super::header::{Header, Kind, MOST, hex};
use super::seal::{Sealer, sealed};
use super::segment::Segment;
use super::wire;
use crate::exchange::error::Error;
use crate::store::{Desk, Posting, Sealed};

/// Rows of a range that go into one file beside the erasures it carries.
const ROWS: usize = MOST / 2;

/// The segment of a range in which rows were scrubbed, with the erasures behind it.
pub(super) fn scrubbed(
    sealer: &Sealer<'_>,
    mut postings: Vec<Posting>,
    (origin, level): (u64, u8),
    erasures: &[Posting],
) -> Segment {
    let mut header = Header::of(Kind::Scrub, origin, &postings, 0);
    for erasure in erasures {
        if erasure.origin != origin || !(header.lo..=header.hi).contains(&erasure.n) {
            header.carried.push((hex(erasure.origin), erasure.n));
            postings.push(erasure.clone());
        }
    }
    let content = wire::pack(&postings);
    (header.lines, header.bytes) = (postings.len(), content.len() as u64);
    header.level = level;
    sealer.sign(&mut header);
    Segment::of(header, content)
}

/// The postings that a file carries besides its own range.
pub(super) fn carried(desk: &Desk, header: &Header) -> Result<Vec<Posting>, Error> {
    let mut all = Vec::new();
    for (origin, n) in &header.carried {
        let origin = u64::from_str_radix(origin, 16).unwrap_or(0);
        all.extend(desk.postings(origin, *n, *n)?.into_iter().filter(erases));
    }
    Ok(all)
}

/// Says whether a posting is one that files may carry besides their own.
pub(super) fn erases(posting: &Posting) -> bool {
    posting.deed == "erase"
}

/// Seals anew what was sealed in files of ours that must go.
pub(super) fn reissue(desk: &mut Desk, sealer: &Sealer<'_>) -> Result<(), Error> {
    let mut ours = desk.segments()?;
    ours.retain(|segment| segment.ours);
    let (mut live, mut gone): (Vec<Sealed>, Vec<Sealed>) = ours.into_iter().partition(|one| !one.withdrawn);
    // The larger first: what was folded into it comes with it.
    gone.sort_by_key(|one| std::cmp::Reverse(one.hi - one.lo));
    let mut new = Vec::new();
    for old in gone {
        let postings = desk.postings(old.origin, old.lo, old.hi)?;
        let told = |posting: &Posting| {
            live.iter().any(|one| one.origin == old.origin && (one.lo..=one.hi).contains(&posting.n))
        };
        if postings.iter().all(told) {
            continue;
        }
        for some in postings.chunks(ROWS) {
            let again = sealed(&sealer.range(desk, some.to_vec(), old.origin, 0)?, true);
            let again = Sealed { sealed_at: old.sealed_at, ..again };
            live.push(again.clone());
            new.push(again);
        }
    }
    Ok(desk.keep_segments(&new)?)
}

/// Takes our withdrawn files away from a place; gives how many there were.
pub(super) fn take_away(folder: &mut Folder, segments: &[Sealed]) -> Result<usize, Error> {
    let mut taken = 0;
    for old in segments.iter().filter(|segment| segment.ours && segment.withdrawn) {
        if folder.files.contains_key(&old.name) {
            folder.remove(&old.name)?;
            taken += 1;
        }
    }
    Ok(taken)
}
