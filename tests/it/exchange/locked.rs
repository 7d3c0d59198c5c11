//! Locked places and locked bundles: nothing lies open in them, nothing damaged or without its key is
//! taken in, and whoever has the key has everything.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::secrecy::ExposeSecret as _;
use salesdesk::domain::Trouble;
use salesdesk::domain::shut::Shut;
use salesdesk::domain::synced::{NoPlace, Refused};
use salesdesk::exchange::Error;
use salesdesk::exchange::locked::{Key, KeyFile, Lock, SecretString, TeamKey, is_locked, lock, unlock};
use salesdesk::exchange::sync::{Options, bundle};
use salesdesk::store::{self, Desk};

use super::sync::{NOW, Place, add, init, segments, synced};

const NAME: &str = "Zebrafink Werkzeugbau";

/// Somebody with a key of their own.
pub(super) struct Member(age::x25519::Identity);

impl Member {
    pub(super) fn new() -> Self {
        Self(age::x25519::Identity::generate())
    }

    fn key(&self) -> Arc<Key> {
        let text = self.0.to_string();
        match KeyFile::read(text.expose_secret().as_bytes()).unwrap() {
            KeyFile::Open(key) => Arc::new(key),
            shut => panic!("{shut:?}"),
        }
    }

    pub(super) fn opens(&self) -> Options {
        Options { key: Some(self.key()), ..Options::default() }
    }
}

fn lock_for(members: &[&Member]) -> Arc<Lock> {
    let list: Vec<_> = members.iter().map(|member| member.0.to_public().to_string()).collect();
    Arc::new(Lock::recipients(&list.join("\n")).unwrap())
}

pub(super) fn init_for(members: &[&Member]) -> Options {
    Options { lock: Some(lock_for(members)), ..init() }
}

/// A place that Ann made and locked for both, and the desks.
fn locked_place() -> (Place, Member, Desk, Desk, PathBuf) {
    let (place, member) = (Place::new(), Member::new());
    let (mut ann, bob, dir) = (place.desk("ann"), place.desk("bob"), place.shared());
    add(&mut ann, NAME);
    synced(&mut ann, &dir, &init_for(&[&member])).unwrap();
    (place, member, ann, bob, dir)
}

pub(super) fn why_not<T: std::fmt::Debug>(done: Result<T, Error>) -> NoPlace {
    match done {
        Err(Error::Store(store::Error::Trouble(Trouble::Place { why, .. }))) => why,
        other => panic!("{other:?}"),
    }
}

/// The team's key, as the place holds it.
fn team_key(dir: &Path, n: u32, member: &Member) -> TeamKey {
    let file = dir.join(format!("salesdesk-v1/keys/k{n:04}.age"));
    TeamKey::unwrap(&fs::read(file).unwrap(), &member.key()).unwrap()
}

fn every_file(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { every_file(&path) } else { vec![path] }).collect()
}

/// A file cut at every byte, and with every single bit flipped.
fn spoilt(whole: &[u8]) -> Vec<Vec<u8>> {
    let cut = (1..whole.len()).map(|length| whole[..length].to_vec());
    let flipped = (0..whole.len() * 8).map(|bit| {
        let mut bytes = whole.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bytes
    });
    cut.chain(flipped).collect()
}

/// What a desk is: its content, its log, what it knows of files.
fn state(desk: &Desk) -> (String, i64, usize, usize) {
    let known = desk.known_files().unwrap().len();
    (desk.digest().unwrap(), desk.newest().unwrap(), desk.segments().unwrap().len(), known)
}

#[test]
fn desks_with_the_key_of_a_locked_place_agree_and_nothing_in_it_lies_open() {
    let (place, member, mut ann, mut bob, dir) = locked_place();
    add(&mut bob, "Told by Bob");
    let read = synced(&mut bob, &dir, &member.opens()).unwrap();
    assert_eq!((read.imported, read.published), (1, 1));
    assert_eq!(synced(&mut ann, &dir, &member.opens()).unwrap().imported, 1);
    assert_eq!(ann.digest().unwrap(), bob.digest().unwrap());
    let again = synced(&mut ann, &dir, &member.opens()).unwrap();
    assert_eq!((again.imported, again.published), (0, 0));
    for file in every_file(&dir) {
        let bytes = fs::read(&file).unwrap();
        assert!(is_locked(&bytes) || file.ends_with("TEAM"), "{} lies open", file.display());
    }
    let stick = place.path("stick");
    fs::create_dir(&stick).unwrap();
    let carried = synced(&mut bob, &stick, &Options { relay: true, ..init_for(&[&member]) }).unwrap();
    assert_eq!((carried.relayed, carried.published), (1, 2));
    assert!(segments(&stick).iter().all(|file| is_locked(&fs::read(file).unwrap())));
}

#[test]
fn without_the_key_or_with_another_nothing_is_read_written_or_joined() {
    let (_place, _, _, mut bob, dir) = locked_place();
    add(&mut bob, "Told by Bob");
    let (before, files) = (state(&bob), every_file(&dir));
    assert_eq!(why_not(synced(&mut bob, &dir, &Options::default())), NoPlace::Locked);
    let other = Member::new().opens();
    assert!(matches!(synced(&mut bob, &dir, &other), Err(Error::Shut(Shut::WrongKey))));
    let words = Key::Passphrase(SecretString::from("horse".to_owned()));
    let by_word = Options { key: Some(Arc::new(words)), ..Options::default() };
    assert!(matches!(synced(&mut bob, &dir, &by_word), Err(Error::Shut(Shut::WrongKey))));
    fs::remove_dir_all(dir.join("salesdesk-v1/keys")).unwrap();
    assert_eq!(why_not(synced(&mut bob, &dir, &other)), NoPlace::Keyless);
    assert_eq!((state(&bob), bob.team().unwrap()), (before, None));
    assert!(every_file(&dir).iter().all(|file| files.contains(file)));
}

#[test]
fn a_locked_file_cut_at_any_byte_or_with_any_bit_flipped_changes_nothing() {
    let (_place, member, ann, mut bob, dir) = locked_place();
    add(&mut bob, "Told by Bob");
    let file = segments(&dir).remove(0);
    let whole = fs::read(&file).unwrap();
    synced(&mut bob, &dir, &Options { dry_run: true, ..member.opens() }).unwrap();
    fs::remove_file(&file).unwrap();
    synced(&mut bob, &dir, &member.opens()).unwrap();
    let before = state(&bob);
    let spoilt = spoilt(&whole);
    for (n, bytes) in spoilt.iter().enumerate() {
        fs::write(file.with_file_name(format!("spoilt-{n}.sds")), bytes).unwrap();
    }
    let read = synced(&mut bob, &dir, &member.opens()).unwrap();
    let aside = read.held.len() + read.incomplete.len() + read.rejected.len();
    assert_eq!((read.imported, read.changes, aside), (0, 0, spoilt.len()));
    assert_eq!(state(&bob), before);
    fs::write(&file, &whole).unwrap();
    assert_eq!(synced(&mut bob, &dir, &member.opens()).unwrap().imported, 1);
    assert_eq!(bob.customer_count().unwrap(), ann.customer_count().unwrap() + 1);
}

#[test]
fn a_locked_bundle_cut_at_any_byte_or_with_any_bit_flipped_changes_nothing() {
    let (place, member) = (Place::new(), Member::new());
    let (mut ann, mut bob) = (place.desk("ann"), place.desk("bob"));
    add(&mut ann, NAME);
    let (file, damaged) = (place.path("bundle.sds"), place.path("damaged.sds"));
    bundle::write(&ann, &file, None, false, Some(&lock_for(&[&member]))).unwrap();
    let (whole, key, before) = (fs::read(&file).unwrap(), member.key(), state(&bob));
    assert!(is_locked(&whole));
    let mut assert_refused = |bytes: &[u8], what: &str| {
        fs::write(&damaged, bytes).unwrap();
        match bundle::read(&mut bob, &damaged, Some(&key), NOW) {
            Ok(read) => assert_eq!((read.imported, read.rejected.len() + read.held.len()), (0, 1), "{what}"),
            Err(error) => assert!(matches!(error, Error::Shut(_)), "{what}: {error}"),
        }
    };
    for (n, bytes) in spoilt(&whole).iter().enumerate() {
        assert_refused(bytes, &format!("the {n}th"));
    }
    assert_refused(&[&whole[..], b"x"].concat(), "a byte more");
    let held = bundle::read(&mut bob, &file, None, NOW).unwrap().held;
    assert_eq!(held.iter().map(|aside| &aside.why).collect::<Vec<_>>(), [&Refused::Locked]);
    assert_eq!(state(&bob), before);
    bundle::read(&mut bob, &file, Some(&key), NOW).unwrap();
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_file_of_ones_own_that_lies_open_or_spoilt_in_a_locked_place_is_locked_anew() {
    let (_place, member, mut ann, mut bob, dir) = locked_place();
    let file = segments(&dir).remove(0);
    let locked = fs::read(&file).unwrap();
    let open = unlock(&locked, &team_key(&dir, 1, &member).to_key(), 1 << 20).unwrap();
    fs::write(&file, &open).unwrap();
    let read = synced(&mut bob, &dir, &member.opens()).unwrap();
    assert_eq!((read.imported, read.bare.len()), (1, 1), "it is read, and told");
    let mended = synced(&mut ann, &dir, &member.opens()).unwrap();
    assert_eq!((mended.published, mended.bare.len()), (1, 0));
    assert!(is_locked(&fs::read(&file).unwrap()));
    for spoilt in [locked[..locked.len() / 2].to_vec(), lock(&open, &lock_for(&[&Member::new()])).unwrap()] {
        fs::write(&file, spoilt).unwrap();
        let mended = synced(&mut ann, &dir, &member.opens()).unwrap();
        let aside = mended.held.len() + mended.incomplete.len() + mended.rejected.len();
        assert_eq!((mended.published, aside), (1, 0));
        assert!(unlock(&fs::read(&file).unwrap(), &team_key(&dir, 1, &member).to_key(), 1 << 20).is_ok());
    }
}

#[test]
fn a_place_is_locked_from_its_beginning_or_never() {
    let (place, member) = (Place::new(), Member::new());
    let (mut ann, dir) = (place.desk("ann"), place.shared());
    add(&mut ann, NAME);
    synced(&mut ann, &dir, &init()).unwrap();
    let files = every_file(&dir);
    assert_eq!(why_not(synced(&mut ann, &dir, &init_for(&[&member]))), NoPlace::Open);
    assert_eq!(every_file(&dir), files);
    let stray = dir.join("salesdesk-v1/o/stray.sds");
    fs::write(&stray, lock(b"SDSYNC01", &lock_for(&[&member])).unwrap()).unwrap();
    let held = synced(&mut ann, &dir, &Options::default()).unwrap().held;
    assert_eq!(held.iter().map(|aside| &aside.why).collect::<Vec<_>>(), [&Refused::Locked]);
}

#[test]
fn a_place_whose_lock_was_taken_away_or_exchanged_is_refused_until_it_is_trusted() {
    let (_place, member, mut ann, _, dir) = locked_place();
    add(&mut ann, "Told later");
    let marker = dir.join("salesdesk-v1/TEAM");
    let told = fs::read_to_string(&marker).unwrap();
    let before = (state(&ann), every_file(&dir));
    fs::write(&marker, told.replace("encrypted = true", "encrypted = false")).unwrap();
    assert_eq!(why_not(synced(&mut ann, &dir, &member.opens())), NoPlace::OtherKey);
    assert_eq!(why_not(synced(&mut ann, &dir, &Options::default())), NoPlace::OtherKey);
    fs::write(&marker, &told).unwrap();
    let theirs = TeamKey::make().wrapped(&lock_for(&[&member])).unwrap();
    let planted = dir.join("salesdesk-v1/keys/k0002.age");
    fs::write(&planted, theirs).unwrap();
    assert_eq!(why_not(synced(&mut ann, &dir, &member.opens())), NoPlace::OtherKey);
    fs::remove_file(&planted).unwrap();
    assert_eq!((state(&ann), every_file(&dir)), before);
    assert_eq!(synced(&mut ann, &dir, &member.opens()).unwrap().published, 1);
    fs::remove_dir_all(dir.join("salesdesk-v1")).unwrap();
    assert_eq!(why_not(synced(&mut ann, &dir, &init())), NoPlace::OtherKey, "made again, and open");
    synced(&mut ann, &dir, &Options { trust: true, ..init() }).unwrap();
    synced(&mut ann, &dir, &Options::default()).unwrap();
}

#[test]
fn whoever_left_reads_nothing_new_and_whoever_came_reads_everything() {
    let (place, stays, mut ann, mut bob, dir) = locked_place();
    let (leaves, comes) = (Member::new(), Member::new());
    let mut cyd = place.desk("cyd");
    let rekey =
        |for_whom: &[&Member]| Options { lock: Some(lock_for(for_whom)), rekey: true, ..stays.opens() };
    synced(&mut ann, &dir, &rekey(&[&stays, &leaves])).unwrap();
    synced(&mut bob, &dir, &leaves.opens()).unwrap();
    let old = segments(&dir);
    synced(&mut ann, &dir, &rekey(&[&stays, &comes])).unwrap();
    add(&mut ann, "Told after Bob left");
    synced(&mut ann, &dir, &stays.opens()).unwrap();
    let before = state(&bob);
    assert!(matches!(synced(&mut bob, &dir, &leaves.opens()), Err(Error::Shut(Shut::WrongKey))));
    let new: Vec<_> = segments(&dir).into_iter().filter(|file| !old.contains(file)).collect();
    let opened = unlock(&fs::read(&new[0]).unwrap(), &team_key(&dir, 2, &leaves).to_key(), 1 << 20);
    assert!(matches!(opened, Err(Error::Shut(Shut::WrongKey))));
    assert_eq!(state(&bob), before);
    assert_eq!(synced(&mut cyd, &dir, &comes.opens()).unwrap().imported, 2);
    assert_eq!(cyd.digest().unwrap(), ann.digest().unwrap());
}

#[test]
fn a_kept_key_opens_the_place_by_itself_and_is_for_its_owner_alone() {
    let (place, member, mut ann, mut bob, dir) = locked_place();
    let file = place.path("team.key");
    let keeps = Options { keep: Some(file.clone()), ..member.opens() };
    synced(&mut ann, &dir, &keeps).unwrap();
    assert!(synced(&mut ann, &dir, &keeps).is_err(), "a file that is there stays");
    let key = Arc::new(Key::in_file(&file).unwrap());
    let opens = Options { key: Some(key), ..Options::default() };
    assert_eq!(synced(&mut bob, &dir, &opens).unwrap().imported, 1);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(matches!(Key::in_file(&file), Err(Error::Shut(Shut::Exposed))));
}
