//! Answers in a file: a line a customer, a column a question, the rest names whose answers they are.
//!
//! A column is a question's by its code, `q.CODE` or its words. Whom a line means is `named_on`'s.

use std::collections::HashMap;

use super::error::Error;
use super::named_on::{Book, Found};
use crate::domain::Id;
use crate::domain::fold::fold;
use crate::domain::pasted::{Doubt, Line, Reject};
use crate::domain::survey::Survey;
use crate::store::Desk;

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which, counted from 1.
    pub line: u64,
    /// What names the customer on it.
    pub named: String,
    /// The customer, or why nobody is meant.
    pub customer: Result<Id, Doubt>,
    /// The place of a question in the questionnaire, and what stands in its column.
    pub answers: Vec<(usize, String)>,
}

/// The lines of a text below its header; none where no column is a question's.
pub fn rows(desk: &Desk, text: &str, survey: &Survey, region: &str) -> Result<Vec<Row>, Error> {
    let tabs = text.lines().next().is_some_and(|header| header.contains('\t'));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut records = reader.records().filter_map(Result::ok);
    let header: Vec<Option<usize>> = match records.next() {
        Some(header) => header.iter().map(|cell| question(survey, cell)).collect(),
        None => return Ok(Vec::new()),
    };
    if header.iter().all(Option::is_none) {
        return Ok(Vec::new());
    }
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for record in records {
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row { line, named: String::new(), customer: Err(Doubt::Unknown), answers: Vec::new() };
        let mut cells = Vec::new();
        for (cell, column) in record.iter().zip(header.iter().chain(std::iter::repeat(&None))) {
            let cell = cell.trim();
            match column {
                _ if cell.is_empty() => {}
                Some(at) => row.answers.push((*at, cell.to_owned())),
                None => cells.push(cell.to_owned()),
            }
        }
        row.named = cells.join(" ");
        let line = Line { number: line, text: row.named.clone(), cells };
        lines.push(if line.cells.is_empty() { Err(line.reject(Doubt::Unknown)) } else { Ok(line) });
        rows.push(row);
    }
    name(desk, region, &lines, &mut rows)?;
    Ok(rows)
}

/// Finds out whom each line means.
fn name(desk: &Desk, region: &str, lines: &[Result<Line, Reject>], rows: &mut [Row]) -> Result<(), Error> {
    let book = Book::new(desk, region)?;
    let mut found = Vec::with_capacity(lines.len());
    for line in lines {
        found.push(Found::Those(match line {
            Ok(line) => book.named_on(line)?,
            Err(_) => Vec::new(),
        }));
    }
    book.by_folded_name(lines, &mut found)?;
    let mut first: HashMap<Id, u64> = HashMap::new();
    for (row, found) in rows.iter_mut().zip(found) {
        let Found::Those(those) = found else { continue };
        row.customer = match those.as_slice() {
            [] => Err(Doubt::Unknown),
            [id] => match *first.entry(*id).or_insert(row.line) {
                before if before != row.line => Err(Doubt::Repeated(before)),
                _ => Ok(*id),
            },
            several => Err(Doubt::Several(several.len())),
        };
    }
    Ok(())
}

/// The place of the question that a header means.
fn question(survey: &Survey, header: &str) -> Option<usize> {
    let word = fold(header);
    let bare = word.strip_prefix("q.").unwrap_or(&word);
    survey.questions.iter().position(|one| fold(&one.code) == bare || fold(&one.words) == word)
}
