//! A place that makes trouble: full, read-only, gone midway, or with links in it. A sync says so,
//! leaves nothing half done, and the next one makes it good.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use salesdesk::domain::synced::NoPlace;
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options};

use super::locked::why_not;
use super::sync::{NOW, Place, add, init, segments, synced};
use crate::support::home::{Home, PROGRAM};
use crate::support::skipped;

/// Runs the program where no file may grow beyond so many blocks of half a kilobyte.
fn with_room(home: &Home, blocks: u64, arguments: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, PROGRAM]).args(arguments).env_clear().envs(home.env());
    command.output().unwrap()
}

/// Nothing half written, and no name without a whole file.
fn assert_no_halves(dir: &Path) {
    let files = if dir.join("salesdesk-v1/o").exists() { segments(dir) } else { Vec::new() };
    for file in files {
        let whole = sync::segment::Segment::read(&fs::read(&file).unwrap());
        assert!(whole.is_ok(), "{}", file.display());
    }
}

#[test]
fn a_disk_that_fills_up_while_files_are_published_leaves_no_half_of_one() {
    let levels: u64 = std::env::var("SALESDESK_LEVELS").map_or(12, |levels| levels.parse().unwrap());
    let (home, other, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let notes: String = (0..6_000_u32).map(|n| char::from(b'a' + (n * n % 25) as u8)).collect();
    for name in ["Acme", "田中製作所"] {
        home.json(&["add", name, "--set", &format!("note={}", &notes)]);
    }
    let dir = place.path().display().to_string();
    let mut refused = 0;
    for level in 0..levels {
        let output = with_room(&home, level * 40 / levels, &["sync", &dir, "--init"]);
        assert_no_halves(place.path());
        refused += u64::from(!output.status.success());
        if !output.status.success() {
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("the disk") && said.lines().count() == 1, "{level}: {said}");
        }
        assert!(home.run(&["doctor"]).status.success());
    }
    assert!(refused > levels / 3, "{refused} of {levels} were refused");
    home.json(&["sync", &dir, "--init"]);
    assert_eq!(other.json(&["sync", &dir])["digest"], home.json(&["digest"])["digest"]);
}

#[test]
fn a_place_that_may_only_be_read_is_read_and_named_and_written_to_later() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    add(&mut bob, "Told by Bob");
    let origins = dir.join("salesdesk-v1/o");
    fs::set_permissions(&origins, Permissions::from_mode(0o500)).unwrap();
    if fs::create_dir(origins.join("probe")).is_ok() {
        fs::remove_dir(origins.join("probe")).unwrap();
        skipped("permissions do not hold for this user");
        return;
    }
    let error = synced(&mut bob, &dir, &Options::default()).unwrap_err().to_string();
    assert!(error.contains("salesdesk-v1/o"), "{error}");
    assert_eq!(bob.customer_count().unwrap(), 2, "what was there is read all the same");
    fs::set_permissions(&origins, Permissions::from_mode(0o700)).unwrap();
    assert_eq!(synced(&mut bob, &dir, &Options::default()).unwrap().published, 1);
}

#[test]
fn a_place_that_goes_away_midway_is_said_to_be_gone_and_gone_on_with_when_it_is_back() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    for n in 0..5 {
        add(&mut ann, &format!("Acme {n}"));
        synced(&mut ann, &dir, &init()).unwrap();
    }
    add(&mut bob, "Told by Bob");
    let away = place.path("away");
    let mut leave = |done, _| {
        if done == 2 {
            fs::rename(&dir, &away).unwrap();
        }
    };
    let mut watch = Watch { progress: &mut leave, stop: &|| false };
    let cut = sync::run(&mut bob, &dir, &Options::default(), NOW, &mut watch);
    assert!(cut.is_err() && !dir.exists(), "the mount point is not filled instead: {cut:?}");
    assert_eq!(why_not(synced(&mut bob, &dir, &Options::default())), NoPlace::Missing);
    fs::rename(&away, &dir).unwrap();
    let read = synced(&mut bob, &dir, &Options::default()).unwrap();
    assert_eq!((read.imported, read.published), (3, 1));
    synced(&mut ann, &dir, &Options::default()).unwrap();
    assert_eq!(ann.digest().unwrap(), bob.digest().unwrap());
}

#[test]
fn links_in_a_place_are_not_followed_and_a_link_to_the_place_is() {
    let place = Place::new();
    let (mut ann, mut bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, "Acme");
    synced(&mut ann, &dir, &init()).unwrap();
    let file = segments(&dir).remove(0);
    let elsewhere = place.path("elsewhere.sds");
    fs::rename(&file, &elsewhere).unwrap();
    symlink(&elsewhere, &file).unwrap();
    fs::create_dir(place.path("more")).unwrap();
    fs::copy(&elsewhere, place.path("more/one.sds")).unwrap();
    symlink(place.path("more"), dir.join("salesdesk-v1/o/more")).unwrap();
    let read = synced(&mut bob, &dir, &Options::default()).unwrap();
    assert_eq!((read.files, read.imported), (0, 0));
    fs::remove_file(&file).unwrap();
    fs::rename(&elsewhere, &file).unwrap();
    let link = place.path("link");
    symlink(&dir, &link).unwrap();
    assert_eq!(synced(&mut bob, &link, &Options::default()).unwrap().imported, 1);
    assert_eq!(ann.digest().unwrap(), bob.digest().unwrap());
}

#[test]
fn a_place_whose_folder_of_files_is_a_link_is_not_written_through_it() {
    let place = Place::new();
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    add(&mut ann, "Acme");
    let elsewhere = place.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    synced(&mut ann, &dir, &init()).unwrap();
    let own = segments(&dir).remove(0).parent().unwrap().to_owned();
    fs::remove_dir_all(&own).unwrap();
    symlink(&elsewhere, &own).unwrap();
    assert!(synced(&mut ann, &dir, &Options::default()).is_err());
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}
