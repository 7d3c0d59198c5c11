//! `salesdesk report`: what calls came to, how far they got, when people answer; and the day's summary.
//!
//! Each says its range and its definitions, so that nobody need ask what was counted.

mod asking;
mod cross;
mod customers;
mod pipeline;
mod written;

pub(super) use crate::exchange::write::report::json::amounts;

use clap::{Args, Subcommand};

use super::named;
use super::session::Session;
use crate::domain::day;
use crate::domain::report::{BYS, By, Figures, LEAST};
use crate::store::Desk;
use asking::{Asking, Whose, one_day};
use written::Written;

/// Count calls and how far they got; the best hours to call; the day's summary
#[derive(Args, Debug)]
pub(super) struct Report {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    written: Written,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Calls(Calls),
    Funnel(Funnel),
    BestTime(BestTime),
    Pipeline(pipeline::PipelineReport),
    Customers(customers::Customers),
    Cross(cross::Cross),
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
    /// Whose day, if not yours: a name, initials or an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// Everybody's day
    #[arg(long, conflicts_with = "rep")]
    everybody: bool,
    #[command(flatten)]
    whose: Whose,
}

/// Days a report looks back, today among them.
const CALLS: u64 = 1;
const FUNNEL: u64 = 30;
const BEST_TIME: u64 = 90;

impl Report {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let figures = match &self.verb {
            Verb::Calls(verb) => verb.figures(session, &desk)?,
            Verb::Funnel(verb) => verb.figures(session, &desk)?,
            Verb::BestTime(verb) => verb.figures(session, &desk)?,
            Verb::Customers(verb) => verb.figures(session, &desk)?,
            Verb::Cross(verb) => verb.figures(session, &desk)?,
            Verb::Pipeline(verb) => verb.figures(session, &desk)?,
            Verb::Day(verb) => verb.figures(session, &desk)?,
        };
        self.written.write(session, &desk, &figures)
    }
}

impl Calls {
    fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let asked = self.asking.read(session, desk, CALLS)?;
        let by = By::of_code(&self.by).unwrap_or(By::Hour);
        Ok(Figures::Calls(session.stored(desk.call_figures(&asked, Some(by)))?))
    }
}

impl Funnel {
    fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let asked = self.asking.read(session, desk, FUNNEL)?;
        let by = self.by.as_deref().and_then(By::of_code);
        Ok(Figures::Funnel(session.stored(desk.call_figures(&asked, by))?))
    }
}

impl BestTime {
    fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let asked = self.asking.read(session, desk, BEST_TIME)?;
        Ok(Figures::BestTime(session.stored(desk.hour_figures(&asked, self.least))?))
    }
}

impl Day {
    fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let date = match &self.date {
            Some(given) => one_day(given)?,
            None => session.now.date_naive(),
        };
        self.whose.narrow(session, desk)?;
        let begins = day::begins(date, *session.now.offset()).timestamp_millis();
        let rep = match &self.rep {
            Some(given) => Some(named::rep(session, desk, given)?),
            None => desk.rep().filter(|_| !self.everybody),
        };
        let report = session.stored(desk.day_report(begins, begins.saturating_add(day::LENGTH), rep))?;
        Ok(Figures::Day(date, report))
    }
}

fn bys() -> Vec<&'static str> {
    BYS.iter().map(|(code, _)| *code).collect()
}
