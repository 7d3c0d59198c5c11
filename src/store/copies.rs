//! The copies kept of a book, in a folder beside it: one a night, one before each upgrade, and
//! those that somebody asked for. Each is checked before it counts.
//!
//! Seven nightly ones are kept; an older one goes only when a new one is there. No other copy is
//! ever removed from here.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone};
use rusqlite::{Connection, OpenFlags};

use super::backup::check;
use super::open::{Desk, refused};
use super::{Result, disk, key, place};
use crate::domain::Trouble;

/// How many nightly copies are kept.
const NIGHTS: usize = 7;
/// How old the newest copy is when another is due, in milliseconds.
const A_DAY: i64 = 24 * 3_600_000;
/// Room that a nightly copy leaves to everything else.
const SPARE: u64 = 64 << 20;
/// When what an interrupted copy left behind may be cleared away.
const ABANDONED: Duration = Duration::from_hours(3);
/// How a name tells when the copy was made.
const DATED: &str = "%Y-%m-%d-%H%M%S";

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By the desk, once a day.
    Nightly,
    /// Before the book was brought to a newer format.
    BeforeUpgrade,
    /// Before another copy took the book's place.
    BeforeRestore,
    /// Somebody asked for it.
    Asked,
}

/// A copy that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// Why it was made.
    pub kind: Kind,
    /// When, in Unix milliseconds.
    pub made: i64,
    /// How large it is.
    pub bytes: u64,
}

impl Kept {
    /// Says whether the copy is whole.
    #[must_use]
    pub fn sound(&self) -> bool {
        check(&self.path).is_ok()
    }

    /// How many customers it holds; nothing where that cannot be read.
    #[must_use]
    pub fn customers(&self) -> Option<u64> {
        let conn = Connection::open_with_flags(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
        key::apply(&conn, &self.path).ok()?;
        let sql = "SELECT value FROM desk WHERE name = 'customers'";
        conn.query_row(sql, [], |row| row.get(0)).ok()
    }
}

/// The folder that a book's copies are kept in.
#[must_use]
pub fn folder(book: &Path) -> PathBuf {
    place::real(book).parent().unwrap_or(Path::new("")).join("backups")
}

/// The copies of a book, the newest first. `now` tells the zone that names are in.
#[must_use]
pub fn kept(book: &Path, now: DateTime<FixedOffset>) -> Vec<Kept> {
    let real = place::real(book);
    let stem = real.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let beside = real.parent().unwrap_or(Path::new("")).to_owned();
    let mut copies = Vec::new();
    for (place, within) in [(folder(book), true), (beside, false)] {
        for entry in fs::read_dir(place).into_iter().flatten().filter_map(std::result::Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Some(kind) = kind_of(&name, &stem, within) else { continue };
            let Ok(file) = entry.metadata() else { continue };
            if file.is_file() {
                let made = dated(&name, now).unwrap_or_else(|| ms(file.modified().ok()));
                copies.push(Kept { path: entry.path(), kind, made, bytes: file.len() });
            }
        }
    }
    copies.sort_by(|one, other| other.made.cmp(&one.made).then_with(|| other.path.cmp(&one.path)));
    copies
}

/// Why a file of that name was made; nothing where it is no copy of this book.
fn kind_of(name: &str, stem: &str, within: bool) -> Option<Kind> {
    let rest = name.strip_prefix(stem)?.strip_suffix(".db")?;
    match rest {
        _ if rest.starts_with(".before-restore-") => Some(Kind::BeforeRestore),
        _ if rest.starts_with(".before-upgrade-") => Some(Kind::BeforeUpgrade),
        _ if !within => None,
        _ if rest.starts_with("-nightly-") => Some(Kind::Nightly),
        _ if rest.starts_with("-before-upgrade-") => Some(Kind::BeforeUpgrade),
        _ if rest.starts_with('-') => Some(Kind::Asked),
        _ => None,
    }
}

/// When a copy was made, by its name.
fn dated(name: &str, now: DateTime<FixedOffset>) -> Option<i64> {
    let stem = name.strip_suffix(".db")?;
    let length = "2026-11-20-143200".len();
    // A second copy within a second has a number after its date.
    let stem = stem.rsplit_once('-').filter(|(_, n)| n.len() < 6).map_or(stem, |(stem, _)| stem);
    let date = stem.get(stem.len().checked_sub(length)?..)?;
    let naive = NaiveDateTime::parse_from_str(date, DATED).ok()?;
    Some(now.offset().from_local_datetime(&naive).single()?.timestamp_millis())
}

fn ms(time: Option<SystemTime>) -> i64 {
    let since = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Says whether a nightly copy is due.
#[must_use]
pub fn wants_one(book: &Path, now: DateTime<FixedOffset>) -> bool {
    let at = now.timestamp_millis();
    kept(book, now).iter().all(|copy| (at - copy.made).abs() >= A_DAY)
}

impl Desk {
    /// Makes the night's copy, checked, and then removes those that are more than seven nights back.
    ///
    /// # Errors
    /// Where there is not room for it and something to spare; nothing was written then.
    pub fn keep_nightly(&self, now: DateTime<FixedOffset>) -> Result<PathBuf> {
        let folder = made(&self.path)?;
        sweep(&folder);
        let number = |pragma: &str| self.conn.query_row(pragma, [], |row| row.get::<_, u64>(0));
        let bytes = number("PRAGMA page_count")? * number("PRAGMA page_size")?;
        if disk::free(&folder).is_some_and(|free| free < bytes + SPARE) {
            return Err(Trouble::DiskFull.into());
        }
        let copy = free_name(&folder, &self.path, "-nightly", now);
        self.backup(&copy)?;
        let mut nights = kept(&self.path, now);
        nights.retain(|kept| kept.kind == Kind::Nightly && kept.path != copy);
        for old in nights.iter().skip(NIGHTS - 1) {
            if let Err(error) = fs::remove_file(&old.path) {
                tracing::warn!(%error, "an old copy could not be removed");
            }
        }
        Ok(copy)
    }

    /// Copies the book as it is before it is brought to a newer format.
    pub(super) fn copy_aside(&self, now: i64) -> Result<()> {
        let folder = made(&self.path)?;
        let now = DateTime::from_timestamp_millis(now).unwrap_or_default();
        let local = now.with_timezone(&chrono::Local).fixed_offset();
        self.backup(&free_name(&folder, &self.path, "-before-upgrade", local))
    }
}

/// A dated name that is nobody's yet.
fn free_name(folder: &Path, book: &Path, why: &str, now: DateTime<FixedOffset>) -> PathBuf {
    let stem = place::real(book).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let date = now.format(DATED);
    let names = std::iter::once(String::new()).chain((2..).map(|n: u32| format!("-{n}")));
    let mut files = names.map(|again| folder.join(format!("{stem}{why}-{date}{again}.db")));
    files.find(|file| !file.exists()).expect("numbers do not end")
}

/// The folder for copies, made where there is none.
pub(super) fn made(book: &Path) -> Result<PathBuf> {
    let folder = folder(book);
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder);
    made.map_err(|error| refused(&folder, &error))?;
    place::close_folder(&folder);
    Ok(folder)
}

/// Clears away what an interrupted copy left behind.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(std::result::Result::ok) {
        let ours = entry.file_name().to_string_lossy().starts_with(".salesdesk-");
        let Ok(file) = entry.metadata() else { continue };
        let age = file.modified().ok().and_then(|time| time.elapsed().ok()).unwrap_or_default();
        if ours && file.is_dir() && age > ABANDONED {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-11-20T14:32:00+09:00").unwrap()
    }

    #[test]
    fn a_name_tells_what_a_copy_is_and_when_it_was_made() {
        let at = Some(now().timestamp_millis());
        assert_eq!(dated("book-2026-11-20-143200.db", now()), at);
        assert_eq!(dated("book-nightly-2026-11-20-143200-2.db", now()), at);
        assert_eq!(dated("book.before-restore-1795239120000.db", now()), None);
        let kind = |name| kind_of(name, "book", true);
        assert_eq!(kind("book-nightly-2026-11-20-143200.db"), Some(Kind::Nightly));
        assert_eq!(kind("book-2026-11-20-143200.db"), Some(Kind::Asked));
        assert_eq!(kind("booking.db"), None);
        assert_eq!(kind_of("book-2026-11-20-143200.db", "book", false), None);
    }

    #[test]
    fn seven_nights_are_kept_and_nothing_that_somebody_asked_for_goes() {
        let place = tempfile::tempdir().unwrap();
        let book = place.path().join("book.db");
        let desk = Desk::open(&book, "Kawai", 1).unwrap();
        let asked = free_name(&made(&book).unwrap(), &book, "", now() - chrono::Duration::days(400));
        desk.backup(&asked).unwrap();
        for night in 0..10 {
            let now = now() + chrono::Duration::days(night);
            assert!(wants_one(&book, now), "{night}");
            desk.keep_nightly(now).unwrap();
            assert!(!wants_one(&book, now), "{night}");
        }
        let kept = kept(&book, now());
        let nights: Vec<_> = kept.iter().filter(|copy| copy.kind == Kind::Nightly).collect();
        assert_eq!((nights.len(), kept.len()), (NIGHTS, NIGHTS + 1));
        assert_eq!(nights[0].made, (now() + chrono::Duration::days(9)).timestamp_millis());
        assert!(asked.exists() && kept.iter().all(Kept::sound));
    }
}
