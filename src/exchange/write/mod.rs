//! Records to files: each format whole or not at all, for its owner's eyes only.
//!
//! A stream of dossiers (`source`), the rows they give (`subject`), columns (`column`, `survey`),
//! typed cells (`cell`), and a format: `csv`, `xlsx`, `vcard`, `ics`, `jsonl`. `export` is the door.
//! A report laid out is written by `report` and `html`, its figures for programs by `report::json`.

pub mod cell;
pub mod column;
pub mod csv;
pub mod eml;
pub mod export;
pub mod file;
pub mod html;
pub mod ics;
pub mod jsonl;
pub mod letters;
pub mod lost;
pub mod preset;
pub mod record;
pub mod report;
pub mod source;
pub mod subject;
pub mod survey;
pub mod table;
pub mod vcard;
pub mod xlsx;
