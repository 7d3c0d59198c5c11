//! State as it goes between desks: told by one, read by any other, early, late, twice or cut short.

use super::dice::Dice;
use super::memory;
use super::picture::Picture;
use super::world::World;
use super::{Fault, Outcome, equal, versions};
use crate::domain::{Id, Trouble};
use crate::store::planted::set_clock;
use crate::store::snapshot::{Piece, Told};
use crate::store::{Desk, Error};

impl World {
    /// A desk tells its state, or one told before comes to it.
    pub(super) fn snapshot(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        if self.states.is_empty() || dice.chance(50) {
            let told = self.told(at)?;
            self.states.push(told);
        }
        let state = self.states[dice.below(self.states.len())].clone();
        let to = dice.below(self.seats.len());
        if dice.chance(10) {
            return self.cut_state(to, &state, dice);
        }
        self.join(to, state)
    }

    /// A desk's state; an older desk does not say that it understands what it does not.
    fn told(&self, at: usize) -> Result<Vec<Piece>, Fault> {
        let seat = &self.seats[at];
        let mut pieces = tell(&seat.desk)?;
        if let (Some(hidden), Piece::Head(head)) = (self.hidden.filter(|_| seat.old), &mut pieces[0]) {
            head.knows.iter_mut().for_each(|(noun, codes)| codes.retain(|code| !hidden.hides(*noun, *code)));
        }
        Ok(pieces)
    }

    fn join(&mut self, at: usize, pieces: Vec<Piece>) -> Outcome {
        set_clock(self.now(at));
        let seat = &mut self.seats[at];
        versions::pretend(self.hidden.filter(|_| seat.old));
        let joined = join(&mut seat.desk, pieces);
        versions::pretend(None);
        if joined? {
            seat.sealed = 0;
        }
        Ok(())
    }

    fn cut_state(&mut self, at: usize, pieces: &[Piece], dice: &mut Dice) -> Outcome {
        let seat = &mut self.seats[at];
        let before = seat.desk.digest()?;
        let mut some = pieces[..dice.below(pieces.len())].iter().cloned();
        versions::pretend(self.hidden.filter(|_| seat.old));
        let cut = seat.desk.join_state(0, None, 0, || some.next().ok_or_else(|| Error::from(Trouble::Busy)));
        versions::pretend(None);
        equal("whether half a snapshot is read", &true, &cut.is_err())?;
        equal("what half a snapshot left", &before, &seat.desk.digest()?)
    }

    /// What anybody told before changes nothing any more, and who begins with it and reads the rest
    /// comes to the same.
    pub(super) fn states_change_nothing(&mut self, picture: &Picture, dice: &mut Dice) -> Outcome {
        for _ in 0..self.states.len().min(3) {
            let state = self.states[dice.below(self.states.len())].clone();
            let at = dice.below(self.seats.len());
            self.join(at, state)?;
            self.seats[at].desk.unpark()?;
            self.picture(at)?.held_against(picture)?;
        }
        let last = tell(&self.seats[dice.below(self.seats.len())].desk)?;
        let mut fresh = memory::desk(Id::mint(0), Id::mint(0))?;
        join(&mut fresh, last.clone())?;
        let mut alone = Picture::of(&fresh)?;
        alone.touched.clone_from(&picture.touched);
        alone.held_against(picture)?;
        equal("whether it tells the same again", &true, &hash(&last)?.is(&hash(&tell(&fresh)?)?))?;
        memory::put_back(fresh);
        Ok(())
    }
}

fn tell(desk: &Desk) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    desk.tell_state(|piece| {
        pieces.push(piece);
        Ok::<_, Error>(())
    })?;
    Ok(pieces)
}

/// Gives whether the desk has another origin now.
fn join(desk: &mut Desk, pieces: Vec<Piece>) -> Result<bool, Fault> {
    let mut next = pieces.into_iter();
    let joined = desk.join_state(0, None, 0, || Ok::<_, Error>(next.next().unwrap_or(Piece::End)))?;
    Ok(joined.twin)
}

fn hash(pieces: &[Piece]) -> Result<Told, Fault> {
    let mut told = Told::default();
    pieces.iter().try_for_each(|piece| told.add(piece))?;
    Ok(told)
}
