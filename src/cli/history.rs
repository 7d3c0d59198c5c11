//! `salesdesk history`: who changed what on a customer, when, from what to what.

use clap::Args;
use serde_json::{Value as Json, json};

use super::json::{Writer, rfc3339};
use super::out::{self, Table};
use super::session::Session;
use super::show;
use crate::domain::Field;
use crate::domain::dossier::Exported;
use crate::domain::history::{FieldChange, HistoryEntry};
use crate::domain::record::field_named;
use crate::i18n::{field as names, format, label};
use crate::store::Desk;

/// Show who changed what on a customer, or which files left the book
#[derive(Args, Debug)]
pub(super) struct History {
    /// An id, the beginning of one, a code, or system:id
    #[arg(required_unless_present = "exports")]
    customer: Option<String>,
    /// The files that left the book: when, who, how many customers, where to
    #[arg(long, conflicts_with = "customer")]
    exports: bool,
    /// At most so many actions
    #[arg(long, default_value_t = 200, value_name = "N")]
    limit: usize,
}

impl History {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let Some(customer) = &self.customer else { return self.exports(session, &desk) };
        let page = session.page(&desk, customer, 0)?;
        let entries = session.stored(desk.history(page.customer.id, self.limit))?;
        if session.json {
            return out::json(&entries.iter().map(|entry| json(session, &desk, entry)).collect());
        }
        let mut table = Table::default();
        for entry in &entries {
            let deed = label::deed(entry.deed, session.lang);
            table.row([&session.moment(entry.at), &entry.rep, deed, ""]);
            for change in &entry.changes {
                let name = names::label(change.noun, change.field, session.lang);
                let turn = turn(session, change);
                if !turn.is_empty() {
                    table.row(["", "", name, &turn]);
                }
            }
        }
        table.print()
    }
}

impl History {
    fn exports(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let exports = session.stored(desk.exports(self.limit))?;
        if session.json {
            return out::json(&exports.iter().map(|(one, rep)| exported(session, one, rep)).collect());
        }
        let mut table = Table::default();
        for (one, rep) in &exports {
            let customers = format::count(usize::try_from(one.customers).unwrap_or(usize::MAX));
            table.row([&session.moment(one.at), rep, &one.format, &customers, &one.what, &one.path]);
        }
        table.print()
    }
}

fn exported(session: &Session, one: &Exported, rep: &str) -> Json {
    json!({
        "at": rfc3339(one.at, *session.now.offset()),
        "rep": rep,
        "format": one.format,
        "what": one.what,
        "customers": one.customers,
        "path": one.path,
    })
}

fn field(change: &FieldChange) -> Option<&'static Field> {
    field_named(change.noun.fields(), change.field).filter(|field| field.name != "customer")
}

pub(super) fn turn(session: &Session, change: &FieldChange) -> String {
    let Some(field) = field(change) else { return String::new() };
    let shown = |value| show::shown(session, field, value, "");
    match (shown(&change.was), shown(&change.becomes)) {
        (was, becomes) if was.is_empty() || was == becomes => becomes,
        (was, becomes) => format!("{was} -> {becomes}"),
    }
}

pub(super) fn json(session: &Session, desk: &Desk, entry: &HistoryEntry) -> Json {
    let writer = Writer::new(session, desk);
    let changes = entry.changes.iter().map(|change| {
        let field = field_named(change.noun.fields(), change.field);
        let value = |value| field.map(|field| Writer::value(field, value, *session.now.offset()));
        json!({
            "noun": change.noun.table(),
            "id": change.id.to_string(),
            "field": change.field,
            "was": value(&change.was),
            "becomes": value(&change.becomes),
        })
    });
    json!({
        "seq": entry.seq,
        "action": entry.action.to_string(),
        "at": writer.moment(Some(entry.at)),
        "rep": entry.rep,
        "deed": entry.deed.code(),
        "subject": entry.subject,
        "changes": changes.collect::<Vec<_>>(),
    })
}
