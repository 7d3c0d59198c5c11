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
use crate::domain::plan::{Counts, ImportPlan};
use crate::domain::{Trouble, amount};
use crate::exchange::Error;
use crate::exchange::blocks;
use crate::exchange::bring_in::draft::Rules;
use crate::exchange::bring_in::import::{OnDuplicate, Options};
use crate::exchange::bring_in::open::Reading;
use crate::exchange::bring_in::{self, How, Outcome, Watch};
use crate::exchange::map::headers::As;
use crate::exchange::map::target::Target;
use crate::exchange::read::dates::{DateOrder, Years};
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
    /// What a row is about; unless told, what the header says
    #[arg(long = "as")]
    about: Option<About>,
    /// The source whose columns it has, such as google or hubspot-deals; else it is recognised
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// How days are written that could be two
    #[arg(long)]
    dates: Option<Dates>,
    /// What years of two figures count from
    #[arg(long)]
    era: Option<Era>,
    /// The currency of plain amounts, such as USD; unless told, the desk's own
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Make a customer where a deal, purchase or activity names one who is not there
    #[arg(long)]
    make_customers: bool,
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
    #[arg(long, default_value = "update-empty")]
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
    /// A deal of a customer
    Deals,
    /// A line of what a customer bought
    Purchases,
    /// Something that happened with a customer, or is to happen
    Activities,
    /// A number or a customer not to be called
    Blocks,
    /// Somebody who sells
    Reps,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Dates {
    /// 31/12/2026
    Dmy,
    /// 12/31/2026
    Mdy,
    /// 26/12/31
    Ymd,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Era {
    /// 1969 to 2068
    Common,
    /// From 2019
    Reiwa,
    /// From 1989
    Heisei,
    /// From 1926
    Showa,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Duplicate {
    /// Leave the customer alone
    Skip,
    /// Fill what is empty, add what is missing
    #[value(alias = "update")]
    UpdateEmpty,
    /// Replace what differs
    Overwrite,
    /// Make another customer
    New,
}

impl About {
    const fn kind(self) -> As {
        match self {
            Self::Customers => As::Customers,
            Self::People => As::People,
            Self::Deals => As::Deals,
            Self::Purchases => As::Purchases,
            Self::Activities => As::Activities,
            Self::Blocks => As::Blocks,
            Self::Reps => As::Reps,
        }
    }
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
        if matches!(self.about, Some(About::Blocks)) {
            return self.blocks(session, desk, file);
        }
        let how = How { reading: self.reading(session), options: self.options(session)? };
        let mut progress = Progress::of(session);
        let mut watch = Watch {
            progress: &mut |read, all| progress.show(read, all),
            stop: &|| stop.load(Ordering::Relaxed),
        };
        let outcome = if self.dry_run {
            let plan = bring_in::plan(desk, file, &how, session.ms(), &mut watch);
            plan.map(|plan| Outcome { plan, batch: None, rejects_file: None })
        } else {
            bring_in::run(desk, file, &how, session.ms(), &mut watch)
        };
        match outcome {
            // What comes through a pipe was read already.
            Err(Error::Blocks) if file != Path::new("-") => self.blocks(session, desk, file),
            outcome => Ok(Report { file: file.to_owned(), outcome: outcome?, dry_run: self.dry_run }),
        }
    }

    /// Numbers not to be called have a way in of their own.
    fn blocks(&self, session: &Session, desk: &mut Desk, file: &Path) -> Result<Report, Error> {
        let how = blocks::How {
            encoding: self.encoding.clone(),
            japanese: session.lang == Lang::Ja,
            region: session.config.region.clone(),
            habits: session.habits(),
            lift: false,
            channel: None,
            reason: String::new(),
            until: None,
            dry_run: self.dry_run,
            now: session.now,
        };
        let came = blocks::run(desk, file, &how)?;
        let counts = Counts {
            rows: came.rows,
            added: came.changed,
            unchanged: came.unchanged,
            rejected: came.rejected,
            ..Counts::default()
        };
        let plan =
            ImportPlan { counts, about: As::Blocks.word(), about_confidence: 100, ..ImportPlan::default() };
        let outcome = Outcome { plan, batch: None, rejects_file: came.rejects_file };
        Ok(Report { file: file.to_owned(), outcome, dry_run: self.dry_run })
    }

    fn reading(&self, session: &Session) -> Reading {
        Reading {
            encoding: self.encoding.clone(),
            delimiter: None,
            about: self.about.map(About::kind),
            preset: self.preset.clone(),
            dates: self.dates.map(|dates| match dates {
                Dates::Dmy => DateOrder::DayFirst,
                Dates::Mdy => DateOrder::MonthFirst,
                Dates::Ymd => DateOrder::YearFirst,
            }),
            era: self.era.map(|era| match era {
                Era::Common => Years::Common,
                Era::Reiwa => Years::Reiwa,
                Era::Heisei => Years::Heisei,
                Era::Showa => Years::Showa,
            }),
            region: session.config.region.clone(),
            map: self.map.iter().map(|one| (one.field.clone(), one.text.clone())).collect(),
            japanese: session.lang == Lang::Ja,
        }
    }

    fn options(&self, session: &Session) -> Result<Options, Error> {
        Ok(Options {
            on_duplicate: match self.on_duplicate {
                Duplicate::Skip => OnDuplicate::Skip,
                Duplicate::UpdateEmpty => OnDuplicate::UpdateEmpty,
                Duplicate::Overwrite => OnDuplicate::Overwrite,
                Duplicate::New => OnDuplicate::New,
            },
            key: self.key.as_deref().map(Target::named).transpose()?,
            make_customers: self.make_customers.then_some(true),
            rules: Rules {
                region: session.config.region.clone(),
                currency: self.currency(session)?,
                offset: *session.now.offset(),
                ..Rules::default()
            },
        })
    }

    fn currency(&self, session: &Session) -> Result<String, Error> {
        let Some(code) = &self.currency else { return Ok(session.config.currency.clone()) };
        amount::currency(code).map(str::to_owned).ok_or_else(|| Error::NoSuchCurrency(code.clone()))
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
            | Error::NoSuchPreset(..)
            | Error::NoSuchCurrency(_)
            | Error::PriceList
            | Error::NobodyToBlock
    );
    let asks = matches!(error, Error::Asks(_));
    let exit = if usage {
        Exit::Usage
    } else if asks {
        Exit::Undecided
    } else {
        Exit::Failure
    };
    let named = matches!(error, Error::Io { .. } | Error::Folder(_) | Error::Changed(_));
    let words = if named { error.to_string() } else { format!("{}: {error}", file.display()) };
    refuse(exit, words)
}
