//! Turning an open book into an encrypted one, and back: the whole book is written anew, compared, and
//! swapped for the old one, which is kept aside. Only in builds with the feature `sqlcipher`.

use std::fs;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::key::{BookKey, clause};
use super::migrate::{APPLICATION_ID, newest};
use super::open::{Desk, refused};
use super::{Error, Result};
use crate::domain::Trouble;

impl Desk {
    /// Encrypts the book with a key. The old one stays in the file this returns the name of.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where anybody else has the book open; the book stays as it was.
    pub fn encrypt(self, key: &BookKey, now: i64) -> Result<PathBuf> {
        let aside = self.path.with_extension(format!("before-encrypt-{now}.db"));
        self.turn(&clause(key), aside)
    }

    /// Writes the book open again. The encrypted one stays in the file this returns the name of.
    ///
    /// # Errors
    /// As [`Desk::encrypt`].
    pub fn decrypt(self, now: i64) -> Result<PathBuf> {
        let aside = self.path.with_extension(format!("before-decrypt-{now}.db"));
        self.turn("", aside)
    }

    fn turn(self, key: &str, aside: PathBuf) -> Result<PathBuf> {
        self.drop_sidecar()?;
        let turned = self.take_alone().and_then(|()| self.write_anew(key, &aside));
        if turned.is_err() {
            // Whoever opens it next chooses its journal again, should this fail too.
            let _ = self.conn.execute_batch("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
        }
        turned.map(|()| aside)
    }

    /// Makes the book's file whole in itself and this connection's alone.
    fn take_alone(&self) -> Result<()> {
        self.conn.busy_timeout(Duration::ZERO)?;
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let journal: rusqlite::Result<String> =
            self.conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
        if !journal.is_ok_and(|journal| journal == "delete") {
            return Err(Trouble::Busy.into());
        }
        self.conn.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
        self.conn.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        Ok(())
    }

    fn write_anew(&self, key: &str, aside: &Path) -> Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let part = tempfile::Builder::new()
            .prefix(".salesdesk-")
            .tempdir_in(folder)
            .map_err(|error| refused(folder, &error))?;
        let fresh = part.path().join("fresh.db");
        // This connection makes no files: it opens an empty one.
        let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&fresh);
        made.map_err(|error| refused(&fresh, &error))?;
        self.conn.execute("ATTACH ?1 AS fresh KEY ?2", (fresh.display().to_string(), key))?;
        let copied = self.copy_into_fresh();
        self.conn.execute_batch("DETACH fresh")?;
        copied?;
        self.compare(&fresh, key)?;
        sync(&fresh)?;
        fs::hard_link(&self.path, aside).map_err(|error| refused(aside, &error))?;
        fs::rename(&fresh, &self.path).map_err(|error| refused(&self.path, &error))?;
        sync(folder)
    }

    fn copy_into_fresh(&self) -> Result<()> {
        self.conn.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(()))?;
        let (id, format) = (APPLICATION_ID, newest());
        let marks = format!("PRAGMA fresh.application_id = {id}; PRAGMA fresh.user_version = {format};");
        Ok(self.conn.execute_batch(&marks)?)
    }

    /// Refuses a new file that is not, row for row, what this book is.
    fn compare(&self, fresh: &Path, key: &str) -> Result<()> {
        let conn = Connection::open_with_flags(fresh, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        if !key.is_empty() {
            conn.execute_batch(&zeroize::Zeroizing::new(format!("PRAGMA key = \"{key}\"")))?;
        }
        let sound: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        let same = sound == "ok" && count(&conn)? == count(&self.conn)?;
        if same { Ok(()) } else { Err(Error::from(Trouble::Damaged(fresh.display().to_string()))) }
    }
}

/// Every table with its rows, and the newest of the log.
fn count(conn: &Connection) -> Result<Vec<(String, i64)>> {
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut counts = Vec::new();
    for name in names {
        let rows = conn.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
        counts.push((name, rows));
    }
    let newest = conn.query_row("SELECT ifnull(max(seq), 0) FROM log", [], |row| row.get(0))?;
    counts.push(("newest".to_owned(), newest));
    Ok(counts)
}

fn sync(path: &Path) -> Result<()> {
    fs::File::open(path).and_then(|file| file.sync_all()).map_err(|error| refused(path, &error))
}
