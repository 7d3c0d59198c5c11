//! A CSV planned for and brought into an empty book, beside sqlite3's own import into a bare table;
//! and the way back.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};

use crate::book::{NOW_TEXT, Stock};
use crate::pty::memory;
use crate::table::{Row, Times, figure};

const ROUNDS: usize = 5;
/// Of a large file, which takes a minute there and back.
const ROUNDS_OF_MANY: usize = 1;
const MANY: usize = 300_000;
/// The least share of sqlite3's rows a second.
const SHARE: f64 = 0.9;
/// The least share of them for reading, cleansing and planning alone.
const PLANNED_SHARE: f64 = 0.5;
/// The most memory, in MB.
const ROOM: u64 = 160;
/// How often a running program's memory is looked at.
const LOOK: Duration = Duration::from_millis(10);

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let folder = stock.folder().join("import");
    let [mut planned, mut ours, mut theirs, mut again, mut undos] = <[Times; 5]>::default();
    let [mut peak, mut plan_peak] = [0; 2];
    let rounds = if stock.customers() < MANY { ROUNDS } else { ROUNDS_OF_MANY };
    for _ in 0..rounds {
        fs::create_dir_all(&folder)?;
        let plan = run(desk(&folder).args(["import", "--dry-run", "--json"]).arg(stock.csv()))?;
        planned.push(plan.took);
        plan_peak = plan_peak.max(plan.peak);
        let import = run(desk(&folder).args(["import", "--json"]).arg(stock.csv()))?;
        ours.push(import.took);
        peak = peak.max(import.peak);
        again.push(run(desk(&folder).args(["import", "--json"]).arg(stock.csv()))?.took);
        undos.push(run(desk(&folder).args(["import", "undo", &batch(&import.output)?]))?.took);
        theirs.push(run(&mut sqlite(&folder, &stock.csv()))?.took);
        fs::remove_dir_all(&folder)?;
    }
    let rows = f64::from(u32::try_from(stock.customers())?);
    let speed = |times: &Times| figure(rows / times.median()) + "k rows/s";
    Ok(vec![
        Row::new(
            "import: read, cleansed, planned",
            format!("{} ({} ms)", speed(&planned), figure(planned.median())),
        )
        .peer("sqlite3 .import", speed(&theirs))
        .at_least(theirs.median() / planned.median(), PLANNED_SHARE),
        Row::new("import: peak memory of a plan", format!("{} MB", plan_peak / 1000))
            .limit(format!("≤ {ROOM} MB"), plan_peak / 1000 <= ROOM),
        Row::new("import: CSV of 12 columns", format!("{} ({} ms)", speed(&ours), figure(ours.median())))
            .peer("sqlite3 .import", format!("{} ({} ms)", speed(&theirs), figure(theirs.median())))
            .at_least(theirs.median() / ours.median(), SHARE),
        Row::new("import: peak memory", format!("{} MB", peak / 1000))
            .limit(format!("≤ {ROOM} MB"), peak / 1000 <= ROOM),
        Row::of("import: the same file again", &again).reported("reported"),
        Row::of("import undo", &undos).reported("reported"),
    ])
}

/// A program that has run.
pub(crate) struct Ran {
    pub(crate) took: Duration,
    pub(crate) output: String,
    /// The most memory it was seen to hold, in kB.
    pub(crate) peak: u64,
}

pub(crate) fn run(command: &mut Command) -> Result<Ran> {
    let from = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut stdout = child.stdout.take().context("it was asked for")?;
    // A full pipe would stop it.
    let reading = thread::spawn(move || {
        let mut output = String::new();
        stdout.read_to_string(&mut output).map(|_| output)
    });
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        peak = peak.max(memory(child.id()).unwrap_or(0));
        thread::sleep(LOOK);
    }
    let took = from.elapsed();
    let status = child.wait()?;
    ensure!(status.success(), "{command:?}: {status}");
    let output = reading.join().expect("reading does not panic")?;
    Ok(Ran { took, output, peak })
}

pub(crate) fn desk(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salesdesk"));
    for home in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env(home, folder);
    }
    command.env("SALESDESK_DB", folder.join("book.db")).env("SALESDESK_NOW", NOW_TEXT).arg("--no-input");
    command
}

fn sqlite(folder: &Path, csv: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg(folder.join("bare.db")).arg(format!(".import --csv \"{}\" customers", csv.display()));
    command
}

fn batch(output: &str) -> Result<String> {
    let told: serde_json::Value = serde_json::from_str(output)?;
    let told = told.get(0).unwrap_or(&told);
    Ok(told["batch"].as_str().context("an import tells its batch")?.to_owned())
}
