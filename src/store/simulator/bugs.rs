//! The simulator itself is tested by faults planted in the store: it must notice each.

use super::history::play;
use crate::store::planted::Bug;

/// Histories within which a fault must be noticed.
const SOON: u64 = 2_000;

fn noticed(bug: Bug) {
    let failed = play(0..SOON, Some(bug));
    let after = failed.map(|failed| failed.played);
    eprintln!("{bug:?} was noticed after {after:?}");
    assert!(after.is_some(), "{bug:?} was not noticed");
}

#[test]
fn remembering_only_the_highest_number_is_noticed() {
    noticed(Bug::HighestNumberAlone);
}

#[test]
fn bending_stamps_to_the_local_clock_is_noticed() {
    noticed(Bug::FutureClamped);
}

#[test]
fn logging_under_the_face_is_noticed() {
    noticed(Bug::LoggedUnderTheFace);
}

#[test]
fn refusing_what_comes_from_the_future_is_noticed() {
    noticed(Bug::FutureRefused);
}

#[test]
fn trusting_the_wall_clock_alone_is_noticed() {
    noticed(Bug::WallClockAlone);
}

#[test]
fn letting_the_erased_come_back_is_noticed() {
    noticed(Bug::ErasureForgotten);
}

#[test]
fn ignoring_writes_to_records_not_come_yet_is_noticed() {
    noticed(Bug::UnknownIgnored);
}

#[test]
fn letting_the_first_of_two_at_one_moment_stay_is_noticed() {
    noticed(Bug::NoTieBreak);
}
