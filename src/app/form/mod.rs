//! A record's fields to fill in or change: one form for every noun, from the nouns' own tables.
//!
//! What is typed is checked when it is saved; a refusal stands under its field and nothing is
//! lost. A new customer's form also takes a number and a mail address.

mod closing;
mod of_deal;
mod row;
mod saving;
mod typing;

pub use of_deal::somebody_for;
pub use row::{OWN, Row};

use super::about::About;
use super::alike::Alike;
use super::ask::World;
use super::draft::Intent;
use super::list::Cursor;
use super::msg::Draft;
use super::rules::Counting;
use super::similar::Similar;
use crate::domain::custom_field::CustomField;
use crate::domain::deal::Deal;
use crate::domain::form::{FieldRow, blank, rows, written};
use crate::domain::invalid::Invalid;
use crate::domain::own::Here;
use crate::domain::page::Page;
use crate::domain::pipeline::Pipelines;
use crate::domain::typed::Place;
use crate::domain::{Id, Kind, Noun, Record, Value};
use crate::i18n::Lang;

/// The fields behind which those of one's own stand; else they come last.
const LAST_OF_FIRST: &[(Noun, &str)] = &[(Noun::Customer, "code"), (Noun::Deal, "lost_reason")];

/// A form.
#[derive(Debug)]
pub struct Form {
    /// What kind of record.
    pub noun: Noun,
    /// Whose; nothing for a new customer.
    pub customer: Option<Id>,
    /// Which; nothing for a new one.
    pub record: Option<Id>,
    /// The customer's name, or nothing yet.
    pub subject: String,
    /// The fields, in order.
    pub rows: Vec<Row>,
    /// The field the caret is in.
    pub cursor: Cursor,
    /// Why a field was refused.
    pub invalid: Option<Invalid>,
    /// On its way to the disk.
    pub saving: bool,
    /// The new customer being saved.
    pub made: Option<Id>,
    /// What it is about, where that is no part of a customer's page.
    pub about: Option<About>,
    /// Whom saving would move, where it is about the rules.
    pub moved: Counting,
    /// Who in the book is known by what is typed.
    pub alike: Alike,
    /// What was asked before like the inquiry that is typed.
    pub similar: Similar,
    /// The pipelines deals go through.
    pub pipelines: Pipelines,
    /// The deal that it adds something to.
    pub deal: Option<Deal>,
    /// Who can be put on its route: ids and names.
    pub people: Vec<(String, String)>,
}

impl Form {
    /// The form of a new record for a customer, or of a new customer.
    #[must_use]
    pub fn new(noun: Noun, page: Option<&Page>) -> Self {
        let value = |field: &FieldRow| blank(noun, field.name).to_owned();
        Self::build(noun, page, None, value)
    }

    /// The form of a record that is there.
    #[must_use]
    pub fn edit(noun: Noun, page: &Page, record: Id, place: Place<'_>) -> Option<Self> {
        let get: Box<dyn Fn(u16) -> Value> = match noun {
            Noun::Customer => reader(page.customer.clone()),
            Noun::Person => reader(page.person(record)?.clone()),
            Noun::ContactPoint => reader(page.contact_points.iter().find(|one| one.id == record)?.clone()),
            Noun::Deal => reader(page.deals.iter().find(|one| one.id == record)?.clone()),
            // What was to be added to a deal has the deal for a record until it is there.
            Noun::DealPerson | Noun::DealLine if page.deals.iter().any(|one| one.id == record) => {
                return Self::of_deal(noun, page, record, place);
            }
            Noun::DealPerson => reader(page.deal_people.iter().find(|one| one.id == record)?.clone()),
            Noun::DealLine => reader(page.deal_lines.iter().find(|one| one.id == record)?.clone()),
            Noun::Subscription => reader(page.subscriptions.iter().find(|one| one.id == record)?.clone()),
            Noun::Inquiry => reader(page.inquiries.iter().find(|one| one.id == record)?.clone()),
            Noun::NextStep => reader(page.next_steps.iter().find(|one| one.id == record)?.clone()),
            Noun::Activity => reader(page.activities.iter().find(|one| one.id == record)?.clone()),
            _ => return None,
        };
        let deal = page.deals.iter().find(|one| one.id == record).map(|one| one.currency.as_str());
        let paid = page.subscriptions.iter().find(|one| one.id == record).map(|one| one.currency.as_str());
        let line = page.deal_lines.iter().find(|one| one.id == record).map(|one| one.currency.as_str());
        let own = deal.or(paid).or(line).filter(|own| !own.is_empty());
        let place = Place { currency: own.unwrap_or(place.currency), ..place };
        Some(Self::build(noun, Some(page), Some(record), |field| {
            field.field.map(|known| written(known.kind, &get(known.code), place)).unwrap_or_default()
        }))
    }

    fn build(
        noun: Noun,
        page: Option<&Page>,
        record: Option<Id>,
        value: impl Fn(&FieldRow) -> String,
    ) -> Self {
        let pipelines = page.map(|page| page.pipelines.clone()).unwrap_or_default();
        let several = pipelines.shown().nth(1).is_some();
        let rows = rows(noun, record.is_none())
            .filter(|row| several || (noun, row.name) != (Noun::Deal, "pipeline"));
        let rows = rows.map(|field| Row::new(field, &value(&field)));
        Self {
            noun,
            customer: page.map(|page| page.customer.id),
            record,
            subject: page.map(|page| page.customer.name.clone()).unwrap_or_default(),
            rows: rows.collect(),
            cursor: Cursor::default(),
            invalid: None,
            saving: false,
            made: None,
            about: None,
            moved: Counting::default(),
            alike: Alike::default(),
            similar: Similar::default(),
            pipelines,
            deal: None,
            people: Vec::new(),
        }
    }

    /// The form of something that is no part of a customer's page.
    #[must_use]
    pub fn on(about: About, lang: Lang, place: Place<'_>) -> Self {
        let value = |field: &FieldRow| {
            let text = field.field.map(|known| written(known.kind, &about.get(known.code), place));
            let unset = if field.kind() == Kind::Flag { "no" } else { "" };
            text.filter(|text| !text.is_empty()).unwrap_or_else(|| unset.to_owned())
        };
        let mut form = Self::build(about.noun(), None, about.record(), value);
        form.rows.retain(|row| about.shows(&row.field));
        form.subject = about.subject(lang);
        Self { about: Some(about), ..form }
    }

    /// The same with the fields of one's own that such a record has.
    #[must_use]
    pub fn with_own(mut self, fields: &[CustomField], page: Option<&Page>) -> Self {
        let mut own = Vec::new();
        for field in fields.iter().filter(|field| field.of == self.noun.table()) {
            let held = page.zip(self.record).and_then(|(page, record)| {
                page.own_of(record).find(|own| own.field.id == field.id).map(|own| own.value.raw.clone())
            });
            own.push(Row::of_own(field, &held.unwrap_or_default()));
        }
        let behind = self.rows.iter().position(|row| LAST_OF_FIRST.contains(&(self.noun, row.field.name)));
        let at = behind.map_or(self.rows.len(), |at| at + 1);
        self.rows.splice(at..at, own);
        self
    }

    /// The same with words written earlier.
    #[must_use]
    pub fn with_draft(mut self, draft: &Draft) -> Self {
        for (name, text) in draft.text.split('\u{1e}').filter_map(|part| part.split_once('\t')) {
            if let Some(row) = self.rows.iter_mut().find(|row| row.name() == name) {
                row.input.set_text(text);
            }
        }
        self
    }

    /// Says whether what it changes holds on one call list.
    #[must_use]
    pub fn moves_on_list(&self) -> bool {
        self.about.as_ref().is_some_and(|about| about.list().is_some())
    }

    /// What a draft of it is kept under.
    #[must_use]
    pub fn draft_key(&self) -> String {
        self.intent().key()
    }

    /// Puts the caret into the field of that name.
    pub fn go_to(&mut self, name: &str) {
        self.cursor.at = self.rows.iter().position(|row| row.field.name == name).unwrap_or(self.cursor.at);
    }

    fn intent(&self) -> Intent {
        let record = self.record.or_else(|| self.deal.as_ref().map(|deal| deal.id));
        Intent::Form { noun: self.noun, customer: self.customer, record }
    }

    fn draft(&self) -> Draft {
        let touched = self.rows.iter().filter(|row| row.touched());
        let parts: Vec<String> = touched.map(|row| format!("{}\t{}", row.name(), row.input.text())).collect();
        self.intent().draft(&self.subject, parts.join("\u{1e}"), 0)
    }

    /// The row the caret is in.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.cursor.at)
    }

    /// The codes a field can hold here, where it is a choice.
    #[must_use]
    pub fn choices<'a>(&'a self, row: &'a Row) -> Vec<&'a str> {
        match (self.noun, row.field.name) {
            (Noun::Deal, "pipeline") => {
                self.pipelines.shown().map(|course| course.pipeline.code.as_str()).collect()
            }
            (Noun::DealPerson, "person") => self.people.iter().map(|(id, _)| id.as_str()).collect(),
            (Noun::Deal, "stage") => {
                let course = self.pipelines.of(self.text("pipeline"));
                course.shown().map(|stage| stage.code.as_str()).collect()
            }
            _ => row.choices(),
        }
    }

    /// What is written in the field of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.rows.iter().find(|row| row.field.name == name).map_or("", |row| row.input.text().trim())
    }
}

fn here<'a>(world: &'a World<'_>) -> Here<'a> {
    let place = Place { offset: *world.now.offset(), currency: &world.setting.currency };
    Here { place, region: &world.setting.region }
}

fn reader<R: Record + 'static>(record: R) -> Box<dyn Fn(u16) -> Value> {
    Box::new(move |code| record.get(code))
}
