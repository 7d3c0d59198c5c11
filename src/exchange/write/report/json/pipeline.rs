//! The pipeline for programs: every number, amounts in minor units and as figures, by currency.

use serde_json::{Map, Value as Json, json};

use crate::domain::amount;
use crate::domain::pipeline::{self, By, Ended, Expected, Laid, MOVES, Move, Moved, Named, Step, Volume};
use crate::domain::report::{Names, PipelineFigures};
use crate::domain::sums::{Sums, bounded};

pub(super) fn json(told: &PipelineFigures) -> Json {
    let whole = &told.whole;
    let stage = |(step, volume): &(Step, Volume)| {
        let mut map = figures(volume, true);
        map.insert("pipeline".into(), json!(step.pipeline));
        map.insert("stage".into(), json!(step.stage));
        map.insert("flag".into(), json!(told.pipelines.flag(&step.deal()).code()));
        Json::Object(map)
    };
    let reason = |(reason, volume): &(String, Volume)| {
        let mut map = figures(volume, false);
        map.insert("reason".into(), json!(reason));
        Json::Object(map)
    };
    let mut map = ended(&whole.ended);
    map.insert("report".into(), json!("pipeline"));
    map.insert("from".into(), json!(told.asked.range.from));
    map.insert("to".into(), json!(told.asked.range.to));
    map.insert("today".into(), json!(told.today));
    map.insert("where".into(), json!(told.names.line));
    map.insert("pipeline".into(), json!(told.asked.pipeline));
    map.insert("stages".into(), whole.stages.iter().map(stage).collect());
    map.insert("open".into(), Json::Object(figures(&whole.open, true)));
    map.insert("months".into(), whole.months.iter().map(|(name, of)| month(name, ended(of))).collect());
    map.insert("lost_reasons".into(), whole.lost_reasons.iter().map(reason).collect());
    let expected_months = whole.expected.iter().map(|(name, of)| month(name, expected(of)));
    map.insert("expected".into(), expected_months.collect());
    map.insert("forecast".into(), Json::Object(expected(&pipeline::expected(whole.expected.values()))));
    map.insert("overdue".into(), Json::Object(figures(&whole.overdue, false)));
    map.insert("stale".into(), Json::Object(figures(&whole.stale, false)));
    map.insert("days_to_win".into(), json!(whole.days_to_win));
    map.insert("as_of".into(), json!(told.asked.as_of.map(|day| day.to_string())));
    map.insert("moved".into(), moved(&told.moved));
    if let Some((by, rows)) = &told.rows {
        map.insert("by".into(), json!(by.code()));
        map.insert("rows".into(), rows.iter().map(|row| laid(&told.names, *by, row)).collect());
    }
    Json::Object(map)
}

/// What moved, since when, and what was expected then.
fn moved(moved: &Moved) -> Json {
    let one = |(what, deals, by): &(Move, u64, Sums)| {
        let code = MOVES.iter().find(|(_, known)| known == what).map_or("", |(code, _)| code);
        let mut map = Map::from_iter([("move".to_owned(), json!(code)), ("deals".to_owned(), json!(deals))]);
        map.extend(amounts("amount", by));
        Json::Object(map)
    };
    json!({
        "since": moved.since,
        "moves": moved.moves.iter().map(one).collect::<Vec<_>>(),
        "then": Json::Object(expected(&moved.then)),
        "now": Json::Object(expected(&moved.now)),
    })
}

fn laid(names: &Names, by: By, row: &Laid) -> Json {
    let mut map = ended(&row.ended);
    match &row.name {
        Named::Whose(id) => {
            map.insert(format!("{}_id", by.code()), json!(id.map(|id| id.to_string())));
            let name = id.and_then(|id| names.ids.get(&id)).cloned().unwrap_or_default();
            map.insert(by.code().into(), json!(name));
        }
        Named::Word(word) => {
            map.insert(by.code().into(), json!(word));
        }
        Named::Stage(step) => {
            map.insert("pipeline".into(), json!(step.pipeline));
            map.insert(by.code().into(), json!(step.stage));
        }
    }
    map.insert("open".into(), Json::Object(figures(&row.open, true)));
    Json::Object(map)
}

fn month(name: &str, mut map: Map<String, Json>) -> Json {
    map.insert("month".into(), json!(name));
    Json::Object(map)
}

fn ended(of: &Ended) -> Map<String, Json> {
    Map::from_iter([
        ("won".to_owned(), Json::Object(figures(&of.won, false))),
        ("lost".to_owned(), Json::Object(figures(&of.lost, false))),
        ("win_rate".to_owned(), json!(of.win_rate().map(rate))),
    ])
}

/// A share of a million as a number of six places.
fn rate(millionth: u64) -> f64 {
    let millionth = u32::try_from(millionth).unwrap_or(u32::MAX);
    f64::from(millionth) / 1_000_000.0
}

fn expected(of: &Expected) -> Map<String, Json> {
    let mut map = figures(&of.all, true);
    for (name, volume) in [("commit", &of.commit), ("best", &of.best), ("omitted", &of.omitted)] {
        map.insert(name.into(), Json::Object(figures(volume, false)));
    }
    map
}

fn figures(volume: &Volume, weighted: bool) -> Map<String, Json> {
    let mut map = Map::from_iter([
        ("deals".to_owned(), json!(volume.deals)),
        ("without_amount".to_owned(), json!(volume.without_amount)),
    ]);
    map.extend(amounts("amount", &volume.amounts));
    if weighted {
        map.extend(amounts("weighted", &volume.weighted()));
    }
    map
}

/// Sums by currency, and the one figure where there is one currency only.
#[must_use]
pub fn amounts(name: &str, sums: &Sums) -> Map<String, Json> {
    let figure = |currency: &str, minor: i128| amount::plain(bounded(minor), currency);
    let one = |(currency, minor): (&str, i128)| json!({ "currency": currency, "minor": bounded(minor), "figure": figure(currency, minor) });
    let all: Vec<Json> = sums.iter().map(one).collect();
    let mut every = sums.iter();
    let alone = match (every.next(), every.next()) {
        (Some((currency, minor)), None) => Some(figure(currency, minor)),
        _ => None,
    };
    Map::from_iter([(name.to_owned(), json!(alone)), (format!("{name}_sums"), Json::Array(all))])
}
