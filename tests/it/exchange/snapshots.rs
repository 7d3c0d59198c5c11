//! State in a place: whoever begins reads it first, whoever was away for years reads what no segment
//! tells any more, and one that is no good is never believed.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::customer::Customer;
use salesdesk::domain::erasure::{self, Erasure};
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::exchange::sync::{Options, bundle};
use salesdesk::store::Desk;

use super::folding::{DAY, compact, relay, sync_at};
use super::locked::{Member, init_for};
use super::sync::{NOW, Place, add, init, segments};

pub(super) fn snapshot() -> Options {
    Options { snapshot: true, ..Options::default() }
}

fn snapshots(dir: &Path) -> Vec<PathBuf> {
    segments(dir).into_iter().filter(|file| file.display().to_string().contains("/snap-")).collect()
}

fn lose_segments(dir: &Path) {
    for file in segments(dir).iter().filter(|file| !snapshots(dir).contains(file)) {
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn who_begins_reads_a_snapshot_first_and_the_history_after_it() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    let acme = add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &init(), NOW);
    assert!(sync_at(&mut ann, &dir, &snapshot(), NOW).made.is_some());
    let begun = sync_at(&mut bob, &dir, &Options::default(), NOW);
    assert!(begun.joined > 0 && begun.rejected.is_empty());
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    assert_eq!(bob.history(acme, 9).unwrap().len(), ann.history(acme, 9).unwrap().len());
    assert!(bob.unseen().unwrap().is_empty(), "all of its rows came too");
    let again = sync_at(&mut bob, &dir, &Options::default(), NOW);
    assert_eq!((again.imported, again.joined), (0, 0));
}

#[test]
fn who_knows_it_all_does_not_read_a_snapshot_again() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &init(), NOW);
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    sync_at(&mut ann, &dir, &snapshot(), NOW);
    assert_eq!(sync_at(&mut bob, &dir, &Options::default(), NOW).joined, 0);
}

#[test]
fn a_snapshot_alone_is_enough_and_goes_on_by_bundle_and_stick() {
    let place = Place::new();
    let (mut ann, mut bob, mut cyd, mut dot) =
        (place.desk("ann"), place.desk("bob"), place.desk("cyd"), place.desk("dot"));
    let (dir, stick, mail) = (place.shared(), place.path("stick"), place.path("mail.sds"));
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &Options { snapshot: true, ..init() }, NOW);
    lose_segments(&dir);
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    add(&mut bob, "Bob's");
    bundle::write(&bob, &mail, None, false, None).unwrap();
    bundle::read(&mut cyd, &mail, None, NOW).unwrap();
    assert_eq!(cyd.digest().unwrap(), bob.digest().unwrap());
    fs::create_dir(&stick).unwrap();
    sync_at(&mut cyd, &stick, &Options { init: true, ..relay() }, NOW);
    sync_at(&mut dot, &stick, &Options::default(), NOW);
    assert_eq!(dot.digest().unwrap(), bob.digest().unwrap());
}

#[test]
fn a_snapshot_cut_or_flipped_anywhere_is_not_read_and_another_is_taken() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &Options { snapshot: true, ..init() }, NOW);
    let file = snapshots(&dir).remove(0);
    let whole = fs::read(&file).unwrap();
    lose_segments(&dir);
    let mut bob = place.desk("bob");
    let empty = (bob.digest().unwrap(), bob.newest().unwrap());
    for at in (0..whole.len()).step_by(97) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        for damaged in [&flipped[..], &whole[..at]] {
            fs::write(&file, damaged).unwrap();
            let read = sync_at(&mut bob, &dir, &Options::default(), NOW);
            assert_eq!(read.imported, 0, "byte {at}");
            assert!(damaged.is_empty() || read.rejected.len() + read.incomplete.len() == 1, "byte {at}");
        }
    }
    assert_eq!((bob.digest().unwrap(), bob.newest().unwrap()), empty);
    sync_at(&mut ann, &dir, &Options::default(), NOW);
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_steward_makes_one_a_week_and_keeps_three() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    let steward = Options { steward: true, init: true, ..Options::default() };
    let mut made = 0;
    for day in 0..50 {
        add(&mut ann, &format!("customer {day}"));
        made += usize::from(sync_at(&mut ann, &dir, &steward, NOW + day * DAY).made.is_some());
    }
    assert_eq!((made, snapshots(&dir).len()), (8, 3));
}

#[test]
fn history_of_more_than_400_days_goes_when_two_snapshots_stand_for_it_and_who_was_away_converges() {
    let place = Place::new();
    let (mut ann, mut away, dir) = (place.desk("ann"), place.desk("away"), place.shared());
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &init(), NOW);
    sync_at(&mut away, &dir, &Options::default(), NOW);
    add(&mut away, "Written on the road");
    add(&mut ann, "Beta");
    sync_at(&mut ann, &dir, &snapshot(), NOW + DAY);
    let later = NOW + 2 * 365 * DAY;
    assert_eq!(sync_at(&mut ann, &dir, &compact(), later).dropped, 0, "one snapshot is not enough");
    add(&mut ann, "Gamma");
    sync_at(&mut ann, &dir, &snapshot(), later);
    assert!(sync_at(&mut ann, &dir, &compact(), later).dropped > 0);
    assert_eq!(sync_at(&mut ann, &dir, &Options::default(), later).published, 0, "it stays away");
    assert!(sync_at(&mut away, &dir, &Options::default(), later).joined > 0);
    sync_at(&mut ann, &dir, &Options::default(), later);
    assert_eq!(ann.digest().unwrap(), away.digest().unwrap());
    assert_eq!(ann.customer_count().unwrap(), 4);
    let mut new = place.desk("new");
    sync_at(&mut new, &dir, &Options::default(), later);
    assert_eq!(new.digest().unwrap(), ann.digest().unwrap());
    snapshots(&dir).iter().for_each(|file| fs::remove_file(file).unwrap());
    assert!(sync_at(&mut ann, &dir, &Options::default(), later).published > 0, "nothing else tells it now");
}

#[test]
fn a_copied_book_goes_on_as_another_desk_and_both_agree() {
    let place = Place::new();
    let (mut ann, dir, state) = (place.desk("ann"), place.shared(), place.path("state"));
    ann.look_for_twin(&state, NOW).unwrap();
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &init(), NOW);
    ann.backup(&place.path("copy")).unwrap();
    let mut copy = Desk::open(&place.path("copy"), "cyd", NOW).unwrap();
    assert!(copy.look_for_twin(&state, NOW).unwrap().is_some());
    assert_ne!(copy.origin(), ann.origin());
    add(&mut copy, "Told by the copy");
    add(&mut ann, "Told at the desk");
    for _ in 0..2 {
        let met =
            [sync_at(&mut copy, &dir, &relay(), NOW), sync_at(&mut ann, &dir, &Options::default(), NOW)];
        assert!(met.iter().all(|synced| !synced.twin));
    }
    assert_eq!(copy.digest().unwrap(), ann.digest().unwrap());
    assert_eq!(ann.customer_count().unwrap(), 3);
}

#[test]
fn a_bundle_laid_into_a_place_is_read_like_any_file() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    let _: Id = add(&mut ann, "Acme");
    sync_at(&mut bob, &dir, &init(), NOW);
    let path = dir.join("salesdesk-v1/from ann.sds");
    bundle::write(&ann, &path, None, false, None).unwrap();
    assert_eq!(sync_at(&mut bob, &dir, &Options::default(), NOW).imported, 1);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    assert_eq!(sync_at(&mut bob, &dir, &Options::default(), NOW).imported, 0);
}

#[test]
fn nobody_erased_stays_in_a_snapshot_of_ones_own_or_comes_back_from_an_old_one() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    let id = add(&mut ann, "Marker");
    add(&mut ann, "Acme");
    sync_at(&mut ann, &dir, &Options { snapshot: true, ..init() }, NOW);
    let old = snapshots(&dir).remove(0);
    let stick = place.path("old.sds");
    fs::copy(&old, &stick).unwrap();
    let erasure = Erasure { id: erasure::id_of(id), customer: Some(id), at: Some(NOW), ..Erasure::default() };
    ann.commit(&Change::new(Deed::Erase, "").add(&erasure), NOW).unwrap();
    sync_at(&mut ann, &dir, &Options::default(), NOW);
    assert!(!old.exists());
    assert_eq!(snapshots(&dir).len(), 1, "another tells all but that");
    lose_segments(&dir);
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    bundle::read(&mut bob, &stick, None, NOW).unwrap();
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    assert_eq!(bob.get::<Customer>(id).unwrap().unwrap().name, "");
}

#[test]
fn a_snapshot_in_a_locked_place_is_locked_and_read_by_whoever_has_the_key() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    let member = Member::new();
    let making = Options { snapshot: true, ..init_for(&[&member]) };
    sync_at(&mut ann, &dir, &making, NOW);
    lose_segments(&dir);
    let bytes = fs::read(&snapshots(&dir)[0]).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/"));
    let begun = sync_at(&mut bob, &dir, &member.opens(), NOW);
    assert!(begun.joined > 0 && begun.bare.is_empty());
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}
