//! How far a long import has come, on standard error; and whether somebody wants it to stop.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read, Seek, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::session::Session;
use crate::domain::plan::Counts;
use crate::i18n::format;

/// How far an import has come, shown where somebody watches and it takes over a second.
pub(super) struct Progress<'a> {
    stop: &'a AtomicBool,
    shows: bool,
    began: Instant,
    shown: Option<Instant>,
    place: Arc<AtomicU64>,
    whole: u64,
}

/// A file that tells where it is being read.
pub(super) struct Watched {
    file: File,
    place: Arc<AtomicU64>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.place.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let place = self.file.seek(to)?;
        self.place.store(place, Ordering::Relaxed);
        Ok(place)
    }
}

impl<'a> Progress<'a> {
    /// Progress that `stop` ends.
    pub(super) fn over(session: &Session, stop: &'a AtomicBool) -> Self {
        Self {
            stop,
            shows: !session.quiet && io::stderr().is_terminal(),
            began: Instant::now(),
            shown: None,
            place: Arc::default(),
            whole: 0,
        }
    }

    /// The file, told of as it is read.
    pub(super) fn watch(&mut self, file: File) -> Watched {
        self.whole = file.metadata().map_or(0, |about| about.len());
        Watched { file, place: Arc::clone(&self.place) }
    }

    /// Shows how far it is and says whether to go on.
    pub(super) fn go_on(&mut self, counts: Counts) -> bool {
        let due = self.shown.map_or(self.began.elapsed() > Duration::from_secs(1), |at| {
            at.elapsed() > Duration::from_millis(100)
        });
        if self.shows && due {
            self.shown = Some(Instant::now());
            let percent = self.place.load(Ordering::Relaxed) * 100 / self.whole.max(1);
            let done = usize::try_from(percent.min(100)).unwrap_or(100);
            let rows = format::count(usize::try_from(counts.rows).unwrap_or(usize::MAX));
            let bar = "#".repeat(done / 4);
            // Nobody misses a bar that could not be drawn.
            let _ = write!(io::stderr(), "\r[{bar:<25}] {done:>3}%  {rows}  Ctrl-C ");
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:60}\r", "");
        }
    }
}
