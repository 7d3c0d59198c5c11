//! The rules on record, what a change of them would make of them, and whom it would move.

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::open::Desk;
use super::read::{many, one};
use super::sidecar::Pace;
use super::walker::Walker;
use super::{Error, Result};
use crate::domain::call_list::CallList;
use crate::domain::moved::Moved;
use crate::domain::outcome::known;
use crate::domain::pacing::{self, Pacing};
use crate::domain::rulebook::{Rulebook, after};
use crate::domain::rules::Rules;
use crate::domain::{Change, Id, Trouble};

/// Entries looked at for a change that concerns every list; there may be more.
const MOST: usize = 200_000;

impl Desk {
    /// The rules of a list, or of the desk, as the settings show them.
    ///
    /// # Errors
    /// [`Trouble::NotFound`] where the list is gone.
    pub fn rulebook(&self, list: Option<Id>) -> Result<Rulebook> {
        let list = list.map(|id| one::<CallList>(&self.conn, id)).transpose()?;
        let list = match list {
            None => None,
            Some(list) => {
                let list = list.filter(|list| !list.gone);
                Some(list.ok_or_else(|| Trouble::NotFound(String::new()))?)
            }
        };
        Ok(Rulebook::new(list, self.own_outcomes()?, self.pacings()?))
    }

    fn pacings(&self) -> Result<Vec<Pacing>> {
        many(&self.conn, "ORDER BY t.id", [])
    }

    /// The rules in force on a list once a change is made.
    pub(super) fn rules_after(&self, list: &CallList, callback: NaiveTime, change: &Change) -> Result<Rules> {
        let list = after(vec![list.clone()], change).swap_remove(0);
        Ok(Rules {
            outcomes: known(after(self.own_outcomes()?, change), Some(list.id)),
            pacing: pacing::in_force(&after(self.pacings()?, change), Some(list.id)),
            rep: self.rep(),
            everyones: list.everyones,
            callback,
        })
    }
}

/// Lists in memory, so that one change after the other is counted without reading them again.
#[derive(Default)]
pub struct Counter {
    walkers: Vec<Walker>,
}

impl Counter {
    /// How many customers a change of the rules would move on a list, or on all there are.
    ///
    /// # Errors
    /// [`Error::Cancelled`] where `pace` said so; what was read until then is kept.
    pub fn moved(
        &mut self,
        desk: &Desk,
        list: Option<Id>,
        change: &Change,
        now: DateTime<FixedOffset>,
        callback: NaiveTime,
        pace: Pace<'_>,
    ) -> Result<Moved> {
        let lists = match list {
            Some(list) => vec![list],
            None => desk.call_lists()?.into_iter().map(|list| list.id).collect(),
        };
        let mut all = Moved::default();
        for list in lists {
            if all.of > MOST {
                return Ok(Moved { more: true, ..all });
            }
            if !pace(0) {
                return Err(Error::Cancelled);
            }
            match self.walker(desk, list, now, callback, pace) {
                Err(Error::Trouble(Trouble::NotFound(_))) => {}
                walker => all = all.and(walker?.moved_by(desk, change, now)?),
            }
        }
        Ok(all)
    }

    fn walker(
        &mut self,
        desk: &Desk,
        list: Id,
        now: DateTime<FixedOffset>,
        callback: NaiveTime,
        pace: Pace<'_>,
    ) -> Result<&Walker> {
        let known = self.walkers.iter().position(|walker| walker.list.id == list);
        if let Some(at) = known
            && let Err(error) = self.walkers[at].catch_up(desk, now)
        {
            self.walkers.swap_remove(at);
            return Err(error);
        }
        if known.is_none() {
            self.walkers.push(Walker::open(desk, list, now, callback, pace)?);
        }
        let at = known.unwrap_or(self.walkers.len() - 1);
        Ok(&self.walkers[at])
    }
}
