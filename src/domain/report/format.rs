//! The formats a report is written in, and the endings of files that say them.

use std::path::Path;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tables with bars.
    Text,
    /// Tables for a wiki or a mail.
    Markdown,
    /// One page for a browser or a printer.
    Html,
    /// Tables for a spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// Every figure, for programs.
    Json,
}

/// The endings that say one, the usual one of each first.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("md", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("csv", Format::Csv),
    ("xlsx", Format::Xlsx),
    ("json", Format::Json),
];

impl Format {
    /// The format that a file's ending says, in any case; nothing where it says none.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_file_says_how_a_report_is_written() {
        let of = |path: &str| Format::of_file(Path::new(path));
        assert_eq!((of("a/b.HTM"), of("x.json")), (Some(Format::Html), Some(Format::Json)));
        assert_eq!((of("report"), of("report.doc"), of(".csv")), (None, None, None));
    }
}
