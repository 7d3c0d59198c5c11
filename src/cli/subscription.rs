//! `salesdesk subscription`: contracts that go on; added, renewed, cancelled, and what they bring a month.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::report::amounts;
use super::session::Session;
use super::set::Setting;
use crate::domain::product::{Product, meant};
use crate::domain::subscription::{self, REASONS, monthly};
use crate::domain::typed::clean_line;
use crate::domain::{Change, Deed, Id, Noun, Record as _, Trouble, amount};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

/// Subscriptions: add, renew, cancel, list
#[derive(Args, Debug)]
pub(super) struct Subscription {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(Add),
    Renew(Renew),
    Cancel(Cancel),
    Edit(Edit),
    List(List),
}

/// Add a subscription
#[derive(Args, Debug)]
struct Add {
    /// Whose: an id, the beginning of one, a code, or system:id
    customer: String,
    /// The product: its code or name, or any words
    product: String,
    /// What is paid each cycle
    #[arg(long)]
    amount: Option<String>,
    /// How often: month, quarter, half_year, year
    #[arg(long, default_value = "year")]
    cycle: String,
    /// Since when, if not today
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// When it is renewed, if not a cycle after it began
    #[arg(long, value_name = "DAY")]
    renews: Option<String>,
    /// Any other field; may be given again
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<Setting>,
}

/// Renew one: until a cycle later
#[derive(Args, Debug)]
struct Renew {
    /// Its id, or the beginning of it
    id: String,
    /// Until that day instead
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
}

/// Cancel one
#[derive(Args, Debug)]
struct Cancel {
    /// Its id, or the beginning of it
    id: String,
    /// Why; needed
    #[arg(long)]
    reason: Option<String>,
    /// From which day on, if not today
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// What was said about it
    #[arg(long)]
    note: Option<String>,
}

/// Change fields of a subscription
#[derive(Args, Debug)]
struct Edit {
    /// Its id, or the beginning of it
    id: String,
    /// A field and what it should hold; may be given again
    #[arg(long, value_name = "FIELD=VALUE", required = true)]
    set: Vec<Setting>,
}

/// List subscriptions that run, the next renewal first, and what they bring a month
#[derive(Args, Debug)]
struct List {
    /// Of one customer only
    customer: Option<String>,
    /// Cancelled ones too
    #[arg(long)]
    all: bool,
    /// Only those renewed within so many days, overdue ones too
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=3_650))]
    due: Option<u32>,
}

impl Subscription {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Verb::Add(verb) => verb.run(session, &mut desk),
            Verb::Renew(verb) => verb.run(session, &mut desk),
            Verb::Cancel(verb) => verb.run(session, &mut desk),
            Verb::Edit(verb) => verb.run(session, &mut desk),
            Verb::List(verb) => verb.run(session, &desk),
        }
    }
}

/// Puts a word into a field as any other way would.
fn put(
    session: &Session,
    desk: &Desk,
    one: &mut subscription::Subscription,
    field: &str,
    text: &str,
) -> anyhow::Result<()> {
    let setting = Setting { field: field.to_owned(), text: text.to_owned() };
    let (code, value) = setting.read::<subscription::Subscription>(session, desk, &one.currency)?;
    one.put(code, value);
    Ok(())
}

impl Add {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let products: Vec<Product> = session.all(desk)?;
        let product = meant(&products, &self.product, "").or_else(|| meant(&products, "", &self.product));
        let said = self.amount.as_ref().map(|text| {
            let refusal = || refuse(Exit::Usage, Text::NotAnAmount.fill(session.lang, &[("given", text)]));
            amount::read(text, &session.config.currency).ok_or_else(refusal)
        });
        let said = said.transpose()?;
        let own = product.map(|product| product.currency.clone()).filter(|own| !own.is_empty());
        let currency = said.as_ref().map(|said| said.currency.to_owned()).or(own);
        let price = product.and_then(|product| product.price);
        let mut one = subscription::Subscription {
            id: Id::mint(session.ms()),
            customer: Some(page.customer.id),
            product: product
                .map_or_else(|| clean_line(&self.product).trim().to_owned(), |known| known.name.clone()),
            product_code: product.map(|known| known.code.clone()).unwrap_or_default(),
            amount: said.map(|said| said.minor).or(price),
            currency: currency.unwrap_or_else(|| session.config.currency.clone()),
            started_on: session.now.date_naive().to_string(),
            ..subscription::Subscription::default()
        };
        put(session, desk, &mut one, "cycle", &self.cycle)?;
        for (field, text) in [("started_on", &self.from), ("renews_on", &self.renews)] {
            text.iter().try_for_each(|text| put(session, desk, &mut one, field, text))?;
        }
        for setting in &self.set {
            put(session, desk, &mut one, &setting.field, &setting.text)?;
        }
        let one = one.settled();
        let change = Change::new(Deed::EditSubscription, &page.customer.name).add(&one);
        session.stored(desk.commit(&change, session.ms()))?;
        tell(session, desk, &one)
    }
}

impl Renew {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, whom) = find(session, desk, &self.id)?;
        let mut becomes = was.clone();
        if let Some(until) = &self.until {
            put(session, desk, &mut becomes, "renews_on", until)?;
        } else {
            let next = was.after(&was.renews_on).or_else(|| was.after(&was.started_on));
            let nothing = || refuse(Exit::Usage, Text::RenewsWhen.words(session.lang));
            becomes.renews_on = next.ok_or_else(nothing)?;
        }
        turn(session, desk, &was, &becomes, &whom)
    }
}

impl Cancel {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, whom) = find(session, desk, &self.id)?;
        let Some(reason) = &self.reason else {
            let words = Text::CancelNeedsReason.fill(session.lang, &[("reasons", &REASONS.join(", "))]);
            return Err(refuse(Exit::Undecided, words));
        };
        let mut becomes = was.clone();
        becomes.cancelled_on = session.now.date_naive().to_string();
        put(session, desk, &mut becomes, "reason", reason)?;
        for (field, text) in [("cancelled_on", &self.on), ("note", &self.note)] {
            text.iter().try_for_each(|text| put(session, desk, &mut becomes, field, text))?;
        }
        turn(session, desk, &was, &becomes, &whom)
    }
}

impl Edit {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let (was, whom) = find(session, desk, &self.id)?;
        let mut becomes = was.clone();
        for setting in &self.set {
            put(session, desk, &mut becomes, &setting.field, &setting.text)?;
        }
        turn(session, desk, &was, &becomes, &whom)
    }
}

impl List {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let today = session.now.date_naive();
        let of = match &self.customer {
            Some(name) => Some(session.stored(desk.one_with(session.stored(desk.customer(name))?))?),
            None => None,
        };
        let until = self.due.map(|days| today + chrono::Days::new(days.into())).map(|day| day.to_string());
        let mut all: Vec<subscription::Subscription> = session.all(desk)?;
        all.retain(|one| of.as_ref().is_none_or(|of| one.customer.is_some_and(|whose| of.contains(&whose))));
        let today = today.to_string();
        let brings = monthly(&all, &today);
        all.retain(|one| self.all || one.cancelled_on.is_empty() || *one.cancelled_on > *today);
        let due = |one: &subscription::Subscription, until: &String| {
            !one.renews_on.is_empty() && one.renews_on <= *until
        };
        all.retain(|one| until.as_ref().is_none_or(|until| due(one, until)));
        all.sort_by(|one, other| {
            let last =
                |one: &subscription::Subscription| (one.renews_on.is_empty(), one.renews_on.clone(), one.id);
            last(one).cmp(&last(other))
        });
        if session.json {
            let rows = all.iter().map(|one| record(session, desk, one).map(Json::Object));
            let mut map = amounts("monthly", &brings);
            map.insert("subscriptions".into(), Json::Array(rows.collect::<anyhow::Result<_>>()?));
            return out::json(&Json::Object(map));
        }
        if all.is_empty() {
            return out::say(Text::NoSubscriptions.words(session.lang));
        }
        let mut table = Table::with_numbers(2..3);
        for one in &all {
            let id: String = one.id.to_string().chars().take(23).collect();
            let [product, amount, renews] = format::subscription(one, &today, session.lang);
            table.row([&whose(session, desk, one)?, &product, &amount, &renews, &id]);
        }
        table.print()?;
        out::say(&Text::BringsMonthly.fill(session.lang, &[("amount", &format::sums(&brings))]))
    }
}

fn turn(
    session: &Session,
    desk: &mut Desk,
    was: &subscription::Subscription,
    becomes: &subscription::Subscription,
    whom: &str,
) -> anyhow::Result<()> {
    let change = Change::new(Deed::EditSubscription, whom).turn(was, becomes);
    if !change.is_empty() {
        session.stored(desk.commit(&change, session.ms()))?;
    }
    tell(session, desk, becomes)
}

/// The subscription of that id and the customer's name.
fn find(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<(subscription::Subscription, String)> {
    let id = session.record(desk, Noun::Subscription, given)?;
    let one: Option<subscription::Subscription> = session.stored(desk.get(id))?;
    let one = one.ok_or_else(|| Trouble::NotFound(given.to_owned()))?;
    let whom = whose(session, desk, &one)?;
    Ok((one, whom))
}

fn whose(session: &Session, desk: &Desk, one: &subscription::Subscription) -> anyhow::Result<String> {
    let line = one.customer.map(|customer| session.stored(desk.line(customer))).transpose()?.flatten();
    Ok(line.map(|line| line.name).unwrap_or_default())
}

fn record(
    session: &Session,
    desk: &Desk,
    one: &subscription::Subscription,
) -> anyhow::Result<serde_json::Map<String, Json>> {
    let mut map = Writer::new(session, desk).record(one)?;
    map.insert("name".into(), json!(whose(session, desk, one)?));
    map.insert("runs".into(), json!(one.runs(&session.now.date_naive().to_string())));
    Ok(map)
}

fn tell(session: &Session, desk: &Desk, one: &subscription::Subscription) -> anyhow::Result<()> {
    if session.json {
        return out::json(&Json::Object(record(session, desk, one)?));
    }
    let noun = label::noun(Noun::Subscription, session.lang);
    let words = format::subscription(one, &session.now.date_naive().to_string(), session.lang).join("  ");
    out::say(&format!("{noun} {}  {words}  {}", whose(session, desk, one)?, one.id))
}
