//! What holds whatever happens.

mod acts;
mod blocks;
mod search;
mod undo;
mod views;
