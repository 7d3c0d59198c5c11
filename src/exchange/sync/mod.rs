//! Desks that agree: what one wrote, sealed into files that any other may read in any order.
//!
//! `segment` is a file's form, `wire` what is in it, `names` how files are called, `folder` the
//! place they lie in, `team` whose it is, `door` its lock, `withdrawn` what an erasure takes back;
//! `run` is `salesdesk sync`, `bundle` a single file, `privacy` how far an erasure has come.

pub mod bundle;
mod door;
mod folder;
mod header;
mod names;
pub mod privacy;
mod run;
mod seal;
pub mod segment;
mod team;
mod wire;
mod withdrawn;

pub use run::{Options, run};
pub use team::{key_in, lock_of};
