//! How far a long import, search or reading of a list has come, on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::session::Session;
use crate::store;

/// How far it has come, shown where somebody watches and it takes over a second.
pub(super) struct Progress {
    shows: bool,
    began: Instant,
    shown: Option<Instant>,
}

impl Progress {
    /// Progress from now on.
    pub(super) fn of(session: &Session) -> Self {
        Self { shows: !session.quiet && io::stderr().is_terminal(), began: Instant::now(), shown: None }
    }

    /// Shows how much of how much is done.
    pub(super) fn show(&mut self, read: u64, all: u64) {
        let due = self.shown.map_or(self.began.elapsed() > Duration::from_secs(1), |at| {
            at.elapsed() > Duration::from_millis(100)
        });
        if self.shows && due {
            self.shown = Some(Instant::now());
            let percent = read * 100 / all.max(1);
            let done = usize::try_from(percent.min(100)).unwrap_or(100);
            let bar = "#".repeat(done / 4);
            // Nobody misses a bar that could not be drawn.
            let _ = write!(io::stderr(), "\r[{bar:<25}] {done:>3}%  Ctrl-C ");
        }
    }
}

/// Does work on the book that tells its pace in per cent, and shows how far it is.
pub(super) fn with_pace<T>(
    session: &Session,
    work: impl FnOnce(store::Pace<'_>) -> store::Result<T>,
) -> anyhow::Result<T> {
    let progress = Mutex::new(Progress::of(session));
    session.stored(work(&|percent| {
        progress.lock().unwrap_or_else(PoisonError::into_inner).show(u64::from(percent), 100);
        true
    }))
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:60}\r", "");
        }
    }
}
