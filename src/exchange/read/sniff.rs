//! Guesses at the shape of a table from its first rows: the delimiter, the header, the footer.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::cell::{folded, looks_like_data};
use super::row::Row;

/// Bytes of text looked at to find the delimiter.
pub const SAMPLE: u64 = 64 * 1024;

/// What may part cells, likeliest first.
const DELIMITERS: &[u8] = b",\t;|";

/// First words of a line that sums up the rows above it, folded.
const TOTALS: &[&str] = &["合計", "総計", "小計", "計", "total", "grandtotal", "totals"];

/// The delimiter that parts most rows into the same number of cells; a comma where none does.
#[must_use]
pub fn delimiter(sample: &[u8]) -> u8 {
    let best = DELIMITERS.iter().rev().copied().max_by_key(|delimiter| score(sample, *delimiter));
    best.filter(|delimiter| score(sample, *delimiter) > 0).unwrap_or(b',')
}

fn score(sample: &[u8], delimiter: u8) -> usize {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(sample);
    let mut widths: HashMap<usize, usize> = HashMap::new();
    let mut record = ByteRecord::new();
    let mut rows = 0;
    while rows < 50 && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        *widths.entry(record.len()).or_default() += 1;
        rows += 1;
    }
    let by_width = widths.into_iter().map(|(width, count)| count * count * 100 * width.saturating_sub(1));
    by_width.max().unwrap_or(0) / (rows * rows).max(1)
}

/// Which of the first rows names the columns: the one with most known words, else the first full
/// one that looks unlike data.
#[must_use]
pub fn header(rows: &[Row], known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let counts = rows.iter().map(|row| row.cells().filter(|cell| known(cell)).count());
    let best = counts.enumerate().rev().max_by_key(|(_, count)| *count);
    if let Some((at, count)) = best
        && count >= 2.min(rows[at].filled())
        && count > 0
    {
        return Some(at);
    }
    let width = usual_width(rows);
    let at = rows.iter().position(|row| row.width() == width)?;
    names_columns(&rows[at]).then_some(at)
}

fn usual_width(rows: &[Row]) -> usize {
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.filled() > 0) {
        *widths.entry(row.width()).or_default() += 1;
    }
    widths.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}

fn names_columns(row: &Row) -> bool {
    let mut names: Vec<_> = row.cells().map(folded).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1])
        && row.filled() == row.width()
        && !row.cells().any(looks_like_data)
}

/// Says whether a row may belong to a footer: one cell only, or a total.
#[must_use]
pub fn is_footer(row: &Row, width: usize) -> bool {
    if width < 3 {
        return false;
    }
    let first = row.cells().find(|cell| !cell.trim().is_empty()).unwrap_or("");
    row.width() == 1 || (first.len() < 30 && TOTALS.contains(&folded(first).as_str()))
}
