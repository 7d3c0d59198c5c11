//! Files into a book and back.

mod bring_in;
mod presets;
mod records;
