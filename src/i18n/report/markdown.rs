//! A report as Markdown, for a wiki or a mail: names and notes are words there, never markup.

use std::fmt::Write as _;

use super::shown;
use crate::domain::report::{Document, Section};
use crate::i18n::Lang;
use crate::i18n::day_report::escaped;

/// A document as Markdown.
#[must_use]
pub fn markdown(document: &Document, lang: Lang) -> String {
    let mut page = format!("# {}\n", escaped(&document.title));
    let narrowed = document.narrowed.iter().map(|(what, which)| format!("{what}: {which}"));
    let about: Vec<String> = std::iter::once(document.period.clone()).chain(narrowed).collect();
    let about: Vec<String> = about.iter().filter(|part| !part.is_empty()).map(|part| escaped(part)).collect();
    paragraphs(&mut page, &[about.join(" / ")]);
    if document.sections.is_empty() {
        paragraphs(&mut page, &[escaped(&document.empty)]);
    }
    document.sections.iter().for_each(|section| table(&mut page, section, lang));
    let definitions: Vec<String> = document.definitions.iter().map(|words| escaped(words)).collect();
    paragraphs(&mut page, &definitions);
    page
}

fn paragraphs(page: &mut String, words: &[String]) {
    for words in words.iter().filter(|words| !words.is_empty()) {
        let _ = write!(page, "\n{words}\n");
    }
}

fn table(page: &mut String, section: &Section, lang: Lang) {
    if !section.title.is_empty() {
        let _ = write!(page, "\n## {}\n", escaped(&section.title));
    }
    if !section.rows.is_empty() {
        let heads: Vec<String> = section.columns.iter().map(|column| escaped(&column.head)).collect();
        let sides = section.columns.iter().map(|column| if column.figures { "---:" } else { "---" });
        let _ = write!(page, "\n| {} |\n|{}|\n", heads.join(" | "), sides.collect::<Vec<_>>().join("|"));
        for row in &section.rows {
            let cells = (0..section.columns.len()).map(|at| row.cells.get(at));
            let cells =
                cells.map(|cell| cell.map(|cell| escaped(&shown(&cell.figure, lang))).unwrap_or_default());
            let _ = writeln!(page, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        }
    }
    let notes: Vec<String> = section.notes.iter().map(|note| escaped(note)).collect();
    paragraphs(page, &notes);
}
