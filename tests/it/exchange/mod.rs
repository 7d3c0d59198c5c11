//! Files into a book and back.

mod bring_in;
mod folding;
mod locked;
mod places;
mod planning;
mod presets;
mod records;
mod snapshots;
mod sync;
mod trouble;
mod withdrawn;
