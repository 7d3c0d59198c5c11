//! Files in, files out: bytes to plans and records to bytes.

pub mod aliases;
pub mod cell;
#[cfg(test)]
mod corpora;
pub mod draft;
pub mod encoding;
pub mod error;
pub mod export_csv;
pub mod export_jsonl;
pub mod file;
pub mod headers;
pub mod import;
pub mod keys;
pub mod open;
pub mod rejects;
pub mod script;
pub mod settle;
pub mod sniff;
pub mod table;
pub mod text;

pub use error::Error;
