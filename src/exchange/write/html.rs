//! A report as one page for a browser or a printer: nothing it needs lies outside of it.
//!
//! The template is `report.html`; everything put into it is escaped by the template's engine. Bars
//! and maps are plain styles, and a number stands in every cell of them.

use std::io::Write;

use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, context};

use crate::domain::report::{Document, Figure, Row, Section};
use crate::exchange::error::Error;

const PAGE: &str = include_str!("report.html");

/// What a page says in the reader's language.
pub struct Words<'a> {
    /// The language's code.
    pub lang: &'a str,
    /// How a figure is written.
    pub shown: &'a dyn Fn(&Figure) -> String,
    /// When it was made, and by what.
    pub made: String,
    /// The heading of the definitions.
    pub definitions: &'a str,
}

/// Writes a report as a page.
pub fn html(document: &Document, words: &Words<'_>, out: &mut dyn Write) -> Result<(), Error> {
    let mut engine = Environment::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    let fault = |error: minijinja::Error| Error::io("the page")(std::io::Error::other(error.to_string()));
    engine.add_template("report", PAGE).map_err(fault)?;
    let sections: Vec<Value> = document.sections.iter().map(|section| told(section, words)).collect();
    let page = context! {
        lang => words.lang,
        title => document.title.clone(),
        period => document.period.clone(),
        narrowed => document.narrowed.clone(),
        definitions => document.definitions.clone(),
        heading => words.definitions,
        empty => document.empty.clone(),
        made => words.made.clone(),
        sections,
    };
    let page = engine.get_template("report").and_then(|template| template.render(page)).map_err(fault)?;
    out.write_all(page.as_bytes()).map_err(Error::io("the page"))
}

fn told(section: &Section, words: &Words<'_>) -> Value {
    let columns: Vec<Value> = section
        .columns
        .iter()
        .map(|column| context! { head => column.head.clone(), figures => column.figures })
        .collect();
    let rows: Vec<Value> = section.rows.iter().map(|row| row_told(section, row, words)).collect();
    let barred = section.rows.iter().any(|row| row.bar.is_some());
    context! { title => section.title.clone(), columns, rows, barred, notes => section.notes.clone() }
}

fn row_told(section: &Section, row: &Row, words: &Words<'_>) -> Value {
    let cells = section.columns.iter().enumerate().map(|(at, column)| {
        let cell = row.cells.get(at);
        let shown = cell.map(|cell| (words.shown)(&cell.figure)).unwrap_or_default();
        let of = cell.and_then(|cell| match (cell.shade, &cell.figure) {
            (Some(_), Figure::Rate(_, whole)) => Some(*whole),
            _ => None,
        });
        context! { shown, figures => column.figures, of, shade => cell.and_then(|cell| cell.shade).map(dark) }
    });
    let cells: Vec<Value> = cells.collect();
    context! { cells, total => row.total, bar => row.bar.map(|bar| f64::from(bar) / 10.0) }
}

/// How much of the darkest colour a shade has: never so much that the number is lost on it.
fn dark(shade: u16) -> f64 {
    f64::from(shade.min(1_000)) * 0.6 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::Cell;

    #[test]
    fn nothing_in_a_report_is_markup_and_nothing_lies_outside_the_page() {
        let hostile = "</td><script>alert('x')</script>&\"{{ 7*7 }}";
        let mut section = Section::of("rows", [("who", hostile.to_owned()), ("n", "n".to_owned())]);
        section.title = hostile.to_owned();
        section.notes.push(hostile.to_owned());
        let row = section.row([Figure::words(hostile)]);
        row.bar = Some(500);
        row.cells.push(Cell { figure: Figure::Rate(1, 4), shade: Some(1_000), opens: None });
        let document = Document {
            title: hostile.to_owned(),
            period: hostile.to_owned(),
            narrowed: vec![(hostile.to_owned(), hostile.to_owned())],
            definitions: vec![hostile.to_owned()],
            sections: vec![section],
            ..Document::default()
        };
        let shown = |figure: &Figure| format!("{figure:?}");
        let words = Words { lang: "en", shown: &shown, made: hostile.to_owned(), definitions: hostile };
        let mut out = Vec::new();
        html(&document, &words, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(!page.contains("<script") && !page.contains("49"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 13, "{page}");
        assert!(!page.contains("http") && !page.contains("url("), "{page}");
        assert!(page.contains("width:50") && page.contains("0.6"), "{page}");
    }
}
