//! Reads the text of single blocks: who in them is found, and what they are worth.
//!
//! Many threads may read at once.

use std::ops::Range;

use super::blocks::{self, Blocks};
use super::column::index;
use super::rank::Part;
use super::scan::{Graded, Moments};
use super::shelf::Shelf;
use super::sidecar::{Sidecar, Unusable};
use super::sought::Sought;

/// What a block is read with.
pub(super) struct Reading<'a> {
    pub(super) sidecar: &'a Sidecar,
    pub(super) shelf: Shelf<'a>,
    pub(super) sought: Sought<'a>,
    pub(super) moments: &'a Moments,
    /// For each part the blocks where the first word can stand in it.
    pub(super) parts: Vec<Blocks>,
}

impl Reading<'_> {
    pub(super) fn slots(&self, block: usize) -> Range<usize> {
        blocks::slots(block, self.shelf.len())
    }

    /// Reads blocks one after the other.
    pub(super) fn blocks(&self, bounded: &[(u16, usize)], about: bool) -> Result<Vec<Graded>, Unusable> {
        let mut found = Vec::new();
        for (_, block) in bounded {
            found.append(&mut self.block(*block, about)?);
        }
        Ok(found)
    }

    /// Who is found in a block; with `about` off, not by what is about them alone.
    pub(super) fn block(&self, block: usize, about: bool) -> Result<Vec<Graded>, Unusable> {
        let slots = self.slots(block);
        let candidates = self.candidates(block, &slots, about)?;
        let mut found = Vec::new();
        if candidates == 0 {
            return Ok(found);
        }
        self.sidecar.check(&slots, &Part::ALL)?;
        for slot in slots.clone().filter(|slot| candidates >> (slot - slots.start) & 1 == 1) {
            let points = self.sought.points(&self.shelf, slot, self.moments);
            found.extend((points > 0).then(|| (points, index(slot))));
        }
        Ok(found)
    }

    /// Who in a block has a spelling of the first word, a bit each; everybody where that says nothing.
    fn candidates(&self, block: usize, slots: &Range<usize>, about: bool) -> Result<u32, Unusable> {
        let Some(first) = self.sought.words.first().filter(|_| self.sought.number.is_empty()) else {
            return Ok(u32::MAX);
        };
        let mut candidates = 0;
        for needle in first {
            if !self.parts[needle.part as usize].has(block) || needle.part == Part::About && !about {
                continue;
            }
            self.sidecar.check(slots, &[needle.part])?;
            let column = self.shelf.column(needle.part);
            column.each_first_hit(&needle.finder, slots, |slot, _| candidates |= 1 << (slot - slots.start));
        }
        Ok(candidates)
    }
}
