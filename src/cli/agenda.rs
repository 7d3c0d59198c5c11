//! `salesdesk agenda`: open next steps, by how soon they are due; and live prospects without one.

use chrono::Days;
use clap::Args;
use serde_json::{Value as Json, json};

use super::json::Writer;
use super::named;
use super::out::{self, Table};
use super::session::{Session, handle};
use crate::domain::agenda::{Due, Orphan, Whose};
use crate::domain::next_step::Due as State;
use crate::domain::page::Tally;
use crate::i18n::{Text, format};
use crate::store::Desk;

/// List what is to be done: overdue, today, later, some time
#[derive(Args, Debug)]
pub(super) struct Agenda {
    /// At most so many
    #[arg(long, default_value_t = 500, value_name = "N")]
    limit: usize,
    /// Only what waits for you or for nobody in particular
    #[arg(long, conflicts_with_all = ["all", "rep"])]
    mine: bool,
    /// Everyone's, as without any of these
    #[arg(long, conflicts_with = "rep")]
    all: bool,
    /// Only what waits for that rep: a name, initials, or the beginning of an id
    #[arg(long, value_name = "NAME")]
    rep: Option<String>,
    /// Live prospects without a next step as well
    #[arg(long)]
    orphans: bool,
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
        let whose = self.whose(session, &desk)?;
        let all = session.stored(desk.agenda(whose, self.limit))?;
        let orphans = self.orphans.then(|| session.stored(desk.orphans(whose, session.ms(), self.limit)));
        let (orphans, tally) = orphans.transpose()?.unwrap_or_default();
        if session.json {
            let steps = all.iter().map(|due| json(session, &desk, due));
            let orphans = orphans.iter().map(|orphan| Ok(orphan_json(session, &desk, orphan)));
            return out::json(&Json::Array(steps.chain(orphans).collect::<anyhow::Result<_>>()?));
        }
        if all.is_empty() && orphans.is_empty() {
            session.remark(Text::NothingToDo.words(session.lang));
        }
        for (state, _, title) in STATES {
            let due: Vec<&Due> = all.iter().filter(|due| state_of(session, due) == *state).collect();
            print(session, *title, &due)?;
        }
        print_orphans(session, &orphans, tally)
    }

    fn whose(&self, session: &Session, desk: &Desk) -> anyhow::Result<Whose> {
        match &self.rep {
            Some(name) => named::rep(session, desk, name).map(Whose::Of),
            None => Ok(if self.mine { Whose::Mine } else { Whose::Everyones }),
        }
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

fn orphan_json(session: &Session, desk: &Desk, Orphan { line, .. }: &Orphan) -> Json {
    json!({
        "state": "orphan",
        "id": null,
        "customer": line.id.to_string(),
        "code": line.code,
        "name": line.name,
        "phones": line.phones,
        "blocked": false,
        "last_at": Writer::new(session, desk).moment(line.last_at),
    })
}

fn print_orphans(session: &Session, orphans: &[Orphan], tally: Tally) -> anyhow::Result<()> {
    if orphans.is_empty() {
        return Ok(());
    }
    let title = Text::SectionOrphans.words(session.lang);
    out::say(&format!("{title} ({})", format::tally(tally)))?;
    let mut table = Table::indented();
    for Orphan { line, initials } in orphans {
        let last = line.last_at.map(|at| session.moment(at)).unwrap_or_default();
        let phone = line.phones.first().map_or("", String::as_str);
        table.row([&last, &line.name, phone, initials, &handle(line.id, &line.code)]);
    }
    table.print()
}

fn print(session: &Session, title: Text, due: &[&Due]) -> anyhow::Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    out::say(&format!("{} ({})", title.words(session.lang), due.len()))?;
    let mut table = Table::indented();
    for Due { step, line, initials } in due {
        let when = step.due_at.map(|at| session.moment(at)).unwrap_or_default();
        let phone = line.phones.first().map_or("", String::as_str);
        let id: String = step.id.to_string().chars().take(23).collect();
        table.row([&when, &line.name, phone, &step.text, initials, &id]);
    }
    table.print()
}
