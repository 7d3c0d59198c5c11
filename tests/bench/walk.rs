//! The walk along a long call list: a key until the next customer stands on the screen with the call on
//! the disk, and what that is made of: choosing, catching up, opening, telling why nobody is called.

use std::collections::HashSet;
use std::fs::{self, File};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use chrono::NaiveTime;
use salesdesk::domain::Id;
use salesdesk::domain::outcome::{Outcome, standard};
use salesdesk::domain::queue::Queue;
use salesdesk::domain::rules::Fate;
use salesdesk::store::{Desk, Walker};

use crate::book::Stock;
use crate::commit::{append, commit};
use crate::floor::{Floor, now};
use crate::programs::walking;
use crate::table::{Row, Times, figure};

const CALLS: usize = 300;
const ROUNDS: usize = 200;
/// So many were passed by without a call.
const PASSED: usize = 1_000;
/// Nothing for so long means that the frame is finished.
const QUIET: Duration = Duration::from_millis(120);
/// The longest from the key to the next customer, in milliseconds.
const NEXT: f64 = 50.0;
/// The longest to choose, in milliseconds.
const CHOOSE: f64 = 5.0;
/// The most bytes of a step.
const BYTES: usize = 4096;
const HOUR: i64 = 3_600_000;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let floor = Floor::of(stock)?;
    let mut rows = on_screen(&floor)?;
    rows.extend(opened(&floor)?);
    let desk = floor.desk()?;
    let walker = open(&floor, &desk, &|_| true)?;
    rows.extend(chosen(&walker.queue)?);
    rows.extend(told(&floor, &desk, &walker)?);
    rows.extend(caught_up(&floor, desk, walker)?);
    Ok(rows)
}

/// Calls nobody answers, typed in a terminal one after the other.
fn on_screen(floor: &Floor) -> Result<Vec<Row>> {
    let mut ours = walking(floor)?;
    let first = ours.until_shown("why now")?;
    ours.settle(Instant::now(), Duration::from_secs(2))?;
    let mut raw = File::create(floor.folder().join("raw"))?;
    let (mut steps, mut appends, mut bytes) = (Times::default(), Times::default(), Vec::new());
    let before = calls_on(floor)?;
    for _ in 0..CALLS {
        let shown = ours.text();
        let step = ours.type_keys("1", QUIET)?;
        ensure!(ours.shows("why now") && ours.text() != shown, "nobody came:\n{}", ours.text());
        steps.push(step.after);
        bytes.push(step.bytes);
        appends.push(append(&mut raw)?);
    }
    let logged = calls_on(floor)? - before;
    ensure!(logged == CALLS, "{logged} of {CALLS} calls are on the disk");
    bytes.sort_unstable();
    let (median, most) = (bytes[CALLS / 2], bytes[CALLS - 1]);
    Ok(vec![
        Row::new("walk: the first customer on the screen", format!("{} ms", first.as_millis()))
            .reported("reported"),
        Row::of(format!("walk: key → on the disk → next customer, {CALLS} calls"), &steps)
            .against("4 KiB append + fdatasync", &appends)
            .limit(format!("p99 ≤ {NEXT} ms"), steps.p99() <= NEXT),
        Row::new("walk: the longest of them", format!("{} ms", figure(steps.at(1.0)))).reported("reported"),
        Row::new("walk: bytes of a step, 120×40", format!("{median} (most {most}) B"))
            .limit(format!("≤ {BYTES} B"), most <= BYTES),
        Row::new("walk: memory of the desk", megabytes(ours.peak().context("the desk runs")?))
            .reported("reported"),
    ])
}

fn calls_on(floor: &Floor) -> Result<usize> {
    Ok(Desk::open_to_read(&floor.book())?.calls_on(floor.list)?.len())
}

fn open(floor: &Floor, desk: &Desk, pace: &(dyn Fn(u8) -> bool + Sync)) -> Result<Walker> {
    Ok(Walker::open(desk, floor.list, now()?, NaiveTime::MIN, pace)?)
}

/// The list read into memory.
fn opened(floor: &Floor) -> Result<Vec<Row>> {
    let (mut times, mut told, mut held) = (Times::default(), Vec::new(), 0);
    for _ in 0..3 {
        let desk = Desk::open_to_read(&floor.book())?;
        let (before, from, looks) = (resident()?, Instant::now(), Mutex::new(Vec::new()));
        let walker = open(floor, &desk, &|_| {
            looks.lock().is_ok_and(|mut looks| {
                looks.push(from.elapsed());
                true
            })
        })?;
        times.push(from.elapsed());
        held = held.max(resident()?.saturating_sub(before));
        told = looks.into_inner()?;
        drop(walker);
    }
    let first = told.first().copied().unwrap_or(Duration::MAX);
    Ok(vec![
        Row::of(format!("walk: a list of {} opened", floor.len), &times).reported("reported"),
        Row::new(
            "walk: progress told",
            format!("{} times, first after {} ms", told.len(), first.as_millis()),
        )
        .limit("≤ 100 ms", first <= Duration::from_millis(100)),
        Row::new("walk: memory of the list", megabytes(held)).reported("reported"),
    ])
}

/// Who is next; and that nobody is, for every reason that takes long to find.
fn chosen(queue: &Queue) -> Result<Vec<Row>> {
    let (now, nobody) = (now()?, HashSet::new());
    let some: HashSet<Id> = queue.everybody().iter().take(PASSED).map(|known| known.customer).collect();
    let hours = [0, 12, 0, 0, 0].map(|hours| now + Duration::from_secs(hours * 3600));
    let at = now.timestamp_millis();
    let waiting = |fate| all(queue, fate);
    let cases = [
        ("who is next", queue.clone(), &nobody, true),
        ("nobody, out of hours", waiting(Fate::Fresh), &nobody, false),
        ("nobody, all wait", waiting(Fate::Retry { called: at, at: at + HOUR, part: None }), &nobody, false),
        (
            "nobody, all at another time of day",
            waiting(Fate::Retry { called: at, at: at - HOUR, part: Some(0) }),
            &nobody,
            false,
        ),
        ("a thousand passed by", queue.clone(), &some, true),
    ];
    let mut rows = Vec::new();
    for ((what, queue, passed, found), now) in cases.iter().zip(hours) {
        let times = timed(|| Ok(queue.next(now, passed).is_some() == *found))?;
        rows.push(
            Row::of(format!("walk: choosing, {what}"), &times)
                .limit(format!("median ≤ {CHOOSE} ms"), times.median() <= CHOOSE),
        );
    }
    Ok(rows)
}

/// The same list, with everybody at that point and nobody's callback due.
fn all(queue: &Queue, fate: Fate) -> Queue {
    let mut other = queue.clone();
    for known in queue.everybody() {
        let mut known = known.clone();
        (known.fate, known.callback, known.skipped_at) = (fate, None, None);
        other.put(known);
    }
    other
}

/// What a step asks besides, and why nobody is called.
fn told(floor: &Floor, desk: &Desk, walker: &Walker) -> Result<Vec<Row>> {
    let (now, nobody) = (now()?, HashSet::new());
    let stop = timed(|| Ok(walker.next_stop(desk, now, &nobody)?.is_some()))?;
    let progress = timed(|| Ok(walker.queue.progress(now).total == floor.len))?;
    let reasons = timed(|| Ok(!walker.queue.reasons(now).is_empty()))?;
    let dry = timed(|| Ok(!walker.dry(desk, now)?.reasons.is_empty()))?;
    let lists = timed(|| Ok(desk.listed()?.iter().any(|listed| listed.list.id == floor.list)))?;
    Ok(vec![
        Row::of("walk: the next customer chosen and read", &stop).reported("reported"),
        Row::of("walk: how far the list is", &progress).reported("reported"),
        Row::of("walk: where everybody stands", &reasons).reported("reported"),
        Row::of("walk: why nobody is called", &dry).reported("reported"),
        Row::of("walk: the choice of lists", &lists).reported("reported"),
    ])
}

/// How long something takes that must come out true.
fn timed(mut work: impl FnMut() -> Result<bool>) -> Result<Times> {
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        let from = Instant::now();
        let right = work()?;
        times.push(from.elapsed());
        ensure!(right, "what was measured is not there");
    }
    Ok(times)
}

/// What a call costs the walker that learns of it.
fn caught_up(floor: &Floor, mut desk: Desk, mut walker: Walker) -> Result<Vec<Row>> {
    let outcome = no_answer()?;
    let reader = Desk::open_to_read(&floor.book())?;
    let (mut now, mut times, mut passed) = (now()?, Times::default(), HashSet::new());
    for _ in 0..CALLS {
        let pick = walker.queue.next(now, &passed).context("there are enough")?;
        passed.insert(pick.customer);
        now += Duration::from_secs(10);
        commit(&mut desk, pick.customer, &outcome, now)?;
        let from = Instant::now();
        walker.catch_up(&reader, now)?;
        times.push(from.elapsed());
    }
    Ok(vec![Row::of("walk: caught up with a call", &times).reported("reported")])
}

fn no_answer() -> Result<Outcome> {
    standard().into_iter().find(|outcome| outcome.code == "NA").context("NA is standard")
}

/// Memory this process holds now, in kB.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).context("Linux tells")?;
    Ok(line.split_whitespace().nth(1).unwrap_or_default().parse()?)
}

fn megabytes(kilobytes: u64) -> String {
    format!("{} MB", kilobytes / 1000)
}
