//! The erasures a book knows, in a small file among its copies: whichever copy is put in the book's
//! place, whoever was erased since is erased in it again.
//!
//! It holds the postings of erasures as they stand in the log: ids, hashes of numbers, and nothing
//! anybody could be known by. A book of another beginning does not heed it.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde::{Deserialize, Serialize};

use super::foreign::apply_all;
use super::open::{Desk, refused};
use super::posting::{self, COLUMNS, Hash, Place, Posting};
use super::{Result, copies, place};

/// The form of the file.
const FORMAT: u32 = 1;

/// What is in the file.
#[derive(Serialize, Deserialize)]
struct Ledger {
    format: u32,
    /// The hash of the first row of the book's log.
    begins: Hash,
    erasures: Vec<Posting>,
}

impl Desk {
    /// Every posting that erases somebody, as the log has it.
    pub fn erasing_postings(&self) -> Result<Vec<Posting>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM log WHERE deed = 'erase' AND seq IN (
                 SELECT seq FROM touched WHERE customer IN (SELECT customer FROM erasure))
             ORDER BY seq"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(posting::read(row)?);
        }
        Ok(all)
    }

    /// Writes down which erasures the book knows, where it knows any.
    pub(super) fn keep_ledger(&self) -> Result<()> {
        let Some(begins) = beginning(&self.conn)? else { return Ok(()) };
        let mut erasures = self.erasing_postings()?;
        let known = self.ledger().filter(|ledger| ledger.begins == begins);
        for old in known.into_iter().flat_map(|ledger| ledger.erasures) {
            if erasures.iter().all(|posting| posting.hash != old.hash) {
                erasures.push(old);
            }
        }
        if erasures.is_empty() {
            return Ok(());
        }
        let folder = copies::made(&self.path)?;
        let path = self.ledger_path();
        let bytes = postcard::to_stdvec(&Ledger { format: FORMAT, begins, erasures })
            .expect("a vector takes what it is given");
        let named = |error: std::io::Error| refused(&path, &error);
        let mut part = tempfile::NamedTempFile::new_in(folder).map_err(named)?;
        part.write_all(&bytes).and_then(|()| part.as_file().sync_all()).map_err(named)?;
        part.persist(&path).map_err(|error| refused(&path, &error.error))?;
        Ok(())
    }

    /// Erases again whoever the book does not know to be erased: it may be an older copy. Gives how
    /// many erasures it did not know.
    pub(super) fn heed_ledger(&mut self) -> Result<usize> {
        let Some(ledger) = self.ledger() else { return Ok(0) };
        if !has(&self.conn, &ledger)? {
            return Ok(0);
        }
        let mut unknown = Vec::new();
        for posting in ledger.erasures.into_iter().filter(Posting::holds_together) {
            if posting::place(&self.conn, &posting)? != Place::Known {
                unknown.push(posting);
            }
        }
        if unknown.is_empty() {
            return Ok(0);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let brought = apply_all(&tx, &unknown)?;
        tx.commit()?;
        Ok(brought.new)
    }

    fn ledger(&self) -> Option<Ledger> {
        let bytes = fs::read(self.ledger_path()).ok()?;
        postcard::from_bytes::<Ledger>(&bytes).ok().filter(|ledger| ledger.format == FORMAT)
    }

    fn ledger_path(&self) -> PathBuf {
        let real = place::real(&self.path);
        let stem = real.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        copies::folder(&self.path).join(format!("{stem}.erased"))
    }
}

fn beginning(conn: &Connection) -> Result<Option<Hash>> {
    let sql = "SELECT hash FROM log ORDER BY seq LIMIT 1";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
}

/// Says whether a book begins as the ledger's.
fn has(conn: &Connection, ledger: &Ledger) -> Result<bool> {
    Ok(beginning(conn)? == Some(ledger.begins))
}
