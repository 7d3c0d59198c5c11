//! The record of a row: its fields, what stands in fields of one's own, its ids elsewhere, and its own id.
//! Called by [`records`](super) alone.

use super::to_do::{as_step, step_id};
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_value::CustomValue;
use crate::domain::external_id::ExternalId;
use crate::domain::{Id, Noun, Value, activity, consent, inquiry, purchase};
use crate::exchange::bring_in::draft::{Draft, OwnCell};
use crate::exchange::bring_in::import::Import;
use crate::exchange::bring_in::keys::Book;
use crate::exchange::bring_in::settle::add_lines;
use crate::exchange::error::Error;
use crate::exchange::map::headers::As;
use crate::exchange::read::cell::folded;

/// A record as a row has it.
pub(super) struct Told {
    pub(super) noun: Noun,
    pub(super) id: Id,
    pub(super) customer: Option<Id>,
    pub(super) fields: Vec<(u16, Value)>,
    pub(super) own: Vec<CustomValue>,
    pub(super) external: Vec<ExternalId>,
}

impl Told {
    /// The person it names.
    pub(super) fn person(&self) -> Option<Id> {
        let code = self.noun.fields().iter().find(|field| field.name == "person")?.code;
        match self.fields.iter().find(|(known, _)| *known == code) {
            Some((_, Value::Ref(bytes))) => Some(Id::from_bytes(*bytes)),
            _ => None,
        }
    }
}

impl Import {
    /// The record of a row, with its own fields and ids beside it.
    pub(super) fn told(
        &mut self,
        draft: Draft,
        customer: Option<Id>,
        book: &mut dyn Book,
    ) -> Result<Told, Error> {
        let Draft { mut fields, own, own_ids, lines, person, to_do, points, .. } = draft;
        let about = self.mapping.about.noun();
        if let Some(customer) = customer {
            fields.push((about.customer_field().unwrap_or_default(), Value::Ref(*customer.as_bytes())));
        }
        note(about, &mut fields, &lines);
        let stated = own_ids.iter().find(|(_, value)| !value.is_empty());
        let id = match stated {
            Some((system, value)) => {
                Id::of_parts(&[b"import", &[about.code()], system.as_bytes(), value.as_bytes()])
            }
            None => self.id_of_line(about, customer, &fields, &points),
        };
        let place = about.fields().iter().find(|field| field.name == "person").map(|field| field.code);
        if let (Some(place), Some(customer)) = (place, customer) {
            let name = person.name();
            if !name.is_empty() {
                fields.extend(self.person_of(customer, &name, book)?.map(|person| (place, person)));
            }
        }
        let step = step_id(id);
        let (noun, id) = if to_do { (Noun::NextStep, step) } else { (about, id) };
        if to_do {
            fields = as_step(&fields);
        } else if about == Noun::Activity && book.is_there(step) {
            self.finish_step(step, &fields);
        }
        fields.sort_by_key(|(code, _)| *code);
        fields.dedup_by_key(|(code, _)| *code);
        let external =
            own_ids.into_iter().map(|(system, value)| id_elsewhere(customer, id, system, value)).collect();
        let own = own.iter().fold(Vec::new(), |values, cell| self.own_value(values, customer, id, cell));
        Ok(Told { noun, id, customer, fields, own, external })
    }

    fn own_value(
        &self,
        mut values: Vec<CustomValue>,
        customer: Option<Id>,
        record: Id,
        cell: &OwnCell,
    ) -> Vec<CustomValue> {
        let Some(field) = &self.mapping.columns[cell.at].own else { return values };
        let mut value = CustomValue::of(customer, record, field.id, &cell.raw);
        value.normal.clone_from(&cell.normal);
        match values.iter_mut().find(|known| known.id == value.id) {
            Some(known) => known.raw = format!("{}\n{}", known.raw, value.raw),
            None => values.push(value),
        }
        values
    }

    /// The id of a line that has none of its own: what it says, and which of several like it it is. A
    /// message that was sent is told by where it went, not by what became of it since.
    fn id_of_line(
        &mut self,
        noun: Noun,
        customer: Option<Id>,
        fields: &[(u16, Value)],
        points: &[ContactPoint],
    ) -> Id {
        let customer = customer.unwrap_or_default();
        let code = noun.code();
        let sent = self.mapping.about == As::Mailings;
        let reached = points.iter().filter(|_| sent).map(|point| point.dialled().as_bytes().to_vec());
        let told: Vec<Vec<u8>> = telling(noun)
            .iter()
            .filter(|code| !sent || **code != activity::field::note)
            .map(|code| match fields.iter().find(|(known, _)| known == code).map(|(_, value)| value) {
                Some(Value::Int(number)) => number.to_le_bytes().to_vec(),
                Some(Value::Text(text)) => text.as_bytes().to_vec(),
                Some(Value::Ref(bytes)) => bytes.to_vec(),
                Some(Value::Null) | None => Vec::new(),
            })
            .chain(reached)
            .collect();
        let head: [&[u8]; 3] = [b"line", std::slice::from_ref(&code), customer.as_bytes()];
        let parts: Vec<&[u8]> = head.into_iter().chain(told.iter().map(Vec::as_slice)).collect();
        let line = Id::of_parts(&parts);
        let times = self.brought.lines.entry(line).and_modify(|times| *times += 1).or_insert(0);
        if *times == 0 { line } else { Id::of_parts(&[b"again", line.as_bytes(), &times.to_le_bytes()]) }
    }

    pub(super) fn person_of(
        &mut self,
        customer: Id,
        name: &str,
        book: &mut dyn Book,
    ) -> Result<Option<Value>, Error> {
        let Some(page) = self.page(customer, book)? else { return Ok(None) };
        let word = folded(name);
        let person = page.people.iter().find(|person| folded(&person.name()) == word).map(|person| person.id);
        self.remember(page);
        Ok(person.map(|person| Value::Ref(*person.as_bytes())))
    }
}

/// The fields that tell a line from another, where it has no id of its own.
fn telling(noun: Noun) -> &'static [u16] {
    use crate::domain::deal::field as deal;
    use crate::domain::subscription::field as paid;
    use purchase::field as bought;
    match noun {
        Noun::Purchase => &[
            bought::number,
            bought::product_code,
            bought::product,
            bought::at,
            bought::quantity,
            bought::unit_price,
            bought::amount,
        ],
        Noun::Deal => &[deal::title, deal::product, deal::opened_on],
        Noun::Subscription => &[paid::product_code, paid::product, paid::started_on],
        Noun::Inquiry => &[inquiry::field::received_at, inquiry::field::kind, inquiry::field::text],
        Noun::Consent => {
            use consent::field::{channel, obtained_on, state, withdrawn_on};
            &[channel, state, obtained_on, withdrawn_on]
        }
        _ => &[activity::field::kind, activity::field::at, activity::field::subject, activity::field::note],
    }
}

/// Puts lines that no field takes into the record's note.
pub(super) fn note(noun: Noun, fields: &mut Vec<(u16, Value)>, lines: &[String]) {
    let name = match noun {
        Noun::Inquiry => "text",
        Noun::Consent => "wording",
        _ => "note",
    };
    let Some(code) = noun.fields().iter().find(|field| field.name == name).map(|field| field.code) else {
        return;
    };
    if lines.is_empty() {
        return;
    }
    let was = fields.iter().find(|(known, _)| *known == code).map_or("", |(_, value)| value.text());
    let mut text = was.to_owned();
    add_lines(&mut text, lines);
    fields.retain(|(known, _)| *known != code);
    fields.push((code, Value::Text(text)));
}

fn id_elsewhere(customer: Option<Id>, record: Id, system: String, value: String) -> ExternalId {
    let id = Id::of_parts(&[b"external_id", record.as_bytes(), system.as_bytes()]);
    ExternalId { id, customer, system, value, record: Some(record), ..ExternalId::default() }
}
