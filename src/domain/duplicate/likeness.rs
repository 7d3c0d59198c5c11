//! Who in the book looks like a card that is not in it: a row of a file, a form that is being filled in.
//!
//! Built once from the whole book; an answer costs a few look-ups. The import asks it row by row.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::card::Card;
use super::keys::strong_keys;
use super::reason::Reason;
use super::weigh::{sum, weigh};
use crate::domain::Id;

/// Customers under one key who are compared; a switchboard has more.
const BOUND: usize = 8;

/// Somebody who looks like a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub customer: Id,
    /// 0–100.
    pub score: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Takes a key for its own hash, which it is.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The cards of a book, filed under numbers, mail addresses, corporate numbers, names and readings.
#[derive(Debug, Default)]
pub struct Likeness {
    cards: Vec<(Id, Card)>,
    /// The last card under a key.
    last: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// The card before it under the same key, entry by entry: key's card and the entry before.
    chain: Vec<(u32, u32)>,
}

/// No entry before this one.
const END: u32 = u32::MAX;

impl Likeness {
    /// Files a customer's card.
    ///
    /// # Panics
    /// With four thousand million keys.
    pub fn learn(&mut self, customer: Id, card: Card) {
        let at = u32::try_from(self.cards.len()).expect("no book has four thousand million customers");
        strong_keys(&card, |key| {
            let entry = u32::try_from(self.chain.len()).expect("no book has four thousand million keys");
            let before = self.last.insert(key, entry).unwrap_or(END);
            self.chain.push((at, before));
        });
        self.cards.push((customer, card));
    }

    /// Whoever looks most like the card, if anybody reaches `least`; of several the one with the
    /// smallest id.
    #[must_use]
    pub fn best(&self, card: &Card, least: u8) -> Option<Alike> {
        let mut seen: Vec<u32> = Vec::new();
        strong_keys(card, |key| {
            let mut entry = self.last.get(&key).copied().unwrap_or(END);
            for _ in 0..BOUND {
                let Some((at, before)) = self.chain.get(entry as usize) else { break };
                if !seen.contains(at) {
                    seen.push(*at);
                }
                entry = *before;
            }
        });
        let alike = seen.into_iter().map(|at| {
            let (customer, known) = &self.cards[at as usize];
            let reasons = weigh(card, known);
            Alike { customer: *customer, score: sum(&reasons), reasons }
        });
        let alike = alike.filter(|alike| alike.score >= least);
        alike.max_by(|a, b| a.score.cmp(&b.score).then(b.customer.cmp(&a.customer)))
    }

    /// Says whether nobody was learnt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }
}
