//! Filters: who meets one, customer by customer or a run of slots at a time.

use std::collections::HashSet;
use std::ops::Range;

use super::column::{MARK, kind_at, places};
use super::held::{self, Judge, Key};
use super::rank::{Kind, Part};
use super::scan::Moments;
use super::shelf::{NEVER_DUE, Shelf};
use super::sought::{Needle, Needles, needle, needles};
use crate::domain::Id;
use crate::domain::query::{self, Due, Facet, Filter, Test, Word};

/// A filter, ready.
pub(super) struct Asked<'q> {
    pub(super) without: bool,
    pub(super) test: Ready<'q>,
}

/// What a filter asks, ready to be looked for.
pub(super) enum Ready<'q> {
    Due(Due),
    Blocked(bool),
    /// One of the needles stands in a field of the facet, or with `whole` is one.
    Holds {
        facet: Facet,
        needles: Needles<'q>,
        whole: bool,
    },
    /// Something that is held in that field meets a question.
    Meets(Key, &'q query::Asked),
    /// One of these; nobody before it is known who.
    Among(Option<&'q HashSet<Id>>),
}

impl<'q> Asked<'q> {
    pub(super) fn of(filter: &'q Filter) -> Self {
        let test = match &filter.test {
            Test::Due(due) => Ready::Due(*due),
            Test::Blocked(blocked) => Ready::Blocked(*blocked),
            Test::Asked(asked) => {
                Key::of(asked.about).map_or(Ready::Among(None), |key| Ready::Meets(key, asked))
            }
            Test::Among(customers) => Ready::Among(Some(customers)),
            Test::Is(facet, any) => {
                let needles = any.iter().map(|text| needle(Part::Traits, text)).collect();
                Ready::Holds { facet: *facet, needles, whole: true }
            }
            Test::Holds(facet, any) => {
                let needles = any.iter().flat_map(|word| needles_in(*facet, word)).collect();
                Ready::Holds { facet: *facet, needles, whole: false }
            }
        };
        Self { without: filter.without, test }
    }

    /// Says whether a customer meets it; everybody does of whom the shelf does not know what they hold.
    pub(super) fn keeps(&self, shelf: &Shelf<'_>, slot: usize, moments: &Moments) -> bool {
        let meets = match &self.test {
            Ready::Due(due) => is_due(*due, shelf.facts[slot][0], moments),
            Ready::Blocked(blocked) => (moments.now < shelf.facts[slot][2]) == *blocked,
            Ready::Meets(key, asked) => match shelf.held {
                Some(held) => {
                    let judge = Judge::of(asked, moments.here());
                    held::fields(held.record(slot)).any(|(of, text)| of == *key && judge.meets(text))
                }
                None => return true,
            },
            Ready::Among(customers) => customers.is_some_and(|these| these.contains(&shelf.id(slot))),
            Ready::Holds { facet, needles, whole } => needles
                .iter()
                .any(|needle| stands_in(shelf.column(needle.part).record(slot), needle, *facet, *whole)),
        };
        meets != self.without
    }

    /// Who among `slots` meets it, by place.
    pub(super) fn kept(&self, shelf: &Shelf<'_>, slots: &Range<usize>, moments: &Moments) -> Vec<bool> {
        let Ready::Holds { facet, needles, whole } = &self.test else {
            return slots.clone().map(|slot| self.keeps(shelf, slot, moments)).collect();
        };
        let mut kept = vec![self.without; slots.len()];
        for needle in needles {
            let column = shelf.column(needle.part);
            column.each_first_hit(&needle.finder, slots, |slot, _| {
                if stands_in(column.record(slot), needle, *facet, *whole) {
                    kept[slot - slots.start] = !self.without;
                }
            });
        }
        kept
    }
}

/// The spellings of a filter's value, in the parts where that facet is kept.
fn needles_in(facet: Facet, word: &Word) -> Needles<'_> {
    let mut found = needles(word);
    found.retain(|needle| Kind::of(facet).any(|kind| kind.row().part == needle.part));
    found
}

/// Says whether a needle stands in, or with `whole` is, a field of that facet.
fn stands_in(record: &[u8], needle: &Needle<'_>, facet: Facet, whole: bool) -> bool {
    let len = needle.finder.needle().len();
    let is_whole = |at: usize| record[at - 1] == MARK && record.get(at + len).is_none_or(|&byte| byte < b' ');
    let begins = |at: usize| matches!(record[at - 1], MARK | b' ');
    places(record, &needle.finder).any(|at| {
        kind_at(record, at).row().facet == facet
            && (!whole || is_whole(at))
            && (needle.anywhere || begins(at))
    })
}

fn is_due(due: Due, next_at: i64, moments: &Moments) -> bool {
    match due {
        Due::Today => (moments.today..moments.end_of_today).contains(&next_at),
        Due::Overdue => next_at < moments.now,
        Due::Week => (moments.today..moments.end_of_week).contains(&next_at),
        Due::Any => next_at != NEVER_DUE,
        Due::None => next_at == NEVER_DUE,
    }
}
