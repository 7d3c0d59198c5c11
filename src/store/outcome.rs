//! The outcomes in force on this desk: the standard set and the desk's own records over it.

use super::open::Desk;
use super::{Result, read::many};
use crate::domain::outcome::{Outcome, in_force};

impl Desk {
    /// The outcomes a call can have here, in menu order.
    pub fn outcomes(&self) -> Result<Vec<Outcome>> {
        Ok(in_force(many(&self.conn, "ORDER BY t.id", [])?))
    }

    pub fn outcomes_on(&self, _list: crate::domain::Id) -> Result<Vec<Outcome>> { self.outcomes() }
}
