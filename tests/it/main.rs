//! The whole program under test: one binary, so SQLite is linked once.

mod architecture;
mod store;
mod support;
mod terminal;
