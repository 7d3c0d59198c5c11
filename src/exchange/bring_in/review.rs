//! What becomes of a row, in the words of a review: the page of its customer before and after.
//!
//! `import` tells it of each row; what is kept goes out with the chunk. It changes nothing.

use std::sync::Arc;

use super::draft::Draft;
use super::keys::Book;
use super::like;
use crate::domain::contact_point::ContactPoint;
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;
use crate::domain::plan::{End, Verdict};
use crate::domain::planned::{Kept, Likely, PlannedRow, Turn, brief, brief_cells, brief_value};
use crate::domain::{Record, Value};
use crate::exchange::error::Error;
use crate::exchange::read::row::Row;

/// The judge of an import's rows.
#[derive(Default)]
pub struct Review {
    /// Every row is worth keeping.
    pub all: bool,
    name: String,
    before: Option<Page>,
    turns: Vec<Turn>,
    kept: [usize; End::ALL.len()],
    judged: Vec<Arc<PlannedRow>>,
}

impl Review {
    /// A row is about them.
    pub fn about(&mut self, draft: &Draft, people: bool) {
        self.name.clear();
        let name = &draft.customer.name;
        if people && draft.has_person() && draft.person.name() != *name {
            self.name = brief(&format!("{}, {name}", draft.person.name()));
        } else {
            self.name.push_str(&brief(name));
        }
    }

    /// It is about a customer who is there, and this is known of them.
    pub fn before(&mut self, page: &Page) {
        self.before = (self.wants(End::Update) || self.wants(End::New)).then(|| page.clone());
    }

    /// Whom a customer that it makes looks like.
    pub fn likely(&self, page: &Page, book: &mut dyn Book) -> Result<Option<Likely>, Error> {
        like::likely(page, book)
    }

    /// This is known of its customer after it.
    pub fn after(&mut self, page: &Page, verdict: &Verdict) {
        if self.wants(verdict.end()) {
            let blank = Page::default();
            self.turns = turns(self.before.as_ref().unwrap_or(&blank), page);
        }
    }

    /// That becomes of the row.
    pub fn judge(&mut self, row: &Row, verdict: &Verdict) {
        let end = verdict.end();
        let turns = std::mem::take(&mut self.turns);
        let name = std::mem::take(&mut self.name);
        self.before = None;
        if self.wants(end) {
            self.kept[end as usize] += 1;
            let name = if name.is_empty() { first_words(row) } else { name };
            let cells = brief_cells(row.cells());
            let row = PlannedRow { line: row.line, verdict: verdict.clone(), name, cells, turns };
            self.judged.push(Arc::new(row));
        }
    }

    /// The rows judged since this was last asked.
    pub fn take(&mut self) -> Vec<Arc<PlannedRow>> {
        std::mem::take(&mut self.judged)
    }

    fn wants(&self, end: End) -> bool {
        self.all || self.kept[end as usize] < crate::domain::planned::MOST
    }
}

/// Keeps the rows of a chunk.
pub fn keep(rows: &[Arc<PlannedRow>], kept: &mut Kept) {
    rows.iter().for_each(|row| kept.keep(Arc::clone(row)));
}

fn first_words(row: &Row) -> String {
    brief(row.cells().map(str::trim).find(|cell| !cell.is_empty()).unwrap_or_default())
}

/// What differs between two states of a page.
fn turns(was: &Page, becomes: &Page) -> Vec<Turn> {
    let mut turns = Vec::new();
    let of = |noun: &str, field: &str| format!("{noun}.{field}");
    fields(&was.customer, &becomes.customer, &|field| of("customer", field), &mut turns);
    for person in &becomes.people {
        let known = was.people.iter().find(|known| known.id == person.id);
        fields(&known.cloned().unwrap_or_default(), person, &|field| of("person", field), &mut turns);
    }
    added(&was.contact_points, &becomes.contact_points, point, &mut turns);
    added(&was.tags, &becomes.tags, |tag| ("tag".to_owned(), "name", tag.name.clone()), &mut turns);
    added(&was.external_ids, &becomes.external_ids, external, &mut turns);
    turns
}

/// The fields of one record that differ; references are not for reading.
fn fields<R: Record>(was: &R, becomes: &R, target: &dyn Fn(&str) -> String, turns: &mut Vec<Turn>) {
    for field in R::FIELDS {
        let (before, after) = (was.get(field.code), becomes.get(field.code));
        if before != after && !matches!(after, Value::Ref(_)) {
            let (was, becomes) = (brief_value(before), brief_value(after));
            turns.push(Turn { target: target(field.name), noun: R::NOUN, field: field.name, was, becomes });
        }
    }
}

/// The records that were added, each as one text.
fn added<R: Record>(
    was: &[R],
    becomes: &[R],
    shown: impl Fn(&R) -> (String, &'static str, String),
    turns: &mut Vec<Turn>,
) {
    for record in becomes.iter().filter(|record| was.iter().all(|known| known.id() != record.id())) {
        let (target, field, text) = shown(record);
        let becomes = Value::Text(brief(&text));
        turns.push(Turn { target, noun: R::NOUN, field, was: Value::Null, becomes });
    }
}

/// A number as it stands, or as it is understood where a spreadsheet had eaten its zero.
fn point(point: &ContactPoint) -> (String, &'static str, String) {
    let target = if point.person.is_some() { format!("person_{}", point.kind) } else { point.kind.clone() };
    let eaten = !point.normal.is_empty() && point.raw.starts_with(|c: char| ('1'..='9').contains(&c));
    let text = if eaten && point.kind != "mail" { &point.normal } else { &point.raw };
    (target, "raw", text.clone())
}

fn external(id: &ExternalId) -> (String, &'static str, String) {
    (format!("external:{}", id.system), "value", id.value.clone())
}
