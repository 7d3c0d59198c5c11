//! `salesdesk doctor`: facts to paste into a question, whether the book is sound, and what lies
//! about it: the disk, the rights, the copies.
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
use super::{copies, export};
use crate::exchange::sync;
use crate::i18n::{Text, format};
use crate::store::{self, Disk, Health};

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
        if session.paths.book.exists() {
            facts.extend(about(session));
        }
        let wrong = match book(session) {
            Ok(Some((health, sidecar))) => {
                facts.push(("search file".into(), sidecar));
                facts.extend(past(session, &health));
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
    facts.extend(place(session));
    if let Some(warning) = &session.warning {
        facts.push(("config".into(), warning.clone()));
    }
    facts
}

/// The configured place, and whether what lies in it is locked.
fn place(session: &Session) -> Option<(String, String)> {
    let settings = &session.config.sync;
    let folder = settings.folder()?;
    let told = match (sync::lock_of(&folder), settings.key_file()) {
        (Ok(None), _) => "not locked: keep it where only the team reads".to_owned(),
        (Ok(Some(_)), Some(file)) => format!("locked, opened with {}", file.display()),
        (Ok(Some(_)), None) => "locked; without [sync] key_file it is not synced by itself".to_owned(),
        (Err(error), _) => session.sentence(&export::refusal(session, error)),
    };
    Some(("shared folder".into(), format!("{}: {told}", folder.display())))
}

/// Where the book lies, who may read it, and which copies there are. Told of a damaged book too.
fn about(session: &Session) -> Facts {
    let disk = Disk::of(&session.paths.book);
    let unknown = || "not known".to_owned();
    let mode = |mode: u32| {
        let others = mode & 0o077;
        let open = if others == 0 { "" } else { ", open to others: chmod go= takes it from them" };
        format!("{mode:04o}{open}")
    };
    let kept = store::kept(&session.paths.book, session.now);
    let newest = kept.first().map_or_else(
        || "none; `salesdesk backup` makes one".to_owned(),
        |copy| {
            let sound = if copy.sound() { "sound" } else { "not sound" };
            let made = session.moment(copy.made);
            format!("{made}, {sound}, {} in all; `salesdesk restore` lists them", kept.len())
        },
    );
    vec![
        ("file system".into(), if disk.kind.is_empty() { unknown() } else { disk.kind }),
        ("encrypted volume".into(), disk.encrypted.unwrap_or_else(unknown)),
        ("free room".into(), disk.free.map_or_else(unknown, copies::bytes)),
        ("rights on the book".into(), mode(disk.file_mode)),
        ("rights on its folder".into(), mode(disk.folder_mode)),
        ("newest copy".into(), newest),
    ]
}

/// What the book notes of itself.
fn past(session: &Session, health: &Health) -> Facts {
    let moment = |ms: Option<i64>| ms.map(|ms| session.moment(ms));
    let twin = health.twin.as_deref().map(|noted| {
        let (at, why) = noted.split_once(' ').unwrap_or(("", noted));
        format!("{}, {why}", moment(at.parse().ok()).unwrap_or_default())
    });
    let mut facts: Facts = vec![
        ("origin".into(), health.origin.clone()),
        ("earlier origins".into(), health.former.to_string()),
        ("taken for a copy".into(), twin.unwrap_or_else(|| "never".into())),
        ("changes no file tells yet".into(), health.unsent.to_string()),
        ("pages looked over".into(), moment(health.checked).unwrap_or_else(|| "not yet".into())),
    ];
    if let Some(why) = &health.uncopied {
        facts.push(("last night's copy".into(), why.clone()));
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
