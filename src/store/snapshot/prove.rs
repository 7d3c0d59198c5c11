//! A snapshot tried out before anybody else sees it: read into a book of its own, which must then tell
//! the very same.

use std::path::Path;

use rusqlite::Connection;

use super::Piece;
use crate::store::open::Desk;
use crate::store::{Result, erased, key, migrate};

/// All that was told, as one hash. What a snapshot stands for and what may want a look stay out: a
/// book that only read it says less of the one and may say more of the other.
#[derive(Default)]
pub struct Told(blake3::Hasher);

impl Told {
    /// Adds what was told next.
    pub fn add(&mut self, piece: &Piece) -> Result<()> {
        if !matches!(piece, Piece::Head(_) | Piece::Suspects(_)) {
            self.0.update(&postcard::to_stdvec(piece)?);
        }
        Ok(())
    }

    /// Says whether the same was told.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.0.finalize() == other.0.finalize()
    }
}

impl Desk {
    /// An empty book that nobody else sees and that is gone when it is closed. Beside an encrypted one
    /// nothing is written to a disk.
    pub fn scratch(&self) -> Result<Self> {
        // The empty name is a file of SQLite's own.
        let name = if key::is_encrypted(&self.path) { ":memory:" } else { "" };
        let mut conn = Connection::open(name)?;
        conn.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF",
        )?;
        conn.set_prepared_statement_cache_capacity(256);
        migrate::upgrade(&mut conn)?;
        erased::teach(&conn)?;
        Ok(Self::over(conn, Path::new("")))
    }
}
