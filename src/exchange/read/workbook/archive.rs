//! What the parts of an archive would unpack to, looked at before `calamine` unpacks them.
//!
//! The directory of the archive says how large each part is, and `zip` unpacks no more than it says.
//! Shared texts and very large sheets are unpacked once into nothing: for how many texts they would
//! make room, and how much lies between one tag and the next, which a reader must hold.

use std::io::{BufReader, Read, Seek};
use std::path::Path;

use memchr::memmem;
use zip::ZipArchive;

use crate::exchange::error::Error;

/// Parts of an archive.
const PARTS: usize = 10_000;
/// Bytes of a sheet, which is read as it goes.
pub(super) const SHEET: u64 = 1 << 30;
/// Bytes of the texts that cells share, which are held.
const STRINGS: u64 = 256 << 20;
/// How many of them.
const TEXTS: u64 = 16_000_000;
/// Bytes of any other part that is held: styles, names, relations.
const HELD: u64 = 16 << 20;
/// Bytes that may be held even if all of a sheet were one text; a sheet of more is measured first.
const SMALL: u64 = 256 << 20;
/// Bytes between one tag and the next.
pub(super) const TAG: usize = 16 << 20;

/// Opens the directory of an archive.
pub(super) fn open<R: Read + Seek>(file: R) -> Result<ZipArchive<R>, Error> {
    let archive = ZipArchive::new(file).map_err(damaged)?;
    if archive.len() > PARTS {
        return Err(Error::Damaged(format!("more than {PARTS} parts")));
    }
    Ok(archive)
}

/// The names of the parts, in small letters.
pub(in crate::exchange::read) fn parts(file: &mut (impl Read + Seek)) -> Result<Vec<String>, Error> {
    let archive = open(BufReader::new(file))?;
    Ok(archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect())
}

/// An error of the archive in our words.
pub(super) fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}

/// Looks at every part of an XLSX that `calamine` may hold or read; says whether the shared texts
/// have furigana.
pub(super) fn check(file: impl Read + Seek) -> Result<bool, Error> {
    let mut archive = open(BufReader::with_capacity(64 * 1024, file))?;
    let mut furigana = false;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        let said = part.size();
        let Some(most) = most(&name) else { continue };
        if said > most {
            return Err(bomb(name, most));
        }
        let shared = name.ends_with("sharedstrings.xml");
        if shared || said > SMALL {
            let measured = Measured::of(part, most, &name)?;
            furigana |= shared && measured.furigana;
            measured.refuse_many_texts(shared)?;
        }
    }
    Ok(furigana)
}

/// The most a part of that name may be; nothing for one that nobody unpacks.
fn most(name: &str) -> Option<u64> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let held = ["styles.xml", "workbook.xml", ".rels", "[content_types].xml"];
    if file.ends_with("sharedstrings.xml") {
        Some(STRINGS)
    } else if held.iter().any(|end| file.ends_with(end)) || file.starts_with("theme") {
        Some(HELD)
    } else {
        Path::new(file).extension().is_some_and(|end| end == "xml").then_some(SHEET)
    }
}

pub(super) fn bomb(part: String, limit: u64) -> Error {
    Error::Bomb { part, limit: limit >> 20 }
}

/// What unpacking a part has shown.
#[derive(Default)]
struct Measured {
    texts: u64,
    said_texts: u64,
    furigana: bool,
}

impl Measured {
    /// Unpacks a part into nothing; no more than `most` bytes.
    fn of(part: impl Read, most: u64, name: &str) -> Result<Self, Error> {
        let mut part = part.take(most + 1);
        let mut measured = Self::default();
        let mut buffer = vec![0; 64 * 1024];
        let (mut bytes, mut since_tag, mut kept) = (0_u64, 0, 0);
        loop {
            let read = part.read(&mut buffer[kept..]).map_err(damaged)?;
            if read == 0 {
                return Ok(measured);
            }
            if bytes == 0 {
                measured.said_texts = said_texts(&buffer[..read]);
            }
            bytes += read as u64;
            let seen = &buffer[..kept + read];
            since_tag = match memchr::memrchr(b'<', &seen[kept..]) {
                Some(at) => read - at,
                None => since_tag + read,
            };
            if bytes > most || since_tag > TAG {
                return Err(bomb(name.to_owned(), most));
            }
            measured.count(seen);
            Self::refuse_hidden_text(seen, bytes, name)?;
            // What is looked for is at most this long, and may lie across two reads.
            let end = seen.len();
            kept = end.min(8);
            buffer.copy_within(end - kept..end, 0);
        }
    }

    fn count(&mut self, seen: &[u8]) {
        self.texts += memmem::find_iter(seen, b"si>").count() as u64;
        self.furigana |= memmem::find(seen, b"rPh ").is_some();
    }

    /// A comment or a raw text has no tags in it to count by; large parts of real files have none.
    fn refuse_hidden_text(seen: &[u8], bytes: u64, name: &str) -> Result<(), Error> {
        let hidden = bytes > TAG as u64 && memmem::find(seen, b"<!").is_some();
        if hidden { Err(bomb(name.to_owned(), TAG as u64)) } else { Ok(()) }
    }

    /// `calamine` makes room for as many texts as the part says it has.
    fn refuse_many_texts(&self, shared: bool) -> Result<(), Error> {
        let many = shared && (self.texts / 2 > TEXTS || self.said_texts > TEXTS);
        if many { Err(Error::ManyCells(TEXTS)) } else { Ok(()) }
    }
}

/// The `uniqueCount` at the head of a part; all too many where it cannot be read.
fn said_texts(head: &[u8]) -> u64 {
    let Some(at) = memmem::find(head, b"uniqueCount") else { return 0 };
    let digits: Vec<u8> = head[at..]
        .iter()
        .skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>')
        .take_while(|byte| byte.is_ascii_digit())
        .copied()
        .collect();
    std::str::from_utf8(&digits)
        .ok()
        .filter(|text| !text.is_empty())
        .map_or(0, |text| text.parse().unwrap_or(u64::MAX))
}
