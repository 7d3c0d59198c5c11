//! What is written of a row: a record that is new, what of one that is there it changes, or nothing.
//! Called by [`records`](super) alone.

use std::hash::BuildHasher;

use super::told::Told;
use crate::domain::custom_value::CustomValue;
use crate::domain::plan::Verdict;
use crate::domain::record::{GONE, filled, there};
use crate::domain::{Id, Kind, Noun, Value, Write, activity};
use crate::exchange::bring_in::import::{Import, OnDuplicate};
use crate::exchange::bring_in::keys::Book;
use crate::exchange::bring_in::settle::{add_lines, set};
use crate::exchange::error::Error;

impl Import {
    /// Writes what a row says that the book, or an earlier row, does not.
    pub(super) fn lay(&mut self, mut told: Told, book: &mut dyn Book) -> Result<Verdict, Error> {
        let print = self
            .brought
            .seed
            .hash_one((&told.fields, told.own.iter().map(|own| &own.raw).collect::<Vec<_>>()));
        if let Some(before) = self.brought.records.insert(told.id, print) {
            if before == print {
                return Ok(Verdict::Same);
            }
            self.amend(told);
            return Ok(Verdict::Update);
        }
        if !book.is_there(told.id) {
            self.make(told);
            return Ok(Verdict::New);
        }
        if self.options.on_duplicate == OnDuplicate::New && !self.mapping.about.stands_alone() {
            told.external.clear();
            let id = self.ids.next().expect("ids have no end");
            Self::move_to(&mut told, id);
            self.make(told);
            return Ok(Verdict::New);
        }
        self.renew(told, book)
    }

    fn move_to(told: &mut Told, id: Id) {
        for value in &mut told.own {
            let (raw, normal) = (std::mem::take(&mut value.raw), std::mem::take(&mut value.normal));
            *value = CustomValue {
                normal,
                ..CustomValue::of(told.customer, id, value.field.unwrap_or_default(), &raw)
            };
        }
        told.id = id;
    }

    fn make(&mut self, told: Told) {
        self.put_fields(&told.own);
        self.writes.push(Write { noun: told.noun, id: told.id, new: true, fields: told.fields });
        self.writes.extend(told.own.iter().map(Write::adding));
        self.writes.extend(told.external.iter().map(Write::adding));
    }

    fn put_fields(&mut self, own: &[CustomValue]) {
        let columns = self.mapping.columns.iter().filter_map(|column| column.own.as_ref());
        for field in columns.filter(|field| own.iter().any(|value| value.field == Some(field.id))) {
            self.fields.put(field, &mut self.writes);
        }
    }

    /// A later row about a record that this file has brought: it says the newer thing.
    fn amend(&mut self, told: Told) {
        self.put_fields(&told.own);
        set(&mut self.writes, told.noun, told.id, told.fields);
        for value in &told.own {
            set(&mut self.writes, Noun::CustomValue, value.id, filled(value).collect());
        }
    }

    /// Brings a record of the book up to what a row says.
    fn renew(&mut self, told: Told, book: &mut dyn Book) -> Result<Verdict, Error> {
        let own = told.own.iter().map(|value| (Noun::CustomValue, value.id));
        let external = told.external.iter().map(|id| (Noun::ExternalId, id.id));
        let asked: Vec<(Noun, Id)> = [(told.noun, told.id)].into_iter().chain(own).chain(external).collect();
        let mut standing = book.standing(asked)?.into_iter();
        let Some(values) = standing.next().flatten() else {
            self.make(told);
            return Ok(Verdict::New);
        };
        let was = |code: u16| value_of(told.noun, &values, code);
        let gone = !was(GONE).is_null();
        if !gone && self.options.on_duplicate == OnDuplicate::Skip {
            return Ok(Verdict::Skipped);
        }
        let overwrite = gone || self.options.on_duplicate == OnDuplicate::Overwrite;
        let mut fields: Vec<(u16, Value)> = Vec::new();
        for (code, value) in &told.fields {
            let long = told.noun.field(*code).is_some_and(|field| field.kind == Kind::Long);
            let old = was(*code);
            let becomes =
                if long && !old.is_null() { grown(old.text(), value.text()) } else { value.clone() };
            let weightier = told.noun == Noun::Activity
                && *code == activity::field::response
                && activity::weight(becomes.text()) > activity::weight(old.text());
            if *old != becomes && (overwrite || old.is_null() || weightier) {
                fields.push((*code, becomes));
            }
        }
        if gone {
            fields.insert(0, (GONE, Value::Null));
        }
        let mut changed = !fields.is_empty();
        set(&mut self.writes, told.noun, told.id, fields);
        let mut missing = Vec::new();
        for (value, old) in told.own.iter().zip(standing.by_ref()) {
            let differs = old.as_ref().is_none_or(|old| {
                use crate::domain::custom_value::field::raw;
                let gone = !value_of(Noun::CustomValue, old, GONE).is_null();
                gone || (overwrite && value_of(Noun::CustomValue, old, raw).text() != value.raw)
            });
            if differs {
                missing.push(value.clone());
            }
        }
        changed |= !missing.is_empty();
        self.put_fields(&missing);
        self.writes.extend(missing.iter().map(CustomValue::put_there));
        for (id, old) in told.external.iter().zip(standing) {
            if old.is_none_or(|old| !value_of(Noun::ExternalId, &old, GONE).is_null()) {
                self.writes.push(there(id));
                changed = true;
            }
        }
        Ok(match (gone, changed) {
            (true, _) => Verdict::New,
            (false, true) => Verdict::Update,
            (false, false) => Verdict::Same,
        })
    }
}

/// A note that only grows.
fn grown(was: &str, says: &str) -> Value {
    let mut note = was.to_owned();
    add_lines(&mut note, &[says.to_owned()]);
    Value::Text(note)
}

/// The write of a record that may have been there before and be gone.
pub(super) fn anew(mut write: Write) -> Write {
    if write.new {
        write.new = false;
        write.fields.insert(0, (GONE, Value::Null));
    }
    write
}

fn value_of(noun: Noun, values: &[Value], code: u16) -> &Value {
    let at = noun.fields().iter().position(|field| field.code == code);
    at.and_then(|at| values.get(at)).unwrap_or(&Value::Null)
}
