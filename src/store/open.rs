//! Opening a book: whose file it is, who may read it, and the settings everything relies on.
//!
//! WAL with `synchronous=FULL`: "saved" is said only after a sync. Checkpoints are left to idle
//! moments ([`Desk::rest`]), never taken inside a keystroke. A place where WAL is not safe is
//! refused, or the book is this connection's alone ([`Desk::open_anyway`]).

use std::cell::RefCell;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::key;
use super::migrate::{APPLICATION_ID, newest, upgrade};
use super::narrow::Narrowed;
use super::origin::{self, Beside};
use super::place;
use super::read::one;
use super::{Error, Result};
use crate::domain::rep::Rep;
use crate::domain::{Deed, Id, Trouble, Write};

/// How long a write waits for another program before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Refuses a link at the last step of a path.
const NO_LINK: i32 = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();

/// The smallest number of WAL pages worth a checkpoint when idle.
const WAL_PAGES: i64 = 1_000;

/// One rep's book, open: the truth behind every screen and command.
pub struct Desk {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) rep: Option<Id>,
    /// What they are called, where they have no record yet.
    pub(super) name: String,
    pub(super) introduced: bool,
    /// Eight random bytes that name this incarnation of the desk.
    pub(super) origin: u64,
    /// Where it is noted how far the book has come.
    pub(super) beside: Option<Beside>,
    /// What the file's rights were, if others had any.
    widened: Option<u32>,
    /// The book is this connection's alone, because of where it lies.
    alone: bool,
    /// The currency of amounts that say none.
    pub(super) home: String,
    /// Whom its reports are about, where that is not everybody.
    pub(super) narrowed: RefCell<Option<Narrowed>>,
}

impl Desk {
    /// Opens the book at `path` to read and write, making it where there is none.
    ///
    /// `rep` names who sits here; used once, before the first thing they do.
    ///
    /// # Errors
    /// Refuses a newer, foreign or damaged file, a network share, a synchronised folder, a file of
    /// several names and an unwritable place, and leaves the file as it was.
    pub fn open(path: &Path, rep: &str, now: i64) -> Result<Self> {
        place::judge(path)?;
        Self::open_to_write(path, rep, now, false)
    }

    /// [`Desk::open`] wherever the book lies. In a place that would be refused it is locked against
    /// everybody else and kept without a log of its own.
    pub fn open_anyway(path: &Path, rep: &str, now: i64) -> Result<Self> {
        Self::open_to_write(path, rep, now, place::judge(path).is_err())
    }

    fn open_to_write(path: &Path, rep: &str, now: i64, alone: bool) -> Result<Self> {
        let widened = make_private(path)?;
        let mut desk = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, alone)?;
        desk.widened = widened;
        desk.bring_up_to_date(now)?;
        desk.know_ourselves(rep, now)?;
        desk.heed_ledger()?;
        Ok(desk)
    }

    /// Opens a second, reading connection to a book that [`Desk::open`] has brought up to date.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let mut desk = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY, false)?;
        desk.read_ourselves()?;
        Ok(desk)
    }

    fn connect(path: &Path, access: OpenFlags, alone: bool) -> Result<Self> {
        let access = access | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let mut desk = Self::over(Connection::open_with_flags(place::real(path), access)?, path);
        desk.alone = alone;
        if alone {
            desk.conn.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
        }
        desk.settle()?;
        Ok(desk)
    }

    /// A desk that does not know itself yet.
    pub(super) fn over(conn: Connection, path: &Path) -> Self {
        Self {
            conn,
            path: path.to_owned(),
            rep: None,
            origin: 0,
            name: String::new(),
            introduced: false,
            beside: None,
            widened: None,
            alone: false,
            home: "JPY".into(),
            narrowed: RefCell::default(),
        }
    }

    /// The same desk, where amounts that say no currency are in this one.
    #[must_use]
    pub fn counting_in(mut self, currency: &str) -> Self {
        currency.clone_into(&mut self.home);
        self
    }

    /// The currency that is said, or this desk's own.
    pub(super) const fn spoken<'a>(&'a self, currency: &'a str) -> &'a str {
        if currency.is_empty() { self.home.as_str() } else { currency }
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

    /// What the rights on the file were when it was opened, if others had any; they have none now.
    #[must_use]
    pub const fn widened(&self) -> Option<u32> {
        self.widened
    }

    /// Says whether nobody else may open the book meanwhile, because of where it lies.
    #[must_use]
    pub const fn is_alone(&self) -> bool {
        self.alone
    }

    /// A moment's rest: folds the write-ahead log back into the book if it has grown.
    pub fn rest(&self) -> Result<()> {
        self.note_beside();
        if self.alone {
            return Ok(());
        }
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
             PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;",
        )?;
        super::erased::teach(&self.conn)?;
        key::make_room(&self.conn, &self.path)
    }

    fn header(&self, pragma: &str) -> Result<i64> {
        Ok(self.conn.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))?)
    }

    fn bring_up_to_date(&mut self, now: i64) -> Result<()> {
        self.choose_journal()?;
        let theirs = self.header("user_version")?;
        if theirs == newest() {
            return Ok(());
        }
        if theirs > 0 {
            self.copy_aside(now)?;
        }
        self.conn.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
        upgrade(&mut self.conn)?;
        self.unpark().map(drop)
    }

    fn choose_journal(&self) -> Result<()> {
        let wanted = if self.alone { "delete" } else { "wal" };
        let journal: String = self.conn.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        if journal != wanted {
            self.conn.query_row(&format!("PRAGMA journal_mode = {wanted}"), [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn know_ourselves(&mut self, rep: &str, now: i64) -> Result<()> {
        for fact in ["origin", "rep"] {
            if self.fact(fact)?.is_none() {
                let sql = "INSERT OR IGNORE INTO desk (name, value) VALUES (?1, ?2)";
                self.conn.execute(sql, (fact, Id::mint(now).as_bytes()))?;
            }
        }
        origin::remember_former(&self.conn)?;
        self.read_ourselves()?;
        rep.clone_into(&mut self.name);
        Ok(())
    }

    pub(super) fn read_ourselves(&mut self) -> Result<()> {
        self.rep = self.fact("rep")?;
        self.origin = origin_now(&self.conn)?;
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

    /// Remembers something about this desk alone.
    pub(super) fn note(&self, name: &str, words: &str) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO desk (name, value) VALUES (?1, ?2)";
        self.conn.execute(sql, (name, words))?;
        Ok(())
    }

    /// What was noted under that name.
    pub(super) fn noted(&self, name: &str) -> Result<Option<String>> {
        let mut statement = self.conn.prepare_cached("SELECT value FROM desk WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
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

impl Drop for Desk {
    fn drop(&mut self) {
        self.note_beside();
    }
}

/// As whom the book is written now.
pub(super) fn origin_now(conn: &Connection) -> Result<u64> {
    let sql = "SELECT value FROM desk WHERE name = 'origin'";
    let id: Option<[u8; 16]> = conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    Ok(id.map_or(0, |id| origin_of(&Id::from_bytes(id))))
}

/// The random half of an id, short of the sign bit SQLite would show.
pub(super) fn origin_of(id: &Id) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&id.as_bytes()[8..]);
    u64::from_be_bytes(bytes) >> 1
}

/// Makes the file where there is none, and takes it away from others; says what rights they had.
fn make_private(path: &Path) -> Result<Option<u32>> {
    let path = &place::real(path);
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
    // What lies here was a plain file a moment ago.
    let opened =
        fs::OpenOptions::new().create(true).append(true).mode(0o600).custom_flags(NO_LINK).open(path);
    opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            Error::from(Trouble::ReadOnly(path.display().to_string()))
        }
        std::io::ErrorKind::StorageFull => Trouble::DiskFull.into(),
        _ => refused(path, &error),
    })?;
    for ending in ["-wal", "-shm"] {
        let mut log = path.clone().into_os_string();
        log.push(ending);
        place::close(Path::new(&log), 0o600);
    }
    Ok(place::close(path, 0o600))
}

pub(super) fn refused(path: &Path, why: &dyn std::fmt::Display) -> Error {
    Trouble::File { path: path.display().to_string(), why: why.to_string() }.into()
}
