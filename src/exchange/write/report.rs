//! A report as files: CSV and a workbook, figures as figures, each currency in a column of its own.
//!
//! A section is a table; in CSV they stand below one another with an empty row between, in a workbook
//! each is a sheet, and the last one says how everything is counted. Words stay words, whatever they
//! begin with.

pub mod json;

use std::collections::BTreeSet;
use std::io::Write;

use super::cell::Cell;
use super::csv::{Csv, Sheet};
use super::xlsx::Xlsx;
use crate::domain::report::{Column, Document, Figure, Section};
use crate::domain::sums::{Sums, bounded};
use crate::exchange::error::Error;

/// A section's headers, and its rows.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// Writes a report as CSV, as Excel wants it.
pub fn csv(document: &Document, out: &mut dyn Write) -> Result<(), Error> {
    let mut tables = document.tables().map(table);
    let Some(first) = tables.next() else { return Ok(()) };
    let mut csv = Csv::begin(out, &first.header, &Sheet { ragged: true, ..Sheet::default() })?;
    first.rows.iter().try_for_each(|row| csv.row(row, ""))?;
    for table in tables {
        csv.row(&vec![Cell::Empty; table.header.len()], "")?;
        let header: Vec<Cell> = table.header.iter().map(Cell::words).collect();
        csv.row(&header, "")?;
        table.rows.iter().try_for_each(|row| csv.row(row, ""))?;
    }
    csv.finish()
}

/// Writes a report as a workbook; `definitions` is what its last sheet is called.
pub fn xlsx(document: &Document, definitions: &str, out: &mut (dyn Write + Send)) -> Result<(), Error> {
    let sections: Vec<&Section> = document.tables().collect();
    let tables: Vec<Table> = sections.iter().map(|section| table(section)).collect();
    let mut sheets: Vec<(String, Vec<String>)> = Vec::new();
    for (section, table) in sections.iter().zip(&tables) {
        let title = if section.title.is_empty() { section.code } else { section.title.as_str() };
        sheets.push((sheet_name(title, sheets.len()), table.header.clone()));
    }
    sheets.push((sheet_name(definitions, sheets.len()), vec![document.title.clone()]));
    let last = sheets.len() - 1;
    let mut book = Xlsx::begin(sheets)?;
    for (at, table) in tables.iter().enumerate() {
        table.rows.iter().try_for_each(|row| book.row(at, row, ""))?;
    }
    for words in said(document) {
        book.row(last, &[Cell::words(words)], "")?;
    }
    book.finish(out)
}

/// What a report says beside its tables.
fn said(document: &Document) -> Vec<String> {
    let narrowed = document.narrowed.iter().map(|(what, which)| format!("{what}: {which}"));
    let mut said: Vec<String> = std::iter::once(document.period.clone()).chain(narrowed).collect();
    said.extend(document.definitions.iter().cloned());
    said.extend(document.sections.iter().flat_map(|section| section.notes.iter().cloned()));
    if document.sections.is_empty() {
        said.push(document.empty.clone());
    }
    said.retain(|words| !words.is_empty());
    said
}

/// The characters a sheet's name can have, as UTF-16: Excel's limit.
const NAME: usize = 31;

/// A title as the name of a sheet, told from all before it by its number.
fn sheet_name(title: &str, before: usize) -> String {
    let mut name = format!("{} ", before + 1);
    let allowed = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control());
    for c in allowed {
        if name.encode_utf16().count() + c.len_utf16() > NAME {
            break;
        }
        name.push(c);
    }
    name.trim_end().to_owned()
}

fn table(section: &Section) -> Table {
    let currencies: Vec<Vec<String>> = (0..section.columns.len()).map(|at| currencies(section, at)).collect();
    let heads = section.columns.iter().enumerate().flat_map(|(at, column)| {
        let head = head(&section.columns, at, column);
        let one = |currency: &String| format!("{head} {currency}").trim_end().to_owned();
        if currencies[at].is_empty() { vec![head.clone()] } else { currencies[at].iter().map(one).collect() }
    });
    let rows = section.rows.iter().map(|row| {
        let cells = (0..section.columns.len()).flat_map(|at| {
            let figure = row.cells.get(at).map_or(&Figure::Nothing, |cell| &cell.figure);
            cells(figure, &currencies[at])
        });
        cells.collect()
    });
    Table { header: heads.collect(), rows: rows.collect() }
}

/// What stands over a column; a part of the one before says of what.
fn head(columns: &[Column], at: usize, column: &Column) -> String {
    match at.checked_sub(1).filter(|_| column.head == "%") {
        Some(before) => format!("{} %", columns[before].head),
        None => column.head.clone(),
    }
}

/// The currencies of a column of amounts, in order.
fn currencies(section: &Section, at: usize) -> Vec<String> {
    let figures = section.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| &cell.figure);
    let sums = figures.filter_map(|figure| if let Figure::Money(sums) = figure { Some(sums) } else { None });
    let found: BTreeSet<&str> = sums.flat_map(Sums::iter).map(|(currency, _)| currency).collect();
    found.into_iter().map(str::to_owned).collect()
}

fn cells(figure: &Figure, currencies: &[String]) -> Vec<Cell> {
    let Figure::Money(sums) = figure else {
        let blanks = vec![Cell::Empty; currencies.len().saturating_sub(1)];
        return std::iter::once(cell(figure)).chain(blanks).collect();
    };
    let one = |currency: &String| match sums.iter().find(|(known, _)| known == currency) {
        Some((_, minor)) => Cell::Money(bounded(minor), currency.clone()),
        None => Cell::Empty,
    };
    currencies.iter().map(one).collect()
}

fn cell(figure: &Figure) -> Cell {
    let whole = |count: u64| Cell::Int(i64::try_from(count).unwrap_or(i64::MAX));
    match figure {
        Figure::Nothing | Figure::Money(_) | Figure::Rate(_, 0) => Cell::Empty,
        Figure::Words(words) => Cell::words(words),
        Figure::Count(count) | Figure::Time(count) => whole(*count),
        Figure::Change(change) | Figure::Days(change) => Cell::Int(*change),
        Figure::Rate(part, whole) => Cell::Rate(*part, *whole),
        Figure::Date(date) if date.is_empty() => Cell::Empty,
        Figure::Date(date) => Cell::Date(date.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx as Book};

    use super::*;

    fn document() -> Document {
        let heads = [("who", "who"), ("amount", "amount"), ("rate", "%")];
        let mut section = Section::of("rows", heads.map(|(code, head)| (code, head.to_owned())));
        let mut sums = Sums::default();
        sums.add("JPY", 1_200);
        sums.add("USD", -350);
        section.row([Figure::words("=cmd|'/C calc'!A0"), Figure::Money(sums), Figure::Rate(1, 8)]);
        section.row([Figure::words("@x"), Figure::Nothing, Figure::Rate(0, 0)]);
        let definitions = vec!["=1+1 is no formula".to_owned()];
        Document { sections: vec![section.clone(), section], definitions, ..Document::default() }
    }

    #[test]
    fn tables_of_several_widths_stand_below_one_another_the_overview_last() {
        let mut map = Section::of("map", [("who", "who".to_owned())]);
        map.row([Figure::words("all")]);
        map.overview = true;
        let document = Document { sections: vec![map, document().sections.remove(0)], ..Document::default() };
        let mut out = Vec::new();
        csv(&document, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("\u{feff}who,amount JPY,amount USD,amount %\r\n"), "{text}");
        assert!(text.ends_with("\r\n\"\"\r\nwho\r\nall\r\n"), "{text:?}");
    }

    #[test]
    fn csv_parts_currencies_shields_words_and_writes_numbers_bare() {
        let mut out = Vec::new();
        csv(&document(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let table = "who,amount JPY,amount USD,amount %\r\n'=cmd|'/C calc'!A0,1200,-3.50,0.125\r\n'@x,,,\r\n";
        assert_eq!(text, format!("\u{feff}{table},,,\r\n{table}"));
    }

    #[test]
    fn a_workbook_has_numbers_for_numbers_and_no_formula() {
        let mut out = Vec::new();
        xlsx(&document(), "how: it [is] counted/and a title that is far too long", &mut out).unwrap();
        let mut book = Book::new(Cursor::new(out)).unwrap();
        let names = book.sheet_names();
        assert_eq!(names, ["1 rows", "2 rows", "3 how it is countedand a title "].map(str::trim_end));
        let range = book.worksheet_range("1 rows").unwrap();
        let rows: Vec<_> = range.rows().map(<[Data]>::to_vec).collect();
        let text = |word: &str| Data::String(word.into());
        assert_eq!(
            rows[1],
            [text("=cmd|'/C calc'!A0"), Data::Float(1200.0), Data::Float(-3.5), Data::Float(0.125)]
        );
        assert_eq!(book.worksheet_formula("1 rows").unwrap().used_cells().count(), 0);
        let range = book.worksheet_range(&names[2]).unwrap();
        assert_eq!(range.get_value((1, 0)), Some(&text("=1+1 is no formula")));
    }
}
