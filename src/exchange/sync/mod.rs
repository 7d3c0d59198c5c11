//! Desks that agree: what one wrote, sealed into files that any other may read in any order.
//!
//! `segment` is a file's form, `wire` what is in it, `names` how files are called, `folder` the
//! place they lie in, `team` whose it is, `door` its lock; `run` is `salesdesk sync`, `bundle` a single
//! file. `fold` makes few files of many, `snapshot` one of all; `withdrawn` is what an erasure takes
//! back, `privacy` how far it has come.

pub mod bundle;
mod door;
mod fold;
mod folder;
mod header;
mod keep;
mod names;
mod parts;
pub mod privacy;
mod publish;
mod read;
mod run;
mod seal;
pub mod segment;
mod snapshot;
mod states;
mod team;
mod wire;
mod withdrawn;

pub use run::{Options, run};
pub use team::{key_in, lock_of};
