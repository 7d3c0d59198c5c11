//! `salesdesk import`: a file's rows into the book, all or nothing; and the way back.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::Value as Json;

use super::exit::{Exit, refuse};
use super::out;
use super::progress::Progress;
use super::session::Session;
use super::set::Setting;
use super::undo;
use crate::domain::Trouble;
use crate::exchange::headers::As;
use crate::exchange::import::{OnDuplicate, Options};
use crate::exchange::into_desk::{self, Done, Failure};
use crate::exchange::open::Reading;
use crate::exchange::target::Target;
use crate::exchange::{Error, open::open as open_table};
use crate::i18n::{Lang, Text, format};
use crate::store::{self, Desk};

mod report;

use report::Report;

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

impl Import {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        if let Some(Verb::Undo { batch }) = &self.verb {
            let undone = desk.undo_import(batch, session.ms()).or_else(|error| match error {
                store::Error::Trouble(Trouble::NotFound(_)) => {
                    let words = Text::NoSuchImport.fill(session.lang, &[("given", batch)]);
                    Err(refuse(Exit::NotFound, words))
                }
                error => session.stored(Err(error)),
            })?;
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
        Err(refuse(Exit::Partly, Text::SomeRejected.fill(session.lang, &[("n", &n)])))
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
            let all: Vec<Json> = reports.iter().map(report::json).collect();
            let one = if let [one] = all.as_slice() { one.clone() } else { Json::Array(all) };
            return out::json(&one);
        }
        for report in reports {
            if self.dry_run {
                report::print_columns(&report.done.columns)?;
            }
            report::print(session, report)?;
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
    refuse(exit, words)
}
