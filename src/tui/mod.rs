//! The terminal: draws, reads keys, runs the one loop.

pub mod editor;
pub mod escape;
pub mod input;
pub mod panic;
pub mod terminal;
pub mod theme;
pub mod view;
