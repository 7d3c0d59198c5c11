//! How far a long import has come, on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use super::session::Session;

/// How long something may take before it shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn.
const OFTEN: Duration = Duration::from_millis(100);
/// Cells of the bar.
const CELLS: u64 = 25;

/// How far an import has come, shown where somebody watches and it takes over a second.
pub(super) struct Progress {
    shows: bool,
    began: Instant,
    shown: Option<Instant>,
}

impl Progress {
    /// Progress that begins now.
    pub(super) fn over(session: &Session) -> Self {
        let shows = !session.quiet && io::stderr().is_terminal();
        Self { shows, began: Instant::now(), shown: None }
    }

    /// Shows how many bytes of all are read, where it is time to.
    pub(super) fn show(&mut self, read: u64, all: u64) {
        let due = self.shown.map_or(self.began.elapsed() > PATIENCE, |at| at.elapsed() > OFTEN);
        if !self.shows || !due {
            return;
        }
        self.shown = Some(Instant::now());
        let part = |whole: u64| read.min(all) * whole / all.max(1);
        let bar = "#".repeat(usize::try_from(part(CELLS)).unwrap_or_default());
        // Nobody misses a bar that could not be drawn.
        let _ = write!(io::stderr(), "\r[{bar:<25}] {:>3}%  Ctrl-C ", part(100));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:60}\r", "");
        }
    }
}
