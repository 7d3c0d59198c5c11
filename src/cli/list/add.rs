//! `salesdesk list add` and `list remove`: who is on a list.

use std::collections::HashSet;

use clap::Args;
use serde_json::json;

use super::source::{self, Source};
use crate::cli::exit::{Exit, refuse};
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::Id;
use crate::domain::call_list::CallList;
use crate::i18n::{Text, format};
use crate::store::Desk;

/// Put customers on a list, behind those who are on it
#[derive(Args, Debug)]
pub(super) struct Add {
    /// The list: its name, an id or the beginning of one
    name: String,
    #[command(flatten)]
    source: Source,
}

/// Take customers off a list; off a live one for good
#[derive(Args, Debug)]
pub(super) struct Remove {
    /// The list: its name, an id or the beginning of one
    name: String,
    /// An id, the beginning of one, a code, or system:id
    #[arg(required = true)]
    customer: Vec<String>,
}

impl Add {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = crate::cli::named::call_list(session, desk, &self.name)?;
        let mut found = self.source.find(session, desk)?;
        found.refuse_nobody(session)?;
        let all = found.customers.len();
        let on = by_hand(session, desk, &list)?;
        found.customers.retain(|customer| !on.contains(customer));
        let last = session.stored(desk.last_position(list.id))?;
        let mut change = list.with(last, &found.customers);
        change.writes.splice(0..0, found.new.iter().cloned());
        super::commit(session, desk, &change)?;
        let (added, already) = (found.customers.len(), all - found.customers.len());
        if session.json {
            out::json(&json!({
                "id": list.id.to_string(),
                "name": list.name,
                "added": added,
                "already": already,
                "rejects": found.rejects_json(session),
            }))?;
        } else {
            let (added, already) = (format::count(added), format::count(already));
            let places = [("name", list.name.as_str()), ("added", &added), ("already", &already)];
            out::say(&Text::PutOnList.fill(session.lang, &places))?;
        }
        found.partly(session)
    }
}

impl Remove {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = crate::cli::named::call_list(session, desk, &self.name)?;
        let members = source::members(session, desk, &list)?;
        let on: HashSet<Id> = members.iter().filter_map(|entry| entry.customer).collect();
        let mut off = Vec::with_capacity(self.customer.len());
        for given in &self.customer {
            let customer = session.stored(desk.customer(given))?;
            if !on.contains(&customer) {
                let places = [("given", given.as_str()), ("name", &list.name)];
                return Err(refuse(Exit::NotFound, Text::NotOnList.fill(session.lang, &places)));
            }
            if !off.contains(&customer) {
                off.push(customer);
            }
        }
        super::commit(session, desk, &list.without(&off))?;
        if session.json {
            return out::json(&json!({ "id": list.id.to_string(), "name": list.name, "removed": off.len() }));
        }
        let places = [("name", list.name.as_str()), ("n", &format::count(off.len()))];
        out::say(&Text::TakenOffList.fill(session.lang, &places))
    }
}

/// Who was put on a list by hand: on a live one, whoever answers its search can be put on too.
fn by_hand(session: &Session, desk: &Desk, list: &CallList) -> anyhow::Result<HashSet<Id>> {
    let entries = session.stored(desk.entries(list.id))?;
    Ok(entries.iter().filter(|entry| entry.position.is_some()).filter_map(|entry| entry.customer).collect())
}
