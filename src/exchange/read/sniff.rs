//! Guesses at the shape of a table from its first rows: the delimiter, the header, the footer.

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::cell::{folded, looks_like_data};
use super::row::Row;

/// Bytes of text looked at to find the delimiter.
pub const SAMPLE: u64 = 64 * 1024;

/// What may part cells, likeliest first.
const DELIMITERS: &[u8] = b",\t;|";

/// What spreadsheets take a first line of for saying what parts the cells.
const SAYS: &[u8] = b"sep=";

/// First words of a line that sums up the rows above it, folded.
const TOTALS: &[&str] = &["合計", "総計", "小計", "計", "total", "grandtotal", "totals"];

/// The delimiter a first line `sep=;` names, and the bytes of that line.
#[must_use]
pub fn said_delimiter(sample: &[u8]) -> Option<(u8, usize)> {
    let line = sample.split_inclusive(|byte| *byte == b'\n').next()?;
    let bare = line.strip_suffix(b"\n").unwrap_or(line);
    let bare = bare.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\"")).unwrap_or(bare);
    let (says, delimiter) = bare.split_at_checked(SAYS.len())?;
    match delimiter {
        [delimiter] if says.eq_ignore_ascii_case(SAYS) && delimiter.is_ascii() => {
            Some((*delimiter, line.len()))
        }
        _ => None,
    }
}

/// The delimiter that parts most rows into the same number of cells; a space where no other
/// does and it parts every row alike; else a comma.
#[must_use]
pub fn delimiter(sample: &[u8]) -> u8 {
    let best = DELIMITERS.iter().rev().copied().max_by_key(|delimiter| score(sample, *delimiter));
    let parts = |delimiter: &u8| score(sample, *delimiter) > 0;
    best.filter(parts).or_else(|| parts_every_row(sample).then_some(b' ')).unwrap_or(b',')
}

fn parts_every_row(sample: &[u8]) -> bool {
    let spaces = |line: &[u8]| memchr::memchr_iter(b' ', line).count();
    let mut lines = sample.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).take(50).map(spaces);
    let Some(first) = lines.next().filter(|spaces| *spaces > 0) else { return false };
    let mut rows = 0;
    lines.all(|spaces| {
        rows += 1;
        spaces == first
    }) && rows > 0
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
    known_header(rows, known).or_else(|| {
        let width = usual_width(rows);
        let at = rows.iter().position(|row| row.width() >= width)?;
        names_columns(&rows[at]).then_some(at)
    })
}

/// The one of the first rows with most known words, if it has two or no other.
#[must_use]
pub fn known_header(rows: &[Row], known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let counts = rows.iter().map(|row| row.cells().filter(|cell| known(cell)).count());
    let (at, count) = counts.enumerate().rev().max_by_key(|(_, count)| *count)?;
    (count > 0 && count >= 2.min(rows[at].filled())).then_some(at)
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
    // Each of the words has one of these in it; hardly any row is worth the folding.
    let may_be = first.len() < 30 && first.contains(['計', 't', 'T', 'ｔ', 'Ｔ']);
    row.width() == 1 || (may_be && TOTALS.contains(&folded(first).as_str()))
}
