//! How many instructions the search takes, counted by callgrind: the one figure that is the same on a
//! busy machine. A tenth more than is written down here fails.
//!
//! Under valgrind this program runs itself with [`COUNTED`], which does nothing but search.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, anyhow, ensure};
use salesdesk::search::{Book, Moments, Sidecar};

use crate::book::Stock;
use crate::search::{LIMIT, prefixes};
use crate::table::Row;

/// Tells this program to search the sidecar at the path that follows, and nothing else.
pub(crate) const COUNTED: &str = "--counted";
const ROUNDS: usize = 5;
/// The size the figure below is for.
const CUSTOMERS: usize = 100_000;
/// Millions of instructions for [`ROUNDS`] of every typed prefix, opening included, on a processor
/// with AVX2 and fast strings: without them memchr and the C library take other ways. Half of them
/// are the bytes of buffers being cleared and copied, which valgrind counts one by one.
const WRITTEN_DOWN: u64 = if cfg!(debug_assertions) { CHECKED } else { 1_450 };
/// The same as `.ci/run` builds it, with overflow and other checks: `CARGO_PROFILE_DEV_OPT_LEVEL=1 cargo
/// bench --profile dev`.
const CHECKED: u64 = 1_784;

pub(crate) fn measure(stock: &Stock) -> Result<Vec<Row>> {
    let what = "search: instructions, in millions";
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        return Ok(vec![Row::new(what, "skipped: no valgrind")]);
    }
    stock.with_sidecar()?;
    let millions = count(&stock.book().with_extension("db-search"), stock.folder())? / 1_000_000;
    if stock.customers() != CUSTOMERS || !is_the_kind() {
        return Ok(vec![Row::new(what, millions.to_string()).reported("reported")]);
    }
    let most = WRITTEN_DOWN * 11 / 10;
    ensure!(
        millions <= most,
        "the search takes {millions} million instructions; {WRITTEN_DOWN} are written down"
    );
    Ok(vec![Row::new(what, millions.to_string()).limit(format!("≤ {most}"), true)])
}

/// Says whether this is the kind of processor that the figure is for.
fn is_the_kind() -> bool {
    let has = |flag: &&str| {
        std::fs::read_to_string("/proc/cpuinfo")
            .is_ok_and(|info| info.split_whitespace().any(|word| word == *flag))
    };
    ["avx2", "erms"].iter().all(has)
}

fn count(sidecar: &Path, folder: &Path) -> Result<u64> {
    let out = folder.join("callgrind.out");
    let told = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(std::env::current_exe()?)
        .arg(COUNTED)
        .arg(sidecar)
        .output()?;
    ensure!(told.status.success(), "valgrind: {}", String::from_utf8_lossy(&told.stderr));
    let counted = std::fs::read_to_string(out)?;
    let total =
        counted.lines().find_map(|line| line.strip_prefix("summary:").or(line.strip_prefix("totals:")));
    Ok(total.context("callgrind says how many")?.trim().parse()?)
}

/// Searches: all that is counted.
pub(crate) fn counted(sidecar: &Path) -> Result<()> {
    let sidecar = Sidecar::open(Box::new(std::fs::read(sidecar)?))?;
    for _ in 0..ROUNDS {
        for (_, query) in prefixes() {
            let found = sidecar.find(&Book::new(), &query, &Moments::default(), LIMIT, &|| true);
            std::hint::black_box(found).map_err(|halt| anyhow!("{halt:?}"))?;
        }
    }
    Ok(())
}
