//! The whole program under test: one binary, so SQLite is linked once.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod architecture;
mod cli;
#[path = "../fuzz/mod.rs"]
mod damaged_files;
mod exchange;
mod journeys;
mod properties;
mod readers;
mod readme;
mod screens;
mod screens_of_a_team;
mod store;
mod support;
mod terminal;
mod words;
