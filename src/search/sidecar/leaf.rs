//! A leaf: sixteen customers as they lie in the sidecar, facts and ids and texts side by side.
//!
//! The few leaves that a line reads are a page or two each. `press` writes leaves, the sidecar
//! hands them out, mapped or copied.

use bytemuck::try_cast_slice;

use super::copied::Copied;
use crate::search::column::Column;
use crate::search::rank::PARTS;
use crate::search::shelf::{Facts, Mask, Shelf};

/// Leaves are measured in these many bytes, and begin at multiples of them.
pub(super) const UNIT: usize = 8;

/// Reads a leaf of so many customers: facts, ids, where the records begin in each part, the texts.
pub(super) fn read(leaf: &[u8], customers: usize) -> Option<Shelf<'_>> {
    let (facts, rest) = leaf.split_at_checked(customers * size_of::<Facts>())?;
    let (ids, rest) = rest.split_at_checked(customers * 16)?;
    let (starts, text) = rest.split_at_checked(PARTS * (customers + 1) * 4)?;
    let starts: &[u32] = try_cast_slice(starts).ok()?;
    let mut of_parts = starts.chunks(customers + 1);
    let mut columns = [Column::new(text, &[]); PARTS];
    for column in &mut columns {
        *column = Column::new(text, of_parts.next()?);
    }
    Some(Shelf {
        columns,
        held: None,
        ids: try_cast_slice(ids).ok()?,
        facts: try_cast_slice(facts).ok()?,
        masked: Mask::nobody(),
    })
}

/// The bytes of a leaf beside its texts, for so many customers.
pub(super) const fn beside_text(customers: usize) -> usize {
    customers * (size_of::<Facts>() + 16) + PARTS * (customers + 1) * 4
}

/// A copied leaf.
pub(super) struct Leaf {
    copy: Copied,
    customers: usize,
}

impl Leaf {
    /// The leaf of so many customers that was copied; nothing where it does not read.
    pub(super) fn of(copy: Copied, customers: usize) -> Option<Self> {
        read(copy.bytes(), customers)?;
        Some(Self { copy, customers })
    }

    pub(super) fn shelf(&self) -> Shelf<'_> {
        read(self.copy.bytes(), self.customers).expect("it was read when it was copied")
    }
}
