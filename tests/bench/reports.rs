//! Reports over a year of work: ten activities and five purchase lines a customer, a deal for every
//! tenth; beside a second a hundred thousand customers, and what customers bought beside the bare
//! sums of SQL in the same run.

use std::fs;
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, NaiveDate};
use rusqlite::Connection;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::deal::Deal;
use salesdesk::domain::pipeline::Range;
use salesdesk::domain::purchase::Purchase;
use salesdesk::domain::query;
use salesdesk::domain::report::{Asked, AskedDeals, Axis, By, LEAST, Limits, Valued, Way};
use salesdesk::domain::stage::STANDARD;
use salesdesk::domain::{Deed, Id, Noun, Write};
use salesdesk::store::{Desk, Finder};

use crate::book::{NOW, NOW_TEXT, Stock};
use crate::dice::Dice;
use crate::filters;
use crate::names::OUTCOMES;
use crate::table::{Row, figure};

const DAY: i64 = 24 * 3_600_000;
/// Seven more than a book has, and purchase lines, of each customer.
const CALLS: usize = 7;
const LINES: usize = 5;
const CHUNK: usize = 500;
/// The most seconds a hundred thousand customers may take.
const MOST: f64 = 1.0;
/// How many times as long as the bare sums a report of customers may take.
const TIMES: f64 = 2.0;
/// The bare sums: by customer how lately, how often, how much.
const BARE: &str = "SELECT customer, currency, count(DISTINCT number), sum(amount), max(at) FROM purchase
                    WHERE gone IS NULL GROUP BY customer, currency";

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let folder = stock.folder().with_extension("reports");
    fs::create_dir_all(&folder)?;
    let path = folder.join("book.db");
    let fresh = !path.exists();
    if fresh {
        fs::copy(stock.book(), &path)?;
    }
    let mut desk = Desk::open(&path, "Bench", NOW)?;
    if fresh {
        year(&mut desk)?;
    }
    let now = DateTime::parse_from_rfc3339(NOW_TEXT)?;
    let shares = f64::from(u32::try_from(stock.customers())?) / 100_000.0;
    let mut rows = Vec::new();
    let mut add = |what: &str, seconds: f64| {
        let row = Row::new(format!("report: {what}"), format!("{} ms", figure(seconds * 1000.0)));
        rows.push(row.limit(format!("≤ {MOST} s per 100k"), seconds <= MOST * shares.max(1.0)));
    };
    for (what, seconds) in calls(&desk)? {
        add(what, seconds);
    }
    add("pipeline", timed(|| Ok(desk.pipeline_figures(AskedDeals::default(), now)?))?);
    let axis = |name: &str| query::field(name, None).map(|(noun, field)| Axis::Field(noun, field));
    let limits = Limits { rows: 40, columns: 8 };
    for (what, across, down, value) in [
        ("customers, industry by rank", "industry", "rank", Valued::Count(Noun::Customer)),
        ("purchases, industry by product", "industry", "purchase.product", Valued::Purchases),
        ("calls, region by outcome", "region", "activity.outcome", Valued::Count(Noun::Activity)),
    ] {
        let Some(across) = axis(across) else { continue };
        let asked = (across, axis(down), value);
        add(what, timed(|| Ok(desk.cross_figures(asked, Range::default(), limits, now)?))?);
    }
    let bare = bare(&path)?;
    let rfm = timed(|| Ok(desk.customer_figures(Range::default(), 30, now)?))?;
    let row = Row::new("report: customers, RFM", format!("{} ms", figure(rfm * 1000.0)));
    let bare_ms = format!("{} ms", figure(bare * 1000.0));
    rows.push(row.peer("bare sums", bare_ms).at_most(rfm / bare, TIMES));
    rows.extend(filters::asked("filter of a year", &desk, filters::OF_A_YEAR)?);
    Ok(rows)
}

fn calls(desk: &Desk) -> Result<Vec<(&'static str, f64)>> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let asked = Asked {
        from: day(2025, 11, 1),
        to: day(2026, 11, 30),
        zone: 540,
        rep: None,
        list: None,
        way: Way::Out,
    };
    let by = |by| timed(move || Ok(desk.call_figures(&asked, Some(by))?));
    Ok(vec![
        ("calls of a year by hour", by(By::Hour)?),
        ("calls of a year by outcome", by(By::Outcome)?),
        ("best time of a year", timed(|| Ok(desk.hour_figures(&asked, LEAST)?))?),
    ])
}

/// A year of work with everybody.
fn year(desk: &mut Desk) -> Result<()> {
    let now = DateTime::parse_from_rfc3339(NOW_TEXT)?;
    let all = Finder::everybody_once(desk, "kind:company,person", now, &|_| true)?;
    let mut bulk = desk.bulk(Deed::Setup, "bench", NOW)?;
    let (mut dice, mut ids) = (Dice::new(11), Id::run(NOW - 300 * DAY));
    for some in all.chunks(CHUNK) {
        let mut writes = Vec::new();
        for customer in some {
            put(&mut writes, *customer, &mut dice, &mut || ids.next().expect("ids never end"));
        }
        bulk.push(&writes)?;
    }
    bulk.finish()?;
    Ok(())
}

fn put(writes: &mut Vec<Write>, customer: Id, dice: &mut Dice, id: &mut impl FnMut() -> Id) {
    let ago = |dice: &mut Dice| i64::try_from(dice.below(365 * 86_400)).expect("small") * 1000;
    let customer = Some(customer);
    for _ in 0..CALLS {
        writes.push(Write::adding(&Activity {
            id: id(),
            customer,
            kind: "call".into(),
            at: Some(NOW - ago(dice)),
            zone: Some(540),
            outcome: (*dice.zipf(OUTCOMES)).into(),
            ..Activity::default()
        }));
    }
    for _ in 0..LINES {
        let number = dice.below(1_000_000);
        writes.push(Write::adding(&Purchase {
            id: id(),
            customer,
            product: format!("product {}", dice.below(40)),
            at: Some(NOW - ago(dice)),
            zone: Some(540),
            amount: Some(i64::try_from(dice.below(1_000_000)).expect("small")),
            currency: "JPY".into(),
            number: format!("N{number}"),
            ..Purchase::default()
        }));
    }
    if dice.chance(10) {
        writes.push(Write::adding(&Deal {
            id: id(),
            customer,
            title: "deal".into(),
            stage: dice.pick(STANDARD).code.into(),
            amount: Some(i64::try_from(dice.below(10_000_000)).expect("small")),
            currency: "JPY".into(),
            close_on: format!("2026-{:02}-15", dice.below(12) + 1),
            ..Deal::default()
        }));
    }
}

fn bare(path: &std::path::Path) -> Result<f64> {
    let read = Connection::open(path)?;
    timed(|| {
        let mut statement = read.prepare(BARE)?;
        let mut rows = statement.query([])?;
        let mut sum = 0_i64;
        while let Some(row) = rows.next()? {
            sum = sum.wrapping_add(row.get::<_, i64>(3)?);
        }
        Ok(sum)
    })
}

/// The middle of three times.
fn timed<T>(work: impl Fn() -> Result<T>) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..3 {
        let from = Instant::now();
        work()?;
        times.push(from.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times[1])
}
