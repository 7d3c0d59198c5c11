//! Fields of the desk's own, and what a customer and its records have in them.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Result;
use super::open::Desk;
use super::read::many;
use crate::domain::custom_field::CustomField;
use crate::domain::custom_value::CustomValue;
use crate::domain::page::Own;
use crate::domain::{Id, Noun};

/// The fields, by their order and name.
pub(super) fn fields(conn: &Connection) -> Result<Vec<CustomField>> {
    many(
        conn,
        "WHERE t.gone IS NULL AND t.name IS NOT NULL ORDER BY t.position IS NULL, t.position, t.name, t.id",
        [],
    )
}

/// What a customer and its records have in them, by the fields' order. Nothing more is asked of a
/// book that has no such value of the customer.
pub(super) fn of(conn: &Connection, customer: Id) -> Result<Vec<Own>> {
    let live = "WHERE t.customer = ?1 AND t.gone IS NULL ORDER BY t.id LIMIT 9999";
    let values: Vec<CustomValue> = many(conn, live, [customer.as_bytes()])?;
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let fields = fields(conn)?;
    let place = |value: &CustomValue| fields.iter().position(|field| Some(field.id) == value.field);
    let mut placed: Vec<(usize, CustomValue)> =
        values.into_iter().filter_map(|value| Some((place(&value)?, value))).collect();
    placed.sort_by_key(|(place, _)| *place);
    Ok(placed.into_iter().map(|(place, value)| Own { field: fields[place].clone(), value }).collect())
}

impl Desk {
    /// How many records hold something in each.
    pub fn own_counts(&self) -> Result<HashMap<Id, usize>> {
        let sql = "SELECT field, count(*) FROM custom_value
                   WHERE gone IS NULL AND field IS NOT NULL AND raw IS NOT NULL GROUP BY field";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What records hold in one of them.
    pub fn own_values(&self, field: Id) -> Result<Vec<CustomValue>> {
        many(&self.conn, "WHERE t.field = ?1 AND t.gone IS NULL ORDER BY t.id", [field.as_bytes()])
    }

    /// The fields of the desk's own that a noun has, in their order.
    pub fn own_fields(&self, of: Noun) -> Result<Vec<CustomField>> {
        let mut all = fields(&self.conn)?;
        all.retain(|field| field.of == of.table());
        Ok(all)
    }
}
