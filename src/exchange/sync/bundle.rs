//! A bundle: everything a desk has to tell, or what is newer than a moment, in one file to carry or
//! mail. Several sealed parts one after the other, each no larger than any segment.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::path::Path;

use super::header::{Kind, LONGEST};
use super::seal::{Sealer, Waiting};
use super::segment::Segment;
use super::withdrawn::erases;
use crate::domain::synced::{Aside, Refused, Synced};
use crate::exchange::error::Error;
use crate::exchange::locked::{self, Key, Lock};
use crate::exchange::write::file;
use crate::store::{Desk, Posting};

const BEGIN: &[u8; 8] = b"SDBUND01";
const END: &[u8; 8] = b"SDBNDEND";
/// No part is longer, locked or not.
const PART: u64 = LONGEST + (LONGEST >> 3);

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
    let mut parts = Parts {
        out,
        sealer: Sealer { team: &team, rep: &rep },
        waiting: Waiting::default(),
        count: 0,
        sealed: 0,
    };
    parts.out.write_all(BEGIN).map_err(Error::io("the bundle"))?;
    // Whoever gets a scrubbed row learns who was erased.
    let wanted = |posting: &Posting| {
        since.is_none_or(|since| (posting.stamp >> 16).cast_signed() >= since) || erases(posting)
    };
    for (origin, lo, hi) in desk.origins()? {
        let add = |posting| if wanted(&posting) { parts.add(posting) } else { Ok(()) };
        desk.each_posting(origin, lo, hi, add)?;
    }
    parts.finish()
}

struct Parts<'a> {
    out: &'a mut (dyn Write + Send),
    sealer: Sealer<'a>,
    waiting: Waiting,
    count: usize,
    sealed: u32,
}

impl Parts<'_> {
    fn add(&mut self, posting: Posting) -> Result<(), Error> {
        self.waiting.add(posting).map_or(Ok(()), |filled| self.seal(&filled))
    }

    fn seal(&mut self, postings: &[Posting]) -> Result<(), Error> {
        let bytes = self.sealer.segment(Kind::Bundle, postings, 0).bytes();
        self.count += postings.len();
        self.sealed += 1;
        self.out.write_all(&(bytes.len() as u64).to_le_bytes()).map_err(Error::io("the bundle"))?;
        self.out.write_all(&bytes).map_err(Error::io("the bundle"))
    }

    fn finish(mut self) -> Result<usize, Error> {
        if let Some(rest) = self.waiting.rest() {
            self.seal(&rest)?;
        }
        self.out.write_all(&0_u64.to_le_bytes()).map_err(Error::io("the bundle"))?;
        self.out.write_all(&self.sealed.to_le_bytes()).map_err(Error::io("the bundle"))?;
        self.out.write_all(END).map_err(Error::io("the bundle"))?;
        Ok(self.count)
    }
}

/// Reads a bundle, or any file of a shared place, once every part of it was verified; a locked one
/// with its key.
pub fn read(desk: &mut Desk, path: &Path, key: Option<&Key>, now: i64) -> Result<Synced, Error> {
    let mut synced = Synced { files: 1, ..Synced::default() };
    let name = path.display().to_string();
    let team = desk.team()?.map(|team| team.to_string()).unwrap_or_default();
    // Once to see that all of it is sound, once to make it true.
    let verified = parts_of(path, key, &mut |segment| {
        let theirs = &segment.header.team;
        if !theirs.is_empty() && !team.is_empty() && *theirs != team {
            return Ok(Err(Refused::OtherTeam(theirs.chars().take(8).collect())));
        }
        Ok(segment.postings().map(drop))
    })?;
    if let Err(why) = verified {
        let among = if why.held() { &mut synced.held } else { &mut synced.rejected };
        among.push(Aside { name, why });
        return Ok(synced);
    }
    let read = parts_of(path, key, &mut |segment| {
        let postings = match segment.postings() {
            Ok(postings) => postings,
            Err(why) => return Ok(Err(why)),
        };
        let brought = desk.bring(&postings, None, None, now)?;
        synced.changes += brought.new;
        synced.parked += brought.parked;
        synced.twin |= brought.twin;
        if brought.new > 0 {
            synced.note_from(&segment.header.rep, brought.new, segment.header.made);
        }
        Ok(Ok(()))
    })?;
    if let Err(why) = read {
        synced.rejected.push(Aside { name, why });
    }
    synced.imported = 1;
    synced.review = desk.review_count()?;
    synced.digest = desk.digest_now()?;
    Ok(synced)
}

/// Whether a part is good.
type Verdict = Result<(), Refused>;

/// Hands over each part of a file, verified. A file of one segment is one part.
fn parts_of(
    path: &Path,
    key: Option<&Key>,
    each: &mut dyn FnMut(&Segment) -> Result<Verdict, Error>,
) -> Result<Verdict, Error> {
    let what = || path.display().to_string();
    let mut file = opened(path, key)?;
    let mut magic = Vec::new();
    file.by_ref().take(8).read_to_end(&mut magic).map_err(Error::io(what()))?;
    if magic != BEGIN {
        let mut bytes = magic;
        file.take(PART + 1).read_to_end(&mut bytes).map_err(Error::io(what()))?;
        if bytes.len() as u64 > PART {
            return Ok(Err(Refused::Large));
        }
        return Segment::read(&bytes).map_or_else(|why| Ok(Err(why)), |segment| each(&segment));
    }
    let mut parts = 0_u32;
    loop {
        let Some(length) = number(&mut file)? else { return Ok(Err(Refused::Cut)) };
        if length == 0 {
            break;
        }
        if length > PART {
            return Ok(Err(Refused::Large));
        }
        let mut bytes = Vec::new();
        file.by_ref().take(length).read_to_end(&mut bytes).map_err(Error::io(what()))?;
        if bytes.len() as u64 != length {
            return Ok(Err(Refused::Cut));
        }
        let segment = match Segment::read(&bytes) {
            Ok(segment) => segment,
            Err(why) => return Ok(Err(why)),
        };
        if let Err(why) = each(&segment)? {
            return Ok(Err(why));
        }
        parts += 1;
    }
    let mut end = Vec::new();
    file.take(13).read_to_end(&mut end).map_err(Error::io(what()))?;
    let whole = end.len() == 12 && end[..4] == parts.to_le_bytes() && end[4..] == *END;
    Ok(if whole { Ok(()) } else { Err(Refused::Cut) })
}

/// A file as it is read, through its lock where it has one and the key is at hand.
fn opened(path: &Path, key: Option<&Key>) -> Result<Box<dyn Read>, Error> {
    let what = || path.display().to_string();
    if path.is_dir() {
        return Err(Error::Folder(path.to_owned()));
    }
    let mut file = BufReader::new(File::open(path).map_err(Error::io(what()))?);
    let locked = locked::is_locked(file.fill_buf().map_err(Error::io(what()))?);
    match key {
        Some(key) if locked => Ok(Box::new(locked::unlocked(file, key)?)),
        _ => Ok(Box::new(file)),
    }
}

fn number(file: &mut impl Read) -> Result<Option<u64>, Error> {
    let mut bytes = [0; 8];
    match file.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(u64::from_le_bytes(bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(Error::io("the bundle")(error)),
    }
}
