//! The searching thread: answers the newest search line. While the book is being folded the
//! opening list comes straight from SQL, and the newest search waits for the folding to end.

use std::sync::Arc;
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::Bench;
use super::latest::Latest;
use crate::app::msg::{Reply, Ticket};
use crate::domain::Id;
use crate::domain::page::Line;
use crate::store::{Desk, Finder, Result};

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
}

/// The way to the thread.
pub(super) struct Search {
    jobs: Arc<Latest<Job>>,
}

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

    /// Answers the search.
    pub fn answer(&self, desk: &Desk, finder: &mut Finder, now: DateTime<FixedOffset>) -> Result<Reply> {
        if self.is_opening() {
            return self.opening(desk);
        }
        let (lines, total) = finder.find(desk, &self.line, self.limit, now)?;
        Ok(Reply::Found { ticket: self.ticket, lines: self.with(desk, lines)?, total })
    }

    pub(super) fn opening(&self, desk: &Desk) -> Result<Reply> {
        let lines = self.with(desk, desk.opening(self.limit)?)?;
        Ok(Reply::Found { ticket: self.ticket, lines, total: desk.customer_count()? })
    }

    /// The same rows, led by the one that must be among them.
    fn with(&self, desk: &Desk, mut lines: Vec<Line>) -> Result<Vec<Line>> {
        let missing = self.with.filter(|id| lines.iter().all(|line| line.id != *id));
        if let Some(line) = missing.map(|id| desk.line(id)).transpose()?.flatten() {
            lines.insert(0, line);
        }
        Ok(lines)
    }
}

fn serve(bench: &Bench, jobs: &Latest<Job>) {
    let served = Desk::open_to_read(&bench.book).and_then(|desk| {
        let mut waiting: Option<Job> = None;
        let mut finder = Finder::fold(&desk, (bench.clock)(), || {
            let Some(job) = jobs.try_take() else { return };
            if job.is_opening() {
                say(bench, job.opening(&desk));
            }
            waiting = Some(job).filter(|job| !job.is_opening());
        })?;
        loop {
            let job = waiting.take().unwrap_or_else(|| jobs.take());
            if !say(bench, job.answer(&desk, &mut finder, (bench.clock)())) {
                return Ok(());
            }
        }
    });
    if let Err(error) = served {
        (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
    }
}

fn say(bench: &Bench, reply: Result<Reply>) -> bool {
    let reply = reply.unwrap_or_else(|error| Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
    (bench.send)(reply)
}
