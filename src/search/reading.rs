//! Reads the text of single blocks: who in them is found, and what they are worth.
//!
//! Many threads may read at once.

use super::blocks::{BLOCK, Blocks};
use super::column::index;
use super::rank::Part;
use super::scan::{Graded, Moments};
use super::shelf::Shelf;
use super::sidecar::{Sidecar, Unusable};
use super::sought::Sought;

/// What a block is read with.
pub(super) struct Reading<'a> {
    pub(super) sidecar: &'a Sidecar,
    pub(super) sought: Sought<'a>,
    pub(super) moments: &'a Moments,
    /// For each part the blocks where the first word can stand in it.
    pub(super) parts: Vec<Blocks>,
}

impl Reading<'_> {
    /// Reads one block.
    pub(super) fn one(&self, block: usize, about: bool) -> Result<Vec<Graded>, Unusable> {
        let mut found = Vec::new();
        self.leaf(&self.sidecar.leaf(block)?.shelf(), block, about, &mut found);
        Ok(found)
    }

    /// Reads blocks one after the other.
    pub(super) fn many(&self, bounded: &[(u16, usize)], about: bool) -> Result<Vec<Graded>, Unusable> {
        let mut found = Vec::new();
        for (_, block) in bounded {
            self.leaf(&self.sidecar.leaf_in_place(*block)?, *block, about, &mut found);
        }
        Ok(found)
    }

    /// Who is found in a block; with `about` off, not by what is about them alone.
    fn leaf(&self, leaf: &Shelf<'_>, block: usize, about: bool, found: &mut Vec<Graded>) {
        let candidates = self.candidates(leaf, block, about);
        for at in (0..leaf.len()).filter(|at| candidates >> at & 1 == 1) {
            let slot = block * BLOCK + at;
            let masked = self.sidecar.masked.has(slot);
            let points = if masked { 0 } else { self.sought.points(leaf, at, self.moments) };
            found.extend((points > 0).then(|| (points, index(slot))));
        }
    }

    /// Who in a block has a spelling of the first word, a bit each; everybody where that says nothing.
    fn candidates(&self, leaf: &Shelf<'_>, block: usize, about: bool) -> u32 {
        let Some(first) = self.sought.words.first().filter(|_| self.sought.number.is_empty()) else {
            return u32::MAX;
        };
        let mut candidates = 0;
        for needle in first {
            if !self.parts[needle.part as usize].has(block) || needle.part == Part::About && !about {
                continue;
            }
            let all = 0..leaf.len();
            leaf.column(needle.part).each_first_hit(&needle.finder, &all, |at, _| candidates |= 1 << at);
        }
        candidates
    }
}
