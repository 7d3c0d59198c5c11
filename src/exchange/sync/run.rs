//! `salesdesk sync DIR`: what came is read first, then what is ours is sealed and published.
//!
//! Nothing is remembered as sent: what to publish is what the listing lacks. A run that was cut
//! short anywhere is made good by the next one.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::door::Door;
use super::folder::{Folder, Listed};
use super::header::Kind;
use super::seal::{self, Sealer};
use super::segment::Segment;
use super::team::{self, Team};
use super::withdrawn;
use crate::domain::Trouble;
use crate::domain::synced::{Aside, Refused, Synced};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::exchange::locked::{Key, Lock};
use crate::store::{self, Desk, KnownFile, Posting, Sealed};

/// A file that is not whole and was changed so lately may still be on its way.
const ON_ITS_WAY: i64 = 3_600_000;
/// How far clocks may be apart before somebody is told.
const DAY: i64 = 24 * 3_600_000;

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
    let mut sync = Sync { team, door, folder: Folder::list(dir)?, synced: Synced::default(), now, newest: 0 };
    sync.synced.files = sync.folder.files.len();
    sync.read_all(desk, options, watch)?;
    if !options.dry_run {
        sync.publish_all(desk, options, watch)?;
    }
    sync.finish(desk, options)
}

struct Sync {
    team: Team,
    door: Door,
    folder: Folder,
    synced: Synced,
    now: i64,
    /// The newest moment anybody else wrote at, Unix milliseconds.
    newest: i64,
}

/// One sync of a book at a time. Held as long as the file is open.
fn lock(desk: &Desk) -> Result<File, Error> {
    let mut path = desk.path().as_os_str().to_owned();
    path.push("-sync");
    let path = PathBuf::from(path);
    let what = path.display().to_string();
    let file = File::options().create(true).append(true).open(&path).map_err(Error::io(what))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(_) => Err(Error::Store(Trouble::Busy.into())),
    }
}

impl Sync {
    fn read_all(&mut self, desk: &mut Desk, options: &Options, watch: &mut Watch<'_>) -> Result<(), Error> {
        let known = desk.known_files()?;
        let segments: HashSet<String> = desk.segments()?.into_iter().map(|sealed| sealed.name).collect();
        // A name with a hash in it means the same wherever it was copied to, if all of it was.
        let is_known = |name: &str, listed: &Listed| {
            known.get(name).is_some_and(|file| {
                file.size == listed.size && (file.modified == listed.modified || segments.contains(name))
            })
        };
        let mut new: Vec<(String, Listed)> = self
            .folder
            .files
            .iter()
            .filter(|(name, listed)| !is_known(name, listed))
            .map(|(n, l)| (n.clone(), *l))
            .collect();
        // By name, so that an origin's ranges come in their order; any other order is as good.
        new.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let all = new.len();
        for (done, (name, listed)) in new.into_iter().enumerate() {
            (watch.progress)(done as u64, all as u64);
            if (watch.stop)() {
                return Err(Error::Store(store::Error::Cancelled));
            }
            self.read_one(desk, &name, listed, options)?;
        }
        Ok(())
    }

    fn read_one(
        &mut self,
        desk: &mut Desk,
        name: &str,
        listed: Listed,
        options: &Options,
    ) -> Result<(), Error> {
        let Some(bytes) = self.folder.read(name)? else { return Ok(()) };
        let file = known_file(name, listed);
        if self.door.is_bare(&bytes) {
            self.synced.bare.push(name.to_owned());
        }
        match self.opened(&bytes) {
            Ok((segment, postings)) => self.bring(desk, &segment, &postings, &file, options),
            Err(why) => {
                let young = self.now - listed.modified < ON_ITS_WAY;
                let among = match why {
                    Refused::Cut | Refused::Unsound if young => &mut self.synced.incomplete,
                    _ if why.held() => &mut self.synced.held,
                    _ => &mut self.synced.rejected,
                };
                among.push(Aside { name: name.to_owned(), why });
                Ok(())
            }
        }
    }

    /// A file's segment and postings, verified whole.
    fn opened(&self, bytes: &[u8]) -> Result<(Segment, Vec<Posting>), Refused> {
        let segment = Segment::read(&self.door.opened(bytes)?)?;
        let team = &segment.header.team;
        if !team.is_empty() && *team != self.team.id {
            return Err(Refused::OtherTeam(team.chars().take(8).collect()));
        }
        let postings = segment.postings()?;
        Ok((segment, postings))
    }

    fn bring(
        &mut self,
        desk: &mut Desk,
        segment: &Segment,
        postings: &[Posting],
        file: &KnownFile,
        options: &Options,
    ) -> Result<(), Error> {
        self.synced.imported += 1;
        if options.dry_run {
            self.synced.changes += postings.len();
            return Ok(());
        }
        let sealed = seal::sealed(segment, false);
        let sealed = matches!(segment.header.kind, Kind::Seg | Kind::Scrub).then_some(&sealed);
        let brought = desk.bring(postings, sealed, Some(file), self.now)?;
        self.synced.changes += brought.new;
        self.synced.parked += brought.parked;
        self.synced.twin |= brought.twin;
        if desk.must_go(&segment.id)? {
            self.folder.remove(&file.name)?;
            self.synced.withdrawn += 1;
        }
        if brought.new > 0 {
            self.newest = self.newest.max(segment.header.made);
            self.synced.note_from(&segment.header.rep, brought.new, segment.header.made);
        }
        Ok(())
    }

    fn publish_all(
        &mut self,
        desk: &mut Desk,
        options: &Options,
        watch: &mut Watch<'_>,
    ) -> Result<(), Error> {
        let team = self.team.id.clone();
        let rep = desk.rep_name(desk.rep())?;
        let sealer = Sealer { team: &team, rep: &rep };
        sealer.seal_rest(desk)?;
        withdrawn::reissue(desk, &sealer)?;
        let segments = desk.segments()?;
        self.synced.withdrawn += withdrawn::take_away(&mut self.folder, &segments)?;
        let told = |sealed: &&Sealed| (sealed.ours || options.relay) && !sealed.withdrawn;
        for sealed in segments.iter().filter(told) {
            if (watch.stop)() {
                return Err(Error::Store(store::Error::Cancelled));
            }
            self.publish(desk, sealed)?;
        }
        Ok(())
    }

    /// Writes a segment that the place lacks, or has a spoilt file of.
    fn publish(&mut self, desk: &mut Desk, sealed: &Sealed) -> Result<(), Error> {
        let spoilt = self.synced.is_spoilt(&sealed.name);
        if self.folder.files.contains_key(&sealed.name) && !spoilt {
            return Ok(());
        }
        let Some(bytes) = seal::file_of(desk, sealed)? else { return Ok(()) };
        if spoilt {
            self.folder.remove(&sealed.name)?;
            self.synced.made_good(&sealed.name);
        }
        let bytes = self.door.closed(bytes)?;
        if let Some(listed) = self.folder.publish(&sealed.name, &bytes)? {
            desk.note_file(&known_file(&sealed.name, listed))?;
        }
        self.synced.published += 1;
        self.synced.relayed += usize::from(!sealed.ours);
        Ok(())
    }

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

fn known_file(name: &str, listed: Listed) -> KnownFile {
    KnownFile { name: name.to_owned(), size: listed.size, modified: listed.modified }
}
