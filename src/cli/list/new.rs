//! `salesdesk list new`: a call list made of whoever a source names.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::source::{self, Found, Source};
use crate::cli::exit::{Exit, refuse};
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::call_list::CallList;
use crate::domain::invalid::Why;
use crate::domain::record::field_named;
use crate::domain::typed::{self, Place};
use crate::domain::{Invalid, Record as _};
use crate::i18n::{Text, format};
use crate::store::Desk;

/// Make a call list
#[derive(Args, Debug)]
pub(super) struct New {
    /// What it is called
    name: String,
    #[command(flatten)]
    source: Source,
    /// Whoever answers the search belongs to it, from now on too
    #[arg(long, conflicts_with_all = ["paste", "batch", "outcome_of", "limit"])]
    live: bool,
    /// A file with what to say, such as `Hello {name}`; - for standard input
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Call customers of other reps too
    #[arg(long)]
    everyones: bool,
    /// So many calls an hour are aimed at
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=1_000))]
    pace: Option<i64>,
}

impl New {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let list = self.list(session, desk)?;
        super::refuse_taken(session, desk, &list.name, None)?;
        let found = self.source.find(session, desk)?;
        if list.live && found.customers.is_empty() {
            session.remark(&Text::NobodyYetOnLive.fill(session.lang, &[("given", &list.query)]));
        } else {
            found.refuse_nobody(session)?;
        }
        let list = CallList { made_from: found.from.into(), ..list };
        let mut change = list.made(if list.live { &[] } else { &found.customers });
        change.writes.splice(0..0, found.new.iter().cloned());
        super::commit(session, desk, &change)?;
        tell(session, &list, &found)?;
        found.partly(session)
    }

    /// The list as the flags say, of nobody yet.
    fn list(&self, session: &Session, desk: &Desk) -> anyhow::Result<CallList> {
        refuse_two_inputs(session, self.source.paste.as_deref(), self.script.as_deref())?;
        let mut list = CallList {
            live: self.live,
            everyones: self.everyones,
            pace: self.pace,
            owner: desk.rep(),
            made_at: Some(session.ms()),
            ..CallList::default()
        };
        put(session, &mut list, "name", &self.name)?;
        if self.source.is_search() {
            put(session, &mut list, "query", &self.source.line(session, desk)?)?;
        }
        if let Some(path) = &self.script {
            put(session, &mut list, "script", &source::script(session, path)?)?;
        }
        refuse_nameless(&list)?;
        list.id = session.stored(desk.fresh_list(&list.name, session.ms()))?;
        Ok(list)
    }
}

/// Puts what was typed into a field, checked by the noun's own table.
pub(super) fn put(session: &Session, list: &mut CallList, field: &str, text: &str) -> anyhow::Result<()> {
    let field = field_named(CallList::FIELDS, field)
        .ok_or_else(|| Invalid::new("field", Why::NoSuchField(field.into())))?;
    let place = Place { offset: *session.now.offset(), currency: &session.config.currency };
    list.put(field.code, typed::value(field, &[], text, place)?);
    Ok(())
}

/// No list is called nothing.
pub(super) fn refuse_nameless(list: &CallList) -> anyhow::Result<()> {
    if list.name.is_empty() { Err(Invalid::new("name", Why::Empty).into()) } else { Ok(()) }
}

fn refuse_two_inputs(session: &Session, paste: Option<&Path>, script: Option<&Path>) -> anyhow::Result<()> {
    let stdin = Some(Path::new("-"));
    if paste == stdin && script == stdin {
        return Err(refuse(Exit::Usage, Text::OneInput.words(session.lang)));
    }
    Ok(())
}

fn tell(session: &Session, list: &CallList, found: &Found) -> anyhow::Result<()> {
    let added = found.new.iter().filter(|write| write.noun == crate::domain::Noun::Customer).count();
    if session.json {
        return out::json(&json!({
            "id": list.id.to_string(),
            "name": list.name,
            "made_from": list.made_from,
            "live": list.live,
            "count": found.customers.len(),
            "added_customers": added,
            "rejects": found.rejects_json(session),
        }));
    }
    let n = format::count(found.customers.len());
    out::say(&Text::ListMade.fill(session.lang, &[("name", &list.name), ("n", &n)]))
}
