//! Damaged files for every reader, for as many minutes as are asked for.

use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::damaged_files::{one, seeds};

/// Reads damaged files from `seed` on until the time is over, for one reader where one is named; fails
/// where any was a finding.
pub(crate) fn run(minutes: u64, seed: u64, reader: Option<&str>) -> Result<()> {
    // A workbook's reader has a thread of its own so that it may panic there; that is no news.
    if minutes > 0 {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let (mut seeds, mut out) = (seeds(), io::stdout().lock());
    seeds.retain(|seed| reader.is_none_or(|reader| seed.reader == reader));
    ensure!(!seeds.is_empty(), "there is no such reader");
    let until = Instant::now() + Duration::from_secs(minutes * 60);
    let (mut number, mut found) = (seed, 0);
    let mut read = std::collections::BTreeMap::<&str, u64>::new();
    loop {
        for whole in &seeds {
            if let Some(finding) = one(whole, number) {
                found += 1;
                writeln!(out, "{finding}")?;
            }
            *read.entry(whole.reader).or_default() += 1;
        }
        number += 1;
        if Instant::now() >= until {
            break;
        }
    }
    writeln!(out, "damaged files read: {read:?}, seeds {seed} to {}", number.saturating_sub(1))?;
    ensure!(found == 0, "{found} findings");
    Ok(())
}
