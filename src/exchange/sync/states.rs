//! Reading the snapshots of a place: whoever begins with nothing reads one first, and whoever was away
//! for long reads what no segment tells any more.

use super::bundle::Source;
use super::folder::Listed;
use super::parts::Bad;
use super::run::{Options, Sync, known_file};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::store::{self, Desk, Head, Snapshot};

/// A file of state that was verified whole.
pub(super) struct State {
    name: String,
    listed: Listed,
    head: Head,
}

impl Sync {
    /// Those of these files that are good; who stands for most comes first.
    pub(super) fn verified(
        &mut self,
        desk: &mut Desk,
        files: Vec<(String, Listed)>,
        options: &Options,
        watch: &mut Watch<'_>,
    ) -> Result<Vec<State>, Error> {
        let mut states = Vec::new();
        for (name, listed) in files {
            let verified =
                self.with_source(&name, |source| source.verified(&mut reading(watch, listed.size)));
            match verified {
                Ok(Some(head)) => states.push(State { name, listed, head }),
                // A bundle that is called like one.
                Ok(None) => self.read_one(desk, &name, listed, options)?,
                Err(Bad::Refused(why)) => self.put_aside(&name, listed, why),
                Err(Bad::Error(error)) if is_gone(&error) => {}
                Err(Bad::Error(error)) => return Err(error),
            }
            stopped(watch)?;
        }
        states.sort_by(|one, other| (other.head.rows(), &other.name).cmp(&(one.head.rows(), &one.name)));
        Ok(states)
    }

    /// Reads the first that can be read.
    pub(super) fn begin_with(
        &mut self,
        desk: &mut Desk,
        states: &mut Vec<State>,
        watch: &mut Watch<'_>,
    ) -> Result<(), Error> {
        while !states.is_empty() && desk.is_fresh()? {
            let state = states.remove(0);
            self.join(desk, &state, watch)?;
        }
        Ok(())
    }

    /// Reads those that stand for what nobody told otherwise, and keeps the others in mind.
    pub(super) fn read_states(
        &mut self,
        desk: &mut Desk,
        states: Vec<State>,
        options: &Options,
        watch: &mut Watch<'_>,
    ) -> Result<(), Error> {
        for state in states {
            stopped(watch)?;
            if options.dry_run {
                self.synced.imported += usize::from(desk.lacks(&state.head)?);
            } else if desk.lacks(&state.head)? {
                self.join(desk, &state, watch)?;
            } else {
                let snapshot =
                    Snapshot { head: state.head, ..Snapshot::read(&state.name, state.listed.modified) };
                desk.keep_snapshot(&snapshot, Some(&known_file(&state.name, state.listed)))?;
            }
        }
        Ok(())
    }

    fn join(&mut self, desk: &mut Desk, state: &State, watch: &mut Watch<'_>) -> Result<(), Error> {
        let (now, mut synced) = (self.now, std::mem::take(&mut self.synced));
        let file = known_file(&state.name, state.listed);
        let reading = &mut reading(watch, state.listed.size);
        let joined = self
            .with_source(&state.name, |source| source.bring(desk, Some(&file), now, &mut synced, reading));
        self.synced = synced;
        match joined {
            Ok(()) => self.synced.imported += 1,
            Err(Bad::Refused(why)) => self.put_aside(&state.name, state.listed, why),
            Err(Bad::Error(error)) if is_gone(&error) => {}
            Err(Bad::Error(error)) => return Err(error),
        }
        Ok(())
    }

    fn with_source<T>(&self, name: &str, read: impl FnOnce(&Source<'_>) -> Result<T, Bad>) -> Result<T, Bad> {
        let (path, key) = (self.folder.path(name), self.door.key());
        read(&Source { path: &path, key: key.as_ref(), team: &self.team.id })
    }
}

/// Shows how far a file of so many bytes was read; stops where that is wanted.
fn reading(watch: &mut Watch<'_>, all: u64) -> impl FnMut(u64) -> Result<(), Error> {
    move |read| {
        (watch.progress)(read.min(all), all);
        stopped(watch)
    }
}

/// Says whether a file vanished meanwhile.
fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
}

fn stopped(watch: &Watch<'_>) -> Result<(), Error> {
    if (watch.stop)() { Err(Error::Store(store::Error::Cancelled)) } else { Ok(()) }
}
