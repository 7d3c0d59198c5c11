//! Call lists as long as the book: found, made, pasted, shared out, taken back; beside a second a
//! hundred thousand customers.

use std::time::Instant;

use anyhow::Result;
use chrono::DateTime;
use salesdesk::domain::Id;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::pacing::Pacing;
use salesdesk::domain::when::Habits;
use salesdesk::exchange::pasted::{How, placed};
use salesdesk::store::{Desk, Finder, Walker};

use crate::book::{NOW, NOW_TEXT, Stock};
use crate::table::{Row, figure};

/// A search that everybody answers.
const EVERYBODY: &str = "kind:company,person";
/// The most seconds a hundred thousand customers may take.
const MOST: f64 = 4.0;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let mut desk = stock.with_sidecar()?.desk()?;
    let now = DateTime::parse_from_rfc3339(NOW_TEXT)?;
    let shares = f64::from(u32::try_from(stock.customers())?) / 100_000.0;
    let mut rows = Vec::new();
    let mut add = |what: &str, seconds: f64| {
        let row = Row::new(format!("lists: {what}"), format!("{} ms", figure(seconds * 1000.0)));
        rows.push(row.limit(format!("≤ {MOST} s per 100k"), seconds <= MOST * shares.max(1.0)));
    };
    let (all, took) = timed(|| Ok(Finder::everybody_once(&desk, EVERYBODY, now, &|_| true)?))?;
    add("everybody found", took);
    let mut made = Vec::new();
    for what in ["made of everybody", "made of everybody again"] {
        let list = list(&desk, what)?;
        add(what, timed(|| Ok(desk.commit(&list.made(&all), NOW)?))?.1);
        made.push(list);
    }
    add("the last taken back", timed(|| Ok(desk.undo(NOW)?))?.1);
    let (entries, took) = timed(|| Ok(desk.entries(made[0].id)?))?;
    add("read", took);
    add("counted", timed(|| Ok(desk.list_counts(made[0].id)?))?.1);
    let (walker, took) =
        timed(|| Ok(Walker::open(&desk, made[0].id, now, Habits::default().callback, &|_| true)?))?;
    add("opened to be walked", took);
    let book = desk.rulebook(None)?;
    let pacing = Pacing { tries: Some(2), opens: Some(600), ..book.pacing.clone() };
    let change = book.pace(&pacing)?;
    add("whom a change of the rules moves", timed(|| Ok(walker.moved_by(&desk, &change, now)?))?.1);
    drop(walker);
    let claim = made[0].claimed(&entries, desk.rep().unwrap_or_default(), NOW);
    add("claimed whole", timed(|| Ok(desk.commit(&claim, NOW)?))?.1);
    let text = lines(&desk, &all)?;
    let how = How { region: "JP", add_unknown: false, now: NOW };
    let (found, took) = timed(|| Ok(placed(&desk, &text, how, &mut |_, _| {})?))?;
    add(&format!("pasted, {} of {} lines placed", found.customers.len(), all.len()), took);
    Ok(rows)
}

fn list(desk: &Desk, name: &str) -> Result<CallList> {
    let id = desk.fresh_list(name, NOW)?;
    Ok(CallList { id, name: name.to_owned(), made_at: Some(NOW), ..CallList::default() })
}

/// A line for each customer: a number, a code, a name or rubbish in turn.
fn lines(desk: &Desk, all: &[Id]) -> Result<String> {
    let mut text = String::new();
    for (nth, some) in all.chunks(500).enumerate() {
        for line in desk.lines(some)? {
            text += match nth % 4 {
                0 => line.phones.first().map_or("", String::as_str),
                1 => &line.code,
                2 => &line.name,
                _ => line.name.get(..3).unwrap_or("x"),
            };
            text.push('\n');
        }
    }
    Ok(text)
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let from = Instant::now();
    let done = work()?;
    Ok((done, from.elapsed().as_secs_f64()))
}
