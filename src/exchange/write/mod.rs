//! Records to files: each format whole or not at all, for its owner's eyes only.

pub mod csv;
pub mod file;
pub mod jsonl;
