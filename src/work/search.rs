//! The searching thread: keeps the folded book in memory, current to the last commit, and answers
//! the newest search line. While the book is being folded the opening list comes straight from SQL,
//! and the newest search waits for the folding to end.

use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Datelike, FixedOffset};

use super::Bench;
use super::latest::Latest;
use crate::app::agenda::end_of_today;
use crate::app::msg::{Reply, Ticket};
use crate::domain::Id;
use crate::domain::page::Line;
use crate::domain::query::Query;
use crate::search::{Book, Folded, Found, Moments};
use crate::store::{Desk, Result};

const DAY: i64 = 24 * 3_600_000;

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

/// The folded book, and the place in the log it stands for.
pub struct Index {
    book: Book,
    seq: i64,
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
}

fn serve(bench: &Bench, jobs: &Latest<Job>) {
    let served = Desk::open_to_read(&bench.book).and_then(|desk| {
        let first = jobs.take();
        if first.is_opening() {
            say(bench, opening(&desk, &first));
        }
        let mut waiting = Some(first).filter(|job| !job.is_opening());
        let mut index = Index::fold(&desk, bench.now(), || {
            let Some(job) = jobs.try_take() else { return };
            if job.is_opening() {
                say(bench, opening(&desk, &job));
            }
            waiting = Some(job).filter(|job| !job.is_opening());
        })?;
        loop {
            let job = waiting.take().unwrap_or_else(|| jobs.take());
            if !say(bench, index.answer(&desk, &job, (bench.clock)())) {
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

fn opening(desk: &Desk, job: &Job) -> Result<Reply> {
    let lines = with(desk, job, desk.opening(job.limit)?)?;
    Ok(Reply::Found { ticket: job.ticket, lines, total: desk.customer_count()?, partial: false })
}

/// The same rows, led by the one that must be among them.
fn with(desk: &Desk, job: &Job, mut lines: Vec<Line>) -> Result<Vec<Line>> {
    let missing = job.with.filter(|id| lines.iter().all(|line| line.id != *id));
    if let Some(line) = missing.map(|id| desk.line(id)).transpose()?.flatten() {
        lines.insert(0, line);
    }
    Ok(lines)
}

impl Index {
    /// Folds the whole book; calls `pause` now and then.
    pub fn fold(desk: &Desk, now: i64, mut pause: impl FnMut()) -> Result<Self> {
        let seq = desk.newest()?;
        let mut folded: Vec<Folded> = Vec::new();
        desk.sources(now, |sources| {
            folded.extend(sources.iter().map(Folded::of));
            pause();
        })?;
        let mut book = Book::new();
        book.put_folded(folded);
        Ok(Self { book, seq })
    }

    /// Answers a search, current to the last commit.
    pub fn answer(&mut self, desk: &Desk, job: &Job, now: DateTime<FixedOffset>) -> Result<Reply> {
        if job.is_opening() {
            return opening(desk, job);
        }
        self.catch_up(desk, now.timestamp_millis())?;
        let Found { hits, total } = self.book.find(&Query::parse(&job.line), &moments(now), job.limit);
        let mut lines: Vec<Line> = Vec::with_capacity(hits.len());
        for hit in hits {
            let Some(line) = desk.line(hit.id)? else { continue };
            let matched = hit.matched.map(|facet| facet.code().to_owned()).unwrap_or_default();
            lines.push(Line { matched, excerpt: hit.excerpt, ..line });
        }
        Ok(Reply::Found { ticket: job.ticket, lines: with(desk, job, lines)?, total, partial: false })
    }

    /// Reads again whoever was touched since: by this program or another.
    fn catch_up(&mut self, desk: &Desk, now: i64) -> Result<()> {
        let (touched, newest) = desk.touched_since(self.seq)?;
        let mut fresh = Vec::new();
        for id in touched {
            match desk.source(id, now)? {
                Some(source) => fresh.push(Folded::of(&source)),
                None => drop(self.book.remove(id)),
            }
        }
        self.book.put_folded(fresh);
        self.seq = newest;
        Ok(())
    }
}

fn moments(now: DateTime<FixedOffset>) -> Moments {
    let end = end_of_today(now);
    let days_left = 6 - i64::from(now.weekday().num_days_from_monday());
    Moments {
        now: now.timestamp_millis(),
        today: end - DAY,
        end_of_today: end,
        end_of_week: end + days_left * DAY,
    }
}
