//! A few pages copied out of a sidecar.
//!
//! What is read of a mapped file counts as the program's own memory, whole neighbourhoods at a
//! time; what nearly every line needs is copied instead.

use std::ops::Range;

use bytemuck::{cast_slice, cast_slice_mut};

/// Bytes, and the copied pages they lie on.
pub(super) struct Copied {
    /// As numbers, so that numbers among the bytes can be read in place.
    pages: Vec<u64>,
    within: Range<usize>,
}

impl Copied {
    /// Copies the bytes that lie `within` so many bytes of whole pages, which `copy` fills; nothing
    /// where it could not.
    pub(super) fn of(
        pages: usize,
        within: Range<usize>,
        copy: impl FnOnce(&mut [u8]) -> bool,
    ) -> Option<Self> {
        let mut copied = Self { pages: vec![0; pages.div_ceil(8)], within };
        let whole = cast_slice_mut(&mut copied.pages).get_mut(..pages)?;
        let fits = copied.within.start <= copied.within.end && copied.within.end <= pages;
        (fits && copy(whole)).then_some(copied)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &cast_slice(&self.pages)[self.within.clone()]
    }
}

impl AsRef<[u8]> for Copied {
    fn as_ref(&self) -> &[u8] {
        self.bytes()
    }
}
