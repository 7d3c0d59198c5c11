//! Rows that are deals, purchases, activities or reps: whose they are, whether they are there, and
//! what is to be written.
//!
//! A record's id is the hash of the id it has where it came from, else of what its line says, so the
//! same file again finds what it brought. `import` calls this for each row that is no customer: here it is
//! told whose it is, `told` says what it is, `laying` writes it.

mod laying;
mod reps;
mod to_do;
mod told;

use std::collections::HashMap;
use std::hash::RandomState;

use laying::anew;

use super::draft::Draft;
use super::import::Import;
use super::keys::{Book, Found, Key, reach};
use super::settle::set;
use crate::domain::consent::{self, Consent};
use crate::domain::contact_point::ContactPoint;
use crate::domain::plan::{Refusal, Verdict};
use crate::domain::{Id, Noun, Value};
use crate::exchange::error::Error;
use crate::exchange::map::headers::As;
use crate::exchange::read::cell::folded;

/// What an import has brought besides customers.
#[derive(Default)]
pub(super) struct Brought {
    /// Records of the file, and what their rows said.
    records: HashMap<Id, u64>,
    /// How often a line without an id of its own stood there.
    lines: HashMap<Id, u32>,
    reps: HashMap<String, Id>,
    seed: RandomState,
}

/// Whose record a row is.
enum Whose {
    Theirs(Id),
    /// The row names nobody.
    Nobodys,
    /// It names somebody who is not there.
    Unknown(String),
    /// Several answer to what it says.
    Many(String),
}

impl Import {
    /// Takes a row that is a record of some customer, or a rep.
    pub(super) fn record(&mut self, mut draft: Box<Draft>, book: &mut dyn Book) -> Result<Verdict, Error> {
        self.counts.kept_as_note += draft.kept_as_note;
        match self.mapping.about {
            As::Reps => return self.rep_row(&draft, book),
            As::Products => return self.product_row(*draft, book),
            _ => {}
        }
        let customer = match self.whose(&draft, book)? {
            Whose::Theirs(id) => Some(id),
            Whose::Many(name) => return Ok(Verdict::Rejected(Refusal::Ambiguous { name })),
            Whose::Nobodys if self.mapping.about.needs_somebody() => {
                return Ok(Verdict::Rejected(Refusal::Nameless));
            }
            Whose::Nobodys => None,
            Whose::Unknown(_) if self.makes_customers() => Some(self.make_customer(&mut draft)),
            Whose::Unknown(name) => return Ok(Verdict::Rejected(Refusal::NoCustomer { name })),
        };
        self.counts.without_customer += u64::from(customer.is_none());
        self.refer_reps(&mut draft, book);
        let word = draft.said.take().map(|said| (said, draft.points.clone()));
        let told = self.told(*draft, customer, book)?;
        let (id, named) = (told.id, told.person());
        let verdict = self.lay(told, book)?;
        let Some((said, points)) = word.filter(|_| customer.is_some()) else { return Ok(verdict) };
        let of_row = self.mapping.about == As::Consents;
        let changed = matches!(verdict, Verdict::New | Verdict::Update);
        if of_row && !changed {
            return Ok(verdict);
        }
        let said = Consent { id, customer, person: named.filter(|_| of_row), ..*said };
        let taken = self.take_word(said, &points, book)?;
        Ok(if taken && !changed { Verdict::Update } else { verdict })
    }

    /// Takes down what a row says of being contacted: the person whose address it names, the block of a
    /// withdrawal, and beside a message the consent itself, once. Says whether anything was taken down.
    fn take_word(
        &mut self,
        mut said: Consent,
        points: &[ContactPoint],
        book: &mut dyn Book,
    ) -> Result<bool, Error> {
        let Some(mut page) = self.page(said.customer.unwrap_or_default(), book)? else { return Ok(false) };
        let at = |known: &&ContactPoint| points.iter().any(|point| known.dialled() == point.dialled());
        let by_address = page.contact_points.iter().find(at).and_then(|point| point.person);
        let of_row = self.mapping.about == As::Consents;
        if let (true, None, Some(person)) = (of_row, said.person, by_address) {
            let person = (consent::field::person, Value::Ref(*person.as_bytes()));
            set(&mut self.writes, Noun::Consent, said.id, vec![person]);
        }
        said.person = said.person.or(by_address);
        if !of_row {
            said.id = Id::of_parts(&[b"said", said.id.as_bytes()]);
        }
        let known = !of_row && page.consents.iter().any(|consent| consent.id == said.id);
        if !known {
            let mut writes = said.change(&page, self.options.rules.now).writes;
            writes.retain(|write| !of_row || write.noun == Noun::Block);
            self.writes.extend(writes.into_iter().map(anew));
        }
        if !of_row && !known {
            page.consents.push(said);
        }
        self.remember(page);
        Ok(!known)
    }

    fn makes_customers(&self) -> bool {
        self.options.make_customers.unwrap_or_else(|| self.mapping.names_by_id_only())
    }

    /// The customer a row names: by the surest thing it says of them that somebody answers to.
    fn whose(&mut self, draft: &Draft, book: &mut dyn Book) -> Result<Whose, Error> {
        if let Ok(id) = draft.whom.parse::<Id>() {
            let there = book.page(id)?.is_some();
            return Ok(if there { Whose::Theirs(id) } else { Whose::Unknown(draft.whom.clone()) });
        }
        let (keys, name) = named(draft);
        let mut many = false;
        for key in &keys {
            for found in [self.seen.find(*key), book.find(*key)] {
                match found {
                    Found::One(id) => return Ok(Whose::Theirs(id)),
                    Found::Many => many = true,
                    Found::Nobody => {}
                }
            }
        }
        Ok(match (keys.is_empty(), many) {
            (true, _) => Whose::Nobodys,
            (false, true) => Whose::Many(name),
            (false, false) => Whose::Unknown(name),
        })
    }

    /// Makes the customer a row names, called by their code where it says nothing else.
    fn make_customer(&mut self, draft: &mut Draft) -> Id {
        let (keys, name) = named(draft);
        let mut theirs = Box::new(Draft {
            customer: std::mem::take(&mut draft.customer),
            points: std::mem::take(&mut draft.points),
            tags: std::mem::take(&mut draft.tags),
            external: std::mem::take(&mut draft.external),
            ..Draft::default()
        });
        if theirs.customer.name.is_empty() {
            theirs.customer.name = name;
        }
        if theirs.customer.kind.is_empty() {
            "company".clone_into(&mut theirs.customer.kind);
        }
        if !draft.whom.is_empty() && theirs.customer.code.is_empty() {
            theirs.customer.code.clone_from(&draft.whom);
        }
        let page = self.settle().make(theirs);
        self.counts.customers_made += 1;
        keys.iter().for_each(|key| self.seen.learn(*key, page.customer.id));
        page.customer.id
    }
}

/// What of a row names its customer, surest first, and what to call them.
fn named(draft: &Draft) -> (Vec<Key>, String) {
    let customer = &draft.customer;
    let name = if customer.name.is_empty() { draft.person.name() } else { customer.name.clone() };
    let mut keys = Vec::new();
    if !draft.whom.is_empty() {
        keys.extend(draft.whom.split_once(':').map(|(system, id)| Key::external(system, id)));
        keys.push(Key::code(&draft.whom));
        keys.push(Key::name(&folded(&draft.whom)));
    }
    keys.extend(draft.external.iter().map(|id| Key::external(&id.system, &id.value)));
    if !customer.code.is_empty() {
        keys.push(Key::code(&customer.code));
    }
    if !customer.corporate_number.is_empty() {
        keys.push(Key::corporate(&customer.corporate_number));
    }
    let mails = draft.points.iter().filter(|point| point.kind == "mail");
    let numbers = draft.points.iter().filter(|point| point.kind != "mail");
    keys.extend(mails.chain(numbers).filter_map(reach).map(|point| Key::point(&point)));
    if !name.is_empty() {
        keys.push(Key::name(&folded(&name)));
    }
    let ids = draft.external.iter().map(|id| id.value.as_str());
    let points = draft.points.iter().map(|point| point.raw.as_str());
    let words = [name.as_str(), &draft.whom, &customer.code, &customer.corporate_number];
    let called = words.into_iter().chain(ids).chain(points).find(|word| !word.is_empty()).unwrap_or_default();
    (keys, called.to_owned())
}
