//! A program in a pseudo-terminal: keys go in, and every byte that comes out has its time.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The size of the screen.
const COLUMNS: NonZero<u16> = NonZero::new(120).expect("a screen has columns");
const ROWS: NonZero<u16> = NonZero::new(40).expect("a screen has rows");
/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running program and its screen; dropping it ends the program.
pub(crate) struct Screen {
    started: Instant,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<(Instant, Vec<u8>)>,
    shown: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

/// What came after a key, or nothing.
#[derive(Clone, Copy)]
pub(crate) struct Settled {
    /// When the last byte came, counted from the key; zero where none came.
    pub(crate) after: Duration,
    /// How many bytes came.
    pub(crate) bytes: usize,
}

impl Screen {
    pub(crate) fn start(mut command: CommandBuilder) -> Result<Self> {
        command.env("TERM", "xterm-256color");
        command.env("LC_ALL", "C.UTF-8");
        let size = PtySize { cols: COLUMNS.get(), rows: ROWS.get(), ..PtySize::default() };
        let pty = native_pty_system().openpty(size)?;
        let mut output = pty.master.try_clone_reader()?;
        let (send, bytes) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(read @ 1..) = output.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..read].to_vec())).is_err() {
                    return;
                }
            }
        });
        let keys = pty.master.take_writer()?;
        let started = Instant::now();
        let child = pty.slave.spawn_command(command)?;
        let shown = vt100::Parser::new(ROWS, COLUMNS, 0);
        Ok(Self { started, child, keys, bytes, shown, _master: pty.master })
    }

    /// Types, and waits until nothing has come for `quiet`.
    pub(crate) fn type_keys(&mut self, keys: &str, quiet: Duration) -> Result<Settled> {
        let from = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        self.settle(from, quiet)
    }

    /// Waits until nothing has come for `quiet`.
    pub(crate) fn settle(&mut self, from: Instant, quiet: Duration) -> Result<Settled> {
        let mut settled = Settled { after: Duration::ZERO, bytes: 0 };
        loop {
            match self.bytes.recv_timeout(quiet) {
                Ok((at, bytes)) => {
                    self.shown.process(&bytes);
                    settled = Settled { after: at - from, bytes: settled.bytes + bytes.len() };
                }
                Err(RecvTimeoutError::Timeout) => return Ok(settled),
                Err(RecvTimeoutError::Disconnected) => bail!("the program ended:\n{}", self.text()),
            }
        }
    }

    /// Waits until the screen shows `words`, and says how long that took from the start.
    pub(crate) fn until_shown(&mut self, words: &str) -> Result<Duration> {
        let give_up = Instant::now() + PATIENCE;
        loop {
            let left = give_up.saturating_duration_since(Instant::now());
            let Ok((at, bytes)) = self.bytes.recv_timeout(left) else {
                bail!("{words} never came:\n{}", self.text());
            };
            self.shown.process(&bytes);
            if self.shows(words) {
                return Ok(at - self.started);
            }
        }
    }

    /// The most memory the program has held, in kB.
    pub(crate) fn peak(&self) -> Option<u64> {
        memory(self.child.process_id()?)
    }

    pub(crate) fn shows(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    pub(crate) fn text(&self) -> String {
        self.shown.screen().contents()
    }
}

/// The most memory a running program has held, in kB.
pub(crate) fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

impl Drop for Screen {
    fn drop(&mut self) {
        // A program that has ended cannot be ended again.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
