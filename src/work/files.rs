//! The thread that works on files: says what an import would do, and does it. One file at a time;
//! a stop leaves the book as it was. Imports write through a connection of their own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Bench;
use crate::app::msg::Reply;
use crate::domain::{Trouble, phone};
use crate::exchange::Error;
use crate::exchange::bring_in::draft::Rules;
use crate::exchange::bring_in::import::Options;
use crate::exchange::bring_in::open::Reading;
use crate::exchange::bring_in::{self, How, Outcome, Watch};
use crate::store::{self, Desk};

/// How often progress is told.
const OFTEN: Duration = Duration::from_millis(100);

/// What can be asked of it.
enum Job {
    /// Say what importing this file would do.
    Plan(PathBuf),
    /// Import the file that was planned last.
    Run,
}

/// The way to the thread.
pub(super) struct Files {
    jobs: Sender<Job>,
    stop: Arc<AtomicBool>,
}

impl Files {
    pub(super) fn start(bench: Bench) -> Self {
        let (jobs, given) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&stop);
        thread::spawn(move || serve(&bench, &given, &told));
        Self { jobs, stop }
    }

    pub(super) fn plan(&self, path: PathBuf) {
        self.give(Job::Plan(path));
    }

    pub(super) fn run(&self) {
        self.give(Job::Run);
    }

    /// Ends what is running.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::SeqCst);
    }

    fn give(&self, job: Job) {
        self.stop.store(false, Ordering::SeqCst);
        // A thread that ended has said why.
        let _ = self.jobs.send(job);
    }
}

fn serve(bench: &Bench, given: &Receiver<Job>, stop: &AtomicBool) {
    let mut planned = PathBuf::new();
    for job in given {
        let done = match job {
            Job::Plan(path) => {
                planned = path;
                plan(bench, &planned, stop)
            }
            Job::Run => run(bench, &planned, stop),
        };
        let reply = match done {
            Err(Error::Store(store::Error::Cancelled)) => continue,
            Err(error) => Reply::Failed { ticket: None, trouble: trouble(bench, error) },
            Ok(reply) => reply,
        };
        (bench.send)(reply);
    }
}

fn plan(bench: &Bench, path: &Path, stop: &AtomicBool) -> Result<Reply, Error> {
    let desk = Desk::open_to_read(&bench.book)?;
    let plan = watched(bench, stop, |watch| bring_in::plan(&desk, path, &how(bench), bench.now(), watch))?;
    Ok(Reply::Planned(Box::new(plan)))
}

fn run(bench: &Bench, path: &Path, stop: &AtomicBool) -> Result<Reply, Error> {
    let mut desk = Desk::open(&bench.book, "", bench.now())?;
    let outcome =
        watched(bench, stop, |watch| bring_in::run(&mut desk, path, &how(bench), bench.now(), watch))?;
    let Outcome { plan, batch, .. } = outcome;
    Ok(Reply::Imported(Box::new(plan), batch))
}

fn how(bench: &Bench) -> How {
    let rules = Rules {
        region: bench.region.clone(),
        currency: bench.currency.clone(),
        offset: *(bench.clock)().offset(),
        ..Rules::default()
    };
    let reading = Reading { japanese: bench.region == phone::HOME, ..Reading::default() };
    How { reading, options: Options { rules, ..Options::default() }, ..How::default() }
}

/// Does something that tells how far it is and can be stopped.
fn watched<T>(
    bench: &Bench,
    stop: &AtomicBool,
    work: impl FnOnce(&mut Watch<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut told = Instant::now();
    let mut progress = |done, of| {
        if told.elapsed() > OFTEN {
            told = Instant::now();
            (bench.send)(Reply::Progress { done, of });
        }
    };
    work(&mut Watch { progress: &mut progress, stop: &|| stop.load(Ordering::SeqCst) })
}

fn trouble(bench: &Bench, error: Error) -> Trouble {
    match error {
        Error::Store(error) => bench.trouble(&error),
        error => Trouble::Other(error.to_string()),
    }
}
