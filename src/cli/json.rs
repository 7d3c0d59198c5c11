//! Records as JSON, as a command prints them: what they are is `exchange::write::record`'s.

use chrono::FixedOffset;
use serde_json::{Map, Value as Json, json};

use super::session::Session;
use crate::domain::{Field, Record, Value};
use crate::exchange::write::record;
use crate::store::Desk;

pub(super) use crate::exchange::write::record::rfc3339;

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
        self.session.stored(record::record(self.desk, *self.session.now.offset(), record))
    }

    /// Records as an array.
    pub(super) fn records<R: Record>(&self, records: &[R]) -> anyhow::Result<Json> {
        let all = records.iter().map(|record| self.record(record).map(Json::Object));
        Ok(Json::Array(all.collect::<anyhow::Result<_>>()?))
    }

    /// One field's value.
    pub(super) fn value(field: &Field, value: &Value, offset: FixedOffset) -> Json {
        record::value(field, value, offset)
    }

    /// A moment of the desk itself.
    pub(super) fn moment(&self, ms: Option<i64>) -> Json {
        ms.map_or(Json::Null, |ms| json!(rfc3339(ms, *self.session.now.offset())))
    }
}
