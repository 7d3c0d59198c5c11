//! Five desks, their clocks, and the files that went between them: what one step of a history does.

use std::collections::BTreeSet;

use super::clock::{Clock, START};
use super::dice::Dice;
use super::hand::{Hand, value_of};
use super::versions::Hidden;
use super::{Fault, Outcome, memory};
use crate::domain::{Change, Deed, Id, Noun, Trouble, drawn};
use crate::store::posting::Posting;
use crate::store::snapshot::Piece;
use crate::store::{Desk, Error, erased};

/// Desks in a history.
const DESKS: usize = 5;

/// What can happen, and how often of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A rep does something.
    Work,
    /// A rep takes it back, or does it again.
    Undo,
    /// A sheet of customers is imported.
    Sheet,
    /// The power goes before an action is on the disk.
    Crash,
    /// What a desk wrote since it last did goes into a file.
    Seal,
    /// Everything a desk knows goes into a file.
    Export,
    /// A file comes to a desk.
    Import,
    /// The power goes while one does.
    CutImport,
    /// A desk tells its state, and what one told comes to another.
    Snapshot,
    /// A clock is set.
    Clock,
    /// A desk is replaced by a copy of another.
    Copy,
    /// A desk is brought up to date.
    Upgrade,
}

/// How often of a hundred a copy is made besides, where copies are the matter of a history.
pub(super) const COPIES: usize = 6;

pub(super) const STEPS: &[(usize, Step)] = &[
    (46, Step::Work),
    (6, Step::Undo),
    (2, Step::Sheet),
    (2, Step::Crash),
    (12, Step::Seal),
    (3, Step::Export),
    (20, Step::Import),
    (2, Step::CutImport),
    (4, Step::Snapshot),
    (3, Step::Clock),
    (1, Step::Copy),
    (3, Step::Upgrade),
];

/// A desk and who sits there.
pub(super) struct Seat {
    pub(super) desk: Desk,
    pub(super) clock: Clock,
    /// Its last number that is in a file.
    pub(super) sealed: u64,
    /// Of an older version.
    pub(super) old: bool,
}

pub(super) struct World {
    pub(super) seats: Vec<Seat>,
    pub(super) files: Vec<Vec<Posting>>,
    /// What desks told of their state.
    pub(super) states: Vec<Vec<Piece>>,
    pub(super) truth: i64,
    /// Records that a desk said were saved.
    pub(super) saved: BTreeSet<(Noun, Id)>,
    /// Origins that two desks write under.
    pub(super) shared: BTreeSet<u64>,
    pub(super) hidden: Option<Hidden>,
    /// Records are moved from customer to customer, or become nobody's when an action is undone.
    pub(super) moves: bool,
}

impl World {
    /// Five desks that know nothing; in `mixed` ones some are older than others.
    pub(super) fn new(dice: &mut Dice, mixed: bool) -> Result<Self, Fault> {
        drawn::from(Some(dice.next()));
        let mut seats = Vec::new();
        for number in 0..DESKS {
            let desk = memory::desk(Id::mint(0), Id::mint(0))?;
            let old = mixed && (number == 0 || dice.chance(40));
            seats.push(Seat { desk, clock: Clock::any(dice), sealed: 0, old });
        }
        let hidden = mixed.then(|| Hidden::any(dice));
        let (saved, shared) = (BTreeSet::new(), BTreeSet::new());
        let moves = dice.chance(70);
        let (files, states) = (Vec::new(), Vec::new());
        Ok(Self { seats, files, states, truth: START, saved, shared, hidden, moves })
    }

    pub(super) fn close(self) {
        self.seats.into_iter().for_each(|seat| memory::put_back(seat.desk));
    }

    /// Does a step, all chance of which is `seed`'s.
    pub(super) fn take(&mut self, step: Step, seed: u64) -> Outcome {
        let dice = &mut Dice::new(seed);
        drawn::from(Some(seed));
        self.truth += dice.pick(&[0, 0, 1, 1_000, 3_600_000]);
        let at = dice.below(DESKS);
        match step {
            Step::Work => self.work(at, dice),
            Step::Undo => self.undo(at, dice),
            Step::Sheet => self.sheet(at, dice),
            Step::Crash => self.crash(at, dice),
            Step::Seal => self.seal(at),
            Step::Export => self.export(at, dice),
            Step::Import => self.import(at, dice),
            Step::CutImport => self.cut_import(at, dice),
            Step::Snapshot => self.snapshot(at, dice),
            Step::Clock => {
                self.set_clock(at, dice);
                Ok(())
            }
            Step::Copy => self.copy(at, dice),
            Step::Upgrade => self.upgrade(at),
        }
    }

    pub(super) fn now(&self, at: usize) -> i64 {
        self.seats[at].clock.now(self.truth)
    }

    fn any_change(&self, at: usize, dice: &mut Dice) -> Result<Option<Change>, Fault> {
        let (seat, now) = (&self.seats[at], self.now(at));
        let change = Hand { desk: &seat.desk, dice, now, moves: self.moves }.anything()?;
        let hidden = self.hidden.filter(|_| seat.old);
        let change =
            change.map(|change| hidden.map_or_else(|| change.clone(), |old| old.without(change.clone())));
        Ok(change.filter(|change| !change.is_empty()))
    }

    fn work(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let Some(change) = self.any_change(at, dice)? else { return Ok(()) };
        let now = self.now(at);
        self.seats[at].desk.commit(&change, now)?;
        self.saved.extend(change.writes.iter().filter(|write| write.new).map(|write| (write.noun, write.id)));
        // Whatever the clocks say: who has just written a thing sees it.
        for write in &change.writes {
            if erased::holds(&self.seats[at].desk.conn, write.id)? {
                continue;
            }
            for (code, value) in &write.fields {
                let holds = value_of(&self.seats[at].desk, write.noun, write.id, *code)?;
                if holds != *value {
                    let what = format!("{:?} {} field {code}", write.noun, write.id);
                    return Err(Fault(format!("{what} was written as {value:?} and holds {holds:?}")));
                }
            }
        }
        Ok(())
    }

    fn undo(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let (now, again) = (self.now(at), dice.chance(30));
        let seat = &mut self.seats[at];
        // An older copy has actions of its own name that it does not understand.
        if !self.moves || (seat.old && self.shared.contains(&seat.desk.origin)) {
            return Ok(());
        }
        match if again { seat.desk.redo(now) } else { seat.desk.undo(now) } {
            Ok(_) | Err(Error::Trouble(Trouble::Nothing(_) | Trouble::NoWayBack)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn sheet(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let now = self.now(at);
        let change = Change {
            writes: Hand { desk: &self.seats[at].desk, dice, now, moves: self.moves }.sheet(),
            ..Change::new(Deed::Import, "sheet.csv")
        };
        let hidden = self.hidden.filter(|_| self.seats[at].old);
        let writes = hidden.map_or_else(|| change.clone(), |old| old.without(change.clone())).writes;
        let mut bulk = self.seats[at].desk.bulk(Deed::Import, "sheet.csv", now)?;
        for some in writes.chunks(1 + dice.below(4)) {
            bulk.push(some)?;
        }
        bulk.finish()?;
        self.saved.extend(writes.iter().map(|write| (write.noun, write.id)));
        Ok(())
    }

    fn crash(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let Some(change) = self.any_change(at, dice)? else { return Ok(()) };
        let now = self.now(at);
        let desk = &mut self.seats[at].desk;
        desk.introduce(now)?;
        let before = desk.digest()?;
        let mut bulk = desk.bulk(change.deed, &change.subject, now)?;
        for write in &change.writes[..=dice.below(change.writes.len())] {
            bulk.push(std::slice::from_ref(write))?;
        }
        drop(bulk);
        super::equal("what a crash left", &before, &desk.digest()?)
    }

    fn set_clock(&mut self, at: usize, dice: &mut Dice) {
        self.seats[at].clock = Clock::any(dice);
    }

    /// Puts a copy of another desk in the place of this one, of which all it knew is on a stick. Some
    /// copies take a name of their own, as they should.
    fn copy(&mut self, at: usize, dice: &mut Dice) -> Outcome {
        let of = (at + 1 + dice.below(DESKS - 1)) % DESKS;
        let stick = self.everything(at)?;
        self.files.push(stick);
        let [copy, original] = self.seats.get_disjoint_mut([at, of]).expect("two of five");
        copy.desk.become_copy_of(&original.desk)?;
        (copy.sealed, copy.old) = (original.sealed, original.old);
        if dice.chance(60) {
            copy.clock = original.clock;
        }
        if dice.chance(40) {
            copy.desk.become_another(Id::mint(0))?;
            copy.sealed = 0;
        } else {
            self.shared.insert(original.desk.origin);
        }
        Ok(())
    }

    pub(super) fn upgrade(&mut self, at: usize) -> Outcome {
        let seat = &mut self.seats[at];
        if std::mem::take(&mut seat.old) {
            let parked = seat.desk.unpark()?;
            super::equal("what an upgrade still does not understand", &0, &parked)?;
        }
        Ok(())
    }
}
