//! What goes between desks: files of postings, and how they come.

use super::dice::Dice;
use super::world::World;
use super::{Fault, Outcome, equal, versions};
use crate::store::foreign;
use crate::store::planted::set_clock;
use crate::store::posting::Posting;

impl World {
    pub(super) fn seal(&mut self, at: usize) -> Outcome {
        let seat = &mut self.seats[at];
        let own = seat.desk.postings(seat.desk.origin, seat.sealed + 1, 1 << 60)?;
        if let Some(last) = own.last() {
            seat.sealed = last.n;
            self.files.push(own);
        }
        Ok(())
    }

    /// Everything in a desk's log.
    pub(super) fn everything(&self, at: usize) -> Result<Vec<Posting>, Fault> {
        let desk = &self.seats[at].desk;
        let mut all = Vec::new();
        for (origin, lo, hi) in desk.origins()? {
            all.extend(desk.postings(origin, lo, hi)?);
        }
        Ok(all)
    }

    pub(super) fn export(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let mut all = self.everything(at)?;
        if dice.chance(50) {
            all.reverse();
        }
        self.files.push(all);
        Ok(())
    }

    /// A file as it may come: out of order, in part, twice.
    fn any_file(&self, dice: &mut Dice) -> Vec<Posting> {
        if self.files.is_empty() {
            return Vec::new();
        }
        let mut file = self.files[dice.below(self.files.len())].clone();
        if dice.chance(30) {
            dice.shuffle(&mut file);
        }
        if dice.chance(20) {
            file.retain(|_| dice.chance(50));
        }
        if dice.chance(20) {
            file.extend_from_within(..);
        }
        file
    }

    pub(super) fn import(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let file = self.any_file(dice);
        self.deliver(at, &file)
    }

    /// Brings postings to a desk, as its version reads them.
    pub(super) fn deliver(&mut self, at: usize, postings: &[Posting]) -> Outcome {
        set_clock(self.now(at));
        let seat = &mut self.seats[at];
        versions::pretend(self.hidden.filter(|_| seat.old));
        let brought = seat.desk.apply_postings(postings);
        versions::pretend(None);
        brought?;
        Ok(())
    }

    pub(super) fn cut_import(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let file = self.any_file(dice);
        set_clock(self.now(at));
        let seat = &mut self.seats[at];
        let before = seat.desk.digest()?;
        versions::pretend(self.hidden.filter(|_| seat.old));
        let cut = seat.desk.conn.unchecked_transaction()?;
        let brought = foreign::apply_all(&cut, &file[..dice.below(file.len() + 1)]);
        versions::pretend(None);
        brought?;
        drop(cut);
        equal("what a cut import left", &before, &seat.desk.digest()?)
    }
}
