//! `salesdesk sync DIR`: what came is read first (`read`), then what is ours is sealed and published
//! (`publish`), and what nobody needs any more is taken away (`keep`).
//!
//! Nothing is remembered as sent: what to publish is what the listing lacks. A run that was cut
//! short anywhere is made good by the next one.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::door::Door;
use super::folder::{Folder, Listed};
use super::team::{self, Team};
use crate::domain::Trouble;
use crate::domain::synced::Synced;
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::exchange::locked::{Key, Lock};
use crate::store::{Desk, KnownFile};

/// How far clocks may be apart before somebody is told.
const DAY: i64 = 24 * 3_600_000;

/// A program that is being started holds what this one has open for a moment.
const PATIENCE: u32 = 25;
const MOMENT: Duration = Duration::from_millis(10);

/// How to sync.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Opens a locked place.
    pub key: Option<Arc<Key>>,
    /// For whom to lock the place that is made, or the new key.
    pub lock: Option<Arc<Lock>>,
    /// Go on with a new key, which opens what the old one did.
    pub rekey: bool,
    /// Take the place's lock for the right one though it was another.
    pub trust: bool,
    /// Keep the place's key in this file, which must not be there yet.
    pub keep: Option<PathBuf>,
    /// Make the place where it is none yet.
    pub init: bool,
    /// Carry other desks' changes that the place lacks.
    pub relay: bool,
    /// Publish a snapshot of all that this desk holds.
    pub snapshot: bool,
    /// Publish one every week.
    pub steward: bool,
    /// Fold all there is to fold, and drop what snapshots stand for.
    pub compact: bool,
    /// Read and publish nothing; say what would be.
    pub dry_run: bool,
    /// Work out the digest.
    pub digest: bool,
}

/// Syncs a desk with a place.
///
/// # Errors
/// Refuses a place that is not the team's, a second sync of the same book, and says what the disk
/// said; a file that is no good is in what it gives, not an error.
pub fn run(
    desk: &mut Desk,
    dir: &Path,
    options: &Options,
    now: i64,
    watch: &mut Watch<'_>,
) -> Result<Synced, Error> {
    let _lock = lock(desk)?;
    let (team, door) = team::enter(desk, dir, options, now)?;
    let folder = Folder::list(dir)?;
    let before = folder.files.clone();
    let mut sync = Sync { team, door, folder, before, synced: Synced::default(), now, newest: 0 };
    sync.synced.files = sync.folder.files.len();
    sync.read_all(desk, options, watch)?;
    if !options.dry_run {
        sync.publish_all(desk, options, watch)?;
        sync.keep_snapshots(desk, options)?;
        sync.tidy(desk, options)?;
    }
    sync.finish(desk, options)
}

/// A sync under way.
pub(super) struct Sync {
    pub(super) team: Team,
    pub(super) door: Door,
    pub(super) folder: Folder,
    /// What was there when it began.
    pub(super) before: HashMap<String, Listed>,
    pub(super) synced: Synced,
    pub(super) now: i64,
    /// The newest moment anybody else wrote at, Unix milliseconds.
    pub(super) newest: i64,
}

/// One sync of a book at a time. Held as long as the file is open.
fn lock(desk: &Desk) -> Result<File, Error> {
    let mut path = desk.path().as_os_str().to_owned();
    path.push("-sync");
    let path = PathBuf::from(path);
    let what = path.display().to_string();
    let file = File::options().create(true).append(true).open(&path).map_err(Error::io(what))?;
    for _ in 0..PATIENCE {
        if file.try_lock().is_ok() {
            return Ok(file);
        }
        std::thread::sleep(MOMENT);
    }
    Err(Error::Store(Trouble::Busy.into()))
}

impl Sync {
    fn finish(mut self, desk: &mut Desk, options: &Options) -> Result<Synced, Error> {
        // That others wrote long ago says nothing of clocks.
        let ahead = (self.newest - self.now) / DAY;
        self.synced.clock_ahead = (ahead > 0).then_some(ahead);
        self.synced.review = desk.review_count()?;
        if options.digest {
            self.synced.digest = desk.digest_now()?;
        }
        Ok(self.synced)
    }
}

/// A file as a listing tells of it.
pub(super) fn known_file(name: &str, listed: Listed) -> KnownFile {
    KnownFile { name: name.to_owned(), size: listed.size, modified: listed.modified }
}
