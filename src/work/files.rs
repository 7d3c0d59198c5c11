//! The thread that works on files: says what an import would do, does it, takes it back. One thing at
//! a time, and the newest request ends what is running; a stop leaves the book as it was. Imports
//! write through a connection of their own.

mod look;
pub(super) use look::meant;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::Bench;
use crate::app::msg::{Imported, Reply, Ticket};
use crate::domain::choices::Choices;
use crate::domain::planned::FileState;
use crate::domain::{Id, Trouble, phone};
use crate::exchange::Error;
use crate::exchange::bring_in::draft::Rules;
use crate::exchange::bring_in::planning::preview;
use crate::exchange::bring_in::{self, How, Planner, Seen, Watch};
use crate::exchange::read::input::Input;
use crate::store;

/// How often progress is told.
const OFTEN: Duration = Duration::from_millis(100);

/// What can be asked of it.
#[derive(Clone, Debug)]
pub enum Job {
    /// Say what importing this file would do.
    Plan(Ticket, PathBuf, Box<Choices>),
    /// Import it, as long as it is what it was.
    Run(Ticket, PathBuf, Box<Choices>, FileState),
    /// Take an import back.
    TakeBack(Id),
    /// Find files to import.
    Look(String),
}

/// The way to the thread.
pub(super) struct Files {
    jobs: Sender<(u64, Job)>,
    newest: Arc<AtomicU64>,
}

impl Files {
    pub(super) fn start(bench: Bench) -> Self {
        let (jobs, given) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let told = Arc::clone(&newest);
        thread::spawn(move || serve(&bench, &given, &told));
        Self { jobs, newest }
    }

    /// Ends what is running, and has this done.
    pub(super) fn give(&self, job: Job) {
        let number = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        // A thread that ended has said why.
        let _ = self.jobs.send((number, job));
    }

    /// Ends what is running.
    pub(super) fn stop(&self) {
        self.newest.fetch_add(1, Ordering::SeqCst);
    }
}

fn serve(bench: &Bench, given: &Receiver<(u64, Job)>, newest: &AtomicU64) {
    let mut filing = Filing::default();
    for (number, job) in given {
        filing.perform(bench, job, &|| newest.load(Ordering::SeqCst) != number);
    }
}

/// Work on files, one job after the other.
#[derive(Default)]
pub struct Filing {
    planner: Planner,
}

impl Filing {
    /// Does a job, and tells what comes of it; ends early once `stop` says so.
    pub fn perform(&mut self, bench: &Bench, job: Job, stop: &(dyn Fn() -> bool + Sync)) {
        let reply = match job {
            Job::Look(typed) => Some(Reply::FilesFound { files: look::files(&typed), typed }),
            Job::TakeBack(batch) => Some(take_back(bench, batch, stop)),
            Job::Plan(ticket, path, choices) => {
                ended(bench, ticket, self.plan(bench, ticket, &path, &choices, stop), false)
            }
            Job::Run(ticket, path, choices, only) => {
                ended(bench, ticket, run(bench, &path, &choices, only, stop), true)
            }
        };
        if let Some(reply) = reply {
            (bench.send)(reply);
        }
    }

    fn plan(
        &mut self,
        bench: &Bench,
        ticket: Ticket,
        path: &Path,
        choices: &Choices,
        stop: &dyn Fn() -> bool,
    ) -> Result<Reply, Error> {
        let desk = bench.to_read()?;
        let (how, input) = (how(bench, choices)?.asking(), Input::open(&look::meant(path))?);
        let show = |plan| Reply::Planned { ticket, plan: Box::new(plan) };
        if let Some(first) = preview(&desk, &input, &how, bench.now())? {
            (bench.send)(show(first));
        }
        let mut see = |seen: Seen<'_>| {
            if let Seen::Plan(plan) = seen {
                (bench.send)(show(plan.clone()));
            }
        };
        let plan = watched(bench, stop, |watch| {
            self.planner.plan(&desk, &input, &how, bench.now(), watch, &mut see)
        })?;
        Ok(show(plan))
    }
}

fn run(
    bench: &Bench,
    path: &Path,
    choices: &Choices,
    only: FileState,
    stop: &dyn Fn() -> bool,
) -> Result<Reply, Error> {
    let mut desk = bench.to_write()?;
    let (path, how) = (look::meant(path), How { only: Some(only), ..how(bench, choices)? });
    let done = watched(bench, stop, |watch| bring_in::run(&mut desk, &path, &how, bench.now(), watch))?;
    let (plan, batch, rejects) = (done.plan, done.batch, done.rejects_file);
    Ok(Reply::Imported(Box::new(Imported { plan, batch, rejects })))
}

/// What came of a job; one that was overtaken by another has nothing to say.
fn ended(bench: &Bench, ticket: Ticket, done: Result<Reply, Error>, tells_stop: bool) -> Option<Reply> {
    match done {
        Ok(reply) => Some(reply),
        Err(Error::Store(store::Error::Cancelled)) if !tells_stop => None,
        Err(Error::Store(store::Error::Cancelled)) => Some(Reply::ImportEnded { ticket, trouble: None }),
        Err(error) => Some(Reply::ImportEnded { ticket, trouble: Some(trouble(bench, error)) }),
    }
}

fn take_back(bench: &Bench, batch: Id, stop: &(dyn Fn() -> bool + Sync)) -> Reply {
    let told = Mutex::new(Instant::now());
    let pace = |percent: u8| {
        if let Ok(mut told) = told.lock()
            && told.elapsed() > OFTEN
        {
            *told = Instant::now();
            (bench.send)(Reply::Progress { done: u64::from(percent), of: 100 });
        }
        !stop()
    };
    let undone =
        bench.to_write().and_then(|mut desk| desk.undo_import_at(&batch.to_string(), bench.now(), &pace));
    match undone {
        Ok(undone) => Reply::Undone {
            deed: undone.deed,
            subject: undone.subject,
            customer: undone.customer,
            kept: undone.kept,
            redo: false,
        },
        Err(error) => Reply::Failed { ticket: None, trouble: bench.trouble(&error) },
    }
}

fn how(bench: &Bench, choices: &Choices) -> Result<How, Error> {
    let rules = Rules {
        region: bench.region.clone(),
        currency: bench.currency.clone(),
        offset: *(bench.clock)().offset(),
        ..Rules::default()
    };
    How::of(choices, rules, bench.region == phone::HOME)
}

/// Does something that tells how far it is and can be stopped.
fn watched<T>(
    bench: &Bench,
    stop: &dyn Fn() -> bool,
    work: impl FnOnce(&mut Watch<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut told = Instant::now();
    let mut progress = |done, of| {
        if told.elapsed() > OFTEN {
            told = Instant::now();
            (bench.send)(Reply::Progress { done, of });
        }
    };
    work(&mut Watch { progress: &mut progress, stop })
}

fn trouble(bench: &Bench, error: Error) -> Trouble {
    match error {
        Error::Store(error) => bench.trouble(&error),
        error => Trouble::Other(error.to_string()),
    }
}
