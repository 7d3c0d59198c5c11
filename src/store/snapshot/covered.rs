//! Which rows of the log a book stands for: those that are in it, and those that a snapshot stood for
//! whose rows may never come.
//!
//! Stamps rise with the numbers of an origin, so a mark tells as well as a number. Of an origin that
//! two desks wrote under, nothing is told.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::{Head, Range};
use crate::domain::Noun;
use crate::store::foreign::is_known;
use crate::store::posting::Hash;
use crate::store::stamps::{Mark, signed, unsigned};
use crate::store::{Result, suspect};

/// Rows, each of which somebody has read who understood some fields.
#[derive(Default)]
pub(in crate::store) struct Covered {
    parts: Vec<Part>,
}

struct Part {
    ranges: HashMap<u64, Vec<Range>>,
    /// Nothing where it is all that this version knows.
    knows: Option<HashSet<(u8, u16)>>,
}

impl Part {
    fn new(ranges: &[Range], knows: Option<HashSet<(u8, u16)>>) -> Self {
        let mut by_origin: HashMap<u64, Vec<Range>> = HashMap::new();
        for range in ranges {
            by_origin.entry(range.origin).or_default().push(*range);
        }
        Self { ranges: by_origin, knows }
    }

    fn holds(&self, noun: u8, code: u16, mark: Mark) -> bool {
        self.knows.as_ref().map_or_else(|| is_known(noun, code), |knows| knows.contains(&(noun, code)))
            && self.ranges.get(&mark.origin).is_some_and(|ranges| {
                ranges.iter().any(|range| (range.first..=range.last).contains(&mark.stamp.0))
            })
    }
}

impl Covered {
    /// What a snapshot stands for, as this book may believe it.
    pub(super) fn by(conn: &Connection, head: &Head) -> Result<Self> {
        let mut covered = Self::default();
        covered.add(conn, head)?;
        Ok(covered)
    }

    /// What the snapshots stood for that were made true here.
    pub(in crate::store) fn joined(conn: &Connection) -> Result<Self> {
        let mut covered = Self::default();
        for head in super::kept::joined(conn)? {
            covered.add(conn, &head)?;
        }
        Ok(covered)
    }

    /// What the book stands for by any means.
    pub(super) fn by_book(conn: &Connection) -> Result<Self> {
        let mut covered = Self::joined(conn)?;
        let ranges = believed(conn, &runs(conn)?)?;
        covered.parts.push(Part::new(&ranges, None));
        Ok(covered)
    }

    fn add(&mut self, conn: &Connection, head: &Head) -> Result<()> {
        let knows: HashSet<(u8, u16)> =
            head.knows.iter().flat_map(|(noun, codes)| codes.iter().map(|code| (*noun, *code))).collect();
        let ours =
            Noun::ALL.iter().flat_map(|noun| noun.fields().iter().map(|field| (noun.code(), field.code)));
        let all = { ours }.all(|field| knows.contains(&field));
        self.parts.push(Part::new(&believed(conn, &head.ranges)?, (!all).then_some(knows)));
        Ok(())
    }

    /// Says whether a write was read, or is in what stands for it.
    pub(in crate::store) fn holds(&self, noun: u8, code: u16, mark: Mark) -> bool {
        self.parts.iter().any(|part| part.holds(noun, code, mark))
    }
}

/// Without the origins that two desks are known to have written under.
fn believed(conn: &Connection, ranges: &[Range]) -> Result<Vec<Range>> {
    let mut believed = Vec::with_capacity(ranges.len());
    let forked = suspect::any_forked(conn)?;
    for range in ranges {
        if !forked || !suspect::is_forked(conn, range.origin)? {
            believed.push(*range);
        }
    }
    Ok(believed)
}

/// The runs of rows in the log; one for each end of an origin that two desks wrote under.
pub(super) fn runs(conn: &Connection) -> Result<Vec<Range>> {
    let sql = "SELECT origin, min(n), max(n) FROM (
            SELECT origin, n, n - dense_rank() OVER (PARTITION BY origin ORDER BY n) AS run
            FROM log WHERE origin > 0 AND n > 0)
        GROUP BY origin, run ORDER BY origin, min(n)";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement
        .query_map([], |row| Ok((unsigned(row.get(0)?), unsigned(row.get(1)?), unsigned(row.get(2)?))))?;
    let found: Vec<(u64, u64, u64)> = found.collect::<rusqlite::Result<_>>()?;
    let mut runs = Vec::with_capacity(found.len());
    for (origin, lo, hi) in found {
        let (_, first) =
            rows_at(conn, origin, lo)?.into_iter().min_by_key(|(_, stamp)| *stamp).unwrap_or_default();
        let ends = if suspect::is_forked(conn, origin)? { ends(conn, origin, lo, hi)? } else { vec![hi] };
        for end in ends {
            runs.extend(rows_at(conn, origin, end)?.into_iter().map(|(hash, last)| Range {
                origin,
                lo,
                hi: end,
                hash,
                first: first.min(last),
                last,
            }));
        }
    }
    Ok(runs)
}

/// The numbers of a run after which nothing follows.
fn ends(conn: &Connection, origin: u64, lo: u64, hi: u64) -> Result<Vec<u64>> {
    let sql = "SELECT DISTINCT n FROM log AS a WHERE origin = ?1 AND n BETWEEN ?2 AND ?3 AND NOT EXISTS
            (SELECT 1 FROM log AS b WHERE b.origin = a.origin AND b.n = a.n + 1 AND b.prev = a.hash)";
    let mut statement = conn.prepare_cached(sql)?;
    let rows =
        statement.query_map((signed(origin), signed(lo), signed(hi)), |row| row.get(0).map(unsigned))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn rows_at(conn: &Connection, origin: u64, n: u64) -> Result<Vec<(Hash, u64)>> {
    let sql = "SELECT hash, stamp FROM log WHERE origin = ?1 AND n = ?2 ORDER BY hash";
    let mut statement = conn.prepare_cached(sql)?;
    let rows =
        statement.query_map((signed(origin), signed(n)), |row| Ok((row.get(0)?, unsigned(row.get(1)?))))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// All that a book stands for: the runs of its log, and what joined snapshots stood for besides.
pub(super) fn ranges(conn: &Connection) -> Result<Vec<Range>> {
    let mut ranges = runs(conn)?;
    let more = joined_ranges(conn)?;
    let more = missing_in(conn, &more, &ranges)?;
    ranges.extend(more);
    ranges.sort_unstable();
    ranges.dedup();
    Ok(ranges)
}

/// The ranges of which some part is neither in the log nor in a joined snapshot.
pub(super) fn missing(conn: &Connection, ranges: &[Range]) -> Result<Vec<Range>> {
    let joined = joined_ranges(conn)?;
    let unheard: Vec<Range> =
        ranges.iter().filter(|range| !joined.iter().any(|wide| wide.holds(range))).copied().collect();
    missing_in(conn, &unheard, &runs(conn)?)
}

/// The ranges of which some part is not in the log, whose runs these are.
pub(super) fn missing_in(conn: &Connection, ranges: &[Range], runs: &[Range]) -> Result<Vec<Range>> {
    let mut missing = Vec::new();
    for range in ranges {
        let around = |run: &&Range| run.origin == range.origin && run.lo <= range.lo && run.hi >= range.hi;
        // Of two desks under one origin, the last row tells whose the range is.
        let there = runs.iter().any(|run| around(&run))
            && rows_at(conn, range.origin, range.hi)?.iter().any(|(hash, _)| *hash == range.hash);
        missing.extend((!there).then_some(*range));
    }
    Ok(missing)
}

/// What joined snapshots stood for.
pub(super) fn joined_ranges(conn: &Connection) -> Result<Vec<Range>> {
    let mut ranges: Vec<Range> =
        super::kept::joined(conn)?.into_iter().flat_map(|head| head.ranges).collect();
    ranges.sort_unstable();
    ranges.dedup();
    Ok(ranges)
}

impl Range {
    /// Says whether it stands for all that another stands for, as far as their ends tell.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.origin == other.origin
            && self.lo <= other.lo
            && (self.hi > other.hi || (self.hi == other.hi && self.hash == other.hash))
    }
}
