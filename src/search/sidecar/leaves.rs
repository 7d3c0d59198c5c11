//! Sets of leaves: a leaf is sixteen customers beside each other in rank order.
//!
//! In memory a set is a bit each; in the file one of few leaves is a list of distances.

use std::ops::Range;

/// Customers in a leaf: so few that reading one is quick, so many that a term's leaves are a
/// short list.
pub(super) const LEAF: usize = 16;

/// The slots of a leaf in a shelf of `len`.
pub(super) fn slots(leaf: usize, len: usize) -> Range<usize> {
    leaf * LEAF..((leaf + 1) * LEAF).min(len)
}

/// A set of leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leaves(Vec<u64>);

impl Leaves {
    pub(super) fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    pub(super) fn all(len: usize) -> Self {
        let mut all = Self(vec![u64::MAX; len.div_ceil(64)]);
        if let Some(last) = all.0.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last >>= 64 - len % 64;
        }
        all
    }

    pub(super) fn put(&mut self, leaf: usize) {
        if let Some(bits) = self.0.get_mut(leaf / 64) {
            *bits |= 1 << (leaf % 64);
        }
    }

    pub(super) fn has(&self, leaf: usize) -> bool {
        self.0.get(leaf / 64).is_some_and(|bits| bits >> (leaf % 64) & 1 == 1)
    }

    pub(super) fn is_none(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    pub(super) fn and(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits &= other);
    }

    pub(super) fn or(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, other)| *bits |= other);
    }

    /// Calls `on` with every leaf that is not in `other`.
    pub(super) fn each_not_in(&self, other: &Self, mut on: impl FnMut(usize)) {
        for (place, (bits, other)) in self.0.iter().zip(&other.0).enumerate() {
            let mut bits = bits & !other;
            while bits != 0 {
                on(place * 64 + bits.trailing_zeros() as usize);
                bits &= bits - 1;
            }
        }
    }

    /// Keeps only what is in a packed set too.
    pub(super) fn and_packed(&mut self, packed: &Packed<impl AsRef<[u8]>>) {
        if packed.is_bits() {
            for (bits, eight) in self.0.iter_mut().zip(eights(packed.bytes.as_ref())) {
                *bits &= eight;
            }
            return;
        }
        let mut kept = Self(vec![0; self.0.len()]);
        packed.each(|leaf| {
            if self.has(leaf) {
                kept.put(leaf);
            }
        });
        *self = kept;
    }
}

fn eights(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().map(|eight| u64::from_le_bytes(*eight))
}

/// A set as it lies in the file.
pub(super) struct Packed<B> {
    /// How many leaves are in it.
    pub(super) count: usize,
    /// How many leaves there are in all.
    pub(super) len: usize,
    pub(super) bytes: B,
}

impl<B: AsRef<[u8]>> Packed<B> {
    /// A list is shorter than the bits up to about here.
    const fn is_bits(&self) -> bool {
        self.count * 10 > self.len
    }

    pub(super) fn unpack(&self) -> Leaves {
        if self.is_bits() {
            let mut bits: Vec<u64> = eights(self.bytes.as_ref()).collect();
            bits.resize(self.len.div_ceil(64), 0);
            return Leaves(bits);
        }
        let mut leaves = Leaves::none(self.len);
        self.each(|leaf| leaves.put(leaf));
        leaves
    }

    fn each(&self, mut on: impl FnMut(usize)) {
        let (mut leaf, mut distance, mut shift) = (0_usize, 0_usize, 0);
        for byte in self.bytes.as_ref() {
            distance |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 != 0 {
                shift = (shift + 7) % 56;
                continue;
            }
            leaf = leaf.saturating_add(distance);
            on(leaf);
            (distance, shift) = (0, 0);
        }
    }
}

/// A set that is being packed; leaves are put in rising.
#[derive(Default)]
pub(super) struct Packing {
    next: usize,
    pub(super) count: usize,
    list: Vec<u8>,
}

impl Packing {
    /// Puts a leaf in, which may have been the last one.
    pub(super) fn put(&mut self, leaf: usize) {
        if self.count > 0 && leaf + 1 == self.next {
            return;
        }
        // The first distance is from leaf 0, the others from the leaf before.
        let mut distance = leaf - self.next.saturating_sub(1);
        while distance >= 0x80 {
            self.list.push(distance.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.list.push(distance.to_le_bytes()[0]);
        self.next = leaf + 1;
        self.count += 1;
    }

    /// Appends the set, of `len` leaves in all, to the file.
    pub(super) fn write(&self, len: usize, out: &mut Vec<u8>) {
        let packed = Packed { count: self.count, len, bytes: &self.list };
        if !packed.is_bits() {
            out.extend(&self.list);
            return;
        }
        let mut leaves = Leaves::none(len);
        packed.each(|leaf| leaves.put(leaf));
        out.extend(leaves.0.iter().flat_map(|bits| bits.to_le_bytes()));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn packed(set: &BTreeSet<usize>, len: usize) -> (usize, Vec<u8>) {
        let mut packing = Packing::default();
        set.iter().for_each(|leaf| {
            packing.put(*leaf);
            packing.put(*leaf);
        });
        let mut bytes = Vec::new();
        packing.write(len, &mut bytes);
        (packing.count, bytes)
    }

    fn members(leaves: &Leaves) -> BTreeSet<usize> {
        let mut members = BTreeSet::new();
        leaves.each_not_in(&Leaves::none(5_000), |leaf| {
            members.insert(leaf);
        });
        members
    }

    proptest! {
        #[test]
        fn a_set_unpacks_as_it_was_packed_and_meets_another(
            one in prop::collection::btree_set(0_usize..5_000, 0..900),
            other in prop::collection::btree_set(0_usize..5_000, 0..900),
        ) {
            let (count, bytes) = packed(&one, 5_000);
            let one_packed = Packed { count, len: 5_000, bytes: &bytes };
            prop_assert_eq!(members(&one_packed.unpack()), one.clone());
            let (count, bytes) = packed(&other, 5_000);
            let mut both = one_packed.unpack();
            both.and_packed(&Packed { count, len: 5_000, bytes: &bytes });
            prop_assert_eq!(members(&both), one.intersection(&other).copied().collect());
        }
    }

    #[test]
    fn all_is_every_leaf_and_no_more() {
        assert_eq!(members(&Leaves::all(130)).len(), 130);
        assert_eq!(members(&Leaves::all(128)).len(), 128);
    }
}
