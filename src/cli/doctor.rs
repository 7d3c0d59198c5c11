//! `salesdesk doctor`: facts to paste into a question, and whether the book is sound.
//!
//! No customer's data. Ends with a failure where something is wrong.

use std::env;
use std::io::{self, IsTerminal as _};

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::exit::{Exit, refuse};
use super::out::{self, Table};
use super::paths;
use super::session::Session;
use crate::i18n::{Text, format};
use crate::store::Health;

/// Check the book and tell what this program knows of its surroundings
#[derive(Args, Debug)]
pub(super) struct Doctor {}

/// What is told of the terminal and the locale: set or not, and to what. Nothing else is read.
const SURROUNDINGS: [&str; 11] = [
    "TERM",
    "TERM_PROGRAM",
    "COLORTERM",
    "NO_COLOR",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
    "LC_ALL",
    "LC_MESSAGES",
    "LC_CTYPE",
    "LANG",
];

/// Variables whose value says where somebody works: told only as set.
const PRIVATE: [&str; 3] = ["TMUX", "STY", "SSH_CONNECTION"];

/// Names and values in the order they are told.
type Facts = Vec<(String, String)>;

impl Doctor {
    #[expect(clippy::unused_self, reason = "every verb is run the same way")]
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut facts = facts(session);
        let wrong = match book(session) {
            Ok(Some((health, sidecar))) => {
                facts.push(("search file".into(), sidecar));
                examined(&health, &mut facts)
            }
            Ok(None) => {
                facts.push(("book".into(), "none yet".into()));
                Vec::new()
            }
            Err(error) => vec![error],
        };
        if session.json {
            let map: Map<String, Json> =
                facts.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
            out::json(&json!({ "facts": map, "sound": wrong.is_empty(), "wrong": wrong }))?;
        } else {
            let mut table = Table::default();
            for (name, value) in &facts {
                table.row([name, value]);
            }
            table.print()?;
        }
        if wrong.is_empty() {
            return Ok(());
        }
        let words = Text::NotSound.fill(session.lang, &[("wrong", &wrong.join("; "))]);
        Err(refuse(Exit::Failure, words))
    }
}

fn facts(session: &Session) -> Facts {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let mut facts: Facts = vec![
        ("salesdesk".into(), env!("CARGO_PKG_VERSION").into()),
        ("system".into(), format!("{} {}", env::consts::OS, env::consts::ARCH)),
        ("now".into(), session.now.to_rfc3339()),
        ("language".into(), session.lang.code().into()),
        ("stdin is a terminal".into(), yes(io::stdin().is_terminal())),
        ("stdout is a terminal".into(), yes(io::stdout().is_terminal())),
    ];
    if let Ok((columns, rows)) = crossterm::terminal::size() {
        facts.push(("terminal size".into(), format!("{columns}x{rows}")));
    }
    for name in SURROUNDINGS {
        let value = env::var(name)
            .map_or_else(|_| "-".into(), |value| if PRIVATE.contains(&name) { "set".into() } else { value });
        facts.push((name.into(), value));
    }
    facts.extend(paths::rows(session).map(|(name, path)| (format!("{name} path"), path)));
    if let Some(warning) = &session.warning {
        facts.push(("config".into(), warning.clone()));
    }
    facts
}

/// The book's health and its sidecar's; nothing where there is no book, a sentence where it cannot
/// be read.
fn book(session: &Session) -> Result<Option<(Health, String)>, String> {
    if !session.paths.book.exists() {
        return Ok(None);
    }
    let read = || {
        let desk = session.desk()?;
        let health = session.stored(desk.health())?;
        let sidecar = session.stored(desk.sidecar_facts())?.map_or_else(
            || "none; one is made when a large book is searched".to_owned(),
            |(customers, behind)| format!("{} customers, {behind} commits behind", format::count(customers)),
        );
        Ok((health, sidecar))
    };
    read().map(Some).map_err(|error: anyhow::Error| session.sentence(&error))
}

/// Tells a book's facts; what is wrong with it comes back.
fn examined(health: &Health, facts: &mut Facts) -> Vec<String> {
    let count = |number: i64| format::count(usize::try_from(number).unwrap_or(0));
    facts.extend([
        ("sqlite".into(), health.sqlite.clone()),
        ("format".into(), health.format.to_string()),
        ("customers".into(), count(health.customers)),
        ("activities".into(), count(health.activities)),
        ("commits".into(), count(health.commits)),
        ("bytes".into(), count(health.bytes)),
    ]);
    let mut wrong = Vec::new();
    for finding in &health.findings {
        let sound = finding.wrong.is_empty();
        facts.push((finding.check.into(), if sound { "ok".into() } else { finding.wrong.clone() }));
        if !sound {
            wrong.push(format!("{}: {}", finding.check, finding.wrong));
        }
    }
    wrong
}
