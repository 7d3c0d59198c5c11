//! `salesdesk remind`: next steps out of the dates of the book, as `[[remind]]` in the settings says.

use clap::Args;
use serde_json::json;

use super::json::rfc3339;
use super::out::{self, Table};
use super::session::Session;
use crate::config;
use crate::domain::Id;
use crate::domain::reminder::Reminders;
use crate::i18n::Text;
use crate::work::reminders::Rules;

/// Put on the agenda what dates of the book remind of
#[derive(Args, Debug)]
pub(super) struct Remind {
    /// Only say what it would be
    #[arg(long)]
    dry_run: bool,
}

impl Remind {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let mut desk = session.desk()?;
        let path = session.paths.config.display().to_string();
        let written = session.config.remind.iter().map(config::Remind::written).collect();
        let rules = Rules { written, path }.understood(&session.stored(desk.all_own_fields())?)?;
        let at = session.habits().callback;
        let found = if self.dry_run {
            desk.reminders(&rules, session.now, at)
        } else {
            desk.remind(&rules, session.now, at)
        };
        let found = session.stored(found)?;
        if session.json {
            return self.json(session, &found);
        }
        if rules.is_empty() {
            let places = [("path", &*session.paths.config.display().to_string())];
            session.remark(&Text::RemindNoRules.fill(session.lang, &places));
        }
        print(session, &found)?;
        let text = if self.dry_run { Text::RemindWould } else { Text::RemindMade };
        let [n, already, blocked, over, vague] =
            [found.made.len(), found.already, found.blocked, found.over, found.vague].map(|n| n.to_string());
        let places =
            [("n", &*n), ("already", &already), ("blocked", &blocked), ("over", &over), ("vague", &vague)];
        out::say(&text.fill(session.lang, &places))
    }

    fn json(&self, session: &Session, found: &Reminders) -> anyhow::Result<()> {
        let id = |id: Option<Id>| id.map(|id| id.to_string());
        let steps = found.made.iter().map(|(step, name)| {
            json!({
                "id": step.id.to_string(),
                "customer": id(step.customer),
                "name": name,
                "person": id(step.person),
                "due_at": step.due_at.map(|at| rfc3339(at, *session.now.offset())),
                "text": step.text,
            })
        });
        out::json(&json!({
            "dry_run": self.dry_run,
            "made": found.made.len(),
            "already": found.already,
            "blocked": found.blocked,
            "over": found.over,
            "vague": found.vague,
            "steps": steps.collect::<Vec<_>>(),
        }))
    }
}

fn print(session: &Session, found: &Reminders) -> anyhow::Result<()> {
    let mut table = Table::default();
    for (step, name) in &found.made {
        let due = step.due_at.map(|at| session.moment(at)).unwrap_or_default();
        table.row([&due, name, &step.text]);
    }
    table.print()
}
