//! The only code that speaks SQL: opening a book, reading it, and the one door for changes.
//!
//! Reads are methods of [`Desk`], one file per noun or screen; every write goes through
//! [`Desk::commit`] or [`Desk::bulk`] and is applied by the one function in `apply`.

mod agenda;
mod alike;
mod apply;
mod backup;
mod block;
mod call_list;
mod columns;
mod commit;
mod copies;
mod day_report;
mod derive;
mod digest;
mod disclosure;
mod disk;
mod doctor;
mod dossier;
mod duplicate;
#[cfg(feature = "sqlcipher")]
mod encrypt;
mod entry;
mod erase;
mod erase_ledger;
mod erase_traces;
mod erased;
mod error;
mod finder;
mod foreign;
mod group;
mod history;
mod indexes;
mod insert;
mod key;
mod known_header;
mod line;
mod look_up;
mod members;
mod merge;
mod migrate;
mod newest;
mod open;
#[cfg(test)]
mod order;
mod origin;
mod orphans;
mod outcome;
mod own;
mod page;
mod place;
mod place_key;
mod planted;
mod posting;
mod prefix;
mod prospect;
mod read;
mod reason;
mod recover;
mod report;
mod resolve;
mod review;
mod rules;
mod segment;
mod sidecar;
#[cfg(test)]
mod simulator;
mod source;
mod source_of_group;
mod stamps;
mod suspect;
mod synced;
mod taken_back;
mod to_review;
mod twins;
mod undo;
mod view;
mod walk;
mod walker;

pub use commit::{Bulk, Committed};
pub use copies::{Kept, Kind as CopyKind, folder as copies_of, kept, wants_one};
pub use disclosure::{Held, Mention};
pub use disk::Disk;
pub use doctor::{Finding, Health, Interrupter};
pub use dossier::Still;
pub use duplicate::Sought;
pub use erase_traces::Cleared;
pub use error::{Error, Result};
pub use finder::{Answer, Finder};
pub use foreign::Brought;
#[cfg(feature = "sqlcipher")]
pub use key::{BookKey, has_key, set_key};
pub use key::{is_encrypted, key_file};
pub use members::CallOn;
pub use open::Desk;
pub use origin::Twin;
pub use place::close_folder;
pub use posting::{Hash, Posting};
pub use recover::{Recovered, recover};
pub use rules::Counter;
pub use segment::{KnownFile, Sealed, format};
pub use sidecar::{Made, Pace};
pub use undo::Undone;
pub use view::View;
pub use walker::Walker;
