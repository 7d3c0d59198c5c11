//! Files to rows: bytes of any encoding and format to cells with the line they stand on.
//!
//! Knows no customer and no field; `map` says what a column is, `bring_in` what becomes of a row.

pub mod cell;
pub mod country;
pub mod dates;
pub mod encoding;
pub mod input;
pub mod phone;
pub mod records;
pub mod row;
pub mod script;
pub mod sniff;
pub mod table;
pub mod text;
