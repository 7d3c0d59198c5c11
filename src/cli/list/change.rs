//! `salesdesk list edit` and `list drop`: what holds for a whole list, and its end.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::new::{put, refuse_nameless};
use super::source;
use crate::cli::exit::{Exit, refuse};
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::call_list::CallList;
use crate::domain::{Change, Id};
use crate::i18n::{Text, format};
use crate::store::Desk;

/// Change what holds for a list
#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true))]
pub(super) struct Edit {
    /// The list: its name, an id or the beginning of one
    list: String,
    /// Call it that
    #[arg(long, group = "what")]
    name: Option<String>,
    /// A file with what to say, an empty one for nothing; - for standard input
    #[arg(long, value_name = "FILE", group = "what")]
    script: Option<PathBuf>,
    /// The search of a live list
    #[arg(long, group = "what")]
    query: Option<String>,
    /// Whoever answers the search belongs to it; `no` keeps those who do now
    #[arg(long, value_name = "YES|NO", group = "what")]
    live: Option<String>,
    /// Call customers of other reps too
    #[arg(long, value_name = "YES|NO", group = "what")]
    everyones: Option<String>,
    /// The questionnaire that is asked on it; empty for none
    #[arg(long, value_name = "NAME", group = "what")]
    survey: Option<String>,
    /// So many calls an hour are aimed at; 0 for none
    #[arg(long, value_name = "N", group = "what", value_parser = clap::value_parser!(i64).range(0..=1_000))]
    pace: Option<i64>,
}

/// Take a list away; calls made from it stay
#[derive(Args, Debug)]
pub(super) struct Drop {
    /// The list: its name, an id or the beginning of one
    name: String,
}

impl Edit {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let was = crate::cli::named::call_list(session, desk, &self.list)?;
        let becomes = self.becomes(session, desk, &was)?;
        super::refuse_taken(session, desk, &becomes.name, Some(was.id))?;
        let mut change = was.turned(&becomes);
        let changed: usize = change.writes.iter().map(|write| write.fields.len()).sum();
        if was.live && !becomes.live {
            change.writes.extend(kept(session, desk, &was)?.writes);
        }
        super::commit(session, desk, &change)?;
        if session.json {
            return out::json(&json!({ "id": was.id.to_string(), "name": becomes.name, "changed": changed }));
        }
        let places = [("name", becomes.name.as_str()), ("n", &format::count(changed))];
        out::say(&Text::ChangedFields.fill(session.lang, &places))
    }

    fn becomes(&self, session: &Session, desk: &Desk, was: &CallList) -> anyhow::Result<CallList> {
        let mut becomes = was.clone();
        // As the questionnaire itself is spelled.
        let survey = match &self.survey {
            Some(name) if !name.trim().is_empty() => Some(crate::cli::ask::named(session, desk, name)?.name),
            given => given.clone(),
        };
        let typed = [
            ("name", &self.name),
            ("query", &self.query),
            ("live", &self.live),
            ("everyones", &self.everyones),
            ("survey", &survey),
        ];
        for (field, text) in typed {
            if let Some(text) = text {
                put(session, &mut becomes, field, text)?;
            }
        }
        if let Some(path) = &self.script {
            let script = if std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() == 0) {
                String::new()
            } else {
                source::script(session, path)?
            };
            put(session, &mut becomes, "script", &script)?;
        }
        if let Some(pace) = self.pace {
            becomes.pace = Some(pace).filter(|pace| *pace > 0);
        }
        refuse_nameless(&becomes)?;
        if becomes.live {
            source::refuse_meaningless(session, &becomes.query)?;
        } else if self.query.is_some() {
            return Err(refuse(Exit::Usage, Text::OnlyLiveSearches.words(session.lang)));
        }
        Ok(becomes)
    }
}

/// The change that keeps whoever is on a live list now.
fn kept(session: &Session, desk: &Desk, list: &CallList) -> anyhow::Result<Change> {
    let members = source::members(session, desk, list)?;
    let answering: Vec<Id> =
        members.iter().filter(|entry| entry.position.is_none()).filter_map(|entry| entry.customer).collect();
    let last = session.stored(desk.last_position(list.id))?;
    Ok(list.with(last, &answering))
}

impl Drop {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = crate::cli::named::call_list(session, desk, &self.name)?;
        super::commit(session, desk, &list.dropped())?;
        if session.json {
            return out::json(&json!({ "id": list.id.to_string(), "name": list.name }));
        }
        out::say(&Text::ListDropped.fill(session.lang, &[("name", &list.name)]))
    }
}
