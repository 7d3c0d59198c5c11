//! Reads a sheet on a thread of its own and gives its rows here.
//!
//! `calamine`'s reader of cells borrows the workbook, so one owner has both; and it may panic on
//! a file somebody made to hurt, which ends that thread alone. A few batches wait at most.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::grid::Grid;
use crate::domain::plan::Note;
use crate::exchange::error::Error;
use crate::exchange::read::below::Bare;
use crate::exchange::read::row::Row;

/// Batches of rows that may wait.
const WAITING: usize = 4;

/// What the thread tells.
pub(super) enum Sent {
    /// Some rows, in order.
    Rows(Vec<Row>),
    /// The end, and what was not read.
    Done(Vec<Note>),
    /// It goes no further.
    Failed(Error),
}

/// The rows of a sheet, read ahead on another thread.
pub struct Sheet {
    sent: Receiver<Sent>,
    rows: std::vec::IntoIter<Row>,
    notes: Vec<Note>,
    done: bool,
}

impl Sheet {
    /// Starts reading; `feed` gives every cell to the grid.
    pub(super) fn of(feed: impl FnOnce(&mut Grid) -> Result<(), Error> + Send + 'static) -> Self {
        let (sender, sent) = sync_channel(WAITING);
        let reader = thread::Builder::new().name("workbook-reader".to_owned());
        let failed = sender.clone();
        if let Err(error) = reader.spawn(move || read(feed, &sender)) {
            // The channel has room, and its other end is here.
            let _ = failed.send(Sent::Failed(Error::io("starting a thread")(error)));
        }
        Self { sent, rows: Vec::new().into_iter(), notes: Vec::new(), done: false }
    }

    fn receive(&mut self) -> Option<Result<Row, Error>> {
        loop {
            // The thread is gone without a word only where it has panicked.
            match self.sent.recv().unwrap_or_else(|_| Sent::Failed(panicked())) {
                Sent::Rows(rows) => self.rows = rows.into_iter(),
                Sent::Done(notes) => {
                    (self.done, self.notes) = (true, notes);
                    return None;
                }
                Sent::Failed(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
            if let Some(row) = self.rows.next() {
                return Some(Ok(row));
            }
        }
    }
}

fn panicked() -> Error {
    Error::Damaged("it cannot be made sense of".to_owned())
}

fn read(feed: impl FnOnce(&mut Grid) -> Result<(), Error>, sender: &SyncSender<Sent>) {
    let mut grid = Grid::new(sender.clone());
    let end = match feed(&mut grid).and_then(|()| grid.finish()) {
        Ok(notes) => Sent::Done(notes),
        Err(error) => Sent::Failed(error),
    };
    // Nobody listens any more: the import was given up.
    let _ = sender.send(end);
}

impl Iterator for Sheet {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.rows.next() {
            Some(row) => Some(Ok(row)),
            None if self.done => None,
            None => self.receive(),
        }
    }
}

impl Bare for Sheet {
    fn notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }
}
