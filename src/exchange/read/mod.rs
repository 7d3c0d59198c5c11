//! Files to rows: bytes of any encoding and format to cells with the line they stand on.
//!
//! Knows no customer and no field; `map` says what a column is, `bring_in` what becomes of a row.

pub mod below;
pub mod calendar;
pub mod cards;
pub mod cell;
#[cfg(test)]
mod corpora;
pub mod country;
pub mod dates;
pub mod encoding;
pub mod entries;
pub mod input;
pub mod kind;
mod lines;
pub mod phone;
pub mod records;
pub mod row;
pub mod script;
pub mod sniff;
pub mod table;
pub mod text;
pub mod workbook;
