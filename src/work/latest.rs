//! A slot in which only the newest job survives: a search that lost never starts.

use std::sync::{Condvar, Mutex, PoisonError};

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

    /// Takes the job, waiting for one.
    pub(super) fn take(&self) -> T {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(job) = slot.take() {
                return job;
            }
            slot = self.filled.wait(slot).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes the job if there is one.
    pub(super) fn try_take(&self) -> Option<T> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
