//! The call list that is walked: a hundred thousand customers from all over the book in no order, half of
//! them called before, a thousand called today already and a thousand blocked. In a copy of the book, the
//! same every run.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::{DateTime, FixedOffset};
use salesdesk::domain::activity::Activity;
use salesdesk::domain::block::Block;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::{Deed, Id, Noun, Write};
use salesdesk::store::Desk;

use crate::book::Stock;
use crate::dice::Dice;
use crate::names::OUTCOMES;

/// Tuesday 24 November 2026 in Tokyo, on which calls are made.
pub(crate) const NOW_TEXT: &str = "2026-11-24T10:30:00+09:00";
/// What the list is called.
pub(crate) const NAME: &str = "walked";

const MOST: usize = 100_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Calls made today by others; numbers that are blocked.
const TODAY: usize = 1_000;
/// Writes logged as one entry.
const CHUNK: usize = 1_000;

/// A copy of a book with a list in it.
pub(crate) struct Floor {
    folder: PathBuf,
    pub(crate) list: Id,
    /// Customers on it.
    pub(crate) len: usize,
}

impl Floor {
    pub(crate) fn of(stock: &Stock) -> Result<Self> {
        let folder = stock.folder().join("walk");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // Closing it leaves nothing beside the file.
        drop(stock.desk()?);
        fs::copy(stock.book(), folder.join("book.db"))?;
        let mut floor = Self { folder, list: Id::default(), len: 0 };
        let mut dice = Dice::new(31);
        let mut desk = floor.desk()?;
        let some = some_of(&desk, stock.customers(), &mut dice)?;
        (floor.list, floor.len) = (make(&mut desk, &some)?, some.len());
        past(&mut desk, floor.list, &some, &mut dice)?;
        today(&mut desk, &some)?;
        desk.make_sidecar(&|_| true)?;
        Ok(floor)
    }

    pub(crate) fn desk(&self) -> Result<Desk> {
        Ok(Desk::open(&self.book(), "Bench", now()?.timestamp_millis())?)
    }

    pub(crate) fn book(&self) -> PathBuf {
        self.folder.join("book.db")
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The moment it is walked.
pub(crate) fn now() -> Result<DateTime<FixedOffset>> {
    Ok(DateTime::parse_from_rfc3339(NOW_TEXT)?)
}

/// Customers from all over the book, in no order.
fn some_of(desk: &Desk, customers: usize, dice: &mut Dice) -> Result<Vec<Id>> {
    let (mut some, mut nth) = (Vec::new(), 0);
    let step = customers.div_ceil(MOST);
    desk.each(Noun::Customer, |id, _| {
        some.extend((nth % step == 0).then_some(id));
        nth += 1;
        Ok(())
    })?;
    for last in (1..some.len()).rev() {
        some.swap(last, dice.below(last + 1));
    }
    Ok(some)
}

fn make(desk: &mut Desk, some: &[Id]) -> Result<Id> {
    let ms = now()?.timestamp_millis();
    let id = desk.fresh_list(NAME, ms)?;
    let list = CallList { id, name: NAME.into(), made_at: Some(ms - 30 * DAY), ..CallList::default() };
    desk.commit(&list.made(some), ms)?;
    Ok(id)
}

/// One to three calls to every second customer, on days before today.
fn past(desk: &mut Desk, list: Id, some: &[Id], dice: &mut Dice) -> Result<()> {
    let ms = now()?.timestamp_millis();
    let mut ids = Id::run(ms - 30 * DAY);
    let mut writes = Vec::new();
    for customer in some.iter().step_by(2) {
        for _ in 0..=dice.below(3) {
            let ago = i64::try_from(1 + dice.below(20))? * DAY + i64::try_from(dice.below(400))? * MINUTE;
            writes.push(Write::adding(&Activity {
                id: ids.next().context("ids never end")?,
                customer: Some(*customer),
                kind: "call".into(),
                at: Some(ms - ago),
                outcome: (*dice.zipf(OUTCOMES)).into(),
                direction: "out".into(),
                list: Some(list),
                ..Activity::default()
            }));
        }
    }
    log(desk, &writes, ms)
}

/// Calls that others made since nine o'clock, to customers at the end of the list; blocks on others there.
fn today(desk: &mut Desk, some: &[Id]) -> Result<()> {
    let ms = now()?.timestamp_millis();
    let mut ids = Id::run(ms);
    let mut writes = Vec::new();
    let number = |customer: Id| -> Result<String> {
        let page = desk.page(customer, 1)?.context("the customer is in the book")?;
        Ok(page.contact_points.first().map(|point| point.normal.clone()).unwrap_or_default())
    };
    for (nth, pair) in (0..).zip(some.rchunks_exact(2).take(TODAY)) {
        writes.push(Write::adding(&Block {
            id: ids.next().context("ids never end")?,
            address: number(pair[0])?,
            channel: "call".into(),
            since: Some(ms),
            ..Block::default()
        }));
        writes.push(Write::adding(&Activity {
            id: ids.next().context("ids never end")?,
            customer: Some(pair[1]),
            kind: "call".into(),
            at: Some(ms - 90 * MINUTE + nth * 5_000),
            outcome: "NA".into(),
            direction: "out".into(),
            number: number(pair[1])?,
            ..Activity::default()
        }));
    }
    log(desk, &writes, ms)
}

fn log(desk: &mut Desk, writes: &[Write], now: i64) -> Result<()> {
    let mut bulk = desk.bulk(Deed::Setup, "bench", now)?;
    writes.chunks(CHUNK).try_for_each(|writes| bulk.push(writes))?;
    bulk.finish()?;
    Ok(())
}
