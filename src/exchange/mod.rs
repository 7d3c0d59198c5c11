//! Files in, files out: bytes to plans and records to bytes.

pub mod aliases;
pub mod cell;
pub mod encoding;
pub mod error;
pub mod headers;
pub mod script;
pub mod sniff;
pub mod table;
pub mod text;

pub use error::Error;
