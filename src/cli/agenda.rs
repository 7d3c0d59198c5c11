//! `salesdesk agenda`: open next steps, by how soon they are due.

use chrono::Days;
use clap::Args;
use serde_json::{Value as Json, json};

use super::json::Writer;
use super::out::{self, Table};
use super::session::Session;
use crate::domain::agenda::Due;
use crate::domain::next_step::Due as State;
use crate::i18n::Text;
use crate::store::Desk;

/// List what is to be done: overdue, today, later, some time
#[derive(Args, Debug)]
pub(super) struct Agenda {
    /// At most so many
    #[arg(long, default_value_t = 500, value_name = "N")]
    limit: usize,
}

const STATES: &[(State, &str, Text)] = &[
    (State::Overdue, "overdue", Text::AgendaOverdue),
    (State::Today, "today", Text::AgendaToday),
    (State::Later, "later", Text::AgendaLater),
    (State::Undated, "undated", Text::AgendaUndated),
];

impl Agenda {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let all = session.stored(desk.agenda(self.limit))?;
        if session.json {
            let steps = all.iter().map(|due| json(session, &desk, due));
            return out::json(&Json::Array(steps.collect::<anyhow::Result<_>>()?));
        }
        if all.is_empty() {
            session.remark(Text::NothingToDo.words(session.lang));
        }
        for (state, _, title) in STATES {
            let due: Vec<&Due> = all.iter().filter(|due| state_of(session, due) == *state).collect();
            print(session, *title, &due)?;
        }
        Ok(())
    }
}

fn state_of(session: &Session, due: &Due) -> State {
    due.step.due(session.ms(), end_of_today(session))
}

/// Midnight to come, in Unix milliseconds.
fn end_of_today(session: &Session) -> i64 {
    let tomorrow = session.now.date_naive().checked_add_days(Days::new(1)).unwrap_or_default();
    let midnight = tomorrow.and_time(chrono::NaiveTime::MIN).and_local_timezone(*session.now.offset());
    midnight.single().map_or(i64::MAX, |midnight| midnight.timestamp_millis())
}

fn json(session: &Session, desk: &Desk, due: &Due) -> anyhow::Result<Json> {
    let mut map = Writer::new(session, desk).record(&due.step)?;
    let state = state_of(session, due);
    let code = STATES.iter().find(|(known, ..)| *known == state).map_or("", |(_, code, _)| code);
    map.insert("state".into(), json!(code));
    map.insert("name".into(), json!(due.line.name));
    map.insert("phones".into(), json!(due.line.phones));
    map.insert("blocked".into(), json!(due.line.blocked(session.ms())));
    Ok(Json::Object(map))
}

fn print(session: &Session, title: Text, due: &[&Due]) -> anyhow::Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    out::say(&format!("{} ({})", title.words(session.lang), due.len()))?;
    let mut table = Table::indented();
    for Due { step, line } in due {
        let when = step.due_at.map(|at| session.moment(at)).unwrap_or_default();
        let phone = line.phones.first().map_or("", String::as_str);
        let id: String = step.id.to_string().chars().take(23).collect();
        table.row([&when, &line.name, phone, &step.text, &id]);
    }
    table.print()
}
