//! The one door out: who, which rows, which columns, which format, to a file or to a stream.
//!
//! A book stands still while it is read. Called by the command line and by the screen's thread.

use std::io::Write;
use std::path::Path;

use super::column::Desk as Place;
use super::csv::{Csv, Sheet};
use super::file;
use super::jsonl;
use super::source::{Source, Who};
use super::subject::About;
use super::survey::Survey;
use super::table::{Choice, Table};
use super::xlsx::Xlsx;
use super::{ics, vcard};
use crate::domain::agenda::Whose;
use crate::domain::dossier::{Dossier, Exported};
use crate::domain::{Noun, Write as Record};
use crate::exchange::bring_in::Watch;
use crate::exchange::error::Error;
use crate::store::{self, Desk};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Delimited text.
    Text(Sheet),
    /// A workbook.
    Workbook,
    /// Every record, deleted ones too.
    Book,
    /// Address cards, of version 3 or 4.
    Cards(vcard::Version),
    /// A calendar of what is to be done.
    Calendar,
}

impl Format {
    /// What it is called on the command line and in the list of exports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text(Sheet { delimiter: b'\t', .. }) => "tsv",
            Self::Text(_) => "csv",
            Self::Workbook => "xlsx",
            Self::Book => "jsonl",
            Self::Cards(_) => "vcard",
            Self::Calendar => "ics",
        }
    }
}

/// The endings of files, and what each is called on the command line.
pub const ENDINGS: &[(&str, &str)] = &[
    ("csv", "csv"),
    ("tsv", "tsv"),
    ("tab", "tsv"),
    ("xlsx", "xlsx"),
    ("jsonl", "jsonl"),
    ("vcf", "vcard"),
    ("vcard", "vcard"),
    ("ics", "ics"),
];

/// The format a file's ending asks for.
#[must_use]
pub fn format_of(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, name)| *name)
}

/// What is to leave, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Whose records.
    pub who: Who,
    /// The channel they must be allowed to be contacted over, if one was named.
    pub may: Option<String>,
    /// What the rows of each table are about; a text has one.
    pub about: Vec<About>,
    /// Which columns.
    pub choice: Choice,
    /// How the file is written.
    pub format: Format,
    /// Headers are in Japanese.
    pub japanese: bool,
    /// What a plain time and a plain amount mean here.
    pub place: Place,
    /// Whose next steps are in a calendar.
    pub whose: Whose,
    /// Who was asked for, in words, for the list of exports.
    pub what: String,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Customers it was about.
    pub customers: u64,
    /// Rows, cards, entries or records.
    pub rows: u64,
}

/// Writes a file, whole or not at all, and notes that it has left.
///
/// # Errors
/// One that is there stays, unless `force`. Where the note fails the file is there all the same.
pub fn to_file(
    desk: &Desk,
    job: &Job,
    path: &Path,
    force: bool,
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    let done = file::write(path, force, |out| fill(desk, job, out, watch))?;
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    note(desk, job, done, &path.display().to_string())?;
    Ok(done)
}

/// Writes to a stream, and notes that it has left. Characters that the encoding does not have
/// refuse it before the first byte.
pub fn to_stream(
    desk: &Desk,
    job: &Job,
    out: &mut (dyn Write + Send),
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    if matches!(job.format, Format::Text(sheet) if sheet.encoding.may_refuse()) {
        fill(desk, job, &mut std::io::sink(), watch)?;
    }
    let done = fill(desk, job, out, watch)?;
    out.flush().map_err(Error::io("standard output"))?;
    note(desk, job, done, "-")?;
    Ok(done)
}

fn note(desk: &Desk, job: &Job, done: Done, path: &str) -> Result<(), Error> {
    desk.note_export(&Exported {
        at: job.place.now,
        rep: desk.rep(),
        format: job.format.name().to_owned(),
        what: job.what.clone(),
        customers: done.customers,
        path: path.to_owned(),
    })?;
    Ok(())
}

/// Writes the bytes of a job.
pub fn fill(
    desk: &Desk,
    job: &Job,
    out: &mut (dyn Write + Send),
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    let _still = desk.still()?;
    let source = Source { desk, who: &job.who, may: job.may.as_deref(), now: job.place.now };
    match job.format {
        Format::Book => book(desk, out, watch),
        Format::Cards(version) => vcard::write(&source, &job.place, version, out, watch),
        Format::Calendar => ics::write(&source, job, out, watch),
        Format::Text(sheet) => text(&source, job, sheet, out, watch),
        Format::Workbook => workbook(&source, job, out, watch),
    }
}

/// The tables of a job, after a pass over everything.
fn tables(source: &Source<'_>, job: &Job, watch: &mut Watch<'_>) -> Result<Vec<Table>, Error> {
    let mut surveys: Vec<Survey> = job.about.iter().map(|_| Survey::default()).collect();
    source.each(watch, (0, 2), &mut |dossier| {
        job.about.iter().zip(&mut surveys).for_each(|(about, survey)| survey.see(*about, dossier));
        Ok(())
    })?;
    let own = source.desk.own_fields()?;
    let table =
        |(about, survey): (&About, &Survey)| Table::of(*about, &job.choice, survey, &own, job.japanese);
    job.about.iter().zip(&surveys).map(table).collect()
}

fn text(
    source: &Source<'_>,
    job: &Job,
    sheet: Sheet,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    let tables = tables(source, job, watch)?;
    let Some(table) = tables.first() else { return Ok(Done::default()) };
    let mut csv = Csv::begin(out, &table.header(), &sheet)?;
    let mut rows = 0;
    let customers = source.each(watch, (1, 2), &mut |dossier| {
        for row in table.about.rows(dossier) {
            csv.row(&table.cells(&row, &job.place), name(dossier))?;
            rows += 1;
        }
        Ok(())
    })?;
    csv.finish()?;
    Ok(Done { customers, rows })
}

fn workbook(
    source: &Source<'_>,
    job: &Job,
    out: &mut (dyn Write + Send),
    watch: &mut Watch<'_>,
) -> Result<Done, Error> {
    let tables = tables(source, job, watch)?;
    let sheets = tables.iter().map(|table| (table.about.sheet(job.japanese).to_owned(), table.header()));
    let mut book = Xlsx::begin(sheets.collect())?;
    let mut rows = 0;
    let customers = source.each(watch, (1, 2), &mut |dossier| {
        for (at, table) in tables.iter().enumerate() {
            for row in table.about.rows(dossier) {
                book.row(at, &table.cells(&row, &job.place), name(dossier))?;
                rows += 1;
            }
        }
        Ok(())
    })?;
    book.finish(out)?;
    Ok(Done { customers, rows })
}

fn name(dossier: &Dossier) -> &str {
    &dossier.page.customer.name
}

/// Every record of every noun, in the order exports have.
fn book(desk: &Desk, out: &mut dyn Write, watch: &mut Watch<'_>) -> Result<Done, Error> {
    let mut export = jsonl::Export::new(out)?;
    let mut done = Done { customers: desk.customer_count()? as u64, rows: 0 };
    for (at, noun) in (0..).zip(Noun::ALL) {
        (watch.progress)(at, Noun::ALL.len() as u64);
        let mut failed = None;
        let each = desk.each(*noun, |id, values| {
            if (watch.stop)() {
                return Err(store::Error::Cancelled);
            }
            let filled = noun.fields().iter().zip(values).filter(|(_, value)| !value.is_null());
            let fields = filled.map(|(field, value)| (field.code, value.clone())).collect();
            done.rows += 1;
            export.record(&Record { noun: *noun, id, new: true, fields }).map_err(|error| {
                failed = Some(error);
                store::Error::Cancelled
            })
        });
        match failed {
            Some(error) => return Err(error),
            None => each?,
        }
    }
    export.finish()?;
    Ok(done)
}
