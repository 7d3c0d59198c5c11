//! How far an erasure has come: which desks are known to have it, and which files of a place still
//! hold words of somebody erased.
//!
//! A desk says in the first file it seals after it learnt of an erasure that it knows it. One that
//! wrote nothing since may know it all the same: nobody can tell.

use std::path::Path;
use std::sync::Arc;

use super::folder::Folder;
use super::header::{Header, hex};
use super::segment::Segment;
use super::{Options, team, withdrawn};
use crate::domain::synced::Refused;
use crate::domain::{Id, erasure};
use crate::exchange::error::Error;
use crate::exchange::locked::Key;
use crate::store::{Desk, Posting};

/// Where one origin stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The origin, as names of files write it.
    pub origin: String,
    /// Who writes under it, as far as is known.
    pub rep: String,
    /// It is this desk's own, or was.
    pub ours: bool,
    /// It is known to have the erasure.
    pub knows: bool,
}

/// A file that still holds words of somebody erased, or cannot be looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StillThere {
    /// The file, as it lies in the place.
    pub name: String,
    /// How many changes in it do; nothing where it cannot be looked into.
    pub changes: Option<usize>,
}

/// Where each origin in the log stands with the erasure of a customer.
pub fn standings(desk: &Desk, customer: Id) -> Result<Vec<Standing>, Error> {
    let erasing: Vec<Posting> =
        desk.erasing_postings()?.into_iter().filter(|posting| erases(posting, customer)).collect();
    let headers: Vec<Header> =
        desk.segments()?.iter().filter_map(|segment| Header::read(segment.header.as_bytes()).ok()).collect();
    let ours = desk.own_origins()?;
    let knows = |origin: u64| {
        erasing.iter().any(|posting| {
            let named = (hex(posting.origin), posting.n);
            let told = |header: &Header| {
                header.origin() == origin
                    && (header.carried.contains(&named) || header.heeds.contains(&named))
            };
            posting.origin == origin || headers.iter().any(told)
        })
    };
    let mut all = Vec::new();
    for (origin, _, _) in desk.origins()? {
        let header = headers.iter().rev().find(|header| header.origin() == origin);
        let ours = ours.contains(&origin);
        let rep = if ours { desk.rep_name(desk.rep())? } else { String::new() };
        let rep = header.map_or(rep, |header| header.rep.clone());
        all.push(Standing { origin: hex(origin), rep, ours, knows: ours || knows(origin) });
    }
    Ok(all)
}

fn erases(posting: &Posting, customer: Id) -> bool {
    // The id of an erasure is made of the customer's: it stands in the body as it is.
    let id = erasure::id_of(customer);
    posting.body.windows(16).any(|bytes| bytes == id.as_bytes())
}

/// The files of a place that still hold words of somebody erased.
///
/// # Errors
/// As a sync: a folder that is no place of the team's.
pub fn still_there(
    desk: &mut Desk,
    dir: &Path,
    key: Option<Arc<Key>>,
    now: i64,
) -> Result<Vec<StillThere>, Error> {
    let looking = Options { key, dry_run: true, ..Options::default() };
    let (_, door) = team::enter(desk, dir, &looking, now)?;
    let folder = Folder::list(dir)?;
    let mut names: Vec<&String> = folder.files.keys().collect();
    names.sort();
    let mut found = Vec::new();
    for name in names {
        let Some(bytes) = folder.read(name)? else { continue };
        let opened = door.opened(&bytes).and_then(|bytes| Segment::read(&bytes)?.postings());
        let changes = match opened {
            Ok(postings) => Some(desk.holding_erased(&postings)?),
            Err(Refused::Locked | Refused::Newer(_)) => None,
            Err(_) => continue,
        };
        if changes != Some(0) {
            found.push(StillThere { name: name.clone(), changes });
        }
    }
    Ok(found)
}

/// The erasures that this desk has told of in no header yet.
pub(super) fn untold(desk: &Desk, erasures: &[Posting]) -> Result<Vec<(String, u64)>, Error> {
    if erasures.is_empty() {
        return Ok(Vec::new());
    }
    let segments = desk.segments()?;
    let headers = segments.iter().filter(|segment| segment.ours);
    let headers: Vec<Header> =
        headers.filter_map(|segment| Header::read(segment.header.as_bytes()).ok()).collect();
    let told = |named: &(String, u64)| headers.iter().any(|header| header.heeds.contains(named));
    let all = erasures.iter().filter(|posting| withdrawn::erases(posting));
    Ok(all.map(|posting| (hex(posting.origin), posting.n)).filter(|named| !told(named)).collect())
}
