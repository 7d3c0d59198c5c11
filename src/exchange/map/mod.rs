//! Which column is which field: the words people put above columns, and what a user says of them.

pub mod aliases;
pub mod headers;
pub mod ours;
pub mod target;
