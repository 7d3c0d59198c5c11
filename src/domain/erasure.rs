//! The erasure: somebody asked to be forgotten. Grow-only: it is never taken back.

use super::Id;
use super::record::record;

record! {
    /// That a customer was erased. Its id is the hash of theirs, so two desks erase once.
    Erasure in field {
        /// Whose data went.
        1 customer: Ref,
        /// When it was asked for.
        2 at: Moment,
        /// Who did it.
        3 rep: Ref,
        /// Why: a word or two, and nothing about them.
        4 reason: Text,
    }
}

/// The id of a customer's erasure.
#[must_use]
pub fn id_of(customer: Id) -> Id {
    Id::of_parts(&[b"erasure", customer.as_bytes()])
}
