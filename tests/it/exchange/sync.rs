//! Desks told each other everything through a folder: what is spoilt is refused whole, what is
//! missing is published, and nothing is touched that is not the team's.

use std::fs;
use std::path::{Path, PathBuf};

use salesdesk::domain::customer::Customer;
use salesdesk::domain::synced::Synced;
use salesdesk::domain::{Change, Deed, Id, Record};
use salesdesk::exchange::Error;
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options, bundle};
use salesdesk::store::Desk;

pub(super) const NOW: i64 = 1_790_000_000_000;

pub(super) struct Place(tempfile::TempDir);

impl Place {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn desk(&self, name: &str) -> Desk {
        Desk::open(&self.path(name), name, NOW).unwrap()
    }

    pub(super) fn shared(&self) -> PathBuf {
        let shared = self.path("shared");
        fs::create_dir_all(&shared).unwrap();
        shared
    }
}

pub(super) fn add(desk: &mut Desk, name: &str) -> Id {
    let customer = Customer { id: Id::mint(NOW), name: name.into(), ..Customer::default() };
    desk.commit(&Change::new(Deed::AddCustomer, name).add(&customer), NOW).unwrap();
    customer.id()
}

pub(super) fn synced(desk: &mut Desk, dir: &Path, options: &Options) -> Result<Synced, Error> {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    sync::run(desk, dir, options, NOW, &mut watch)
}

pub(super) fn init() -> Options {
    Options { init: true, ..Options::default() }
}

pub(super) fn segments(dir: &Path) -> Vec<PathBuf> {
    let origins = fs::read_dir(dir.join("salesdesk-v1/o")).unwrap();
    let folders = origins.map(|entry| entry.unwrap().path());
    folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect()
}

#[test]
fn a_bundle_cut_at_any_byte_changes_nothing() {
    let place = Place::new();
    let (mut ann, mut bob) = (place.desk("ann"), place.desk("bob"));
    add(&mut ann, "Acme 田中");
    let (whole, cut) = (place.path("whole.sds"), place.path("cut.sds"));
    bundle::write(&ann, &whole, None, false, None).unwrap();
    let bytes = fs::read(&whole).unwrap();
    let (empty, newest) = (bob.digest().unwrap(), bob.newest().unwrap());
    for length in 0..bytes.len() {
        fs::write(&cut, &bytes[..length]).unwrap();
        let read = bundle::read(&mut bob, &cut, None, NOW).unwrap();
        assert_eq!((read.imported, read.rejected.len()), (0, 1), "{length} bytes");
    }
    assert_eq!((bob.digest().unwrap(), bob.newest().unwrap()), (empty, newest));
    bundle::read(&mut bob, &whole, None, NOW).unwrap();
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_file_of_ones_own_that_was_cut_on_its_way_is_written_anew() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    let file = segments(&dir).remove(0);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let read = synced(&mut bob, &dir, &Options::default()).unwrap();
    assert_eq!((read.imported, read.incomplete.len() + read.rejected.len()), (0, 1));
    let mended = synced(&mut ann, &dir, &Options::default()).unwrap();
    assert_eq!((mended.published, mended.incomplete.len() + mended.rejected.len()), (1, 0));
    assert_eq!(fs::read(&file).unwrap(), whole);
    assert_eq!(synced(&mut bob, &dir, &Options::default()).unwrap().imported, 1);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_dry_run_writes_nothing_and_joins_nobody() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    let dry = Options { dry_run: true, ..init() };
    assert!(synced(&mut ann, &dir, &dry).is_err(), "there is no place to look at");
    assert_eq!(fs::read_dir(&dir).unwrap().count(), 0);
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    let before = (bob.newest().unwrap(), segments(&dir));
    assert_eq!(synced(&mut bob, &dir, &dry).unwrap().imported, 1);
    assert_eq!((bob.newest().unwrap(), segments(&dir)), before);
    assert_eq!(bob.team().unwrap(), None);
}

#[test]
fn a_renamed_copy_and_a_file_that_is_not_ours_do_no_harm() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    let file = segments(&dir).remove(0);
    fs::rename(&file, file.with_file_name("report (conflicted copy).bin")).unwrap();
    fs::write(file.with_file_name("photo.jpg"), [0xff; 400]).unwrap();
    fs::write(file.with_file_name(".half.tmp"), b"SDSYNC01").unwrap();
    let read = synced(&mut bob, &dir, &Options::default()).unwrap();
    assert_eq!((read.imported, read.rejected.len(), read.files), (1, 1, 2));
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn an_emptied_place_another_team_s_and_a_locked_one_change_nothing() {
    let place = Place::new();
    let (mut ann, mut eve, dir) = (place.desk("ann"), place.desk("eve"), place.shared());
    let theirs = place.path("theirs");
    fs::create_dir(&theirs).unwrap();
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    synced(&mut eve, &theirs, &init()).unwrap();
    let digest = ann.digest().unwrap();
    assert!(synced(&mut ann, &theirs, &Options::default()).is_err(), "another team's");
    let marker = dir.join("salesdesk-v1/TEAM");
    let open = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, open.replace("encrypted = false", "encrypted = true")).unwrap();
    assert!(synced(&mut ann, &dir, &Options::default()).is_err(), "one that others lock");
    fs::remove_dir_all(dir.join("salesdesk-v1")).unwrap();
    assert!(synced(&mut ann, &dir, &Options::default()).is_err(), "an emptied one");
    assert_eq!(ann.digest().unwrap(), digest);
    synced(&mut ann, &dir, &init()).unwrap();
    assert_eq!(segments(&dir).len(), 1, "all is published again");
}

#[test]
fn a_copy_that_wrote_on_under_the_same_origin_is_noticed_and_both_agree() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    add(&mut ann, "Acme");
    let copy = place.path("copy");
    ann.backup(&copy).unwrap();
    let mut copy = Desk::open(&copy, "ann", NOW).unwrap();
    assert_eq!(ann.origin(), copy.origin());
    let theirs = add(&mut copy, "Told on the road");
    add(&mut ann, "Told at the desk");
    synced(&mut copy, &dir, &init()).unwrap();
    let origin = ann.origin();
    let met = synced(&mut ann, &dir, &Options::default()).unwrap();
    assert!(met.twin && ann.origin() != origin);
    synced(&mut copy, &dir, &Options::default()).unwrap();
    assert_eq!(ann.digest().unwrap(), copy.digest().unwrap());
    assert_eq!(
        ann.undo(NOW).unwrap().subject,
        "Told at the desk",
        "the other's work is not ours to take back"
    );
    assert!(ann.page(theirs, 1).unwrap().is_some());
}

#[test]
fn a_desk_that_runs_while_another_connection_parts_from_a_twin_goes_on_under_the_new_origin() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    add(&mut ann, "Acme");
    let copy = place.path("copy");
    ann.backup(&copy).unwrap();
    let mut copy = Desk::open(&copy, "ann", NOW).unwrap();
    add(&mut copy, "Told on the road");
    add(&mut ann, "Told at the desk");
    synced(&mut copy, &dir, &init()).unwrap();
    let mut behind = place.desk("ann");
    assert!(synced(&mut behind, &dir, &Options::default()).unwrap().twin);
    assert_ne!(ann.origin(), behind.origin(), "nobody told it yet");
    add(&mut ann, "Told afterwards");
    assert_eq!(ann.origin(), behind.origin());
    assert_eq!(ann.undo(NOW).unwrap().subject, "Told afterwards");
    assert_eq!(ann.undo(NOW).unwrap().subject, "Told at the desk");
    synced(&mut behind, &dir, &Options::default()).unwrap();
    synced(&mut copy, &dir, &Options::default()).unwrap();
    assert_eq!(ann.digest().unwrap(), copy.digest().unwrap());
}

#[test]
fn a_stick_carries_what_a_third_desk_wrote() {
    let place = Place::new();
    let (mut ann, mut bob, mut cyd) = (place.desk("ann"), place.desk("bob"), place.desk("cyd"));
    let (dir, stick) = (place.shared(), place.path("stick"));
    fs::create_dir(&stick).unwrap();
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    synced(&mut bob, &dir, &Options::default()).unwrap();
    let carried = synced(&mut bob, &stick, &Options { relay: true, ..init() }).unwrap();
    assert_eq!(carried.relayed, 1);
    synced(&mut cyd, &stick, &Options::default()).unwrap();
    assert_eq!(cyd.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_row_of_a_copy_that_came_before_the_one_it_follows_is_a_fork_and_no_tampering() {
    for gap_first in [true, false] {
        let place = Place::new();
        let (mut ann, mut bob) = (place.desk("ann"), place.desk("bob"));
        add(&mut ann, "Acme");
        ann.backup(&place.path("copy")).unwrap();
        let mut copy = Desk::open(&place.path("copy"), "ann", NOW).unwrap();
        for name in ["One", "Two"] {
            add(&mut ann, name);
            add(&mut copy, &format!("{name} elsewhere"));
        }
        let all = |desk: &Desk| desk.postings(ann.origin(), 1, 9).unwrap();
        let (whole, last) = (all(&ann), all(&copy).split_off(3));
        let mut parts = [&whole[..3], &last[..]];
        if gap_first {
            parts.reverse();
        }
        for postings in parts {
            bob.bring(postings, None, None, NOW).unwrap();
        }
        assert_eq!(bob.audit().unwrap(), None);
        assert_eq!(bob.review_count().unwrap(), 1);
    }
}
