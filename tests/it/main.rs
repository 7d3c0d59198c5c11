//! The whole program under test: one binary, so SQLite is linked once.

mod architecture;
mod cli;
mod readme;
mod store;
mod support;
