//! The pair: what was decided of two customers who look alike.
//!
//! `same` joins them: the group's face is the smallest id, nothing is moved, and un-merging is
//! writing `apart`. Its id is the hash of both, so two desks decide of one record.

use super::record::{GONE, record};
use super::{Id, Noun, Value, Write};

record! {
    /// Two customers, and whether they are one.
    Pair in field {
        /// The one with the smaller id.
        1 one: Ref,
        /// The other.
        2 other: Ref,
        /// A code out of `VERDICTS`.
        3 verdict: Choice,
    }
}

/// They are one and the same.
pub const SAME: &str = "same";
/// They are not, whatever they look like.
pub const APART: &str = "apart";
/// What can be decided.
pub const VERDICTS: &[&str] = &[SAME, APART];

/// The write that decides of two customers, also after it was decided otherwise.
#[must_use]
pub fn decided(a: Id, b: Id, verdict: &str) -> Write {
    let (one, other) = (a.min(b), a.max(b));
    let fields = vec![
        (GONE, Value::Null),
        (field::one, Value::Ref(*one.as_bytes())),
        (field::other, Value::Ref(*other.as_bytes())),
        (field::verdict, Value::Text(verdict.to_owned())),
    ];
    Write { noun: Noun::Pair, id: id_of(a, b), new: false, fields }
}

/// The id of what was decided of those two, in either order.
#[must_use]
pub fn id_of(a: Id, b: Id) -> Id {
    Id::of_parts(&[b"pair", a.min(b).as_bytes(), a.max(b).as_bytes()])
}
