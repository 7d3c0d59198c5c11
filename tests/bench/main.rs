//! What salesdesk costs, measured beside a peer or a physical limit in the same run.
//!
//! `cargo bench --bench desk` runs everything at a hundred thousand customers; `-- search commit`
//! runs those parts, `-- --customers 1000000` takes another size, `-- --keep FOLDER` makes the book in a
//! folder that stays, and takes it from there the next time. `-- --grow` prints what each cost comes to
//! from a thousand customers to a million. Prints tables; only `instructions` fails, where a search takes
//! a tenth more of them than is written down. `-- fuzz --minutes N [--seed S] [--reader NAME]` measures
//! nothing: it feeds every reader with damaged files, or one: segment, header, line, body, bundle, locked, key, csv, ….

mod book;
mod bytes;
mod commit;
#[path = "../fuzz/mod.rs"]
mod damaged_files;
mod dice;
mod duplicates;
mod filters;
mod floor;
mod fuzz;
mod import;
mod instructions;
mod keys;
mod keystrokes;
mod lists;
mod names;
mod programs;
mod pty;
mod reports;
mod search;
mod start;
mod sync;
mod table;
mod walk;
mod who;
mod workbook;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use book::Stock;
use instructions::COUNTED;
use table::Row;

/// One part: its name and what measures it.
type Part = (&'static str, fn(&Stock) -> Result<Vec<Row>>);

const PARTS: &[Part] = &[
    ("keys", keys::measure),
    ("start", start::measure),
    ("bytes", bytes::measure),
    ("search", search::measure),
    ("filters", filters::measure),
    ("commit", commit::measure),
    ("lists", lists::measure),
    ("walk", walk::measure),
    ("reports", reports::measure),
    ("sync", sync::measure),
    ("keystrokes", keystrokes::measure),
    ("import", import::measure),
    ("duplicates", duplicates::measure),
    ("xlsx", workbook::measure),
    ("large", workbook::measure_large),
    ("instructions", instructions::measure),
];

/// What `--grow` measures, at which sizes.
const GROWING: &[Part] = &[
    ("typed", keys::typed),
    ("start", start::measure),
    ("search", search::measure),
    ("commit", commit::measure),
    ("import", import::measure),
];
const SIZES: &[usize] = &[1_000, 10_000, 100_000, 1_000_000];

const CUSTOMERS: usize = 100_000;

/// What was asked for.
struct Wanted {
    customers: usize,
    parts: Vec<String>,
    /// Where the books stay.
    keep: Option<PathBuf>,
    /// The same measures at every size.
    grow: bool,
}

fn main() -> Result<()> {
    if let Some(sidecar) = std::env::args().skip_while(|argument| argument != COUNTED).nth(1) {
        return instructions::counted(Path::new(&sidecar));
    }
    if std::env::args().any(|argument| argument == "fuzz") {
        let (minutes, seed) = (number("--minutes")?.unwrap_or(10), number("--seed")?.unwrap_or(1));
        return fuzz::run(minutes, seed, said("--reader").as_deref());
    }
    let wanted = wanted(std::env::args().skip(1))?;
    // Not in the system's folder for temporary files, which may be memory: syncs are measured.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let folder = wanted.keep.as_deref().unwrap_or(folder.path());
    if wanted.grow {
        let sized = |size: &usize| {
            GROWING.iter().map(|part| part.1).try_fold(Vec::new(), |mut rows, measure| {
                rows.extend(measure(&stock(folder, *size)?)?);
                anyhow::Ok(rows)
            })
        };
        let tables = SIZES.iter().map(sized).collect::<Result<Vec<_>>>()?;
        table::print_grown(SIZES, &tables)?;
        return Ok(());
    }
    let rows = run(&wanted, folder)?;
    table::print(&rows)?;
    Ok(())
}

/// The number behind an argument, if it is given.
fn number(name: &str) -> Result<Option<u64>> {
    Ok(said(name).map(|text| text.parse()).transpose()?)
}

/// What follows an argument, if it is given.
fn said(name: &str) -> Option<String> {
    std::env::args().skip_while(|argument| argument != name).nth(1)
}

fn stock(folder: &Path, customers: usize) -> Result<Stock> {
    Stock::of(&folder.join(format!("stock-{customers}")), customers)
}

fn run(wanted: &Wanted, folder: &Path) -> Result<Vec<Row>> {
    let stock = stock(folder, wanted.customers)?;
    let mut rows = vec![Row::new(table::machine(), format!("{} customers", wanted.customers))];
    for (name, measure) in PARTS {
        if wanted.parts.is_empty() || wanted.parts.iter().any(|part| part == name) {
            rows.extend(measure(&stock)?);
        }
    }
    Ok(rows)
}

fn wanted(arguments: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted = Wanted { customers: CUSTOMERS, parts: Vec::new(), keep: None, grow: false };
    // Cargo adds `--bench`.
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--customers" => wanted.customers = arguments.next().unwrap_or_default().parse()?,
            "--grow" => wanted.grow = true,
            // Programs in a terminal start elsewhere.
            "--keep" => wanted.keep = arguments.next().map(std::path::absolute).transpose()?,
            part if PARTS.iter().any(|(name, _)| *name == part) => wanted.parts.push(argument),
            other => bail!(
                "{other} is no part; there are {}",
                PARTS.iter().map(|part| part.0).collect::<Vec<_>>().join(", ")
            ),
        }
    }
    Ok(wanted)
}
