//! Files in, files out: bytes to plans and records to bytes.

pub mod aliases;
pub mod apart;
pub mod blocks;
pub mod bring_book;
pub mod bring_in;
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
pub mod input;
pub mod keys;
pub mod known;
mod named_on;
pub mod open;
pub mod pasted;
pub mod phone;
pub mod records;
pub mod rejects;
pub mod row;
pub mod row_keys;
pub mod script;
pub mod settle;
pub mod sniff;
pub mod table;
pub mod target;
pub mod text;

pub use error::Error;
