//! Every reader fed with damaged files, from a seed that makes the same damage again.
//!
//! `cargo bench --bench desk -- fuzz --minutes N [--seed S] [--reader NAME]` runs it for long, a few fixed seeds of it
//! run in `cargo test`. A panic, memory beyond a bound or a read without end is a finding.

mod damage;
mod sealed;
mod seeds;

use std::fmt::{self, Write as _};
use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use salesdesk::exchange::bring_in::open::{Reading, rows};
use salesdesk::exchange::read::encoding;
use salesdesk::exchange::write::jsonl;

use damage::Dice;
pub(crate) use seeds::{Seed, seeds};

/// Memory that reading one damaged file may take beyond what is taken already, in kB.
const ROOM: u64 = 700_000;
/// How long reading one may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Rows after which a reader has shown that it goes on.
const ROWS: usize = 200_000;

/// What went wrong, and how to see it again.
pub(crate) struct Finding {
    reader: &'static str,
    seed: u64,
    why: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { reader, seed, why } = self;
        write!(f, "{reader}: {why}again with --minutes 0 --seed {seed}")
    }
}

/// Reads one damaged file; every number gives another, and always the same.
pub(crate) fn one(seed: &Seed, number: u64) -> Option<Finding> {
    let bytes = seed.damaged(&mut Dice::new(number));
    let before = peak_after_reset();
    let from = Instant::now();
    let panicked = catch_unwind(AssertUnwindSafe(|| read(seed.reader, bytes))).is_err();
    let mut why = String::from(if panicked { "it panicked; " } else { "" });
    let (took, grown) = (from.elapsed(), peak().saturating_sub(before));
    if took > PATIENCE {
        let _ = write!(why, "it took {} s; ", took.as_secs());
    }
    if grown > ROOM {
        let _ = write!(why, "it took {} MB; ", grown / 1000);
    }
    (!why.is_empty()).then_some(Finding { reader: seed.reader, seed: number, why })
}

/// Reads a file to its end as an import would; an error is a good end, a panic on a workbook's own
/// thread among them.
fn read(reader: &str, bytes: Vec<u8>) {
    match reader {
        "jsonl" => {
            if let Ok(records) = jsonl::Import::new(Cursor::new(bytes)) {
                records.take(ROWS).take_while(Result::is_ok).for_each(drop);
            }
        }
        "segment" | "header" | "line" | "body" | "bundle" | "locked" | "key" => sealed::read(reader, &bytes),
        "encoding" => drop(encoding::detect(&mut Cursor::new(bytes), None, true)),
        _ => {
            if let Ok((_, table)) = rows(Cursor::new(bytes), &Reading::default()) {
                table.take(ROWS).take_while(Result::is_ok).for_each(drop);
            }
        }
    }
}

/// The most memory this process has held since it was last asked to forget, in kB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

fn peak_after_reset() -> u64 {
    // Where the system does not let it be forgotten, growth is seen less often.
    let _ = fs::write("/proc/self/clear_refs", "5");
    peak()
}
