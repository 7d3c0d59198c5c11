//! The thread that syncs with the team's place: when asked, now and then by itself, and once more as
//! the desk is left, if that is quick. It writes through a connection of its own, a file at a time;
//! the desk sees what comes as it sees another program's work.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Bench;
use super::files::meant;
use crate::app::msg::Reply;
use crate::domain::synced::{Synced, Told};
use crate::domain::{Id, Trouble};
use crate::exchange::Error;
use crate::exchange::bring_in::Watch;
use crate::exchange::sync::{self, Options};
use crate::store::{self, Desk};

/// How long the desk is left alone after its start.
const SETTLING: Duration = Duration::from_secs(4);
/// How long leaving waits for the last sync.
const PARTING: Duration = Duration::from_millis(700);
/// How often progress is told.
const OFTEN: Duration = Duration::from_millis(100);

/// How a desk syncs.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The team's place; nothing where none is set.
    pub folder: Option<PathBuf>,
    /// Minutes between two syncs; 0 for none by itself.
    pub every: u32,
    /// Carries other desks' files too.
    pub relay: bool,
    /// Publish a snapshot every week.
    pub steward: bool,
    /// Opens a locked place.
    pub key_file: Option<PathBuf>,
    /// What whoever sits here is called.
    pub rep: String,
}

/// What can be ordered.
#[derive(Clone, Debug)]
pub enum Order {
    /// Sync with the team's place.
    Now,
    /// Sync with this one, and keep to it if it is one; made the team's where that is asked.
    With(PathBuf, bool),
    /// The desk is left.
    Leave,
}

/// The way to the thread.
pub(super) struct Syncs {
    orders: Sender<Order>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Syncs {
    pub(super) fn start(bench: Bench, terms: Terms) -> Self {
        let (orders, given) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        let thread = thread::spawn(move || Syncing { bench, terms, stop: told }.serve(&given));
        Self { orders, stop, thread: Some(thread) }
    }

    pub(super) fn order(&self, order: Order) {
        self.stop.store(false, Ordering::SeqCst);
        // A thread that ended has said why.
        let _ = self.orders.send(order);
    }

    /// Ends what is running.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

impl Drop for Syncs {
    /// What was done since the last sync is told, unless that takes long: the next one makes it good.
    fn drop(&mut self) {
        let Some(thread) = self.thread.take() else { return };
        let _ = self.orders.send(Order::Leave);
        let until = Instant::now() + PARTING;
        while !thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(2));
        }
        self.stop();
    }
}

/// The thread's own state.
pub struct Syncing {
    /// What every thread needs to know.
    pub bench: Bench,
    /// How this desk syncs.
    pub terms: Terms,
    /// Ends what is running.
    pub stop: Arc<AtomicBool>,
}

impl Syncing {
    fn serve(&mut self, given: &Receiver<Order>) {
        self.say(self.standing());
        let mut wait = SETTLING;
        loop {
            match self.next(given, wait) {
                Ok(Order::Leave) => return self.leave(),
                Ok(order) => self.perform(&order).into_iter().for_each(|reply| self.say(reply)),
                Err(RecvTimeoutError::Timeout) => {
                    self.by_itself().into_iter().for_each(|reply| self.say(reply));
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            wait = self.pause();
        }
    }

    /// The next order; without a place, or where nothing happens by itself, for as long as it takes.
    fn next(&self, given: &Receiver<Order>, wait: Duration) -> Result<Order, RecvTimeoutError> {
        if self.terms.folder.is_some() && self.terms.every > 0 {
            return given.recv_timeout(wait);
        }
        given.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    /// A tenth more or less, so that desks do not all come at once.
    fn pause(&self) -> Duration {
        let every = Duration::from_secs(u64::from(self.terms.every) * 60);
        let chance = u32::from(Id::mint(self.bench.now()).as_bytes()[15]);
        every * (230 + chance / 5) / 256
    }

    /// How syncing stands as the desk opens.
    #[must_use]
    pub fn standing(&self) -> Reply {
        let last = self.bench.to_read().and_then(|desk| desk.last_synced());
        Reply::SyncIs {
            folder: self.terms.folder.clone(),
            every: Some(self.terms.every).filter(|every| *every > 0),
            last: last.ok().flatten().map(Box::new),
        }
    }

    /// Does what was ordered, and says what came of it.
    pub fn perform(&mut self, order: &Order) -> Option<Reply> {
        let (folder, init) = match order {
            Order::Now => (self.terms.folder.clone()?, false),
            Order::With(folder, init) => (whole(folder), *init),
            Order::Leave => return None,
        };
        self.say(Reply::SyncPace(0, 0));
        let reply = self.sync(&folder, init, true);
        if matches!(reply, Reply::Synced { .. }) {
            self.terms.folder = Some(folder);
        }
        Some(reply)
    }

    /// A sync that nobody asked for.
    pub fn by_itself(&self) -> Option<Reply> {
        let folder = self.terms.folder.clone()?;
        self.stop.store(false, Ordering::SeqCst);
        Some(self.sync(&folder, false, false))
    }

    /// Tells what is untold; what others wrote waits for the next start.
    fn leave(&self) {
        let Some(folder) = self.terms.folder.clone().filter(|_| self.terms.every > 0) else { return };
        self.stop.store(false, Ordering::SeqCst);
        let untold = self.bench.to_read().and_then(|desk| desk.unsealed());
        if untold.is_ok_and(|untold| !untold.is_empty()) {
            self.sync(&folder, false, false);
        }
    }

    fn sync(&self, folder: &Path, init: bool, asked: bool) -> Reply {
        let now = self.bench.now();
        match self.run(folder, init, asked, now) {
            Ok(synced) => {
                let place = folder.display().to_string();
                let told = Box::new(Told { at: now, place, synced });
                if let Err(error) = self.remember(&told) {
                    tracing::warn!(%error, "what a sync came to could not be noted");
                }
                Reply::Synced { told, folder: folder.to_owned(), asked }
            }
            Err(Error::Store(store::Error::Cancelled)) => Reply::SyncStopped,
            Err(error) => Reply::SyncFailed { trouble: self.trouble(error), asked },
        }
    }

    fn run(&self, folder: &Path, init: bool, asked: bool, now: i64) -> Result<Synced, Error> {
        let mut desk = Desk::open(&self.bench.book, &self.terms.rep, now)?;
        let key = sync::key_in(folder, self.terms.key_file.as_deref())?;
        let options =
            Options { key, init, relay: self.terms.relay, steward: self.terms.steward, ..Options::default() };
        let mut told = Instant::now();
        let mut progress = |done, of| {
            if told.elapsed() > OFTEN {
                told = Instant::now();
                self.say(Reply::SyncPace(done, of));
            }
        };
        let stop = || self.stop.load(Ordering::SeqCst);
        let mut watch = Watch { progress: &mut progress, stop: &stop };
        let synced = sync::run(&mut desk, folder, &options, now, &mut watch);
        if let (Err(error), false) = (&synced, asked) {
            tracing::info!(%error, "not synced");
        }
        synced
    }

    fn remember(&self, told: &Told) -> store::Result<()> {
        Desk::open(&self.bench.book, "", told.at)?.note_synced(told)
    }

    fn say(&self, reply: Reply) {
        (self.bench.send)(reply);
    }

    fn trouble(&self, error: Error) -> Trouble {
        match error {
            Error::Store(error) => self.bench.trouble(&error),
            Error::Shut(why) => {
                let file = self.terms.key_file.as_deref().or(self.terms.folder.as_deref());
                Trouble::Shut { path: file.map_or_else(String::new, |file| file.display().to_string()), why }
            }
            Error::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => Trouble::DiskFull,
            error => Trouble::Other(error.to_string()),
        }
    }
}

/// A folder as it was typed, from the root.
fn whole(folder: &Path) -> PathBuf {
    let folder = meant(folder);
    std::path::absolute(&folder).unwrap_or(folder)
}
