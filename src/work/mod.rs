//! The threads that perform effects.

pub mod signals;
pub mod spool;
