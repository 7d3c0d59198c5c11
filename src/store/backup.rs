//! Copies of a book: whole, consistent, made while the desk is in use, checked before they count.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::Result;
use super::key;
use super::migrate::{APPLICATION_ID, newest};
use super::open::{Desk, refused};
use crate::domain::Trouble;

impl Desk {
    /// Writes a copy to `to`, which must not be there yet; the copy is checked before this returns.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(refused(to, &"is there already; choose another name"));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let part = tempfile::Builder::new()
            .prefix(".salesdesk-")
            .tempdir_in(folder)
            .map_err(|error| refused(folder, &error))?;
        let copy = part.path().join("copy.db");
        self.conn.execute("VACUUM INTO ?1", [copy.display().to_string()])?;
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o600))
            .map_err(|error| refused(&copy, &error))?;
        check(&copy)?;
        sync(&copy)?;
        fs::hard_link(&copy, to).or_else(|_| fs::rename(&copy, to)).map_err(|error| refused(to, &error))?;
        sync(folder)
    }

    /// Puts the copy at `from` in this book's place, in one transaction: the book is the old one or
    /// the new one, never half. What was here stays in the file this returns the name of.
    pub fn restore(mut self, from: &Path, now: i64) -> Result<std::path::PathBuf> {
        check(from)?;
        let aside = self.path.with_extension(format!("before-restore-{now}.db"));
        self.backup(&aside)?;
        // Whoever was erased here is erased in the copy too, once it is opened.
        self.keep_ledger()?;
        let source = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        key::apply(&source, from)?;
        let copy = rusqlite::backup::Backup::new(&source, &mut self.conn)?;
        copy.run_to_completion(10_000, std::time::Duration::ZERO, None)?;
        drop(copy);
        set_apart(&self.conn)?;
        Ok(aside)
    }
}

/// A restored book is another incarnation: it must not stamp as the one it was copied from. The next
/// time it is opened it gets an origin of its own, and remembers this one.
pub(super) fn set_apart(conn: &Connection) -> Result<()> {
    conn.execute("UPDATE OR REPLACE desk SET name = 'former' WHERE name = 'origin'", [])?;
    conn.execute("DELETE FROM desk WHERE name IN ('place', 'in use')", [])?;
    Ok(())
}

/// Refuses a file that is not a sound book of ours.
pub(super) fn check(path: &Path) -> Result<()> {
    let name = path.display().to_string();
    if !path.is_file() {
        return Err(refused(path, &"no such file"));
    }
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|_| Trouble::Foreign(name.clone()))?;
    key::apply(&conn, path)?;
    let header = |pragma: &str| conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    let ours = header("application_id").map_err(|_| Trouble::Foreign(name.clone()))?;
    if ours != APPLICATION_ID {
        return Err(Trouble::Foreign(name).into());
    }
    let theirs = header("user_version")?;
    if theirs > newest() {
        return Err(Trouble::Newer { path: name, theirs, ours: newest() }.into());
    }
    let sound: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound == "ok" { Ok(()) } else { Err(Trouble::Damaged(name).into()) }
}

/// Waits until a file, or what a folder lists, is on the disk.
pub(super) fn sync(path: &Path) -> Result<()> {
    fs::File::open(path).and_then(|file| file.sync_all()).map_err(|error| refused(path, &error))
}
