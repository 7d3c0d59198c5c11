//! Lays a draft over a customer: what is new becomes writes, what is known stays.
//!
//! A page comes in as it is in the book (empty for a new customer) and leaves as it will be.

use super::draft::{Draft, OwnCell};
use super::fields::Fields;
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_field::CustomField;
use crate::domain::custom_value::CustomValue;
use crate::domain::customer;
use crate::domain::page::{Own, Page};
use crate::domain::person::{self, Person};
use crate::domain::record::filled;
use crate::domain::tag::Tag;
use crate::domain::{Id, Noun, Record, Value, Write};
use crate::exchange::map::headers::Column;
use crate::exchange::read::cell::folded;

/// Lays drafts over pages.
pub struct Settle<'a> {
    /// Replaces what is there instead of filling what is empty.
    pub overwrite: bool,
    /// Rows are people: lines for the note go to the person's.
    pub people: bool,
    /// Where new ids come from.
    pub ids: &'a mut dyn Iterator<Item = Id>,
    /// Where writes go.
    pub writes: &'a mut Vec<Write>,
    /// Nothing new is written: it is only planned for.
    pub plan_only: bool,
    /// The row goes on with the record of the row before it: what differs joins, a line each.
    pub goes_on: bool,
    /// The columns of the file, whose own fields its cells may go into.
    pub columns: &'a [Column],
    /// The fields of the desk's own that are there.
    pub fields: &'a mut Fields,
    /// The customer is made by this very row.
    pub made: bool,
    /// Something was written.
    pub changed: bool,
}

impl Settle<'_> {
    /// Makes a customer of a draft.
    pub fn make(&mut self, mut draft: Box<Draft>) -> Box<Page> {
        let mut page = Box::new(Page { customer: std::mem::take(&mut draft.customer), ..Page::default() });
        page.customer.id = self.mint();
        self.made = true;
        if !self.to_person(&draft) {
            add_lines(&mut page.customer.note, &draft.lines);
        }
        self.add(&page.customer);
        self.hang_on(&mut page, draft);
        page
    }

    /// Brings a customer that is there up to what a draft says; true if it brought a new person.
    pub fn update(&mut self, page: &mut Page, mut draft: Box<Draft>) -> bool {
        use customer::field::{kana, kind, name, note};
        let mut row = std::mem::take(&mut draft.customer);
        if !self.overwrite
            && page.customer.region.is_empty()
            && page.customer.address.starts_with(&row.region)
        {
            // The address says it already.
            row.region.clear();
        }
        let mut becomes = page.customer.clone();
        let keep: &[u16] = if self.people { &[kind, note, name, kana] } else { &[kind, note] };
        lay(&row, &mut becomes, self.overwrite, keep);
        if self.overwrite {
            add_lines(&mut becomes.note, std::slice::from_ref(&row.note));
        }
        if !self.to_person(&draft) {
            add_lines(&mut becomes.note, &draft.lines);
        }
        self.turn(&page.customer, &becomes);
        page.customer = becomes;
        self.hang_on(page, draft)
    }

    fn to_person(&self, draft: &Draft) -> bool {
        self.people && draft.has_person()
    }

    fn hang_on(&mut self, page: &mut Page, draft: Box<Draft>) -> bool {
        let before = page.people.len();
        let lines = if self.to_person(&draft) { draft.lines.as_slice() } else { &[] };
        let person = draft.has_person().then(|| self.person(page, &draft.person, lines));
        let external_to = if self.people { person } else { None };
        for cell in draft.own {
            self.own(page, cell, if self.people { person } else { None });
        }
        for point in draft.points {
            self.point(page, point, person);
        }
        for tag in &draft.tags {
            self.tag(page, tag);
        }
        for id in draft.external {
            let known = page.external_ids.iter().any(|k| (&k.system, &k.value) == (&id.system, &id.value));
            if !known {
                let mut id = id;
                id.id = self.mint();
                id.customer = Some(page.customer.id);
                id.person = external_to;
                self.add(&id);
                page.external_ids.push(id);
            }
        }
        for id in draft.company {
            if !page.external_ids.iter().any(|k| (&k.system, &k.value) == (&id.system, &id.value)) {
                let id = crate::domain::external_id::ExternalId {
                    id: self.mint(),
                    customer: Some(page.customer.id),
                    ..id
                };
                self.add(&id);
                page.external_ids.push(id);
            }
        }
        page.people.len() > before
    }

    /// Puts a cell into a field of the desk's own: the person's, or the customer's where the row
    /// has none.
    fn own(&mut self, page: &mut Page, cell: OwnCell, person: Option<Id>) {
        let Some(column) = &self.columns[cell.at].own else { return };
        let theirs;
        let field = if self.people && person.is_none() {
            theirs = self.fields.meant(Noun::Customer, &column.name, &column.kind);
            &theirs
        } else {
            column
        };
        let record = person.unwrap_or(page.customer.id);
        let mut value = CustomValue::of(Some(page.customer.id), record, field.id, "");
        (value.raw, value.normal) = (cell.raw, cell.normal);
        let known = page.own.iter().position(|own| own.value.id == value.id);
        match known.map(|at| &mut page.own[at].value) {
            Some(known) if self.goes_on && !holds_line(&known.raw, &value.raw) => {
                value.raw = format!("{}\n{}", known.raw, value.raw);
                value.normal.clear();
                known.clone_from(&value);
            }
            Some(known) if known.raw == value.raw || !self.overwrite || self.goes_on => return,
            Some(known) => known.clone_from(&value),
            None => {
                // Whose field it is tells its id; its name is in the book.
                let field = CustomField { id: field.id, ..CustomField::default() };
                page.own.push(Own { field, value: value.clone() });
            }
        }
        self.fields.put(field, self.writes);
        self.changed = true;
        if self.made && known.is_none() {
            self.add(&value);
        } else {
            set(self.writes, Noun::CustomValue, value.id, value.put_there().fields);
        }
    }

    fn person(&mut self, page: &mut Page, row: &Person, lines: &[String]) -> Id {
        let name = folded(&row.name());
        let alone = page.customer.kind == "person" && page.people.len() == 1;
        let known = page.people.iter().position(|person| alone || folded(&person.name()) == name);
        let Some(at) = known else {
            let mut person = Person { id: self.mint(), customer: Some(page.customer.id), ..row.clone() };
            add_lines(&mut person.note, lines);
            self.add(&person);
            let id = person.id;
            page.people.push(person);
            return id;
        };
        let mut becomes = page.people[at].clone();
        lay(row, &mut becomes, self.overwrite, &[person::field::note]);
        if !becomes.family.is_empty() && folded(&becomes.full_name) == folded(&becomes.name()) {
            // The parts say it already.
            becomes.full_name.clone_from(&page.people[at].full_name);
        }
        if becomes.note.is_empty() {
            row.note.clone_into(&mut becomes.note);
        }
        add_lines(&mut becomes.note, lines);
        self.turn(&page.people[at], &becomes);
        page.people[at] = becomes;
        page.people[at].id
    }

    fn point(&mut self, page: &mut Page, mut point: ContactPoint, person: Option<Id>) {
        let alike = |known: &ContactPoint| {
            let same = known.raw == point.raw || (!point.normal.is_empty() && known.normal == point.normal);
            same && known.kind == point.kind
        };
        if page.contact_points.iter().any(alike) {
            return;
        }
        point.id = self.mint();
        point.customer = Some(page.customer.id);
        point.person = point.person.and(person);
        point.position = i64::try_from(page.contact_points.len()).ok();
        self.add(&point);
        page.contact_points.push(point);
    }

    fn tag(&mut self, page: &mut Page, name: &str) {
        if !page.tags.iter().any(|tag| tag.name == name) {
            let tag = Tag::on(page.customer.id, name);
            self.changed = true;
            self.writes.push(tag.put_on());
            page.tags.push(tag);
        }
    }

    fn turn<R: Record>(&mut self, was: &R, becomes: &R) {
        let differs = |code: u16| was.get(code) != becomes.get(code);
        let fields: Vec<_> = R::FIELDS
            .iter()
            .filter(|field| differs(field.code))
            .map(|field| (field.code, becomes.get(field.code)))
            .collect();
        self.changed |= !fields.is_empty();
        set(self.writes, R::NOUN, was.id(), fields);
    }

    fn add(&mut self, record: &impl Record) {
        self.changed = true;
        if !self.plan_only {
            self.writes.push(Write::adding(record));
        }
    }

    fn mint(&mut self) -> Id {
        self.ids.next().expect("ids have no end")
    }
}

/// Sets fields of a record: in the write that is about it already, if one is, because a commit has
/// one value for a field.
pub fn set(writes: &mut Vec<Write>, noun: Noun, id: Id, fields: Vec<(u16, Value)>) {
    if fields.is_empty() {
        return;
    }
    let Some(write) = writes.iter_mut().rev().find(|write| write.id == id) else {
        return writes.push(Write { noun, id, new: false, fields });
    };
    write.fields.retain(|(known, _)| fields.iter().all(|(code, _)| code != known));
    write.fields.extend(fields);
    write.fields.sort_unstable_by_key(|(code, _)| *code);
}

/// Puts what a row says into a record: into empty fields, or over all but those of `keep`.
fn lay<R: Record>(row: &R, record: &mut R, overwrite: bool, keep: &[u16]) {
    for (code, value) in filled(row) {
        let empty = record.get(code).is_null();
        if empty || (overwrite && !keep.contains(&code)) {
            record.put(code, value);
        }
    }
}

/// Adds lines to a note that are not in it yet.
pub fn add_lines(note: &mut String, lines: &[String]) {
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !holds_line(note, line) {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(line);
        }
    }
}

/// Says whether a note holds a line (or several together) whole.
fn holds_line(note: &str, line: &str) -> bool {
    note.match_indices(line).any(|(at, found)| {
        let behind = &note[at + found.len()..];
        (at == 0 || note[..at].ends_with('\n')) && (behind.is_empty() || behind.starts_with('\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_into_a_note_once_and_its_beginning_is_no_reason_to_drop_it() {
        let mut note = "a: 12".to_owned();
        add_lines(&mut note, &["a: 1".to_owned(), "a: 12".to_owned(), "a: 1".to_owned()]);
        assert_eq!(note, "a: 12\na: 1");
    }

    #[test]
    fn overwriting_replaces_fields_and_keeps_the_note() {
        let mut page = Page::default();
        page.customer.rank = "B".to_owned();
        page.customer.note = "ours".to_owned();
        let mut draft = Box::new(Draft::default());
        draft.customer.rank = "A".to_owned();
        draft.customer.note = "theirs".to_owned();
        let (mut ids, mut writes, mut fields) = (Id::run(1), Vec::new(), Fields::default());
        let mut settle = Settle {
            overwrite: false,
            people: false,
            ids: &mut ids,
            writes: &mut writes,
            goes_on: false,
            plan_only: false,
            columns: &[],
            fields: &mut fields,
            made: false,
            changed: false,
        };
        settle.update(&mut page, draft.clone());
        assert_eq!((page.customer.rank.as_str(), page.customer.note.as_str()), ("B", "ours"));
        settle.overwrite = true;
        settle.update(&mut page, draft);
        assert_eq!((page.customer.rank.as_str(), page.customer.note.as_str()), ("A", "ours\ntheirs"));
        assert_eq!(writes.len(), 1);
    }
}
