//! Reads a file on two threads of its own, so that reading, planning and writing overlap.
//!
//! One makes drafts of rows; the next knows what everybody answers to and makes the writes; the side
//! that has the book takes them in order and, now and then, is asked for a customer it has. A few
//! chunks wait at most, so memory does not grow with the file.

use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::drafting::{Drafted, Drafting};
use super::import::{Chunk, Import, Options};
use super::keys::{Book, Found, Key};
use super::known::Known;
use super::open::Opened;
use super::{ROWS, chunks, planning, with_left_out};
use crate::domain::custom_field::CustomField;
use crate::domain::page::Page;
use crate::domain::plan::ImportPlan;
use crate::domain::{Id, Noun, Value};
use crate::exchange::error::Error;
use crate::exchange::read::below::Rows;
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
    let plan = planning::blank(&opened);
    let Opened { mapping, mut table, .. } = opened;
    let mut import = Import::new(mapping, options.clone(), now);
    let mut drafting = import.drafting(known.own_fields());
    let (drafts, drafted) = sync_channel(WAITING);
    let (asks, asked) = sync_channel(WAITING);
    thread::scope(|scope| {
        let reading = named("import-reader").spawn_scoped(scope, move || {
            while send_some(&mut *table, &mut drafting, &drafts) {}
            table.left_out().clone()
        });
        let planning = named("import-planner").spawn_scoped(scope, move || {
            let mut book = Apart { known, asks: asks.clone() };
            let mut drafts = drafted.into_iter().flat_map(Drafts::into_iter);
            let mut take = |chunk| asks.send(Ask::Write(chunk)).map_err(|_| gone());
            chunks(plan, &mut import, &mut drafts, &mut book, &mut take)
        });
        let (reading, planning) = (started(reading)?, started(planning)?);
        let answered = asked.into_iter().try_for_each(|ask| answer(&ask));
        let plan = planning.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let left_out = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        answered.and(plan).map(|plan| with_left_out(plan, &left_out))
    })
}

/// Some drafts, and what ended the reading behind them, if anything did.
struct Drafts {
    some: Vec<Drafted>,
    end: Option<Error>,
}

impl Drafts {
    fn into_iter(self) -> impl Iterator<Item = Result<Drafted, Error>> {
        self.some.into_iter().map(Ok).chain(self.end.map(Err))
    }
}

/// Makes drafts of the next rows and hands them over; false where there are no more, or nobody
/// wants them.
fn send_some(table: &mut (dyn Rows + Send), drafting: &mut Drafting, to: &SyncSender<Drafts>) -> bool {
    let mut drafts = Drafts { some: Vec::with_capacity(ROWS), end: None };
    for row in table.take(ROWS) {
        match row {
            Ok(row) => drafts.some.push(drafting.draft(row)),
            Err(error) => drafts.end = Some(error),
        }
    }
    let more = drafts.some.len() == ROWS && drafts.end.is_none();
    to.send(drafts).is_ok() && more
}

fn named(name: &str) -> thread::Builder {
    thread::Builder::new().name(name.to_owned())
}

fn started<T>(thread: io::Result<T>) -> Result<T, Error> {
    thread.map_err(Error::io("starting a thread"))
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

    fn erased(&self, address: &str) -> bool {
        self.known.erased(address)
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
