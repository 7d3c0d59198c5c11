//! A report on its way out, in words: as plain text with its heading and definitions and each table with
//! its bars and shades, or in the form of another format. The command line and the screen write both.

use chrono::{DateTime, FixedOffset};

use super::view::parts::Glyphs;
use crate::domain::aligned::Aligned;
use crate::domain::report::{Cell, Document, Figure, Figures, Format, Row, Section};
use crate::domain::safe::cells;
use crate::domain::wrap::wrap;
use crate::i18n::report::{markdown, shown};
use crate::i18n::{Lang, Text, day_report, format};
use crate::work::report_file::Form;

/// The cells a paragraph may take.
const WIDTH: usize = 78;
/// The cells of the longest bar.
const LONG_BAR: u16 = 30;

/// A report in a format; nothing for that of programs, whose figures the book tells.
#[must_use]
pub fn form(
    format: Format,
    figures: &Figures,
    document: &Document,
    lang: Lang,
    now: DateTime<FixedOffset>,
    glyphs: &Glyphs,
) -> Option<Form> {
    Some(match (format, figures) {
        (Format::Text, Figures::Day(date, day)) => Form::Words(day_report::text(day, lang, *date)),
        (Format::Text, _) => Form::Words(text(document, lang, glyphs)),
        (Format::Markdown, Figures::Day(date, day)) => Form::Words(day_report::markdown(day, lang, *date)),
        (Format::Markdown, _) => Form::Words(markdown(document, lang)),
        (Format::Html, _) => Form::Page {
            lang: lang.code(),
            shown: Box::new(move |figure| shown(figure, lang)),
            made: made(lang, now),
            definitions: Text::Definitions.words(lang),
        },
        (Format::Csv, _) => Form::Tables,
        (Format::Xlsx, _) => Form::Workbook(Text::Definitions.words(lang)),
        (Format::Json, _) => return None,
    })
}

/// `salesdesk, Sat 21 Nov 2026 17:32`.
fn made(lang: Lang, now: DateTime<FixedOffset>) -> String {
    let (day, time) = (format::whole_day(now.date_naive(), lang), format::time(now));
    Text::ReportMade.fill(lang, &[("at", &format!("{day} {time}"))])
}

/// A document as plain text.
fn text(document: &Document, lang: Lang, glyphs: &Glyphs) -> String {
    let mut head = vec![document.title.clone(), document.period.clone()];
    head.extend(document.narrowed.iter().map(|(what, which)| format!("{what}: {which}")));
    head.retain(|part| !part.is_empty());
    let mut lines = vec![safe(&head.join("  "))];
    lines.extend(document.definitions.iter().map(|words| paragraph(words)));
    if document.sections.is_empty() {
        lines.extend([String::new(), safe(&document.empty)]);
    }
    for section in &document.sections {
        lines.push(String::new());
        lines.extend(section_lines(section, lang, glyphs));
    }
    lines.join("\n") + "\n"
}

fn section_lines(section: &Section, lang: Lang, glyphs: &Glyphs) -> Vec<String> {
    let mut lines = Vec::new();
    if !section.title.is_empty() {
        lines.push(safe(&section.title));
    }
    if !section.rows.is_empty() {
        lines.push(table(section, lang, glyphs).text().trim_end_matches('\n').to_owned());
    }
    lines.extend(section.notes.iter().map(|note| paragraph(note)));
    lines
}

fn table(section: &Section, lang: Lang, glyphs: &Glyphs) -> Aligned {
    let figures = section.columns.iter().enumerate().filter(|(_, column)| column.figures).map(|(at, _)| at);
    let mut table = Aligned::with_numbers(figures);
    let widest = widest_whole(section);
    table.cells(section.columns.iter().map(|column| column.head.clone()));
    for row in &section.rows {
        table.cells(row.cells.iter().map(|cell| words(cell, lang, glyphs, widest)).chain(bar(row, glyphs)));
    }
    table
}

fn bar(row: &Row, glyphs: &Glyphs) -> Option<String> {
    row.bar.map(|bar| glyphs.bar(bar.into(), 1_000, LONG_BAR))
}

/// A cell in words; on a map its shade, the rate in whole percent, and of how many.
fn words(cell: &Cell, lang: Lang, glyphs: &Glyphs, widest: usize) -> String {
    match (cell.shade, &cell.figure) {
        (Some(shade), Figure::Rate(part, whole)) => {
            let shade = glyphs.shade(shade.into(), 1_000);
            let percent = part.saturating_mul(100).saturating_add(whole / 2).checked_div(*whole);
            let percent = percent.map_or_else(|| "-".to_owned(), |percent| format!("{percent}%"));
            format!("{shade}{percent:>4} {:>widest$}", counted(*whole))
        }
        (Some(shade), figure) => {
            format!("{} {:>widest$}", glyphs.shade(shade.into(), 1_000), shown(figure, lang))
        }
        (None, figure) => shown(figure, lang),
    }
}

/// The cells of the longest number on a map.
fn widest_whole(section: &Section) -> usize {
    let shaded = section.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.shade.is_some());
    let wholes = shaded.filter_map(|cell| match cell.figure {
        Figure::Rate(_, whole) | Figure::Count(whole) => Some(cells(&counted(whole))),
        _ => None,
    });
    wholes.max().unwrap_or(0)
}

fn counted(number: u64) -> String {
    format::count(usize::try_from(number).unwrap_or(usize::MAX))
}

fn safe(words: &str) -> String {
    crate::domain::safe::safe(words).into_owned()
}

/// Words on as many lines as they need.
fn paragraph(words: &str) -> String {
    let words = safe(words);
    let rows: Vec<&str> = wrap(&words, WIDTH).into_iter().map(|row| words[row].trim_end()).collect();
    rows.join("\n")
}
