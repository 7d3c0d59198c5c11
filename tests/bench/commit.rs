//! A call logged with one key, beside a bare append of one page and its sync to the same disk.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use chrono::{DateTime, FixedOffset};
use salesdesk::domain::logging::Logging;
use salesdesk::domain::outcome::{Outcome, standard};
use salesdesk::domain::page::Page;
use salesdesk::domain::when::Habits;
use salesdesk::domain::{Change, Id};
use salesdesk::store::Desk;

use crate::book::{NOW_TEXT, Stock};
use crate::dice::Dice;
use crate::table::{Row, Times, figure};

const CALLS: usize = 1000;
const PAGE: usize = 4096;
/// A page in the write-ahead log, with its header.
const FRAME: u64 = 4096 + 24;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let mut desk = stock.desk()?;
    let customers = some_customers(&desk, &mut Dice::new(11))?;
    let outcome = standard().into_iter().find(|outcome| outcome.code == "NA").context("NA is standard")?;
    let mut raw = File::create(stock.folder().join("raw"))?;
    let mut now = DateTime::parse_from_rfc3339(NOW_TEXT)?;
    let (mut calls, mut appends) = (Times::default(), Times::default());
    commit(&mut desk, customers[0], &outcome, now)?;
    let before = wal_size(&stock.book())?;
    for customer in customers.iter().skip(1) {
        now += Duration::from_secs(30);
        calls.push(commit(&mut desk, *customer, &outcome, now)?);
        appends.push(append(&mut raw)?);
    }
    let grown = wal_size(&stock.book())? - before;
    let taken = u64::try_from(customers.len() - 1)?;
    Ok(vec![
        Row::of("commit: a logged call, median", &calls)
            .against("4 KiB append + fdatasync", &appends)
            .at_most(calls.median() / appends.median(), 2.5),
        Row::new("commit: a logged call, p99", format!("{} ms", figure(calls.p99())))
            .peer("4 KiB append + fdatasync", format!("{} ms", figure(appends.p99())))
            .at_most(calls.p99() / appends.p99(), 4.0),
        pages(grown, taken),
    ])
}

fn pages(grown: u64, calls: u64) -> Row {
    let tenths = grown * 10 / FRAME / calls;
    Row::new("commit: pages written a call", format!("{}.{}", tenths / 10, tenths % 10))
        .limit("≤ 8", tenths <= 80)
}

/// Commits what `1` (no answer) makes of a call, and says how long that took.
pub(crate) fn commit(
    desk: &mut Desk,
    customer: Id,
    outcome: &Outcome,
    now: DateTime<FixedOffset>,
) -> Result<Duration> {
    let page = desk.page(customer, 20)?.context("the customer is in the book")?;
    let change = call(&page, outcome, desk.rep(), now);
    let from = Instant::now();
    desk.commit(&change, now.timestamp_millis())?;
    Ok(from.elapsed())
}

fn call(page: &Page, outcome: &Outcome, rep: Option<Id>, now: DateTime<FixedOffset>) -> Change {
    let logging = Logging {
        page,
        channel: "call",
        direction: "out",
        reach: None,
        rank: None,
        list: None,
        overrode: None,
        outcome: Some(outcome),
        person: page.people.first().map(|person| person.id),
        number: page.first_number(),
        note: "",
        at: None,
        duration: Some(12),
        next: None,
        offer: None,
        stage: None,
        close: None,
        rep,
        now,
        habits: Habits::default(),
    };
    logging.change()
}

/// Appends a page to a file and says how long it took until it was on the disk.
pub(crate) fn append(raw: &mut File) -> Result<Duration> {
    let page = [7; PAGE];
    let from = Instant::now();
    raw.write_all(&page)?;
    raw.sync_data()?;
    Ok(from.elapsed())
}

/// Customers from all over the book.
fn some_customers(desk: &Desk, dice: &mut Dice) -> Result<Vec<Id>> {
    let mut all = Vec::new();
    desk.each(salesdesk::domain::Noun::Customer, |id, _| {
        all.push(id);
        Ok(())
    })?;
    Ok((0..=CALLS).map(|_| *dice.pick(&all)).collect())
}

fn wal_size(book: &Path) -> Result<u64> {
    Ok(fs::metadata(book.with_extension("db-wal"))?.len())
}
