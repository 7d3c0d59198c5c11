//! The desk in a real terminal: what no test inside the process can see.

mod caret;
mod frames;
mod journey;
mod leaving;
mod passphrase;
mod paste;
mod pipes;
mod team;
mod walk;
