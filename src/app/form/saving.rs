//! What saving a form makes true: a new record or new values, and the fields of one's own with it.

use super::{Form, OWN, Row, here};
use crate::app::ask::{Ask, World};
use crate::app::toast::News;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::deal::{self, Deal};
use crate::domain::invalid::{Invalid, Why};
use crate::domain::person::Person;
use crate::domain::stage::StageFlag;
use crate::domain::typed::{self, Place};
use crate::domain::{Change, Deed, Id, Kind, Noun, Record, Value};
use crate::i18n::Text;

impl Form {
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

    pub(super) fn save(&mut self, world: &World<'_>) -> Ask {
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

    pub(super) fn touched(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.field.name == name && row.touched())
    }

    fn edited(
        &self,
        record: Id,
        mut values: Vec<(u16, Value)>,
        world: &World<'_>,
    ) -> Result<Change, Invalid> {
        let deed = match self.noun {
            Noun::Deal | Noun::DealPerson | Noun::DealLine => Deed::EditDeal,
            Noun::Subscription => Deed::EditSubscription,
            Noun::Inquiry => Deed::EditInquiry,
            _ => Deed::Edit,
        };
        if self.noun == Noun::Inquiry {
            self.asks_something()?;
            self.has_a_status()?;
            values.extend(self.done_at(world));
        }
        if self.noun == Noun::Deal {
            values.extend(self.closing(world));
            self.lost_for_a_reason()?;
        }
        values.extend(self.product_of(world)?);
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

    fn added(&self, values: Vec<(u16, Value)>, world: &World<'_>) -> Result<Change, Invalid> {
        let ms = world.now.timestamp_millis();
        match self.noun {
            Noun::Customer => self.added_customer(values, world),
            Noun::Inquiry => self.added_inquiry(values, world),
            Noun::DealPerson => self.added_stop(values),
            Noun::DealLine => self.added_line(values, world),
            Noun::Subscription => self.added_contract(values, world),
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

/// The customer that a change makes, if it makes one.
fn new_customer(change: &Change) -> Option<Id> {
    let write = change.writes.first().filter(|write| write.noun == Noun::Customer && write.new);
    write.map(|write| write.id)
}

pub(super) fn filled<R: Record>(values: Vec<(u16, Value)>, ms: i64) -> R {
    let mut record = R::default();
    record.set_id(Id::mint(ms));
    for (code, value) in values {
        record.put(code, value);
    }
    record
}
