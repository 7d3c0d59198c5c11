//! What holds whatever happens.

mod undo;
mod views;
