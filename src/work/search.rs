//! The searching thread: keeps the folded book in memory, current to the last commit, and answers
//! the newest search line. While the book is being folded the opening list comes straight from SQL,
//! and the newest search waits for the folding to end.

use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use chrono::Datelike;

use super::Bench;
use super::latest::Latest;
use crate::app::agenda::end_of_today;
use crate::app::msg::{Reply, Ticket};
use crate::domain::Id;
use crate::domain::query::Query;
use crate::search::{Book, Folded, Found, Moments, Source};
use crate::store::{Desk, Result};

const DAY: i64 = 24 * 3_600_000;

/// A search.
struct Job {
    ticket: Ticket,
    line: String,
    limit: usize,
}

/// The way to the thread.
pub(super) struct Search {
    jobs: Arc<Latest<Job>>,
}

/// The folded book, and the place in the log it stands for.
struct Index {
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

    pub(super) fn find(&self, ticket: Ticket, line: String, limit: usize) {
        self.jobs.put(Job { ticket, line, limit });
    }
}

impl Job {
    fn is_opening(&self) -> bool {
        self.line.trim().is_empty()
    }
}

fn serve(bench: &Bench, jobs: &Latest<Job>) {
    let served = Desk::open_to_read(&bench.book).and_then(|desk| {
        let mut index = fold(bench, &desk, jobs)?;
        loop {
            let job = jobs.take();
            if !say(bench, answer(bench, &desk, &mut index, &job)) {
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

/// Folds the whole book, answering what can be answered meanwhile, and then what waited.
fn fold(bench: &Bench, desk: &Desk, jobs: &Latest<Job>) -> Result<Index> {
    let seq = desk.newest()?;
    let mut waiting: Option<Job> = None;
    let folded = folded(desk, bench.now(), || {
        if let Some(job) = jobs.try_take() {
            if job.is_opening() {
                say(bench, opening(desk, job.ticket, job.limit));
            }
            waiting = Some(job).filter(|job| !job.is_opening());
        }
    })?;
    let mut book = Book::new();
    book.put_folded(folded);
    let mut index = Index { book, seq };
    if let Some(job) = waiting {
        say(bench, found(bench, desk, &mut index, &job));
    }
    Ok(index)
}

/// Reads everybody on this thread and folds them on another; calls `meanwhile` now and then.
fn folded(desk: &Desk, now: i64, mut meanwhile: impl FnMut()) -> Result<Vec<Folded>> {
    thread::scope(|scope| {
        let (stretches, read) = sync_channel::<Vec<Source>>(2);
        let folding = scope.spawn(move || read.iter().flatten().map(|source| Folded::of(&source)).collect());
        desk.sources(now, |sources| {
            stretches.send(sources).expect("folding ends when nothing more is sent");
            meanwhile();
        })?;
        drop(stretches);
        Ok(folding.join().expect("folding takes any text"))
    })
}

/// The list shown before anything is typed.
pub(super) fn opening(desk: &Desk, ticket: Ticket, limit: usize) -> Result<Reply> {
    let lines = desk.opening(limit)?;
    Ok(Reply::Found { ticket, lines, total: desk.customer_count()?, partial: false })
}

fn answer(bench: &Bench, desk: &Desk, index: &mut Index, job: &Job) -> Result<Reply> {
    if job.is_opening() { opening(desk, job.ticket, job.limit) } else { found(bench, desk, index, job) }
}

fn found(bench: &Bench, desk: &Desk, index: &mut Index, job: &Job) -> Result<Reply> {
    index.catch_up(desk, bench.now())?;
    let Found { hits, total } = index.book.find(&Query::parse(&job.line), &moments(bench), job.limit);
    let ids: Vec<Id> = hits.iter().map(|hit| hit.id).collect();
    let mut lines = desk.lines(&ids)?;
    // In the order of the hits; a customer deleted a moment ago has no line.
    let mut hits = hits.into_iter();
    for line in &mut lines {
        let Some(hit) = hits.find(|hit| hit.id == line.id) else { break };
        line.matched = hit.matched.map(|facet| facet.code().to_owned()).unwrap_or_default();
        line.excerpt = hit.excerpt;
    }
    Ok(Reply::Found { ticket: job.ticket, lines, total, partial: false })
}

impl Index {
    /// Reads again whoever was touched since: by this program or another.
    fn catch_up(&mut self, desk: &Desk, now: i64) -> Result<()> {
        let (touched, newest) = desk.touched_since(self.seq)?;
        if newest == self.seq {
            return Ok(());
        }
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

fn moments(bench: &Bench) -> Moments {
    let now = (bench.clock)();
    let end = end_of_today(now);
    let days_left = 6 - i64::from(now.weekday().num_days_from_monday());
    Moments {
        now: now.timestamp_millis(),
        today: end - DAY,
        end_of_today: end,
        end_of_week: end + days_left * DAY,
    }
}
