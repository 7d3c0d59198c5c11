//! Desks of an older version, which knows less: one noun and two fields are hidden from whatever
//! comes to it, until it is brought up to date.

use std::cell::Cell;

use super::dice::Dice;
use crate::domain::{Change, Noun, activity, customer};
use crate::store::entry::Logged;

/// What an older version does not know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hidden {
    noun: Noun,
    fields: [(Noun, u16); 2],
}

const NOUNS: &[Noun] = &[Noun::Deal, Noun::NextStep, Noun::Pair, Noun::Tag, Noun::ContactPoint, Noun::Block];
const FIELDS: &[(Noun, u16)] = &[
    (Noun::Customer, customer::field::name),
    (Noun::Customer, customer::field::rank),
    (Noun::Customer, customer::field::employees),
    (Noun::Customer, customer::field::owner),
    (Noun::Activity, activity::field::note),
    (Noun::Activity, activity::field::outcome),
];

/// Added to the code of what is hidden: nothing has such a code.
const NOWHERE: u16 = 10_000;
const NO_NOUN: u8 = 200;

thread_local! {
    static OLD: Cell<Option<Hidden>> = const { Cell::new(None) };
}

impl Hidden {
    pub(super) const fn of(noun: Noun, fields: [(Noun, u16); 2]) -> Self {
        Self { noun, fields }
    }

    pub(super) fn any(dice: &mut Dice) -> Self {
        let fields = [dice.pick(FIELDS), dice.pick(FIELDS)];
        Self { noun: dice.pick(NOUNS), fields }
    }

    /// Says whether an older version knows nothing of a field.
    pub(super) fn hides(self, noun: u8, code: u16) -> bool {
        let field = |(hidden, field): &(Noun, u16)| hidden.code() == noun && *field == code;
        self.noun.code() == noun || self.fields.iter().any(field)
    }

    /// What an older version would have done in place of a change, if anything.
    pub(super) fn without(self, mut change: Change) -> Change {
        change.writes.retain(|write| write.noun != self.noun);
        for write in &mut change.writes {
            write.fields.retain(|(code, _)| !self.fields.contains(&(write.noun, *code)));
        }
        change.writes.retain(|write| !write.fields.is_empty());
        change
    }
}

/// From now on, on this thread, what comes is read by a version that does not know so much.
pub(super) fn pretend(old: Option<Hidden>) {
    OLD.set(old);
}

/// The writes with codes that stand for nothing in place of what is hidden.
pub(in crate::store) fn as_this_version_reads(mut all: Vec<Logged>) -> Vec<Logged> {
    let Some(old) = OLD.get() else { return all };
    for logged in &mut all {
        let Some(noun) = logged.noun() else { continue };
        if noun == old.noun {
            logged.noun = NO_NOUN;
            continue;
        }
        let hide = |code: &mut u16| {
            if old.fields.contains(&(noun, *code)) {
                *code += NOWHERE;
            }
        };
        logged.fields.iter_mut().for_each(|(code, _)| hide(code));
        logged.before.iter_mut().for_each(|before| hide(&mut before.code));
    }
    all
}
