//! `salesdesk report`: what calls came to, how far they got, when people answer; and the day's summary.
//!
//! Each says its range and its definitions, so that nobody need ask what was counted.

mod asking;
mod customers;
mod hours;
mod json;
mod pipeline;
mod pipeline_json;
mod text;

pub(super) use pipeline_json::amounts;

use clap::{Args, Subcommand, ValueEnum};

use super::session::Session;
use super::{named, out};
use crate::domain::day;
use crate::domain::report::{BYS, By, LEAST};
use crate::i18n::{Text, day_report};
use crate::store::Desk;
use asking::{Asking, one_day};

/// Count calls and how far they got; the best hours to call; the day's summary
#[derive(Args, Debug)]
pub(super) struct Report {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Calls(Calls),
    Funnel(Funnel),
    BestTime(BestTime),
    Pipeline(pipeline::PipelineReport),
    Customers(customers::Customers),
    Day(Day),
}

/// What the calls came to, today unless told
#[derive(Args, Debug)]
struct Calls {
    #[command(flatten)]
    asking: Asking,
    /// What to lay them apart by
    #[arg(long, default_value = "hour", value_parser = bys())]
    by: String,
}

/// How far the calls got, in the last 30 days unless told
#[derive(Args, Debug)]
struct Funnel {
    #[command(flatten)]
    asking: Asking,
    /// What to lay them apart by, beside the whole
    #[arg(long, value_parser = bys())]
    by: Option<String>,
}

/// The hours in which people answer, of the last 90 days unless told
#[derive(Args, Debug)]
struct BestTime {
    #[command(flatten)]
    asking: Asking,
    /// Attempts an hour needs before it is recommended
    #[arg(long, default_value_t = LEAST, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    least: u64,
}

/// The day's summary, ready to send
#[derive(Args, Debug)]
struct Day {
    /// Which day, if not today
    #[arg(long)]
    date: Option<String>,
    /// Plain text or Markdown
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Whose day, if not yours: a name, initials or an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// Everybody's day
    #[arg(long, conflicts_with = "rep")]
    everybody: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Markdown,
}

/// Days a report looks back, today among them.
const CALLS: u64 = 1;
const FUNNEL: u64 = 30;
const BEST_TIME: u64 = 90;

impl Report {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        match &self.verb {
            Verb::Calls(verb) => verb.run(session, &desk),
            Verb::Funnel(verb) => verb.run(session, &desk),
            Verb::BestTime(verb) => verb.run(session, &desk),
            Verb::Customers(verb) => verb.run(session, &desk),
            Verb::Pipeline(verb) => verb.run(session, &desk),
            Verb::Day(verb) => verb.run(session, &desk),
        }
    }
}

impl Calls {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let asked = self.asking.read(session, desk, CALLS)?;
        let by = By::of_code(&self.by).unwrap_or(By::Hour);
        let rows = session.stored(desk.calls_by(&asked, by))?;
        if session.json {
            return out::json(&json::calls(session, desk, &asked, by, &rows)?);
        }
        text::head(session, desk, Text::ReportCalls, &asked)?;
        text::calls(session, desk, by, &rows)
    }
}

impl Funnel {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let asked = self.asking.read(session, desk, FUNNEL)?;
        let total = session.stored(desk.calls(&asked))?;
        let by = self.by.as_deref().and_then(By::of_code);
        let rows = match by {
            Some(by) => Some((by, session.stored(desk.calls_by(&asked, by))?)),
            None => None,
        };
        if session.json {
            return out::json(&json::funnel(session, desk, &asked, &total, rows.as_ref())?);
        }
        text::head(session, desk, Text::ReportFunnel, &asked)?;
        text::funnel(session, &total)?;
        match rows {
            Some((by, rows)) => text::funnels(session, desk, by, &rows),
            None => Ok(()),
        }
    }
}

impl BestTime {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let asked = self.asking.read(session, desk, BEST_TIME)?;
        let hours = session.stored(desk.call_hours(&asked))?;
        if session.json {
            return out::json(&json::best_time(session, desk, &asked, &hours, self.least)?);
        }
        text::head(session, desk, Text::ReportBestTime, &asked)?;
        hours::print(session, &hours, self.least)
    }
}

impl Day {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let date = match &self.date {
            Some(given) => one_day(given)?,
            None => session.now.date_naive(),
        };
        let begins = day::begins(date, *session.now.offset()).timestamp_millis();
        let rep = match &self.rep {
            Some(given) => Some(named::rep(session, desk, given)?),
            None => desk.rep().filter(|_| !self.everybody),
        };
        let report = session.stored(desk.day_report(begins, begins.saturating_add(day::LENGTH), rep))?;
        if session.json {
            return out::json(&json::day(session, desk, date, &report)?);
        }
        let words = match self.format {
            Format::Text => day_report::text(&report, session.lang, date),
            Format::Markdown => day_report::markdown(&report, session.lang, date),
        };
        out::raw(words.as_bytes())
    }
}

fn bys() -> Vec<&'static str> {
    BYS.iter().map(|(code, _)| *code).collect()
}
