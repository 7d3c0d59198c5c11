//! Records as JSON: every field under its name in the noun's own table.
//!
//! Words are strings, empty where unknown; numbers, amounts in minor units, ids and times are null
//! where unknown; flags are true or false. Times are RFC 3339 with the offset they were noted in.

use chrono::{DateTime, FixedOffset, TimeZone as _};
use serde_json::{Map, Value as Json, json};

use crate::domain::record::GONE;
use crate::domain::rep::Rep;
use crate::domain::{Field, Id, Kind, Noun, Record, Value};
use crate::store::{Desk, Result};

/// A record's id and fields, as known to a desk that sits at an offset. A rep stands by name, with the
/// id beside it.
pub fn record<R: Record>(desk: &Desk, here: FixedOffset, record: &R) -> Result<Map<String, Json>> {
    let mut map = Map::new();
    map.insert("id".into(), json!(record.id().to_string()));
    let offset = offset_of(record).unwrap_or(here);
    for field in R::FIELDS.iter().filter(|field| field.code != GONE) {
        let held = record.get(field.code);
        if is_rep(R::NOUN, field) {
            map.insert(field.name.into(), json!(rep(desk, &held)?));
            map.insert(format!("{}_id", field.name), value(field, &held, offset));
        } else {
            map.insert(field.name.into(), value(field, &held, offset));
        }
    }
    Ok(map)
}

/// One field's value.
#[must_use]
pub fn value(field: &Field, value: &Value, offset: FixedOffset) -> Json {
    match (field.kind, value) {
        (Kind::Flag, value) => json!(*value == Value::Int(1)),
        (Kind::Moment, Value::Int(ms)) => json!(rfc3339(*ms, offset)),
        (_, Value::Int(number)) => json!(number),
        (_, Value::Ref(bytes)) => json!(Id::from_bytes(*bytes).to_string()),
        (_, Value::Text(text)) => json!(text),
        (kind, Value::Null) if kind.is_number() || kind == Kind::Ref => Json::Null,
        (_, Value::Null) => json!(""),
    }
}

/// Where a record's times were noted, by its own `zone` in minutes.
fn offset_of<R: Record>(record: &R) -> Option<FixedOffset> {
    let zone = R::FIELDS.iter().find(|field| field.name == "zone").map(|field| record.get(field.code));
    match zone {
        Some(Value::Int(minutes)) => i32::try_from(minutes * 60).ok().and_then(FixedOffset::east_opt),
        _ => None,
    }
}

/// A moment for programs.
#[must_use]
pub fn rfc3339(ms: i64, offset: FixedOffset) -> String {
    offset
        .timestamp_millis_opt(ms)
        .single()
        .map(|at: DateTime<FixedOffset>| at.to_rfc3339())
        .unwrap_or_default()
}

fn is_rep(noun: Noun, field: &Field) -> bool {
    field.kind == Kind::Ref && matches!(field.name, "owner" | "rep") && noun != Noun::Rep
}

fn rep(desk: &Desk, value: &Value) -> Result<String> {
    let Value::Ref(bytes) = value else { return Ok(String::new()) };
    let rep: Option<Rep> = desk.get(Id::from_bytes(*bytes))?;
    Ok(rep.map(|rep| rep.name).unwrap_or_default())
}
