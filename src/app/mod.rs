//! The state machine: what is on the desk and what each key makes of it. Pure.

pub mod field;
mod undo;
mod word;
pub mod wrap;
