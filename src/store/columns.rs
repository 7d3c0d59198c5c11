//! Values to columns and back, and the SQL each noun's table of fields implies.

use std::fmt::Write as _;

use rusqlite::Row;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::domain::{Field, Kind, Noun, Record, Value};

/// A value on its way into a statement.
pub(super) struct Bound<'a>(pub(super) &'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Ref(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Reads one column; a cell of another type than its field's counts as nothing known.
pub(super) fn value(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    Ok(match row.get_ref(column)? {
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => bytes.try_into().map_or(Value::Null, Value::Ref),
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    })
}

/// The words of one column where they lie; none where it holds anything else.
pub(super) fn words<'a>(row: &'a Row<'_>, column: usize) -> &'a str {
    row.get_ref(column).ok().and_then(|cell| cell.as_str().ok()).unwrap_or_default()
}

/// Says whether a value may stand in a field of that kind; what may not is never written.
pub(super) fn fits(field: &Field, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Int(_) => field.kind.is_number() || field.kind == Kind::Flag,
        Value::Text(_) => field.kind.is_words(),
        Value::Ref(_) => field.kind == Kind::Ref,
    }
}

/// `SELECT id, <every field> FROM <table> AS t <rest>`.
pub(super) fn select(noun: Noun, rest: &str) -> String {
    let mut sql = String::from("SELECT t.id");
    for field in noun.fields() {
        let _ = write!(sql, ", t.\"{}\"", field.name);
    }
    let _ = write!(sql, " FROM {} AS t {rest}", noun.table());
    sql
}

/// Builds a record from a row that [`select`] asked for.
pub(super) fn record<R: Record>(row: &Row<'_>) -> rusqlite::Result<R> {
    let mut record = R::default();
    record.set_id(crate::domain::Id::from_bytes(row.get(0)?));
    for (column, field) in R::FIELDS.iter().enumerate() {
        record.put(field.code, value(row, column + 1)?);
    }
    Ok(record)
}
