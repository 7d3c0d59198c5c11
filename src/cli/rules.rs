//! `salesdesk rules`: how calls can end and how often anybody is called, on the desk or on one list.
//!
//! Shown as on the screen; changed and given back in `rules/change.rs`.

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::rulebook::Rulebook;
use crate::i18n::{Text, label, rules as words};
use crate::store::Desk;

mod change;

/// The rules by which calls end and are made; without a verb: all of them
#[derive(Args, Debug)]
pub(super) struct Rules {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Of this call list instead of the whole desk
    #[arg(long, global = true, value_name = "NAME")]
    list: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Set(change::Set),
    Pacing(change::Pace),
    Reset(change::Reset),
}

impl Rules {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let list = match &self.list {
            Some(name) => Some(super::named::call_list(session, &desk, name)?.id),
            None => None,
        };
        let book = session.stored(desk.rulebook(list))?;
        match &self.verb {
            None if session.json => json(session, &desk, &book),
            None => show(session, &book),
            Some(Verb::Set(verb)) => verb.run(session, &mut desk, &book),
            Some(Verb::Pacing(verb)) => verb.run(session, &mut desk, &book),
            Some(Verb::Reset(verb)) => verb.run(session, &mut desk, &book),
        }
    }
}

fn show(session: &Session, book: &Rulebook) -> anyhow::Result<()> {
    let lang = session.lang;
    out::say(&match &book.list {
        Some(list) => Text::RulesOfList.fill(lang, &[("name", &list.name)]),
        None => Text::RulesOfDesk.words(lang).to_owned(),
    })?;
    let mut table = Table::with_numbers(5..7);
    let heads = [Text::RuleOutcome, Text::RuleWaits, Text::RuleTries, Text::RulePerDay, Text::RuleDoes];
    let [outcome, waits, tries, day, does] = heads.map(|text| text.words(lang));
    table.row(["", "", "", outcome, waits, tries, day, does]);
    for outcome in &book.outcomes {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        table.row([
            &outcome.key,
            if book.is_own(outcome) { "*" } else { "" },
            &outcome.code,
            label::outcome(outcome, lang),
            &words::waits(outcome, lang),
            &number(outcome.tries),
            &number(outcome.per_day),
            &words::does(outcome, lang),
        ]);
    }
    table.print()?;
    let mut table = Table::default();
    let own = if book.paces_itself() { "*" } else { "" };
    for (name, value) in words::pacing(&book.pacing, lang) {
        table.row([own, name, &value]);
    }
    table.print()
}

fn json(session: &Session, desk: &Desk, book: &Rulebook) -> anyhow::Result<()> {
    let writer = Writer::new(session, desk);
    let outcomes = book.outcomes.iter().map(|outcome| {
        let mut map = writer.record(outcome)?;
        map.insert("own".into(), json!(book.is_own(outcome)));
        Ok(Json::Object(map))
    });
    let mut pacing = writer.record(&book.pacing)?;
    pacing.insert("own".into(), json!(book.paces_itself()));
    out::json(&json!({
        "list": list(book),
        "outcomes": outcomes.collect::<anyhow::Result<Vec<_>>>()?,
        "pacing": pacing,
    }))
}

fn list(book: &Rulebook) -> Json {
    book.list.as_ref().map_or(Json::Null, |list| json!({ "id": list.id.to_string(), "name": list.name }))
}
