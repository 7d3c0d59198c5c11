//! The walker: one call list read into a queue, and kept up to date from the log.
//!
//! What anybody changes, in this process or another, on whatever screen, is read again before the
//! next customer is chosen. Called by `work` and `cli`.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::entry::unpack;
use super::open::Desk;
use super::prospect::{Facts, ring};
use super::read::one;
use super::sidecar::Pace;
use super::{Error, Result};
use crate::domain::call_list::CallList;
use crate::domain::entry::{self, Entry};
use crate::domain::outcome::known;
use crate::domain::pacing::{self, Pacing};
use crate::domain::queue::Queue;
use crate::domain::rules::Rules;
use crate::domain::standing::Standing;
use crate::domain::{Id, Noun, Trouble};
use crate::search::Moment;

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
        let mut walker = Self { at: desk.moment()?, list, queue, callback };
        walker.read(desk, now, pace)?;
        Ok(walker)
    }

    fn read(&mut self, desk: &Desk, now: DateTime<FixedOffset>, pace: Pace<'_>) -> Result<()> {
        let entries = desk.members(&self.list, now, pace)?;
        let facts = Facts::new(&desk.conn, self.list.id, now)?;
        for (nth, entry) in entries.iter().enumerate() {
            if nth.is_multiple_of(STRETCH) && !pace(u8::try_from(nth * 100 / entries.len()).unwrap_or(100)) {
                return Err(Error::Cancelled);
            }
            if let Some(prospect) = facts.prospect(entry, &mut self.queue)? {
                self.queue.put(prospect);
            }
        }
        ring(&desk.conn, &mut self.queue, now)
    }

    /// Reads again whatever has changed since; the list anew where that is much, or its rules.
    pub fn catch_up(&mut self, desk: &Desk, now: DateTime<FixedOffset>) -> Result<()> {
        let moment = desk.moment()?;
        if moment == self.at {
            return Ok(());
        }
        let _at_one_moment = desk.conn.unchecked_transaction()?;
        let touched =
            if desk.is_past(self.at)? { desk.walk_touched(self.at.seq, self.list.id)? } else { None };
        let Some(touched) = touched else {
            *self = Self::open_again(desk, self.list.id, now, self.callback)?;
            return Ok(());
        };
        let facts = Facts::new(&desk.conn, self.list.id, now)?;
        for customer in touched {
            self.refresh(desk, &facts, customer)?;
        }
        self.at = moment;
        ring(&desk.conn, &mut self.queue, now)
    }

    fn open_again(desk: &Desk, list: Id, now: DateTime<FixedOffset>, callback: NaiveTime) -> Result<Self> {
        Self::open(desk, list, now, callback, &|_| true)
    }

    fn refresh(&mut self, desk: &Desk, facts: &Facts<'_>, customer: Id) -> Result<()> {
        let entry = one::<Entry>(&desk.conn, entry::id_of(self.list.id, customer))?;
        let standing = self.queue.prospect(customer).map(|known| known.position);
        let entry = match (entry, standing) {
            (Some(entry), _) => Some(entry).filter(|entry| !entry.gone),
            (None, position) => position.map(|position| Entry::of(self.list.id, customer, position)),
        };
        let prospect = match entry {
            Some(entry) => facts.prospect(&entry, &mut self.queue)?,
            None => None,
        };
        match prospect {
            Some(prospect) => self.queue.put(prospect),
            None => self.queue.remove(customer),
        }
        Ok(())
    }

    /// How many customers would stand elsewhere at `now` under other rules.
    pub fn moved_by(&self, desk: &Desk, rules: Rules, now: DateTime<FixedOffset>) -> Result<usize> {
        let facts = Facts::new(&desk.conn, self.list.id, now)?;
        let mut other = Queue::new(rules);
        for known in self.queue.everybody() {
            let entry = one::<Entry>(&desk.conn, entry::id_of(self.list.id, known.customer))?;
            let entry = entry.unwrap_or_else(|| Entry::of(self.list.id, known.customer, known.position));
            if let Some(prospect) = facts.prospect(&entry, &mut other)? {
                other.put(prospect);
            }
        }
        ring(&desk.conn, &mut other, now)?;
        let code = |queue: &Queue, customer| queue.standing(customer, now).map(Standing::key);
        let all: HashSet<Id> = self.queue.everybody().iter().map(|known| known.customer).collect();
        Ok(all.into_iter().filter(|id| code(&self.queue, *id) != code(&other, *id)).count())
    }
}

impl Desk {
    /// The rules in force on a list.
    pub fn rules_on(&self, list: &CallList, callback: NaiveTime) -> Result<Rules> {
        Ok(Rules {
            outcomes: known(self.own_outcomes()?, Some(list.id)),
            pacing: self.pacing(Some(list.id))?,
            rep: self.rep(),
            everyones: list.everyones,
            callback,
        })
    }

    /// The pacing in force on a list, or on the whole desk.
    pub fn pacing(&self, list: Option<Id>) -> Result<Pacing> {
        let own = |list| one::<Pacing>(&self.conn, pacing::id_of(list));
        let desk = own(None)?.unwrap_or_default().over(&pacing::standard());
        Ok(match list.map(|list| own(Some(list))).transpose()?.flatten() {
            Some(own) => own.over(&desk),
            None => desk,
        })
    }

    /// Whoever may stand elsewhere on a list since that place in the log; nothing where the rules or
    /// the list itself were changed, or it is too many to read one by one.
    fn walk_touched(&self, seq: i64, list: Id) -> Result<Option<Vec<Id>>> {
        let mut touched = BTreeSet::new();
        let mut statement = self.conn.prepare_cached("SELECT body FROM log WHERE seq > ?1")?;
        let mut rows = statement.query([seq])?;
        while let Some(row) = rows.next()? {
            for logged in unpack(&row.get::<_, Vec<u8>>(0)?)? {
                match logged.noun() {
                    Some(Noun::Outcome | Noun::Pacing | Noun::CallList) => return Ok(None),
                    Some(Noun::Entry) => touched.extend(self.on_list(logged.id(), list)?),
                    _ => touched.extend(self.concerned_by(&logged)?),
                }
            }
            if touched.len() > MANY {
                return Ok(None);
            }
        }
        Ok(Some(touched.into_iter().collect()))
    }

    /// Whose entry it is, if it is one of that list.
    fn on_list(&self, entry: Id, list: Id) -> Result<Option<Id>> {
        let entry = one::<Entry>(&self.conn, entry)?.filter(|entry| entry.list == Some(list));
        Ok(entry.and_then(|entry| entry.customer))
    }
}
