//! Opening a book: whose file it is, who may read it, and the settings everything relies on.
//!
//! WAL with `synchronous=FULL`: "saved" is said only after a sync. Checkpoints are left to idle
//! moments ([`Desk::rest`]), never taken inside a keystroke.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::key;
use super::migrate::{APPLICATION_ID, newest, upgrade};
use super::read::one;
use super::{Error, Result};
use crate::domain::rep::Rep;
use crate::domain::{Deed, Id, Trouble, Write};

/// How long a write waits for another program before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The smallest number of WAL pages worth a checkpoint when idle.
const WAL_PAGES: i64 = 1_000;

/// One rep's book, open: the truth behind every screen and command.
pub struct Desk {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) rep: Option<Id>,
    /// What they are called, where they have no record yet.
    name: String,
    introduced: bool,
    /// Eight random bytes that name this incarnation of the desk.
    pub(super) origin: u64,
}

impl Desk {
    /// Opens the book at `path` to read and write, making it where there is none.
    ///
    /// `rep` names who sits here; used once, before the first thing they do.
    ///
    /// # Errors
    /// Refuses a newer, foreign or damaged file, a network share and an unwritable place, and
    /// leaves the file as it was.
    pub fn open(path: &Path, rep: &str, now: i64) -> Result<Self> {
        make_private(path)?;
        refuse_network(path)?;
        let mut desk = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        desk.bring_up_to_date(now)?;
        desk.know_ourselves(rep, now)?;
        Ok(desk)
    }

    /// Opens a second, reading connection to a book that [`Desk::open`] has brought up to date.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let mut desk = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        desk.read_ourselves()?;
        Ok(desk)
    }

    fn connect(path: &Path, access: OpenFlags) -> Result<Self> {
        let mut desk = Self {
            conn: Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?,
            path: path.to_owned(),
            rep: None,
            origin: 0,
            name: String::new(),
            introduced: false,
        };
        desk.settle()?;
        Ok(desk)
    }

    /// The book's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Who sits here.
    #[must_use]
    pub const fn rep(&self) -> Option<Id> {
        self.rep
    }

    /// A moment's rest: folds the write-ahead log back into the book if it has grown.
    pub fn rest(&self) -> Result<()> {
        let pages: i64 = self.conn.query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| row.get(1))?;
        if pages > WAL_PAGES {
            self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        key::apply(&self.conn, &self.path)?;
        let theirs: i64 = self.header("user_version")?;
        let application = self.header("application_id")?;
        let tables: i64 = self.conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let path = self.path.display().to_string();
        if tables > 0 && application != APPLICATION_ID {
            return Err(Trouble::Foreign(path).into());
        }
        if theirs > newest() {
            return Err(Trouble::Newer { path, theirs, ours: newest() }.into());
        }
        self.conn.busy_timeout(PATIENCE)?;
        self.conn.set_prepared_statement_cache_capacity(256);
        self.conn.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
             PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
             PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;
             PRAGMA wal_autocheckpoint = 0;",
        )?;
        key::make_room(&self.conn, &self.path)
    }

    fn header(&self, pragma: &str) -> Result<i64> {
        Ok(self.conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))?)
    }

    fn bring_up_to_date(&mut self, now: i64) -> Result<()> {
        let theirs = self.header("user_version")?;
        if theirs == newest() {
            return Ok(());
        }
        if theirs > 0 {
            self.copy_aside(now)?;
        }
        self.conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        self.conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
        upgrade(&mut self.conn)
    }

    fn copy_aside(&self, now: i64) -> Result<()> {
        let aside = self.path.with_extension(format!("before-upgrade-{now}.db"));
        self.conn.execute("VACUUM INTO ?1", [aside.display().to_string()])?;
        make_private(&aside)
    }

    fn know_ourselves(&mut self, rep: &str, now: i64) -> Result<()> {
        for fact in ["origin", "rep"] {
            if self.fact(fact)?.is_none() {
                let sql = "INSERT OR IGNORE INTO desk (name, value) VALUES (?1, ?2)";
                self.conn.execute(sql, (fact, Id::mint(now).as_bytes()))?;
            }
        }
        self.read_ourselves()?;
        rep.clone_into(&mut self.name);
        Ok(())
    }

    pub(super) fn read_ourselves(&mut self) -> Result<()> {
        self.rep = self.fact("rep")?;
        self.origin = self.fact("origin")?.map_or(0, |id| origin_of(&id));
        Ok(())
    }

    /// Makes the record of whoever sits here, once, before the first thing they do. A book that was
    /// only ever filled from files holds what the files held.
    pub(super) fn introduce(&mut self, now: i64) -> Result<()> {
        let Some(id) = self.rep.filter(|_| !self.introduced) else { return Ok(()) };
        if one::<Rep>(&self.conn, id)?.is_none() {
            let initials = self.name.chars().take(3).collect();
            let rep = Rep { id, name: self.name.clone(), initials, ..Rep::default() };
            let mut bulk = self.begin(self.head(Deed::Setup, &rep.name, now))?;
            bulk.push(&[Write::adding(&rep)])?;
            bulk.finish()?;
        }
        self.introduced = true;
        Ok(())
    }

    /// What names this incarnation of the book; another after a restore.
    pub(super) fn incarnation(&self) -> Result<[u8; 16]> {
        Ok(self.fact("origin")?.map_or([0; 16], |id| *id.as_bytes()))
    }

    pub(super) fn fact(&self, name: &str) -> Result<Option<Id>> {
        let bytes: Option<[u8; 16]> = self
            .conn
            .prepare_cached("SELECT value FROM desk WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        Ok(bytes.map(Id::from_bytes))
    }
}

/// The random half of an id, short of the sign bit SQLite would show.
fn origin_of(id: &Id) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&id.as_bytes()[8..]);
    u64::from_be_bytes(bytes) >> 1
}

fn make_private(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Err(refused(path, &"is a directory; name the file itself"));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| refused(folder, &error))?;
    }
    let opened = fs::OpenOptions::new().create(true).append(true).mode(0o600).open(path);
    let file = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            Error::from(Trouble::ReadOnly(path.display().to_string()))
        }
        std::io::ErrorKind::StorageFull => Trouble::DiskFull.into(),
        _ => refused(path, &error),
    })?;
    file.set_permissions(fs::Permissions::from_mode(0o600)).map_err(|error| refused(path, &error))
}

pub(super) fn refused(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Trouble::File { path: path.display().to_string(), why: why.to_string() }.into()
}

/// `statfs` magic numbers of file systems on which WAL is not safe, from `linux/magic.h`.
const NETWORK: &[(u64, &str)] =
    &[(0x6969, "NFS"), (0x517b, "SMB"), (0xff53_4d42, "CIFS"), (0xfe53_4d42, "SMB2"), (0x0102_1997, "9p")];

#[cfg(target_os = "linux")]
fn refuse_network(path: &Path) -> Result<()> {
    let Ok(stat) = rustix::fs::statfs(path) else { return Ok(()) };
    let magic = u64::from_ne_bytes(stat.f_type.to_ne_bytes()) & 0xffff_ffff;
    match NETWORK.iter().find(|(known, _)| *known == magic) {
        Some((_, kind)) => {
            Err(Trouble::Network { path: path.display().to_string(), kind: (*kind).to_owned() }.into())
        }
        None => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
fn refuse_network(_path: &Path) -> Result<()> {
    Ok(())
}
