//! A bundle: everything a desk has to tell, or what is newer than a moment, in one file to carry or
//! mail. Where rows are missing that a snapshot stands for, its state comes first.

use std::io::Write;
use std::path::Path;

use super::header::Kind;
use super::parts::{Bad, Parts, Writer};
use super::seal::{Sealer, Waiting};
use super::snapshot;
use super::withdrawn::erases;
use crate::domain::synced::{Aside, Refused, Synced};
use crate::exchange::error::Error;
use crate::exchange::locked::{self, Key, Lock};
use crate::exchange::write::file;
use crate::store::{Desk, Head, KnownFile, Posting};

/// Writes a bundle of what was written at or after `since`, Unix milliseconds; all, where none is
/// given. Locked where there is a lock. Gives how many changes are in it.
pub fn write(
    desk: &Desk,
    path: &Path,
    since: Option<i64>,
    force: bool,
    lock: Option<&Lock>,
) -> Result<usize, Error> {
    file::write(path, force, |out| match lock {
        None => fill(desk, since, out),
        Some(lock) => locked::lock_while(out, lock, |out| fill(desk, since, out)),
    })
}

fn fill(desk: &Desk, since: Option<i64>, out: &mut (dyn Write + Send)) -> Result<usize, Error> {
    let team = desk.team()?.map(|team| team.to_string()).unwrap_or_default();
    let rep = desk.rep_name(desk.rep())?;
    let sealer = Sealer { team: &team, rep: &rep };
    let mut writer = Writer::begin(out)?;
    if since.is_none() && !desk.unseen()?.is_empty() {
        snapshot::tell(desk, &sealer, 0, &mut writer)?;
    }
    let mut bundle = Bundle { writer, sealer, waiting: Waiting::default(), count: 0 };
    // Whoever gets a scrubbed row learns who was erased.
    let wanted = |posting: &Posting| {
        since.is_none_or(|since| (posting.stamp >> 16).cast_signed() >= since) || erases(posting)
    };
    for (origin, lo, hi) in desk.origins()? {
        let add = |posting| if wanted(&posting) { bundle.add(posting) } else { Ok(()) };
        desk.each_posting(origin, lo, hi, add)?;
    }
    bundle.finish()
}

struct Bundle<'a> {
    writer: Writer<'a>,
    sealer: Sealer<'a>,
    waiting: Waiting,
    count: usize,
}

impl Bundle<'_> {
    fn add(&mut self, posting: Posting) -> Result<(), Error> {
        self.waiting.add(posting).map_or(Ok(()), |filled| self.seal(&filled))
    }

    fn seal(&mut self, postings: &[Posting]) -> Result<(), Error> {
        self.count += postings.len();
        self.writer.add(&self.sealer.segment(Kind::Bundle, postings, 0))
    }

    fn finish(mut self) -> Result<usize, Error> {
        if let Some(rest) = self.waiting.rest() {
            self.seal(&rest)?;
        }
        self.writer.finish()?;
        Ok(self.count)
    }
}

/// Reads a bundle, or any file of a shared place, once every part of it was verified; a locked one
/// with its key.
pub fn read(desk: &mut Desk, path: &Path, key: Option<&Key>, now: i64) -> Result<Synced, Error> {
    let mut synced = Synced { files: 1, ..Synced::default() };
    let name = path.display().to_string();
    let team = desk.team()?.map(|team| team.to_string()).unwrap_or_default();
    let source = Source { path, key, team: &team };
    // Once to see that all of it is sound, once to make it true.
    let read = source.verified(&mut |_| Ok(())).and_then(|_| {
        synced.imported = 1;
        source.bring(desk, None, now, &mut synced, &mut |_| Ok(()))
    });
    match read {
        Ok(()) => {
            synced.review = desk.review_count()?;
            synced.digest = desk.digest_now()?;
        }
        Err(Bad::Refused(why)) => {
            let among = if why.held() { &mut synced.held } else { &mut synced.rejected };
            among.push(Aside { name, why });
        }
        Err(Bad::Error(error)) => return Err(error),
    }
    Ok(synced)
}

/// Told how many bytes of a file were read; an error ends it.
pub(super) type Reading<'a> = dyn FnMut(u64) -> Result<(), Error> + 'a;

/// A file of parts.
pub(super) struct Source<'a> {
    pub(super) path: &'a Path,
    pub(super) key: Option<&'a Key>,
    /// Whose it must be; empty where that is not known.
    pub(super) team: &'a str,
}

impl Source<'_> {
    /// Verifies all of it; gives what it stands for where it begins with state. `read` is told how many
    /// bytes were read, and may stop it.
    pub(super) fn verified(&self, read: &mut Reading<'_>) -> Result<Option<Head>, Bad> {
        let mut parts = Parts::open(self.path, self.key)?;
        let mut state = snapshot::Order::default();
        while let Some(segment) = parts.next()? {
            let theirs = &segment.header.team;
            if !theirs.is_empty() && !self.team.is_empty() && theirs != self.team {
                return Err(Refused::OtherTeam(theirs.chars().take(8).collect()).into());
            }
            if segment.header.kind == Kind::Snap {
                state.next(snapshot::piece(&segment)?)?;
            } else {
                state.pause()?;
                segment.postings()?;
            }
            read(parts.bytes())?;
        }
        Ok(state.end()?)
    }

    /// Makes all of it true. Where it is in a place, it is kept in mind how it lies there.
    pub(super) fn bring(
        &self,
        desk: &mut Desk,
        file: Option<&KnownFile>,
        now: i64,
        synced: &mut Synced,
        read: &mut Reading<'_>,
    ) -> Result<(), Bad> {
        let mut parts = Parts::open(self.path, self.key)?;
        while let Some(segment) = parts.next()? {
            read(parts.bytes())?;
            if segment.header.kind == Kind::Snap {
                let mut first = Some(snapshot::piece(&segment)?);
                let joined = desk.join_state(segment.header.made, file, now, || {
                    if let Some(piece) = first.take() {
                        return Ok::<_, Bad>(piece);
                    }
                    let segment = parts.next()?.ok_or(Refused::Cut)?;
                    read(parts.bytes())?;
                    Ok(snapshot::piece(&segment)?)
                })?;
                synced.joined += joined.writes;
                synced.parked += joined.parked;
                synced.twin |= joined.twin;
                continue;
            }
            let brought = desk.bring(&segment.postings()?, None, file, now)?;
            synced.changes += brought.new;
            synced.parked += brought.parked;
            synced.twin |= brought.twin;
            if brought.new > 0 {
                synced.note_from(&segment.header.rep, brought.new, segment.header.made);
            }
        }
        Ok(())
    }
}
