//! `salesdesk template`: what a desk of a trade starts with; listed, shown, checked, applied.

use std::fs;
use std::path::Path;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::out::{self, Table};
use super::session::Session;
use crate::domain::Noun;
use crate::domain::setup::{Plan, Setup};
use crate::exchange::template::{self, GUIDE, LARGEST, SHIPPED, shipped};
use crate::i18n::{Lang, Text, label, template as words};
use crate::keys::table::walk_keys;

/// Templates of a trade; without a verb: those that come along
#[derive(Args, Debug)]
pub(super) struct Template {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Those that come along
    List,
    /// How to write one: a template with a word on every line
    Guide,
    Show(Show),
    Check(Check),
    Apply(Apply),
}

/// Print a template, to read or to change: `> mine.toml`
#[derive(Args, Debug)]
struct Show {
    /// b2b, saas, retail, outbound, recruiting or seminar
    name: String,
}

/// Say what is wrong with a template, by line and column
#[derive(Args, Debug)]
struct Check {
    /// One that comes along, or a file
    template: String,
}

/// Set the desk up by a template, in one step
#[derive(Args, Debug)]
struct Apply {
    /// One that comes along, or a file
    template: String,
    /// Only tell what it would add and change
    #[arg(long)]
    dry_run: bool,
}

impl Template {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        match &self.verb {
            None | Some(Verb::List) => list(session),
            Some(Verb::Guide) => out::raw(GUIDE.as_bytes()),
            Some(Verb::Show(verb)) => match shipped(&verb.name) {
                Some(shipped) => out::raw(shipped.text.as_bytes()),
                None => Err(unknown(session, &verb.name)),
            },
            Some(Verb::Check(verb)) => {
                let setup = setup(session, &verb.template)?;
                if session.json {
                    return out::json(&json!({ "name": setup.name, "holds": holds(&setup) }));
                }
                say(session, &setup)
            }
            Some(Verb::Apply(verb)) => verb.run(session),
        }
    }
}

fn list(session: &Session) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for shipped in SHIPPED {
        all.push((shipped.code, setup(session, shipped.code)?));
    }
    if session.json {
        let one = |(code, setup): &(&str, Setup)| json!({ "code": code, "name": setup.name, "about": setup.about, "holds": holds(setup) });
        return out::json(&all.iter().map(one).collect());
    }
    let mut table = Table::default();
    for (code, setup) in &all {
        table.row([code, &setup.name, &setup.about]);
    }
    table.print()
}

fn unknown(session: &Session, name: &str) -> anyhow::Error {
    let codes: Vec<&str> = SHIPPED.iter().map(|shipped| shipped.code).collect();
    let places = [("given", name), ("codes", &codes.join(", "))];
    refuse(Exit::NotFound, Text::NoSuchTemplate.fill(session.lang, &places))
}

/// The template that a code or a path means, read whole.
fn setup(session: &Session, given: &str) -> anyhow::Result<Setup> {
    let (name, text) = match shipped(given) {
        Some(shipped) => (shipped.code.to_owned(), shipped.text.to_owned()),
        None => (given.to_owned(), read(session, given)?),
    };
    template::read(&text, session.lang == Lang::Ja).map_err(|wrong| {
        refuse(
            Exit::Failure,
            format!("{name}:{}:{}: {}", wrong.line, wrong.column, words::wrong(&wrong, session.lang)),
        )
    })
}

fn read(session: &Session, given: &str) -> anyhow::Result<String> {
    let path = Path::new(given);
    let about = fs::metadata(path).map_err(|_| unknown(session, given))?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(refuse(Exit::Failure, Text::TemplateTooLarge.fill(session.lang, &[("path", given)])));
    }
    let bytes = fs::read(path)?;
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = String::from_utf8_lossy(before).matches('\n').count() + 1;
        let places = [("path", given), ("line", &*line.to_string())];
        refuse(Exit::Failure, Text::TemplateNotText.fill(session.lang, &places))
    })
}

/// How much of each a template holds.
fn counts(setup: &Setup) -> [(Noun, usize); 7] {
    [
        (Noun::CustomField, setup.fields.len()),
        (Noun::Outcome, setup.endings.len()),
        (Noun::Question, setup.questions.len()),
        (Noun::MailTemplate, setup.mails.len()),
        (Noun::Pipeline, setup.pipelines.len()),
        (Noun::CallList, setup.lists.len()),
        (Noun::Tag, setup.tags.len()),
    ]
}

fn holds(setup: &Setup) -> Json {
    counts(setup)
        .into_iter()
        .map(|(noun, count)| (noun.table().to_owned(), json!(count)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn say(session: &Session, setup: &Setup) -> anyhow::Result<()> {
    out::say(&setup.name)?;
    let mut table = Table::with_numbers(1..2);
    for (noun, count) in counts(setup) {
        table.row([label::noun(noun, session.lang), &count.to_string()]);
    }
    table.print()
}

impl Apply {
    fn run(&self, session: &Session) -> anyhow::Result<()> {
        let setup = setup(session, &self.template)?;
        let mut desk = session.desk()?;
        let standing = session.stored(desk.set_up())?;
        let plan = setup.plan(&standing, &walk_keys())?;
        if !self.dry_run && !plan.change.is_empty() {
            session.stored(desk.commit(&plan.change, session.ms()))?;
        }
        if session.json {
            return out::json(&self.json(&setup, &plan));
        }
        self.tell(session, &setup, &plan)
    }

    fn json(&self, setup: &Setup, plan: &Plan) -> Json {
        let named = |all: &[(Noun, String)]| -> Json {
            all.iter().map(|(noun, name)| json!({ "noun": noun.table(), "name": name })).collect()
        };
        json!({
            "name": setup.name, "dry_run": self.dry_run,
            "changed": !self.dry_run && !plan.change.is_empty(),
            "added": named(&plan.added), "kept": named(&plan.kept), "rules": plan.ruled,
        })
    }

    fn tell(&self, session: &Session, setup: &Setup, plan: &Plan) -> anyhow::Result<()> {
        let counts = [("added", plan.added.len()), ("kept", plan.kept.len()), ("rules", plan.ruled.len())];
        let counts = counts.map(|(name, count)| (name, count.to_string()));
        let mut places: Vec<(&str, &str)> = counts.iter().map(|(name, n)| (*name, n.as_str())).collect();
        places.push(("name", &setup.name));
        let text = match (plan.change.is_empty(), self.dry_run) {
            (true, _) => Text::TemplateThere,
            (false, true) => Text::TemplateWould,
            (false, false) => Text::TemplateApplied,
        };
        out::say(&text.fill(session.lang, &places))?;
        let mut table = Table::indented();
        for (noun, name) in &plan.added {
            table.row(["+", label::noun(*noun, session.lang), name]);
        }
        for code in &plan.ruled {
            table.row(["~", label::noun(Noun::Outcome, session.lang), code]);
        }
        for (noun, name) in &plan.kept {
            table.row(["=", label::noun(*noun, session.lang), name]);
        }
        table.print()
    }
}
