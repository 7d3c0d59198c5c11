//! What a table of customers and people cannot carry back in, one field a row: the documentation and
//! what the round-trip test leaves out. JSON Lines carries all of it.

use crate::domain::Noun;

/// Noun, field, and why a table read back does not give it again.
pub const LOST: &[(Noun, &str, &str)] = &[
    (Noun::Customer, "referred_by", "a record is named by its name, and only owner and parent are looked up"),
    (Noun::Person, "referred_by", "as a customer's"),
    (Noun::Person, "reports_to", "as a customer's"),
    (Noun::ContactPoint, "label", "a column has one word for all its numbers"),
    (Noun::ContactPoint, "state", "a number known to be dead is read as any other"),
    (Noun::ContactPoint, "note", "only what stands behind the number itself"),
    (Noun::ContactPoint, "position", "numbers are ordered within their kind, not across kinds"),
    (Noun::Block, "", "a block has a file of its own: block --file"),
    (Noun::Activity, "", "the past has a table of its own: --as activities"),
    (Noun::NextStep, "", "what is to be done has a table and a calendar of its own"),
];

/// Says whether a table read back gives a field again.
#[must_use]
pub fn carried(noun: Noun, field: &str) -> bool {
    !LOST.iter().any(|(of, name, _)| *of == noun && (*name == field || name.is_empty()))
}
