//! Reads leaves: who in them is found, and what they are worth.
//!
//! Many threads may read at once.

use super::leaves::{LEAF, Leaves};
use super::{Sidecar, Unusable};
use crate::search::column::index;
use crate::search::rank::Part;
use crate::search::scan::{Graded, Moments};
use crate::search::shelf::{Mask, Shelf};
use crate::search::sought::Sought;

/// What a leaf is read with.
pub(super) struct Reading<'a> {
    pub(super) sidecar: &'a Sidecar,
    pub(super) sought: Sought<'a>,
    pub(super) moments: &'a Moments,
    /// For each part the leaves where the first word can stand in it.
    pub(super) parts: Vec<Leaves>,
    /// Whom the filters over fields keep; everybody where there are none.
    pub(super) allowed: Option<Mask>,
}

impl Reading<'_> {
    /// Reads one leaf.
    pub(super) fn one(&self, leaf: usize, about: bool) -> Result<Vec<Graded>, Unusable> {
        let mut found = Vec::new();
        self.shelf(&self.sidecar.leaf(leaf)?.shelf(), leaf, about, &mut found);
        Ok(found)
    }

    /// Reads leaves one after the other.
    pub(super) fn many(&self, bounded: &[(u16, usize)], about: bool) -> Result<Vec<Graded>, Unusable> {
        let mut found = Vec::new();
        for (_, leaf) in bounded {
            self.shelf(&self.sidecar.leaf_in_place(*leaf)?, *leaf, about, &mut found);
        }
        Ok(found)
    }

    /// How many are found in some leaves; copies each, for a count reads nearly all there are.
    pub(super) fn count(&self, bounded: &[(u16, usize)]) -> Result<usize, Unusable> {
        bounded.iter().try_fold(0, |count, (_, leaf)| Ok(count + self.one(*leaf, true)?.len()))
    }

    /// Who is found in a leaf; with `about` off, not by what is about them alone.
    fn shelf(&self, shelf: &Shelf<'_>, leaf: usize, about: bool, found: &mut Vec<Graded>) {
        let candidates = self.candidates(shelf, leaf, about);
        for at in (0..shelf.len()).filter(|at| candidates >> at & 1 == 1) {
            let slot = leaf * LEAF + at;
            let barred = self.allowed.as_ref().is_some_and(|allowed| !allowed.has(slot));
            let points = if barred || self.sidecar.masked.has(slot) {
                0
            } else {
                self.sought.points(shelf, at, self.moments)
            };
            found.extend((points > 0).then(|| (points, index(slot))));
        }
    }

    /// Who in a leaf has a spelling of the first word, a bit each; everybody where that says nothing.
    fn candidates(&self, shelf: &Shelf<'_>, leaf: usize, about: bool) -> u32 {
        let Some(first) = self.sought.words.first().filter(|_| self.sought.number.is_empty()) else {
            return u32::MAX;
        };
        let mut candidates = 0;
        for needle in first {
            if !self.parts[needle.part as usize].has(leaf) || needle.part == Part::About && !about {
                continue;
            }
            let all = 0..shelf.len();
            shelf.column(needle.part).each_first_hit(&needle.finder, &all, |at, _| candidates |= 1 << at);
        }
        candidates
    }
}
