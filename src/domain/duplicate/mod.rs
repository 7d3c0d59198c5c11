//! Duplicates: customers who look like one and the same, with a score and the reasons for it.
//!
//! A [`Card`] is what one knows a customer by. [`weigh()`] tells how alike two cards are, [`keys()`] under
//! which keys a card is filed so that no pair need be looked for among all pairs, and [`Blocks`] which
//! pairs share a key. Pure: the book is read by `store`.

mod blocks;
mod branch;
mod card;
#[cfg(test)]
mod corpora;
mod keys;
mod names;
mod place;
#[cfg(test)]
mod properties;
mod reason;
mod weigh;

pub use blocks::{BOUND, Blocks, Filed, Skipped};
pub use card::Card;
pub use keys::keys;
pub use reason::{Ground, Reason};
pub use weigh::{score, sum, weigh};

use super::Id;

/// From this score on a pair is worth a look. Chosen so that one strong thing alone (a mail address, a
/// whole name) is enough, and a weak one (a city, half a name) is not.
pub const WORTH_A_LOOK: u8 = 50;

/// Two customers who look like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The one with the smaller id.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// 0–100.
    pub score: u8,
    /// What speaks for it and against it, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What a scan of the book found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The pairs, the likeliest first.
    pub pairs: Vec<Double>,
    /// How many pairs reached the score asked for, those beyond the limit too.
    pub found: usize,
    /// Customers that were looked at.
    pub customers: usize,
    /// Pairs that were compared.
    pub compared: usize,
    /// What was too common to be compared pair by pair.
    pub skipped: Skipped,
}
