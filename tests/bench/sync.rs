//! Desks that meet through a folder: foreign changes beside the same rows of a local bulk, a day's
//! work published beside the disk's own time, a sync that finds nothing new among ten thousand files,
//! and how long a logged call is on its way.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use chrono::DateTime;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::outcome::{Outcome, standard};
use salesdesk::domain::synced::Synced;
use salesdesk::domain::{Change, Deed, Id, Noun, Write};
use salesdesk::exchange::bring_in::Watch;
use salesdesk::exchange::sync::{self, Options};
use salesdesk::store::Desk;

use crate::book::{NOW, NOW_TEXT, Stock};
use crate::commit;
use crate::dice::Dice;
use crate::table::{Row, Times, figure};

/// Changes that come from another desk.
const FOREIGN: usize = 100_000;
/// Rows a bulk logs as one entry.
const CHUNK: usize = 500;
/// Calls of a day, and days.
const CALLS: usize = 200;
const DAYS: usize = 20;
/// Files of a place in use: so many desks, and syncs of each.
const DESKS: usize = 100;
const SYNCS: usize = 100;
/// Syncs that find nothing new.
const IDLE: usize = 9;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let place = Place::of(stock)?;
    let mut rows = place.foreign("each logged by itself", 1)?;
    rows.extend(place.foreign("in entries of 500", CHUNK)?);
    rows.extend(place.day()?);
    rows.extend(place.idle()?);
    fs::remove_dir_all(&place.folder)?;
    Ok(rows)
}

/// Books and a shared folder beside the stock.
struct Place {
    folder: PathBuf,
    stock: PathBuf,
    customers: Vec<Id>,
}

impl Place {
    fn of(stock: &Stock) -> Result<Self> {
        let folder = stock.folder().join("sync");
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder)?;
        let mut customers = Vec::new();
        stock.desk()?.each(Noun::Customer, |id, _| {
            customers.push(id);
            Ok(())
        })?;
        Ok(Self { folder, stock: stock.book(), customers })
    }

    fn shared(&self, name: &str) -> Result<PathBuf> {
        let shared = self.folder.join(name);
        fs::create_dir_all(&shared)?;
        Ok(shared)
    }

    /// A copy of the stock's book, which goes on under a name of its own.
    fn copy(&self, name: &str) -> Result<Desk> {
        let book = self.folder.join(name);
        fs::copy(&self.stock, &book)?;
        Ok(Desk::open(&book, name, NOW)?)
    }

    /// Calls to customers from all over the book, as rows.
    fn calls(&self, count: usize) -> Vec<Write> {
        let (mut dice, mut ids) = (Dice::new(23), Id::run(NOW));
        let call = |nth: usize| Activity {
            id: ids.next().expect("ids never end"),
            customer: Some(*dice.pick(&self.customers)),
            kind: "call".into(),
            at: Some(NOW + i64::try_from(nth).expect("small") * 1_000),
            outcome: "NA".into(),
            direction: "out".into(),
            ..Activity::default()
        };
        (0..count).map(call).map(|call| Write::adding(&call)).collect()
    }

    fn foreign(&self, how: &str, chunk: usize) -> Result<Vec<Row>> {
        let shared = self.shared(&format!("foreign-{chunk}"))?;
        let mut ann = self.copy("ann.db")?;
        // What both have already is on neither side of the scales.
        sync_with(&mut ann, &shared)?;
        let mut bob = self.copy("bob.db")?;
        sync_with(&mut bob, &shared)?;
        let calls = self.calls(FOREIGN);
        let from = Instant::now();
        let mut bulk = ann.bulk(Deed::Log, "bench", NOW)?;
        for some in calls.chunks(chunk) {
            bulk.push(some)?;
        }
        bulk.finish()?;
        let local = from.elapsed();
        sync_with(&mut ann, &shared)?;
        let from = Instant::now();
        let synced = sync_with(&mut bob, &shared)?;
        let foreign = from.elapsed();
        anyhow::ensure!(synced.changes == FOREIGN / chunk, "all of it came: {}", synced.changes);
        let (local, foreign) = (local.as_secs_f64(), foreign.as_secs_f64());
        Ok(vec![
            Row::new(format!("sync: {FOREIGN} foreign rows, {how}"), format!("{} s", figure(foreign)))
                .peer("the same rows as a local bulk", format!("{} s", figure(local)))
                .at_most(foreign / local, 2.0),
        ])
    }

    fn day(&self) -> Result<Vec<Row>> {
        let shared = self.shared("day")?;
        let mut ann = self.copy("day.db")?;
        sync_with(&mut ann, &shared)?;
        let outcome: Outcome =
            standard().into_iter().find(|outcome| outcome.code == "NA").context("NA is standard")?;
        let mut now = DateTime::parse_from_rfc3339(NOW_TEXT)?;
        let (mut syncs, mut floors, mut beyond) = (Times::default(), Times::default(), Times::default());
        let (mut dice, mut bytes) = (Dice::new(29), Vec::new());
        for day in 0..DAYS {
            for _ in 0..CALLS {
                now += Duration::from_mins(1);
                commit::commit(&mut ann, *dice.pick(&self.customers), &outcome, now)?;
            }
            let before = size(&shared)?;
            let from = Instant::now();
            sync_with(&mut ann, &shared)?;
            let took = from.elapsed();
            let grown = size(&shared)? - before;
            let disk = floor(&self.folder.join(format!("floor-{day}")), usize::try_from(grown)?)?;
            syncs.push(took);
            floors.push(disk);
            beyond.push(took.saturating_sub(disk));
            bytes.push(grown);
        }
        bytes.sort_unstable();
        let call = bytes[bytes.len() / 2] * 10 / CALLS as u64;
        Ok(vec![
            Row::of(format!("sync: {CALLS} commits sealed and published"), &syncs)
                .against("the file and two commits on the disk", &floors)
                .limit("≤ 100 ms beyond it", beyond.p99() <= 100.0),
            Row::new("sync: bytes of a logged call on its way", format!("{}.{}", call / 10, call % 10))
                .limit("≤ 80", call <= 800),
        ])
    }

    /// Many desks, each of which synced many times, and one that has seen it all.
    fn idle(&self) -> Result<Vec<Row>> {
        let shared = self.shared("idle")?;
        let book = |name: &str| Desk::open(&self.folder.join(name), name, NOW);
        let mut ann = book("idle.db")?;
        sync_with(&mut ann, &shared)?;
        for nth in 0..DESKS {
            let one = self.shared(&format!("idle-{nth}"))?;
            fs::create_dir_all(one.join("salesdesk-v1/o"))?;
            fs::copy(shared.join("salesdesk-v1/TEAM"), one.join("salesdesk-v1/TEAM"))?;
            let mut desk = book(&format!("idle-{nth}.db"))?;
            for _ in 0..SYNCS {
                desk.commit(&Change::new(Deed::Log, "").add(&self.call()), NOW)?;
                sync_with(&mut desk, &one)?;
            }
            for origin in fs::read_dir(one.join("salesdesk-v1/o"))? {
                let origin = origin?;
                fs::rename(origin.path(), shared.join("salesdesk-v1/o").join(origin.file_name()))?;
            }
        }
        let from = Instant::now();
        let first = sync_with(&mut ann, &shared)?;
        let read = from.elapsed();
        let mut idle = Times::default();
        for _ in 0..IDLE {
            let from = Instant::now();
            let synced = sync_with(&mut ann, &shared)?;
            idle.push(from.elapsed());
            anyhow::ensure!(synced.imported + synced.published == 0, "there was nothing new");
        }
        Ok(vec![
            Row::new(
                format!("sync: {} new files read", first.imported),
                format!("{} s", figure(read.as_secs_f64())),
            )
            .reported("reported"),
            Row::of(format!("sync: nothing new among {} files", first.files), &idle)
                .limit("≤ 1000 ms", idle.p99() <= 1_000.0),
        ])
    }

    fn call(&self) -> Activity {
        Activity {
            id: Id::mint(NOW),
            customer: self.customers.first().copied(),
            kind: "call".into(),
            ..Activity::default()
        }
    }
}

fn sync_with(desk: &mut Desk, place: &Path) -> Result<Synced> {
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let options = Options { init: true, ..Options::default() };
    Ok(sync::run(desk, place, &options, NOW, &mut watch)?)
}

/// What the disk takes for a file of that length, its folder, and two commits of a page.
fn floor(file: &Path, length: usize) -> Result<Duration> {
    let bytes = vec![7; length];
    let folder = file.parent().context("it lies in a folder")?;
    let mut commits = File::create(file.with_extension("commits"))?;
    let from = Instant::now();
    let mut written = File::create(file)?;
    written.write_all(&bytes)?;
    written.sync_all()?;
    File::open(folder)?.sync_all()?;
    let mut took = from.elapsed();
    for _ in 0..2 {
        took += commit::append(&mut commits)?;
    }
    Ok(took)
}

/// The bytes of all files below a folder.
fn size(folder: &Path) -> Result<u64> {
    fs::read_dir(folder)?.try_fold(0, |sum, entry| {
        let entry = entry?;
        let data = entry.metadata()?;
        Ok(sum + if data.is_dir() { size(&entry.path())? } else { data.len() })
    })
}
