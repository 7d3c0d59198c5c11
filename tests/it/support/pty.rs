//! The real program on a pseudo-terminal: type keys, wait for words, look at the screen and at the bytes.
//!
//! Nothing here sleeps. A wait ends once the terminal shows what was waited for, and fails, showing the screen,
//! long after any machine would have shown it.

use std::fmt;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use super::home::{Home, PROGRAM};

/// When a wait has failed.
const DEADLINE: Duration = Duration::from_mins(1);

/// What ends a frame.
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A terminal and the program on it, which is killed when this is dropped.
pub(crate) struct Pty {
    watch: Arc<Watch>,
    line: Option<Line>,
    pid: Pid,
    _home: Home,
}

/// Our end of the terminal.
struct Line {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
}

/// What has come out of the terminal so far.
pub(crate) struct Seen {
    pub(crate) bytes: Vec<u8>,
    terminal: vt100::Parser,
    exit: Option<u32>,
    /// The reader is to stop at the next byte.
    closing: bool,
    /// The reader has stopped.
    closed: bool,
}

struct Watch {
    seen: Mutex<Seen>,
    changed: Condvar,
}

impl Seen {
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.terminal.screen()
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// The screen row by row.
    pub(crate) fn rows(&self) -> Vec<String> {
        let (_, columns) = self.screen().size();
        self.screen().rows(0, columns.get()).collect()
    }

    /// The row with the selection mark.
    pub(crate) fn selected(&self) -> Option<usize> {
        self.rows().iter().position(|row| row.starts_with('❯'))
    }

    /// Says whether no frame is half here: a terminal shows them whole.
    fn is_whole(&self) -> bool {
        let place = |mark: &[u8]| self.bytes.windows(mark.len()).rposition(|window| window == mark);
        self.closed || place(b"\x1b[?2026h") <= place(FRAME_END)
    }

    /// How many frames came since there were `mark` bytes.
    pub(crate) fn frames_since(&self, mark: usize) -> usize {
        self.bytes[mark..].windows(FRAME_END.len()).filter(|window| *window == FRAME_END).count()
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {:?}, {} bytes, screen:\n{}", self.exit, self.bytes.len(), self.text())
    }
}

impl Watch {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Takes in what the program writes, until it has ended or the reader is to stop.
    fn follow(&self, mut output: impl Read) {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = output.read(&mut buffer) {
            self.change(|seen| {
                seen.bytes.extend(&buffer[..read]);
                seen.terminal.process(&buffer[..read]);
            });
            if self.lock().closing {
                break;
            }
        }
    }
}

impl Pty {
    /// Runs `program` in `home` on a terminal of so many columns and rows.
    pub(crate) fn run(home: &Home, program: &[&str], env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let pair = native_pty_system().openpty(cells(size)).unwrap();
        send_no_end_of_file(&pair.master.tty_name().unwrap());
        let mut command = CommandBuilder::new(program[0]);
        command.args(&program[1..]);
        command.cwd(home.path());
        command.env_clear();
        home.env().into_iter().for_each(|(name, value)| command.env(name, value));
        env.iter().for_each(|(name, value)| command.env(name, value));
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().cast_signed()).unwrap();

        let watch = Arc::new(Watch { seen: Mutex::new(nothing_yet(size)), changed: Condvar::new() });
        let (reader, waiter) = (Arc::clone(&watch), Arc::clone(&watch));
        let output = pair.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            reader.follow(output);
            reader.change(|seen| seen.closed = true);
        });
        thread::spawn(move || {
            let status = child.wait().unwrap();
            waiter.change(|seen| seen.exit = Some(status.exit_code()));
        });
        let keys = pair.master.take_writer().unwrap();
        Self { watch, line: Some(Line { master: pair.master, keys }), pid, _home: home.clone() }
    }

    /// The desk on the demo book at 80 by 24, once it is drawn.
    pub(crate) fn demo(home: &Home) -> Self {
        Self::demo_with(home, &[], (80, 24))
    }

    /// The same with more in the environment and another size.
    pub(crate) fn demo_with(home: &Home, env: &[(&str, &str)], size: (u16, u16)) -> Self {
        let desk = Self::run(home, &[PROGRAM, "demo"], env, size);
        drop(desk.shows("─ timeline"));
        desk
    }

    /// Types keys, all at once.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.line().keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Sends a paste as a terminal marks it.
    pub(crate) fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Waits until `done`.
    pub(crate) fn until(&self, what: &str, done: impl Fn(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        self.within(DEADLINE, what, done)
    }

    /// Waits until `done`, no longer than `limit`.
    pub(crate) fn within(
        &self,
        limit: Duration,
        what: &str,
        done: impl Fn(&Seen) -> bool,
    ) -> MutexGuard<'_, Seen> {
        let waited = self
            .watch
            .changed
            .wait_timeout_while(self.seen(), limit, |seen| !(seen.is_whole() && done(seen)));
        let (seen, late) = waited.unwrap_or_else(PoisonError::into_inner);
        assert!(!late.timed_out(), "waited in vain for {what}: {seen:?}");
        seen
    }

    /// Waits until the screen shows these words.
    pub(crate) fn shows(&self, words: &str) -> MutexGuard<'_, Seen> {
        self.until(words, |seen| seen.text().contains(words))
    }

    /// Waits until the screen no longer shows these words.
    pub(crate) fn hides(&self, words: &str) -> MutexGuard<'_, Seen> {
        self.until(&format!("an end to {words}"), |seen| !seen.text().contains(words))
    }

    /// What has come so far; hold it for a moment only, the reader waits.
    pub(crate) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.watch.lock()
    }

    /// How many bytes have come so far.
    pub(crate) fn mark(&self) -> usize {
        self.seen().bytes.len()
    }

    /// Says whether nothing at all comes for so long.
    pub(crate) fn is_quiet_for(&self, time: Duration) -> bool {
        let seen = self.seen();
        let before = seen.bytes.len();
        let waited = self.watch.changed.wait_timeout_while(seen, time, |seen| seen.bytes.len() == before);
        waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    /// Changes the terminal's columns and rows.
    pub(crate) fn resize(&mut self, (columns, rows): (u16, u16)) {
        self.watch.change(|seen| {
            let [rows, columns] = [rows, columns].map(|cells| NonZeroU16::new(cells).unwrap());
            seen.terminal.set_size(rows, columns);
        });
        self.line().master.resize(cells((columns, rows))).unwrap();
    }

    /// Says whether the terminal passes keys on as they are typed, without echo.
    pub(crate) fn is_raw(&mut self) -> bool {
        let modes = modes(&self.line().master.tty_name().unwrap()).1;
        !modes.local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// The exit code, once the program has ended and all it wrote was read.
    pub(crate) fn exit(&self) -> u32 {
        self.until("the end", |seen| seen.exit.is_some() && seen.closed).exit.unwrap()
    }

    /// Takes the terminal away as a broken connection does; the exit code, if the program leaves within `limit`.
    pub(crate) fn hang_up(&mut self, limit: Duration) -> u32 {
        self.watch.change(|seen| seen.closing = true);
        // What this key draws wakes the reader, which then lets go of the terminal.
        self.keys(".");
        drop(self.until("the reader to let go", |seen| seen.closed));
        self.line = None;
        self.within(limit, "the end", |seen| seen.exit.is_some()).exit.unwrap()
    }

    fn line(&mut self) -> &mut Line {
        self.line.as_mut().expect("the terminal has not been hung up")
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.seen().exit.is_none() {
            kill_process(self.pid, Signal::KILL).ok();
        }
    }
}

fn nothing_yet((columns, rows): (u16, u16)) -> Seen {
    let [rows, columns] = [rows, columns].map(|cells| NonZeroU16::new(cells).unwrap());
    let terminal = vt100::Parser::new(rows, columns, 0);
    Seen { bytes: Vec::new(), terminal, exit: None, closing: false, closed: false }
}

const fn cells((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// The crate ends a terminal's input with Enter and the end-of-file key, where there is such a key: Enter would save
/// what a test is about to lose.
fn send_no_end_of_file(tty: &Path) {
    let (tty, mut modes) = modes(tty);
    modes.special_codes[SpecialCodeIndex::VEOF] = 0;
    tcsetattr(tty, OptionalActions::Now, &modes).unwrap();
}

fn modes(tty: &Path) -> (File, Termios) {
    let flags = OFlags::NOCTTY.bits().cast_signed();
    let tty = File::options().read(true).write(true).custom_flags(flags).open(tty).unwrap();
    let modes = tcgetattr(&tty).unwrap();
    (tty, modes)
}
