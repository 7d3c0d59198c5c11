//! What is added to a deal or a customer as a form of its own: a stop on the route, a line, a contract.
//!
//! What a product is called, its code and its price are taken over where its words are typed.

use super::saving::filled;
use super::{Form, Row};
use crate::app::ask::World;
use crate::domain::deal::Deal;
use crate::domain::deal_line::{self, DealLine};
use crate::domain::deal_person::DealPerson;
use crate::domain::invalid::{Invalid, Why};
use crate::domain::page::Page;
use crate::domain::product::{Product, begun, named};
use crate::domain::subscription::{self, Subscription};
use crate::domain::typed::Place;
use crate::domain::{Change, Deed, Id, Noun, Record as _, Value, amount, quantity};

impl Form {
    /// The form of a new stop on the route of a deal, or of a new line of it.
    #[must_use]
    pub fn of_deal(noun: Noun, page: &Page, deal: Id, place: Place<'_>) -> Option<Self> {
        let deal = page.deals.iter().find(|one| one.id == deal)?.clone();
        let mut form = Self::new(noun, Some(page));
        form.begin("currency", if deal.currency.is_empty() { place.currency } else { &deal.currency });
        form.people = nameable(page, deal.id);
        let first = form.people.first().map(|(id, _)| id.clone());
        form.begin("person", &first.unwrap_or_default());
        Some(Self { deal: Some(deal), ..form })
    }

    /// The form of a new contract that begins on a day.
    #[must_use]
    pub fn contract(page: &Page, day: &str, place: Place<'_>) -> Self {
        let mut form = Self::new(Noun::Subscription, Some(page));
        form.begin("currency", place.currency);
        form.begin("started_on", day);
        form
    }

    /// What a field of a new record begins with.
    fn begin(&mut self, name: &str, text: &str) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.field.name == name) {
            *row = Row::new(row.field, text);
        }
    }

    /// The product that is typed, or that what is typed begins; whether it is typed whole.
    #[must_use]
    pub fn product<'a>(&self, all: &'a [Product]) -> Option<(&'a Product, bool)> {
        let words = self.text("product");
        let whole = named(all, words, "").map(|(product, _)| (product, true));
        whole.or_else(|| begun(all, words).map(|product| (product, false)))
    }

    /// What an empty field of a new record comes to: one of it, at the product's price.
    #[must_use]
    pub fn unsaid(&self, name: &str, all: &[Product]) -> Option<String> {
        let (words, currency) = (self.text("product"), self.text("currency"));
        match (self.noun, name) {
            _ if self.record.is_some() => None,
            (Noun::DealLine, "quantity") => Some(quantity::written(quantity::ONE)),
            (Noun::DealLine, "unit_price") | (Noun::Subscription, "amount") => {
                let (_, price) = named(all, words, currency)?;
                price.map(|minor| amount::plain(minor, currency))
            }
            _ => None,
        }
    }

    pub(super) fn added_stop(&self, values: Vec<(u16, Value)>) -> Result<Change, Invalid> {
        let person = self.text("person").parse().map_err(|_| Invalid::new("person", Why::Empty))?;
        let deal = self.deal.clone().unwrap_or_default();
        let mut part = DealPerson::of(&deal, person);
        values.into_iter().for_each(|(code, value)| part.put(code, value));
        let change = Change::new(Deed::EditDeal, &self.subject);
        Ok(Change { writes: vec![part.put_on()], ..change })
    }

    pub(super) fn added_line(&self, values: Vec<(u16, Value)>, world: &World<'_>) -> Result<Change, Invalid> {
        let (ms, deal) = (world.now.timestamp_millis(), self.deal.clone().unwrap_or_default());
        let mut line = filled::<DealLine>(values, ms);
        (line.customer, line.deal, line.position) = (deal.customer, Some(deal.id), Some(ms));
        line.quantity = line.quantity.or(Some(quantity::ONE));
        if line.product.is_empty() {
            return Err(Invalid::new("product", Why::Empty));
        }
        if let Some((product, price)) = named(&world.setting.sheets.products, &line.product, &line.currency) {
            (line.product, line.product_code) = (product.name.clone(), product.code.clone());
            line.unit_price = line.unit_price.or(price);
        }
        if line.unit_price.is_none() {
            return Err(Invalid::new("unit_price", Why::Empty));
        }
        let change = Change::new(Deed::EditDeal, &self.subject).add(&line);
        let becomes = Deal { currency: line.currency.clone(), ..deal.clone() };
        Ok(if deal.currency.is_empty() { change.turn(&deal, &becomes) } else { change })
    }

    pub(super) fn added_contract(
        &self,
        values: Vec<(u16, Value)>,
        world: &World<'_>,
    ) -> Result<Change, Invalid> {
        let mut one = filled::<Subscription>(values, world.now.timestamp_millis());
        one.customer = self.customer;
        if one.product.is_empty() {
            return Err(Invalid::new("product", Why::Empty));
        }
        if let Some((product, price)) = named(&world.setting.sheets.products, &one.product, &one.currency) {
            (one.product, one.product_code) = (product.name.clone(), product.code.clone());
            one.amount = one.amount.or(price);
        }
        Ok(Change::new(Deed::EditSubscription, &self.subject).add(&one.settled()))
    }

    /// The code of the product that a line or a contract is about now, where its words were changed; a
    /// line without a price is none.
    pub(super) fn product_of(&self, world: &World<'_>) -> Result<Option<(u16, Value)>, Invalid> {
        let code = match self.noun {
            Noun::DealLine => deal_line::field::product_code,
            Noun::Subscription => subscription::field::product_code,
            _ => return Ok(None),
        };
        if self.text("product").is_empty() {
            return Err(Invalid::new("product", Why::Empty));
        }
        if self.noun == Noun::DealLine && self.text("unit_price").is_empty() {
            return Err(Invalid::new("unit_price", Why::Empty));
        }
        let meant = named(&world.setting.sheets.products, self.text("product"), "");
        let known = meant.map(|(product, _)| product.code.clone()).filter(|code| !code.is_empty());
        let typed = self.touched("product") && !self.touched("product_code");
        Ok(typed.then(|| (code, known.map_or(Value::Null, Value::Text))))
    }
}

/// Whoever works there and is not yet on the route of that deal.
fn nameable(page: &Page, deal: Id) -> Vec<(String, String)> {
    let on = |person: Id| {
        let mut parts = page.deal_people.iter().filter(|part| part.deal == Some(deal) && !part.gone);
        parts.any(|part| part.person == Some(person))
    };
    let there = page.people.iter().filter(|person| !person.left && !on(person.id));
    there.map(|person| (person.id.to_string(), person.name())).collect()
}

/// Says whether somebody can be put on the route of that deal.
#[must_use]
pub fn somebody_for(page: &Page, deal: Id) -> bool {
    !nameable(page, deal).is_empty()
}
