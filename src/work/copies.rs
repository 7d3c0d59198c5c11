//! The thread that looks after the book itself: its pages once a week and after the desk was not
//! left in order, and a copy a day. Only when nothing is written, never before the first frame.
//!
//! What it cannot do is noted for `doctor` and in nobody's way; a damaged book is said at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::Bench;
use super::reminders::{self, Rules};
use crate::app::msg::Reply;
use crate::domain::Trouble;
use crate::store::{Desk, Interrupter, Result, wants_one};

/// How long the desk is left alone after its start.
const SETTLING: Duration = Duration::from_secs(3);
/// How long nothing may have been written before anything is begun.
const QUIET: Duration = Duration::from_mins(1);
/// How often it is looked whether a copy is due.
const LOOK: Duration = Duration::from_mins(10);
/// How long leaving waits for what is being done.
const PARTING: Duration = Duration::from_millis(300);

/// The thread, as long as the desk is open.
pub(super) struct Copies {
    leave: Sender<()>,
    thread: Option<(JoinHandle<()>, Receiver<Interrupter>)>,
}

impl Copies {
    pub(super) fn start(bench: Bench, rules: Rules) -> Self {
        let (leave, left) = channel();
        let (stop, stops) = channel();
        let thread = thread::spawn(move || {
            if left.recv_timeout(SETTLING) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            if let Err(error) = look_after(&bench, &rules, &stop, &left) {
                tracing::warn!(%error, "the book could not be looked after");
            }
        });
        Self { leave, thread: Some((thread, stops)) }
    }
}

impl Drop for Copies {
    /// Leaves in order, unless what is being done cannot be stopped soon.
    fn drop(&mut self) {
        let Some((thread, stops)) = self.thread.take() else { return };
        let _ = self.leave.send(());
        if let Ok(stop) = stops.try_recv() {
            stop.stop();
        }
        let until = Instant::now() + PARTING;
        while !thread.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(2));
        }
    }
}

fn look_after(bench: &Bench, rules: &Rules, stop: &Sender<Interrupter>, left: &Receiver<()>) -> Result<()> {
    let desk = bench.to_write()?;
    // Nobody listens where the desk was left meanwhile.
    let _ = stop.send(desk.interrupter());
    let mut look_now = desk.begin_use()?;
    let mut wait = QUIET;
    // A rule that names no date is told once: only a new start reads another.
    let mut rules_stand = true;
    let mut seen = desk.newest()?;
    while left.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        let newest = desk.newest()?;
        let quiet = newest == seen;
        seen = newest;
        wait = if quiet { LOOK } else { QUIET };
        if quiet {
            care(bench, &desk, look_now);
            if let Some(reply) = rules_stand.then(|| reminders::daily(bench, rules)).flatten() {
                rules_stand = !matches!(reply, Reply::Failed { trouble: Trouble::NoDate { .. }, .. });
                (bench.send)(reply);
            }
            look_now = false;
            seen = desk.newest()?;
        }
    }
    desk.end_use()
}

/// Does what is due.
pub fn care(bench: &Bench, desk: &Desk, look_now: bool) {
    let now = (bench.clock)();
    if look_now || desk.wants_a_look(now.timestamp_millis()).unwrap_or(false) {
        match desk.look_over(now.timestamp_millis()).map_err(|error| bench.trouble(&error)) {
            Ok(()) => {}
            Err(trouble @ Trouble::Damaged(_)) => {
                (bench.send)(Reply::Failed { ticket: None, trouble });
                // A copy of a damaged book would be none.
                return;
            }
            Err(error) => tracing::warn!(%error, "the pages could not be looked over"),
        }
    }
    if desk.newest().is_ok_and(|newest| newest > 0) && wants_one(&bench.book, now) {
        let why = match desk.keep_nightly(now) {
            Ok(copy) => {
                tracing::info!(copy = %copy.display(), "a copy of the book was made");
                String::new()
            }
            Err(error) => {
                tracing::warn!(%error, "no copy of the book could be made");
                bench.trouble(&error).to_string()
            }
        };
        if let Err(error) = desk.note_uncopied(&why) {
            tracing::warn!(%error, "how the copy went could not be noted");
        }
    }
}
