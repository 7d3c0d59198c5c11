//! What can go wrong in the store, and its translation into the trouble a user can act on.

use rusqlite::ErrorCode;

use crate::domain::Trouble;

/// The store's result.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of the store. Nothing was changed when one is returned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something a user can act on.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// SQLite's own error.
    #[error("{0}")]
    Sql(#[from] rusqlite::Error),
    /// A log entry that does not read back: a damaged book.
    #[error("a log entry cannot be read: {0}")]
    Entry(#[from] postcard::Error),
    /// The work was called off.
    #[error("cancelled; nothing was changed")]
    Cancelled,
}

impl Error {
    /// The trouble behind it, naming the book at `path`.
    #[must_use]
    pub fn trouble(&self, path: &str) -> Trouble {
        match self {
            Self::Trouble(trouble) => trouble.clone(),
            Self::Sql(error) => of_sql(error, path),
            Self::Entry(_) => Trouble::Damaged(path.to_owned()),
            Self::Cancelled => Trouble::Other(self.to_string()),
        }
    }
}

fn of_sql(error: &rusqlite::Error, path: &str) -> Trouble {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Busy,
        Some(ErrorCode::DiskFull) => Trouble::DiskFull,
        // A quota, a limit on files, no room for the shared memory: only a plainly full disk is told as one.
        Some(ErrorCode::SystemIoFailure) => Trouble::Disk(error.to_string()),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            Trouble::ReadOnly(path.to_owned())
        }
        Some(ErrorCode::NotADatabase) => Trouble::Foreign(path.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => Trouble::Damaged(path.to_owned()),
        _ => Trouble::Other(error.to_string()),
    }
}
