//! What holds whatever happens.

mod acts;
mod search;
mod undo;
mod views;
