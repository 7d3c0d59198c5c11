//! The outcomes in force: the standard set, the desk's own records over it, and a call list's over those.

use super::open::Desk;
use super::{Result, read::many};
use crate::domain::Id;
use crate::domain::outcome::{Outcome, in_force};

impl Desk {
    /// The outcomes a call can have here, in menu order.
    pub fn outcomes(&self) -> Result<Vec<Outcome>> {
        Ok(in_force(self.own_outcomes()?, None))
    }

    /// The outcomes a call from that list can have, in menu order.
    pub fn outcomes_on(&self, list: Id) -> Result<Vec<Outcome>> {
        Ok(in_force(self.own_outcomes()?, Some(list)))
    }

    /// The records of outcomes, for every list, as [`in_force`] and `known` take them.
    pub fn own_outcomes(&self) -> Result<Vec<Outcome>> {
        many(&self.conn, "ORDER BY t.id", [])
    }
}
