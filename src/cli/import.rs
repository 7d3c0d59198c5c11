//! `salesdesk import`: a file's rows into the book, all or nothing; and the way back.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, Subcommand};
use serde_json::Value as Json;

use super::exit::{Exit, refuse};
use super::out;
use super::progress::Progress;
use super::session::Session;
use super::set::Setting;
use super::undo;
use crate::domain::Trouble;
use crate::domain::choices::{ABOUT, Choices, DATES, ERAS, ON_DUPLICATE};
use crate::domain::plan::{Counts, ImportPlan};
use crate::exchange::Error;
use crate::exchange::blocks;
use crate::exchange::bring_in::draft::Rules;
use crate::exchange::bring_in::{self, How, Outcome, Planner, Seen, Watch};
use crate::exchange::map::headers::As;
use crate::exchange::read::input::Input;
use crate::i18n::{Lang, Text, format};
use crate::store::{self, Desk};

mod report;
mod rows;

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
    #[command(flatten)]
    said: Said,
    /// Say what would happen, row by row; change nothing
    #[arg(long)]
    dry_run: bool,
    /// With --dry-run: every row as it is judged; JSON Lines with --json
    #[arg(long, requires = "dry_run")]
    rows: bool,
}

/// What is said of a file; the rest is found out.
#[derive(Args, Debug)]
struct Said {
    /// What a row is about; found out from the columns where it is not said
    #[arg(long = "as", value_parser = ABOUT.to_vec())]
    about: Option<String>,
    /// Where a column goes, such as `備考=customer.note`, `3=phone`, `X=skip`; may be given again
    #[arg(long, value_name = "COL=FIELD")]
    map: Vec<Setting>,
    /// The program the file comes from, where it cannot be told
    #[arg(long)]
    preset: Option<String>,
    /// The sheet of a workbook, by name
    #[arg(long)]
    sheet: Option<String>,
    /// The encoding, where it cannot be told
    #[arg(long)]
    encoding: Option<String>,
    /// What parts the cells, where it cannot be told: a character, or `tab`
    #[arg(long, value_parser = delimiter)]
    delimiter: Option<char>,
    /// The field customers are known by, instead of every key
    #[arg(long, value_name = "FIELD")]
    key: Option<String>,
    /// What to do with rows about customers who are there: fill what is empty and add what is
    /// missing, leave them alone, replace what differs, or make another customer
    #[arg(long, default_value = ON_DUPLICATE[0], value_parser = on_duplicate())]
    on_duplicate: String,
    /// In which order day, month and year stand, where it cannot be told
    #[arg(long, value_parser = DATES.to_vec())]
    dates: Option<String>,
    /// What short years count from, where it cannot be told
    #[arg(long, value_parser = ERAS.to_vec())]
    era: Option<String>,
    /// The currency of plain amounts, such as USD; unless told, the desk's own
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Make a customer where a deal, purchase or activity names one who is not there
    #[arg(long)]
    make_customers: bool,
    /// Do without what was said of the same columns in an import before
    #[arg(long)]
    no_remembered: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Take an import back, wherever it stands; customers worked on since stay
    Undo {
        /// The batch the import told, or the beginning of it
        batch: String,
    },
}

/// What to do with those who are there; the first had a shorter name once.
fn on_duplicate() -> PossibleValuesParser {
    let value = |name: &&'static str| PossibleValue::new(*name);
    let alias = |value: PossibleValue| {
        if value.matches(ON_DUPLICATE[0], false) { value.alias("update") } else { value }
    };
    PossibleValuesParser::new(ON_DUPLICATE.iter().map(|name| alias(value(name))).collect::<Vec<_>>())
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut characters = text.chars();
    match (text, characters.next(), characters.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(one), None) if one.is_ascii() => Ok(one),
        _ => Err("give one plain character, or `tab`".to_owned()),
    }
}

impl Said {
    fn choices(&self) -> Choices {
        Choices {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            sheet: self.sheet.clone(),
            preset: self.preset.clone(),
            about: self.about.clone(),
            map: self.map.iter().map(|one| (one.field.clone(), one.text.clone())).collect(),
            key: self.key.clone(),
            on_duplicate: Some(self.on_duplicate.clone()),
            dates: self.dates.clone(),
            era: self.era.clone(),
            currency: self.currency.clone(),
            make_customers: self.make_customers.then_some(true),
            forget: self.no_remembered,
        }
    }
}

impl Import {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        if let Some(Verb::Undo { batch }) = &self.verb {
            return take_back(session, &mut desk, batch);
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
        if self.said.about.as_deref() == Some(As::Blocks.word()) {
            return self.blocks(session, desk, file);
        }
        let mut how = How::of(&self.said.choices(), rules(session), session.lang == Lang::Ja)?;
        let mut progress = Progress::of(session);
        let mut watch = Watch {
            progress: &mut |read, all| progress.show(read, all),
            stop: &|| stop.load(Ordering::Relaxed),
        };
        let outcome = if self.dry_run {
            how.options.every_row = self.rows;
            let plan = self.plan(session, desk, file, &how, &mut watch);
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
            encoding: self.said.encoding.clone(),
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

    /// Plans, and shows rows as they are judged where they are asked for.
    fn plan(
        &self,
        session: &Session,
        desk: &Desk,
        file: &Path,
        how: &How,
        watch: &mut Watch<'_>,
    ) -> Result<ImportPlan, Error> {
        let mut shown = Ok(());
        let mut see = |seen: Seen<'_>| {
            if let Seen::Row(row) = seen
                && self.rows
                && shown.is_ok()
            {
                shown = rows::print(session, row);
            }
        };
        let input = Input::open(file)?;
        let plan = Planner::default().plan(desk, &input, how, session.ms(), watch, &mut see)?;
        shown.map_err(|error| Error::io("standard output")(io::Error::other(error.to_string())))?;
        Ok(plan)
    }

    fn tell(&self, session: &Session, reports: &[Report]) -> anyhow::Result<()> {
        if session.json {
            let all: Vec<Json> = reports.iter().map(|one| report::json(session, one, !self.rows)).collect();
            let one = if let [one] = all.as_slice() { one.clone() } else { Json::Array(all) };
            return out::json(&one);
        }
        for report in reports {
            if self.dry_run {
                report::print_shape(session, &report.outcome.plan)?;
            }
            report::print(session, report)?;
            if self.dry_run && !self.rows {
                rows::print_first(session, &report.outcome.plan)?;
            }
        }
        Ok(())
    }
}

fn rules(session: &Session) -> Rules {
    Rules {
        region: session.config.region.clone(),
        currency: session.config.currency.clone(),
        offset: *session.now.offset(),
        ..Rules::default()
    }
}

/// Takes an import back; what was worked on since is told and stays.
fn take_back(session: &Session, desk: &mut Desk, batch: &str) -> anyhow::Result<()> {
    let progress = Mutex::new(Progress::of(session));
    let pace = |percent: u8| {
        progress.lock().unwrap_or_else(PoisonError::into_inner).show(u64::from(percent), 100);
        true
    };
    let undone = desk.undo_import_at(batch, session.ms(), &pace).or_else(|error| match error {
        store::Error::Trouble(Trouble::NotFound(_)) => {
            let words = Text::NoSuchImport.fill(session.lang, &[("given", batch)]);
            Err(refuse(Exit::NotFound, words))
        }
        error => session.stored(Err(error)),
    })?;
    drop(progress);
    undo::tell(session, Text::UndoneDeed, &undone)
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
