//! `salesdesk retention`: who has not been heard of for as long as the settings keep them. It only lists;
//! `retain` keeps somebody until a day, and `erase` and `block` are commands of their own.

use clap::{Args, Subcommand};
use serde_json::json;

use super::consent::whole_day;
use super::exit::{Exit, refuse};
use super::out::{self, Table};
use super::session::{Session, handle};
use crate::domain::retention::{Due, Rule, retain};
use crate::i18n::{Text, format, label};
use crate::store::Desk;

/// List who is due for a look by your rules of keeping
#[derive(Args, Debug)]
pub(super) struct Retention {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Retain(Retain),
}

/// Keep a customer until a day; nobody is asked before
#[derive(Args, Debug)]
struct Retain {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// The day
    until: String,
}

impl Retention {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        match &self.verb {
            Some(Verb::Retain(verb)) => verb.run(session, &mut desk),
            None => self.list(session, &desk),
        }
    }

    fn list(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let rules = rules(session)?;
        let (due, all) = session.stored(desk.due_for_review(&rules, session.now, self.limit))?;
        if session.json {
            let told = due.iter().map(|one| as_json(session, one)).collect::<Vec<_>>();
            return out::json(&json!({ "rules": rules.len(), "due": all, "customers": told }));
        }
        if rules.is_empty() {
            session.remark(Text::NoKeepRules.words(session.lang));
        } else if due.is_empty() {
            session.remark(Text::NobodyDue.words(session.lang));
        }
        let mut table = Table::default();
        for one in &due {
            let kind = label::choice(&one.line.kind, session.lang);
            let heard = session.moment(one.heard);
            table.row([
                &one.since,
                &one.line.name,
                kind,
                &heard,
                &one.after,
                &handle(one.line.id, &one.line.code),
            ]);
        }
        table.print()?;
        if all > due.len() {
            session.remark(&Text::More.fill(session.lang, &[("n", &format::count(all - due.len()))]));
        }
        Ok(())
    }
}

impl Retain {
    fn run(&self, session: &Session, desk: &mut Desk) -> anyhow::Result<()> {
        let page = session.page(desk, &self.customer, 0)?;
        let until = whole_day(session, &self.until)?;
        let change = retain(page.customer.id, &page.customer.name, &until);
        session.stored(desk.commit(&change, session.ms()))?;
        if session.json {
            return out::json(&json!({ "id": page.customer.id.to_string(), "keep_until": until }));
        }
        let places = [("name", page.customer.name.as_str()), ("day", &until)];
        out::say(&Text::KeptUntil.fill(session.lang, &places))
    }
}

/// The rules of the settings; one that means nothing is refused, whole.
fn rules(session: &Session) -> anyhow::Result<Vec<Rule>> {
    session.config.keep_rules().map_err(|word| {
        let places = [("given", word.as_str()), ("file", &session.paths.config.display().to_string())];
        refuse(Exit::Usage, Text::BadKeepRule.fill(session.lang, &places))
    })
}

fn as_json(session: &Session, due: &Due) -> serde_json::Value {
    json!({
        "id": due.line.id.to_string(),
        "code": due.line.code,
        "name": due.line.name,
        "kind": due.line.kind,
        "due_since": due.since,
        "heard_at": super::json::rfc3339(due.heard, *session.now.offset()),
        "after": due.after,
    })
}
