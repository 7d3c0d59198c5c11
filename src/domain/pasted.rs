//! A pasted list: what stands on each of its lines, and why a line names nobody.
//!
//! Any text is taken: whoever pastes does not choose what a cell, a mail or a web page brings
//! along. Who the lines name is asked by `exchange::pasted`.

use std::borrow::Cow;

use super::typed::clean_line;

/// The most bytes of a line that names somebody.
const LONGEST: usize = 2_000;
/// What is shown of a line that does not.
const SHOWN: usize = 120;

/// Why a line puts nobody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody answers to anything on it.
    Unknown,
    /// So many do.
    Several(usize),
    /// The customer, or the very line, stood on that line already.
    Repeated(u64),
    /// It holds a zero byte.
    ZeroByte,
    /// It is too long to name anybody.
    TooLong,
}

/// A line that puts nobody on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Which, counted from 1.
    pub line: u64,
    /// What stands on it, or how that begins.
    pub text: String,
    /// Why.
    pub why: Doubt,
}

/// A line with something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which, counted from 1.
    pub number: u64,
    /// All of it.
    pub text: String,
    /// Its cells that hold something; one where nothing parts them.
    pub cells: Vec<String>,
}

impl Line {
    /// The line as one that names nobody.
    #[must_use]
    pub fn reject(&self, why: Doubt) -> Reject {
        Reject { line: self.number, text: shown(&self.text), why }
    }
}

/// The lines of a pasted text that are not blank; those that can name nobody as rejects.
pub fn lines(text: &str) -> Vec<Result<Line, Reject>> {
    let even = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    (1..).zip(even.split('\n')).filter_map(|(number, text)| line(number, text)).collect()
}

fn line(number: u64, text: &str) -> Option<Result<Line, Reject>> {
    let reject = |why| Some(Err(Reject { line: number, text: shown(text), why }));
    if text.contains('\0') {
        return reject(Doubt::ZeroByte);
    }
    if text.len() > LONGEST {
        return reject(Doubt::TooLong);
    }
    let cells: Vec<String> = cells(text).into_iter().filter(|cell| !cell.is_empty()).collect();
    let text = bare(text);
    (!cells.is_empty()).then_some(Ok(Line { number, text, cells }))
}

/// The cells of a line: parted by tabs, else by commas or semicolons outside quotes.
fn cells(text: &str) -> Vec<String> {
    let parts = |c: char| if text.contains('\t') { c == '\t' } else { matches!(c, ',' | '，' | ';') };
    let (mut cells, mut from, mut quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if parts(c) && !quoted {
            cells.push(bare(&text[from..at]));
            from = at + c.len_utf8();
        }
    }
    if quoted {
        // A quote that is never closed quotes nothing.
        return text.split(parts).map(bare).collect();
    }
    cells.push(bare(&text[from..]));
    cells
}

/// What a cell holds: without quotes, and without what spreadsheets put before a text (`'03`, `="03"`).
fn bare(cell: &str) -> String {
    let clean = clean_line(cell);
    let cell = clean.trim();
    let cell = cell.strip_prefix('=').filter(|rest| rest.starts_with('"')).unwrap_or(cell);
    let unquoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let cell = unquoted.map_or(Cow::Borrowed(cell), |inside| Cow::Owned(inside.replace("\"\"", "\"")));
    cell.trim().trim_start_matches('\'').trim().to_owned()
}

fn shown(text: &str) -> String {
    let clean = clean_line(text);
    clean.trim().chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<String> {
        lines(text)
            .into_iter()
            .map(|line| line.map_or_else(|no| format!("{:?}", no.why), |line| line.cells.join("|")))
            .collect()
    }

    #[test]
    fn a_line_is_a_cell_or_several() {
        for (text, cells) in [
            ("03-1234-5678", "03-1234-5678"),
            ("Acme\t03-1234-5678\t\tOsaka, Kita", "Acme|03-1234-5678|Osaka, Kita"),
            ("\"Acme, Inc.\",03-1", "Acme, Inc.|03-1"),
            ("Acme, \"the firm", "Acme|\"the firm"),
            ("=\"0312345678\"", "0312345678"),
            ("'0312345678", "0312345678"),
            ("田中，０３−１", "田中|０３−１"),
            ("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")"),
            ("\u{feff}a\u{202e}b\u{1b}", "ab"),
        ] {
            assert_eq!(read(text), [cells], "{text:?}");
        }
    }

    #[test]
    fn lines_keep_their_numbers_whatever_ends_them() {
        let numbers = |text: &str| -> Vec<u64> {
            lines(text).into_iter().map(|line| line.map_or_else(|no| no.line, |line| line.number)).collect()
        };
        for text in ["a\n\nb\n", "a\r\n\r\nb", "a\r\rb", "a\n ,, \nb\n\n"] {
            assert_eq!(numbers(text), [1, 3], "{text:?}");
        }
        assert_eq!(read("a\0b\nc"), ["ZeroByte", "c"]);
        assert_eq!(read(&"x".repeat(LONGEST + 1)), ["TooLong"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in any::<String>(), more in "[\"',;\t\n\r=a0 ]{0,40}") {
            for line in lines(&text).into_iter().chain(lines(&more)).flatten() {
                prop_assert!(line.cells.iter().all(|cell| !cell.is_empty()));
            }
        }
    }
}
