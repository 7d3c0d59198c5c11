//! From a key to the finished frame, in a real terminal: the desk beside fzf on the same rows.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use salesdesk::domain::query::Query;
use salesdesk::search::{Book, Moments};

use crate::book::Stock;
use crate::programs::{desk, fzf};
use crate::pty::Screen;
use crate::search::fold;
use crate::table::{Row, Times, figure};

/// Every key is typed so often; into a fzf of many rows, which takes seconds for each, less often.
const ROUNDS: usize = 7;
const ROUNDS_OF_MANY: usize = 3;
const MANY: usize = 300_000;
/// So long after a key the desk has counted all who answer the line.
const COUNTING: Duration = Duration::from_secs(1);
/// The longest a frame may take: one at sixty a second, in milliseconds.
const FRAME: f64 = 16.7;
/// The longest nearly all may take.
const SOON: f64 = 5.0;
/// How much of fzf's time any key may take, and the key in the middle.
const SHARE: f64 = 0.05;
const MIDDLE: f64 = 0.01;
/// How much of fzf's memory.
const ROOM: f64 = 0.1;

const LINES: &[&str] = &["tanaka", "smith jo", "田中", "たなか", "03-1234"];

/// One typed key: the line so far, and what it took.
struct Key {
    typed: &'static str,
    ours: Times,
    theirs: Times,
}

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let book = fold(stock)?;
    stock.with_sidecar()?;
    let mut ours = desk(stock)?;
    ours.settle(Instant::now(), quiet(0))?;
    let (mut rows, mut all, mut shares, mut room) = (Vec::new(), Times::default(), Vec::new(), 0);
    for line in LINES {
        let keys = line_of(line, &mut ours, stock, &book, &mut room)?;
        for key in &keys {
            all.extend(&key.ours);
            shares.push(key.ours.median() / key.theirs.median());
            rows.push(row(key));
        }
    }
    shares.sort_by(f64::total_cmp);
    let (middle, worst) = (shares[shares.len() / 2], shares[shares.len() - 1]);
    rows.push(
        Row::new("key → frame: the key in the middle", format!("worst {worst:.4}"))
            .peer("fzf", "")
            .at_most(middle, MIDDLE),
    );
    rows.push(Row::of("key → frame: all keys", &all).limit(format!("p99 ≤ {SOON} ms"), all.p99() <= SOON));
    rows.push(
        Row::new("key → frame: the longest", format!("{} ms", figure(all.at(1.0))))
            .limit(format!("≤ {FRAME} ms"), all.at(1.0) <= FRAME),
    );
    let held = ours.peak().context("the desk runs")?;
    let megabytes = |kilobytes: u64| format!("{} MB", kilobytes / 1000);
    let share = f64::from(u32::try_from(held)?) / f64::from(u32::try_from(room)?);
    rows.push(
        Row::new("memory while searching, at most", megabytes(held))
            .peer("fzf", megabytes(room))
            .at_most(share, ROOM),
    );
    Ok(rows)
}

/// The same keys into the desk alone.
pub(crate) fn typed(stock: &Stock) -> Result<Vec<Row>> {
    stock.with_sidecar()?;
    let mut ours = desk(stock)?;
    ours.settle(Instant::now(), quiet(0))?;
    let mut all = Times::default();
    for line in LINES.iter().cycle().take(LINES.len() * ROUNDS) {
        ours.type_keys("\x1b", quiet(0))?;
        ours.type_keys("/", quiet(0))?;
        for key in line.chars().filter(|key| *key != ' ') {
            all.push(ours.type_keys(&key.to_string(), quiet(0))?.after);
        }
    }
    let held = ours.peak().context("the desk runs")?;
    Ok(vec![
        Row::of("key → frame, typed into the desk alone", &all),
        Row::new("memory while searching", format!("{} MB", held / 1000)),
    ])
}

/// Types a line into both, round by round, key by key.
fn line_of(
    line: &'static str,
    ours: &mut Screen,
    stock: &Stock,
    book: &Book,
    room: &mut u64,
) -> Result<Vec<Key>> {
    let ends = line.char_indices().map(|(at, c)| &line[..at + c.len_utf8()]);
    let mut keys: Vec<Key> =
        ends.map(|typed| Key { typed, ours: Times::default(), theirs: Times::default() }).collect();
    for round in 0..ROUNDS {
        let many = stock.customers() >= MANY;
        let mut theirs = if many && round >= ROUNDS_OF_MANY { None } else { Some(loaded(stock)?) };
        ours.type_keys("\x1b", quiet(0))?;
        ours.type_keys("/", quiet(0))?;
        for key in &mut keys {
            let last: String = key.typed.chars().next_back().into_iter().collect();
            key.ours.push(ours.type_keys(&last, quiet(0))?.after);
            // What the desk still counts once nobody types is not to slow the other down.
            ours.settle(Instant::now(), COUNTING)?;
            if let Some(theirs) = &mut theirs {
                key.theirs.push(theirs.type_keys(&last, quiet(stock.customers()))?.after);
            }
            let (best, shown) = (best(stock, book, key.typed)?, ours.text());
            ensure!(shown.contains(&best), "{} was to find {best}:\n{shown}", key.typed);
        }
        *room = theirs.as_ref().and_then(Screen::peak).unwrap_or(0).max(*room);
    }
    // A space changes no query.
    keys.retain(|key| !key.typed.ends_with(' '));
    Ok(keys)
}

/// fzf with all rows read, started afresh: it remembers what was asked before.
fn loaded(stock: &Stock) -> Result<Screen> {
    let mut theirs = fzf(&stock.tsv())?;
    let customers = stock.customers();
    theirs.until_shown(&format!("{customers}/{customers}"))?;
    theirs.settle(Instant::now(), quiet(customers))?;
    Ok(theirs)
}

fn row(key: &Key) -> Row {
    Row::of(format!("key → frame: {}", key.typed), &key.ours)
        .against("fzf", &key.theirs)
        .at_most(key.ours.median() / key.theirs.median(), SHARE)
}

/// How the best hit by the scan begins, as the desk shows it.
fn best(stock: &Stock, book: &Book, line: &str) -> Result<String> {
    let hits = book.find(&Query::parse(line), &Moments::default(), 1).hits;
    let lines = stock.desk()?.lines(&[hits.first().context("somebody is found")?.id])?;
    Ok(lines.first().context("it is in the book")?.name.chars().take(6).collect())
}

/// Nothing for so long means that the frame is finished; fzf works longer on more rows.
fn quiet(rows: usize) -> Duration {
    Duration::from_millis(150 + u64::try_from(rows / 400).unwrap_or(0))
}
