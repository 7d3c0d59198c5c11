//! The threads that work out reports: each on a connection of its own, and only the newest counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::Bench;
use crate::app::msg::{Reply, Ticket};
use crate::app::reports::{Asking, Page};
use crate::domain::day;
use crate::domain::report::{Asked, AskedDeals, Figures, LEAST, Opened, Way};
use crate::domain::zone::zone;
use crate::store::{Desk, Result};

/// Customers of a table at most.
const CUSTOMERS: usize = 200;
/// Calls that are shown of those a figure counts.
const CALLS: usize = 1_000;

/// What can be asked.
#[derive(Clone, Debug)]
pub enum Job {
    /// A report.
    Report(Asking),
    /// The calls a figure counts.
    Open(Box<Opened>),
}

/// The way to the threads.
pub(super) struct Reports {
    bench: Bench,
    newest: Arc<AtomicU64>,
}

impl Reports {
    pub(super) fn of(bench: Bench) -> Self {
        Self { bench, newest: Arc::default() }
    }

    /// Works it out; whatever was asked before is told to nobody.
    pub(super) fn ask(&self, ticket: Ticket, job: Job) {
        self.newest.store(ticket.0, Ordering::SeqCst);
        let (bench, newest) = (self.bench.clone(), Arc::clone(&self.newest));
        thread::spawn(move || {
            let current = || newest.load(Ordering::SeqCst) == ticket.0;
            if !current() {
                return;
            }
            let found = bench.to_read().and_then(|desk| answer(&desk, ticket, &job, (bench.clock)()));
            let reply = found.unwrap_or_else(|error| Reply::Failed {
                ticket: Some(ticket),
                trouble: bench.trouble(&error),
            });
            if current() {
                (bench.send)(reply);
            }
        });
    }

    /// Nobody waits any more.
    pub(super) fn stop(&self) {
        self.newest.store(0, Ordering::SeqCst);
    }
}

/// Works it out, as of a moment.
pub fn answer(desk: &Desk, ticket: Ticket, job: &Job, now: DateTime<FixedOffset>) -> Result<Reply> {
    match job {
        Job::Report(asking) => {
            let figures = Box::new(figures(desk, *asking, now)?);
            Ok(Reply::Report { ticket, figures })
        }
        Job::Open(opened) => Ok(Reply::Opened { ticket, calls: desk.opened(opened, CALLS)? }),
    }
}

fn figures(desk: &Desk, asking: Asking, now: DateTime<FixedOffset>) -> Result<Figures> {
    let today = now.date_naive();
    let rep = desk.rep().filter(|_| asking.mine);
    let asked = Asked {
        from: asking.span.first(today).unwrap_or_default(),
        to: today,
        zone: zone(now),
        rep,
        list: None,
        way: Way::Out,
    };
    Ok(match asking.page {
        Page::Calls => Figures::Calls(desk.call_figures(&asked, Some(asking.by))?),
        Page::Funnel => Figures::Funnel(desk.call_figures(&asked, Some(asking.by))?),
        Page::BestTime => Figures::BestTime(desk.hour_figures(&asked, LEAST)?),
        Page::Pipeline => {
            let range = asking.span.range(today);
            let asked = AskedDeals { range, rep, ..AskedDeals::default() };
            Figures::Pipeline(desk.pipeline_figures(asked, now)?)
        }
        Page::Customers => {
            Figures::Customers(desk.customer_figures(asking.span.range(today), CUSTOMERS, now)?)
        }
        Page::Day => {
            let begins = day::begins(today, *now.offset()).timestamp_millis();
            let report = desk.day_report(begins, begins.saturating_add(day::LENGTH), rep)?;
            Figures::Day(today, report)
        }
    })
}
