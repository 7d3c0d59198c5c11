//! `salesdesk find`: a search, or the list the desk opens with.

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveTime};
use clap::Args;
use serde_json::{Value as Json, json};

use super::json::rfc3339;
use super::out::{self, Table};
use super::session::{Session, handle};
use crate::domain::page::Line;
use crate::domain::query::Query;
use crate::i18n::{Text, format};
use crate::search::{Book, Folded, Hit, Moments};
use crate::store::Desk;

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
    let query = Query::parse(line);
    let mut lines = if query.is_empty() {
        session.stored(desk.opening(limit))?
    } else {
        let hits = session.stored(book(session, desk))?.find(&query, &moments(session.now), limit).hits;
        let rows = hits.into_iter().map(|hit| session.stored(row(desk, hit)));
        rows.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect()
    };
    for line in &mut lines {
        line.blocked = session.stored(desk.blocked(line.id, session.ms()))?;
    }
    Ok(lines)
}

fn book(session: &Session, desk: &Desk) -> crate::store::Result<Book> {
    let mut folded = Vec::new();
    desk.sources(session.ms(), |sources| folded.extend(sources.iter().map(Folded::of)))?;
    let mut book = Book::new();
    book.put_folded(folded);
    Ok(book)
}

fn row(desk: &Desk, hit: Hit) -> crate::store::Result<Option<Line>> {
    let line = desk.line(hit.id)?;
    let matched = hit.matched.map_or("", |facet| facet.code()).to_owned();
    Ok(line.map(|line| Line { matched, excerpt: hit.excerpt, ..line }))
}

/// The borders of today and of this week, which ends on Sunday.
fn moments(now: DateTime<FixedOffset>) -> Moments {
    let midnight = |days: u32| {
        let day = now.date_naive().checked_add_days(Days::new(days.into())).unwrap_or(now.date_naive());
        let at = day.and_time(NaiveTime::MIN).and_local_timezone(*now.offset()).single();
        at.unwrap_or(now).timestamp_millis()
    };
    Moments {
        now: now.timestamp_millis(),
        today: midnight(0),
        end_of_today: midnight(1),
        end_of_week: midnight(7 - now.weekday().num_days_from_monday()),
    }
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
        "blocked": line.blocked,
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
