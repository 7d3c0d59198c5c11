//! Reports for programs: every number, and what was asked. Rates are whole thousandths.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::super::json::{Writer, rfc3339};
use super::super::session::Session;
use crate::domain::Id;
use crate::domain::call_list::CallList;
use crate::domain::day_report::{DayReport, Told};
use crate::domain::report::{Asked, By, CallCounts, Hours, Key, Step, Way, Window, funnel as steps_of};
use crate::store::Desk;

/// One row of calls that have something in common.
type Row = (Key, CallCounts);

pub(super) fn calls(
    session: &Session,
    desk: &Desk,
    asked: &Asked,
    by: By,
    rows: &[Row],
) -> anyhow::Result<Json> {
    let mut total = CallCounts::default();
    rows.iter().for_each(|(_, counts)| total.join(counts));
    let mut map = head(session, desk, "calls", asked)?;
    map.insert("by".into(), json!(by.code()));
    map.insert("total".into(), Json::Object(counts(&total)));
    let row = |(key, of): &Row| Ok(with(key_of(session, desk, by, key)?, counts(of)));
    map.insert("rows".into(), rows.iter().map(row).collect::<anyhow::Result<_>>()?);
    Ok(Json::Object(map))
}

pub(super) fn funnel(
    session: &Session,
    desk: &Desk,
    asked: &Asked,
    total: &CallCounts,
    rows: Option<&(By, Vec<Row>)>,
) -> anyhow::Result<Json> {
    let mut map = head(session, desk, "funnel", asked)?;
    map.insert("by".into(), json!(rows.map(|(by, _)| by.code())));
    map.insert("total".into(), Json::Object(counts(total)));
    map.insert("steps".into(), steps(total));
    if let Some((by, rows)) = rows {
        let row = |(key, of): &Row| {
            let mut map = key_of(session, desk, *by, key)?;
            map.insert("steps".into(), steps(of));
            Ok(Json::Object(map))
        };
        map.insert("rows".into(), rows.iter().map(row).collect::<anyhow::Result<_>>()?);
    }
    Ok(Json::Object(map))
}

pub(super) fn best_time(
    session: &Session,
    desk: &Desk,
    asked: &Asked,
    hours: &Hours,
    least: u64,
) -> anyhow::Result<Json> {
    let mut map = head(session, desk, "best-time", asked)?;
    map.insert("total".into(), Json::Object(counts(&hours.total())));
    map.insert("least".into(), json!(least));
    map.insert("best".into(), hours.best(least).iter().map(window).collect());
    map.insert("cells".into(), hours.windows().map(|cell| window(&cell)).collect());
    Ok(Json::Object(map))
}

pub(super) fn day(
    session: &Session,
    desk: &Desk,
    date: NaiveDate,
    report: &DayReport,
) -> anyhow::Result<Json> {
    let outcome = |code: &str, calls: u64| json!({ "outcome": code, "calls": calls });
    let list = |name: &str, id: Id, of: &CallCounts| with(named("list", name, Some(id)), counts(of));
    let mut map = Map::new();
    map.insert("report".into(), json!("day"));
    map.insert("date".into(), json!(date.to_string()));
    map.insert("rep".into(), json!(report.rep));
    map.extend(counts(&report.counts));
    let moment = |at: Option<chrono::DateTime<_>>| at.map(|at| rfc3339(at.timestamp_millis(), *at.offset()));
    map.insert("first_at".into(), json!(moment(report.first)));
    map.insert("last_at".into(), json!(moment(report.last)));
    map.insert("tenths_an_hour".into(), json!(report.tenths_an_hour()));
    map.insert("callbacks".into(), json!(report.callbacks));
    let ended = report.outcomes.iter().map(|ended| outcome(&ended.outcome.code, ended.calls));
    map.insert("outcomes".into(), ended.collect());
    map.insert("lists".into(), report.lists.iter().map(|on| list(&on.name, on.id, &on.counts)).collect());
    let told = report.told.iter().map(|told| talk(session, desk, told));
    map.insert("told".into(), told.collect::<anyhow::Result<_>>()?);
    map.insert("tomorrow".into(), json!(report.tomorrow));
    Ok(Json::Object(map))
}

fn talk(session: &Session, desk: &Desk, told: &Told) -> anyhow::Result<Json> {
    let next = told.next.as_ref().map(|step| Writer::new(session, desk).record(step)).transpose()?;
    Ok(json!({
        "customer": told.customer.to_string(),
        "name": told.name,
        "outcome": told.outcome.code,
        "note": told.note,
        "next_step": next,
    }))
}

/// What was asked.
fn head(session: &Session, desk: &Desk, report: &str, asked: &Asked) -> anyhow::Result<Map<String, Json>> {
    let mut map = Map::new();
    map.insert("report".into(), json!(report));
    map.insert("from".into(), json!(asked.from.to_string()));
    map.insert("to".into(), json!(asked.to.to_string()));
    let way = match asked.way {
        Way::Out => "out",
        Way::In => "in",
        Way::Any => "any",
    };
    map.insert("direction".into(), json!(way));
    map.extend(named("rep", &session.stored(desk.rep_name(asked.rep))?, asked.rep));
    map.extend(named("list", &list_name(session, desk, asked.list)?, asked.list));
    Ok(map)
}

/// A name and the id beside it.
fn named(field: &str, name: &str, id: Option<Id>) -> Map<String, Json> {
    let mut map = Map::new();
    map.insert(field.into(), json!(name));
    map.insert(format!("{field}_id"), json!(id.map(|id| id.to_string())));
    map
}

/// A call list's name; empty where there is none.
pub(super) fn list_name(session: &Session, desk: &Desk, id: Option<Id>) -> anyhow::Result<String> {
    let list: Option<CallList> = id.map(|id| session.stored(desk.get(id))).transpose()?.flatten();
    Ok(list.map(|list| list.name).unwrap_or_default())
}

/// What the calls of a row have in common, under the name it was asked by.
fn key_of(session: &Session, desk: &Desk, by: By, key: &Key) -> anyhow::Result<Map<String, Json>> {
    let plain = |value: Json| Map::from_iter([(by.code().to_owned(), value)]);
    Ok(match (by, key) {
        (By::Rep, Key::Whose(id)) => named("rep", &session.stored(desk.rep_name(*id))?, *id),
        (_, Key::Whose(id)) => named("list", &list_name(session, desk, *id)?, *id),
        (By::Weekday, Key::Part(day)) => plain(json!(day + 1)),
        (_, Key::Part(hour)) => plain(json!(hour)),
        (_, Key::Day(day)) => plain(json!(day.to_string())),
        (_, Key::Outcome(code)) => plain(json!(code)),
    })
}

/// Weekdays are numbered from Monday as 1.
fn window(window: &Window) -> Json {
    let at = Map::from_iter([
        ("weekday".to_owned(), json!(window.weekday + 1)),
        ("hour".to_owned(), json!(window.hour)),
    ]);
    with(at, counts(&window.counts))
}

fn steps(counts: &CallCounts) -> Json {
    let step = |step: &Step| {
        json!({
            "step": step.stage.code(),
            "calls": step.calls,
            "of_dialled_permille": step.of_dialled,
            "of_before_permille": step.of_before,
        })
    };
    steps_of(counts).iter().map(step).collect()
}

fn counts(counts: &CallCounts) -> Map<String, Json> {
    let numbers = [
        ("calls", json!(counts.calls)),
        ("attempts", json!(counts.attempts)),
        ("connected", json!(counts.connected)),
        ("connect_permille", json!(counts.connect_rate())),
        ("deciders", json!(counts.deciders)),
        ("talks", json!(counts.talks)),
        ("appointments", json!(counts.appointments)),
        ("won", json!(counts.won)),
        ("seconds", json!(counts.seconds)),
    ];
    numbers.into_iter().map(|(name, number)| (name.to_owned(), number)).collect()
}

fn with(mut map: Map<String, Json>, more: Map<String, Json>) -> Json {
    map.extend(more);
    Json::Object(map)
}
