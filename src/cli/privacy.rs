//! `salesdesk privacy`: how far erasures have come among desks and files, and where words about
//! somebody may stand in what is written of others.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::{Value as Json, json};

use super::json::rfc3339;
use super::out::{self, Table};
use super::secret::Opening;
use super::session::Session;
use super::{erase, export, secret, sync};
use crate::domain::erasure::Erasure;
use crate::exchange::sync::privacy::{self, Standing, StillThere};
use crate::i18n::{Text, field as names, format, label};
use crate::store::Desk;

/// See how far erasures have come, or search free text for somebody
#[derive(Args, Debug)]
pub(super) struct Privacy {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List every erasure, and which desks are known to have it
    Status {
        /// Name the files of this shared folder that still hold words of somebody erased
        #[arg(long = "in", value_name = "DIR")]
        dir: Option<PathBuf>,
        #[command(flatten)]
        opening: Opening,
    },
    /// Remove now what is left on this disk of whoever was erased
    Clear,
    /// List where words stand in what is written of anybody, for somebody to look at
    Search {
        /// A name, a number, whatever would tell who is meant
        #[arg(required = true)]
        text: Vec<String>,
    },
}

/// How long a desk may be silent before that is said, in days.
const LATE: i64 = 30;
/// One day, in milliseconds.
const DAY: i64 = 24 * 3_600_000;

impl Privacy {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Verb::Status { dir, opening } => status(session, &mut desk, dir.as_deref(), opening),
            Verb::Clear => clear(session, &desk),
            Verb::Search { text } => search(session, &desk, &text.join(" ")),
        }
    }
}

fn status(session: &Session, desk: &mut Desk, dir: Option<&Path>, opening: &Opening) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for erasure in session.stored(desk.erasures())? {
        let Some(customer) = erasure.customer else { continue };
        let standings =
            privacy::standings(desk, customer).map_err(|error| export::refusal(session, error))?;
        all.push((erasure, standings));
    }
    let files = dir.map(|dir| files_in(session, desk, dir, opening)).transpose()?;
    let owed = session.stored(desk.owes_clearing())?;
    if session.json {
        return out::json(&json(session, desk, &all, files.as_deref(), owed)?);
    }
    tell(session, desk, &all)?;
    if owed {
        out::say(Text::PrivacyOwed.words(session.lang))?;
    }
    files.map_or(Ok(()), |files| tell_files(session, &files))
}

/// The files of a place that still hold somebody erased.
fn files_in(
    session: &Session,
    desk: &mut Desk,
    dir: &Path,
    opening: &Opening,
) -> anyhow::Result<Vec<StillThere>> {
    let key = sync::key(session, opening, dir)?.map(Arc::new);
    let files = privacy::still_there(desk, dir, key, session.ms());
    files.map_err(|error| secret::refusal(session, dir, error))
}

fn clear(session: &Session, desk: &Desk) -> anyhow::Result<()> {
    let cleared = erase::clear(session, desk)?;
    if session.json {
        let copies = cleared.as_ref().map_or(0, |cleared| cleared.copies.len());
        return out::json(&json!({ "cleared": cleared.is_some(), "copies_removed": copies }));
    }
    let text = if cleared.is_some() { Text::PrivacyCleared } else { Text::PrivacyNothingOwed };
    out::say(text.words(session.lang))
}

fn tell(session: &Session, desk: &Desk, all: &[(Erasure, Vec<Standing>)]) -> anyhow::Result<()> {
    let lang = session.lang;
    if all.is_empty() {
        return out::say(Text::PrivacyNobody.words(lang));
    }
    for (erasure, standings) in all {
        let at = erasure.at.map(|at| session.moment(at)).unwrap_or_default();
        let rep = session.stored(desk.rep_name(erasure.rep))?;
        let customer = erasure.customer.map(|id| id.to_string()).unwrap_or_default();
        out::say(&format!("{customer}  {at}  {rep}  {}", erasure.reason))?;
        let days = erasure.at.map_or(0, |at| (session.ms() - at) / DAY);
        let mut table = Table::indented();
        for standing in standings.iter().filter(|standing| !standing.ours) {
            let word = match standing.knows {
                true => Text::PrivacyKnows.words(lang).to_owned(),
                false if days >= LATE => Text::PrivacyLate.fill(lang, &[("days", &days.to_string())]),
                false => Text::PrivacyUnknown.words(lang).to_owned(),
            };
            table.row([&standing.rep, &standing.origin, &word]);
        }
        table.print()?;
    }
    Ok(())
}

fn tell_files(session: &Session, files: &[StillThere]) -> anyhow::Result<()> {
    if files.is_empty() {
        return out::say(Text::PrivacyClean.words(session.lang));
    }
    for file in files {
        let line = match file.changes {
            Some(n) => {
                Text::PrivacyFile.fill(session.lang, &[("file", &file.name), ("n", &format::count(n))])
            }
            None => Text::PrivacyShut.fill(session.lang, &[("file", &file.name)]),
        };
        out::say(&line)?;
    }
    Ok(())
}

fn json(
    session: &Session,
    desk: &Desk,
    all: &[(Erasure, Vec<Standing>)],
    files: Option<&[StillThere]>,
    owed: bool,
) -> anyhow::Result<Json> {
    let mut erasures = Vec::with_capacity(all.len());
    for (erasure, standings) in all {
        let desks = standings.iter().map(|standing| {
            json!({
                "origin": standing.origin,
                "rep": standing.rep,
                "ours": standing.ours,
                "acknowledged": standing.knows,
            })
        });
        erasures.push(json!({
            "customer": erasure.customer.map(|id| id.to_string()),
            "at": erasure.at.map(|at| rfc3339(at, *session.now.offset())),
            "rep": session.stored(desk.rep_name(erasure.rep))?,
            "reason": erasure.reason,
            "desks": desks.collect::<Vec<_>>(),
        }));
    }
    let files = files.map(|files| {
        let one = |file: &StillThere| json!({ "name": file.name, "changes": file.changes });
        files.iter().map(one).collect::<Vec<_>>()
    });
    Ok(json!({ "erasures": erasures, "traces_owed": owed, "files": files }))
}

fn search(session: &Session, desk: &Desk, words: &str) -> anyhow::Result<()> {
    let found = session.stored(desk.mentions(words))?;
    if session.json {
        let one = |mention: &crate::store::Mention| {
            json!({
                "noun": mention.noun.table(),
                "id": mention.id.to_string(),
                "customer": mention.customer.map(|id| id.to_string()),
                "field": mention.field,
                "text": mention.text,
            })
        };
        return out::json(&found.iter().map(one).collect());
    }
    if found.is_empty() {
        return out::say(&Text::PrivacyNowhere.fill(session.lang, &[("words", words)]));
    }
    let mut table = Table::default();
    for mention in &found {
        let whose = mention.customer.map(|id| session.stored(desk.line(id))).transpose()?.flatten();
        let whose = whose.map(|line| line.name).unwrap_or_default();
        let customer = mention.customer.unwrap_or(mention.id).to_string();
        let field = names::label(mention.noun, mention.field, session.lang);
        let noun = label::noun(mention.noun, session.lang);
        table.row([&customer, &whose, noun, field, &mention.text.replace('\n', " ")]);
    }
    table.print()
}
