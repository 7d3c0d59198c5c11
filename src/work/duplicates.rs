//! The thread that looks for duplicates: one search at a time, on connections of its own, and one
//! that can be stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;

use super::Bench;
use crate::app::msg::Reply;
use crate::domain::duplicate::WORTH_A_LOOK;
use crate::store::{Desk, Error, Result, Sought};

/// Pairs that are gone through at most; who has decided on so many looks for more.
const MOST: usize = 2_000;

/// The way to the thread.
pub(super) struct Duplicates {
    bench: Bench,
    stop: Arc<AtomicBool>,
}

impl Duplicates {
    pub(super) fn of(bench: Bench) -> Self {
        Self { bench, stop: Arc::default() }
    }

    /// Looks for them; whatever was looked for before is given up.
    pub(super) fn find(&mut self) {
        self.stop();
        self.stop = Arc::default();
        let (bench, stop) = (self.bench.clone(), Arc::clone(&self.stop));
        thread::spawn(move || {
            let told = AtomicU8::new(0);
            let pace = |percent: u8| {
                if told.fetch_max(percent, Ordering::Relaxed) < percent {
                    (bench.send)(Reply::DuplicatesPace(percent));
                }
                !stop.load(Ordering::Relaxed)
            };
            let found = bench.to_read().and_then(|desk| find(&desk, &pace));
            let reply = match found {
                Err(Error::Cancelled) => return,
                Err(error) => Reply::Failed { ticket: None, trouble: bench.trouble(&error) },
                Ok(reply) => reply,
            };
            if !stop.load(Ordering::Relaxed) {
                (bench.send)(reply);
            }
        });
    }

    /// Gives up what is looked for.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// Looks through the whole book.
pub fn find(desk: &Desk, pace: &(dyn Fn(u8) -> bool + Sync)) -> Result<Reply> {
    let sought = Sought { least: WORTH_A_LOOK, limit: MOST, among: None };
    desk.duplicates(&sought, pace).map(|scan| Reply::Duplicates(Box::new(scan)))
}
