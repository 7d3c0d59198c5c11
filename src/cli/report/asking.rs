//! Which calls a report is about, as it is asked for on the command line.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::super::exit::{Exit, refuse};
use super::super::named;
use super::super::progress::with_pace;
use super::super::session::Session;
use crate::domain::invalid::{Invalid, Why};
use crate::domain::pipeline::Range;
use crate::domain::query::Query;
use crate::domain::report::{self, Asked, Way};
use crate::domain::zone::zone;
use crate::i18n::Text;
use crate::store::Desk;

/// Which calls.
#[derive(Args, Debug)]
pub(super) struct Asking {
    /// The first day, such as 2026-11-01, or a month or a year
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day, if not today
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Of one rep only: a name, initials or an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// From one call list only: a name or an id
    #[arg(long, value_name = "NAME")]
    list: Option<String>,
    /// Which way they went
    #[arg(long, value_enum, default_value_t = Direction::Out)]
    direction: Direction,
    #[command(flatten)]
    whose: Whose,
}

/// Whose calls, deals or purchases count.
#[derive(Args, Debug)]
pub(super) struct Whose {
    /// Of customers who answer this search line only
    #[arg(long = "where", value_name = "LINE")]
    line: Option<String>,
}

impl Whose {
    /// Has the desk's reports be about them.
    pub(super) fn narrow(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let Some(line) = &self.line else { return Ok(()) };
        let own = session.stored(desk.all_own_fields())?;
        if let Some(given) = Query::meaningless(line, &own) {
            return Err(refuse(
                Exit::Usage,
                Text::WhereMeansNothing.fill(session.lang, &[("given", &given)]),
            ));
        }
        with_pace(session, |pace| desk.narrow(line, session.now, pace))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Direction {
    Out,
    In,
    Any,
}

/// Days a report looks at; all where none is said.
#[derive(Args, Debug)]
pub(super) struct Days {
    /// The first day, such as 2026-11-01, or a month or a year
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

impl Days {
    /// Their range.
    pub(super) fn range(&self, session: &Session) -> anyhow::Result<Range> {
        let from = self.from.as_ref().map(|given| days_of("from", given)).transpose()?.map(|days| days.0);
        let to = self.to.as_ref().map(|given| days_of("to", given)).transpose()?.map(|days| days.1);
        if let (Some(from), Some(to)) = (from, to) {
            refuse_backwards(session, from, to)?;
        }
        Ok(Range { from: from.map(|day| day.to_string()), to: to.map(|day| day.to_string()) })
    }
}

fn refuse_backwards(session: &Session, from: NaiveDate, to: NaiveDate) -> anyhow::Result<()> {
    if from <= to {
        return Ok(());
    }
    let places = [("from", &*from.to_string()), ("to", &*to.to_string())];
    Err(refuse(Exit::Usage, Text::ReportBackwards.fill(session.lang, &places)))
}

impl Asking {
    /// What was asked, over so many days where no range was given.
    pub(super) fn read(&self, session: &Session, desk: &Desk, days: u64) -> anyhow::Result<Asked> {
        let to = match &self.to {
            Some(given) => days_of("to", given)?.1,
            None => session.now.date_naive(),
        };
        let from = match &self.from {
            Some(given) => days_of("from", given)?.0,
            None => to.checked_sub_days(chrono::Days::new(days - 1)).unwrap_or(to),
        };
        refuse_backwards(session, from, to)?;
        self.whose.narrow(session, desk)?;
        Ok(Asked {
            from,
            to,
            zone: zone(session.now),
            rep: self.rep.as_ref().map(|given| named::rep(session, desk, given)).transpose()?,
            list: self
                .list
                .as_ref()
                .map(|given| named::call_list(session, desk, given).map(|list| list.id))
                .transpose()?,
            way: match self.direction {
                Direction::Out => Way::Out,
                Direction::In => Way::In,
                Direction::Any => Way::Any,
            },
        })
    }
}

/// The one day that a date means.
pub(super) fn one_day(given: &str) -> anyhow::Result<NaiveDate> {
    one_day_of("date", given)
}

/// The one day that a flag's date means.
pub(super) fn one_day_of(flag: &'static str, given: &str) -> anyhow::Result<NaiveDate> {
    match days_of(flag, given)? {
        (first, last) if first == last => Ok(first),
        _ => Err(no_date(flag, given)),
    }
}

/// The first and the last day that a flag's date means.
fn days_of(flag: &'static str, given: &str) -> anyhow::Result<(NaiveDate, NaiveDate)> {
    report::days_of(given).ok_or_else(|| no_date(flag, given))
}

fn no_date(flag: &'static str, given: &str) -> anyhow::Error {
    Invalid::new(flag, Why::NotADate(given.to_owned())).into()
}
