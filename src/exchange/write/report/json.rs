//! Reports for programs: every number, and what was asked. Rates are whole thousandths.

mod cross;
mod customers;
mod pipeline;

use chrono::{FixedOffset, NaiveDate};
use serde_json::{Map, Value as Json, json};

use crate::domain::Id;
use crate::domain::day_report::{DayReport, Told};
use crate::domain::report::{
    Asked, By, CallCounts, CallFigures, Figures, HourFigures, Key, Names, Step, Way, Window,
    funnel as steps_of,
};
use crate::exchange::write::record::{record, rfc3339};
use crate::store::{Desk, Result};
pub use pipeline::amounts;

/// Every figure of a report, as known to a desk that sits at an offset.
pub fn json(desk: &Desk, here: FixedOffset, figures: &Figures) -> Result<Json> {
    Ok(match figures {
        Figures::Calls(of) => calls(of),
        Figures::Funnel(of) => funnel(of),
        Figures::BestTime(of) => best_time(of),
        Figures::Pipeline(of) => pipeline::json(of),
        Figures::Customers(of) => customers::json(desk, of)?,
        Figures::Sales(of) => customers::sales(of),
        Figures::Cross(of) => cross::json(of),
        Figures::Day(date, report) => day(desk, here, *date, report)?,
    })
}

fn calls(of: &CallFigures) -> Json {
    let mut map = head("calls", &of.asked, &of.names);
    let by = of.by.unwrap_or(By::Hour);
    map.insert("by".into(), json!(by.code()));
    map.insert("total".into(), Json::Object(counts(&of.total)));
    let rows = of.rows.iter().map(|(key, some)| with(key_of(by, key, &of.names), counts(some)));
    map.insert("rows".into(), rows.collect());
    Json::Object(map)
}

fn funnel(of: &CallFigures) -> Json {
    let mut map = head("funnel", &of.asked, &of.names);
    map.insert("by".into(), json!(of.by.map(By::code)));
    map.insert("total".into(), Json::Object(counts(&of.total)));
    map.insert("steps".into(), steps(&of.total));
    if let Some(by) = of.by {
        let row = |(key, some): &(Key, CallCounts)| {
            let mut map = key_of(by, key, &of.names);
            map.insert("steps".into(), steps(some));
            Json::Object(map)
        };
        map.insert("rows".into(), of.rows.iter().map(row).collect());
    }
    Json::Object(map)
}

fn best_time(of: &HourFigures) -> Json {
    let mut map = head("best-time", &of.asked, &of.names);
    map.insert("total".into(), Json::Object(counts(&of.hours.total())));
    map.insert("least".into(), json!(of.least));
    map.insert("best".into(), of.hours.best(of.least).iter().map(window).collect());
    map.insert("cells".into(), of.hours.windows().map(|cell| window(&cell)).collect());
    Json::Object(map)
}

fn day(desk: &Desk, here: FixedOffset, date: NaiveDate, report: &DayReport) -> Result<Json> {
    let outcome = |code: &str, calls: u64| json!({ "outcome": code, "calls": calls });
    let list = |name: &str, id: Id, of: &CallCounts| with(named("list", name, Some(id)), counts(of));
    let mut map = Map::new();
    map.insert("report".into(), json!("day"));
    map.insert("date".into(), json!(date.to_string()));
    map.insert("rep".into(), json!(report.rep));
    map.insert("where".into(), json!(report.line));
    map.extend(counts(&report.counts));
    let moment = |at: Option<chrono::DateTime<_>>| at.map(|at| rfc3339(at.timestamp_millis(), *at.offset()));
    map.insert("first_at".into(), json!(moment(report.first)));
    map.insert("last_at".into(), json!(moment(report.last)));
    map.insert("tenths_an_hour".into(), json!(report.tenths_an_hour()));
    map.insert("callbacks".into(), json!(report.callbacks));
    let ended = report.outcomes.iter().map(|ended| outcome(&ended.outcome.code, ended.calls));
    map.insert("outcomes".into(), ended.collect());
    map.insert("lists".into(), report.lists.iter().map(|on| list(&on.name, on.id, &on.counts)).collect());
    let told = report.told.iter().map(|told| talk(desk, here, told));
    map.insert("told".into(), told.collect::<Result<_>>()?);
    map.insert("tomorrow".into(), json!(report.tomorrow));
    Ok(Json::Object(map))
}

fn talk(desk: &Desk, here: FixedOffset, told: &Told) -> Result<Json> {
    let next = told.next.as_ref().map(|step| record(desk, here, step)).transpose()?;
    Ok(json!({
        "customer": told.customer.to_string(),
        "name": told.name,
        "outcome": told.outcome.code,
        "note": told.note,
        "next_step": next,
    }))
}

/// What was asked.
fn head(report: &str, asked: &Asked, names: &Names) -> Map<String, Json> {
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
    map.extend(known("rep", asked.rep, names));
    map.extend(known("list", asked.list, names));
    map.insert("where".into(), json!(names.line));
    map
}

fn known(field: &str, id: Option<Id>, names: &Names) -> Map<String, Json> {
    named(field, id.and_then(|id| names.ids.get(&id)).map_or("", String::as_str), id)
}

/// A name and the id beside it.
fn named(field: &str, name: &str, id: Option<Id>) -> Map<String, Json> {
    let mut map = Map::new();
    map.insert(field.into(), json!(name));
    map.insert(format!("{field}_id"), json!(id.map(|id| id.to_string())));
    map
}

/// What the calls of a row have in common, under the name it was asked by.
fn key_of(by: By, key: &Key, names: &Names) -> Map<String, Json> {
    let plain = |value: Json| Map::from_iter([(by.code().to_owned(), value)]);
    match (by, key) {
        (_, Key::Whose(id)) => known(by.code(), *id, names),
        (By::Weekday, Key::Part(day)) => plain(json!(day + 1)),
        (_, Key::Part(hour)) => plain(json!(hour)),
        (_, Key::Day(day)) => plain(json!(day.to_string())),
        (_, Key::Outcome(code) | Key::Source(code)) => plain(json!(code)),
    }
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
        ("deals", json!(counts.deals)),
        ("won", json!(counts.won)),
        ("seconds", json!(counts.seconds)),
    ];
    numbers.into_iter().map(|(name, number)| (name.to_owned(), number)).collect()
}

fn with(mut map: Map<String, Json>, more: Map<String, Json>) -> Json {
    map.extend(more);
    Json::Object(map)
}
