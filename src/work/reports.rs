//! The threads that work out reports: each on a connection of its own, and only the newest counts. One
//! that nobody waits for any more ends where it stands.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::Bench;
use super::report_file::{self, Form};
use crate::app::msg::{Reply, Ticket};
use crate::app::report_file::Leaving;
use crate::app::reports::{Asking, Lies, Page, Under};
use crate::domain::Noun;
use crate::domain::day;
use crate::domain::pipeline::Range;
use crate::domain::report::{Asked, AskedDeals, Buyer, Counted, Figures, LEAST, Limits, Way};
use crate::domain::worth::Worth;
use crate::domain::zone::zone;
use crate::store::{Desk, Narrowed, Pace, Result};

/// Customers of a table at most.
const CUSTOMERS: usize = 200;
/// What is shown of all that a figure counts.
const SHOWN: usize = 1_000;
/// Rows and columns of any field against any field.
const LIMITS: Limits = Limits { rows: 40, columns: 12 };

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Job {
    /// A report.
    Report(Asking),
    /// What a figure counts of a report that is narrowed by a line.
    Open(Under, String),
}

/// The way to the threads.
pub(super) struct Reports {
    bench: Bench,
    newest: Arc<AtomicU64>,
    narrowed: Kept,
}

/// Whom the last narrowed report was about: its figures are opened, and other reports asked, by the same
/// line.
type Kept = Arc<Mutex<Option<Narrowed>>>;

impl Reports {
    pub(super) fn of(bench: Bench) -> Self {
        Self { bench, newest: Arc::default(), narrowed: Arc::default() }
    }

    /// Works it out; whatever was asked before is told to nobody.
    pub(super) fn ask(&self, ticket: Ticket, job: Job) {
        self.newest.store(ticket.0, Ordering::SeqCst);
        let (bench, newest) = (self.bench.clone(), Arc::clone(&self.newest));
        let narrowed = Arc::clone(&self.narrowed);
        thread::spawn(move || {
            let wanted = move || newest.load(Ordering::SeqCst) == ticket.0;
            if !wanted() {
                return;
            }
            let reply = worked_out(&bench, ticket, &job, &narrowed, wanted.clone()).unwrap_or_else(|error| {
                Reply::Failed { ticket: Some(ticket), trouble: bench.trouble(&error) }
            });
            if wanted() {
                (bench.send)(reply);
            }
        });
    }

    /// Writes a report on a thread of its own.
    pub(super) fn write(&self, leaving: Box<Leaving>, form: Option<Form>) {
        let bench = self.bench.clone();
        thread::spawn(move || (bench.send)(report_file::write(&bench, &leaving, form.as_ref())));
    }

    /// Nobody waits any more.
    pub(super) fn stop(&self) {
        self.newest.store(0, Ordering::SeqCst);
    }
}

/// Works it out as long as it is wanted; an error where it is not.
fn worked_out(
    bench: &Bench,
    ticket: Ticket,
    job: &Job,
    narrowed: &Kept,
    wanted: impl Fn() -> bool + Clone + Send + Sync + 'static,
) -> Result<Reply> {
    let desk = bench.to_read()?;
    desk.as_long_as(wanted.clone())?;
    desk.remember(narrowed.lock().unwrap_or_else(PoisonError::into_inner).clone());
    let reply = answer(&desk, ticket, job, (bench.clock)(), &move |_| wanted())?;
    if let Some(found) = desk.narrowed() {
        narrowed.lock().unwrap_or_else(PoisonError::into_inner).replace(found);
    }
    Ok(reply)
}

/// Works it out, as of a moment; `pace` is asked now and then whether to go on.
pub fn answer(
    desk: &Desk,
    ticket: Ticket,
    job: &Job,
    now: DateTime<FixedOffset>,
    pace: Pace<'_>,
) -> Result<Reply> {
    match job {
        Job::Report(asking) => {
            desk.narrow(&asking.line, now, pace)?;
            let figures = Arc::new(figures(desk, asking, now)?);
            Ok(Reply::Report { ticket, figures })
        }
        Job::Open(under, line) => {
            desk.narrow(line, now, pace)?;
            Ok(Reply::Opened { ticket, lies: lies(desk, under, now)? })
        }
    }
}

/// What lies under a figure.
fn lies(desk: &Desk, under: &Under, now: DateTime<FixedOffset>) -> Result<Lies> {
    Ok(match under {
        Under::Calls(opened) => Lies::Calls(desk.opened(opened, SHOWN)?),
        Under::Deals(opened) => Lies::Deals(desk.opened_deals(opened, SHOWN, now)?, desk.pipelines()?),
        Under::Buyers(worths, count) => {
            let names = desk.names(worths.iter().map(|worth| worth.customer))?;
            let buyer = |worth: &Worth| Buyer { name: names.of(worth.customer), worth: worth.clone() };
            Lies::Buyers(Counted { rows: worths.iter().map(buyer).collect(), count: *count })
        }
        Under::Cell(opened) => {
            let told = desk.opened_cell(opened, SHOWN, now)?;
            match opened.asked.2.noun() {
                Noun::Activity => Lies::Calls(told.calls()?),
                Noun::Deal => Lies::Deals(told.deals()?, desk.pipelines()?),
                Noun::Purchase => Lies::Lines(told.lines()?),
                _ => Lies::Customers(told.customers()?),
            }
        }
    })
}

fn figures(desk: &Desk, asking: &Asking, now: DateTime<FixedOffset>) -> Result<Figures> {
    let today = now.date_naive();
    let rep = desk.rep().filter(|_| asking.mine);
    let asked = Asked {
        from: asking.span.first(today).unwrap_or_default(),
        to: asking.span.last(today),
        zone: zone(now),
        rep,
        list: None,
        way: Way::Out,
    };
    let range = || asking.span.range(today);
    Ok(match asking.page {
        Page::Calls => Figures::Calls(desk.call_figures(&asked, Some(asking.by))?),
        Page::Funnel => Figures::Funnel(desk.call_figures(&asked, Some(asking.by))?),
        Page::BestTime => Figures::BestTime(desk.hour_figures(&asked, LEAST)?),
        Page::Pipeline => {
            let asked = AskedDeals { range: range(), rep, by: asking.laid, ..AskedDeals::default() };
            Figures::Pipeline(desk.pipeline_figures(asked, now)?)
        }
        Page::Customers => Figures::Customers(desk.customer_figures(range(), CUSTOMERS, now)?),
        Page::Cross => {
            let range = if asking.cross.2.noun() == Noun::Customer { Range::default() } else { range() };
            Figures::Cross(desk.cross_figures(asking.cross, range, LIMITS, now)?)
        }
        Page::Day => {
            let date = asking.span.last(today);
            let begins = day::begins(date, *now.offset()).timestamp_millis();
            let report = desk.day_report(begins, begins.saturating_add(day::LENGTH), rep)?;
            Figures::Day(date, report)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Deed, demo};

    fn bench(folder: &std::path::Path) -> Bench {
        let now = DateTime::parse_from_rfc3339("2026-11-21T17:32:00+09:00").unwrap();
        let path = folder.join("book.db");
        let mut desk = Desk::open(&path, "Kawai", now.timestamp_millis()).unwrap();
        let change = Change { writes: demo::writes(now, desk.rep()), ..Change::new(Deed::Import, "demo") };
        desk.commit(&change, now.timestamp_millis()).unwrap();
        Bench {
            book: path,
            region: "JP".into(),
            currency: "JPY".into(),
            callback: chrono::NaiveTime::MIN,
            clock: Arc::new(move || now),
            send: Arc::new(|_| true),
            own: Arc::default(),
            shown: 0,
        }
    }

    fn asking(page: Page, line: &str) -> Job {
        let reports = crate::app::reports::Reports::new(crate::i18n::Lang::En);
        Job::Report(Asking { page, line: line.into(), ..reports.asking })
    }

    #[test]
    fn a_report_that_nobody_waits_for_ends_before_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let bench = bench(folder.path());
        for (page, line) in [(Page::Calls, ""), (Page::Customers, ""), (Page::Pipeline, "rank:A")] {
            let job = asking(page, line);
            assert!(
                worked_out(&bench, Ticket(1), &job, &Kept::default(), || true).is_ok(),
                "{page:?} {line}"
            );
            assert!(
                worked_out(&bench, Ticket(1), &job, &Kept::default(), || false).is_err(),
                "{page:?} {line}"
            );
        }
    }
}
