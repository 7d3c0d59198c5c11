//! Locked copies of a whole book, and the way back. The open copy in between lies for that while in
//! a folder of the rep's own beside the book, where the book lies open itself: never where the locked
//! one goes, which may be a stick or a share.

use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Key, Lock, is_locked, lock_into, unlock_into};
use crate::exchange::error::Error;
use crate::exchange::write::file;
use crate::store::Desk;

/// What a locked file tells of itself before it is opened.
const FIRST: u64 = 64;

/// The first bytes of a file where it is a locked one.
pub fn locked_beginning(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let what = || path.display().to_string();
    let mut first = Vec::new();
    let file = File::open(path).map_err(Error::io(what()))?;
    file.take(FIRST).read_to_end(&mut first).map_err(Error::io(what()))?;
    Ok(is_locked(&first).then_some(first))
}

/// Writes a locked copy of the book to `to`, which must not be there yet: checked before it is locked,
/// whole or not at all.
pub fn back_up(desk: &Desk, to: &Path, lock: &Lock) -> Result<(), Error> {
    let folder = beside(desk.path())?;
    let open = folder.path().join("copy.db");
    desk.backup(&open)?;
    let mut copy = File::open(&open).map_err(Error::io(open.display().to_string()))?;
    file::write(to, false, |out| lock_into(&mut copy, out, lock).map(drop))
}

/// Puts the book that is locked in `from` in this one's place, as [`Desk::restore`] does.
pub fn restore(desk: Desk, from: &Path, key: &Key, now: i64) -> Result<PathBuf, Error> {
    let what = || from.display().to_string();
    let locked = File::open(from).map_err(Error::io(what()))?;
    let most = locked.metadata().map_err(Error::io(what()))?.len();
    let folder = beside(desk.path())?;
    let open = folder.path().join("copy.db");
    let mut copy = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&open)
        .map_err(Error::io(open.display().to_string()))?;
    unlock_into(locked, &mut copy, key, most)?;
    drop(copy);
    Ok(desk.restore(&open, now)?)
}

/// A folder for the rep alone, gone when it is dropped.
fn beside(book: &Path) -> Result<TempDir, Error> {
    let folder = book.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::Builder::new()
        .prefix(".salesdesk-")
        .tempdir_in(folder)
        .map_err(Error::io(folder.display().to_string()))
}
