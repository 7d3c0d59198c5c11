//! What holds whatever happens.

mod acts;
mod blocks;
mod exports;
mod merge;
mod opened;
mod pacing;
mod reports;
mod search;
mod undo;
mod views;
mod walker;
