//! The door of a place: open, or locked with the team's key. Every file goes through it, both ways.
//!
//! The key lies in the place as `keys/kNNNN.age`, locked for the team, and beside it once more locked
//! to itself, so that whoever kept it needs nothing else. The highest number counts.

use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use age::secrecy::ExposeSecret as _;

use super::folder::{self, LARGEST};
use super::names::{self, KEYS};
use crate::domain::shut::Shut;
use crate::domain::synced::Refused;
use crate::exchange::error::Error;
use crate::exchange::locked::{self, Key, Lock, TeamKey};
use crate::exchange::write;

/// No file of a key is longer: room for a few thousand recipients.
const LONGEST: u64 = 2 << 20;
/// No more files of one number are tried.
const MOST: usize = 8;

/// A place's door.
pub(super) enum Door {
    /// Files lie there as they are.
    Open,
    /// Files are locked to the newest of these, and were to any of them.
    Locked(TeamKey),
}

impl Door {
    /// The door of a locked place below `root`, opened with a key.
    pub(super) fn unlocked(root: &Path, key: &Key) -> Result<Option<Self>, Error> {
        let mut why = None;
        for file in newest(root)?.1.iter().take(MOST) {
            let Some(bytes) = folder::read(file, LONGEST)? else { continue };
            match TeamKey::unwrap(&bytes, key) {
                Ok(key) => return Ok(Some(Self::Locked(key))),
                Err(error) => why = why.or(Some(error)),
            }
        }
        why.map_or(Ok(None), Err)
    }

    /// A door with a new lock, for whom it is told; the files of its key come back too.
    pub(super) fn locked(root: &Path, key: TeamKey, lock: &Lock) -> Result<(Self, Vec<PathBuf>), Error> {
        let n = newest(root)?.0 + 1;
        let (wrapped, own) = (key.wrapped(lock)?, key.wrapped(&key.to_lock())?);
        let folder = root.join(KEYS);
        // The one that all open comes last: where it is, the other is.
        let files = [(format!("k{n:04}-self.age"), own), (format!("k{n:04}.age"), wrapped)];
        let mut written = Vec::new();
        for (name, bytes) in files {
            let path = folder.join(name);
            if !folder::put(&path, &bytes)? {
                return Err(Error::Changed(path));
            }
            written.push(path);
        }
        Ok((Self::Locked(key), written))
    }

    /// What tells its keys from others, newest first; nothing where it is open.
    pub(super) fn marks(&self) -> Vec<[u8; 16]> {
        match self {
            Self::Open => Vec::new(),
            Self::Locked(key) => key.marks(),
        }
    }

    /// What a file of the place holds.
    ///
    /// # Errors
    /// A locked file that no key of this door opens, or that is not whole.
    pub(super) fn opened<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Refused> {
        match self {
            _ if !locked::is_locked(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Open => Err(Refused::Locked),
            Self::Locked(key) => match locked::unlock(bytes, &key.to_key(), LARGEST) {
                Ok(plain) => Ok(Cow::Owned(plain)),
                Err(Error::Shut(Shut::Damaged)) => Err(Refused::Unsound),
                Err(Error::Shut(Shut::TooLarge(_))) => Err(Refused::Large),
                Err(_) => Err(Refused::Locked),
            },
        }
    }

    /// What opens its files, where they are locked.
    pub(super) fn key(&self) -> Option<Key> {
        match self {
            Self::Open => None,
            Self::Locked(key) => Some(key.to_key()),
        }
    }

    /// For whom its files are locked, where they are.
    pub(super) fn lock(&self) -> Option<Lock> {
        match self {
            Self::Open => None,
            Self::Locked(key) => Some(key.to_lock()),
        }
    }

    /// Says whether a file lies open where it should be locked.
    pub(super) fn is_bare(&self, bytes: &[u8]) -> bool {
        matches!(self, Self::Locked(_)) && !locked::is_locked(bytes)
    }

    /// Writes the key to a file that its owner alone can read, which opens the place from then on.
    pub(super) fn keep(&self, to: &Path) -> Result<(), Error> {
        let Self::Locked(key) = self else { return Err(Shut::NotLocked.into()) };
        let text = key.text();
        write::file::write(to, false, |out| {
            out.write_all(text.expose_secret().as_bytes()).map_err(Error::io(to.display().to_string()))
        })
    }

    /// A file as it goes into the place.
    pub(super) fn closed(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        match self {
            Self::Open => Ok(bytes),
            Self::Locked(key) => locked::lock(&bytes, &key.to_lock()),
        }
    }
}

/// The beginning of the file that holds the newest key of the place below `root`.
pub(super) fn beginning(root: &Path) -> Result<Option<Vec<u8>>, Error> {
    let files = newest(root)?.1;
    files.first().map_or(Ok(None), |file| locked::locked_beginning(file))
}

/// The highest number of a key, and its files, the one locked for the team first.
fn newest(root: &Path) -> Result<(u32, Vec<PathBuf>), Error> {
    let folder = root.join(KEYS);
    let what = || folder.display().to_string();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((0, Vec::new())),
        Err(error) => return Err(Error::io(what())(error)),
    };
    let (mut highest, mut files) = (0, Vec::new());
    for entry in entries {
        let entry = entry.map_err(Error::io(what()))?;
        let regular = entry.file_type().is_ok_and(|kind| kind.is_file());
        let Some(n) = names::key_number(&entry.path()).filter(|_| regular) else { continue };
        if n > highest {
            (highest, files) = (n, Vec::new());
        }
        if n == highest {
            files.push(entry.path());
        }
    }
    files.sort_by_key(|file| (file.as_os_str().len(), file.clone()));
    Ok((highest, files))
}
