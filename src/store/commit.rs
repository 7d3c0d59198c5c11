//! The one door for changes: a transaction that applies a change and appends it to the log.
//!
//! A bulk commit is one action in several log entries and one transaction. What is returned has
//! been synced to the disk; what fails has changed nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::apply::{Applied, apply, customer_of};
use super::entry::{self, Entry};
use super::open::{Desk, origin_now};
use super::planted::{Bug, planted};
use super::posting::{self, Last, Posting};
use super::stamps::Mark;
use super::{Result, derive, erased, group, newest, review, twins};
use crate::domain::{Change, Deed, Id, Noun, Stamp, Write};

/// The most writes of a change that are logged as one entry.
const ENTRY: usize = 1_000;
/// Customers named in one statement.
const TOUCHED: usize = 128;

/// An action that is on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The action, as undo and `import undo` name it.
    pub action: Id,
    /// Its last place in the log.
    pub seq: i64,
}

/// An action being written in several chunks; dropped before [`Bulk::finish`], it never was.
pub struct Bulk<'a> {
    tx: Transaction<'a>,
    head: Head,
    seq: i64,
    /// The last row this origin wrote.
    last: Last,
    /// What makes the indexes that were postponed.
    pub(super) postponed: Vec<String>,
}

/// What every log entry of an action says.
pub(super) struct Head {
    pub(super) action: Id,
    pub(super) deed: Deed,
    pub(super) subject: String,
    pub(super) reverts: Option<Id>,
    pub(super) rep: Option<Id>,
    pub(super) origin: u64,
    pub(super) now: i64,
}

impl Desk {
    /// Makes a change true and durable.
    pub fn commit(&mut self, change: &Change, now: i64) -> Result<Committed> {
        let mut bulk = self.bulk(change.deed, &change.subject, now)?;
        let writes = twins::written_too(&bulk.tx, &change.writes)?;
        // Few changes are longer; a customer's history reads whole entries.
        let (first, rest) = writes.split_at(writes.len().min(ENTRY));
        bulk.push(first)?;
        rest.chunks(ENTRY).try_for_each(|writes| bulk.push(writes))?;
        bulk.finish()
    }

    /// Begins an action whose writes come in chunks.
    pub fn bulk(&mut self, deed: Deed, subject: &str, now: i64) -> Result<Bulk<'_>> {
        if deed == Deed::Import {
            // A million numbers are sorted in pieces on the disk, not in memory. Cannot be said later.
            self.conn.execute_batch("PRAGMA temp_store = FILE")?;
        } else {
            self.introduce(now)?;
        }
        self.begin(self.head(deed, subject, now))
    }

    pub(super) fn head(&self, deed: Deed, subject: &str, now: i64) -> Head {
        Head {
            action: Id::mint(now),
            deed,
            subject: subject.to_owned(),
            reverts: None,
            rep: self.rep,
            origin: self.origin,
            now,
        }
    }

    pub(super) fn begin(&mut self, head: Head) -> Result<Bulk<'_>> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another connection may have parted from a twin since.
        self.origin = origin_now(&tx)?;
        let head = Head { origin: self.origin, ..head };
        let last = posting::last(&tx, head.origin)?;
        Ok(Bulk { tx, head, seq: 0, last, postponed: Vec::new() })
    }
}

impl Bulk<'_> {
    /// The action's id.
    #[must_use]
    pub const fn action(&self) -> Id {
        self.head.action
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.tx
    }

    /// Applies some writes and logs them as one entry.
    pub fn push(&mut self, writes: &[Write]) -> Result<()> {
        let (writes, subject) = match erased::scrubbed(&self.tx, writes)? {
            Some(scrubbed) => (Cow::Owned(scrubbed), ""),
            // An action that came to nothing is about nobody.
            None if writes.is_empty() => (Cow::Borrowed(writes), ""),
            None => (Cow::Borrowed(writes), self.head.subject.as_str()),
        };
        let replaced =
            if planted(Bug::WallClockAlone) { Stamp::default() } else { newest_replaced(&self.tx, &writes)? };
        let stamp = Stamp::next(self.head.now, self.last.stamp, replaced);
        let mut applied = apply(&self.tx, &writes, Mark { stamp, origin: self.head.origin })?;
        review::settle(&self.tx, &writes, &mut applied)?;
        let ends = derive::keep_up(&self.tx, &writes, &applied)?;
        let entries: Vec<Entry<'_>> =
            writes.iter().zip(&applied).map(|(write, applied)| Entry::new(write, &applied.before)).collect();
        let posting = self.posting(stamp, subject.to_owned(), entry::pack(&entries)?);
        self.seq = posting::append(&self.tx, &posting, 0)?;
        self.last = Last { n: posting.n, stamp, hash: posting.hash };
        touch(&self.tx, self.seq, &writes, &applied, ends)?;
        erased::keep_up(&self.tx, &writes)
    }

    /// [`Bulk::push`] of writes that are about somebody else than the action is called after.
    pub(super) fn push_unnamed(&mut self, writes: &[Write]) -> Result<()> {
        let subject = std::mem::take(&mut self.head.subject);
        let pushed = self.push(writes);
        self.head.subject = subject;
        pushed
    }

    /// Ends the action; when this returns, it is on the disk.
    pub fn finish(mut self) -> Result<Committed> {
        self.make_postponed()?;
        let committed = Committed { action: self.head.action, seq: self.seq };
        self.tx.commit()?;
        Ok(committed)
    }

    fn posting(&self, stamp: Stamp, subject: String, body: Vec<u8>) -> Posting {
        let (head, last) = (&self.head, &self.last);
        let mut posting = Posting {
            origin: head.origin,
            n: last.n + 1,
            prev: last.hash,
            hash: posting::Hash::default(),
            stamp: stamp.0,
            action: *head.action.as_bytes(),
            rep: head.rep.map(|rep| *rep.as_bytes()),
            deed: head.deed.code().to_owned(),
            subject,
            reverts: head.reverts.map(|action| *action.as_bytes()),
            body,
            stub: false,
        };
        posting.hash = posting.computed();
        posting
    }
}

/// Notes whom a row of the log is about: whose its records were and are, and `ends`. A record that is
/// nobody's yet, or is moved to somebody, stands among them itself: its rows are looked for once it
/// is known whose it is, and should it turn out to be erased.
pub(super) fn touch(
    conn: &Connection,
    seq: i64,
    writes: &[Write],
    applied: &[Applied],
    ends: BTreeSet<Id>,
) -> Result<()> {
    let mut places: Vec<Id> = ends.into_iter().collect();
    for (write, applied) in writes.iter().zip(applied) {
        let named = customer_of(write);
        places.extend(applied.customer.into_iter().chain(named));
        // The ids of these are made of their customer's: they are never moved.
        let bound = matches!(write.noun, Noun::Tag | Noun::Entry);
        let moved = !bound && !write.new && named.is_some();
        let somebodys = write.noun.customer_field().is_some();
        if write.noun == Noun::Pair || (somebodys && (moved || applied.customer.is_none())) {
            places.push(write.id);
        }
    }
    known_whose(conn, writes, applied)?;
    touch_places(conn, seq, places)
}

/// Gives customers what was noted of their records before it was known that they are theirs.
pub(super) fn known_whose(conn: &Connection, writes: &[Write], applied: &[Applied]) -> Result<()> {
    for (write, applied) in writes.iter().zip(applied) {
        let somebodys = write.noun.customer_field().is_some() && !applied.is_new();
        if let Some(customer) = customer_of(write).filter(|_| somebodys) {
            known_at_last(conn, write.id, customer)?;
        }
    }
    Ok(())
}

/// Gives a customer what was noted of a record before it was known whose it is.
fn known_at_last(conn: &Connection, record: Id, customer: Id) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO touched (customer, seq) SELECT ?2, seq FROM touched WHERE customer = ?1";
    conn.prepare_cached(sql)?.execute((record.as_bytes(), customer.as_bytes()))?;
    Ok(())
}

fn touch_places(conn: &Connection, seq: i64, mut customers: Vec<Id>) -> Result<()> {
    customers.sort_unstable();
    customers.dedup();
    for some in customers.chunks(TOUCHED) {
        let places = vec!["(?1, ?)"; some.len()].join(", ");
        let sql = format!("INSERT OR IGNORE INTO touched (seq, customer) VALUES {places}");
        let mut statement = conn.prepare_cached(&sql)?;
        statement.raw_bind_parameter(1, seq)?;
        for (place, customer) in (2..).zip(some) {
            statement.raw_bind_parameter(place, customer.as_bytes())?;
        }
        statement.raw_execute()?;
    }
    Ok(())
}

/// The newest stamp among the fields about to be written: the write must be later still.
fn newest_replaced(conn: &Connection, writes: &[Write]) -> Result<Stamp> {
    let mut newest = Stamp::default();
    let grouped = group::any(conn)?;
    for write in writes.iter().filter(|write| !write.new) {
        newest = newest.max(if grouped && write.noun == Noun::Customer {
            newest::newest_stamp(conn, write)?
        } else {
            super::read::newest_stamp(conn, write)?
        });
    }
    // What is picked in a merge is later than what either holds.
    let picked = writes.iter().find(|write| write.noun == Noun::Customer);
    if let (Some(picked), Some(pair)) = (picked, writes.iter().find(|write| write.noun == Noun::Pair)) {
        for id in group::ends(conn, pair.id, pair.fields.iter().map(|(code, value)| (*code, value)))? {
            newest = newest.max(newest::newest_stamp(conn, &Write { id, ..picked.clone() })?);
        }
    }
    Ok(newest)
}
