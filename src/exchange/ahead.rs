//! Reads a file's rows ahead on a thread of its own, so that parsing and writing overlap.
//!
//! A few batches wait at most, so memory does not grow with the file.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::error::Error;
use super::headers::Mapping;
use super::import::Options;
use super::read_row::ReadRow;
use super::table::{LeftOut, Table};
use super::text::Text;

/// Rows in a batch.
const ROWS: usize = 500;
/// Batches that may wait.
const WAITING: usize = 4;

/// Reads every row and hands them over in batches, in order; gives what was left out.
///
/// An error of the file comes in its place; one of `take` ends the reading.
pub fn read<R: Read + Send>(
    mut table: Table<Text<R>>,
    mapping: &Mapping,
    options: &Options,
    take: &mut dyn FnMut(Vec<ReadRow>) -> Result<(), Error>,
) -> Result<LeftOut, Error> {
    let (sender, receiver) = sync_channel(WAITING);
    thread::scope(|scope| {
        let name = thread::Builder::new().name("import-reader".to_owned());
        let reading = name
            .spawn_scoped(scope, move || {
                send_all(&mut table, mapping, options, &sender);
                table.left_out().clone()
            })
            .map_err(Error::io("starting a thread"))?;
        let taken = take_all(receiver, take);
        let left_out = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        taken.map(|()| left_out)
    })
}

type Batch = Result<Vec<ReadRow>, Error>;

fn send_all<R: Read>(
    table: &mut Table<Text<R>>,
    mapping: &Mapping,
    options: &Options,
    sender: &SyncSender<Batch>,
) {
    loop {
        let rows = table.by_ref().take(ROWS).map(|row| Ok(ReadRow::of(row?, mapping, options)));
        let batch: Batch = rows.collect();
        let last = !matches!(&batch, Ok(rows) if rows.len() == ROWS);
        // Nobody listens once the import has failed.
        if sender.send(batch).is_err() || last {
            return;
        }
    }
}

fn take_all(
    receiver: Receiver<Batch>,
    take: &mut dyn FnMut(Vec<ReadRow>) -> Result<(), Error>,
) -> Result<(), Error> {
    receiver.into_iter().try_for_each(|batch| take(batch?))
}
