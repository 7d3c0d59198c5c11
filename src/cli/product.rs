//! `salesdesk product`: what is sold, its price and its cost; listed, set, dropped.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use super::set::Setting;
use crate::domain::product::{self, id_of, meant};
use crate::domain::typed::clean_line;
use crate::domain::{Change, Deed, Noun, Record as _, amount};
use crate::i18n::{Text, field, label};
use crate::store::Desk;

/// Products: what is sold, its price and cost
#[derive(Args, Debug)]
pub(super) struct Product {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(List),
    Add(Add),
    Edit(Edit),
    Drop(Drop),
}

/// List products
#[derive(Args, Debug)]
struct List {}

/// Add a product
#[derive(Args, Debug)]
struct Add {
    /// What it is called
    name: Vec<String>,
    /// Its code, by which purchases and lines name it
    #[arg(long, default_value = "")]
    code: String,
    /// Any other field, such as price, cost, category; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
}

/// Change fields of a product
#[derive(Args, Debug)]
struct Edit {
    /// Its code, its name, or the beginning of its id
    product: String,
    /// A field and what it should hold; may be given again
    #[arg(long, value_name = "FIELD=VALUE", required = true)]
    set: Vec<Setting>,
}

/// Offer a product no more; what was bought of it stays
#[derive(Args, Debug)]
struct Drop {
    /// Its code, its name, or the beginning of its id
    product: String,
}

impl Product {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None | Some(Verb::List(_)) => list(session, &desk),
            Some(Verb::Add(verb)) => verb.run(session, &mut desk),
            Some(Verb::Edit(verb)) => verb.run(session, &mut desk),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk),
        }
    }
}

/// Products by code and name; those undone before they were ever filled in are none.
fn all(session: &Session, desk: &Desk) -> anyhow::Result<Vec<product::Product>> {
    let mut all: Vec<product::Product> = session.all(desk)?;
    all.retain(|product| !product.name.is_empty() || !product.code.is_empty());
    all.sort_by(|one, other| (&one.code, &one.name, one.id).cmp(&(&other.code, &other.name, other.id)));
    Ok(all)
}

fn list(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let all = all(session, desk)?;
    if session.json {
        return out::json(&Writer::new(session, desk).records(&all)?);
    }
    if all.is_empty() {
        return out::say(Text::NoProducts.words(session.lang));
    }
    let mut table = Table::with_numbers(2..4);
    let heads = ["code", "name", "price", "cost", "category"];
    let heads = heads.map(|name| field::label(Noun::Product, name, session.lang));
    table.row(heads);
    for product in &all {
        let money = |minor: Option<i64>| {
            minor.map(|minor| amount::show(minor, &product.currency)).unwrap_or_default()
        };
        table.row([
            &product.code,
            &product.name,
            &money(product.price),
            &money(product.cost),
            &product.category,
        ]);
    }
    table.print()
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let name = clean_line(&self.name.join(" ")).trim().to_owned();
        let code = clean_line(&self.code).trim().to_owned();
        if name.is_empty() {
            return Err(refuse(Exit::Usage, Text::ProductNeedsName.words(session.lang)));
        }
        if let Some(known) = all(session, desk)?.iter().find(|known| known.is(&code, &name)) {
            let places = [("name", name.as_str()), ("code", known.name.as_str())];
            return Err(refuse(Exit::Usage, Text::NameStandsFor.fill(session.lang, &places)));
        }
        let currency = session.config.currency.clone();
        let blank =
            product::Product { id: id_of(&code, &name), code, name, currency, ..product::Product::default() };
        write(session, desk, blank, &self.set)
    }
}

impl Edit {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let product = find(session, desk, &self.product)?;
        write(session, desk, product, &self.set)
    }
}

fn write(
    session: &Session,
    desk: &mut Desk,
    mut product: product::Product,
    settings: &[Setting],
) -> anyhow::Result<()> {
    // What a plain amount means follows the currency, whichever was said first.
    let first = |one: &&Setting| one.field == "currency";
    for setting in settings.iter().filter(first).chain(settings.iter().filter(|one| !first(one))) {
        let (code, value) = setting.read::<product::Product>(session, desk, &product.currency)?;
        product.put(code, value);
    }
    let mut change = Change::new(Deed::EditProduct, &product.name);
    change.writes.push(product.put_on());
    session.stored(desk.commit(&change, session.ms()))?;
    tell(session, desk, &product)
}

impl Drop {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let product = find(session, desk, &self.product)?;
        let change = Change::new(Deed::EditProduct, &product.name).delete(Noun::Product, product.id);
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&json!({ "id": product.id.to_string(), "dropped": true }));
        }
        out::say(&Text::Dropped.fill(session.lang, &[("name", &product.name)]))
    }
}

fn find(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<product::Product> {
    let all = all(session, desk)?;
    let begins = |one: &&product::Product| given.len() >= 4 && one.id.to_string().starts_with(given);
    let found = meant(&all, given, "").or_else(|| meant(&all, "", given)).or_else(|| all.iter().find(begins));
    found
        .cloned()
        .ok_or_else(|| session.no_such(Noun::Product, given, all.iter().take(20).map(|one| one.name.clone())))
}

fn tell(session: &Session, desk: &Desk, product: &product::Product) -> anyhow::Result<()> {
    if session.json {
        return out::json(&Json::Object(Writer::new(session, desk).record(product)?));
    }
    let price = product.price.map(|minor| amount::show(minor, &product.currency)).unwrap_or_default();
    out::say(&format!(
        "{} {} {} {price}",
        label::noun(Noun::Product, session.lang),
        product.code,
        product.name
    ))
}
