//! `salesdesk import`: a file's rows into the book, all or nothing; and the way back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::Value as Json;

use super::exit::{Exit, refuse};
use super::out;
use super::progress::Progress;
use super::session::Session;
use super::set::Setting;
use super::undo;
use crate::domain::Trouble;
use crate::exchange::Error;
use crate::exchange::bring_in::draft::Rules;
use crate::exchange::bring_in::import::{OnDuplicate, Options};
use crate::exchange::bring_in::open::Reading;
use crate::exchange::bring_in::{self, How, Outcome, Watch};
use crate::exchange::map::headers::As;
use crate::exchange::map::target::Target;
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
        let rejected: u64 = reports.iter().map(|report| report.outcome.plan.counts.rejected).sum();
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
    ) -> Result<Report, Error> {
        let how = How { reading: self.reading(session), options: self.options(session)? };
        let mut progress = Progress::of(session);
        let mut watch = Watch {
            progress: &mut |read, all| progress.show(read, all),
            stop: &|| stop.load(Ordering::Relaxed),
        };
        let outcome = if self.dry_run {
            let plan = bring_in::plan(desk, file, &how, session.ms(), &mut watch)?;
            Outcome { plan, batch: None, rejects_file: None }
        } else {
            bring_in::run(desk, file, &how, session.ms(), &mut watch)?
        };
        Ok(Report { file: file.to_owned(), outcome, dry_run: self.dry_run })
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
            ..Reading::default()
        }
    }

    fn options(&self, session: &Session) -> Result<Options, Error> {
        Ok(Options {
            on_duplicate: match self.on_duplicate {
                Duplicate::Skip => OnDuplicate::Skip,
                Duplicate::Update => OnDuplicate::UpdateEmpty,
                Duplicate::Overwrite => OnDuplicate::Overwrite,
                Duplicate::New => OnDuplicate::New,
            },
            key: self.key.as_deref().map(Target::named).transpose()?,
            rules: Rules {
                region: session.config.region.clone(),
                currency: session.config.currency.clone(),
                offset: *session.now.offset(),
                ..Rules::default()
            },
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
                report::print_columns(&report.outcome.plan.columns)?;
            }
            report::print(session, report)?;
        }
        Ok(())
    }
}

pub(super) fn refusal(session: &Session, file: &Path, error: Error) -> anyhow::Error {
    let error = match error {
        Error::Store(error) => {
            return session.stored::<()>(Err(error)).err().unwrap_or_else(|| Trouble::Busy.into());
        }
        error => error,
    };
    let usage = matches!(
        error,
        Error::NoSuchEncoding(_)
            | Error::NoSuchColumn(..)
            | Error::NoSuchField(_)
            | Error::NoHeader
            | Error::NothingMapped
            | Error::NobodyToBlock
    );
    let exit = if usage { Exit::Usage } else { Exit::Failure };
    let named = matches!(error, Error::Io { .. } | Error::Folder(_) | Error::Changed(_));
    let words = if named { error.to_string() } else { format!("{}: {error}", file.display()) };
    refuse(exit, words)
}
