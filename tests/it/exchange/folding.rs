//! A place that does not fill with files: small ones are folded into larger ones, and go once those
//! have stood for them long enough; cut short anywhere, the next sync makes it good.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use salesdesk::domain::synced::Synced;
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options, bundle};
use salesdesk::store::Desk;

use super::sync::{NOW, Place, add, init, segments};

pub(super) const DAY: i64 = 24 * 3_600_000;

/// Syncs at a moment; whatever is new in the place is as old as that.
pub(super) fn sync_at(desk: &mut Desk, dir: &Path, options: &Options, now: i64) -> Synced {
    let before = if dir.join("salesdesk-v1/o").is_dir() { segments(dir) } else { Vec::new() };
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let synced = sync::run(desk, dir, options, now, &mut watch).unwrap();
    for file in segments(dir).iter().filter(|file| !before.contains(file)) {
        let modified = UNIX_EPOCH + Duration::from_millis(now.cast_unsigned());
        File::options().append(true).open(file).unwrap().set_modified(modified).unwrap();
    }
    synced
}

pub(super) fn relay() -> Options {
    Options { relay: true, ..Options::default() }
}

pub(super) fn compact() -> Options {
    Options { compact: true, ..Options::default() }
}

fn named(dir: &Path, what: &str) -> usize {
    segments(dir).iter().filter(|file| file.display().to_string().contains(what)).count()
}

#[test]
fn yesterday_s_files_become_one_and_go_two_days_after_it_came() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    for name in ["Acme", "Beta", "Gamma"] {
        add(&mut ann, name);
        sync_at(&mut ann, &dir, &init(), NOW);
    }
    assert_eq!((named(&dir, "-l0-"), named(&dir, "-l1-")), (3, 0));
    assert_eq!(sync_at(&mut ann, &dir, &Options::default(), NOW + DAY).folded, 3);
    assert_eq!((named(&dir, "-l0-"), named(&dir, "-l1-")), (3, 1), "the old ones stay beside it");
    assert_eq!(sync_at(&mut ann, &dir, &Options::default(), NOW + 2 * DAY).removed, 0);
    assert_eq!(sync_at(&mut ann, &dir, &Options::default(), NOW + 3 * DAY).removed, 3);
    assert_eq!(segments(&dir).len(), 1);
    sync_at(&mut bob, &dir, &Options::default(), NOW + 3 * DAY);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
    let again = sync_at(&mut ann, &dir, &Options::default(), NOW + 3 * DAY);
    assert_eq!((again.folded, again.published, again.removed), (0, 0, 0));
}

#[test]
fn the_first_sync_of_a_month_makes_one_file_of_the_months_before() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    for day in 0..4 {
        for name in ["Acme", "Beta"] {
            add(&mut ann, name);
            sync_at(&mut ann, &dir, &init(), NOW + day * DAY);
        }
    }
    sync_at(&mut ann, &dir, &Options::default(), NOW + 32 * DAY);
    sync_at(&mut ann, &dir, &Options::default(), NOW + 35 * DAY);
    assert_eq!((segments(&dir).len(), named(&dir, "-l2-")), (1, 1));
}

#[test]
fn an_old_file_stays_as_long_as_the_larger_one_is_not_there() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    for name in ["Acme", "Beta"] {
        add(&mut ann, name);
        sync_at(&mut ann, &dir, &init(), NOW);
    }
    sync_at(&mut ann, &dir, &compact(), NOW);
    let larger = segments(&dir).into_iter().find(|file| file.display().to_string().contains("-l2-")).unwrap();
    fs::remove_file(&larger).unwrap();
    let healed = sync_at(&mut ann, &dir, &Options::default(), NOW + 9 * DAY);
    assert_eq!((healed.published, healed.removed), (1, 0), "it is written anew, and what it replaces stays");
    assert!(larger.exists());
    assert_eq!(sync_at(&mut ann, &dir, &Options::default(), NOW + 12 * DAY).removed, 2);
}

#[test]
fn what_was_folded_is_neither_published_nor_carried_again() {
    let place = Place::new();
    let (mut ann, mut bob, dir, stick) =
        (place.desk("ann"), place.desk("bob"), place.shared(), place.path("stick"));
    for name in ["Acme", "Beta", "Gamma"] {
        add(&mut ann, name);
        sync_at(&mut ann, &dir, &init(), NOW);
    }
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    sync_at(&mut ann, &dir, &compact(), NOW);
    sync_at(&mut bob, &dir, &Options::default(), NOW);
    fs::create_dir(&stick).unwrap();
    let carried = sync_at(&mut bob, &stick, &Options { init: true, ..relay() }, NOW);
    assert_eq!((carried.relayed, segments(&stick).len()), (1, 1), "the larger file alone");
}

#[test]
fn what_came_by_mail_reaches_a_place_and_is_the_same_file_whoever_carries_it() {
    let place = Place::new();
    let (mut ann, mut bob, mut cyd, mut dot) =
        (place.desk("ann"), place.desk("bob"), place.desk("cyd"), place.desk("dot"));
    let (dir, mail) = (place.shared(), place.path("mail.sds"));
    add(&mut ann, "Acme");
    add(&mut ann, "Beta");
    bundle::write(&ann, &mail, None, false, None).unwrap();
    bundle::read(&mut bob, &mail, None, NOW).unwrap();
    bundle::read(&mut cyd, &mail, None, NOW).unwrap();
    assert_eq!(sync_at(&mut bob, &dir, &init(), NOW).published, 0, "it is not bob's");
    assert_eq!(sync_at(&mut bob, &dir, &relay(), NOW).relayed, 1);
    fs::remove_file(&segments(&dir)[0]).unwrap();
    let first = sync_at(&mut cyd, &dir, &relay(), NOW);
    assert_eq!(first.relayed, 1);
    assert_eq!(sync_at(&mut bob, &dir, &relay(), NOW).published, 0, "theirs is the same");
    sync_at(&mut dot, &dir, &Options::default(), NOW);
    assert_eq!(dot.digest().unwrap(), ann.digest().unwrap());
}
