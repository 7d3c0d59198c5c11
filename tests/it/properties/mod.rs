//! What holds whatever happens.

mod acts;
mod blocks;
mod exports;
mod pacing;
mod search;
mod undo;
mod views;
mod walker;
