//! Which column is which field: the words people put above columns, the sources whose files are
//! known, and what a user says of them.

pub mod about;
pub mod aliases;
pub mod first_rows;
pub mod headers;
pub mod ours;
pub mod own;
pub mod presets;
pub mod record_aliases;
pub mod stages;
pub mod target;
