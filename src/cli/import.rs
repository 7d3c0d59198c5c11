//! `salesdesk import`: a file's rows into the book, all or nothing; and the way back.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _, Read, Seek, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Map, Value as Json, json};

use super::exit::{Exit, Refusal};
use super::out::{self, Table};
use super::session::Session;
use super::set::Setting;
use super::undo;
use crate::domain::Trouble;
use crate::domain::plan::{ColumnUse, Counts, ImportPlan};
use crate::exchange::headers::As;
use crate::exchange::import::{OnDuplicate, Options};
use crate::exchange::into_desk::{self, Done, Failure};
use crate::exchange::open::Reading;
use crate::exchange::target::Target;
use crate::exchange::{Error, open::open as open_table};
use crate::i18n::{Lang, Text, format};
use crate::store::Desk;

/// Import customers from files
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Import {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// CSV or TSV of any encoding, or a .jsonl export; - for standard input
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// What a row is about
    #[arg(long = "as", default_value = "customers")]
    about: About,
    /// Where a column goes, such as `備考=customer.note` or `3=phone`; may be given again
    #[arg(long, value_name = "COL=FIELD")]
    map: Vec<Setting>,
    /// The encoding, where it cannot be told
    #[arg(long)]
    encoding: Option<String>,
    /// The field customers are known by, instead of every key
    #[arg(long, value_name = "FIELD")]
    key: Option<String>,
    /// What to do with rows about customers who are there
    #[arg(long, default_value = "update")]
    on_duplicate: Duplicate,
    /// Say what would happen; change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Take an import back, wherever it stands; customers worked on since stay
    Undo {
        /// The batch the import told, or the beginning of it
        batch: String,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum About {
    /// A customer, perhaps with a person there
    Customers,
    /// A person; those of one company share a customer
    People,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Duplicate {
    /// Leave the customer alone
    Skip,
    /// Fill what is empty, add what is missing
    Update,
    /// Replace what differs
    Overwrite,
    /// Make another customer
    New,
}

/// What became of one file.
struct Report {
    file: PathBuf,
    done: Done,
    /// The plan, where nothing was changed.
    plan: Option<ImportPlan>,
}

impl Import {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        if let Some(Verb::Undo { batch }) = &self.verb {
            let undone = session.stored(desk.undo_import(batch, session.ms()))?;
            return undo::tell(session, Text::UndoneDeed, &undone);
        }
        let stop = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stop))?;
        let mut reports = Vec::with_capacity(self.file.len());
        for file in &self.file {
            let report = self.one(session, &mut desk, file, &stop);
            reports.push(report.map_err(|failure| refusal(session, file, failure))?);
        }
        self.tell(session, &reports)?;
        let rejected: u64 = reports.iter().map(|report| report.done.counts.rejected).sum();
        if rejected == 0 || self.dry_run {
            return Ok(());
        }
        let n = format::count(usize::try_from(rejected).unwrap_or(usize::MAX));
        Err(Refusal::new(Exit::Partly, Text::SomeRejected.fill(session.lang, &[("n", &n)])))
    }

    fn one(
        &self,
        session: &Session,
        desk: &mut Desk,
        file: &Path,
        stop: &AtomicBool,
    ) -> Result<Report, Failure> {
        let mut progress = Progress::over(session, stop);
        let mut input = progress.watch(input(file)?);
        let report = |done, plan| Report { file: file.to_owned(), done, plan };
        if is_book(&mut input)? {
            let lines = BufReader::new(input);
            let done = into_desk::import_book(desk, lines, file, session.ms(), &mut |counts| {
                progress.go_on(counts)
            })?;
            return Ok(report(done, None));
        }
        let opened = open_table(input, &self.reading(session))?;
        if self.dry_run {
            let plan = into_desk::plan(desk, opened, self.options()?, session.ms())?;
            let done = Done {
                encoding: plan.encoding,
                columns: plan.columns.clone(),
                counts: plan.counts,
                ..Done::default()
            };
            return Ok(report(done, Some(plan)));
        }
        let name = if file == Path::new("-") { Path::new("stdin.csv") } else { file };
        let go_on = &mut |counts| progress.go_on(counts);
        let done = into_desk::import(desk, opened, name, self.options()?, session.ms(), go_on)?;
        Ok(report(done, None))
    }

    fn reading(&self, session: &Session) -> Reading {
        Reading {
            encoding: self.encoding.clone(),
            delimiter: None,
            about: match self.about {
                About::Customers => As::Customers,
                About::People => As::People,
            },
            map: self.map.iter().map(|one| (one.field.clone(), one.text.clone())).collect(),
            japanese: session.lang == Lang::Ja,
        }
    }

    fn options(&self) -> Result<Options, Error> {
        Ok(Options {
            on_duplicate: match self.on_duplicate {
                Duplicate::Skip => OnDuplicate::Skip,
                Duplicate::Update => OnDuplicate::UpdateEmpty,
                Duplicate::Overwrite => OnDuplicate::Overwrite,
                Duplicate::New => OnDuplicate::New,
            },
            key: self.key.as_deref().map(Target::named).transpose()?,
            ..Options::default()
        })
    }

    fn tell(&self, session: &Session, reports: &[Report]) -> anyhow::Result<()> {
        if session.json {
            let all: Vec<Json> = reports.iter().map(json).collect();
            let one = if let [one] = all.as_slice() { one.clone() } else { Json::Array(all) };
            return out::json(&one);
        }
        for report in reports {
            if self.dry_run {
                print_columns(&report.done.columns)?;
            }
            print(session, report)?;
        }
        Ok(())
    }
}

/// A file to read, or standard input put aside: a file is read twice.
fn input(file: &Path) -> Result<File, Error> {
    let name = || file.display().to_string();
    if file == Path::new("-") {
        let mut aside = tempfile::tempfile().map_err(Error::io("a temporary file"))?;
        io::copy(&mut io::stdin().lock(), &mut aside).map_err(Error::io("standard input"))?;
        aside.rewind().map_err(Error::io("a temporary file"))?;
        return Ok(aside);
    }
    if file.is_dir() {
        return Err(Error::io(name())(io::Error::other("this is a folder; name the file itself")));
    }
    File::open(file).map_err(Error::io(name()))
}

/// Says whether a file is a whole book written by an export, and leaves it at its beginning.
fn is_book(input: &mut (impl Read + Seek)) -> Result<bool, Error> {
    let mut first = String::new();
    let read = BufReader::new(input.take(200)).read_line(&mut first);
    input.rewind().map_err(Error::io("reading"))?;
    Ok(read.is_ok() && first.starts_with("{\"format\":\"salesdesk\""))
}

fn refusal(session: &Session, file: &Path, failure: Failure) -> anyhow::Error {
    let error = match failure {
        Failure::Store(error) => {
            return session.stored::<()>(Err(error)).err().unwrap_or_else(|| Trouble::Busy.into());
        }
        Failure::File(error) => error,
    };
    let usage = matches!(
        error,
        Error::NoSuchEncoding(_)
            | Error::NoSuchColumn(..)
            | Error::NoSuchField(_)
            | Error::NoHeader
            | Error::NothingMapped
    );
    let exit = if usage { Exit::Usage } else { Exit::Failure };
    let named = matches!(error, Error::Io { .. });
    let words = if named { error.to_string() } else { format!("{}: {error}", file.display()) };
    Refusal::new(exit, words)
}

fn json(report: &Report) -> Json {
    let Report { file, done, plan } = report;
    let counts = done.counts;
    let mut map: Map<String, Json> = Map::new();
    map.insert("file".into(), json!(file.display().to_string()));
    map.insert("batch".into(), json!(done.batch.map(|batch| batch.to_string())));
    map.insert("encoding".into(), json!(done.encoding));
    map.insert("rows".into(), json!(counts.rows));
    map.insert("added".into(), json!(counts.added));
    map.insert("updated".into(), json!(counts.updated));
    map.insert("unchanged".into(), json!(counts.unchanged));
    map.insert("duplicates".into(), json!(counts.duplicates));
    map.insert("rejected".into(), json!(counts.rejected));
    map.insert("rejects_file".into(), json!(done.rejects.as_ref().map(|path| path.display().to_string())));
    map.insert("kept_as_note".into(), json!(counts.kept_as_note));
    map.insert("zeros_restored".into(), json!(counts.zeros_restored));
    let column = |column: &ColumnUse| json!({ "header": column.header, "field": column.field, "confidence": column.confidence });
    map.insert("columns".into(), done.columns.iter().map(column).collect());
    map.insert("dry_run".into(), json!(plan.is_some()));
    if let Some(plan) = plan {
        let rejected =
            plan.rejected.iter().map(|row| json!({ "line": row.line, "why": row.why.to_string() }));
        map.insert("guessed".into(), json!(plan.guessed));
        map.insert("rejected_rows".into(), rejected.collect());
    }
    Json::Object(map)
}

fn print_columns(columns: &[ColumnUse]) -> anyhow::Result<()> {
    let mut table = Table::default();
    for column in columns {
        let sure = format!("{}%", column.confidence);
        table.row([&column.header, column.field.as_deref().unwrap_or("-"), &sure]);
    }
    table.print()
}

fn print(session: &Session, report: &Report) -> anyhow::Result<()> {
    let count = |number: u64| format::count(usize::try_from(number).unwrap_or(usize::MAX));
    let Report { file, done, plan } = report;
    let counts = done.counts;
    let places = [
        ("file", file.display().to_string()),
        ("rows", count(counts.rows)),
        ("encoding", done.encoding.to_owned()),
        ("added", count(counts.added)),
        ("updated", count(counts.updated)),
        ("unchanged", count(counts.unchanged + counts.duplicates)),
        ("rejected", count(counts.rejected)),
    ];
    let places = places.each_ref().map(|(name, words)| (*name, words.as_str()));
    out::say(&Text::ImportCame.fill(session.lang, &places))?;
    if let Some(path) = &done.rejects {
        let file = path.display().to_string();
        out::say(&Text::RejectsIn.fill(session.lang, &[("file", &file)]))?;
    }
    for row in plan.iter().flat_map(|plan| &plan.rejected) {
        out::say(&format!("{}: {}", row.line, row.why))?;
    }
    match &done.batch {
        Some(batch) => out::say(&Text::ImportUndo.fill(session.lang, &[("batch", &batch.to_string())])),
        None => Ok(()),
    }
}

/// How far an import has come, shown where somebody watches and it takes over a second.
struct Progress<'a> {
    stop: &'a AtomicBool,
    shows: bool,
    began: Instant,
    shown: Option<Instant>,
    place: Arc<AtomicU64>,
    whole: u64,
}

/// A file that tells where it is being read.
struct Watched {
    file: File,
    place: Arc<AtomicU64>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.place.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let place = self.file.seek(to)?;
        self.place.store(place, Ordering::Relaxed);
        Ok(place)
    }
}

impl<'a> Progress<'a> {
    fn over(session: &Session, stop: &'a AtomicBool) -> Self {
        Self {
            stop,
            shows: !session.quiet && io::stderr().is_terminal(),
            began: Instant::now(),
            shown: None,
            place: Arc::default(),
            whole: 0,
        }
    }

    fn watch(&mut self, file: File) -> Watched {
        self.whole = file.metadata().map_or(0, |about| about.len());
        Watched { file, place: Arc::clone(&self.place) }
    }

    fn go_on(&mut self, counts: Counts) -> bool {
        let due = self.shown.map_or(self.began.elapsed() > Duration::from_secs(1), |at| {
            at.elapsed() > Duration::from_millis(100)
        });
        if self.shows && due {
            self.shown = Some(Instant::now());
            let percent = self.place.load(Ordering::Relaxed) * 100 / self.whole.max(1);
            let done = usize::try_from(percent.min(100)).unwrap_or(100);
            let rows = format::count(usize::try_from(counts.rows).unwrap_or(usize::MAX));
            let bar = "#".repeat(done / 4);
            // Nobody misses a bar that could not be drawn.
            let _ = write!(io::stderr(), "\r[{bar:<25}] {done:>3}%  {rows}  Ctrl-C ");
        }
        !self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(io::stderr(), "\r{:60}\r", "");
        }
    }
}
