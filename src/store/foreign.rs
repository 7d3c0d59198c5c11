//! Postings from other desks, or from our own past: each is made true by the one function that
//! makes local work true, and goes into the log as it came.
//!
//! All in one transaction. What is known already is passed over, so any file may come in any order,
//! any number of times. Called by `exchange::sync` and by recovery.

use std::collections::BTreeSet;

use rusqlite::{Connection, TransactionBehavior};

use super::apply::{Applied, apply};
use super::commit::touch;
use super::entry::Logged;
use super::open::Desk;
use super::posting::{self, PARKED, Place, Posting, STUB};
use super::{Result, derive, erased, review, suspect};
use crate::domain::{Id, Noun, Write};

/// What came of some postings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// New to this desk.
    pub new: usize,
    /// Known before.
    pub known: usize,
    /// Of the new ones, those that hold something this version does not know; kept for one that does.
    pub parked: usize,
}

impl Desk {
    /// Makes postings true and logs them; all or nothing.
    pub fn apply_postings(&mut self, postings: &[Posting]) -> Result<Brought> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let brought = apply_all(&tx, postings)?;
        tx.commit()?;
        Ok(brought)
    }

    /// Applies again what was parked, after an upgrade. Gives how many rows are still not understood.
    pub fn unpark(&mut self) -> Result<usize> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut still = 0;
        let sql = format!("SELECT {}, seq FROM log WHERE state & 1", posting::COLUMNS);
        let mut statement = tx.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (posting, seq): (Posting, i64) = (posting::read(row)?, row.get("seq")?);
            let understood = Understood::of(&posting);
            make_true(&tx, &posting, &understood, seq)?;
            if understood.parked {
                still += 1;
            } else {
                tx.execute("UPDATE log SET state = state & ~1 WHERE seq = ?1", [seq])?;
            }
        }
        drop(rows);
        drop(statement);
        tx.commit()?;
        Ok(still)
    }
}

/// [`Desk::apply_postings`] inside a transaction of the caller's.
pub(super) fn apply_all(conn: &Connection, postings: &[Posting]) -> Result<Brought> {
    let mut brought = Brought::default();
    for posting in postings {
        match posting::place(conn, posting)? {
            Place::Free => {}
            Place::Forked => suspect::forked(conn, posting.origin)?,
            Place::Known => {
                brought.known += 1;
                continue;
            }
        }
        let understood = Understood::of(posting);
        let mut state = 0;
        state |= if understood.parked { PARKED } else { 0 };
        state |= if posting.stub { STUB } else { 0 };
        let seq = posting::append(conn, posting, state)?;
        make_true(conn, posting, &understood, seq)?;
        brought.new += 1;
        brought.parked += usize::from(understood.parked);
    }
    Ok(brought)
}

/// The part of a posting that this version knows.
struct Understood {
    logged: Vec<Logged>,
    writes: Vec<Write>,
    parked: bool,
}

impl Understood {
    fn of(posting: &Posting) -> Self {
        let Ok(all) = postcard::from_bytes::<Vec<Logged>>(&posting.body) else {
            return Self { logged: Vec::new(), writes: Vec::new(), parked: true };
        };
        let mut understood = Self { logged: Vec::new(), writes: Vec::new(), parked: false };
        for logged in all {
            match logged.noun() {
                Some(noun) => {
                    understood.parked |= logged.fields.iter().any(|(code, _)| noun.field(*code).is_none());
                    understood.writes.push(write(noun, &logged));
                    understood.logged.push(logged);
                }
                None => understood.parked = true,
            }
        }
        understood
    }
}

/// A logged write as `apply` takes it. A new record's empty fields say nothing.
fn write(noun: Noun, logged: &Logged) -> Write {
    let says = |(_, value): &&(u16, crate::domain::Value)| !(logged.new && value.is_null());
    let fields = logged.fields.iter().filter(says).cloned().collect();
    Write { noun, id: logged.id(), new: logged.new, fields }
}

fn make_true(conn: &Connection, posting: &Posting, understood: &Understood, seq: i64) -> Result<()> {
    let scrubbed = erased::scrubbed(conn, &understood.writes)?;
    let writes = scrubbed.as_deref().unwrap_or(&understood.writes);
    let applied = apply(conn, writes, posting.mark())?;
    for ((logged, write), applied) in understood.logged.iter().zip(writes).zip(&applied) {
        review::note(conn, logged, write, applied, posting.mark())?;
    }
    suspect::note(conn, writes, posting.origin)?;
    let ends = derive::keep_up(conn, writes, &applied)?;
    touch(conn, seq, concerned(writes, &applied, ends))?;
    erased::keep_up(conn, writes)
}

/// Everybody whom the writes are about, before and after.
fn concerned(writes: &[Write], applied: &[Applied], ends: BTreeSet<Id>) -> Vec<Id> {
    let named = writes.iter().filter_map(super::apply::customer_of);
    applied.iter().filter_map(|applied| applied.customer).chain(named).chain(ends).collect()
}
