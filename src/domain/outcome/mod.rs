//! The outcome: how a call ended. Behaviour is in the flags, never in the code or the label.
//!
//! [`standard`] is what every desk starts with; a record of the noun stands for an outcome whole, so a
//! renamed, re-keyed or added one is data and travels like any other. What suppresses goes on
//! suppressing, whatever any record says.

mod in_force;
mod rows;
#[cfg(test)]
mod tests;

use super::customer::RANKS;
use super::record::{record, whole};
use super::{Id, Write};

pub use in_force::{in_force, known};
pub use rows::standard;

record! {
    /// One way a call can end. Labels, keys and delays may change; flags decide what happens.
    Outcome in field {
        /// Short name in logs and on the command line.
        1 code: Text,
        /// The key that logs it.
        2 key: Text,
        /// English label.
        3 en: Text,
        /// Japanese label.
        4 ja: Text,
        /// 0–5, how far such a call got.
        5 reach: Int,
        /// Counts as an attempt.
        6 attempt: Flag,
        /// A human at the right place answered.
        7 connected: Flag,
        /// The one who decides was reached.
        8 decider: Flag,
        /// To be tried again by rule.
        9 retry: Flag,
        /// Asks for a time.
        10 callback: Flag,
        /// The customer becomes the rep's own.
        11 own: Flag,
        /// Leaves the list.
        12 finished: Flag,
        /// The number cannot be used; on to the next.
        13 bad_number: Flag,
        /// Never to be called again.
        14 suppress: Flag,
        /// Minutes until the next try, where it is retried or asks for a time.
        15 delay: Lapse,
        /// Tries at most: per list, or ever where the customer is left in peace for days.
        16 tries: Int,
        /// Opens the note line instead of committing on the key.
        17 asks: Flag,
        /// Takes no part in menus any more.
        18 hidden: Flag,
        /// What becomes of the number: `dead`, `fax` or `wrong`.
        19 number_state: Choice,
        /// Where it stands in menus.
        20 position: Int,
        /// Days before the customer may be tried again, on any list.
        21 cool_days: Int,
        /// The customer does not want it: a company cools down, a consumer is left alone for good.
        22 refusal: Flag,
        /// The call list whose own rule this is; nothing for every list.
        23 list: Ref,
        /// Tries at most in a day, where the outcome is not counted by the pacing rules.
        24 per_day: Int,
        /// Minutes until further tries, or by rank B and C: `120` or `20160,43200`.
        25 delays: Lapses,
        /// Days of delay and days before another try are working days.
        26 working: Flag,
        /// The next try is at another time of day.
        27 other_part: Flag,
        /// Neither the gap between calls nor the daily limit counts it.
        28 exempt: Flag,
        /// The outcome with which it shares its tries.
        29 shares: Text,
        /// What else it does: see `ALSO`.
        30 also: Choice,
    }
}

/// The code in `also` of an outcome that ends in a sale.
pub const WON: &str = "won";
/// In a meeting to come.
pub const MEETING: &str = "meeting";
/// In sending material.
pub const MATERIAL: &str = "material";
/// The person has left.
pub const LEFT: &str = "left";
/// Somebody complained.
pub const COMPLAINT: &str = "complaint";
/// The customer is out of target.
pub const UNFIT: &str = "unfit";
/// The customer is known twice.
pub const DUPLICATE: &str = "duplicate";
/// To the end of the list, nobody was called.
pub const LATER: &str = "later";
/// Nothing happened at all.
pub const MISTAKE: &str = "mistake";

/// What else an outcome can do. `later` puts a customer at the end of the list, `mistake` leaves
/// everything as it was.
pub const ALSO: &[&str] = &[WON, MEETING, MATERIAL, LEFT, COMPLAINT, UNFIT, DUPLICATE, LATER, MISTAKE];

impl Outcome {
    /// The minutes until each further try, or by rank, best first.
    #[must_use]
    pub fn waits(&self) -> Vec<i64> {
        let further = self.delays.split(',').filter_map(|text| text.trim().parse().ok());
        self.delay.into_iter().chain(further).filter(|minutes| *minutes > 0).collect()
    }

    /// The minutes to wait after that many such outcomes before, or at the rank of that place.
    #[must_use]
    pub fn wait(&self, nth: usize) -> Option<i64> {
        let waits = self.waits();
        waits.get(nth).or(waits.last()).copied()
    }

    /// The ranks to choose from, where the delay goes by rank.
    #[must_use]
    pub fn ranks(&self) -> &'static [&'static str] {
        let by_rank = !self.retry && !self.delays.is_empty();
        &RANKS[..if by_rank { self.waits().len().min(RANKS.len()) } else { 0 }]
    }

    /// The code under which its tries are counted: its own, or of the outcome it shares them with.
    #[must_use]
    pub fn counted_as(&self) -> &str {
        if self.shares.is_empty() { &self.code } else { &self.shares }
    }

    /// Says whether a call that ended so can have got that far.
    #[must_use]
    pub fn reach_may_be(&self, reach: i64) -> bool {
        if self.connected { (self.reach.unwrap_or(1).max(1)..=5).contains(&reach) } else { reach == 0 }
    }

    /// The write that makes it this desk's own, every field of it: a record stands for it whole.
    /// Never a creation: two desks that change the same outcome write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        whole(self)
    }
}

/// The id of the outcome of that code: the same on every desk.
#[must_use]
pub fn id_of(code: &str) -> Id {
    Id::of_parts(&[b"outcome", code.as_bytes()])
}

/// The id of a call list's own rule for the outcome of that code.
#[must_use]
pub fn id_on(list: Id, code: &str) -> Id {
    Id::of_parts(&[b"outcome", list.as_bytes(), code.as_bytes()])
}
