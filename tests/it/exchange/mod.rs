//! Files into a book and back.

mod bring_in;
mod locked;
mod planning;
mod presets;
mod records;
mod sync;
mod trouble;
mod withdrawn;
