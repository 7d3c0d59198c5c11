//! What a sales desk is: its nouns, its rules, and what may change.
//!
//! Pure: no SQL, no terminal, no files, and no clock (the moment is always a parameter).
//! Every other layer speaks in these words; this one knows none of them.

pub mod activity;
pub mod agenda;
pub mod amount;
pub mod blanks;
pub mod block;
pub mod calendar;
pub mod blocking;
pub mod call_list;
pub mod change;
pub mod contact;
pub mod contact_point;
pub mod customer;
pub mod day;
pub mod day_report;
pub mod deal;
pub mod demo;
pub mod entry;
pub mod era;
pub mod external_id;
pub mod fold;
pub mod form;
pub mod history;
pub mod hours;
pub mod id;
pub mod invalid;
pub mod logging;
pub mod mail;
pub mod next_step;
pub mod note_line;
pub mod noun;
pub mod outcome;
pub mod pacing;
pub mod page;
pub mod pasted;
pub mod person;
pub mod phone;
pub mod plan;
pub mod query;
pub mod queue;
pub mod record;
pub mod rep;
pub mod rules;
pub mod report;
pub mod safe;
pub mod scan;
pub mod stamp;
pub mod standing;
pub mod tag;
pub mod trouble;
pub mod typed;
pub mod value;
pub mod walk;
pub mod when;
pub mod zone;
pub mod wrap;

pub use change::{Change, Deed, Write};
pub use id::Id;
pub use invalid::Invalid;
pub use noun::Noun;
pub use record::{Field, Kind, Record};
pub use stamp::Stamp;
pub use trouble::Trouble;
pub use value::Value;
