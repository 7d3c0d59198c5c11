//! The posting: one row of the log as it travels from desk to desk, whole and chained.
//!
//! Its hash covers the row before it of the same origin, so it is identity and audit chain in one.
//! A posting is never known by origin and number alone: copies of a desk may share both.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::entry;
use super::open::Desk;
use super::planted::{Bug, planted};
use super::stamps::{Mark, signed, unsigned};
use super::{Error, Result, suspect};
use crate::domain::Stamp;

/// The first bytes of a BLAKE3 hash.
pub type Hash = [u8; 16];

/// In the log's `state`: it holds nouns, fields or values that this version does not know.
pub(super) const PARKED: i64 = 1;
/// In the log's `state`: words of somebody erased were taken out; its hash is of what it was.
pub(super) const STUB: i64 = 2;

/// The first moment no stamp may reach: 2200-01-01, Unix milliseconds.
pub(super) const TOO_LATE: i64 = 7_258_118_400_000;

/// One row of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// The desk that wrote it, as it was then.
    pub origin: u64,
    /// Its place among that origin's, from 1.
    pub n: u64,
    /// The hash of the one before it; zeros before the first.
    pub prev: Hash,
    /// Its own.
    pub hash: Hash,
    /// When it was written, in every desk's order.
    pub stamp: u64,
    /// The action it belongs to.
    pub action: [u8; 16],
    /// Who did it.
    pub rep: Option<[u8; 16]>,
    /// What was done, by its code.
    pub deed: String,
    /// To whom or what.
    pub subject: String,
    /// The action it takes back.
    pub reverts: Option<[u8; 16]>,
    /// The writes, packed; unknown nouns and fields and all.
    pub body: Vec<u8>,
    /// Words of somebody erased were taken out of it; the hash is of what it was.
    pub stub: bool,
}

impl Posting {
    /// The hash its content gives.
    #[must_use]
    pub fn computed(&self) -> Hash {
        let mut hash = blake3::Hasher::new();
        hash.update(&self.prev);
        for number in [self.origin, self.n, self.stamp] {
            hash.update(&number.to_be_bytes());
        }
        hash.update(&self.action);
        for id in [self.rep, self.reverts] {
            hash.update(&[u8::from(id.is_some())]).update(&id.unwrap_or_default());
        }
        for part in [self.deed.as_bytes(), self.subject.as_bytes(), &self.body] {
            hash.update(&(part.len() as u64).to_be_bytes()).update(part);
        }
        let mut short = Hash::default();
        short.copy_from_slice(&hash.finalize().as_bytes()[..16]);
        short
    }

    /// Says whether its parts may be believed: numbers within bounds, and the hash that of its
    /// content, unless words were taken out of it since.
    #[must_use]
    pub fn holds_together(&self) -> bool {
        let bounded = self.origin > 0 && self.origin < 1 << 63 && self.n > 0 && self.n < 1 << 62;
        bounded
            && self.stamp > 0
            && self.mark().stamp.ms() < TOO_LATE
            && (self.stub || self.hash == self.computed())
    }

    pub(super) const fn mark(&self) -> Mark {
        Mark { stamp: Stamp(self.stamp), origin: self.origin }
    }
}

/// What [`read`] needs of a row, in its order.
pub(super) const COLUMNS: &str =
    "origin, n, prev, hash, stamp, action, rep, deed, subject, reverts, body, state";

/// A row that asked for [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> Result<Posting> {
    read_from(row, 0)
}

/// [`read`] where the columns begin at another place.
pub(super) fn read_from(row: &Row<'_>, at: usize) -> Result<Posting> {
    Ok(Posting {
        origin: unsigned(row.get(at)?),
        n: unsigned(row.get(at + 1)?),
        prev: row.get(at + 2)?,
        hash: row.get(at + 3)?,
        stamp: unsigned(row.get(at + 4)?),
        action: row.get(at + 5)?,
        rep: row.get(at + 6)?,
        deed: row.get(at + 7)?,
        subject: row.get(at + 8)?,
        reverts: row.get(at + 9)?,
        body: entry::body(row.get_ref(at + 10)?.as_blob().map_err(rusqlite::Error::from)?)?.into_owned(),
        stub: row.get::<_, i64>(at + 11)? & STUB != 0,
    })
}

/// Appends a posting to the log; gives its place.
pub(super) fn append(conn: &Connection, posting: &Posting, state: i64) -> Result<i64> {
    conn.prepare_cached(
        "INSERT INTO log (action, hash, stamp, origin, rep, deed, subject, reverts, body, n, prev, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute((
        posting.action,
        posting.hash,
        signed(posting.stamp),
        signed(posting.origin),
        posting.rep,
        &posting.deed,
        &posting.subject,
        posting.reverts,
        entry::keep(&posting.body)?,
        signed(posting.n),
        posting.prev,
        state,
    ))?;
    Ok(conn.last_insert_rowid())
}

/// What the log has under a posting's origin and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing.
    Free,
    /// This posting.
    Known,
    /// Another: two desks wrote as one.
    Forked,
}

/// Looks a posting up.
pub(super) fn place(conn: &Connection, posting: &Posting) -> Result<Place> {
    if planted(Bug::HighestNumberAlone) && last(conn, posting.origin)?.n >= posting.n {
        return Ok(Place::Known);
    }
    let mut statement = conn.prepare_cached("SELECT hash FROM log WHERE origin = ?1 AND n = ?2")?;
    let mut rows = statement.query((signed(posting.origin), signed(posting.n)))?;
    let mut place = Place::Free;
    while let Some(row) = rows.next()? {
        if row.get::<_, Hash>(0)? == posting.hash {
            return Ok(Place::Known);
        }
        place = Place::Forked;
    }
    Ok(place)
}

/// Says whether a posting goes on from the row before it, and the row after it from this one, where
/// those are here: else two desks wrote as one.
pub(super) fn follows(conn: &Connection, posting: &Posting) -> Result<bool> {
    let (origin, n) = (signed(posting.origin), posting.n);
    let sql = "SELECT hash = ?3 FROM log WHERE origin = ?1 AND n = ?2 ORDER BY 1 DESC LIMIT 1";
    let before = conn.prepare_cached(sql)?.query_row((origin, signed(n - 1), posting.prev), |row| row.get(0));
    let sql = "SELECT prev = ?3 FROM log WHERE origin = ?1 AND n = ?2 ORDER BY 1 LIMIT 1";
    let after = conn.prepare_cached(sql)?.query_row((origin, signed(n + 1), posting.hash), |row| row.get(0));
    Ok(before.optional()?.unwrap_or(true) && after.optional()?.unwrap_or(true))
}

/// The last row an origin wrote.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Last {
    pub(super) n: u64,
    pub(super) stamp: Stamp,
    pub(super) hash: Hash,
}

/// The last row of an origin; zeros where it wrote nothing yet.
pub(super) fn last(conn: &Connection, origin: u64) -> Result<Last> {
    let sql = "SELECT n, stamp, hash FROM log WHERE origin = ?1 ORDER BY n DESC LIMIT 1";
    let read = |row: &Row<'_>| {
        Ok(Last { n: unsigned(row.get(0)?), stamp: Stamp(unsigned(row.get(1)?)), hash: row.get(2)? })
    };
    Ok(conn.prepare_cached(sql)?.query_row([signed(origin)], read).optional()?.unwrap_or_default())
}

impl Desk {
    /// Hands over an origin's postings from `lo` to `hi` one by one, in order of their numbers; forks
    /// of a copied desk one after the other.
    pub fn each_posting<E: From<Error>>(
        &self,
        origin: u64,
        lo: u64,
        hi: u64,
        mut each: impl FnMut(Posting) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let sql =
            format!("SELECT {COLUMNS} FROM log WHERE origin = ?1 AND n BETWEEN ?2 AND ?3 ORDER BY n, hash");
        let mut statement = self.conn.prepare_cached(&sql).map_err(Error::from)?;
        let mut rows = statement.query((signed(origin), signed(lo), signed(hi))).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            each(read(row)?)?;
        }
        Ok(())
    }

    /// What [`Desk::each_posting`] hands over, all at once.
    pub fn postings(&self, origin: u64, lo: u64, hi: u64) -> Result<Vec<Posting>> {
        let mut all = Vec::new();
        self.each_posting(origin, lo, hi, |posting| {
            all.push(posting);
            Ok::<_, Error>(())
        })?;
        Ok(all)
    }

    /// Every origin in the log, with its first and last number.
    pub fn origins(&self) -> Result<Vec<(u64, u64, u64)>> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT origin, min(n), max(n) FROM log WHERE origin > 0 GROUP BY origin")?;
        let rows = statement
            .query_map([], |row| Ok((unsigned(row.get(0)?), unsigned(row.get(1)?), unsigned(row.get(2)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first row of the log whose content is not what its hash says, or that does not follow on
    /// a row before it that is here, unless two desks are known to have written as one. Rows that were
    /// scrubbed answer for their place alone.
    pub fn audit(&self) -> Result<Option<(u64, u64)>> {
        for (origin, lo, hi) in self.origins()? {
            let forked = suspect::is_forked(&self.conn, origin)?;
            let (mut before, mut wrong): (Vec<(u64, Hash)>, _) = (Vec::new(), None);
            self.each_posting(origin, lo, hi, |posting| {
                let (n, hash) = (posting.n, posting.hash);
                before.retain(|(place, _)| place + 1 >= n);
                let place_known = before.iter().any(|(place, _)| place + 1 == n);
                let follows = forked || !place_known || before.contains(&(n - 1, posting.prev));
                if !follows || (!posting.stub && hash != posting.computed()) {
                    wrong.get_or_insert((origin, n));
                }
                before.push((n, hash));
                Ok::<_, Error>(())
            })?;
            if wrong.is_some() {
                return Ok(wrong);
            }
        }
        Ok(None)
    }
}
