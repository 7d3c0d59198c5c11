//! The one table of keys.

pub mod key;

pub use key::{Code, Key};
