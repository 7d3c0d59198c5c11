//! A slot in which only the newest job survives: a search that lost never starts.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The slot.
pub(super) struct Latest<T> {
    slot: Mutex<Option<T>>,
    filled: Condvar,
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self { slot: Mutex::new(None), filled: Condvar::new() }
    }
}

impl<T> Latest<T> {
    /// Puts a job in, over one that has not been taken.
    pub(super) fn put(&self, job: T) {
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(job);
        self.filled.notify_one();
    }

    /// Takes the job, waiting so long for one.
    pub(super) fn take_within(&self, patience: Duration) -> Option<T> {
        let slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.filled.wait_timeout_while(slot, patience, |slot| slot.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }

    /// Says whether no job waits.
    pub(super) fn is_empty(&self) -> bool {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// Takes the job if there is one.
    pub(super) fn try_take(&self) -> Option<T> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
