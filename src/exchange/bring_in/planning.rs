//! What an import would do, found out without doing it: the first rows at once, then all of them.
//!
//! A plan is told of again and again as it grows; memory does not grow with the file. Called by the
//! command line and by the thread that works on files.

use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::time::{Duration, Instant};

use super::apart::{self, Ask};
use super::few::Few;
use super::import::{Chunk, Import, Options};
use super::keys::Book as _;
use super::known::Known;
use super::open::{Opened, open};
use super::{How, Kind, Watch, answered, book, review, said, stood};
use crate::domain::plan::{ColumnUse, ImportPlan, Note};
use crate::domain::planned::{PlannedRow, brief};
use crate::exchange::error::Error;
use crate::exchange::map::headers::{As, Mapping};
use crate::exchange::map::target::Target;
use crate::exchange::read::below::Heading;
use crate::exchange::read::encoding;
use crate::exchange::read::input::Input;
use crate::exchange::read::kind;
use crate::exchange::read::row::Row;
use crate::store::Desk;

/// Bytes of a file that its first screen is made of.
const HEAD: u64 = 256 * 1024;
/// Rows on the first screen.
const FIRST: usize = 60;
/// Values of a column that are shown.
const SAMPLES: usize = 3;
/// How often a growing plan is told of.
const OFTEN: Duration = Duration::from_millis(100);

/// What can be seen of a plan while it grows.
pub enum Seen<'a> {
    /// A row was judged.
    Row(&'a PlannedRow),
    /// The plan as far as it has come.
    Plan(&'a ImportPlan),
}

/// Who sees it.
pub type See<'a> = &'a mut dyn FnMut(Seen<'_>);

/// Makes plans; keeps what everybody answers to from one plan to the next, as long as the book is
/// the same.
#[derive(Default)]
pub struct Planner {
    known: Option<((i64, As), Known)>,
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
    Planner::default().plan(desk, &Input::open(path)?, how, now, watch, &mut |_| {})
}

impl Planner {
    /// [`plan`], seen as it grows.
    pub fn plan(
        &mut self,
        desk: &Desk,
        input: &Input,
        how: &How,
        now: i64,
        watch: &mut Watch<'_>,
        see: See<'_>,
    ) -> Result<ImportPlan, Error> {
        let mut kind = kind(input, how)?;
        let (how, remembered) = kind.recall(desk, input, how)?;
        let mut plan = match kind {
            Kind::Book(mut records) => {
                let mut plan = book::blank_plan();
                while book::next(&mut records, desk.view(), &mut plan)?.is_some() {
                    watch.look(input)?;
                }
                plan
            }
            Kind::Table(opened) => {
                let mut growing = Growing::new(&opened, input, remembered, see);
                let known = self.known(desk, opened.mapping.about, now)?;
                let options = Options { plan_only: true, ..how.options };
                apart::read(*opened, &options, now, known, &mut |ask| {
                    watch.look(input)?;
                    match ask {
                        Ask::Write(chunk) => growing.take(chunk),
                        Ask::Card(id, answer) => answered(desk.view(), *id, answer),
                        Ask::Standing(records, answer) => stood(desk.view(), records, answer),
                    }
                    Ok(())
                })?
            }
        };
        input.refuse_changed()?;
        (plan.file, plan.remembered, plan.complete) = (input.state(), remembered, true);
        Ok(plan)
    }

    fn known(&mut self, desk: &Desk, about: As, now: i64) -> Result<&Known, Error> {
        let state = (desk.newest()?, about);
        if self.known.as_ref().is_none_or(|(known, _)| *known != state) {
            self.known = Some((state, Known::of(desk.view(), now, about)?));
        }
        Ok(&self.known.as_ref().expect("it was just made").1)
    }
}

/// A plan as far as it has come, told of now and then.
struct Growing<'a> {
    plan: ImportPlan,
    told: Instant,
    see: See<'a>,
}

impl<'a> Growing<'a> {
    fn new(opened: &Opened, input: &Input, remembered: bool, see: See<'a>) -> Self {
        let plan = ImportPlan { file: input.state(), remembered, ..blank(opened) };
        Self { plan, told: Instant::now(), see }
    }

    fn take(&mut self, chunk: &Chunk) {
        see(&mut self.plan, chunk);
        chunk.judged.iter().for_each(|row| (self.see)(Seen::Row(row)));
        if self.told.elapsed() > OFTEN {
            self.told = Instant::now();
            (self.see)(Seen::Plan(&self.plan));
        }
    }
}

/// The first screenful of a plan, whatever the size of the file and of the book; nothing where the
/// beginning of the file does not tell. A name is known again only as it is spelled.
pub fn preview(desk: &Desk, input: &Input, how: &How, now: i64) -> Result<Option<ImportPlan>, Error> {
    let is_text = kind::of(&mut input.reader()?)? == kind::Kind::Text;
    let head = if is_text { head(input)? } else { Vec::new() };
    let begin = |how: &How| {
        // Only of a text the beginning is one too.
        if is_text {
            open(Cursor::new(head.clone()), &how.reading)
        } else {
            open(input.reader()?, &how.reading)
        }
    };
    let Ok(mut opened) = attempt(how, &begin) else { return Ok(None) };
    let (how, remembered) = said::recall(desk, &mut opened, how, &begin)?;
    let mut plan = ImportPlan { file: input.state(), remembered, ..blank(&opened) };
    // The last rows may have been cut in two.
    let rows: Vec<Row> = opened.table.by_ref().map_while(Result::ok).take(FIRST).collect();
    let mut few = Few::about(desk, &rows, &opened.mapping, &how.options.rules, now)?;
    let mut import = Import::new(opened.mapping, how.options, now);
    let mut drafting = import.drafting(few.own_fields());
    let mut drafts = rows.into_iter().map(|row| Ok(drafting.draft(row)));
    let chunk = import.chunk(&mut drafts, &mut few, FIRST + 1)?;
    see(&mut plan, &chunk);
    Ok((chunk.counts.rows > 0).then_some(plan))
}

/// The beginning of a file, up to the end of a line.
fn head(input: &Input) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    let mut file = input.reader()?;
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(Error::io(input.name()))?;
    file.rewind().map_err(Error::io(input.name()))?;
    if (head.len() as u64) == HEAD
        && let Some(end) = memchr::memrchr(b'\n', &head)
    {
        // In UTF-16 with the low byte first the line ends one byte later.
        let odd = end % 2 == 0 && head[..end].contains(&0);
        head.truncate(end + 1 + usize::from(odd));
    }
    Ok(head)
}

/// Opens a file; where it has no header and somebody can be asked, its columns are numbered.
fn attempt<T>(how: &How, open: &dyn Fn(&How) -> Result<T, Error>) -> Result<T, Error> {
    match open(how) {
        Err(Error::NoHeader) if how.reading.unsettled => {
            let mut headless = how.clone();
            headless.reading.heading = Heading::None;
            open(&headless)
        }
        opened => opened,
    }
}

fn kind(input: &Input, how: &How) -> Result<Kind, Error> {
    attempt(how, &|how| Kind::of(input, &how.reading))
}

/// The plan of a file of which no row is read yet.
pub(super) fn blank(opened: &Opened) -> ImportPlan {
    let (shape, mapping) = (opened.shape, &opened.mapping);
    ImportPlan {
        kind: shape.word(),
        encoding: shape.encoding.map_or("", |found| found.name()),
        guessed: shape.encoding.is_some_and(|found| found.how == encoding::How::Guessed),
        delimiter: shape.delimiter,
        header_line: opened.table.header_line(),
        columns: mapping.uses(),
        asks: mapping.asks.clone(),
        about: mapping.about.word(),
        about_confidence: opened.sure,
        preset: mapping.preset.map(|preset| preset.name),
        nobody: !somebody(mapping),
        notes: mapping.no_currency.then_some(Note::NoCurrency).into_iter().collect(),
        ..ImportPlan::default()
    }
}

/// Says whether any column says who a row is about.
fn somebody(mapping: &Mapping) -> bool {
    mapping.columns.iter().filter_map(|column| column.target.as_ref()).any(|target| match target {
        Target::Customer(field) => field.name == "name",
        Target::Person(field) => matches!(field.name, "family" | "given" | "full_name"),
        Target::Point { .. } => true,
        _ => false,
    })
}

/// Takes a chunk into a plan.
pub(super) fn see(plan: &mut ImportPlan, chunk: &Chunk) {
    plan.counts = chunk.counts;
    if plan.columns.iter().any(|column| column.samples.len() < SAMPLES) {
        chunk.judged.iter().for_each(|row| sample(&mut plan.columns, row));
    }
    review::keep(&chunk.judged, &mut plan.rows);
}

fn sample(columns: &mut [ColumnUse], row: &PlannedRow) {
    for (column, cell) in columns.iter_mut().zip(&row.cells) {
        let cell = cell.trim();
        let new = !cell.is_empty() && column.samples.iter().all(|known| known != cell);
        if new && column.samples.len() < SAMPLES {
            column.samples.push(brief(cell));
        }
    }
}
