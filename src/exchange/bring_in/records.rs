//! Rows that are deals, purchases, activities or reps: whose they are, whether they are there, and
//! what is to be written.
//!
//! A record's id is the hash of the id it has where it came from, else of what its line says, so the
//! same file again finds what it brought. `import` calls this for each row that is no customer.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::draft::{Draft, OwnCell};
use super::import::{Import, OnDuplicate};
use super::keys::{Book, Found, Key, reach};
use super::settle::{add_lines, set};
use crate::domain::consent::{self, Consent};
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_value::CustomValue;
use crate::domain::external_id::ExternalId;
use crate::domain::plan::{Refusal, Verdict};
use crate::domain::record::{GONE, filled, there};
use crate::domain::rep::{self, Rep};
use crate::domain::{Id, Kind, Noun, Value, Write, activity, inquiry, next_step, product, purchase, typed};
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

impl Told {
    /// The person it names.
    fn person(&self) -> Option<Id> {
        let code = self.noun.fields().iter().find(|field| field.name == "person")?.code;
        match self.fields.iter().find(|(known, _)| *known == code) {
            Some((_, Value::Ref(bytes))) => Some(Id::from_bytes(*bytes)),
            _ => None,
        }
    }
}

/// A record as a row has it.
struct Told {
    noun: Noun,
    id: Id,
    customer: Option<Id>,
    fields: Vec<(u16, Value)>,
    own: Vec<CustomValue>,
    external: Vec<ExternalId>,
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

    /// Turns the name of a rep into a reference; one not known yet becomes a rep.
    fn refer_reps(&mut self, draft: &mut Draft, book: &mut dyn Book) {
        let Some((_, name)) = draft.owner.take() else { return };
        let code = match self.mapping.about {
            As::Deals => crate::domain::deal::field::owner,
            As::Subscriptions => return,
            As::Inquiries => inquiry::field::owner,
            As::Consents => consent::field::rep,
            _ => activity::field::rep,
        };
        let rep = self.rep_of(&name, book);
        draft.fields.push((code, Value::Ref(*rep.as_bytes())));
    }

    fn rep_of(&mut self, name: &str, book: &mut dyn Book) -> Id {
        let word = folded(name);
        if let Some(known) = book.rep(&word).or_else(|| self.brought.reps.get(&word).copied()) {
            return known;
        }
        let rep =
            Rep { id: rep_id(&word), name: typed::clean_line(name).trim().to_owned(), ..Rep::default() };
        self.writes.push(there(&rep));
        self.brought.reps.insert(word, rep.id);
        rep.id
    }

    fn rep_row(&mut self, draft: &Draft, book: &mut dyn Book) -> Result<Verdict, Error> {
        let name = draft.fields.iter().find(|(code, _)| *code == rep::field::name);
        let name = name.map_or("", |(_, value)| value.text()).to_owned();
        let word = folded(&name);
        let known = book.rep(&word);
        let id = known.or_else(|| self.brought.reps.get(&word).copied()).unwrap_or_else(|| rep_id(&word));
        self.brought.reps.insert(word, id);
        let mut fields = draft.fields.clone();
        fields.retain(|(code, _)| known.is_none() || *code != rep::field::name);
        let told =
            Told { noun: Noun::Rep, id, customer: None, fields, own: Vec::new(), external: Vec::new() };
        self.lay(told, book)
    }

    /// A product is known by its code, else by its name, whatever file it stands in.
    fn product_row(&mut self, draft: Draft, book: &mut dyn Book) -> Result<Verdict, Error> {
        let Draft { mut fields, lines, .. } = draft;
        note(Noun::Product, &mut fields, &lines);
        let text = |field: u16| {
            let found = fields.iter().find(|(known, _)| *known == field);
            found.map_or("", |(_, value)| value.text()).to_owned()
        };
        let id = product::id_of(&text(product::field::code), &text(product::field::name));
        fields.sort_by_key(|(code, _)| *code);
        fields.dedup_by_key(|(code, _)| *code);
        self.lay(
            Told { noun: Noun::Product, id, customer: None, fields, own: Vec::new(), external: Vec::new() },
            book,
        )
    }

    /// The record of a row, with its own fields and ids beside it.
    fn told(&mut self, draft: Draft, customer: Option<Id>, book: &mut dyn Book) -> Result<Told, Error> {
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

    fn person_of(&mut self, customer: Id, name: &str, book: &mut dyn Book) -> Result<Option<Value>, Error> {
        let Some(page) = self.page(customer, book)? else { return Ok(None) };
        let word = folded(name);
        let person = page.people.iter().find(|person| folded(&person.name()) == word).map(|person| person.id);
        self.remember(page);
        Ok(person.map(|person| Value::Ref(*person.as_bytes())))
    }

    /// What was to be done has happened.
    fn finish_step(&mut self, step: Id, fields: &[(u16, Value)]) {
        let at = fields.iter().find(|(code, _)| *code == activity::field::at).map(|(_, at)| at.clone());
        let done = at.into_iter().map(|at| (next_step::field::done_at, at)).collect();
        set(&mut self.writes, Noun::NextStep, step, done);
    }

    /// Writes what a row says that the book, or an earlier row, does not.
    fn lay(&mut self, mut told: Told, book: &mut dyn Book) -> Result<Verdict, Error> {
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
fn note(noun: Noun, fields: &mut Vec<(u16, Value)>, lines: &[String]) {
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

/// A note that only grows.
fn grown(was: &str, says: &str) -> Value {
    let mut note = was.to_owned();
    add_lines(&mut note, &[says.to_owned()]);
    Value::Text(note)
}

/// The next step that an activity still to come is.
fn as_step(fields: &[(u16, Value)]) -> Vec<(u16, Value)> {
    use activity::field as was;
    use next_step::field as step;
    let of = |code: u16| fields.iter().find(|(known, _)| *known == code).map(|(_, value)| value.clone());
    let kind = match of(was::kind).unwrap_or_default().text() {
        "call" => "callback",
        "mail" => "mail",
        "meeting" | "visit" => "meeting",
        _ => "task",
    };
    let words = [of(was::subject), of(was::note)].into_iter().flatten();
    let words: Vec<String> = words.map(|value| typed::clean_line(value.text()).into_owned()).collect();
    let mut fields = vec![(step::kind, Value::Text(kind.to_owned()))];
    if !words.is_empty() {
        fields.push((step::text, Value::Text(words.join(" / "))));
    }
    let same = [
        (was::customer, step::customer),
        (was::person, step::person),
        (was::at, step::due_at),
        (was::zone, step::zone),
        (was::rep, step::owner),
    ];
    fields.extend(same.into_iter().filter_map(|(from, to)| Some((to, of(from)?))));
    fields
}

fn step_id(activity: Id) -> Id {
    Id::of_parts(&[b"step", activity.as_bytes()])
}

/// The rep of that folded name: the same on every desk that meets it.
fn rep_id(word: &str) -> Id {
    Id::of_parts(&[b"rep", word.as_bytes()])
}

fn id_elsewhere(customer: Option<Id>, record: Id, system: String, value: String) -> ExternalId {
    let id = Id::of_parts(&[b"external_id", record.as_bytes(), system.as_bytes()]);
    ExternalId { id, customer, system, value, record: Some(record), ..ExternalId::default() }
}

/// The write of a record that may have been there before and be gone.
fn anew(mut write: Write) -> Write {
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
