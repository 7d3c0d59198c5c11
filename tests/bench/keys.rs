//! From a key to the finished frame, in a real terminal: the desk beside fzf on the same rows.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use salesdesk::domain::query::Query;
use salesdesk::i18n::format::count;
use salesdesk::search::{Book, Moments};

use crate::book::Stock;
use crate::programs::{desk, fzf};
use crate::pty::Screen;
use crate::search::fold;
use crate::table::{Row, Times};

const ROUNDS: usize = 7;
/// A frame at sixty a second, in milliseconds.
const FRAME: f64 = 16.0;
/// How much of fzf's time a key may take.
const SHARE: f64 = 0.2;

const LINES: &[&str] = &["tanaka", "smith jo", "田中", "たなか", "03-1234"];

/// One typed key: the line so far, and what it took.
struct Key {
    typed: &'static str,
    ours: Times,
    theirs: Times,
}

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let book = fold(stock)?;
    let mut ours = desk(stock)?;
    ready(&mut ours, &book)?;
    let mut rows = Vec::new();
    let mut all = Times::default();
    for line in LINES {
        let keys = line_of(line, &mut ours, stock, &book)?;
        keys.iter().for_each(|key| all.extend(&key.ours));
        rows.extend(keys.iter().map(row));
    }
    rows.push(Row::of("key → frame: all keys", &all).limit(format!("p99 ≤ {FRAME} ms"), all.p99() <= FRAME));
    Ok(rows)
}

/// Waits until the desk's search knows the whole book.
fn ready(ours: &mut Screen, book: &Book) -> Result<()> {
    ours.settle(Instant::now(), quiet(0))?;
    ours.type_keys("/", quiet(0))?;
    let total = total(book, "s");
    ours.type_keys("s", quiet(0))?;
    if !ours.shows(&total) {
        ours.until_shown(&total)?;
    }
    Ok(())
}

/// Types a line into both, round by round, key by key.
fn line_of(line: &'static str, ours: &mut Screen, stock: &Stock, book: &Book) -> Result<Vec<Key>> {
    let ends = line.char_indices().map(|(at, c)| &line[..at + c.len_utf8()]);
    let mut keys: Vec<Key> =
        ends.map(|typed| Key { typed, ours: Times::default(), theirs: Times::default() }).collect();
    for _ in 0..ROUNDS {
        let mut theirs = loaded(stock)?;
        ours.type_keys("\x1b", quiet(0))?;
        ours.type_keys("/", quiet(0))?;
        for key in &mut keys {
            let last: String = key.typed.chars().next_back().into_iter().collect();
            key.ours.push(ours.type_keys(&last, quiet(0))?.after);
            key.theirs.push(theirs.type_keys(&last, quiet(stock.customers()))?.after);
            let (found, shown) = (total(book, key.typed), ours.text());
            ensure!(shown.contains(&found), "{} was to find {found}:\n{shown}", key.typed);
        }
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

/// How the desk shows how many a line finds.
fn total(book: &Book, line: &str) -> String {
    count(book.find(&Query::parse(line), &Moments::default(), 1).total)
}

/// Nothing for so long means that the frame is finished; fzf works longer on more rows.
fn quiet(rows: usize) -> Duration {
    Duration::from_millis(150 + u64::try_from(rows / 400).unwrap_or(0))
}
