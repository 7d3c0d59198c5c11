//! The call list: customers to be called one after the other, and what holds for them all.

use super::Id;
use super::record::record;

record! {
    /// Customers to be called one after the other.
    CallList in field {
        /// What it is called.
        1 name: Text,
        /// Where it came from: `search`, `paste`, `import` or `outcome`.
        2 made_from: Choice,
        /// The search line, where it came from one.
        3 query: Text,
        /// Whoever answers the search line belongs to it, from now on too.
        4 live: Flag,
        /// What to say, with blanks such as `{name}` for what is known.
        5 script: Long,
        /// Who made it.
        6 owner: Ref,
        /// When it was made.
        7 made_at: Moment,
        /// Customers of other reps are called too.
        8 everyones: Flag,
        /// So many calls an hour are aimed at.
        9 pace: Int,
    }
}

/// What a list can come from.
pub const SOURCES: &[&str] = &["search", "paste", "import", "outcome"];

/// The id of a list of that name made at that moment by that rep.
#[must_use]
pub fn id_of(name: &str, rep: Option<Id>, at: i64) -> Id {
    Id::of_parts(&[b"call_list", name.as_bytes(), rep.unwrap_or_default().as_bytes(), &at.to_be_bytes()])
}
