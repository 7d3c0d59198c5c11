//! A panic's last words: the terminal restored first, then the message and where the full story is.
//!
//! Only a panic on the thread that has the terminal restores it; one on a worker is written down and left to whoever
//! waits for that worker.

use std::backtrace::Backtrace;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use super::terminal::restore_now;
use super::view::parts::safe;

/// Installs the hook, from the thread that has the terminal. `save` writes the drafts; crash files go to `dir`.
pub fn prepare(dir: PathBuf, save: impl Fn() + Send + Sync + 'static) {
    let owner = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let owns_terminal = thread::current().id() == owner;
        if owns_terminal {
            restore_now();
        }
        let file = write_down(&dir, info);
        if owns_terminal {
            save();
            say(info, file).ok();
        }
    }));
}

/// Writes the crash file, readable by its owner alone: the message may hold a customer's words.
fn write_down(dir: &Path, info: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let path = dir.join(format!("crash-{at}.txt"));
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    let name = thread::current().name().unwrap_or("unnamed").to_owned();
    writeln!(
        file,
        "salesdesk {}\nthread {name}\n{info}\n\n{}",
        env!("CARGO_PKG_VERSION"),
        Backtrace::force_capture()
    )?;
    Ok(path)
}

fn say(info: &PanicHookInfo<'_>, file: io::Result<PathBuf>) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "salesdesk stopped: {}", safe(&info.to_string()))?;
    match file {
        Ok(path) => writeln!(stderr, "What happened is in {}", path.display()),
        Err(error) => writeln!(stderr, "No crash file could be written: {error}"),
    }
}
