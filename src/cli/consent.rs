//! `salesdesk consent`: who said that they may be contacted, and who took it back.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use clap::{Args, Subcommand};
use serde_json::Value as Json;

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::consent::{self, CHANNELS, WITHDRAWN};
use crate::domain::page::Page;
use crate::domain::{Id, typed};
use crate::i18n::{Text, label};
use crate::store::Desk;

/// Consent: give, withdraw, list
#[derive(Args, Debug)]
pub(super) struct Consent {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Give(Give),
    Withdraw(Withdraw),
    List(List),
}

/// Whose word it is, and how it came.
#[derive(Args, Debug)]
struct Said {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// Over which channel
    #[arg(long, value_parser = CHANNELS.to_vec())]
    channel: String,
    /// Of one person there: a name or an id
    #[arg(long)]
    person: Option<String>,
    /// Where they said it: a form, a fair, a newsletter
    #[arg(long, value_name = "TEXT", default_value = "")]
    via: String,
    /// The day, if not today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Take down that they may be contacted
#[derive(Args, Debug)]
struct Give {
    #[command(flatten)]
    said: Said,
    /// What they agreed to: the words, or their version
    #[arg(long, value_name = "TEXT", default_value = "")]
    wording: String,
    /// The last day it holds
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// Take down that they may not be contacted any longer
#[derive(Args, Debug)]
struct Withdraw {
    #[command(flatten)]
    said: Said,
}

/// List what somebody said, or everybody
#[derive(Args, Debug)]
struct List {
    /// Of one customer only
    customer: Option<String>,
}

impl Consent {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Verb::Give(verb) => {
                let until = verb.until.as_ref().map(|day| whole_day(session, day)).transpose()?;
                let given = consent::Consent {
                    state: "given".to_owned(),
                    wording: checked("wording", &verb.wording)?,
                    expires_on: until.unwrap_or_default(),
                    ..consent::Consent::default()
                };
                verb.said.take(session, &mut desk, given)
            }
            Verb::Withdraw(verb) => {
                let withdrawn =
                    consent::Consent { state: WITHDRAWN.to_owned(), ..consent::Consent::default() };
                verb.said.take(session, &mut desk, withdrawn)
            }
            Verb::List(verb) => verb.run(session, &desk),
        }
    }
}

impl Said {
    fn take(&self, session: &Session, desk: &mut Desk, state: consent::Consent) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let day = self.on.as_ref().map(|day| whole_day(session, day)).transpose()?;
        let day = day.unwrap_or_else(|| session.now.date_naive().to_string());
        let mut said = consent::Consent {
            id: Id::mint(session.ms()),
            customer: Some(page.customer.id),
            person: self.person.as_ref().map(|name| session.person(&page, name)).transpose()?,
            channel: self.channel.clone(),
            source: checked("source", &self.via)?,
            rep: desk.rep(),
            ..state
        };
        let place = if said.withdrawn() { &mut said.withdrawn_on } else { &mut said.obtained_on };
        *place = day;
        session.stored(desk.commit(&said.change(&page, session.ms()), session.ms()))?;
        if session.json {
            return out::json(&Json::Object(Writer::new(session, desk).record(&said)?));
        }
        let mut table = Table::default();
        table.cells(cells(session, &said, &page));
        table.print()
    }
}

impl List {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let one = self.customer.as_ref().map(|name| session.page(desk, name, 0)).transpose()?;
        let all: Vec<consent::Consent> = match &one {
            Some(page) => page.consents.clone(),
            None => session.all(desk)?,
        };
        if session.json {
            return out::json(&Writer::new(session, desk).records(&all)?);
        }
        if all.is_empty() {
            session.remark(Text::NoConsents.words(session.lang));
        }
        let mut table = Table::default();
        let mut pages: HashMap<Option<Id>, Page> = HashMap::new();
        for said in &all {
            let page = match (&one, pages.entry(said.customer)) {
                (Some(page), _) => page,
                (None, Entry::Occupied(known)) => known.into_mut(),
                (None, Entry::Vacant(place)) => {
                    let page = said.customer.map(|customer| desk.page(customer, 0));
                    place.insert(session.stored(page.transpose())?.flatten().unwrap_or_default())
                }
            };
            table.cells(cells(session, said, page));
        }
        table.print()
    }
}

fn cells(session: &Session, said: &consent::Consent, page: &Page) -> Vec<String> {
    let person = said.person.and_then(|id| page.person(id)).map(crate::domain::person::Person::name);
    let until = if said.expires_on.is_empty() { String::new() } else { format!("- {}", said.expires_on) };
    vec![
        said.day().to_owned(),
        label::choice(&said.channel, session.lang).to_owned(),
        label::choice(&said.state, session.lang).to_owned(),
        until,
        page.customer.name.clone(),
        person.unwrap_or_default(),
        said.source.clone(),
        said.wording.clone(),
    ]
}

/// A whole day.
pub(super) fn whole_day(session: &Session, text: &str) -> anyhow::Result<String> {
    let day = typed::date(text).filter(|day| day.len() == "2026-11-28".len());
    day.ok_or_else(|| refuse(Exit::Usage, Text::NotADay.fill(session.lang, &[("given", text)])))
}

/// Words without a card number.
fn checked(field: &'static str, text: &str) -> anyhow::Result<String> {
    if typed::card_number(text) {
        return Err(crate::domain::Invalid::new(field, crate::domain::invalid::Why::CardNumber).into());
    }
    Ok(typed::clean_line(text).trim().to_owned())
}
