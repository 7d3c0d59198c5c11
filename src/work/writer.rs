//! The writing thread: the only one that changes the book. Orders are done one after the other;
//! "saved" is said when the disk has it. In idle moments it tidies the write-ahead log.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Bench;
use crate::app::msg::{Reply, Ticket};
use crate::domain::own::Here;
use crate::domain::typed::Place;
use crate::domain::{Change, Id, phone};
use crate::store::{Desk, Error, Undone};

/// How long nothing may happen before the log is tidied.
const IDLE: Duration = Duration::from_secs(5);

/// What can be ordered.
pub enum Order {
    /// Make a change true.
    Commit(Ticket, Change),
    /// Take the last action back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Erase a customer for good.
    Erase(Id),
    /// Remember where the walk of a list is.
    KeepPlace(Id, Id),
}

/// The way to the thread.
pub(super) struct Writer {
    orders: Sender<Order>,
}

impl Writer {
    pub(super) fn start(bench: Bench, desk: Desk) -> Self {
        let (orders, given) = channel();
        thread::spawn(move || serve(&bench, desk, &given));
        Self { orders }
    }

    pub(super) fn order(&self, order: Order) {
        // A thread that ended has said why.
        let _ = self.orders.send(order);
    }
}

fn serve(bench: &Bench, mut desk: Desk, given: &Receiver<Order>) {
    // The tables of phone numbers take a fifth of a second to read: before they are needed.
    phone::warm();
    loop {
        match given.recv_timeout(IDLE) {
            Ok(order) => {
                if let Some(reply) = perform(bench, &mut desk, order) {
                    (bench.send)(reply);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Err(error) = desk.rest() {
                    tracing::warn!(%error, "the write-ahead log could not be tidied");
                }
                clear(bench, &desk);
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Removes what an erasure, here or by another desk, left on the disk. What cannot be removed now is
/// tried again in the next idle moment.
fn clear(bench: &Bench, desk: &Desk) {
    match desk.clear_traces((bench.clock)()) {
        Ok(None) => {}
        Ok(Some(cleared)) => {
            tracing::info!(copies = cleared.copies.len(), "traces of somebody erased were removed");
        }
        Err(error) => tracing::warn!(%error, "traces of somebody erased could not be removed yet"),
    }
}

/// Does what was ordered, and says what came of it where somebody waits for that.
pub fn perform(bench: &Bench, desk: &mut Desk, order: Order) -> Option<Reply> {
    let now = bench.now();
    Some(match order {
        Order::Commit(ticket, change) => commit(bench, desk, ticket, change)
            .unwrap_or_else(|error| Reply::Failed { ticket: Some(ticket), trouble: bench.trouble(&error) }),
        Order::Erase(customer) => match desk.erase(customer, "", now) {
            Ok((taking, committed)) => {
                bench.own.store(committed.seq, Ordering::SeqCst);
                Reply::Erased(taking.members)
            }
            Err(error) => Reply::Failed { ticket: None, trouble: bench.trouble(&error) },
        },
        Order::Undo => undone(bench, desk.undo(now), false),
        Order::Redo => undone(bench, desk.redo(now), true),
        Order::KeepPlace(list, customer) => {
            if let Err(error) = desk.keep_place(list, customer) {
                tracing::warn!(%error, "the place of the walk could not be kept");
            }
            return None;
        }
    })
}

/// Makes a change true; where it changes fields of the desk's own, what they hold is read anew with it.
fn commit(bench: &Bench, desk: &mut Desk, ticket: Ticket, change: Change) -> Result<Reply, Error> {
    let now = (bench.clock)();
    let place = Place { offset: *now.offset(), currency: &bench.currency };
    let (change, misfits) = desk.refitted(change, Here { place, region: &bench.region })?;
    let committed = desk.commit(&change, now.timestamp_millis())?;
    bench.own.store(committed.seq, Ordering::SeqCst);
    Ok(Reply::Committed { ticket, deed: change.deed, subject: change.subject, misfits })
}

fn undone(bench: &Bench, undone: Result<Undone, Error>, redo: bool) -> Reply {
    match undone {
        Ok(undone) => {
            bench.own.store(undone.committed.seq, Ordering::SeqCst);
            Reply::Undone {
                deed: undone.deed,
                subject: undone.subject,
                customer: undone.customer,
                kept: undone.kept,
                redo,
            }
        }
        Err(error) => Reply::Failed { ticket: None, trouble: bench.trouble(&error) },
    }
}
