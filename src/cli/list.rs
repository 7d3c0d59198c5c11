//! `salesdesk list`: call lists; which there are, made, changed, shared out, shown.
//!
//! One file per kind of work under `list/`; whom a list is made of is `list/source.rs`.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::call_list::CallList;
use crate::domain::{Change, Id};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

mod add;
mod change;
mod new;
mod rejects;
mod share;
mod show;
pub(super) mod source;

/// Call lists: make, fill, share out, show; without a verb: all of them
#[derive(Args, Debug)]
pub(super) struct List {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    New(new::New),
    Add(add::Add),
    Remove(add::Remove),
    Edit(change::Edit),
    Drop(change::Drop),
    Claim(share::Claim),
    Split(share::Split),
    Show(show::Show),
}

impl List {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            None => all(session, &desk),
            Some(Verb::New(verb)) => verb.run(session, &mut desk),
            Some(Verb::Add(verb)) => verb.run(session, &mut desk),
            Some(Verb::Remove(verb)) => verb.run(session, &mut desk),
            Some(Verb::Edit(verb)) => verb.run(session, &mut desk),
            Some(Verb::Drop(verb)) => verb.run(session, &mut desk),
            Some(Verb::Claim(verb)) => verb.run(session, &mut desk),
            Some(Verb::Split(verb)) => verb.run(session, &mut desk),
            Some(Verb::Show(verb)) => verb.run(session, &desk),
        }
    }
}

/// How wide a bar is, in cells.
const BAR: usize = 10;

/// Every list: how many are on it and how many of them were called.
fn all(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let lists = session.stored(desk.call_lists())?;
    let mut counted = Vec::with_capacity(lists.len());
    for list in lists {
        let (count, called) = counts(session, desk, &list)?;
        counted.push((list, count, called));
    }
    if session.json {
        let writer = Writer::new(session, desk);
        let all = counted.iter().map(|(list, count, called)| {
            let mut map = writer.record(list)?;
            map.insert("count".into(), json!(count));
            map.insert("called".into(), json!(called));
            Ok(Json::Object(map))
        });
        return out::json(&Json::Array(all.collect::<anyhow::Result<_>>()?));
    }
    if counted.is_empty() {
        session.remark(Text::NoListsYet.words(session.lang));
    }
    let mut table = Table::default();
    for (list, count, called) in &counted {
        let done = (called * BAR).checked_div(*count).unwrap_or(0).min(BAR);
        let bar = format!("[{:<BAR$}]", "#".repeat(done));
        let called = format!("{}/{}", format::count(*called), format::count(*count));
        let from = if list.live {
            Text::LiveList.words(session.lang)
        } else {
            label::choice(&list.made_from, session.lang)
        };
        table.row([&list.name, &bar, &called, from, &list.query]);
    }
    table.print()
}

/// How many are on a list, and how many of them were called from it.
fn counts(session: &Session, desk: &Desk, list: &CallList) -> anyhow::Result<(usize, usize)> {
    if !list.live {
        return session.stored(desk.list_counts(list.id));
    }
    let on = source::members(session, desk, list)?;
    let calls = session.stored(desk.calls_on(list.id))?;
    let called: std::collections::HashSet<Id> = calls.into_iter().map(|call| call.customer).collect();
    let reached = on.iter().filter_map(|entry| entry.customer).filter(|id| called.contains(id)).count();
    Ok((on.len(), reached))
}

/// Refuses a name that another list has.
pub(super) fn refuse_taken(
    session: &Session,
    desk: &Desk,
    name: &str,
    own: Option<Id>,
) -> anyhow::Result<()> {
    let taken =
        session.stored(desk.call_lists())?.into_iter().any(|list| list.name == name && Some(list.id) != own);
    if taken {
        return Err(refuse(Exit::Failure, Text::ListTaken.fill(session.lang, &[("name", name)])));
    }
    Ok(())
}

/// Makes a change true, if there is any.
fn commit(session: &Session, desk: &mut Desk, change: &Change) -> anyhow::Result<()> {
    if !change.is_empty() {
        session.stored(desk.commit(change, session.ms()))?;
    }
    Ok(())
}
