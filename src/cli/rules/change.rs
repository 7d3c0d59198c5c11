//! `salesdesk rules set`, `pacing` and `reset`: a rule is changed or given back, and it is told how
//! many customers that moves.

use clap::Args;
use serde_json::json;

use super::list;
use crate::cli::exit::{Exit, refuse};
use crate::cli::out;
use crate::cli::session::Session;
use crate::cli::set::Setting;
use crate::domain::form::rows;
use crate::domain::outcome::Outcome;
use crate::domain::rulebook::Rulebook;
use crate::domain::typed::{self, Place};
use crate::domain::{Change, Record, lapse};
use crate::i18n::{Text, rules as words};
use crate::keys::table::walk_keys;
use crate::store::{Counter, Desk};

/// Change how an outcome behaves
#[derive(Args, Debug)]
pub(in crate::cli) struct Set {
    /// The outcome's code, such as NA
    outcome: String,
    /// What it is to be: delay=4h, delays=2h, tries=6, key=k, en=Label, hidden=yes; empty for nothing
    #[arg(required = true, value_name = "FIELD=VALUE")]
    settings: Vec<Setting>,
    /// Only tell how many customers it would move
    #[arg(long)]
    dry_run: bool,
}

/// Change how often and when anybody is called
#[derive(Args, Debug)]
pub(in crate::cli) struct Pace {
    /// What it is to be: gap=60, per_day=2, tries=6, opens=9:00, closes=18:00, weekends=no
    #[arg(required = true, value_name = "FIELD=VALUE")]
    settings: Vec<Setting>,
    /// Only tell how many customers it would move
    #[arg(long)]
    dry_run: bool,
}

/// Give a rule back: a list's to the desk's, the desk's to the standard
#[derive(Args, Debug)]
pub(in crate::cli) struct Reset {
    /// The outcome's code, or `pacing`
    rule: String,
    /// Only tell how many customers it would move
    #[arg(long)]
    dry_run: bool,
}

impl Set {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk, book: &Rulebook) -> anyhow::Result<()> {
        let mut becomes = outcome(session, book, &self.outcome)?.clone();
        put(session, &mut becomes, &self.settings)?;
        let waits = self.settings.iter().filter(|setting| setting.field.starts_with("delay"));
        becomes.working |= waits.into_iter().any(|setting| lapse::says_working(&setting.text));
        let rule = becomes.code.clone();
        make(session, desk, book, &rule, &book.put(becomes, &walk_keys())?, self.dry_run)
    }
}

impl Pace {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk, book: &Rulebook) -> anyhow::Result<()> {
        let mut becomes = book.pacing.clone();
        put(session, &mut becomes, &self.settings)?;
        make(session, desk, book, PACING, &book.pace(&becomes)?, self.dry_run)
    }
}

/// What the pacing is called beside the codes of outcomes.
const PACING: &str = "pacing";

impl Reset {
    pub(super) fn run(&self, session: &Session, desk: &mut Desk, book: &Rulebook) -> anyhow::Result<()> {
        let (rule, change) = if self.rule.eq_ignore_ascii_case(PACING) {
            (PACING, book.pacing_given_back())
        } else {
            let outcome = outcome(session, book, &self.rule)?;
            (outcome.code.as_str(), book.given_back(outcome))
        };
        let nothing = || refuse(Exit::Usage, Text::NothingToGiveBack.words(session.lang));
        make(session, desk, book, rule, &change.ok_or_else(nothing)?, self.dry_run)
    }
}

fn outcome<'a>(session: &Session, book: &'a Rulebook, code: &str) -> anyhow::Result<&'a Outcome> {
    book.outcome(code).ok_or_else(|| {
        let codes: Vec<_> = book.outcomes.iter().map(|outcome| outcome.code.as_str()).collect();
        let places = [("given", code), ("codes", &codes.join(", "))];
        refuse(Exit::Usage, Text::NoSuchOutcomeCode.fill(session.lang, &places))
    })
}

/// Puts what was typed into a record, field by field, as the form on the screen would.
fn put<R: Record>(session: &Session, record: &mut R, settings: &[Setting]) -> anyhow::Result<()> {
    let place = Place { offset: *session.now.offset(), currency: &session.config.currency };
    for Setting { field, text } in settings {
        let row = rows(R::NOUN, false).find(|row| row.name == field);
        let Some((known, choices)) = row.and_then(|row| Some((row.field?, row.choices))) else {
            let names: Vec<_> = rows(R::NOUN, false).map(|row| row.name).collect();
            let places = [("given", field.as_str()), ("fields", &names.join(", "))];
            return Err(refuse(Exit::Usage, Text::NoSuchField.fill(session.lang, &places)));
        };
        record.put(known.code, typed::value(known, choices, text, place)?);
    }
    Ok(())
}

/// Makes a change true unless it is only asked about, and tells whom it moves.
fn make(
    session: &Session,
    desk: &mut Desk,
    book: &Rulebook,
    rule: &str,
    change: &Change,
    dry_run: bool,
) -> anyhow::Result<()> {
    let on = book.list.as_ref().map(|list| list.id);
    let callback = session.habits().callback;
    let moved = Counter::default().moved(desk, on, change, session.now, callback, &|_| true);
    let moved = session.stored(moved)?;
    if !dry_run && !change.is_empty() {
        session.stored(desk.commit(change, session.ms()))?;
    }
    if session.json {
        return out::json(&json!({
            "rule": rule,
            "list": list(book),
            "changed": !dry_run && !change.is_empty(),
            "dry_run": dry_run,
            "moved": moved.count,
            "of": moved.of,
            "more": moved.more,
            "nobody_left": moved.ends_all(),
        }));
    }
    let (words, _) = words::moved(moved, on.is_some(), session.lang);
    let text = match (dry_run, change.is_empty()) {
        (_, true) => Text::RuleUnchanged,
        (true, false) => Text::RuleWouldChange,
        (false, false) => Text::RuleChanged,
    };
    // The pacing of the desk has neither a code nor a list to be called by.
    let subject = if change.subject.is_empty() { rule } else { &change.subject };
    out::say(&text.fill(session.lang, &[("rule", subject), ("moved", &words)]))
}
