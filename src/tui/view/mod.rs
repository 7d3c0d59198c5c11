//! What each screen looks like.

pub mod field;
pub mod parts;
