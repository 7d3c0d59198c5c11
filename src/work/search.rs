//! The searching thread: answers the newest search line, and gives an answer up for a newer one.
//!
//! While a large book has no sidecar yet another thread makes one, and plain indexes answer with
//! who begins as typed. Where none can be written the book is searched in memory.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::Bench;
use super::latest::Latest;
use crate::app::msg::{Readiness, Reply, Ticket};
use crate::domain::column::Column;
use crate::domain::page::{Line, Tally};
use crate::domain::{Id, Trouble};
use crate::store::{Answer, Desk, Error, Finder, Made, Result};

/// A search.
pub struct Job {
    /// Which request.
    pub ticket: Ticket,
    /// What was typed.
    pub line: String,
    /// Rows at most.
    pub limit: usize,
    /// Whose row must be among them, if they are still there.
    pub with: Option<Id>,
    /// What is shown of each besides.
    pub columns: Vec<Column>,
}

/// The way to the thread.
pub(super) struct Search {
    jobs: Arc<Latest<Job>>,
}

/// Without a key for so long, a sidecar that many have changed since is made afresh.
const IDLE: Duration = Duration::from_secs(20);
/// Without a key for so long, those who answer the line are counted.
const PAUSE: Duration = Duration::from_millis(300);
/// How often it is asked whether another program has finished making a sidecar.
const ELSEWHERE: Duration = Duration::from_millis(250);

impl Search {
    pub(super) fn start(bench: Bench) -> Self {
        let jobs = Arc::new(Latest::default());
        let taken = Arc::clone(&jobs);
        thread::spawn(move || serve(&bench, &taken));
        Self { jobs }
    }

    pub(super) fn find(&self, job: Job) {
        self.jobs.put(job);
    }
}

impl Job {
    fn is_opening(&self) -> bool {
        self.line.trim().is_empty()
    }

    /// Answers the search; nothing where it was given up, or the finder is of no more use.
    pub fn answer(
        &self,
        desk: &Desk,
        finder: &mut Finder,
        now: DateTime<FixedOffset>,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Answered> {
        if self.is_opening() {
            return self.answered(desk, self.opening(desk)?, now);
        }
        Ok(match finder.find(desk, &self.line, self.limit, now, go_on)? {
            Answer::Rows(lines, tally) => self.answered(desk, self.found(desk, lines, tally)?, now)?,
            Answer::Stopped => Answered::GivenUp,
            Answer::Outdated => Answered::Outdated,
        })
    }

    /// The same with what stands in the columns.
    fn answered(&self, desk: &Desk, mut reply: Reply, now: DateTime<FixedOffset>) -> Result<Answered> {
        if let Reply::Found { lines, .. } = &mut reply {
            let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
            let cells = desk.cells(&ids, &self.columns, now)?;
            lines.iter_mut().zip(cells).for_each(|(line, cells)| line.cells = cells);
        }
        Ok(Answered::Reply(reply))
    }

    pub(super) fn opening(&self, desk: &Desk) -> Result<Reply> {
        self.found(desk, desk.opening(self.limit)?, Tally::exactly(desk.customer_count()?))
    }

    /// What can be said before the search is ready.
    fn beginning(&self, desk: &Desk) -> Result<Reply> {
        if self.is_opening() {
            return self.opening(desk);
        }
        let lines = desk.beginning_with(&self.line, self.limit)?;
        let tally = Tally { count: lines.len(), exact: false };
        self.found(desk, lines, tally)
    }

    /// The rows, led by the one that must be among them.
    fn found(&self, desk: &Desk, mut lines: Vec<Line>, tally: Tally) -> Result<Reply> {
        let missing = self.with.filter(|id| lines.iter().all(|line| line.id != *id));
        if let Some(line) = missing.map(|id| desk.line(id)).transpose()?.flatten() {
            lines.insert(0, line);
        }
        Ok(Reply::Found { ticket: self.ticket, lines, tally })
    }
}

/// What came of a job.
pub enum Answered {
    /// This.
    Reply(Reply),
    /// A newer one came.
    GivenUp,
    /// The finder must be made anew.
    Outdated,
}

/// The thread's own state.
struct Serving<'a> {
    bench: &'a Bench,
    jobs: &'a Latest<Job>,
    desk: Desk,
    finder: Option<Finder>,
    making: Arc<Mutex<Making>>,
    /// What was answered last, where not all were counted.
    uncounted: Option<Job>,
}

/// How far the thread that makes a sidecar is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Making {
    /// None is being made.
    #[default]
    Idle,
    /// It is at it.
    Busy,
    /// A new one lies beside the book.
    Made,
    /// None can be kept there; it is not tried again.
    Failed,
}

fn serve(bench: &Bench, jobs: &Latest<Job>) {
    let served = bench.to_read().and_then(|desk| {
        let mut serving =
            Serving { bench, jobs, desk, finder: None, making: Arc::default(), uncounted: None };
        serving.prepare()?;
        loop {
            match jobs.take_within(if serving.uncounted.is_some() { PAUSE } else { IDLE }) {
                Some(job) => {
                    let reply = serving.answer(&job);
                    serving.uncounted =
                        matches!(&reply, Ok(Some(Reply::Found { tally, .. })) if !tally.exact).then_some(job);
                    if !serving.say(reply) {
                        return Ok(());
                    }
                }
                None if serving.uncounted.is_some() => {
                    let reply = serving.count();
                    serving.say(reply);
                }
                None if serving.finder.as_ref().is_some_and(Finder::is_stale) => serving.make(false),
                None => {}
            }
        }
    });
    if let Err(error) = served {
        (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
    }
}

impl Serving<'_> {
    fn answer(&mut self, job: &Job) -> Result<Option<Reply>> {
        self.prepare()?;
        if self.finder.is_none() && self.making() == Making::Failed {
            self.say(job.beginning(&self.desk).map(Some));
            self.finder = Some(self.fold()?);
            (self.bench.send)(Reply::Search(Readiness::Ready));
        }
        if let Some(finder) = &mut self.finder {
            let go_on = || self.jobs.is_empty();
            match job.answer(&self.desk, finder, (self.bench.clock)(), &go_on)? {
                Answered::Reply(reply) => return Ok(Some(reply)),
                Answered::GivenUp => return Ok(None),
                Answered::Outdated => self.finder = None,
            }
            self.prepare()?;
        }
        job.beginning(&self.desk).map(Some)
    }

    /// Counts all who answer the line that was answered last.
    fn count(&mut self) -> Result<Option<Reply>> {
        let (Some(job), Some(finder)) = (self.uncounted.take(), &self.finder) else { return Ok(None) };
        let go_on = || self.jobs.is_empty();
        let count = finder.count(&self.desk, &job.line, (self.bench.clock)(), &go_on)?;
        Ok(count.map(|count| Reply::Counted { ticket: job.ticket, count }))
    }

    /// Makes ready to search as far as that takes no time; has a sidecar made where one is missed.
    fn prepare(&mut self) -> Result<()> {
        if self.making() == Making::Made {
            self.finder = None;
            set(&self.making, Making::Idle);
        }
        if self.finder.is_none() && self.making() != Making::Busy {
            self.finder = Finder::open(&self.desk)?;
        }
        if self.finder.is_none() {
            self.make(true);
        }
        Ok(())
    }

    fn making(&self) -> Making {
        *self.making.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the book into memory, and says meanwhile who begins as typed.
    fn fold(&self) -> Result<Finder> {
        Finder::fold(&self.desk, || {
            self.jobs.try_take().is_none_or(|job| self.say(job.beginning(&self.desk).map(Some)))
        })
    }

    /// Has a sidecar made, unless one is being made or cannot be; tells of it where the search waits
    /// for it.
    fn make(&self, tell: bool) {
        if self.making() != Making::Idle {
            return;
        }
        set(&self.making, Making::Busy);
        let (bench, making) = (self.bench.clone(), Arc::clone(&self.making));
        thread::spawn(move || {
            let told = |readiness| !tell || (bench.send)(Reply::Search(readiness));
            told(Readiness::Making(0));
            let made = make_here_or_elsewhere(&bench, &|percent| told(Readiness::Making(percent)));
            set(&making, if made.is_ok() { Making::Made } else { Making::Failed });
            told(made.map_or_else(Readiness::Scanning, |()| Readiness::Ready));
        });
    }

    fn say(&self, reply: Result<Option<Reply>>) -> bool {
        match reply {
            Ok(None) => true,
            Ok(Some(reply)) => (self.bench.send)(reply),
            Err(error) => {
                (self.bench.send)(Reply::Failed { ticket: None, trouble: self.bench.trouble(&error) })
            }
        }
    }
}

fn set(making: &Mutex<Making>, to: Making) {
    *making.lock().unwrap_or_else(PoisonError::into_inner) = to;
}

/// Makes a sidecar, or waits until another program has.
fn make_here_or_elsewhere(
    bench: &Bench,
    pace: &(dyn Fn(u8) -> bool + Sync),
) -> std::result::Result<(), Trouble> {
    let made = bench.to_read().and_then(|desk| {
        while desk.make_sidecar(pace)? == Made::Elsewhere {
            thread::sleep(ELSEWHERE);
            if Finder::open(&desk)?.is_some_and(|finder| !finder.is_stale()) {
                break;
            }
            if !pace(0) {
                return Err(Error::Cancelled);
            }
        }
        Ok(())
    });
    made.map_err(|error| bench.trouble(&error))
}
