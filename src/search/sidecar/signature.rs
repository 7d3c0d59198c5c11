//! The signature: for each kind of field, which leaves have a term in it.
//!
//! It may say too much, never too little: a leaf it names is read, one it does not name is not.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::leaves::Packing;
use super::term::{Cut, Term, blocked, whole};
use crate::search::column::{fields, index};
use crate::search::rank::{Kind, Part};
use crate::search::shelf::{NEVER, Shelf};

/// The signature of one kind, ready to be written.
#[derive(Default)]
pub(super) struct Signed {
    /// Its terms, rising.
    pub(super) terms: Vec<Term>,
    /// Where each term's set begins among the bytes, and how many leaves are in it.
    pub(super) sets: Vec<[u32; 2]>,
    pub(super) bytes: Vec<u8>,
}

/// Signs one kind of field of everybody, leaf by leaf.
pub(super) fn sign(shelves: &[Shelf<'_>], kind: Kind) -> Signed {
    let mut signing = Signing::default();
    let mut cut = Cut::default();
    let part = kind.row().part;
    for (leaf, shelf) in shelves.iter().enumerate() {
        for slot in 0..shelf.len() {
            for (_, text) in fields(shelf.column(part).record(slot)).filter(|(of, _)| *of == kind) {
                if part == Part::Traits {
                    signing.put(whole(text), leaf);
                } else {
                    cut.field(text, |term| signing.put(term, leaf));
                }
            }
            if kind == Kind::KIND && shelf.facts[slot][2] != NEVER {
                signing.put(blocked(), leaf);
            }
        }
    }
    signing.finish(shelves.len())
}

/// Terms are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash << 8 | u64::from(*byte));
    }

    fn write_u32(&mut self, term: u32) {
        self.0 = u64::from(term).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// How many terms are remembered as put in just now: most come several times in a leaf.
const RECENT: usize = 1 << 12;

struct Signing {
    sets: HashMap<Term, Packing, BuildHasherDefault<AsItIs>>,
    recent: Vec<(Term, usize)>,
}

impl Default for Signing {
    fn default() -> Self {
        Self { sets: HashMap::default(), recent: vec![(0, usize::MAX); RECENT] }
    }
}

impl Signing {
    fn put(&mut self, term: Term, leaf: usize) {
        let now = (term, leaf);
        let last = &mut self.recent[term as usize % RECENT];
        if *last != now {
            *last = now;
            self.sets.entry(term).or_default().put(leaf);
        }
    }

    fn finish(self, len: usize) -> Signed {
        let mut sets: Vec<_> = self.sets.into_iter().collect();
        sets.sort_unstable_by_key(|(term, _)| *term);
        let mut signed = Signed::default();
        for (term, set) in sets {
            signed.terms.push(term);
            signed.sets.push([index(signed.bytes.len()), index(set.count)]);
            set.write(len, &mut signed.bytes);
        }
        signed
    }
}
