//! Brings a file into a book: the one way in, for the command line and the screen.
//!
//! [`plan`] says what [`run`] would do. A run is one named action in one transaction: whatever
//! stops it, a signal, a full disk or a broken byte in the last line, the book is as it was.

pub mod apart;
pub mod book;
pub mod draft;
pub mod drafting;
pub mod few;
pub mod fields;
pub mod import;
pub mod keys;
pub mod known;
pub mod like;
pub mod open;
pub mod planning;
mod records;
pub mod rejects;
pub mod review;
pub mod row_keys;
pub mod said;
pub mod settle;

use std::io::Seek;
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;

use crate::domain::choices::Choices;
use crate::domain::page::Page;
use crate::domain::plan::{ImportPlan, Note};
use crate::domain::planned::FileState;
use crate::domain::{Deed, Id, Noun, Value, Write};
use crate::exchange::error::Error;
use crate::exchange::map::headers::As;
use crate::exchange::read::below::LeftOut;
use crate::exchange::read::input::{Counted, Input};
use crate::exchange::read::row::Row;
use crate::store::{self, Bulk, Desk, View};
use apart::Ask;
use drafting::Drafted;
use import::{Chunk, Import, Options};
use keys::Book;
use known::Known;
use open::{Opened, Reading, open};
pub use planning::{Planner, Seen, plan};
use rejects::{Rejects, Sealed};

/// Rows in a chunk: about as many as a log entry tells of.
const ROWS: usize = 500;

/// How to import a file.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// How to read it.
    pub reading: Reading,
    /// What to do with its rows.
    pub options: Options,
    /// What somebody said of it, and of which the columns' part is remembered; nothing where nothing
    /// is to be remembered, nor called to mind.
    pub said: Option<Choices>,
    /// The file must still be as it was then.
    pub only: Option<FileState>,
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

/// Imports a file (`-`: standard input) as one action that `import undo` takes back.
///
/// Rejected rows go into a file beside it once the rest is on the disk.
///
/// # Errors
/// After any error the book is as it was, and no file has appeared; only where the rejects file
/// itself cannot be given its name is the import done all the same.
pub fn run(
    desk: &mut Desk,
    path: &Path,
    how: &How,
    now: i64,
    watch: &mut Watch<'_>,
) -> Result<Outcome, Error> {
    let input = Input::open(path)?;
    if how.only.is_some_and(|only| only != input.state()) {
        return Err(Error::Changed(input.path().to_owned()));
    }
    let mut kind = Kind::of(&input, &how.reading)?;
    let (how, remembered) = kind.recall(desk, &input, how)?;
    kind.refuse_open_questions()?;
    let header = kind.header().to_vec();
    let mut rejects = Rejects::of(input.path(), &header);
    let mut writing = Writing { bulk: desk.bulk(Deed::Import, &input.name(), now)?, changed: false };
    let mut plan = match kind {
        Kind::Book(records) => writing.book(records, &mut || watch.look(&input))?,
        Kind::Table(table) => {
            let known = Known::of(writing.bulk.view(), now, table.mapping.about)?;
            if known.is_nobody() {
                writing.bulk.postpone_indexes()?;
            }
            apart::read(*table, &how.options, now, &known, &mut |ask| {
                watch.look(&input)?;
                writing.take(ask, &mut rejects)
            })?
        }
    };
    watch.look(&input)?;
    input.refuse_changed()?;
    let rejects = rejects.seal()?;
    let batch = writing.finish()?;
    if let Err(error) = said::remember(desk, &header, &how, now) {
        // The rows are in the book, and that is what was asked for.
        tracing::warn!(%error, "what the columns are could not be remembered");
    }
    (plan.file, plan.remembered, plan.complete) = (input.state(), remembered, true);
    Ok(Outcome { plan, batch, rejects_file: rejects.map(Sealed::publish).transpose()? })
}

impl Watch<'_> {
    fn look(&mut self, input: &Input) -> Result<(), Error> {
        let (read, all) = input.progress();
        (self.progress)(read, all);
        if (self.stop)() { Err(store::Error::Cancelled.into()) } else { Ok(()) }
    }
}

/// What a file holds.
enum Kind {
    /// Rows.
    Table(Box<Opened>),
    /// A whole book, as our own export writes it.
    Book(book::Records<Counted>),
}

impl Kind {
    fn of(input: &Input, reading: &Reading) -> Result<Self, Error> {
        let mut file = input.reader()?;
        let is_book = book::is_book(&mut file)?;
        file.rewind().map_err(Error::io(input.name()))?;
        if is_book {
            return Ok(Self::Book(book::open(file)?));
        }
        let opened = open(file, reading)?;
        if opened.mapping.about == As::Blocks {
            return Err(Error::Blocks);
        }
        Ok(Self::Table(Box::new(opened)))
    }

    /// What has to be told before rows can be written is asked first.
    fn refuse_open_questions(&self) -> Result<(), Error> {
        match self {
            Self::Table(table) if !table.mapping.asks.is_empty() => {
                Err(Error::Asks(table.mapping.asks.clone()))
            }
            _ => Ok(()),
        }
    }

    fn header(&self) -> &[String] {
        match self {
            Self::Table(table) => table.table.header(),
            Self::Book(_) => &[],
        }
    }

    /// The orders that hold with what is remembered of its columns, and whether anything is.
    fn recall(&mut self, desk: &Desk, input: &Input, how: &How) -> Result<(How, bool), Error> {
        match self {
            Self::Book(_) => Ok((how.clone(), false)),
            Self::Table(opened) => {
                let again = |how: &How| open(input.reader()?, &how.reading);
                said::recall(desk, opened, how, &again)
            }
        }
    }
}

/// An import being written.
struct Writing<'a> {
    bulk: Bulk<'a>,
    changed: bool,
}

impl Writing<'_> {
    fn take(&mut self, ask: &Ask, rejects: &mut Rejects) -> Result<(), Error> {
        match ask {
            Ask::Card(id, answer) => answered(self.bulk.view(), *id, answer),
            Ask::Standing(records, answer) => stood(self.bulk.view(), records, answer),
            Ask::Write(chunk) => {
                self.write(&chunk.writes)?;
                chunk.rejected.iter().try_for_each(|(row, why)| rejects.add(row, why))?;
            }
        }
        Ok(())
    }

    fn book(
        &mut self,
        mut records: book::Records<Counted>,
        look: &mut dyn FnMut() -> Result<(), Error>,
    ) -> Result<ImportPlan, Error> {
        let mut plan = book::blank_plan();
        while let Some(writes) = book::next(&mut records, self.bulk.view(), &mut plan)? {
            look()?;
            self.write(&writes)?;
        }
        Ok(plan)
    }

    fn write(&mut self, writes: &[Write]) -> Result<(), Error> {
        if !writes.is_empty() {
            self.bulk.push(writes)?;
            self.changed = true;
        }
        Ok(())
    }

    /// Ends the action; one that changed nothing never was.
    fn finish(self) -> Result<Option<Id>, Error> {
        Ok(if self.changed { Some(self.bulk.finish()?.action) } else { None })
    }
}

fn answered(view: View<'_>, id: Id, answer: &SyncSender<store::Result<Option<Page>>>) {
    // Who asked and is gone has failed, and says so itself.
    drop(answer.send(view.card(id)));
}

fn stood(view: View<'_>, records: &[(Noun, Id)], answer: &SyncSender<store::Result<Standing>>) {
    let standing = records.iter().map(|(noun, id)| view.values(*noun, *id)).collect();
    drop(answer.send(standing));
}

/// Records by the order of their fields; nothing for each that is not there.
type Standing = Vec<Option<Vec<Value>>>;

/// Reads a whole file chunk by chunk and tells what was in it.
#[cfg(test)]
pub(super) fn read_through(
    opened: Opened,
    options: &Options,
    now: i64,
    book: &mut dyn Book,
) -> Result<ImportPlan, Error> {
    let plan = planning::blank(&opened);
    let Opened { mapping, mut table, .. } = opened;
    let mut import = Import::new(mapping, options.clone(), now);
    let mut drafting = import.drafting(book.own_fields());
    let mut drafts = table.by_ref().map(|row| row.map(|row| drafting.draft(row)));
    let plan = chunks(plan, &mut import, &mut drafts, book, &mut |_| Ok(()))?;
    Ok(with_left_out(plan, table.left_out()))
}

/// Takes the drafts of a whole file chunk by chunk into a plan.
fn chunks(
    mut plan: ImportPlan,
    import: &mut Import,
    drafts: &mut dyn Iterator<Item = Result<Drafted, Error>>,
    book: &mut dyn Book,
    take: &mut dyn FnMut(Chunk) -> Result<(), Error>,
) -> Result<ImportPlan, Error> {
    let mut last = false;
    while !last {
        let chunk = import.chunk(drafts, book, ROWS)?;
        planning::see(&mut plan, &chunk);
        last = chunk.last;
        take(chunk)?;
    }
    Ok(plan)
}

fn with_left_out(mut plan: ImportPlan, left_out: &LeftOut) -> ImportPlan {
    plan.blank = left_out.blank;
    for note in &left_out.notes {
        match note {
            Note::Sheet(name) => plan.sheet = Some(name.clone()),
            other => plan.notes.push(other.clone()),
        }
        if let Note::Sheet(name) | Note::OtherSheet(name) | Note::HiddenSheet(name) = note {
            plan.sheets.push(name.clone());
        }
    }
    plan.left_out = left_out.above.iter().chain(&left_out.below).map(|row| (row.line, words(row))).collect();
    plan
}

fn words(row: &Row) -> String {
    row.cells().filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(" ")
}
