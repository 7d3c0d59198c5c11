//! Histories by chance over the real store: five desks with clocks of all kinds work, hand one another
//! files in any order, are copied, cut off and brought up to date; then everybody gets everything,
//! and must agree to the last mark.
//!
//! `SIMULATE=10000 cargo test --release --lib simulator -- --nocapture` plays so many;
//! `SIMULATE_SEED=7 cargo test --lib simulator` plays one again.

mod bugs;
mod clock;
mod dice;
mod files;
mod found;
mod hand;
mod history;
mod judge;
mod memory;
mod operations;
mod picture;
mod states;
mod versions;
mod world;

pub(super) use versions::as_this_version_reads;

/// What did not hold.
#[derive(Debug)]
struct Fault(String);

type Outcome = Result<(), Fault>;

impl From<super::Error> for Fault {
    fn from(error: super::Error) -> Self {
        Self(format!("{error:?}"))
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

fn equal<T: PartialEq + std::fmt::Debug>(what: &str, one: &T, other: &T) -> Outcome {
    if one == other { Ok(()) } else { Err(Fault(format!("{what}: {one:?} and {other:?}"))) }
}
