//! The one table of keys: what can be asked for, where, with which key.
//!
//! `table` holds the rows, `keymap` finds the row of a key, `key` is a key press itself.

pub mod key;
pub mod keymap;
pub mod table;

pub use key::{Code, Key};
pub use keymap::Keymap;
pub use table::{Action, Context};
