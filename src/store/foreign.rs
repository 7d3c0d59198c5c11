//! Postings from other desks, or from our own past: each is made true by the one function that
//! makes local work true, and goes into the log as it came.
//!
//! All in one transaction. What is known already is passed over, so any file may come in any order,
//! any number of times. Called by `exchange::sync` and by recovery.

use rusqlite::{Connection, TransactionBehavior};

use super::apply::apply;
use super::commit::touch;
use super::entry::{self, Entry, Logged};
use super::open::Desk;
use super::planted::{Bug, clock, planted};
use super::posting::{self, PARKED, Place, Posting, STUB};
use super::snapshot::{self, Covered};
use super::{Result, derive, erased, group, review, suspect};
use crate::domain::{Noun, Stamp, Value, Write};

/// What came of some postings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// New to this desk.
    pub new: usize,
    /// Known before.
    pub known: usize,
    /// Of the new ones, those that hold something this version does not know; kept for one that does.
    pub parked: usize,
    /// Somebody else wrote under this desk's origin; it has another now.
    pub twin: bool,
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
        let mut still = snapshot::unpark(&tx)?;
        let read = Covered::joined(&tx)?;
        let sql = format!("SELECT {}, seq FROM log WHERE state & 1", posting::COLUMNS);
        let mut statement = tx.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (mut posting, seq): (Posting, i64) = (posting::read(row)?, row.get("seq")?);
            let mut understood = Understood::of_body(&posting.body);
            if let Some(scrubbed) = erased::posting(&tx, &posting, &understood.logged, understood.parked)? {
                erased::replace(&tx, seq, &scrubbed)?;
                understood = Understood::of_body(&scrubbed.body);
                posting = scrubbed;
            }
            make_true(&tx, &posting, &understood, seq, &read)?;
            if understood.parked {
                still += 1;
            } else {
                tx.execute("UPDATE log SET state = state & ~1 WHERE seq = ?1", [seq])?;
            }
        }
        drop(rows);
        drop(statement);
        review::look_again(&tx)?;
        tx.commit()?;
        Ok(still)
    }
}

/// [`Desk::apply_postings`] inside a transaction of the caller's.
pub(super) fn apply_all(conn: &Connection, postings: &[Posting]) -> Result<Brought> {
    let mut brought = Brought::default();
    let mut read = Covered::joined(conn)?;
    for posting in postings {
        if planted(Bug::FutureRefused) && posting.mark().stamp.ms() > clock() + 24 * 3_600_000 {
            continue;
        }
        match posting::place(conn, posting)? {
            Place::Free if posting::follows(conn, posting)? => {}
            Place::Free | Place::Forked if suspect::is_forked(conn, posting.origin)? => {}
            Place::Free | Place::Forked => {
                suspect::forked(conn, posting.origin)?;
                read = Covered::joined(conn)?;
            }
            Place::Known => {
                brought.known += 1;
                continue;
            }
        }
        let mut understood = Understood::of_body(&posting.body);
        let scrubbed = if planted(Bug::ErasureForgotten) && !understood.erases() {
            None
        } else {
            erased::posting(conn, posting, &understood.logged, understood.parked)?
        };
        if let Some(scrubbed) = &scrubbed {
            understood = Understood::of_body(&scrubbed.body);
        }
        let posting = scrubbed.as_ref().unwrap_or(posting);
        let mut state = 0;
        state |= if understood.parked { PARKED } else { 0 };
        state |= if posting.stub { STUB } else { 0 };
        let seq = posting::append(conn, posting, state)?;
        make_true(conn, posting, &understood, seq, &read)?;
        brought.new += 1;
        brought.parked += usize::from(understood.parked);
    }
    Ok(brought)
}

/// The part of a body that this version knows.
pub(super) struct Understood {
    pub(super) logged: Vec<Logged>,
    pub(super) writes: Vec<Write>,
    /// There is another part.
    pub(super) parked: bool,
}

impl Understood {
    /// Says whether it erases somebody.
    fn erases(&self) -> bool {
        self.writes.iter().any(|write| write.noun == Noun::Erasure)
    }

    pub(super) fn of_body(body: &[u8]) -> Self {
        let Ok(all) = postcard::from_bytes::<Vec<Logged>>(body) else {
            return Self { logged: Vec::new(), writes: Vec::new(), parked: true };
        };
        let all = as_read(all);
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

/// The part of a body that this version does not know; all of it where it does not read.
pub(super) fn unknown_in(body: &[u8]) -> Result<Vec<u8>> {
    let Ok(mut all) = postcard::from_bytes::<Vec<Logged>>(body) else { return Ok(body.to_vec()) };
    let read = as_read(all.clone());
    for (logged, read) in all.iter_mut().zip(&read) {
        if let Some(noun) = read.noun() {
            let mut known = read.fields.iter().map(|(code, _)| noun.field(*code).is_some());
            logged.fields.retain(|_| !known.next().unwrap_or(false));
        }
    }
    let mut read = read.iter();
    all.retain(|logged| {
        let unknown = read.next().is_some_and(|read| read.noun().is_none());
        unknown || !logged.fields.is_empty()
    });
    entry::pack(&all.iter().map(Entry::of_logged).collect::<Vec<_>>())
}

/// Says whether this version understands a field.
pub(super) fn is_known(noun: u8, code: u16) -> bool {
    let fields = vec![(code, Value::Null)];
    let asked = Logged { noun, id: [0; 16], new: false, fields, before: Vec::new() };
    let knows = |logged: &Logged| {
        logged.noun().is_some_and(|noun| logged.fields.iter().all(|(code, _)| noun.field(*code).is_some()))
    };
    as_read(vec![asked]).iter().all(knows)
}

/// A body as this version reads it; in histories by chance, as an older one would.
#[cfg(test)]
fn as_read(all: Vec<Logged>) -> Vec<Logged> {
    super::simulator::as_this_version_reads(all)
}

/// A body as this version reads it.
#[cfg(not(test))]
fn as_read(all: Vec<Logged>) -> Vec<Logged> {
    all
}

/// A logged write as `apply` takes it. A new record's empty fields say nothing.
fn write(noun: Noun, logged: &Logged) -> Write {
    let says = |(_, value): &&(u16, Value)| !(logged.new && value.is_null());
    let fields = logged.fields.iter().filter(says).cloned().collect();
    Write { noun, id: logged.id(), new: logged.new, fields }
}

fn make_true(
    conn: &Connection,
    posting: &Posting,
    understood: &Understood,
    seq: i64,
    read: &Covered,
) -> Result<()> {
    let writes = &understood.writes;
    let mut mark = posting.mark();
    if planted(Bug::FutureClamped) {
        mark.stamp = mark.stamp.min(Stamp::at_ms(clock()));
    }
    let applied = apply(conn, writes, mark)?;
    for ((logged, write), applied) in understood.logged.iter().zip(writes).zip(&applied) {
        review::note(conn, logged, write, applied, mark, read)?;
    }
    suspect::note(conn, writes, posting.origin)?;
    let mut ends = derive::keep_up(conn, writes, &applied)?;
    for logged in &understood.logged {
        // Whoever wrote it may have known whose it was, and this desk not yet.
        ends.extend(logged.former_customer());
        if logged.noun() == Some(Noun::Pair) {
            ends.extend(group::ends_logged(conn, logged)?);
        }
    }
    touch(conn, seq, writes, &applied, ends)?;
    if planted(Bug::ErasureForgotten) && !understood.erases() {
        Ok(())
    } else {
        erased::keep_up(conn, writes)
    }
}
