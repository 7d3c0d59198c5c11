//! Records as JSON: every field under its name in the noun's own table.
//!
//! Words are strings, empty where unknown; numbers, amounts in minor units, ids and times are null
//! where unknown; flags are true or false. Times are RFC 3339 with the offset they were noted in.

use chrono::{DateTime, FixedOffset, TimeZone as _};
use serde_json::{Map, Value as Json, json};

use super::session::Session;
use crate::domain::record::GONE;
use crate::domain::rep::Rep;
use crate::domain::{Field, Id, Kind, Noun, Record, Value};
use crate::store::Desk;

/// Turns records of one desk into JSON.
pub(super) struct Writer<'a> {
    session: &'a Session,
    desk: &'a Desk,
}

impl<'a> Writer<'a> {
    pub(super) const fn new(session: &'a Session, desk: &'a Desk) -> Self {
        Self { session, desk }
    }

    /// A record's id and fields. A rep stands by name, with the id beside it.
    pub(super) fn record<R: Record>(&self, record: &R) -> anyhow::Result<Map<String, Json>> {
        let mut map = Map::new();
        map.insert("id".into(), json!(record.id().to_string()));
        let offset = self.offset(record);
        for field in R::FIELDS.iter().filter(|field| field.code != GONE) {
            let value = record.get(field.code);
            if Self::is_rep(R::NOUN, field) {
                map.insert(field.name.into(), json!(self.rep(&value)?));
                map.insert(format!("{}_id", field.name), Self::value(field, &value, offset));
            } else {
                map.insert(field.name.into(), Self::value(field, &value, offset));
            }
        }
        Ok(map)
    }

    /// Records as an array.
    pub(super) fn records<R: Record>(&self, records: &[R]) -> anyhow::Result<Json> {
        let all = records.iter().map(|record| self.record(record).map(Json::Object));
        Ok(Json::Array(all.collect::<anyhow::Result<_>>()?))
    }

    /// One field's value.
    pub(super) fn value(field: &Field, value: &Value, offset: FixedOffset) -> Json {
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

    /// A moment of the desk itself.
    pub(super) fn moment(&self, ms: Option<i64>) -> Json {
        ms.map_or(Json::Null, |ms| json!(rfc3339(ms, *self.session.now.offset())))
    }

    /// Where a record's times were noted: its own `zone` in minutes, else the desk's.
    pub(super) fn offset<R: Record>(&self, record: &R) -> FixedOffset {
        let zone = R::FIELDS.iter().find(|field| field.name == "zone").map(|field| record.get(field.code));
        let own = match zone {
            Some(Value::Int(minutes)) => i32::try_from(minutes * 60).ok().and_then(FixedOffset::east_opt),
            _ => None,
        };
        own.unwrap_or(*self.session.now.offset())
    }

    fn is_rep(noun: Noun, field: &Field) -> bool {
        field.kind == Kind::Ref && matches!(field.name, "owner" | "rep") && noun != Noun::Rep
    }

    fn rep(&self, value: &Value) -> anyhow::Result<String> {
        let Value::Ref(bytes) = value else { return Ok(String::new()) };
        let rep: Option<Rep> = self.session.stored(self.desk.get(Id::from_bytes(*bytes)))?;
        Ok(rep.map(|rep| rep.name).unwrap_or_default())
    }
}

/// A moment for programs.
pub(super) fn rfc3339(ms: i64, offset: FixedOffset) -> String {
    offset
        .timestamp_millis_opt(ms)
        .single()
        .map(|at: DateTime<FixedOffset>| at.to_rfc3339())
        .unwrap_or_default()
}
