//! The thread that writes files for the screen. One at a time; a stop leaves no file.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Bench;
use crate::app::msg::{Leaving, Reply};
use crate::domain::Trouble;
use crate::domain::agenda::Whose;
use crate::exchange::Error;
use crate::exchange::bring_in::Watch;
use crate::exchange::write::column::Desk as Place;
use crate::exchange::write::csv::Sheet;
use crate::exchange::write::export::{self, Format, Job, format_of};
use crate::exchange::write::letters::Encoding;
use crate::exchange::write::source::Who;
use crate::exchange::write::subject::About;
use crate::exchange::write::table::Choice;
use crate::exchange::write::vcard::Version;
use crate::store::{self, Desk, Finder};

/// How often progress is told.
const OFTEN: Duration = Duration::from_millis(100);

/// The way to the thread.
pub(super) struct Exports {
    jobs: Sender<Leaving>,
    stop: Arc<AtomicBool>,
}

impl Exports {
    pub(super) fn start(bench: Bench) -> Self {
        let (jobs, given) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        thread::spawn(move || serve(&bench, &given, &told));
        Self { jobs, stop }
    }

    pub(super) fn write(&self, leaving: Leaving) {
        self.stop.store(false, Ordering::SeqCst);
        // A thread that ended has said why.
        let _ = self.jobs.send(leaving);
    }

    /// Ends what is running.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

fn serve(bench: &Bench, given: &Receiver<Leaving>, stop: &AtomicBool) {
    for leaving in given {
        if let Some(reply) = write(bench, &leaving, stop) {
            (bench.send)(reply);
        }
    }
}

/// Writes a file and says what came of it; nothing where it was told to stop.
pub fn write(bench: &Bench, leaving: &Leaving, stop: &AtomicBool) -> Option<Reply> {
    match try_to_write(bench, leaving, stop) {
        Ok(reply) => Some(reply),
        Err(Error::Exists(_)) => Some(Reply::WouldOverwrite),
        Err(Error::Store(store::Error::Cancelled)) => None,
        Err(error) => Some(Reply::Failed { ticket: None, trouble: trouble(bench, error) }),
    }
}

fn try_to_write(bench: &Bench, leaving: &Leaving, stop: &AtomicBool) -> Result<Reply, Error> {
    let desk = bench.to_write()?;
    let job = job(bench, &desk, leaving, stop)?;
    let mut told = Instant::now();
    let mut progress = |done, of| {
        if told.elapsed() > OFTEN {
            told = Instant::now();
            (bench.send)(Reply::Progress { done, of });
        }
    };
    let mut watch = Watch { progress: &mut progress, stop: &|| stop.load(Ordering::SeqCst) };
    let path = at_home(&leaving.path);
    let done = export::to_file(&desk, &job, &path, leaving.force, &mut watch)?;
    let path = std::path::absolute(&path).unwrap_or(path);
    Ok(Reply::Exported { path: path.display().to_string(), customers: done.customers })
}

/// `~/` as a shell reads it.
fn at_home(path: &Path) -> PathBuf {
    let home = || Some(directories::BaseDirs::new()?.home_dir().to_owned());
    path.strip_prefix("~").ok().and_then(|rest| Some(home()?.join(rest))).unwrap_or_else(|| path.to_owned())
}

fn job(bench: &Bench, desk: &Desk, leaving: &Leaving, stop: &AtomicBool) -> Result<Job, Error> {
    let now = (bench.clock)();
    let who = if leaving.query.is_empty() {
        Who::Everybody
    } else {
        let go_on = |_| !stop.load(Ordering::SeqCst);
        Who::These(Finder::everybody_once(desk, &leaving.query, now, &go_on)?)
    };
    let text = |delimiter, encoding| Format::Text(Sheet { encoding, delimiter, ..Sheet::default() });
    let format = match format_of(&leaving.path) {
        Some("xlsx") => Format::Workbook,
        Some("jsonl") => Format::Book,
        Some("vcard") => Format::Cards(Version::Three),
        Some("ics") => Format::Calendar,
        Some("tsv") => text(b'\t', Encoding::Plain),
        _ => text(b',', Encoding::Marked),
    };
    let about = if format == Format::Workbook { About::ALL.to_vec() } else { vec![About::Customers] };
    Ok(Job {
        who,
        may: None,
        about,
        choice: Choice::Filled,
        format,
        japanese: leaving.japanese,
        place: Place { offset: *now.offset(), currency: bench.currency.clone(), now: bench.now() },
        whose: Whose::Everyones,
        what: leaving.query.clone(),
    })
}

pub(super) fn trouble(bench: &Bench, error: Error) -> Trouble {
    match error {
        Error::Store(error) => bench.trouble(&error),
        Error::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => Trouble::DiskFull,
        error => Trouble::Other(error.to_string()),
    }
}
