//! The walking thread: keeps the call list that is walked in memory and says who is next.

use std::collections::{HashSet, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Bench, lists};
use crate::app::msg::{Go, ListOf, Reply, Ticket, Walked};
use crate::domain::moved::Moved;
use crate::domain::{Change, Id, Trouble};
use crate::store::{Counter, Desk, Error, Pace, Result, Walker};

/// How long lists that were counted stay in memory.
const IDLE: Duration = Duration::from_mins(1);

/// What can be asked.
enum Job {
    Go(Ticket, Go),
    Lists,
    Make(String, ListOf),
    Claim(Id),
    Count(Ticket, Option<Id>, Change),
}

/// The way to the thread.
pub(super) struct Walks {
    jobs: Sender<Job>,
}

impl Walks {
    pub(super) fn start(bench: Bench) -> Self {
        let (jobs, given) = channel();
        thread::spawn(move || serve(&bench, given));
        Self { jobs }
    }

    pub(super) fn go(&self, ticket: Ticket, go: Go) {
        // A thread that ended has said why.
        let _ = self.jobs.send(Job::Go(ticket, go));
    }

    pub(super) fn make(&self, name: String, of: ListOf) {
        let _ = self.jobs.send(Job::Make(name, of));
    }

    pub(super) fn count(&self, ticket: Ticket, list: Option<Id>, change: Change) {
        let _ = self.jobs.send(Job::Count(ticket, list, change));
    }

    pub(super) fn claim(&self, list: Id) {
        let _ = self.jobs.send(Job::Claim(list));
    }

    pub(super) fn lists(&self) {
        let _ = self.jobs.send(Job::Lists);
    }
}

fn serve(bench: &Bench, given: Receiver<Job>) {
    let desk = match bench.to_read() {
        Ok(desk) => desk,
        Err(error) => {
            (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            return;
        }
    };
    let mut walking = Walking::default();
    let mut ahead = Ahead { given, waiting: VecDeque::new() };
    loop {
        let job = match ahead.next() {
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) => {
                walking.counter = Counter::default();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let reply = match job {
            Job::Count(ticket, list, change) => walking.count(bench, &desk, &mut ahead, ticket, list, change),
            Job::Lists => desk.listed().map(|lists| Some(Reply::Lists(lists))),
            Job::Claim(list) => Ok(Some(lists::claim(bench, list))),
            Job::Make(name, of) => Ok(Some(lists::make(bench, &name, &of))),
            Job::Go(ticket, go) => {
                let walked = walking.go(bench, &desk, ticket, go);
                walked.map(|walked| walked.map(|walked| Reply::Walked { ticket, walked }))
            }
        };
        match reply {
            Ok(Some(reply)) => drop((bench.send)(reply)),
            Ok(None) => {}
            Err(error) => {
                (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            }
        }
    }
}

/// What was asked and not yet done.
struct Ahead {
    given: Receiver<Job>,
    waiting: VecDeque<Job>,
}

impl Ahead {
    fn next(&mut self) -> std::result::Result<Job, RecvTimeoutError> {
        self.waiting.pop_front().map_or_else(|| self.given.recv_timeout(IDLE), Ok)
    }

    /// Says whether something else was asked meanwhile.
    fn any(&mut self) -> bool {
        self.waiting.extend(self.given.try_iter());
        !self.waiting.is_empty()
    }
}

/// The list that is walked, and those whose customers are counted.
#[derive(Default)]
pub struct Walking {
    walker: Option<Walker>,
    counter: Counter,
}

impl Walking {
    /// Goes somewhere; nothing where the list was left.
    pub fn go(&mut self, bench: &Bench, desk: &Desk, ticket: Ticket, go: Go) -> Result<Option<Walked>> {
        match go {
            Go::Leave => {
                self.walker = None;
                return Ok(None);
            }
            Go::Begin { list, at } => return self.begin(bench, desk, ticket, list, at).map(Some),
            _ => {}
        }
        let now = (bench.clock)();
        let Some(walker) = &mut self.walker else { return Ok(Some(Walked::Gone)) };
        match walker.catch_up(desk, now) {
            Err(Error::Trouble(Trouble::NotFound(_))) => return Ok(Some(Walked::Gone)),
            caught_up => caught_up?,
        }
        self.step(bench, desk, go).map(Some)
    }

    /// How many a change of the rules would move.
    pub fn moved(
        &mut self,
        bench: &Bench,
        desk: &Desk,
        list: Option<Id>,
        change: &Change,
        pace: Pace<'_>,
    ) -> Result<Moved> {
        let now = (bench.clock)();
        if let Some(walker) = self.walker.as_mut().filter(|walker| Some(walker.list.id) == list) {
            walker.catch_up(desk, now)?;
            return walker.moved_by(desk, change, now);
        }
        self.counter.moved(desk, list, change, now, bench.callback, pace)
    }

    /// Counts unless something else is asked meanwhile; then that first, and this again where it was
    /// no newer count.
    fn count(
        &mut self,
        bench: &Bench,
        desk: &Desk,
        ahead: &mut Ahead,
        ticket: Ticket,
        list: Option<Id>,
        change: Change,
    ) -> Result<Option<Reply>> {
        let ahead = Mutex::new(ahead);
        let pace = |_| !ahead.lock().is_ok_and(|mut ahead| ahead.any());
        let moved =
            if pace(0) { self.moved(bench, desk, list, &change, &pace) } else { Err(Error::Cancelled) };
        match moved {
            Err(Error::Cancelled) => {
                let ahead = ahead.into_inner().unwrap_or_else(PoisonError::into_inner);
                let waiting = &mut ahead.waiting;
                if !waiting.iter().any(|job| matches!(job, Job::Count(..))) {
                    waiting.push_back(Job::Count(ticket, list, change));
                }
                Ok(None)
            }
            moved => Ok(Some(Reply::Moved { ticket, moved: moved? })),
        }
    }

    fn begin(
        &mut self,
        bench: &Bench,
        desk: &Desk,
        ticket: Ticket,
        list: Id,
        at: Option<Id>,
    ) -> Result<Walked> {
        self.walker = None;
        let pace = |percent| (bench.send)(Reply::Walked { ticket, walked: Walked::Reading(percent) });
        let opened = Walker::open(desk, list, (bench.clock)(), bench.callback, &pace);
        match opened {
            Err(Error::Trouble(Trouble::NotFound(_))) => return Ok(Walked::Gone),
            opened => self.walker = Some(opened?),
        }
        if let Some(customer) = at {
            return self.step(bench, desk, Go::To(customer));
        }
        match desk.place(list)? {
            Some(customer) => self.step(bench, desk, Go::Again(customer, HashSet::new())),
            None => self.step(bench, desk, Go::Next(HashSet::new())),
        }
    }

    fn step(&self, bench: &Bench, desk: &Desk, go: Go) -> Result<Walked> {
        let now = (bench.clock)();
        let Some(walker) = &self.walker else { return Ok(Walked::Gone) };
        let at = |stop, around| Walked::At { stop: Box::new(stop), around };
        let dry = |asked| Ok(Walked::Dry { dry: Box::new(walker.dry(desk, now)?), asked });
        match go {
            Go::To(customer) => match walker.stop(desk, customer, now)? {
                Some(stop) => Ok(at(stop, false)),
                None => self.step(bench, desk, Go::Next(HashSet::new())),
            },
            Go::Again(customer, _) if walker.may_go_on(customer, now) => {
                self.step(bench, desk, Go::To(customer))
            }
            Go::Next(passed) | Go::Again(_, passed) => {
                if let Some(stop) = walker.next_stop(desk, now, &passed)? {
                    return Ok(at(stop, false));
                }
                match walker.next_stop(desk, now, &HashSet::new())? {
                    Some(stop) => Ok(at(stop, true)),
                    None => dry(false),
                }
            }
            Go::Reasons => dry(true),
            Go::Begin { .. } | Go::Leave => Ok(Walked::Gone),
        }
    }
}
