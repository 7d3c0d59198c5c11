//! A file of several sealed parts, one after the other, each no larger than any segment: a bundle, or a
//! snapshot. Written in one go, read part by part, and whole only when its end was read.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::path::Path;

use super::header::LONGEST;
use super::segment::Segment;
use crate::domain::shut::Shut;
use crate::domain::synced::Refused;
use crate::exchange::error::Error;
use crate::exchange::locked::{self, Key};
use crate::store::{self, Hash};

const BEGIN: &[u8; 8] = b"SDBUND01";
const END: &[u8; 8] = b"SDBNDEND";
/// No part is longer.
const PART: u64 = LONGEST + (LONGEST >> 3);

/// Why a file's part is not had: the file is no good, or something else is.
#[derive(Debug)]
pub(super) enum Bad {
    /// The file.
    Refused(Refused),
    /// The disk, the book, or whoever stopped it.
    Error(Error),
}

impl From<Refused> for Bad {
    fn from(why: Refused) -> Self {
        Self::Refused(why)
    }
}

impl From<Error> for Bad {
    fn from(error: Error) -> Self {
        match error {
            Error::Shut(Shut::Damaged) => Self::Refused(Refused::Unsound),
            Error::Shut(Shut::WrongKey) => Self::Refused(Refused::Locked),
            error => Self::Error(error),
        }
    }
}

impl From<store::Error> for Bad {
    fn from(error: store::Error) -> Self {
        Self::Error(error.into())
    }
}

/// Says whether a file that begins so has several parts.
pub(super) fn has_parts(first: &[u8]) -> bool {
    first.starts_with(BEGIN)
}

/// A file being written.
pub(super) struct Writer<'a> {
    out: &'a mut (dyn Write + Send),
    count: u32,
    hash: blake3::Hasher,
}

impl<'a> Writer<'a> {
    pub(super) fn begin(out: &'a mut (dyn Write + Send)) -> Result<Self, Error> {
        out.write_all(BEGIN).map_err(Error::io("the file"))?;
        Ok(Self { out, count: 0, hash: blake3::Hasher::new() })
    }

    pub(super) fn add(&mut self, segment: &Segment) -> Result<(), Error> {
        let bytes = segment.bytes();
        self.count += 1;
        self.hash.update(&segment.id);
        self.out.write_all(&(bytes.len() as u64).to_le_bytes()).map_err(Error::io("the file"))?;
        self.out.write_all(&bytes).map_err(Error::io("the file"))
    }

    /// Ends it; gives the hash of its parts.
    pub(super) fn finish(self) -> Result<Hash, Error> {
        let ends: [&[u8]; 3] = [&0_u64.to_le_bytes(), &self.count.to_le_bytes(), END];
        self.out.write_all(&ends.concat()).map_err(Error::io("the file"))?;
        let mut short = Hash::default();
        short.copy_from_slice(&self.hash.finalize().as_bytes()[..16]);
        Ok(short)
    }
}

/// A file being read.
pub(super) struct Parts {
    file: Box<dyn Read>,
    what: String,
    /// A file of one segment: what was read of it already.
    single: Option<Vec<u8>>,
    read: u32,
    bytes: u64,
    ended: bool,
}

impl Parts {
    /// Opens a file, through its lock where it has one and the key is at hand. One of a single segment
    /// has one part.
    pub(super) fn open(path: &Path, key: Option<&Key>) -> Result<Self, Error> {
        let what = path.display().to_string();
        let mut file = opened(path, key)?;
        let mut magic = Vec::new();
        file.by_ref().take(8).read_to_end(&mut magic).map_err(Error::io(what.clone()))?;
        let single = (!has_parts(&magic)).then_some(magic);
        Ok(Self { file, what, single, read: 0, bytes: 8, ended: false })
    }

    /// The next part, verified; nothing after the last, once the end was read too.
    pub(super) fn next(&mut self) -> Result<Option<Segment>, Bad> {
        if self.ended {
            return Ok(None);
        }
        if let Some(begun) = self.single.take() {
            self.ended = true;
            let rest = self.take(PART)?;
            return Ok(Some(Segment::read(&[begun, rest].concat())?));
        }
        let length = u64::from_le_bytes(self.exactly()?);
        if length == 0 {
            return self.end();
        }
        if length > PART {
            return Err(Refused::Large.into());
        }
        let bytes = self.take(length)?;
        if bytes.len() as u64 != length {
            return Err(Refused::Cut.into());
        }
        self.read += 1;
        Ok(Some(Segment::read(&bytes)?))
    }

    /// How many bytes were read, before they were packed.
    pub(super) const fn bytes(&self) -> u64 {
        self.bytes
    }

    fn end(&mut self) -> Result<Option<Segment>, Bad> {
        self.ended = true;
        let count = self.exactly::<4>()?;
        let end = self.exactly::<8>()?;
        let more = self.take(1)?;
        let whole = count == self.read.to_le_bytes() && end == *END && more.is_empty();
        if whole { Ok(None) } else { Err(Refused::Cut.into()) }
    }

    fn take(&mut self, length: u64) -> Result<Vec<u8>, Bad> {
        let mut bytes = Vec::new();
        let read = self.file.by_ref().take(length).read_to_end(&mut bytes);
        read.map_err(Error::io(self.what.clone()))?;
        self.bytes += bytes.len() as u64;
        Ok(bytes)
    }

    fn exactly<const N: usize>(&mut self) -> Result<[u8; N], Bad> {
        let bytes = self.take(N as u64)?;
        bytes.try_into().map_err(|_| Refused::Cut.into())
    }
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
