//! `salesdesk find`: a search, or the list the desk opens with; as saved in a view, in any columns.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::exit::{Exit, refuse};
use super::json::rfc3339;
use super::out::{self, Table};
use super::progress::with_pace;
use super::session::{Session, handle};
use super::{named, view};
use crate::domain::column::{Cell, Column, Of};
use crate::domain::page::Line;
use crate::domain::view::View;
use crate::domain::{Kind, Value};
use crate::i18n::{Text, cell, format};
use crate::store::{Desk, Finder};

/// Find customers by anything known of them
#[derive(Args, Debug)]
pub(super) struct Find {
    /// Words and filters, as on the search line; none for the opening list
    query: Vec<String>,
    /// Only whoever answers this saved view too
    #[arg(long, value_name = "VIEW")]
    view: Option<String>,
    /// What is shown of each, with commas: name,rank,deal.amount
    #[arg(long, value_name = "NAMES")]
    columns: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50, value_name = "N")]
    limit: usize,
}

impl Find {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        let mut asked = match &self.view {
            Some(name) => asked(session, &desk, name)?,
            None => View::default(),
        };
        asked.query = [asked.query, self.query.join(" ")].join(" ").trim().into();
        if let Some(columns) = &self.columns {
            asked.columns.clone_from(columns);
        }
        found(session, &desk, &asked, self.limit)
    }
}

/// The view that `name` means, where it can be asked as it was meant.
pub(super) fn asked(session: &Session, desk: &Desk, name: &str) -> anyhow::Result<View> {
    let asked = named::view(session, desk, name)?;
    view::refuse_faulty(session, desk, &asked)?;
    Ok(asked)
}

/// Whoever answers a view.
pub(super) fn show(session: &Session, desk: &Desk, name: &str, limit: usize) -> anyhow::Result<()> {
    found(session, desk, &asked(session, desk, name)?, limit)
}

fn found(session: &Session, desk: &Desk, asked: &View, limit: usize) -> anyhow::Result<()> {
    let columns = columns(session, desk, asked)?;
    let lines = lines(session, desk, &asked.query, limit)?;
    let ids: Vec<_> = lines.iter().map(|line| line.id).collect();
    let cells = session.stored(desk.cells(&ids, &columns, session.now))?;
    if session.json {
        let one = |(line, cells): (&Line, &Vec<Cell>)| {
            let mut map = json(session, line);
            columns.iter().zip(cells).for_each(|(column, cell)| put(&mut map, session, column, cell));
            Json::Object(map)
        };
        return out::json(&lines.iter().zip(&cells).map(one).collect());
    }
    if lines.is_empty() {
        let nobody = if asked.query.is_empty() { Text::NobodyYet } else { Text::NoHits };
        session.remark(nobody.words(session.lang));
        return Ok(());
    }
    if columns.is_empty() { print(session, &lines) } else { print_columns(session, &lines, &columns, &cells) }
}

fn columns(session: &Session, desk: &Desk, asked: &View) -> anyhow::Result<Vec<Column>> {
    let own = session.stored(desk.all_own_fields())?;
    let one = |name: &str| {
        let strange = || refuse(Exit::Usage, Text::ViewColumn.fill(session.lang, &[("given", name)]));
        Column::named(name, &own).ok_or_else(strange)
    };
    asked.column_names().map(one).collect()
}

/// The rows that answer a search line, best first; those of the opening list where it is empty.
pub(super) fn lines(session: &Session, desk: &Desk, line: &str, limit: usize) -> anyhow::Result<Vec<Line>> {
    if line.trim().is_empty() {
        return session.stored(desk.opening(limit));
    }
    with_pace(session, |pace| Finder::once(desk, line, limit, session.now, pace))
}

/// A row of a list for programs.
fn json(session: &Session, line: &Line) -> Map<String, Json> {
    let moment = |ms: Option<i64>| ms.map(|ms| rfc3339(ms, *session.now.offset()));
    let Json::Object(map) = json!({
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
    }) else {
        return Map::new();
    };
    map
}

/// A column for programs, under the name it was asked by: amounts in minor units with their currency
/// beside, several values as an array.
fn put(map: &mut Map<String, Json>, session: &Session, column: &Column, cell: &Cell) {
    let one = |value: &Value| match (column.kind(), value) {
        (Kind::Flag, value) => json!(*value == Value::Int(1)),
        (Kind::Moment, Value::Int(ms)) => json!(rfc3339(*ms, *session.now.offset())),
        (_, Value::Int(number)) => json!(number),
        (_, Value::Text(text)) => json!(text),
        _ => Json::Null,
    };
    let values = match cell.values.as_slice() {
        [] if column.of == Of::Tags => json!([]),
        [] if column.kind().is_words() => json!(""),
        [] => Json::Null,
        [(value, _)] if column.of != Of::Tags => one(value),
        several => several.iter().map(|(value, _)| one(value)).collect(),
    };
    map.insert(column.name.clone(), values);
    if column.kind() == Kind::Money && !cell.values.is_empty() {
        let codes: Vec<&str> = cell.values.iter().map(|(_, code)| code.as_str()).collect();
        let own =
            |code: &str| if code.is_empty() { session.config.currency.clone() } else { code.to_owned() };
        let codes: Vec<String> = codes.into_iter().map(own).collect();
        map.insert(format!("{}.currency", column.name), json!(codes.join(",")));
    }
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

fn print_columns(
    session: &Session,
    lines: &[Line],
    columns: &[Column],
    cells: &[Vec<Cell>],
) -> anyhow::Result<()> {
    let lang = session.lang;
    let mut table = Table::default();
    let heads = columns.iter().map(|column| cell::heading(column, lang).to_owned());
    table.cells(heads.chain([String::new()]));
    for (line, cells) in lines.iter().zip(cells) {
        let shown = columns
            .iter()
            .zip(cells)
            .map(|(column, held)| cell::cell(column, held, session.now, &session.config.currency, lang));
        table.cells(shown.chain([handle(line.id, &line.code)]));
    }
    table.print()
}
