//! The first half of a sync: every file of the place that is not known is verified whole, and made
//! true in one transaction. A file that is no good is put aside and changes nothing.

use std::collections::HashSet;

use super::bundle::Source;
use super::folder::Listed;
use super::header::Kind;
use super::parts::{self, Bad};
use super::run::{Options, Sync, known_file};
use super::segment::Segment;
use super::{names, seal};
use crate::domain::synced::{Aside, Refused};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::store::{self, Desk, KnownFile, Posting};

/// A file that is not whole and was changed so lately may still be on its way.
const ON_ITS_WAY: i64 = 3_600_000;

impl Sync {
    /// Reads what is not known. State first where the book has nobody in it yet; else last, and only
    /// where it stands for something that did not come otherwise.
    pub(super) fn read_all(
        &mut self,
        desk: &mut Desk,
        options: &Options,
        watch: &mut Watch<'_>,
    ) -> Result<(), Error> {
        let known = desk.known_files()?;
        let mut segments: HashSet<String> = desk.segments()?.into_iter().map(|sealed| sealed.name).collect();
        segments.extend(desk.snapshots()?.into_iter().map(|snapshot| snapshot.name));
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
        let (state, new): (Vec<_>, Vec<_>) = new.into_iter().partition(|(name, _)| names::is_state(name));
        let mut state = self.verified(desk, state, options, watch)?;
        if desk.is_fresh()? && !options.dry_run {
            self.begin_with(desk, &mut state, watch)?;
        }
        let all = new.len();
        for (done, (name, listed)) in new.into_iter().enumerate() {
            (watch.progress)(done as u64, all as u64);
            if (watch.stop)() {
                return Err(Error::Store(store::Error::Cancelled));
            }
            self.read_one(desk, &name, listed, options)?;
        }
        self.read_states(desk, state, options, watch)
    }

    pub(super) fn read_one(
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
            Ok(Some((segment, postings))) => self.bring(desk, &segment, &postings, &file, options),
            // Whatever it is called: a bundle that somebody put here.
            Ok(None) => match self.read_parts(desk, name, listed, options) {
                Err(Bad::Refused(why)) => {
                    self.put_aside(name, listed, why);
                    Ok(())
                }
                Err(Bad::Error(error)) => Err(error),
                Ok(()) => Ok(()),
            },
            Err(why) => {
                self.put_aside(name, listed, why);
                Ok(())
            }
        }
    }

    /// Notes a file that was not read.
    pub(super) fn put_aside(&mut self, name: &str, listed: Listed, why: Refused) {
        let young = self.now - listed.modified < ON_ITS_WAY;
        let among = match why {
            Refused::Cut | Refused::Unsound if young => &mut self.synced.incomplete,
            _ if why.held() => &mut self.synced.held,
            _ => &mut self.synced.rejected,
        };
        among.push(Aside { name: name.to_owned(), why });
    }

    fn read_parts(
        &mut self,
        desk: &mut Desk,
        name: &str,
        listed: Listed,
        options: &Options,
    ) -> Result<(), Bad> {
        let (path, key, team) = (self.folder.path(name), self.door.key(), self.team.id.clone());
        let source = Source { path: &path, key: key.as_ref(), team: &team };
        source.verified(&mut |_| Ok(()))?;
        self.synced.imported += 1;
        if options.dry_run {
            return Ok(());
        }
        source.bring(desk, None, self.now, &mut self.synced, &mut |_| Ok(()))?;
        Ok(desk.note_file(&known_file(name, listed))?)
    }

    /// A file's segment and postings, verified whole; nothing where it has several parts.
    fn opened(&self, bytes: &[u8]) -> Result<Option<(Segment, Vec<Posting>)>, Refused> {
        let plain = self.door.opened(bytes)?;
        if parts::has_parts(&plain) {
            return Ok(None);
        }
        let segment = Segment::read(&plain)?;
        let team = &segment.header.team;
        if !team.is_empty() && *team != self.team.id {
            return Err(Refused::OtherTeam(team.chars().take(8).collect()));
        }
        let postings = segment.postings()?;
        Ok(Some((segment, postings)))
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
}
