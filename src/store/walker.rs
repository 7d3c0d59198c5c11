//! The walker: one call list read into a queue, and kept up to date from the log.
//!
//! What anybody changes, in this process or another, on whatever screen, is read again before the
//! next customer is chosen. Called by `work` and `cli`.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::answered::Answered;
use super::entry::unpack;
use super::finder::understood;
use super::group;
use super::open::Desk;
use super::prospect::{Facts, ring};
use super::read::one;
use super::sidecar::Pace;
use super::snapshot;
use super::{Error, Result};
use crate::domain::call_list::CallList;
use crate::domain::entry::{self, Entry};
use crate::domain::moved::Moved;
use crate::domain::queue::Queue;
use crate::domain::rules::{Call, Rules};
use crate::domain::{Change, Deed, Id, Noun, Trouble};
use crate::search::{Book, Moment, Moments};

/// More customers touched than this are not read one by one: the list is read anew.
const MANY: usize = 20_000;
/// Entries read between two looks whether to go on.
const STRETCH: usize = 1_000;

/// A list in memory, and the moment of the log it stands for.
pub struct Walker {
    /// The list.
    pub list: CallList,
    /// Everybody on it.
    pub queue: Queue,
    at: Moment,
    /// The moments on the clock for which what was rung is known.
    rung: Range<i64>,
    /// The rep's own calls of the day, on whatever list.
    pub(super) own: Vec<Call>,
    callback: NaiveTime,
}

impl Walker {
    /// Reads a list. `callback` is when a try that waits for days is due; `pace` is told how many
    /// per cent are read and says whether to go on.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where the list is gone, [`Error::Cancelled`] where it was told to stop.
    pub fn open(
        desk: &Desk,
        list: Id,
        now: DateTime<FixedOffset>,
        callback: NaiveTime,
        pace: Pace<'_>,
    ) -> Result<Self> {
        let list = one::<CallList>(&desk.conn, list)?.filter(|list| !list.gone);
        let list = list.ok_or_else(|| Trouble::NotFound(String::new()))?;
        let _at_one_moment = desk.conn.unchecked_transaction()?;
        let queue = Queue::new(desk.rules_on(&list, callback)?);
        let mut walker = Self { at: desk.moment()?, list, queue, rung: 0..0, own: Vec::new(), callback };
        walker.read(desk, now, pace)?;
        Ok(walker)
    }

    fn read(&mut self, desk: &Desk, now: DateTime<FixedOffset>, pace: Pace<'_>) -> Result<()> {
        let entries = desk.walked(&self.list, now, pace)?;
        let facts = Facts::new(&desk.conn, self.list.id, (*now.offset()).into())?;
        for (nth, entry) in entries.iter().enumerate() {
            if nth.is_multiple_of(STRETCH) && !pace(u8::try_from(nth * 100 / entries.len()).unwrap_or(100)) {
                return Err(Error::Cancelled);
            }
            if let Some(prospect) = facts.prospect(entry, &mut self.queue)? {
                self.queue.put(prospect);
            }
        }
        self.ring(desk, now)
    }

    fn ring(&mut self, desk: &Desk, now: DateTime<FixedOffset>) -> Result<()> {
        let (until, own) = ring(&desk.conn, &mut self.queue, now)?;
        (self.rung, self.own) = (now.timestamp_millis()..until, own);
        Ok(())
    }

    /// Reads again whatever has changed since; the list anew where that is much, or its rules.
    pub fn catch_up(&mut self, desk: &Desk, now: DateTime<FixedOffset>) -> Result<()> {
        let at_one_moment = desk.conn.unchecked_transaction()?;
        let moment = desk.moment()?;
        if moment == self.at {
            let known = self.rung.contains(&now.timestamp_millis());
            return if known { Ok(()) } else { self.ring(desk, now) };
        }
        let touched = if desk.is_past(self.at)? { self.touched(desk)? } else { None };
        let Some(touched) = touched else {
            drop(at_one_moment);
            *self = Self::open_again(desk, self.list.id, now, self.callback)?;
            return Ok(());
        };
        if touched.rules {
            self.queue = self.queue.under(desk.rules_on(&self.list, self.callback)?, now);
        }
        let answering = self.answering(desk, &touched.customers, now)?;
        let facts = Facts::new(&desk.conn, self.list.id, (*now.offset()).into())?;
        for customer in touched.customers {
            self.refresh(desk, &facts, customer, answering.contains(&customer))?;
        }
        self.at = moment;
        self.ring(desk, now)
    }

    /// What may be otherwise since; nothing where the list itself was changed, or it is too much to
    /// read one by one.
    fn touched(&self, desk: &Desk) -> Result<Option<Touched>> {
        let Touched { mut customers, mut rules } = Touched::default();
        if snapshot::was_read(&desk.conn, self.at.seq, i64::MAX)? {
            return Ok(None);
        }
        let mut statement = desk.conn.prepare_cached("SELECT body FROM log WHERE seq > ?1")?;
        let mut rows = statement.query([self.at.seq])?;
        while let Some(row) = rows.next()? {
            for logged in unpack(&row.get::<_, Vec<u8>>(0)?)? {
                match logged.noun() {
                    Some(Noun::Outcome | Noun::Pacing) => rules = true,
                    Some(Noun::CallList) if logged.id() == self.list.id => return Ok(None),
                    Some(Noun::Entry) => {
                        let own = |customer: &Id| entry::id_of(self.list.id, *customer) == logged.id();
                        customers.extend(desk.concerned_by(&logged)?.into_iter().filter(own));
                    }
                    _ => customers.extend(desk.concerned_by(&logged)?),
                }
            }
            if customers.len() > MANY {
                return Ok(None);
            }
        }
        let customers = group::widened(&desk.conn, customers)?;
        Ok(Some(Touched { customers, rules }))
    }

    /// Those of them who answer a live list's search.
    fn answering(
        &self,
        desk: &Desk,
        customers: &BTreeSet<Id>,
        now: DateTime<FixedOffset>,
    ) -> Result<HashSet<Id>> {
        if !self.list.live {
            return Ok(HashSet::new());
        }
        let mut book = Book::new();
        let customers: Vec<Id> = customers.iter().copied().collect();
        desk.sources_of(&customers)?.iter().for_each(|source| book.put(source));
        let query = understood(desk, &self.list.query, &mut Answered::default(), desk.moment()?, now)?;
        Ok(book.everybody(&query, &Moments::at(now)).into_iter().collect())
    }

    fn open_again(desk: &Desk, list: Id, now: DateTime<FixedOffset>, callback: NaiveTime) -> Result<Self> {
        Self::open(desk, list, now, callback, &|_| true)
    }

    fn refresh(&mut self, desk: &Desk, facts: &Facts<'_>, customer: Id, answers: bool) -> Result<()> {
        let entry = desk.entry_on(self.list.id, customer)?.filter(|entry| entry.customer == Some(customer));
        let entry = entry.unwrap_or_else(|| Entry::unwritten(self.list.id, customer));
        let prospect = if !entry.gone && (answers || entry.position.is_some()) {
            facts.prospect(&entry, &mut self.queue)?
        } else {
            None
        };
        match prospect {
            Some(prospect) => self.queue.put(prospect),
            None => self.queue.remove(customer),
        }
        Ok(())
    }

    /// How many customers would stand elsewhere at `now` after a change of the rules.
    pub fn moved_by(&self, desk: &Desk, change: &Change, now: DateTime<FixedOffset>) -> Result<Moved> {
        Ok(self.queue.moved_by(desk.rules_after(&self.list, self.callback, change)?, now))
    }
}

/// What may be otherwise on a list: for whom, and whether the rules are others.
#[derive(Default)]
struct Touched {
    customers: BTreeSet<Id>,
    rules: bool,
}

impl Desk {
    /// The rules in force on a list.
    fn rules_on(&self, list: &CallList, callback: NaiveTime) -> Result<Rules> {
        self.rules_after(list, callback, &Change::new(Deed::EditRules, ""))
    }
}
