//! `salesdesk inquiry`: what customers ask and complain of; taken down, answered, closed, looked up.

use anyhow::Context as _;
use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::inquiry::Handled;
use crate::domain::inquiry_step::InquiryStep;
use crate::domain::{Noun, Trouble};
use crate::i18n::{Text, label};
use crate::store::Desk;

mod add;
mod change;
mod list;
mod similar;

/// Inquiries: add, list, show, step, close, similar ones
#[derive(Args, Debug)]
pub(super) struct Inquiry {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(add::Add),
    List(list::List),
    Show(Show),
    Step(change::Step),
    Edit(change::Edit),
    Close(change::Close),
    Clear(change::Clear),
    Similar(similar::Similar),
    Handbook(similar::Handbook),
}

impl Inquiry {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Verb::Add(verb) => verb.run(session, &mut desk),
            Verb::List(verb) => verb.run(session, &desk),
            Verb::Show(verb) => verb.run(session, &desk),
            Verb::Step(verb) => verb.run(session, &mut desk),
            Verb::Edit(verb) => verb.run(session, &mut desk),
            Verb::Close(verb) => verb.run(session, &mut desk),
            Verb::Clear(verb) => verb.run(session, &mut desk),
            Verb::Similar(verb) => verb.run(session, &desk),
            Verb::Handbook(verb) => verb.run(session, &desk),
        }
    }
}

/// Show an inquiry and what was done about it
#[derive(Args, Debug)]
struct Show {
    /// Its id, or the beginning of it
    id: String,
}

impl Show {
    fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        tell(session, desk, &find(session, desk, &self.id)?)
    }
}

/// The inquiry that `given` means.
fn find(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<Handled> {
    let id = session.record(desk, Noun::Inquiry, given)?;
    let found = session.stored(desk.inquiry(id))?;
    found.ok_or_else(|| session.no_such(Noun::Inquiry, given, std::iter::empty()))
}

/// The inquiry as it is now, after a change.
fn tell_again(session: &Session, desk: &Desk, id: crate::domain::Id) -> anyhow::Result<()> {
    let found = session.stored(desk.inquiry(id))?.ok_or_else(|| Trouble::NotFound(id.to_string()));
    tell(session, desk, &found.context("the inquiry that was just written")?)
}

fn tell(session: &Session, desk: &Desk, one: &Handled) -> anyhow::Result<()> {
    if session.json {
        return out::json(&json(session, desk, one)?);
    }
    print(session, desk, one)
}

fn json(session: &Session, desk: &Desk, one: &Handled) -> anyhow::Result<Json> {
    let writer = Writer::new(session, desk);
    let mut map = writer.record(&one.inquiry)?;
    map.insert("name".into(), json!(one.line.name));
    map.insert("open".into(), json!(one.inquiry.open()));
    map.insert("days".into(), json!(one.inquiry.days(session.ms())));
    map.insert("old".into(), json!(one.inquiry.is_old(session.ms())));
    map.insert("stops_calls".into(), json!(one.inquiry.stops()));
    map.insert("steps".into(), writer.records(&one.steps)?);
    Ok(Json::Object(map))
}

fn print(session: &Session, desk: &Desk, one: &Handled) -> anyhow::Result<()> {
    let (lang, inquiry) = (session.lang, &one.inquiry);
    let [kind, status] = [&inquiry.kind, &inquiry.status].map(|code| label::choice(code, lang));
    let days = Text::DaysOld.fill(lang, &[("n", &inquiry.days(session.ms()).to_string())]);
    let mark = if inquiry.complaint { Text::ComplaintMark.words(lang) } else { "" };
    let head = [one.line.name.as_str(), kind, status, &days, mark, &one.owner];
    out::say(&head.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "))?;
    out::say(&inquiry.text)?;
    let mut facts = Table::indented();
    for step in &one.steps {
        facts.cells(step_cells(session, desk, step)?);
    }
    for (name, words) in
        [("cause", &inquiry.cause), ("review", &inquiry.review), ("cleared_why", &inquiry.cleared_why)]
    {
        if !words.is_empty() {
            facts.row([crate::i18n::field::label(Noun::Inquiry, name, lang), words]);
        }
    }
    facts.row(["id", &inquiry.id.to_string()]);
    facts.print()
}

fn step_cells(session: &Session, desk: &Desk, step: &InquiryStep) -> anyhow::Result<Vec<String>> {
    let at = step.at.map(|at| session.moment(at)).unwrap_or_default();
    let rep = session.stored(desk.rep_name(step.rep))?;
    Ok(vec![at, label::choice(&step.channel, session.lang).to_owned(), rep, step.text.clone()])
}
