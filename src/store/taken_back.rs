//! Decisions of a review that were taken back: what they had settled waits again, as long as the value
//! that went back stands. Read from the log alone, so every desk that saw the same sees it.

use std::collections::HashSet;

use rusqlite::{Connection, Row};

use super::entry::{self, Before};
use super::stamps::{Mark, unsigned};
use super::{Result, erased, review};
use crate::domain::{Id, Noun, Stamp};

/// The decisions that were taken back last, and the marks of what took them back.
const TAKEN_BACK: &str = "
    SELECT decision.body, undo.stamp, undo.origin FROM log AS undo JOIN log AS decision ON decision.action = undo.reverts
    WHERE undo.reverts IS NOT NULL AND decision.deed = 'settle' ORDER BY undo.stamp DESC LIMIT 1000";

/// What decisions that were taken back had settled.
#[derive(Default)]
pub(super) struct TakenBack {
    /// What lost, and of which record.
    pub(super) seen: Vec<(Noun, Id, Before)>,
    marks: HashSet<(Stamp, u64)>,
}

impl TakenBack {
    pub(super) fn read(conn: &Connection) -> Result<Self> {
        let mut statement = conn.prepare_cached(TAKEN_BACK)?;
        let mut rows = statement.query([])?;
        let mut all = Self::default();
        while let Some(row) = rows.next()? {
            all.add(conn, row)?;
        }
        Ok(all)
    }

    /// Says whether a value stands because a decision was taken back.
    pub(super) fn holds(&self, mark: Mark) -> bool {
        self.marks.contains(&(mark.stamp, mark.origin))
    }

    fn add(&mut self, conn: &Connection, row: &Row<'_>) -> Result<()> {
        self.marks.insert((Stamp(unsigned(row.get(1)?)), unsigned(row.get(2)?)));
        // A body of a newer version that does not read tells nothing this one could show.
        let body =
            entry::unpack(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?).unwrap_or_default();
        for logged in body {
            let Some(noun) = logged.noun().filter(|noun| review::is_asked(*noun)) else { continue };
            if erased::holds(conn, logged.id())? {
                continue;
            }
            // The first of a field is what the decision replaced; the others had lost to that.
            let mut replaced = HashSet::new();
            let lost = logged.before.iter().filter(|seen| !replaced.insert(seen.code));
            self.seen.extend(lost.map(|seen| (noun, logged.id(), seen.clone())));
        }
        Ok(())
    }
}
