//! `salesdesk unmerge`: customers who were made one are several again, whatever was done since.

use clap::Args;
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::out;
use super::session::Session;
use crate::domain::merge::{Since, UnmergePlan};
use crate::domain::{Id, Noun};
use crate::i18n::{Text, field as names, format, label};
use crate::store::Desk;

/// Part customers who were merged
#[derive(Args, Debug)]
pub(super) struct Unmerge {
    /// Who leaves the others: an id, the beginning of one, a code, or system:id
    customer: String,
    /// Part these two alone
    from: Option<String>,
    /// Only show what would part
    #[arg(long)]
    dry_run: bool,
}

impl Unmerge {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let member = session.stored(desk.member(&self.customer))?;
        let from = self.from.as_ref().map(|name| session.stored(desk.member(name))).transpose()?;
        let plan = session.stored(desk.unmerge_plan(member, from))?;
        if plan.parts.is_empty() {
            return Err(self.refuse(session, &desk, &plan)?);
        }
        if !self.dry_run {
            session.stored(desk.commit(&plan.change(), session.ms()))?;
        }
        if session.json { out::json(&json(&plan, self.dry_run)) } else { self.tell(session, &desk, &plan) }
    }

    fn refuse(&self, session: &Session, desk: &Desk, plan: &UnmergePlan) -> anyhow::Result<anyhow::Error> {
        let alone = session.stored(desk.unmerge_plan(plan.member, None))?.parts;
        if alone.is_empty() {
            let words = Text::StandsAlone.fill(session.lang, &[("name", &plan.name)]);
            return Ok(refuse(Exit::Failure, words));
        }
        let with: Vec<Id> = alone.iter().map(|(_, other)| *other).collect();
        let with = told(session, desk, &with)?;
        let places =
            [("name", plan.name.as_str()), ("from", self.from.as_deref().unwrap_or("")), ("with", &with)];
        Ok(refuse(Exit::Failure, Text::NotJoined.fill(session.lang, &places)))
    }

    fn tell(&self, session: &Session, desk: &Desk, plan: &UnmergePlan) -> anyhow::Result<()> {
        for since in &plan.since {
            let places = [("name", since.name.as_str()), ("what", &what(session, since))];
            out::say(&Text::StaysWith.fill(session.lang, &places))?;
        }
        let parted: Vec<Id> = plan.parts.iter().map(|(_, other)| *other).collect();
        let with = told(session, desk, &parted)?;
        let text = if self.dry_run { Text::WouldUnmerge } else { Text::Unmerged };
        out::say(&text.fill(session.lang, &[("name", &plan.name), ("with", &with)]))
    }
}

/// Customers by the name their own record has, and their id.
fn told(session: &Session, desk: &Desk, customers: &[Id]) -> anyhow::Result<String> {
    let mut told = Vec::with_capacity(customers.len());
    for id in customers {
        let page = session.stored(desk.page_of(*id, 0))?;
        told.push(format!("{} ({id})", page.map(|page| page.customer.name).unwrap_or_default()));
    }
    Ok(told.join(", "))
}

/// What was written on one of them since.
fn what(session: &Session, since: &Since) -> String {
    let mut words = Vec::new();
    if since.activities > 0 {
        let noun = label::noun(Noun::Activity, session.lang);
        words.push(format!("{noun} {}", format::count(since.activities)));
    }
    if since.others > 0 {
        let n = format::count(since.others);
        words.push(Text::OtherRecords.fill(session.lang, &[("n", &n)]));
    }
    let fields =
        since.fields.iter().map(|field| names::label(Noun::Customer, field, session.lang).to_owned());
    words.extend(fields);
    words.join(" · ")
}

fn json(plan: &UnmergePlan, dry_run: bool) -> Json {
    let pairs = |pairs: &[(Id, Id)]| -> Json {
        pairs.iter().map(|(one, other)| json!([one.to_string(), other.to_string()])).collect()
    };
    let since = plan.since.iter().map(|since| {
        json!({
            "customer": since.customer.to_string(),
            "name": since.name,
            "activities": since.activities,
            "others": since.others,
            "fields": since.fields,
        })
    });
    json!({
        "id": plan.member.to_string(),
        "parted": pairs(&plan.parts),
        "kept_together": pairs(&plan.joins),
        "unmerged": !dry_run,
        "since": since.collect::<Json>(),
    })
}
