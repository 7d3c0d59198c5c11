//! `salesdesk deal person` and `deal line`: who decides of a deal, and what is in it.

use clap::{Args, Subcommand};

use super::{commit, find, tell};
use crate::cli::exit::{Exit, refuse};
use crate::cli::session::Session;
use crate::domain::deal::Deal;
use crate::domain::deal_line::DealLine;
use crate::domain::deal_person::{self, DealPerson};
use crate::domain::page::Page;
use crate::domain::product::{Product, meant};
use crate::domain::typed::{self, Place, clean_line};
use crate::domain::{Change, Deed, Field, Id, Noun, Record as _, Value};
use crate::i18n::Text;
use crate::store::Desk;

/// Name somebody's part in a deal, or take them off it
#[derive(Args, Debug)]
pub(super) struct Part {
    /// The deal: its id, or the beginning of it
    deal: String,
    /// Who: a name or an id
    person: String,
    /// Their part: starts, drives, evaluates, decides, buys
    #[arg(long)]
    role: Option<String>,
    /// Where they stand on the route, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=999))]
    place: Option<i64>,
    /// Take them off it
    #[arg(long, conflicts_with_all = ["role", "place"])]
    drop: bool,
}

/// What is in a deal, line by line
#[derive(Debug, Subcommand)]
pub(super) enum Line {
    Add(AddLine),
    Drop(DropLine),
}

/// Add a line; without an amount of its own the deal comes to the sum of them
#[derive(Args, Debug)]
pub(super) struct AddLine {
    /// The deal: its id, or the beginning of it
    deal: String,
    /// The product: its code or name, or any words
    product: String,
    /// How many
    #[arg(long, default_value = "1")]
    quantity: String,
    /// For one; the product's price unless said
    #[arg(long)]
    price: Option<String>,
    /// Taken off the whole line
    #[arg(long)]
    discount: Option<String>,
}

/// Take a line off a deal
#[derive(Args, Debug)]
pub(super) struct DropLine {
    /// Its id, or the beginning of it
    line: String,
}

impl Part {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (deal, page) = with_page(session, desk, &self.deal)?;
        let person = session.person(&page, &self.person)?;
        let change = Change::new(Deed::EditDeal, &page.customer.name);
        let known = page.deal_people.iter().find(|part| part.id == DealPerson::of(&deal, person).id);
        if self.drop {
            let change = known.map_or(change.clone(), |known| change.delete(Noun::DealPerson, known.id));
            commit(session, desk, &change)?;
            return tell(session, desk, &deal);
        }
        let mut part = known.cloned().unwrap_or_else(|| DealPerson::of(&deal, person));
        if let Some(role) = &self.role {
            value(session, deal_person::field::role, role, "")?.text().clone_into(&mut part.role);
        }
        part.position = self.place.or(part.position);
        let mut change = change;
        change.writes.push(part.put_on());
        commit(session, desk, &change)?;
        tell(session, desk, &deal)
    }
}

/// A value of a field of people in deals, as it is typed.
fn value(session: &Session, code: u16, text: &str, currency: &str) -> anyhow::Result<Value> {
    let field = DealPerson::FIELDS.iter().find(|field| field.code == code);
    read(session, Noun::DealPerson, field.expect("it has its fields"), text, currency)
}

fn read(
    session: &Session,
    noun: Noun,
    field: &'static Field,
    text: &str,
    currency: &str,
) -> anyhow::Result<Value> {
    let place = Place { offset: *session.now.offset(), currency };
    Ok(typed::value(field, typed::choices(noun, field.name), text, place)?)
}

impl Line {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        match self {
            Self::Add(verb) => verb.run(session, desk),
            Self::Drop(verb) => verb.run(session, desk),
        }
    }
}

impl AddLine {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, page) = with_page(session, desk, &self.deal)?;
        let products: Vec<Product> = session.all(desk)?;
        let product = meant(&products, &self.product, "").or_else(|| meant(&products, "", &self.product));
        let home = session.config.currency.as_str();
        let own = product.map(|product| product.currency.as_str()).filter(|own| !own.is_empty());
        let currency = if was.currency.is_empty() { own.unwrap_or(home) } else { &was.currency };
        let mut line = DealLine {
            id: Id::mint(session.ms()),
            customer: was.customer,
            deal: Some(was.id),
            product: product
                .map_or_else(|| clean_line(&self.product).trim().to_owned(), |known| known.name.clone()),
            product_code: product.map(|known| known.code.clone()).unwrap_or_default(),
            currency: currency.to_owned(),
            position: Some(session.ms()),
            ..DealLine::default()
        };
        let price = product.filter(|product| product.currency.is_empty() || product.currency == currency);
        line.unit_price = price.and_then(|product| product.price);
        let said = [
            ("quantity", Some(&self.quantity)),
            ("unit_price", self.price.as_ref()),
            ("discount", self.discount.as_ref()),
        ];
        for (name, text) in said {
            let field = DealLine::FIELDS.iter().find(|field| field.name == name);
            if let (Some(field), Some(text)) = (field, text) {
                line.put(field.code, read(session, Noun::DealLine, field, text, currency)?);
            }
        }
        if line.unit_price.is_none() {
            let places = [("product", self.product.as_str()), ("currency", currency)];
            return Err(refuse(Exit::Usage, Text::LineNeedsPrice.fill(session.lang, &places)));
        }
        let becomes = Deal { currency: currency.to_owned(), ..was.clone() };
        let change = Change::new(Deed::EditDeal, &page.customer.name).add(&line).turn(&was, &becomes);
        commit(session, desk, &change)?;
        tell(session, desk, &summed(session, desk, &becomes)?)
    }
}

impl DropLine {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let id = session.record(desk, Noun::DealLine, &self.line)?;
        let line: Option<DealLine> = session.stored(desk.get(id))?;
        let deal = line.and_then(|line| line.deal).map(|id| id.to_string()).unwrap_or_default();
        let (deal, page) = with_page(session, desk, &deal)?;
        let change = Change::new(Deed::EditDeal, &page.customer.name).delete(Noun::DealLine, id);
        commit(session, desk, &change)?;
        tell(session, desk, &summed(session, desk, &deal)?)
    }
}

/// A deal as its customer's page has it: with the amount its lines come to.
fn summed(session: &Session, desk: &Desk, deal: &Deal) -> anyhow::Result<Deal> {
    Ok(with_page(session, desk, &deal.id.to_string())?.0)
}

/// The deal of that id, and the page of its customer.
pub(super) fn with_page(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<(Deal, Page)> {
    let (deal, _) = find(session, desk, given)?;
    let page = match deal.customer {
        Some(customer) => session.stored(desk.page(customer, 0))?,
        None => None,
    };
    let words = || refuse(Exit::Usage, Text::DealOfNobody.words(session.lang));
    let page = page.ok_or_else(words)?;
    let deal = page.deals.iter().find(|known| known.id == deal.id).cloned().unwrap_or(deal);
    Ok((deal, page))
}
