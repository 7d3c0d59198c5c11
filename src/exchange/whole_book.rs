//! A whole book as JSON Lines, on its way back in: every record as it was, one action.
//!
//! Told from a table by its first line. Called by `bring_in`, never for tables.

use std::io::{BufRead, BufReader, Read};

use super::bring_in::Watch;
use super::error::Error;
use super::export_jsonl;
use super::input::Input;
use crate::domain::plan::{Counts, ImportPlan};
use crate::domain::{Noun, Write};

/// How an export's first line begins.
const MARK: &str = "{\"format\":\"salesdesk\"";
/// Records in one entry of the log.
const CHUNK: usize = 1_000;

/// Says whether a file is one.
pub(super) fn is_one(input: &Input) -> Result<bool, Error> {
    let mut first = String::new();
    let read = BufReader::new(input.reader()?.take(200)).read_line(&mut first);
    Ok(read.is_ok() && first.starts_with(MARK))
}

/// Reads it through, handing over its records some at a time.
pub(super) fn read_through(
    input: &Input,
    watch: &mut Watch<'_>,
    take: &mut dyn FnMut(&[Write]) -> Result<(), Error>,
) -> Result<ImportPlan, Error> {
    let mut records = export_jsonl::Import::new(BufReader::new(input.reader()?))?;
    let mut counts = Counts::default();
    loop {
        let writes = records.by_ref().take(CHUNK).collect::<Result<Vec<_>, Error>>()?;
        if writes.is_empty() {
            break;
        }
        counts.rows += writes.len() as u64;
        counts.added += writes.iter().filter(|write| write.noun == Noun::Customer).count() as u64;
        take(&writes)?;
        watch.look(input)?;
    }
    Ok(ImportPlan { encoding: "UTF-8", counts, ..ImportPlan::default() })
}
