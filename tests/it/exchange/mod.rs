//! Files into a book and back.

mod bring_in;
mod planning;
mod presets;
mod records;
mod sync;
mod withdrawn;
