//! The files of state that this book made, or read and found good.

use rusqlite::Connection;

use super::{Head, Range, covered};
use crate::store::open::Desk;
use crate::store::{Result, segment};

/// A file of state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Where it lies in a place.
    pub name: String,
    /// It was made here.
    pub ours: bool,
    /// When, Unix milliseconds.
    pub made_at: i64,
    /// It was made true here.
    pub joined: bool,
    /// Nobody was erased since it was made here.
    pub clean: bool,
    /// What it stands for.
    pub head: Head,
}

impl Snapshot {
    /// A file that is being read; when it was made is in it.
    #[must_use]
    pub fn read(name: &str, made_at: i64) -> Self {
        Self { name: name.to_owned(), made_at, clean: true, ..Self::default() }
    }
}

/// What the snapshots stand for that were made true here.
pub(super) fn joined(conn: &Connection) -> Result<Vec<Head>> {
    let mut statement = conn.prepare_cached("SELECT head FROM snapshot WHERE joined")?;
    let mut rows = statement.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(postcard::from_bytes(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?);
    }
    Ok(heads)
}

/// Says whether a snapshot stood for rows of an origin.
pub(in crate::store) fn stands_for(conn: &Connection, origin: u64) -> Result<bool> {
    let of = |head: &Head| head.ranges.iter().any(|range| range.origin == origin);
    Ok(joined(conn)?.iter().any(of))
}

/// Keeps a file of state in mind.
pub(super) fn keep(conn: &Connection, snapshot: &Snapshot) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO snapshot (name, ours, made_at, joined, erased, head)
         VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM erased), ?5)
         ON CONFLICT (name) DO UPDATE SET ours = ours | excluded.ours, joined = joined | excluded.joined",
    )?
    .execute((
        &snapshot.name,
        snapshot.ours,
        snapshot.made_at,
        snapshot.joined,
        postcard::to_stdvec(&snapshot.head)?,
    ))?;
    Ok(())
}

impl Desk {
    /// Every file of state that was made here or found good, the newest first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT name, ours, made_at, joined, erased = (SELECT count(*) FROM erased), head
             FROM snapshot ORDER BY made_at DESC, name DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Snapshot {
                name: row.get(0)?,
                ours: row.get(1)?,
                made_at: row.get(2)?,
                joined: row.get(3)?,
                clean: row.get(4)?,
                head: postcard::from_bytes(row.get_ref(5)?.as_blob().map_err(rusqlite::Error::from)?)?,
            });
        }
        Ok(all)
    }

    /// Keeps in mind a file of state that was made or verified, and how it lies in a place.
    pub fn keep_snapshot(&mut self, snapshot: &Snapshot, file: Option<&segment::KnownFile>) -> Result<()> {
        let tx = self.conn.transaction()?;
        keep(&tx, snapshot)?;
        file.map_or(Ok(()), |file| segment::note(&tx, file))?;
        tx.commit()?;
        Ok(())
    }

    /// Forgets a file of state that was made here and is gone; what was read from one stays known.
    pub fn forget_snapshot(&mut self, name: &str) -> Result<()> {
        self.conn.execute("DELETE FROM snapshot WHERE name = ?1 AND NOT joined", [name])?;
        self.conn.execute("UPDATE snapshot SET ours = 0 WHERE name = ?1", [name])?;
        Ok(())
    }

    /// Says whether a head stands for rows of which this book has heard nothing.
    pub fn lacks(&self, head: &Head) -> Result<bool> {
        Ok(!covered::missing(&self.conn, &head.ranges)?.is_empty())
    }

    /// Says whether this book stands for other rows than a head.
    pub fn stands_for_more(&self, head: &Head) -> Result<bool> {
        Ok(covered::ranges(&self.conn)? != head.ranges)
    }

    /// What this book stands for without having the rows.
    pub fn unseen(&self) -> Result<Vec<Range>> {
        let joined = covered::joined_ranges(&self.conn)?;
        if joined.is_empty() {
            Ok(joined)
        } else {
            covered::missing_in(&self.conn, &joined, &covered::runs(&self.conn)?)
        }
    }

    /// Says whether a book has nobody in it yet.
    pub fn is_fresh(&self) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM customer)";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }
}

impl Head {
    /// Says whether it stands for all rows of an origin from one number to another.
    #[must_use]
    pub fn stands_for(&self, origin: u64, lo: u64, hi: u64) -> bool {
        self.ranges.iter().any(|range| range.origin == origin && range.lo <= lo && range.hi >= hi)
    }

    /// How many rows it stands for.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.ranges.iter().fold(0, |rows, range| rows.saturating_add(range.hi - range.lo + 1))
    }
}
