//! The journal: what the program noticed and nobody had to be told. A file a day in the state
//! folder, readable by its owner alone; never the screen, never a customer's words.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use tracing_appender::rolling;
use tracing_subscriber::filter::LevelFilter;

/// Days kept.
const DAYS: usize = 14;

/// Starts the journal in `folder`. Called once, by the desk on the screen.
pub fn start(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let file = rolling::Builder::new()
        .rotation(rolling::Rotation::DAILY)
        .filename_prefix("salesdesk")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder)
        .map_err(io::Error::other)?;
    // A second start in one process keeps the first journal.
    let _ = tracing_subscriber::fmt()
        .with_writer(std::sync::Mutex::new(file))
        .with_ansi(false)
        .with_max_level(LevelFilter::INFO)
        .try_init();
    Ok(())
}
