//! A record's fields to fill in or change: one form for every noun, from the nouns' own tables.
//!
//! What is typed is checked when it is saved; a refusal stands under its field and nothing is
//! lost. A new customer's form also takes a number and a mail address.

use super::about::About;
use super::alike::{Alike, draft_of};
use super::ask::{Ask, World};
use super::draft::Intent;
use super::field::Field;
use super::list::Cursor;
use super::msg::{Draft, Effect};
use super::rules::Counting;
use super::toast::News;
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_field::CustomField;
use crate::domain::customer::Customer;
use crate::domain::deal::{self, Deal};
use crate::domain::form::{FieldRow, blank, rows, written};
use crate::domain::inquiry::Inquiry;
use crate::domain::invalid::{Invalid, Why};
use crate::domain::own::{Fault, Here, split};
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::pipeline::Pipelines;
use crate::domain::stage::StageFlag;
use crate::domain::typed::{self, Place};
use crate::domain::zone::zone;
use crate::domain::{Change, Deed, Id, Kind, Noun, Record, Value, Write, contact_point};
use crate::i18n::{Lang, Text};
use crate::keys::{Action, Key};

/// One row of a form.
#[derive(Debug)]
pub struct Row {
    /// Which field.
    pub field: FieldRow,
    /// What is written in it.
    pub input: Field,
    /// The field of one's own it is, if it is one.
    pub own: Option<CustomField>,
    /// The rules of it that what is written breaks.
    pub faults: Vec<Fault>,
    was: String,
}

impl Row {
    fn new(field: FieldRow, was: String) -> Self {
        let input = if field.kind() == Kind::Long { Field::lines() } else { Field::line() };
        Self { input: input.with(&was), was, field, own: None, faults: Vec::new() }
    }

    /// The row of a field of one's own.
    fn of_own(own: &CustomField, was: String) -> Self {
        let field = FieldRow { name: OWN, field: None, choices: &[] };
        Self { own: Some(own.clone()), ..Self::new(field, was) }
    }

    /// What it is called in drafts.
    fn name(&self) -> &str {
        self.own.as_ref().map_or(self.field.name, |own| &own.name)
    }

    /// The codes or words it can hold, where it is a choice.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        match &self.own {
            Some(own) if own.kind == "flag" => vec!["yes", "no"],
            Some(own) if own.kind == "choice" => own.options(),
            Some(_) => Vec::new(),
            None => self.field.choices.to_vec(),
        }
    }

    /// A figure picks a choice of one's own: the only one, or one more of several.
    fn pick(&mut self, typed: Option<char>) -> bool {
        let Some(own) = &self.own else { return false };
        let at = typed.and_then(|typed| typed.to_digit(10)).and_then(|digit| digit.checked_sub(1));
        let options = if own.kind == "flag" { vec!["yes", "no"] } else { own.options() };
        let Some(word) = at.and_then(|at| options.get(usize::try_from(at).ok()?)) else { return false };
        let text = if own.kind == "multi" {
            let mut held: Vec<&str> = split(self.input.text()).collect();
            match held.iter().position(|one| one == word) {
                Some(at) => drop(held.remove(at)),
                None => held.push(word),
            }
            held.join(", ")
        } else {
            (*word).to_owned()
        };
        self.input.set_text(&text);
        true
    }

    fn touched(&self) -> bool {
        self.input.text() != self.was
    }
}

/// The fields behind which those of one's own stand; else they come last.
const LAST_OF_FIRST: &[(Noun, &str)] = &[(Noun::Customer, "code"), (Noun::Deal, "lost_reason")];

/// What rows of fields of one's own are called among the others.
pub const OWN: &str = "own";

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
    /// The pipelines deals go through.
    pub pipelines: Pipelines,
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
            Noun::Subscription => reader(page.subscriptions.iter().find(|one| one.id == record)?.clone()),
            Noun::Inquiry => reader(page.inquiries.iter().find(|one| one.id == record)?.clone()),
            Noun::NextStep => reader(page.next_steps.iter().find(|one| one.id == record)?.clone()),
            Noun::Activity => reader(page.activities.iter().find(|one| one.id == record)?.clone()),
            _ => return None,
        };
        let deal = page.deals.iter().find(|one| one.id == record).map(|one| one.currency.as_str());
        let paid = page.subscriptions.iter().find(|one| one.id == record).map(|one| one.currency.as_str());
        let own = deal.or(paid).filter(|own| !own.is_empty());
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
        let rows = rows.map(|field| Row::new(field, value(&field)));
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
            pipelines,
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
            own.push(Row::of_own(field, held.unwrap_or_default()));
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

    const fn intent(&self) -> Intent {
        Intent::Form { noun: self.noun, customer: self.customer, record: self.record }
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

    pub(super) fn act(&mut self, action: Action, world: &World<'_>) -> Ask {
        let len = self.rows.len();
        match action {
            Action::NextField => self.cursor.at = (self.cursor.at + 1) % len.max(1),
            Action::PreviousField => self.cursor.at = (self.cursor.at + len.max(1) - 1) % len.max(1),
            Action::PageDown => self.cursor.step(10, len),
            Action::PageUp => self.cursor.step(-10, len),
            Action::NextChoice => return self.turn(1, world),
            Action::PreviousChoice => return self.turn(-1, world),
            Action::EditOutside => return self.edit_outside(),
            Action::OpenAlike => return self.open_alike(),
            Action::Back if self.saving => {}
            Action::Back if self.draft().text.is_empty() => {
                return Ask { drop: Some(self.draft_key()), ..Ask::close() };
            }
            Action::Back => return Ask { park: Some(self.draft()), ..Ask::close() },
            Action::Save if !self.saving => return self.save(world),
            _ => {}
        }
        Ask::nothing()
    }

    pub(super) fn type_key(&mut self, key: Key, world: &World<'_>) -> Ask {
        let Some(_) = self.rows.get(self.cursor.at).filter(|_| !self.saving) else {
            return Ask::nothing();
        };
        if key.written() == Some(' ') && !self.choices(&self.rows[self.cursor.at]).is_empty() {
            return self.turn(1, world);
        }
        let row = &mut self.rows[self.cursor.at];
        if row.pick(key.written()) {
            return self.typed(world);
        }
        if row.own.is_some() && !row.choices().is_empty() {
            return Ask::nothing();
        }
        row.input.key(&key);
        self.typed(world)
    }

    pub(super) fn paste(&mut self, text: &str, world: &World<'_>) -> Ask {
        if let Some(row) = self.rows.get_mut(self.cursor.at) {
            row.input.insert(text);
        }
        self.typed(world)
    }

    pub(super) fn set_text(&mut self, text: &str, world: &World<'_>) -> Ask {
        if let Some(row) = self.rows.get_mut(self.cursor.at) {
            row.input.set_text(text);
        }
        self.typed(world)
    }

    fn typed(&mut self, world: &World<'_>) -> Ask {
        self.invalid = None;
        self.moved = Counting::default();
        self.judge(world);
        let alike = draft_of(self, &world.setting.region);
        Ask { count: self.moves(world), alike, ..Ask::effect(Effect::KeepDraft(self.draft())) }
    }

    /// The change whose movers are to be counted, and on which list.
    fn moves(&self, world: &World<'_>) -> Option<(Option<Id>, Change)> {
        let about = self.about.as_ref()?;
        let touched: Vec<&str> =
            self.rows.iter().filter(|row| row.touched()).map(|row| row.field.name).collect();
        let change = self.change(world).ok().filter(|change| !change.is_empty())?;
        about.bears_on_calls(&touched).then(|| (about.list(), change))
    }

    /// Goes to whoever is known by what was typed; the draft is kept.
    fn open_alike(&self) -> Ask {
        let select = self.alike.found.as_ref().map(|(_, line)| line.id);
        if select.is_none() || self.saving {
            return Ask::nothing();
        }
        let park = Some(self.draft()).filter(|draft| !draft.text.is_empty());
        Ask { select, park, ..Ask::close() }
    }

    fn edit_outside(&self) -> Ask {
        let text = self.row().map(|row| row.input.text().to_owned()).unwrap_or_default();
        Ask::effect(Effect::EditOutside { title: self.subject.clone(), text })
    }

    /// Left and right: the next choice where there are choices, else the caret.
    fn turn(&mut self, by: isize, world: &World<'_>) -> Ask {
        let Some(row) = self.row() else { return Ask::nothing() };
        let choices = self.choices(row);
        if choices.is_empty() {
            let code = if by > 0 { crate::keys::Code::Right } else { crate::keys::Code::Left };
            self.rows[self.cursor.at].input.key(&Key::plain(code));
            return Ask::nothing();
        }
        let must = row.field.kind() == Kind::Flag || matches!(row.field.name, "stage" | "pipeline");
        let none = [""].into_iter().filter(|_| !must);
        let ring: Vec<&str> = none.chain(choices.into_iter().filter(|code| !code.is_empty())).collect();
        let at = ring.iter().position(|code| *code == row.input.text()).unwrap_or(0);
        let next = (at.cast_signed() + by).rem_euclid(ring.len().cast_signed()).cast_unsigned();
        let text = ring[next].to_owned();
        self.rows[self.cursor.at].input.set_text(&text);
        self.begin_again();
        self.typed(world)
    }

    /// The codes a field can hold here, where it is a choice.
    #[must_use]
    pub fn choices<'a>(&'a self, row: &'a Row) -> Vec<&'a str> {
        match (self.noun, row.field.name) {
            (Noun::Deal, "pipeline") => {
                self.pipelines.shown().map(|course| course.pipeline.code.as_str()).collect()
            }
            (Noun::Deal, "stage") => {
                let course = self.pipelines.of(self.text("pipeline"));
                course.shown().map(|stage| stage.code.as_str()).collect()
            }
            _ => row.choices(),
        }
    }

    /// A deal in another pipeline begins there anew, unless it stands in a stage of both.
    fn begin_again(&mut self) {
        if self.row().is_none_or(|row| (self.noun, row.field.name) != (Noun::Deal, "pipeline")) {
            return;
        }
        let course = self.pipelines.of(self.text("pipeline"));
        if course.stage(self.text("stage")).is_none() {
            let first = course.first(false).to_owned();
            let stage = self.rows.iter_mut().find(|row| row.field.name == "stage");
            stage.into_iter().for_each(|row| row.input.set_text(&first));
        }
    }

    /// Finds the rules that the rows of one's own break.
    fn judge(&mut self, world: &World<'_>) {
        let here = here(world);
        for row in &mut self.rows {
            let judged = row.own.as_ref().and_then(|own| own.judge(row.input.text(), here).ok());
            row.faults = judged.map(|judged| judged.faults).unwrap_or_default();
        }
    }

    /// The first row of one's own that may not be saved as it is.
    fn refused(&self, world: &World<'_>) -> Option<(usize, Option<Why>)> {
        let judged = |row: &Row| {
            let own = row.own.as_ref()?;
            match own.judge(row.input.text(), here(world)) {
                Ok(judged) if own.hard && !judged.faults.is_empty() => Some(None),
                Ok(_) => None,
                Err(why) => Some(Some(why)),
            }
        };
        self.rows.iter().enumerate().find_map(|(at, row)| Some((at, judged(row)?)))
    }

    fn save(&mut self, world: &World<'_>) -> Ask {
        self.judge(world);
        if let Some((at, why)) = self.refused(world) {
            self.cursor.at = at;
            self.invalid = why.map(|why| Invalid::new(OWN, why));
            return Ask::say(News::WhyNot(Text::NotSavedYet));
        }
        match self.change(world) {
            Ok(change) if change.is_empty() => Ask { drop: Some(self.draft_key()), ..Ask::close() },
            Ok(change) => {
                self.saving = true;
                self.made = new_customer(&change);
                Ask::commit(change)
            }
            Err(invalid) => {
                self.go_to(invalid.field);
                self.invalid = Some(invalid);
                Ask::say(News::WhyNot(Text::NotSavedYet))
            }
        }
    }

    /// What saving would make true.
    pub fn change(&self, world: &World<'_>) -> Result<Change, Invalid> {
        let values = self.values(world)?;
        if let Some(about) = &self.about {
            let waits = self.rows.iter().filter(|row| matches!(row.field.kind(), Kind::Lapse | Kind::Lapses));
            let words: Vec<&str> = waits.map(|row| row.input.text()).collect();
            return about.change(values, &words.join(" "));
        }
        let change = match self.record {
            Some(record) => self.edited(record, values, world)?,
            None => self.added(values, world)?,
        };
        Ok(self.with_values(change, world))
    }

    /// The change with what is written in fields of one's own.
    fn with_values(&self, mut change: Change, world: &World<'_>) -> Change {
        let made =
            change.writes.iter().find(|write| write.noun == self.noun && write.new).map(|write| write.id);
        let Some(record) = self.record.or(made) else { return change };
        for row in self.rows.iter().filter(|row| row.touched()) {
            let Some(own) = &row.own else { continue };
            let Ok(judged) = own.judge(row.input.text(), here(world)) else { continue };
            let value = own.value(self.customer.or(Some(record)), record, judged);
            if value.raw.is_empty() {
                change = change.delete(Noun::CustomValue, value.id);
            } else {
                change.writes.push(value.put_there());
            }
        }
        change
    }

    /// The values of the rows that were changed, or of all rows of a new record.
    fn values(&self, world: &World<'_>) -> Result<Vec<(u16, Value)>, Invalid> {
        let own = self.text("currency");
        let currency = if own.is_empty() { &world.setting.currency } else { own };
        let place = Place { offset: *world.now.offset(), currency };
        let other_currency = self.touched("currency");
        let mut values = Vec::new();
        for row in &self.rows {
            let follows = other_currency && row.field.kind() == Kind::Money;
            if self.record.is_some() && !row.touched() && !follows {
                continue;
            }
            let Some(field) = row.field.field else { continue };
            values.push((field.code, typed::value(field, &self.choices(row), row.input.text(), place)?));
        }
        Ok(values)
    }

    fn touched(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.field.name == name && row.touched())
    }

    /// What is written in the field of that name.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.rows.iter().find(|row| row.field.name == name).map_or("", |row| row.input.text().trim())
    }

    fn edited(
        &self,
        record: Id,
        mut values: Vec<(u16, Value)>,
        world: &World<'_>,
    ) -> Result<Change, Invalid> {
        let deed = match self.noun {
            Noun::Deal => Deed::EditDeal,
            Noun::Inquiry => Deed::EditInquiry,
            _ => Deed::Edit,
        };
        if self.noun == Noun::Inquiry {
            self.asks_something()?;
            values.extend(self.done_at(world));
        }
        if self.noun == Noun::Deal {
            values.extend(self.closing(world));
            self.lost_for_a_reason()?;
        }
        let again = self.again(record, &values, world);
        if self.noun == Noun::Customer && self.text("name").is_empty() {
            return Err(Invalid::new("name", Why::Empty));
        }
        if self.noun == Noun::ContactPoint && !values.is_empty() {
            let point = contact_point::typed(self.text("kind"), self.text("raw"), &world.setting.region);
            values.push((contact_point::field::normal, point.get(contact_point::field::normal)));
        }
        let mut change = Change::new(deed, &self.subject).set(self.noun, record, values);
        change.writes.extend(again);
        Ok(change)
    }

    /// What brings a deal that is lost up again on its day, where the day or the stage was changed.
    fn again(&self, record: Id, values: &[(u16, Value)], world: &World<'_>) -> Option<Write> {
        let turned = ["stage", "win_back_on"].into_iter().any(|name| self.touched(name));
        if self.noun != Noun::Deal || !turned {
            return None;
        }
        let row = |name: &str| self.rows.iter().find(|row| row.field.name == name);
        let was = row("win_back_on").map(|row| row.was.clone()).unwrap_or_default();
        let mut becomes = Deal {
            id: record,
            customer: self.customer,
            title: self.text("title").to_owned(),
            win_back_on: was.clone(),
            owner: world.setting.rep,
            ..self.stands()
        };
        values.iter().for_each(|(code, value)| becomes.put(*code, value.clone()));
        let lost = self.pipelines.flag(&becomes) == StageFlag::Lost;
        let was =
            Deal { win_back_on: was, stage: row("stage").map(|row| row.was.clone())?, ..becomes.clone() };
        deal::win_back(Some(&was), &becomes, lost, world.now)
    }

    fn lost_for_a_reason(&self) -> Result<(), Invalid> {
        let lost = self.pipelines.flag(&self.stands()) == StageFlag::Lost;
        let silent = self.text("lost_reason").is_empty();
        if lost && silent { Err(Invalid::new("lost_reason", Why::Empty)) } else { Ok(()) }
    }

    /// A deal where this one stands.
    fn stands(&self) -> Deal {
        let [pipeline, stage] = ["pipeline", "stage"].map(|name| self.text(name).to_owned());
        Deal { stage, pipeline, ..Deal::default() }
    }

    fn asks_something(&self) -> Result<(), Invalid> {
        if self.text("text").is_empty() { Err(Invalid::new("text", Why::Empty)) } else { Ok(()) }
    }

    /// When an inquiry was closed follows its status.
    fn done_at(&self, world: &World<'_>) -> Option<(u16, Value)> {
        let row = self.rows.iter().find(|row| row.field.name == "status" && row.touched())?;
        let moved = Inquiry::default().moved(row.input.text(), world.now.timestamp_millis());
        let code = crate::domain::inquiry::field::closed_at;
        Some((code, moved.get(code)))
    }

    fn added_inquiry(&self, values: Vec<(u16, Value)>, world: &World<'_>) -> Result<Change, Invalid> {
        self.asks_something()?;
        let ms = world.now.timestamp_millis();
        let inquiry = filled::<Inquiry>(values, ms);
        let inquiry = Inquiry {
            customer: self.customer,
            owner: world.setting.rep,
            received_at: inquiry.received_at.or(Some(ms)),
            zone: Some(zone(world.now)),
            ..inquiry
        };
        let status = if inquiry.status.is_empty() { "new" } else { &inquiry.status };
        Ok(Change::new(Deed::AddInquiry, &self.subject).add(&inquiry.moved(status, ms)))
    }

    /// The day a deal closed follows its stage.
    fn closing(&self, world: &World<'_>) -> Option<(u16, Value)> {
        let row = self.rows.iter().find(|row| row.field.name == "stage" && row.touched())?;
        let today = world.now.date_naive().to_string();
        let moved = self.pipelines.moved(&self.stands(), row.input.text(), &today);
        let code = crate::domain::deal::field::closed_on;
        Some((code, moved.get(code)))
    }

    fn added(&self, values: Vec<(u16, Value)>, world: &World<'_>) -> Result<Change, Invalid> {
        let ms = world.now.timestamp_millis();
        match self.noun {
            Noun::Customer => self.added_customer(values, world),
            Noun::Inquiry => self.added_inquiry(values, world),
            Noun::Person => {
                let person = Person { customer: self.customer, ..filled::<Person>(values, ms) };
                if person.name().is_empty() && person.kana().is_empty() {
                    return Err(Invalid::new("family", Why::Empty));
                }
                Ok(Change::new(Deed::AddPerson, &self.subject).add(&person))
            }
            Noun::ContactPoint => {
                if self.text("raw").is_empty() {
                    return Err(Invalid::new("raw", Why::Empty));
                }
                let point = contact_point::typed(self.text("kind"), self.text("raw"), &world.setting.region);
                let own = filled::<ContactPoint>(values, ms);
                let point =
                    ContactPoint { customer: self.customer, normal: point.normal, position: Some(ms), ..own };
                Ok(Change::new(Deed::AddContactPoint, &self.subject).add(&point))
            }
            _ => {
                let deal =
                    Deal { customer: self.customer, owner: world.setting.rep, ..filled::<Deal>(values, ms) };
                self.lost_for_a_reason()?;
                let lost = self.pipelines.flag(&deal) == StageFlag::Lost;
                let again = deal::win_back(None, &deal, lost, world.now);
                let mut change = Change::new(Deed::AddDeal, &self.subject).add(&deal);
                change.writes.extend(again);
                Ok(change)
            }
        }
    }

    fn added_customer(&self, values: Vec<(u16, Value)>, world: &World<'_>) -> Result<Change, Invalid> {
        let ms = world.now.timestamp_millis();
        let mut customer = filled::<Customer>(values, ms);
        let (phone, mail) = (self.text("phone"), self.text("mail"));
        if customer.name.is_empty() {
            if phone.is_empty() {
                return Err(Invalid::new("name", Why::Empty));
            }
            phone.clone_into(&mut customer.name);
        }
        let mut change = Change::new(Deed::AddCustomer, &customer.name).add(&customer);
        if customer.kind == "person" {
            let person = Person {
                id: Id::mint(ms),
                customer: Some(customer.id),
                full_name: customer.name.clone(),
                ..Person::default()
            };
            change = change.add(&person);
        }
        for (position, (kind, text)) in (0..).zip([("phone", phone), ("mail", mail)]) {
            if !text.is_empty() {
                let point = contact_point::typed(kind, text, &world.setting.region);
                change = change.add(&ContactPoint {
                    id: Id::mint(ms),
                    customer: Some(customer.id),
                    position: Some(position),
                    ..point
                });
            }
        }
        Ok(change)
    }
}

fn here<'a>(world: &'a World<'_>) -> Here<'a> {
    let place = Place { offset: *world.now.offset(), currency: &world.setting.currency };
    Here { place, region: &world.setting.region }
}

/// The customer that a change makes, if it makes one.
fn new_customer(change: &Change) -> Option<Id> {
    let write = change.writes.first().filter(|write| write.noun == Noun::Customer && write.new);
    write.map(|write| write.id)
}

fn reader<R: Record + 'static>(record: R) -> Box<dyn Fn(u16) -> Value> {
    Box::new(move |code| record.get(code))
}

fn filled<R: Record>(values: Vec<(u16, Value)>, ms: i64) -> R {
    let mut record = R::default();
    record.set_id(Id::mint(ms));
    for (code, value) in values {
        record.put(code, value);
    }
    record
}
