//! `salesdesk erase`: somebody asked to be forgotten. What would go is said first, and nothing goes
//! without `--yes`.

use clap::Args;
use serde_json::{Value as Json, json};

use super::exit::{Exit, refuse};
use super::out;
use super::session::Session;
use crate::domain::erasing::Taking;
use crate::domain::{Id, Noun, Trouble, typed};
use crate::i18n::{Text, format, label};
use crate::store::{Cleared, Desk};
use crate::work::spool::{self, Draft};

/// Erase a customer for good, as they have a right to
#[derive(Args, Debug)]
pub(super) struct Erase {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// Erase them; without it, what would go is said
    #[arg(long)]
    yes: bool,
    /// Why, and nothing about them: it is kept
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
}

impl Erase {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let customer = session.stored(desk.anybody(&self.customer))?;
        if typed::card_number(&self.reason) {
            return Err(refuse(Exit::Usage, Text::CardNumberRefused.words(session.lang)));
        }
        if let Some(erasure) = session.stored(desk.erasure_of(customer))? {
            return Err(Trouble::Erased(erasure.at).into());
        }
        if !self.yes {
            let taking = session.stored(desk.taking(customer))?.unwrap_or_default();
            tell(session, &taking, None)?;
            return Err(refuse(Exit::Undecided, Text::EraseNeedsYes.words(session.lang)));
        }
        let reason = typed::clean_line(&self.reason);
        let (taking, _) = session.stored(desk.erase(customer, &reason, session.ms()))?;
        let cleared = clear(session, &desk);
        let none = Cleared::default();
        tell(session, &taking, Some(cleared.as_ref().ok().and_then(Option::as_ref).unwrap_or(&none)))?;
        // They are erased all the same.
        cleared.map(drop).map_err(|error| refuse(Exit::Partly, owed(session, &error)))
    }
}

/// Removes what an erasure left on this machine: traces of the book's, and drafts about them.
pub(super) fn clear(session: &Session, desk: &Desk) -> anyhow::Result<Option<Cleared>> {
    if !session.stored(desk.owes_clearing())? {
        return Ok(None);
    }
    let about = |draft: &Draft| {
        let mut ids = draft.key.split('|').filter_map(|part| part.parse::<Id>().ok());
        ids.any(|id| desk.is_erased(id).unwrap_or(false))
    };
    let living = spool::throw_away(&session.paths.drafts_of(&session.paths.book), &about)?;
    if living > 0 {
        session.remark(Text::EraseDraftOpen.words(session.lang));
    }
    session.stored(desk.clear_traces(session.now))
}

/// [`clear`] after something else was done: what is left to do is said, and done the next time.
pub(super) fn clear_quietly(session: &Session, desk: &Desk) {
    match clear(session, desk) {
        Ok(None) => {}
        Ok(Some(cleared)) => {
            session.remark(Text::EraseLearnt.words(session.lang));
            remark_left(session, &cleared);
        }
        Err(error) => session.remark(&owed(session, &error)),
    }
}

fn owed(session: &Session, error: &anyhow::Error) -> String {
    Text::EraseOwed.fill(session.lang, &[("why", &session.sentence(error))])
}

fn remark_left(session: &Session, cleared: &Cleared) {
    for file in &cleared.left {
        let file = file.display().to_string();
        session.remark(&Text::EraseLeft.fill(session.lang, &[("file", &file)]));
    }
}

fn tell(session: &Session, taking: &Taking, cleared: Option<&Cleared>) -> anyhow::Result<()> {
    if session.json {
        return out::json(&facts(taking, cleared));
    }
    out::say(&lines(session, taking, cleared).join("\n"))?;
    if let Some(cleared) = cleared {
        remark_left(session, cleared);
    }
    Ok(())
}

fn facts(taking: &Taking, cleared: Option<&Cleared>) -> Json {
    let counts = |counts: &mut dyn Iterator<Item = (Noun, usize)>| -> Json {
        let map: serde_json::Map<String, Json> =
            counts.map(|(noun, count)| (noun.table().to_owned(), json!(count))).collect();
        Json::Object(map)
    };
    let paths = |paths: &[std::path::PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.display().to_string()).collect()
    };
    // Afterwards nothing is said that was just erased.
    let told = |words: &[String]| if cleared.is_none() { json!(words) } else { json!(words.len()) };
    json!({
        "erased": cleared.is_some(),
        "customers": taking.members.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "goes": counts(&mut taking.goes()),
        "stays": counts(&mut taking.stays()),
        "addresses": told(&taking.addresses),
        "shared": told(&taking.shared),
        "files": taking.files,
        "copies_removed": cleared.map(|cleared| paths(&cleared.copies)),
        "copy": cleared.and_then(|cleared| cleared.fresh.as_ref()).map(|copy| copy.display().to_string()),
        "left": cleared.map(|cleared| paths(&cleared.left)),
    })
}

/// What goes, what stays, and what is out of reach.
fn lines(session: &Session, taking: &Taking, cleared: Option<&Cleared>) -> Vec<String> {
    let lang = session.lang;
    let counts = |counts: &mut dyn Iterator<Item = (Noun, usize)>| -> String {
        let words: Vec<String> = counts
            .map(|(noun, count)| format!("{} {}", label::noun(noun, lang), format::count(count)))
            .collect();
        words.join(" · ")
    };
    let (goes, stays) = (counts(&mut taking.goes()), counts(&mut taking.stays()));
    let head = if cleared.is_some() { Text::EraseDone } else { Text::EraseWould };
    let name = if cleared.is_some() { "" } else { &taking.name };
    let n = format::count(taking.members.len());
    let mut lines = vec![head.fill(lang, &[("name", name), ("n", &n)])];
    for (text, words) in [(Text::EraseGoes, goes), (Text::EraseStays, stays)] {
        lines.extend((!words.is_empty()).then(|| text.fill(lang, &[("what", &words)])));
    }
    let listed = |words: &[String]| match cleared {
        None => words.join(" · "),
        Some(_) => format::count(words.len()),
    };
    for (text, words) in [(Text::EraseAddresses, &taking.addresses), (Text::EraseShared, &taking.shared)] {
        lines.extend((!words.is_empty()).then(|| text.fill(lang, &[("what", &listed(words))])));
    }
    if let Some(cleared) = cleared.filter(|cleared| !cleared.copies.is_empty()) {
        let n = format::count(cleared.copies.len());
        lines.push(Text::EraseCopies.fill(lang, &[("n", &n)]));
    }
    if !taking.files.is_empty() {
        lines.push(Text::EraseFiles.fill(lang, &[("files", &taking.files.join(" · "))]));
    }
    lines.push(Text::EraseBeyond.words(lang).to_owned());
    lines
}
