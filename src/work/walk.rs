//! The walking thread: keeps the call list that is walked in memory and says who is next.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Bench, lists};
use crate::app::msg::{Go, ListOf, Reply, Ticket, Walked};
use crate::domain::{Id, Trouble};
use crate::store::{Desk, Error, Result, Walker};

/// What can be asked.
enum Job {
    Go(Ticket, Go),
    Lists,
    Make(String, ListOf),
}

/// The way to the thread.
pub(super) struct Walks {
    jobs: Sender<Job>,
}

impl Walks {
    pub(super) fn start(bench: Bench) -> Self {
        let (jobs, given) = channel();
        thread::spawn(move || serve(&bench, &given));
        Self { jobs }
    }

    pub(super) fn go(&self, ticket: Ticket, go: Go) {
        // A thread that ended has said why.
        let _ = self.jobs.send(Job::Go(ticket, go));
    }

    pub(super) fn make(&self, name: String, of: ListOf) {
        let _ = self.jobs.send(Job::Make(name, of));
    }

    pub(super) fn lists(&self) {
        let _ = self.jobs.send(Job::Lists);
    }
}

fn serve(bench: &Bench, given: &Receiver<Job>) {
    let desk = match Desk::open_to_read(&bench.book) {
        Ok(desk) => desk,
        Err(error) => {
            (bench.send)(Reply::Failed { ticket: None, trouble: bench.trouble(&error) });
            return;
        }
    };
    let mut walking = Walking::default();
    for job in given {
        let reply = match job {
            Job::Lists => desk.listed().map(|lists| Some(Reply::Lists(lists))),
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

/// The list that is walked.
#[derive(Default)]
pub struct Walking {
    walker: Option<Walker>,
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
