//! The store: what is committed stays, what is undone is gone, and every file is told apart.

mod agenda;
mod care;
mod changes;
mod files;
mod full;
mod kill;
mod kill_sync;
mod large;
mod lists;
mod merge;
mod places;
mod recover;
mod reminders;
mod report;
mod rules;
mod sidecar;
mod source;
mod twins;
mod walker;
