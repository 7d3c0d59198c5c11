//! Filters over a share of the book: who meets one, by place in the share.

use super::book::Slot;
use super::column::{MARK, kind_at, places};
use super::rank::{Kind, Part};
use super::scan::{Moments, Needle, Share, needle, needles};
use crate::domain::query::{Due, Facet, Filter, Test, Word};

impl Share<'_> {
    /// Who meets a filter, by place in the share.
    pub(super) fn kept(&self, filter: &Filter, moments: &Moments) -> Vec<bool> {
        let slots = &self.book.slots[self.slots.clone()];
        let mut kept: Vec<_> = match &filter.test {
            Test::Due(due) => slots.iter().map(|slot| is_due(*due, slot, moments)).collect(),
            Test::Blocked(blocked) => slots.iter().map(|slot| slot.blocked == *blocked).collect(),
            Test::Is(facet, any) => {
                let needles = any.iter().map(|text| needle(Part::Traits, text));
                self.marked(*facet, &needles.collect::<Vec<_>>(), true)
            }
            Test::Holds(facet, any) => {
                let needles = any.iter().flat_map(|word| needles_in(*facet, word));
                self.marked(*facet, &needles.collect::<Vec<_>>(), false)
            }
        };
        if filter.without {
            for kept in &mut kept {
                *kept = !*kept;
            }
        }
        kept
    }

    /// Whose facet holds one of the needles, or is one of them.
    fn marked(&self, facet: Facet, needles: &[Needle<'_>], whole: bool) -> Vec<bool> {
        let mut marked = vec![false; self.slots.len()];
        for needle in needles {
            let column = self.book.column(needle.part);
            for (slot, _) in column.first_hits(&needle.finder, &self.slots) {
                let slot = slot as usize;
                marked[slot - self.slots.start] |= stands_in(column.record(slot), needle, facet, whole);
            }
        }
        marked
    }
}

/// The spellings of a filter's value, in the parts where that facet is kept.
fn needles_in(facet: Facet, word: &Word) -> Vec<Needle<'_>> {
    let mut found =
        if facet == Facet::Owner { vec![needle(Part::Traits, &word.text)] } else { needles(word) };
    found
        .retain(|needle| facet == Facet::Owner || Kind::of(facet).any(|kind| kind.row().part == needle.part));
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

fn is_due(due: Due, slot: &Slot, moments: &Moments) -> bool {
    let from_until = |from, until| slot.next_at.is_some_and(|at| from <= at && at < until);
    match due {
        Due::Today => from_until(moments.today, moments.end_of_today),
        Due::Overdue => slot.next_at.is_some_and(|at| at < moments.now),
        Due::Week => from_until(moments.today, moments.end_of_week),
        Due::Any => slot.next_at.is_some(),
        Due::None => slot.next_at.is_none(),
    }
}
