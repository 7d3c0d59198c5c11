//! What salesdesk costs, measured beside a peer or a physical limit in the same run.
//!
//! `cargo bench --bench desk` runs everything at a hundred thousand customers; `-- search commit`
//! runs those parts, `-- --customers 1000000` takes another size, `-- --keep FOLDER` makes the book in a
//! folder that stays, and takes it from there the next time. Prints a table; asserts nothing.

mod book;
mod bytes;
mod commit;
mod dice;
mod import;
mod keys;
mod names;
mod programs;
mod pty;
mod search;
mod start;
mod table;
mod who;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use book::Stock;
use table::Row;

/// One part: its name and what measures it.
type Part = (&'static str, fn(&Stock) -> Result<Vec<Row>>);

const PARTS: &[Part] = &[
    ("keys", keys::measure),
    ("start", start::measure),
    ("bytes", bytes::measure),
    ("search", search::measure),
    ("commit", commit::measure),
    ("import", import::measure),
];

const CUSTOMERS: usize = 100_000;

/// What was asked for.
struct Wanted {
    customers: usize,
    parts: Vec<String>,
    /// Where the books stay.
    keep: Option<PathBuf>,
}

fn main() -> Result<()> {
    let wanted = wanted(std::env::args().skip(1))?;
    // Not in the system's folder for temporary files, which may be memory: syncs are measured.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let rows = run(&wanted, wanted.keep.as_deref().unwrap_or(folder.path()))?;
    table::print(&rows)?;
    Ok(())
}

fn run(wanted: &Wanted, folder: &Path) -> Result<Vec<Row>> {
    let stock = Stock::of(&folder.join(format!("stock-{}", wanted.customers)), wanted.customers)?;
    let mut rows = vec![Row::new(table::machine(), format!("{} customers", wanted.customers))];
    for (name, measure) in PARTS {
        if wanted.parts.is_empty() || wanted.parts.iter().any(|part| part == name) {
            rows.extend(measure(&stock)?);
        }
    }
    Ok(rows)
}

fn wanted(arguments: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut wanted = Wanted { customers: CUSTOMERS, parts: Vec::new(), keep: None };
    // Cargo adds `--bench`.
    let mut arguments = arguments.filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--customers" => wanted.customers = arguments.next().unwrap_or_default().parse()?,
            "--keep" => wanted.keep = arguments.next().map(PathBuf::from),
            part if PARTS.iter().any(|(name, _)| *name == part) => wanted.parts.push(argument),
            other => bail!(
                "{other} is no part; there are {}",
                PARTS.iter().map(|part| part.0).collect::<Vec<_>>().join(", ")
            ),
        }
    }
    Ok(wanted)
}
