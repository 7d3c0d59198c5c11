//! Brings a file of customers into a book: the one way in, for the command line and the screen.
//!
//! [`plan`] says what [`run`] would do. A run is one named action in one transaction: whatever
//! stops it, a signal, a full disk or a broken byte in the last line, the book is as it was.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::ahead;
use super::encoding;
use super::error::Error;
use super::import::{Chunk, Import, Options};
use super::input::Input;
use super::keys::Book;
use super::known::Known;
use super::open::{Opened, Reading, open};
use super::read_row::ReadRow;
use super::rejects::{Rejects, Sealed};
use super::row::Row;
use super::whole_book;
use crate::domain::plan::{ImportPlan, Refusal, Rejected};
use crate::domain::{Deed, Id};
use crate::store::{self, Desk};

/// Rejected rows a plan lists.
const LISTED: usize = 100;
/// Rows a plan shows.
const SHOWN: usize = 5;

/// How to import a file.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// How to read it.
    pub reading: Reading,
    /// What to do with its rows.
    pub options: Options,
}

/// How an import tells of itself, and is told to stop.
pub struct Watch<'a> {
    /// Told now and then how many bytes are read, and how many there are.
    pub progress: &'a mut dyn FnMut(u64, u64),
    /// Asked now and then; `true` ends the import, and nothing was changed.
    pub stop: &'a dyn Fn() -> bool,
}

/// What an import has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What was read, and what became of it.
    pub plan: ImportPlan,
    /// The action, as `import undo` names it; none where nothing had to be changed.
    pub batch: Option<Id>,
    /// Where the rejected rows are; none where there are none.
    pub rejects_file: Option<PathBuf>,
}

/// Reads a file (`-`: standard input) and says what importing it would do; changes nothing.
///
/// `now` is in Unix milliseconds.
pub fn plan(
    desk: &Desk,
    path: &Path,
    how: &How,
    now: i64,
    watch: &mut Watch<'_>,
) -> Result<ImportPlan, Error> {
    let input = Input::open(path)?;
    if whole_book::is_one(&input)? {
        return whole_book::read_through(&input, watch, &mut |_| Ok(()));
    }
    let opened = open(input.reader()?, &how.reading)?;
    let known = Known::of(desk.view())?;
    let plan = read_through(opened, &how.options, now, &mut |import, step| {
        watch.look(&input)?;
        step.take(import, &mut known.in_view(desk.view()))
    })?;
    input.refuse_changed()?;
    Ok(plan)
}

/// Imports a file (`-`: standard input) as one action that `import undo` takes back.
///
/// Rejected rows go into a file beside it once the rest is on the disk.
///
/// # Errors
/// After any error the book is as it was, and no file has appeared.
pub fn run(
    desk: &mut Desk,
    path: &Path,
    how: &How,
    now: i64,
    watch: &mut Watch<'_>,
) -> Result<Outcome, Error> {
    let input = Input::open(path)?;
    if whole_book::is_one(&input)? {
        return run_whole(desk, &input, now, watch);
    }
    let opened = open(input.reader()?, &how.reading)?;
    let mut rejects = Rejects::of(input.path(), opened.table.header());
    let mut bulk = desk.bulk(Deed::Import, &input.name(), now)?;
    let known = Known::of(bulk.view())?;
    let mut changed = false;
    let plan = read_through(opened, &how.options, now, &mut |import, step| {
        watch.look(&input)?;
        let chunk = step.take(import, &mut known.in_view(bulk.view()))?;
        if !chunk.writes.is_empty() {
            bulk.push(&chunk.writes)?;
            changed = true;
        }
        chunk.rejected.iter().try_for_each(|(row, why)| rejects.add(row, why))?;
        Ok(chunk)
    })?;
    watch.look(&input)?;
    input.refuse_changed()?;
    let rejects = rejects.seal()?;
    let batch = if changed { Some(bulk.finish()?.action) } else { None };
    Ok(Outcome { plan, batch, rejects_file: rejects.map(Sealed::publish).transpose()? })
}

fn run_whole(desk: &mut Desk, input: &Input, now: i64, watch: &mut Watch<'_>) -> Result<Outcome, Error> {
    let mut bulk = desk.bulk(Deed::Import, &input.name(), now)?;
    let plan = whole_book::read_through(input, watch, &mut |writes| Ok(bulk.push(writes)?))?;
    input.refuse_changed()?;
    let batch = if plan.counts.rows > 0 { Some(bulk.finish()?.action) } else { None };
    Ok(Outcome { plan, batch, rejects_file: None })
}

impl Watch<'_> {
    pub(super) fn look(&mut self, input: &Input) -> Result<(), Error> {
        let (read, all) = input.progress();
        (self.progress)(read, all);
        if (self.stop)() { Err(store::Error::Cancelled.into()) } else { Ok(()) }
    }
}

/// One step of an import.
pub(super) enum Step {
    /// Some rows.
    Rows(Vec<ReadRow>),
    /// There are no more.
    End,
}

impl Step {
    /// Hands the step to an import, with the book to ask.
    pub(super) fn take(self, import: &mut Import, book: &mut dyn Book) -> Result<Chunk, Error> {
        match self {
            Self::Rows(rows) => import.chunk(rows, book),
            Self::End => Ok(Chunk { writes: import.finish(book)?, ..Chunk::default() }),
        }
    }
}

/// Reads a whole file step by step and tells what was in it.
pub(super) fn read_through<R: Read + Send>(
    opened: Opened<R>,
    options: &Options,
    now: i64,
    take: &mut dyn FnMut(&mut Import, Step) -> Result<Chunk, Error>,
) -> Result<ImportPlan, Error> {
    let Opened { encoding, mapping, table } = opened;
    let mut plan = ImportPlan {
        encoding: encoding.name(),
        guessed: encoding.how == encoding::How::Guessed,
        delimiter: table.delimiter(),
        header_line: table.header_line(),
        columns: mapping.uses(),
        ..ImportPlan::default()
    };
    let mut import = Import::new(mapping.about, options.clone(), now);
    let left_out = ahead::read(table, &mapping, options, &mut |rows| {
        show(&mut plan.sample, &rows);
        list(&mut plan.rejected, take(&mut import, Step::Rows(rows))?.rejected);
        Ok(())
    })?;
    take(&mut import, Step::End)?;
    plan.counts = import.counts();
    plan.blank = left_out.blank;
    plan.left_out = left_out.above.iter().chain(&left_out.below).map(|row| (row.line, words(row))).collect();
    Ok(plan)
}

fn show(sample: &mut Vec<Vec<String>>, rows: &[ReadRow]) {
    let room = SHOWN.saturating_sub(sample.len());
    sample.extend(rows.iter().take(room).map(|read| read.row.cells().map(str::to_owned).collect()));
}

fn list(listed: &mut Vec<Rejected>, rejected: Vec<(Row, Refusal)>) {
    let room = LISTED.saturating_sub(listed.len());
    listed.extend(rejected.into_iter().take(room).map(|(row, why)| Rejected { line: row.line, why }));
}

fn words(row: &Row) -> String {
    row.cells().filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(" ")
}
