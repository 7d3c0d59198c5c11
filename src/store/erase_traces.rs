//! What an erasure leaves on the disk of this desk, and its removal: free pages, the write-ahead log,
//! the search's sidecar, mails kept as files beside the book, and every copy from before.
//!
//! Owed from the moment somebody is erased, here or by another desk's file, until it was done whole;
//! an interrupted one is done again. What lies elsewhere (files sent, sticks, other people's copies)
//! is out of reach, and is named where it can be.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::copies::{folder, kept};
use super::erased::OWED;
use super::open::{Desk, refused};
use super::{Error, Result, key, place};
use crate::domain::{Id, Trouble, letter};

/// What was removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Copies from before the erasure.
    pub copies: Vec<PathBuf>,
    /// The copy made in their place.
    pub fresh: Option<PathBuf>,
    /// Files beside the book that may hold something of theirs and are not removed by themselves.
    pub left: Vec<PathBuf>,
}

impl Desk {
    /// Says whether traces of somebody erased may lie on the disk.
    pub fn owes_clearing(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM desk WHERE name = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row([OWED], |row| row.get(0))?)
    }

    /// Removes what an erasure left on the disk; nothing where nothing is owed.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where another program reads the book all the while: it stays owed.
    pub fn clear_traces(&self, now: DateTime<FixedOffset>) -> Result<Option<Cleared>> {
        if !self.owes_clearing()? {
            return Ok(None);
        }
        self.keep_ledger()?;
        self.write_afresh()?;
        self.drop_sidecar()?;
        self.drop_mails()?;
        let mut cleared = Cleared { left: left(&self.path), ..Cleared::default() };
        let old = self.copies_from_before(now)?;
        if !old.is_empty() {
            cleared.fresh = self.fresh_copy(&old, now)?;
        }
        for path in old {
            remove(&path)?;
            cleared.copies.push(path);
        }
        self.conn.execute("DELETE FROM desk WHERE name = ?1", [OWED])?;
        Ok(Some(cleared))
    }

    /// Writes the book without its free pages, and empties the write-ahead log.
    fn write_afresh(&self) -> Result<()> {
        if !key::is_encrypted(&self.path) {
            // A large book does not go through memory; what lies there for a moment is what is kept.
            self.conn.execute_batch("PRAGMA temp_store = FILE")?;
        }
        let written = self.conn.execute_batch("VACUUM");
        self.conn.execute_batch("PRAGMA temp_store = MEMORY")?;
        written?;
        if self.is_alone() {
            return Ok(());
        }
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(Trouble::Busy.into()) }
    }

    /// Removes the mails to somebody erased that were handed over as files.
    fn drop_mails(&self) -> Result<()> {
        let folder = mails(&self.path);
        for entry in fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok) {
            if let Some(customer) = letter::addressee(&entry.file_name().to_string_lossy())
                && self.is_erased(customer)?
            {
                remove(&entry.path())?;
            }
        }
        Ok(())
    }

    /// The copies that do not know of every erasure that this book knows.
    fn copies_from_before(&self, now: DateTime<FixedOffset>) -> Result<Vec<PathBuf>> {
        let known: Vec<Id> = self.erasures()?.into_iter().map(|erasure| erasure.id).collect();
        let old = kept(&self.path, now).into_iter().map(|copy| copy.path);
        Ok(old.filter(|copy| !knows(copy, &known).unwrap_or(false)).collect())
    }

    /// A copy of the book as it is now. Where there is not room for it beside the old ones, they go
    /// first.
    fn fresh_copy(&self, old: &[PathBuf], now: DateTime<FixedOffset>) -> Result<Option<PathBuf>> {
        match self.keep_nightly(now) {
            Err(Error::Trouble(Trouble::DiskFull)) => {}
            made => return made.map(Some),
        }
        old.iter().try_for_each(|path| remove(path))?;
        match self.keep_nightly(now) {
            Err(Error::Trouble(Trouble::DiskFull)) => Ok(None),
            made => made.map(Some),
        }
    }
}

/// The folder that mails handed over as files are kept in: beside the book.
#[must_use]
pub fn mails(book: &Path) -> PathBuf {
    book.parent().unwrap_or(Path::new("")).join("mails")
}

/// Says whether a copy holds these erasures.
fn knows(copy: &Path, erasures: &[Id]) -> Result<bool> {
    let conn = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    key::apply(&conn, copy)?;
    let mut statement = conn.prepare("SELECT 1 FROM erasure WHERE id = ?1")?;
    for id in erasures {
        if statement.query_row([id.as_bytes()], |_| Ok(())).optional()?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Locked copies, which cannot be looked into, and files that a recovery set aside.
fn left(book: &Path) -> Vec<PathBuf> {
    let real = place::real(book);
    let stem = real.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let beside = real.parent().unwrap_or(Path::new("")).to_owned();
    let mut left = Vec::new();
    for place in [folder(book), beside] {
        for entry in fs::read_dir(place).into_iter().flatten().filter_map(std::result::Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(rest) = name.strip_prefix(&stem) else { continue };
            let locked = entry.path().extension().is_some_and(|ending| ending == "age");
            if locked || rest.starts_with(".damaged-") {
                left.push(entry.path());
            }
        }
    }
    left.sort();
    left
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(refused(path, &error)),
        _ => Ok(()),
    }
}
