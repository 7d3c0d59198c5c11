//! Signals, on threads of their own: hang-up and termination save the drafts and end the program from here, whatever
//! the loop, the terminal or the database are stuck in; the rest is passed to the loop.
//!
//! A second thread looks whether the terminal is still there: a wrapper may swallow the hang-up, and reading keys from
//! a dead terminal never returns.

use std::io::{self, IsTerminal};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use std::{process, thread};

use rustix::process::{getpgrp, getpid, getsid};
use rustix::termios::tcgetpgrp;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

/// How often the terminal is looked after.
const LOOK: Duration = Duration::from_millis(500);
/// How long saving may take before the program leaves without it.
const SAVING: Duration = Duration::from_millis(1500);
/// How long restoring the terminal may take: a write to a stuck terminal never returns.
const RESTORING: Duration = Duration::from_millis(300);

/// What the loop is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Cancel, or leave as with the quit key; ignored while an editor has the terminal.
    Interrupt,
    /// Leave the terminal's modes and call [`stop_here`] if [`may_stop`]; drafts are already written.
    Suspend,
    /// Enter the modes again and draw everything if [`in_foreground`], else stop again.
    Continue,
    /// `SIGUSR1`, which would end the program if nobody took it; there is nothing to read again yet.
    Reload,
}

/// What one signal leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Leave(i32),
    Tell(Signal),
}

/// Every signal we own. Leaving comes first, so that it wins where several arrive at once.
const ANSWERS: [(i32, Answer); 7] = [
    (SIGHUP, Answer::Leave(129)),
    (SIGTERM, Answer::Leave(143)),
    (SIGQUIT, Answer::Leave(131)),
    (SIGINT, Answer::Tell(Signal::Interrupt)),
    (SIGTSTP, Answer::Tell(Signal::Suspend)),
    (SIGCONT, Answer::Tell(Signal::Continue)),
    (SIGUSR1, Answer::Tell(Signal::Reload)),
];

/// The last things done before the program ends; neither may need the loop, a lock of its, or the database.
struct LastThings<S, R> {
    save: S,
    restore: R,
}

/// Takes over the signals for as long as the program runs: `save` writes the drafts, `restore` the terminal,
/// `send` reaches the loop. Call once, with a terminal on stdin.
pub fn watch<S, R, T>(save: S, restore: R, send: T) -> io::Result<()>
where
    S: Fn() + Send + Sync + 'static,
    R: Fn() + Send + Sync + 'static,
    T: Fn(Signal) + Send + 'static,
{
    let last = Arc::new(LastThings { save, restore });
    let mut signals = Signals::new(ANSWERS.map(|(signal, _)| signal))?;
    thread::Builder::new().name("terminal watch".into()).spawn({
        let last = Arc::clone(&last);
        move || {
            while io::stdin().is_terminal() {
                thread::sleep(LOOK);
            }
            last.leave(129)
        }
    })?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        loop {
            for answer in answers(signals.wait()) {
                last.answer(answer, &send);
            }
        }
    })?;
    Ok(())
}

/// Stops the program as Ctrl-Z does elsewhere; returns when it is continued, and [`Signal::Continue`] follows.
pub fn stop_here() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}

/// Makes [`Signal::Continue`] follow on every signal that came before, as if the program had been stopped.
pub fn pretend_continued() -> io::Result<()> {
    raise(SIGCONT)
}

/// Says whether a shell is there that could continue a stopped program: none is where this one began the session.
#[must_use]
pub fn may_stop() -> bool {
    getsid(None).is_ok_and(|session| session != getpid())
}

/// Says whether the terminal is this program's, not that of a shell which continued it in the background.
#[must_use]
pub fn in_foreground() -> bool {
    tcgetpgrp(io::stdin()).map_or(true, |group| group == getpgrp())
}

impl<S: Fn() + Send + Sync + 'static, R: Fn() + Send + Sync + 'static> LastThings<S, R> {
    fn answer(self: &Arc<Self>, answer: Answer, send: &impl Fn(Signal)) {
        match answer {
            Answer::Leave(code) => self.leave(code),
            Answer::Tell(signal) => {
                if signal == Signal::Suspend {
                    self.save();
                }
                send(signal);
            }
        }
    }

    fn save(self: &Arc<Self>) {
        let last = Arc::clone(self);
        within(SAVING, move || (last.save)());
    }

    fn leave(self: &Arc<Self>, code: i32) -> ! {
        self.save();
        let last = Arc::clone(self);
        within(RESTORING, move || (last.restore)());
        process::exit(code)
    }
}

/// The answers to the signals that came together, leaving first.
fn answers(signals: impl IntoIterator<Item = i32>) -> Vec<Answer> {
    let rank = |signal: i32| ANSWERS.iter().position(|(known, _)| *known == signal);
    let mut ranks: Vec<usize> = signals.into_iter().filter_map(rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks.into_iter().map(|rank| ANSWERS[rank].1).collect()
}

/// Does `work` on a thread of its own and waits for it no longer than `limit`.
fn within(limit: Duration, work: impl FnOnce() + Send + 'static) {
    let (done, finished) = mpsc::channel();
    let started = thread::Builder::new().spawn(move || {
        work();
        done.send(()).ok();
    });
    if started.is_ok() {
        finished.recv_timeout(limit).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_wins_over_everything_that_came_with_it() {
        let got = answers([SIGCONT, SIGHUP, SIGCONT]);
        assert_eq!(got, [Answer::Leave(129), Answer::Tell(Signal::Continue)]);
        assert_eq!(answers([SIGTERM]), [Answer::Leave(143)]);
        assert_eq!(answers([-1]), []);
    }

    #[test]
    fn work_that_never_ends_holds_nobody_up() {
        let (hold, forever) = mpsc::channel::<()>();
        within(Duration::from_millis(1), move || {
            forever.recv().ok();
        });
        hold.send(()).expect("the work is still waiting, and this thread is not");
    }

    #[test]
    fn drafts_are_written_before_the_loop_hears_of_a_suspend() {
        let (order, happened) = mpsc::channel();
        let told = order.clone();
        let save = move || order.send("saved").expect("the test listens");
        let last = Arc::new(LastThings { save, restore: || () });
        last.answer(Answer::Tell(Signal::Suspend), &|_| told.send("told").expect("the test listens"));
        assert_eq!([happened.recv(), happened.recv()], [Ok("saved"), Ok("told")]);
    }
}
