//! `salesdesk find`: a search, or the list the desk opens with.

use clap::Args;
use serde_json::{Value as Json, json};

use super::json::rfc3339;
use super::out::{self, Table};
use super::progress::with_pace;
use super::session::{Session, handle};
use crate::domain::page::Line;
use crate::i18n::{Text, format};
use crate::store::{Desk, Finder};

/// Find customers by anything known of them
#[derive(Args, Debug)]
pub(super) struct Find {
    /// Words and filters, as on the search line; none for the opening list
    query: Vec<String>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,
}

impl Find {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let lines = lines(session, &desk, &self.query.join(" "), self.limit)?;
        if session.json {
            return out::json(&lines.iter().map(|line| json(session, line)).collect());
        }
        if lines.is_empty() {
            let nobody = if self.query.is_empty() { Text::NobodyYet } else { Text::NoHits };
            session.remark(nobody.words(session.lang));
        }
        print(session, &lines)
    }
}

/// The rows that answer a search line, best first; those of the opening list where it is empty.
pub(super) fn lines(session: &Session, desk: &Desk, line: &str, limit: usize) -> anyhow::Result<Vec<Line>> {
    if line.trim().is_empty() {
        return session.stored(desk.opening(limit));
    }
    with_pace(session, |pace| Finder::once(desk, line, limit, session.now, pace))
}

/// A row of a list for programs.
fn json(session: &Session, line: &Line) -> Json {
    let moment = |ms: Option<i64>| ms.map(|ms| rfc3339(ms, *session.now.offset()));
    json!({
        "id": line.id.to_string(),
        "code": line.code,
        "name": line.name,
        "kana": line.kana,
        "kind": line.kind,
        "rank": line.rank,
        "matched": line.matched,
        "excerpt": line.excerpt,
        "phones": line.phones,
        "next_at": moment(line.next_at),
        "last_at": moment(line.last_at),
        "blocked": line.blocked(session.ms()),
    })
}

fn print(session: &Session, lines: &[Line]) -> anyhow::Result<()> {
    let mut table = Table::default();
    for line in lines {
        let next =
            line.next_at.map(|ms| format::brief(format::local(ms, session.now), session.now, session.lang));
        let phone = line.phones.first().map_or("", String::as_str);
        table.row([
            &line.name,
            phone,
            &line.rank,
            next.as_deref().unwrap_or_default(),
            &line.excerpt,
            &handle(line.id, &line.code),
        ]);
    }
    table.print()
}
