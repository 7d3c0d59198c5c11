//! What a place keeps: snapshots are made when they are due and the oldest of one's own go; files go
//! once a larger one has stood for them long enough, and very old ones once snapshots do.
//!
//! Only files of this desk's own are ever taken away.

use std::io::Write as _;

use super::fold::{self, BESIDE};
use super::header::Header;
use super::parts::Writer;
use super::run::{Options, Sync, known_file};
use super::seal::Sealer;
use super::{names, snapshot};
use crate::exchange::error::Error;
use crate::exchange::locked;
use crate::store::{Desk, Hash, Sealed, Snapshot};

const DAY: i64 = 24 * 3_600_000;
/// How often a steward makes a snapshot.
const WEEK: i64 = 7 * DAY;
/// How many of one's own snapshots a place keeps.
const KEPT: usize = 3;
/// How old history must be to be dropped.
const OLD: i64 = 400 * DAY;
/// How many snapshots must stand for history that is dropped.
const STAND: usize = 2;

impl Sync {
    /// The snapshots that are in the place, made here or found good; the newest first.
    pub(super) fn states_here(&self, desk: &Desk) -> Result<Vec<Snapshot>, Error> {
        let mut all = desk.snapshots()?;
        all.retain(|state| {
            self.folder.files.contains_key(&state.name) && !self.synced.is_spoilt(&state.name)
        });
        Ok(all)
    }

    /// Publishes a snapshot where one is due, and takes away those of one's own that are not kept.
    pub(super) fn keep_snapshots(&mut self, desk: &mut Desk, options: &Options) -> Result<(), Error> {
        self.remove_spoilt(desk)?;
        if self.is_due(desk, options)? {
            self.make(desk)?;
        }
        let ours: Vec<Snapshot> = self.states_here(desk)?.into_iter().filter(|state| state.ours).collect();
        let clean = ours.iter().filter(|state| state.clean);
        let kept: Vec<&str> = clean.take(KEPT).map(|state| state.name.as_str()).collect();
        for state in ours.iter().filter(|state| !kept.contains(&state.name.as_str())) {
            self.folder.remove(&state.name)?;
            desk.forget_snapshot(&state.name)?;
            self.synced.removed += 1;
        }
        Ok(())
    }

    fn remove_spoilt(&mut self, desk: &mut Desk) -> Result<(), Error> {
        let spoilt = |state: &Snapshot| state.ours && self.synced.is_spoilt(&state.name);
        let spoilt: Vec<Snapshot> = desk.snapshots()?.into_iter().filter(spoilt).collect();
        for state in spoilt {
            self.folder.remove(&state.name)?;
            desk.forget_snapshot(&state.name)?;
            self.synced.made_good(&state.name);
        }
        Ok(())
    }

    /// Asked for; a week old and not all there is; holding somebody erased since; or needed by whoever reads what is carried.
    fn is_due(&self, desk: &Desk, options: &Options) -> Result<bool, Error> {
        let here = self.states_here(desk)?;
        let mut ours = here.iter().filter(|state| state.ours);
        let told_erased = ours.clone().any(|state| !state.clean);
        let weekly = options.steward
            && !desk.is_fresh()?
            && match ours.next() {
                Some(newest) => self.now - newest.made_at >= WEEK && desk.stands_for_more(&newest.head)?,
                None => true,
            };
        if options.snapshot || weekly || told_erased {
            return Ok(true);
        }
        let unseen = if options.relay { desk.unseen()? } else { Vec::new() };
        Ok(unseen
            .iter()
            .any(|range| !here.iter().any(|state| state.head.stands_for(range.origin, range.lo, range.hi))))
    }

    /// Makes a snapshot: written where nobody sees it, read back, and only then given its name.
    fn make(&mut self, desk: &mut Desk) -> Result<(), Error> {
        let folder = names::of_state(desk.origin(), self.now, &Hash::default());
        let mut file = self.folder.begin(&folder)?;
        let (hash, original) = {
            let rep = desk.rep_name(desk.rep())?;
            let sealer = Sealer { team: &self.team.id, rep: &rep };
            let fill = |out: &mut (dyn std::io::Write + Send)| {
                let mut writer = Writer::begin(out)?;
                let original = snapshot::tell(desk, &sealer, self.now, &mut writer)?;
                Ok::<_, Error>((writer.finish()?, original))
            };
            let mut out = std::io::BufWriter::new(&mut file);
            let filled = match self.door.lock() {
                None => fill(&mut out)?,
                Some(lock) => locked::lock_while(&mut out, &lock, fill)?,
            };
            out.flush().map_err(Error::io(folder))?;
            filled
        };
        snapshot::prove(desk, file.path(), self.door.key().as_ref(), &original)?;
        let name = names::of_state(desk.origin(), self.now, &hash);
        let listed = self.folder.reveal(&name, file)?;
        let made = Snapshot { ours: true, head: original.head, ..Snapshot::read(&name, self.now) };
        desk.keep_snapshot(&made, listed.map(|listed| known_file(&name, listed)).as_ref())?;
        self.synced.published += 1;
        self.synced.made = Some(name);
        Ok(())
    }

    /// Takes away what larger files have stood for long enough; very old history too where that is
    /// asked for.
    pub(super) fn tidy(&mut self, desk: &mut Desk, options: &Options) -> Result<(), Error> {
        let segments = desk.segments()?;
        for (at, holder) in fold::folded(&segments) {
            let (sealed, holder) = (&segments[at], &segments[holder]);
            if sealed.ours && self.folder.files.contains_key(&sealed.name) && self.has_stood(holder) {
                self.folder.remove(&sealed.name)?;
                self.synced.removed += 1;
            }
        }
        if options.compact {
            self.drop_old(desk, &segments)?;
        }
        Ok(())
    }

    /// Says whether a larger file was in the place before this sync, and long enough.
    fn has_stood(&self, holder: &Sealed) -> bool {
        let since = |moment: i64| self.now - moment >= BESIDE;
        let listed = self.before.get(&holder.name).is_some_and(|listed| since(listed.modified));
        listed && self.folder.files.contains_key(&holder.name) && holder.folded_at.is_none_or(since)
    }

    /// Drops one's own history that is very old and that two snapshots of this place stand for.
    fn drop_old(&mut self, desk: &mut Desk, segments: &[Sealed]) -> Result<(), Error> {
        let here = self.states_here(desk)?;
        let old: Vec<&Sealed> = segments.iter().filter(|sealed| sealed.ours && self.is_old(sealed)).collect();
        for sealed in old {
            let standing = here.iter().filter(|state| stands_for(state, sealed)).count();
            if standing < STAND || (sealed.dropped && !self.folder.files.contains_key(&sealed.name)) {
                continue;
            }
            // The mark first: a run cut short here removes it the next time.
            desk.drop_segment(&sealed.id)?;
            if self.folder.files.contains_key(&sealed.name) {
                self.folder.remove(&sealed.name)?;
                self.synced.removed += 1;
            }
            self.synced.dropped += 1;
        }
        Ok(())
    }

    fn is_old(&self, sealed: &Sealed) -> bool {
        let newest = Header::read(sealed.header.as_bytes()).map_or(i64::MAX, |header| header.made);
        self.now - newest.max(sealed.sealed_at) >= OLD
    }
}

/// Says whether a snapshot stands for a segment.
pub(super) fn stands_for(state: &Snapshot, sealed: &Sealed) -> bool {
    state.clean && state.head.stands_for(sealed.origin, sealed.lo, sealed.hi)
}
