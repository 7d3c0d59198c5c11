//! `salesdesk list show`: who is on a list, in what order, and how far each is.

use std::collections::HashMap;

use clap::Args;
use serde_json::{Value as Json, json};

use super::source;
use crate::cli::json::Writer;
use crate::cli::out::{self, Table};
use crate::cli::session::{Session, handle};
use crate::domain::Id;
use crate::domain::call_list::CallList;
use crate::domain::entry::Entry;
use crate::domain::standing::Standing;
use crate::i18n::{Text, format, standing};
use crate::store::Desk;

/// Show who is on a list
#[derive(Args, Debug)]
pub(super) struct Show {
    /// The list: its name, an id or the beginning of one
    name: String,
    /// Only those in this state; may be given again
    #[arg(long, value_name = "STATE")]
    state: Vec<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Somebody on a list, as they are shown.
struct Row {
    entry: Entry,
    customer: Id,
    name: String,
    code: String,
    standing: Standing,
    attempts: usize,
    due_at: Option<i64>,
}

impl Show {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let list = crate::cli::named::call_list(session, desk, &self.name)?;
        let rows = self.rows(session, desk, &list)?;
        if session.json {
            return json(session, desk, &list, &rows);
        }
        if rows.is_empty() {
            session.remark(&Text::NobodyOnList.fill(session.lang, &[("name", &list.name)]));
        }
        print(session, desk, &rows)
    }

    fn rows(&self, session: &Session, desk: &Desk, list: &CallList) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        let walker = session.walker(desk, list.id)?;
        for entry in source::members(session, desk, list)? {
            if rows.len() >= self.limit.unwrap_or(usize::MAX) {
                break;
            }
            let Some(customer) = entry.customer else { continue };
            let Some(standing) = walker.queue.standing(customer, session.now) else { continue };
            if !self.state.is_empty() && !self.state.iter().any(|state| state == standing.state()) {
                continue;
            }
            let attempts = walker.queue.prospect(customer).map_or(0, |prospect| prospect.tries);
            let Some((name, code, due_at)) = session.stored(desk.called(customer))? else { continue };
            rows.push(Row { entry, customer, name, code, standing, attempts, due_at });
        }
        Ok(rows)
    }
}

impl Row {
    /// Until when they wait, where a moment is known.
    const fn until(&self) -> Option<i64> {
        match self.standing {
            Standing::Not(why_not) => why_not.until(),
            Standing::Ready(..) => None,
        }
    }
}

fn json(session: &Session, desk: &Desk, list: &CallList, rows: &[Row]) -> anyhow::Result<()> {
    let writer = Writer::new(session, desk);
    let names = Reps::default();
    let entry = |row: &Row| -> anyhow::Result<Json> {
        Ok(json!({
            "customer": row.customer.to_string(),
            "name": row.name,
            "code": row.code,
            "state": row.standing.state(),
            "reason": row.standing.key().0,
            "until": writer.moment(row.until()),
            "attempts": row.attempts,
            "due_at": writer.moment(row.due_at),
            "rep": names.name(session, desk, row.entry.rep)?,
            "claimed_at": writer.moment(row.entry.claimed_at),
            "skips": row.entry.skips.unwrap_or(0),
            "note": row.entry.note,
        }))
    };
    let entries: Vec<Json> = rows.iter().map(entry).collect::<anyhow::Result<_>>()?;
    let mut map = writer.record(list)?;
    map.insert("entries".into(), Json::Array(entries));
    out::json(&Json::Object(map))
}

fn print(session: &Session, desk: &Desk, rows: &[Row]) -> anyhow::Result<()> {
    let names = Reps::default();
    let mut table = Table::default();
    for row in rows {
        let due =
            row.due_at.map(|ms| format::brief(format::local(ms, session.now), session.now, session.lang));
        table.row([
            &row.name,
            row.standing.state(),
            &standing::words(row.standing, "", session.now, session.lang),
            &row.attempts.to_string(),
            due.as_deref().unwrap_or_default(),
            &names.name(session, desk, row.entry.rep)?,
            &handle(row.customer, &row.code),
        ]);
    }
    table.print()
}

/// The names of reps, each looked up once.
#[derive(Default)]
struct Reps(std::cell::RefCell<HashMap<Id, String>>);

impl Reps {
    fn name(&self, session: &Session, desk: &Desk, rep: Option<Id>) -> anyhow::Result<String> {
        let Some(rep) = rep else { return Ok(String::new()) };
        if let Some(name) = self.0.borrow().get(&rep) {
            return Ok(name.clone());
        }
        let name = session.stored(desk.rep_name(Some(rep)))?;
        self.0.borrow_mut().insert(rep, name.clone());
        Ok(name)
    }
}
