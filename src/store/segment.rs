//! Which ranges of the log were sealed into files, and which files were looked at.
//!
//! A segment's bytes are not kept: they are made again from the log whenever a place lacks them.
//! Called by `exchange::sync`.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior};

use super::foreign::{Brought, apply_all};
use super::open::Desk;
use super::origin;
use super::posting::{self, Hash, Place, Posting};
use super::stamps::{signed, unsigned};
use super::{Result, migrate};
use crate::domain::Id;

/// The book's format this version reads and writes.
#[must_use]
pub fn format() -> i64 {
    migrate::newest()
}

/// A range of the log in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The hash of its header and content.
    pub id: Hash,
    /// Where it lies in a place.
    pub name: String,
    /// Whose range; zero where it is several's.
    pub origin: u64,
    /// Its first number.
    pub lo: u64,
    /// Its last number.
    pub hi: u64,
    /// Sealed here.
    pub ours: bool,
    /// The header, as it stands in the file.
    pub header: String,
    /// It holds words of somebody erased since.
    pub withdrawn: bool,
    /// 0 as it was sealed; above, several of the level below in one.
    pub level: u8,
    /// When the newest of it was sealed here, Unix milliseconds.
    pub sealed_at: i64,
    /// When it was folded here, if it was.
    pub folded_at: Option<i64>,
    /// No longer published where snapshots stand for it.
    pub dropped: bool,
}

impl Sealed {
    /// Says whether all of it is in another as well, of a higher level.
    #[must_use]
    pub fn is_in(&self, other: &Self) -> bool {
        (self.origin, self.ours) == (other.origin, other.ours)
            && self.level < other.level
            && (other.lo..=other.hi).contains(&self.lo)
            && self.hi <= other.hi
            && !other.withdrawn
    }
}

/// A file that was read or written, as a listing tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFile {
    /// Where it lies in a place.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// When it was changed, Unix milliseconds.
    pub modified: i64,
}

const SEGMENT: &str =
    "id, name, origin, lo, hi, ours, header, withdrawn, level, sealed_at, folded_at, dropped";

fn sealed(row: &Row<'_>) -> rusqlite::Result<Sealed> {
    Ok(Sealed {
        id: row.get(0)?,
        name: row.get(1)?,
        origin: unsigned(row.get(2)?),
        lo: unsigned(row.get(3)?),
        hi: unsigned(row.get(4)?),
        ours: row.get(5)?,
        header: row.get(6)?,
        withdrawn: row.get::<_, Option<bool>>(7)?.unwrap_or(false),
        level: row.get(8)?,
        sealed_at: row.get(9)?,
        folded_at: row.get(10)?,
        dropped: row.get::<_, Option<bool>>(11)?.unwrap_or(false),
    })
}

impl Desk {
    /// The name this desk writes under.
    #[must_use]
    pub const fn origin(&self) -> u64 {
        self.origin
    }

    /// The names this desk writes and wrote under.
    pub fn own_origins(&self) -> Result<Vec<u64>> {
        let mut statement = self.conn.prepare_cached("SELECT origin FROM own")?;
        let former = statement.query_map([], |row| row.get(0).map(unsigned))?;
        let mut all: Vec<u64> = former.collect::<rusqlite::Result<_>>()?;
        all.push(self.origin);
        Ok(all)
    }

    /// What this desk wrote and has not sealed yet, by origin: the present one and those it had.
    pub fn unsealed(&self) -> Result<Vec<(u64, u64, u64)>> {
        let mut statement = self.conn.prepare_cached(
            "WITH mine (origin, until) AS
                 (SELECT ?1, 9223372036854775807 UNION ALL SELECT origin, until FROM own WHERE origin <> ?1)
             SELECT origin,
                 (SELECT coalesce(max(hi), 0) FROM segment AS s
                  WHERE s.origin = mine.origin AND ours),
                 (SELECT coalesce(max(n), 0) FROM log WHERE log.origin = mine.origin AND seq <= until)
             FROM mine",
        )?;
        let rows = statement.query_map([signed(self.origin)], |row| {
            Ok((unsigned(row.get(0)?), unsigned(row.get(1)?) + 1, unsigned(row.get(2)?)))
        })?;
        let all: Vec<(u64, u64, u64)> = rows.collect::<rusqlite::Result<_>>()?;
        Ok(all.into_iter().filter(|(_, lo, hi)| lo <= hi).collect())
    }

    /// Every segment this desk sealed or read.
    pub fn segments(&self) -> Result<Vec<Sealed>> {
        let sql = format!("SELECT {SEGMENT} FROM segment ORDER BY origin, lo");
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_map([], sealed)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Says whether a segment is one of ours that must go.
    pub fn must_go(&self, id: &Hash) -> Result<bool> {
        let sql = "SELECT 1 FROM segment WHERE id = ?1 AND ours AND withdrawn";
        Ok(self.conn.prepare_cached(sql)?.exists([id])?)
    }

    /// Keeps in mind what was sealed.
    pub fn keep_segments(&mut self, new: &[Sealed]) -> Result<()> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        new.iter().try_for_each(|sealed| keep(&tx, sealed))?;
        tx.commit()?;
        Ok(())
    }

    /// Rows of other desks that came in no segment, in runs without gaps.
    pub fn unsealed_of_others(&self) -> Result<Vec<(u64, u64, u64)>> {
        let sql = "SELECT origin, min(n), max(n) FROM (
                SELECT origin, n, n - dense_rank() OVER (PARTITION BY origin ORDER BY n) AS run FROM log
                WHERE origin > 0 AND origin <> ?1 AND origin NOT IN (SELECT origin FROM own)
                    AND NOT EXISTS (SELECT 1 FROM segment AS s
                        WHERE s.origin = log.origin AND log.n BETWEEN s.lo AND s.hi))
            GROUP BY origin, run ORDER BY origin, min(n)";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([signed(self.origin)], |row| {
            Ok((unsigned(row.get(0)?), unsigned(row.get(1)?), unsigned(row.get(2)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Forgets a segment of another desk whose file the log no longer gives: its rows are sealed anew.
    pub fn forget_segment(&mut self, id: &Hash) -> Result<()> {
        self.conn.execute("DELETE FROM segment WHERE id = ?1 AND NOT ours", [id])?;
        Ok(())
    }

    /// Publishes a segment no more where snapshots stand for it.
    pub fn drop_segment(&mut self, id: &Hash) -> Result<()> {
        self.conn.execute("UPDATE segment SET dropped = 1 WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Makes a file's postings true, and keeps in mind that it was read: all or nothing.
    ///
    /// Where somebody else wrote under this desk's origin, this desk goes on under another.
    pub fn bring(
        &mut self,
        postings: &[Posting],
        sealed: Option<&Sealed>,
        file: Option<&KnownFile>,
        now: i64,
    ) -> Result<Brought> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let twin = writes_as(&tx, postings, self.origin)?;
        if twin {
            // First: what comes now is not of those that were ours.
            origin::mint(&tx, now)?;
        }
        let brought = Brought { twin, ..apply_all(&tx, postings)? };
        sealed.map_or(Ok(()), |sealed| keep(&tx, sealed))?;
        file.map_or(Ok(()), |file| note(&tx, file))?;
        tx.commit()?;
        if twin {
            self.read_ourselves()?;
        }
        Ok(brought)
    }

    /// Keeps in mind a file that was written.
    pub fn note_file(&mut self, file: &KnownFile) -> Result<()> {
        note(&self.conn, file)
    }

    /// Every file that was read or written, by its name.
    pub fn known_files(&self) -> Result<HashMap<String, KnownFile>> {
        let mut statement = self.conn.prepare_cached("SELECT name, size, modified FROM known_file")?;
        let rows = statement.query_map([], |row| {
            let name: String = row.get(0)?;
            Ok((name.clone(), KnownFile { name, size: unsigned(row.get(1)?), modified: row.get(2)? }))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The team this desk belongs to, if any.
    pub fn team(&self) -> Result<Option<Id>> {
        self.fact("team")
    }

    /// Joins a team; a desk that has one stays in it.
    pub fn join(&mut self, team: Id) -> Result<()> {
        self.conn
            .execute("INSERT OR IGNORE INTO desk (name, value) VALUES ('team', ?1)", [team.as_bytes()])?;
        Ok(())
    }

    /// The digest, read again only where something was written since.
    pub fn digest_now(&mut self) -> Result<String> {
        let newest = self.newest()?;
        let sql = "SELECT value FROM desk WHERE name = 'digest'";
        let kept: Option<String> = self.conn.query_row(sql, [], |row| row.get(0)).optional()?;
        let told = kept.as_deref().and_then(|kept| kept.split_once(' '));
        if let Some((_, digest)) = told.filter(|(seq, _)| *seq == newest.to_string()) {
            return Ok(digest.to_owned());
        }
        let digest = self.digest()?;
        let sql = "INSERT OR REPLACE INTO desk (name, value) VALUES ('digest', ?1)";
        self.conn.execute(sql, [format!("{newest} {digest}")])?;
        Ok(digest)
    }
}

fn keep(conn: &Connection, sealed: &Sealed) -> Result<()> {
    conn.prepare_cached(
        "INSERT OR IGNORE INTO segment (id, name, origin, lo, hi, ours, header, level, sealed_at, folded_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute((
        sealed.id,
        &sealed.name,
        signed(sealed.origin),
        signed(sealed.lo),
        signed(sealed.hi),
        sealed.ours,
        &sealed.header,
        sealed.level,
        sealed.sealed_at,
        sealed.folded_at,
    ))?;
    Ok(())
}

pub(super) fn note(conn: &Connection, file: &KnownFile) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO known_file (name, size, modified) VALUES (?1, ?2, ?3)")?
        .execute((&file.name, signed(file.size), file.modified))?;
    Ok(())
}

/// Says whether postings that are not known here were written under an origin.
fn writes_as(conn: &Connection, postings: &[Posting], origin: u64) -> Result<bool> {
    for posting in postings.iter().filter(|posting| posting.origin == origin) {
        if posting::place(conn, posting)? != Place::Known {
            return Ok(true);
        }
    }
    Ok(false)
}
