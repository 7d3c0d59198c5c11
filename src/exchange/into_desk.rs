//! An import from a file into a desk: one action in one transaction, all of it or none.
//!
//! The command line and the thread that works on files run it; both say when to stop.

use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use super::cell::folded_name;
use super::error::Error;
use super::export_jsonl;
use super::import::{Import, Options};
use super::keys::{Book, Found, Key, Keys};
use super::open::{self, Opened};
use super::rejects::Rejects;
use crate::domain::page::Page;
use crate::domain::plan::{ColumnUse, Counts, ImportPlan};
use crate::domain::rep::Rep;
use crate::domain::{Deed, Id, Noun, Record as _};
use crate::store::{self, Bulk, Desk};

/// Rows between two looks at whether to stop.
const CHUNK: usize = 1_000;

/// Why an import came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file's fault.
    #[error(transparent)]
    File(#[from] Error),
    /// The book's.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What an import came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The action, to take it back by; nothing where nothing was written.
    pub batch: Option<Id>,
    /// The encoding the file was read in.
    pub encoding: &'static str,
    /// Where each column went.
    pub columns: Vec<ColumnUse>,
    /// How many rows met which end.
    pub counts: Counts,
    /// The rows that could not go in.
    pub rejects: Option<PathBuf>,
}

/// Who is in the book already.
struct Known {
    keys: Keys,
    reps: HashMap<String, Id>,
}

impl Known {
    fn of(desk: &Desk) -> store::Result<Self> {
        let mut known = Self { keys: Keys::default(), reps: HashMap::new() };
        desk.each_known(|customer, points, external| known.keys.learn_all(customer, points, external))?;
        let name = |values: &[crate::domain::Value]| {
            let mut rep = Rep::default();
            Rep::FIELDS.iter().zip(values).for_each(|(field, value)| rep.put(field.code, value.clone()));
            (!rep.gone).then_some(rep.name)
        };
        desk.each(Noun::Rep, |id, values| {
            known.reps.extend(name(values).map(|name| (folded_name(&name), id)));
            Ok(())
        })?;
        Ok(known)
    }
}

/// The book as an import asks it; what it could not answer is kept for afterwards.
struct Asked<'a, P> {
    known: &'a Known,
    page: P,
    failed: Option<store::Error>,
}

impl<P: Fn(Id) -> store::Result<Option<Page>>> Book for Asked<'_, P> {
    fn find(&mut self, key: &Key) -> Found {
        self.known.keys.find(key)
    }

    fn page(&mut self, customer: Id) -> Option<Page> {
        (self.page)(customer).unwrap_or_else(|error| {
            self.failed = Some(error);
            None
        })
    }

    fn rep(&mut self, name: &str) -> Option<Id> {
        self.known.reps.get(name).copied()
    }
}

/// Says what importing a file would do; writes nothing.
pub fn plan<R: Read>(
    desk: &Desk,
    opened: Opened<R>,
    options: Options,
    now: i64,
) -> Result<ImportPlan, Failure> {
    let known = Known::of(desk)?;
    let mut book = Asked { known: &known, page: |id| desk.page(id, 0), failed: None };
    let plan = open::plan(opened, options, &mut book, now)?;
    book.failed.map_or(Ok(plan), |error| Err(error.into()))
}

/// Imports a file called `path`; `go_on` hears of each thousand rows and ends it by `false`.
///
/// # Errors
/// Nothing was changed where one is returned, and no rejects file is left.
pub fn import<R: Read>(
    desk: &mut Desk,
    opened: Opened<R>,
    path: &Path,
    options: Options,
    now: i64,
    go_on: &mut dyn FnMut(Counts) -> bool,
) -> Result<Done, Failure> {
    let known = Known::of(desk)?;
    let Opened { encoding, mapping, mut table } = opened;
    let columns = mapping.uses();
    let mut rejects = Rejects::of(path, table.header());
    let mut import = Import::new(mapping, options, now);
    let mut bulk = desk.bulk(Deed::Import, &subject(path), now)?;
    let ran = run(&mut import, &mut table, &known, &mut bulk, &mut rejects, go_on);
    let rejects = rejects.finish()?;
    let wrote = match ran {
        Ok(wrote) => wrote,
        Err(failure) => {
            // What is left of it says nothing; a file that cannot be removed says no more.
            if let Some(path) = rejects {
                drop(std::fs::remove_file(path));
            }
            return Err(failure);
        }
    };
    let batch = if wrote { Some(bulk.finish()?.action) } else { None };
    Ok(Done { batch, encoding: encoding.name(), columns, counts: import.counts(), rejects })
}

fn run<R: Read>(
    import: &mut Import,
    table: &mut super::table::Table<super::text::Text<R>>,
    known: &Known,
    bulk: &mut Bulk<'_>,
    rejects: &mut Rejects,
    go_on: &mut dyn FnMut(Counts) -> bool,
) -> Result<bool, Failure> {
    let mut wrote = false;
    loop {
        let mut book = Asked { known, page: |id| bulk.page(id), failed: None };
        let chunk = import.chunk(table, &mut book, CHUNK)?;
        if let Some(error) = book.failed {
            return Err(error.into());
        }
        for (row, why) in &chunk.rejected {
            rejects.add(row, why)?;
        }
        if !chunk.writes.is_empty() {
            bulk.push(&chunk.writes)?;
            wrote = true;
        }
        if !go_on(import.counts()) {
            return Err(store::Error::Cancelled.into());
        }
        if chunk.last {
            return Ok(wrote);
        }
    }
}

/// Imports a whole book written by an export.
pub fn import_book(
    desk: &mut Desk,
    lines: impl BufRead,
    path: &Path,
    now: i64,
    go_on: &mut dyn FnMut(Counts) -> bool,
) -> Result<Done, Failure> {
    let mut records = export_jsonl::Import::new(lines)?;
    let mut counts = Counts::default();
    let mut bulk = desk.bulk(Deed::Import, &subject(path), now)?;
    loop {
        let writes = records.by_ref().take(CHUNK).collect::<Result<Vec<_>, Error>>()?;
        counts.rows += writes.len() as u64;
        counts.added += writes.iter().filter(|write| write.noun == Noun::Customer).count() as u64;
        if !writes.is_empty() {
            bulk.push(&writes)?;
        }
        if !go_on(counts) {
            return Err(store::Error::Cancelled.into());
        }
        if writes.len() < CHUNK {
            break;
        }
    }
    let batch = if counts.rows > 0 { Some(bulk.finish()?.action) } else { None };
    Ok(Done { batch, encoding: "UTF-8", counts, ..Done::default() })
}

/// What the log calls the import.
fn subject(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
