//! The thread that counts who answers saved views: one view after the other, and one that can be stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::Bench;
use crate::app::msg::Reply;
use crate::domain::Id;
use crate::store::{Desk, Error, Finder, Result};

/// The way to the thread.
pub(super) struct Views {
    bench: Bench,
    stop: Arc<AtomicBool>,
}

impl Views {
    pub(super) fn of(bench: Bench) -> Self {
        Self { bench, stop: Arc::default() }
    }

    /// Counts them; whatever was counted before is given up.
    pub(super) fn count(&mut self, asked: Vec<(Id, String)>) {
        self.stop();
        self.stop = Arc::default();
        let (bench, stop) = (self.bench.clone(), Arc::clone(&self.stop));
        if asked.is_empty() {
            return;
        }
        thread::spawn(move || {
            let go_on = || !stop.load(Ordering::Relaxed);
            let counted = bench
                .to_read()
                .and_then(|desk| each(&bench, &desk, &asked, &go_on, |reply| (bench.send)(reply)));
            if let Err(error) = counted
                && !matches!(error, Error::Cancelled)
            {
                (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            }
        });
    }

    /// Gives up what is counted.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Counts who answers each line, and tells it. Nothing is told while a large book's search is not ready.
pub fn each(
    bench: &Bench,
    desk: &Desk,
    asked: &[(Id, String)],
    go_on: &dyn Fn() -> bool,
    mut tell: impl FnMut(Reply) -> bool,
) -> Result<()> {
    let Some(mut finder) = Finder::open(desk)? else { return Ok(()) };
    for (view, line) in asked {
        let Some(found) = finder.everybody(desk, line, (bench.clock)(), go_on)? else { return Ok(()) };
        if !go_on() || !tell(Reply::ViewCounted { view: *view, count: found.len() }) {
            return Ok(());
        }
    }
    Ok(())
}
