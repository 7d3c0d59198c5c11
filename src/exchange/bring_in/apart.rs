//! Reads a file on a thread of its own, so that parsing and writing overlap.
//!
//! The reading side knows what everybody answers to and makes the writes; the side that has the
//! book takes them in order and, now and then, is asked for a customer it has. A few chunks wait
//! at most, so memory does not grow with the file.

use std::sync::mpsc::{SyncSender, channel, sync_channel};
use std::thread;

use super::import::{Chunk, Options};
use super::keys::{Book, Found, Key};
use super::known::Known;
use super::open::Opened;
use super::read_through;
use crate::domain::custom_field::CustomField;
use crate::domain::page::Page;
use crate::domain::plan::ImportPlan;
use crate::domain::{Id, Noun, Value};
use crate::exchange::error::Error;
use crate::store;

/// Chunks that may wait.
const WAITING: usize = 4;

/// What the reading side wants of the side that has the book.
pub enum Ask {
    /// Some rows are read: write them.
    Write(Chunk),
    /// A customer as all that was written so far has left it.
    Card(Id, SyncSender<Result<Option<Page>, store::Error>>),
    /// Records as all that was written so far has left them.
    Standing(Vec<(Noun, Id)>, SyncSender<Result<Vec<Option<Vec<Value>>>, store::Error>>),
}

/// Reads a whole file; `answer` is called on this thread, in order, and its error ends the reading.
pub fn read(
    opened: Opened,
    options: &Options,
    now: i64,
    known: &Known,
    answer: &mut dyn FnMut(&Ask) -> Result<(), Error>,
) -> Result<ImportPlan, Error> {
    let (asks, asked) = sync_channel(WAITING);
    let (done, spent) = channel();
    thread::scope(|scope| {
        let reader = thread::Builder::new().name("import-reader".to_owned());
        let reading = reader.spawn_scoped(scope, move || {
            let mut book = Apart { known, asks: asks.clone() };
            let mut take = |chunk| {
                // Memory is freed where it was taken: elsewhere the two threads wait for each other.
                spent.try_iter().for_each(drop::<Ask>);
                asks.send(Ask::Write(chunk)).map_err(|_| gone())
            };
            read_through(opened, options, now, &mut book, &mut take)
        });
        let reading = reading.map_err(Error::io("starting a thread"))?;
        let answered = asked.into_iter().try_for_each(|ask| {
            answer(&ask)?;
            drop(done.send(ask));
            Ok(())
        });
        let plan = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        answered.and(plan)
    })
}

/// The other side has failed, and tells why itself.
fn gone() -> Error {
    store::Error::Cancelled.into()
}

/// The book, from the reading side.
struct Apart<'a> {
    known: &'a Known,
    asks: SyncSender<Ask>,
}

impl Book for Apart<'_> {
    fn find(&mut self, key: Key) -> Found {
        self.known.find(key)
    }

    fn page(&mut self, customer: Id) -> Result<Option<Box<Page>>, Error> {
        let (sender, answer) = sync_channel(1);
        self.asks.send(Ask::Card(customer, sender)).map_err(|_| gone())?;
        let page = answer.recv().map_err(|_| gone())??;
        Ok(page.map(Box::new))
    }

    fn rep(&mut self, name: &str) -> Option<Id> {
        self.known.rep(name)
    }

    fn blocked(&self, number: &str) -> bool {
        self.known.blocked(number)
    }

    fn is_there(&self, record: Id) -> bool {
        self.known.is_there(record)
    }

    fn standing(&mut self, records: Vec<(Noun, Id)>) -> Result<Vec<Option<Vec<Value>>>, Error> {
        let (sender, answer) = sync_channel(1);
        self.asks.send(Ask::Standing(records, sender)).map_err(|_| gone())?;
        Ok(answer.recv().map_err(|_| gone())??)
    }

    fn own_fields(&self) -> &[CustomField] {
        self.known.own_fields()
    }
}
