//! A damaged book made good again: the newest sound copy, and on top of it every change that the
//! damaged file's own log can still tell.
//!
//! The damaged file is only read, and set aside whole when the new book is ready, checked and on
//! the disk. What is recovered gets an origin of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::backup::{check, set_apart, sync};
use super::copies::{Kind, kept};
use super::open::{Desk, origin_of, refused};
use super::posting::{self, COLUMNS, Posting};
use super::stamps::{signed, unsigned};
use super::{Error, Result, key, place};
use crate::domain::{Id, Stamp, Trouble};

/// Changes applied in one transaction.
const BATCH: usize = 1_000;
/// Places in the log that are tried in vain where nothing tells how long it was.
const PATIENCE: usize = 100_000;

/// What came of a recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// The damaged file, where it lies now.
    pub aside: PathBuf,
    /// The copy it began with, if there was a sound one.
    pub copy: Option<PathBuf>,
    /// Changes that the copy did not have and the damaged file still told.
    pub brought: usize,
    /// Changes that could not be read.
    pub lost: usize,
    /// The log could not be read to its end: there may be more that is missing.
    pub torn: bool,
    /// The last change made here that the book has again, Unix milliseconds.
    pub until: Option<i64>,
}

/// Makes a damaged book good again; `None` where it is sound. It begins with `from`, else with the
/// newest sound copy.
pub fn recover(
    book: &Path,
    from: Option<&Path>,
    rep: &str,
    now: DateTime<FixedOffset>,
) -> Result<Option<Recovered>> {
    let real = place::real(book);
    if !real.is_file() {
        return Err(refused(book, &"no such file; `salesdesk restore` puts a copy in its place"));
    }
    let copy = match from {
        Some(from) => check(from).map(|()| Some(from.to_owned()))?,
        None => newest_sound(&real, now),
    };
    match check(&real) {
        Ok(()) => return Ok(None),
        // Somebody else's file is left alone, unless there are copies that say whose it was.
        Err(error @ Error::Trouble(Trouble::Newer { .. } | Trouble::Encrypted(_) | Trouble::Keyless(_))) => {
            return Err(error);
        }
        Err(error @ Error::Trouble(Trouble::Foreign(_))) if copy.is_none() => return Err(error),
        Err(_) => {}
    }
    let folder = real.parent().unwrap_or(Path::new("."));
    let part = tempfile::Builder::new().prefix(".salesdesk-").tempdir_in(folder);
    let part = part.map_err(|error| refused(folder, &error))?;
    let fresh = part.path().join("book.db");
    if let Some(copy) = &copy {
        fs::copy(copy, &fresh).map_err(|error| refused(copy, &error))?;
    }
    let mut recovered = fill(&fresh, &real, rep, now.timestamp_millis())?;
    check(&fresh)?;
    if key::is_encrypted(&real) && !key::is_shut(&fresh) {
        return Err(refused(book, &"is encrypted and its copy is not; choose an encrypted copy with --from"));
    }
    sync(&fresh)?;
    recovered.aside = swap(&fresh, &real, now)?;
    recovered.copy = copy;
    Ok(Some(recovered))
}

/// The newest copy that is whole. What was replaced on purpose is none.
fn newest_sound(book: &Path, now: DateTime<FixedOffset>) -> Option<PathBuf> {
    let mut copies = kept(book, now).into_iter().filter(|copy| copy.kind != Kind::BeforeRestore);
    copies.find(super::copies::Kept::sound).map(|copy| copy.path)
}

/// Brings into the fresh book what the damaged one can still tell.
fn fill(fresh: &Path, damaged: &Path, rep: &str, now: i64) -> Result<Recovered> {
    let mut desk = Desk::open(fresh, rep, now)?;
    let mut recovered = Recovered::default();
    match Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Ok(conn) => {
            key::apply(&conn, damaged)?;
            let log = Log::after(&conn, &desk);
            be_the_same(&mut desk, &conn)?;
            log.bring(&mut desk, &mut recovered)?;
            still_ours(&desk, &conn)?;
        }
        Err(_) => recovered.torn = true,
    }
    recovered.until = last_of_ours(&desk)?;
    set_apart(&desk.conn)?;
    desk.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(recovered)
}

/// A log that may be damaged, read row by row from some place on.
struct Log<'a> {
    conn: &'a Connection,
    next: i64,
    last: Option<i64>,
}

impl<'a> Log<'a> {
    /// The rows that the copy does not have; all of them where it is no copy of this very book.
    fn after(conn: &'a Connection, copy: &Desk) -> Self {
        let newest = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1";
        let had: Option<(i64, Vec<u8>)> =
            copy.conn.query_row(newest, [], |row| Ok((row.get(0)?, row.get(1)?))).ok();
        let same = had.filter(|(seq, hash)| {
            let sql = "SELECT hash FROM log WHERE seq = ?1";
            conn.query_row(sql, [seq], |row| row.get::<_, Vec<u8>>(0)).is_ok_and(|theirs| theirs == *hash)
        });
        let last = conn.query_row("SELECT max(seq) FROM log", [], |row| row.get(0)).unwrap_or(None);
        Self { conn, next: same.map_or(1, |(seq, _)| seq + 1), last }
    }

    fn bring(mut self, desk: &mut Desk, recovered: &mut Recovered) -> Result<()> {
        let mut some = Vec::with_capacity(BATCH);
        while let Some(posting) = self.read_on(recovered) {
            some.push(posting);
            if some.len() == BATCH {
                recovered.brought += desk.apply_postings(&some)?.new;
                some.clear();
            }
        }
        recovered.brought += desk.apply_postings(&some)?.new;
        Ok(())
    }

    /// The next row that can be read and says what its hash says.
    fn read_on(&mut self, recovered: &mut Recovered) -> Option<Posting> {
        let mut in_vain = 0;
        loop {
            let ended = self.last.is_some_and(|last| self.next > last);
            match self.one() {
                Ok(Some((seq, posting))) => {
                    self.next = seq + 1;
                    if posting.holds_together() {
                        return Some(posting);
                    }
                    recovered.lost += 1;
                }
                Ok(None) if self.last.is_none_or(|last| self.next > last) => {
                    recovered.torn |= self.last.is_none() && in_vain > 0;
                    return None;
                }
                _ if ended => return None,
                _ => {
                    (self.next, in_vain) = (self.next + 1, in_vain + 1);
                    recovered.lost += usize::from(self.last.is_some());
                    if self.last.is_none() && in_vain > PATIENCE {
                        recovered.torn = true;
                        return None;
                    }
                }
            }
        }
    }

    fn one(&self) -> Result<Option<(i64, Posting)>> {
        let sql = format!("SELECT seq, {COLUMNS} FROM log WHERE seq >= ?1 ORDER BY seq LIMIT 1");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([self.next])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some((row.get(0)?, posting::read_from(row, 1)?)))
    }
}

/// Where there was no copy, whoever sat at the damaged book sits here.
fn be_the_same(desk: &mut Desk, damaged: &Connection) -> Result<()> {
    let empty: bool = desk.conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM log)", [], |row| row.get(0))?;
    let sql = "SELECT value FROM desk WHERE name = 'rep'";
    let rep: Option<[u8; 16]> = damaged.query_row(sql, [], |row| row.get(0)).ok();
    if let Some(rep) = rep.filter(|_| empty) {
        desk.conn.execute("INSERT OR REPLACE INTO desk (name, value) VALUES ('rep', ?1)", [rep])?;
        desk.read_ourselves()?;
    }
    Ok(())
}

/// What was written here as the damaged book, or before it was that, stays our own.
fn still_ours(desk: &Desk, damaged: &Connection) -> Result<()> {
    let sql = "SELECT value FROM desk WHERE name = 'origin'";
    let present: Option<[u8; 16]> = damaged.query_row(sql, [], |row| row.get(0)).ok();
    let mut origins: Vec<i64> =
        present.map(|id| signed(origin_of(&Id::from_bytes(id)))).into_iter().collect();
    if let Ok(mut statement) = damaged.prepare("SELECT origin FROM own") {
        let former = statement.query_map([], |row| row.get::<_, i64>(0))?;
        origins.extend(former.map_while(rusqlite::Result::ok));
    }
    for origin in origins {
        desk.conn.execute(
            "INSERT OR REPLACE INTO own (origin, until)
             SELECT origin, max(seq) FROM log WHERE origin = ?1 GROUP BY origin",
            [origin],
        )?;
    }
    Ok(())
}

fn last_of_ours(desk: &Desk) -> Result<Option<i64>> {
    let sql = "SELECT max(stamp) FROM log WHERE origin = ?1 OR origin IN (SELECT origin FROM own)";
    let stamp: Option<Option<i64>> =
        desk.conn.query_row(sql, [signed(desk.origin)], |row| row.get(0)).optional()?;
    Ok(stamp.flatten().map(|stamp| Stamp(unsigned(stamp)).ms()))
}

/// Puts the new book in the damaged one's place, which is kept with all that belongs to it.
fn swap(fresh: &Path, book: &Path, now: DateTime<FixedOffset>) -> Result<PathBuf> {
    let date = now.format("%Y-%m-%d-%H%M%S");
    let names = std::iter::once(String::new()).chain((2..).map(|n: u32| format!("-{n}")));
    let mut files = names.map(|again| book.with_extension(format!("damaged-{date}{again}.db")));
    let aside = files.find(|file| !file.exists()).expect("numbers do not end");
    let with = |path: &Path, ending: &str| {
        let mut name = OsString::from(path);
        name.push(ending);
        PathBuf::from(name)
    };
    let named = |error| refused(book, &error);
    match fs::rename(with(book, "-wal"), with(&aside, "-wal")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(named(error)),
        _ => {}
    }
    // It goes with the process that had the file open; another is made.
    let _ = fs::remove_file(with(book, "-shm"));
    fs::hard_link(book, &aside).or_else(|_| fs::rename(book, &aside)).map_err(named)?;
    fs::rename(fresh, book).map_err(named)?;
    sync(book.parent().unwrap_or(Path::new(".")))?;
    Ok(aside)
}
