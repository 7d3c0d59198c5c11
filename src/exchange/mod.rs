//! Files in, files out: bytes to plans and records to bytes.
//!
//! `read` makes rows of a file, `map` says what its columns are, `bring_in` makes a plan and
//! writes it; `write` is the way out. `blocks` and `pasted` read lists of another kind; `sync` speaks
//! with other desks; `locked` keeps files from whoever has no key.

pub mod answered;
pub mod blocks;
pub mod bring_in;
#[cfg(test)]
mod corpora;
pub mod error;
pub mod locked;
pub mod map;
mod named_on;
pub mod pasted;
pub mod read;
pub mod sync;
pub mod template;
pub mod write;

pub use error::Error;
