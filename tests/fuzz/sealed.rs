//! Files of other desks, damaged where it matters: behind a seal that holds, for whoever shares a
//! place can make one. What is read is taken in by a book, which must be as sound after it.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::OnceLock;

use salesdesk::domain::customer::Customer;
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::{Change, Deed, Id, Record as _};
use salesdesk::exchange::locked::{Key, KeyFile, unlock};
use salesdesk::exchange::sync::bundle;
use salesdesk::exchange::sync::segment::Segment;
use salesdesk::store::Desk;
use tempfile::TempDir;

use super::damage::{Dice, damaged};

const NOW: i64 = 1_790_000_000_000;
/// A segment of a locked place, and the key that opens it.
const LOCKED: &[u8] = include_bytes!("locked.sds");
const KEY: &str = "AGE-SECRET-KEY-14VSLL7ZFP49LHTYFUKZLTALFPQY6JPVA5N3KS3M2JDA375P58XAS8KEFSN";
/// What stands around a segment's header and content: how it begins, and what follows them.
const BEGIN: &[u8] = b"SDSYNC01";
const TRAILER: usize = 32 + 4 + 8;
/// The same of a bundle, whose parts come with their lengths.
const END: usize = 8 + 4 + 8;
/// No content is longer.
const MOST: u64 = 64 << 20;

/// The files, each with the reader it is for.
pub(super) fn files() -> Vec<(&'static str, Vec<u8>)> {
    let (bundle, segment) = (bundled(), segment());
    vec![
        ("segment", segment.clone()),
        ("header", segment.clone()),
        ("line", segment.clone()),
        ("body", segment),
        ("bundle", bundle),
        ("locked", LOCKED.to_vec()),
        ("key", KEY.as_bytes().to_vec()),
    ]
}

/// The file damaged: its header, its lines or a part of it, and sealed again.
pub(super) fn damaged_inside(reader: &str, bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    match reader {
        "header" => {
            let (header, content) = taken_apart(bytes)?;
            Some(sealed(&damaged(header, dice), &content))
        }
        "line" => {
            let (header, content) = taken_apart(bytes)?;
            Some(sealed_to(&header, content.len(), &damaged(content, dice)))
        }
        "body" => {
            let (header, mut content) = taken_apart(bytes)?;
            let postings = Segment::read(bytes).and_then(|segment| segment.postings()).ok()?;
            let body = &postings[dice.below(postings.len())].body;
            let at = content.windows(body.len()).position(|some| some == body)?;
            alter(&mut content[at..at + body.len()], dice);
            Some(sealed(&header, &content))
        }
        "bundle" if dice.below(4) > 0 => {
            let part = bytes.get(16..bytes.len() - END)?;
            let (header, content) = taken_apart(part)?;
            let part = sealed_to(&header, content.len(), &damaged(content, dice));
            let length = (part.len() as u64).to_le_bytes();
            Some([&bytes[..8], &length[..], &part, &bytes[bytes.len() - END..]].concat())
        }
        _ => None,
    }
}

/// Another number, letter or kind here and there: what is read still, and says something else.
fn alter(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        bytes[at] = match dice.below(4) {
            0 => bytes[at].wrapping_add(1),
            1 => bytes[at].wrapping_sub(1),
            2 => bytes[at] ^ 1 << dice.below(8),
            _ => u8::try_from(dice.below(256)).unwrap_or_default(),
        };
    }
}

/// Reads a file as a sync would; a refusal is a good end, and so is a book that is still sound.
pub(super) fn read(reader: &str, bytes: &[u8]) {
    match reader {
        "bundle" => {
            let (folder, mut desk) = book();
            let file = folder.path().join("bundle.sds");
            fs::write(&file, bytes).expect("there is room");
            let read = bundle::read(&mut desk, &file, None, NOW).expect("a bad bundle is no error");
            assert!(read.imported > 0 || read.changes == 0, "it was refused and taken in");
            assert_sound(&desk);
        }
        "locked" => {
            let key = key(KEY.as_bytes()).expect("it is one");
            if let Ok(plain) = unlock(bytes, &key, MOST) {
                assert!(Segment::read(&plain).is_ok(), "something else came out than went in");
            }
        }
        "key" => drop(key(bytes)),
        _ => {
            let postings = Segment::read(bytes).and_then(|segment| segment.postings());
            if let Ok(postings) = postings {
                let (_folder, mut desk) = book();
                desk.bring(&postings, None, None, NOW).expect("what was verified can be taken in");
                assert_sound(&desk);
            }
        }
    }
}

fn assert_sound(desk: &Desk) {
    let health = desk.health().expect("the book is read");
    assert!(health.sound(), "{:?}", health.findings);
    desk.digest().expect("the book is read");
    desk.to_review(100).expect("the book is read");
}

fn key(bytes: &[u8]) -> Option<Key> {
    match KeyFile::read(bytes) {
        Ok(KeyFile::Open(key)) => Some(key),
        _ => None,
    }
}

/// A book with some work in it, always the same.
fn book() -> (TempDir, Desk) {
    static WHOLE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, whole) = WHOLE.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("whole.db");
        let mut desk = Desk::open(&folder.path().join("book.db"), "ann", NOW).expect("there is room");
        work(&mut desk);
        desk.backup(&path).expect("there is room");
        (folder, path)
    });
    let folder = folder();
    let path = folder.path().join("book.db");
    fs::copy(whole, &path).expect("there is room");
    let desk = Desk::open(&path, "bob", NOW).expect("it is a book");
    (folder, desk)
}

/// A folder in memory, where there is such a thing.
fn folder() -> TempDir {
    let made = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    made.expect("there is room")
}

fn work(desk: &mut Desk) {
    let customer = Customer { id: Id::mint(NOW), name: "Acme 田中".into(), ..Customer::default() };
    let step = NextStep {
        id: Id::mint(NOW),
        customer: Some(customer.id()),
        due_at: Some(NOW + 1_000),
        ..NextStep::default()
    };
    let new = Change::new(Deed::AddCustomer, "Acme").add(&customer).add(&step);
    desk.commit(&new, NOW).expect("there is room");
    let ranked = Customer { rank: "A".into(), ..customer.clone() };
    desk.commit(&Change::new(Deed::Edit, "Acme").turn(&customer, &ranked), NOW).expect("there is room");
}

fn bundled() -> Vec<u8> {
    let (folder, desk) = book();
    let file = folder.path().join("bundle.sds");
    bundle::write(&desk, &file, None, false, None).expect("there is room");
    fs::read(&file).expect("it was written")
}

/// A segment: the one part of a bundle, which is read alone too.
fn segment() -> Vec<u8> {
    let bundle = bundled();
    bundle[16..bundle.len() - END].to_vec()
}

fn taken_apart(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let inner = bytes.strip_prefix(BEGIN)?;
    let (length, rest) = inner[..inner.len() - TRAILER].split_first_chunk::<4>()?;
    let (header, packed) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let mut content = Vec::new();
    zstd::stream::Decoder::new(packed).ok()?.read_to_end(&mut content).ok()?;
    Some((header.to_vec(), content))
}

/// Content under a header that told another length.
fn sealed_to(header: &[u8], told: usize, content: &[u8]) -> Vec<u8> {
    let header = String::from_utf8_lossy(header);
    let header = header.replace(&format!("\"bytes\":{told}"), &format!("\"bytes\":{}", content.len()));
    sealed(header.as_bytes(), content)
}

fn sealed(header: &[u8], content: &[u8]) -> Vec<u8> {
    let packed = zstd::bulk::compress(content, 3).expect("memory takes it");
    let length = u32::try_from(header.len()).unwrap_or(u32::MAX).to_le_bytes();
    let body = [BEGIN, &length, header, &packed].concat();
    let seal = blake3::hash(&body);
    [&body[..], seal.as_bytes(), &32_u32.to_le_bytes(), b"SDSYNEND"].concat()
}
