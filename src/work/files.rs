//! The thread that works on files: plans an import and runs it.

use std::path::PathBuf;

use super::Bench;

/// The way to the thread.
pub(super) struct Files {
    _bench: Bench,
}

impl Files {
    pub(super) fn start(bench: Bench) -> Self {
        Self { _bench: bench }
    }

    pub(super) fn plan(&self, _path: PathBuf) {}

    pub(super) fn run(&self) {}

    pub(super) fn stop(&self) {}
}
