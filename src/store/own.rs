//! Fields of the desk's own, what a customer and its records have in them, and what becomes of that
//! where a field is changed.

use std::collections::HashMap;

use rusqlite::Connection;

use super::Result;
use super::open::Desk;
use super::read::many;
use crate::domain::custom_field::{CustomField, field};
use crate::domain::custom_value::CustomValue;
use crate::domain::own::Here;
use crate::domain::page::Own;
use crate::domain::{Change, Id, Noun, Record, Value, Write};

/// What of a field decides how the words it holds are read.
const READING: [u16; 7] =
    [field::kind, field::choices, field::pattern, field::low, field::high, field::longest, field::hard];

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

    /// A change with what it makes of the words that records hold in fields of the desk's own: each is read
    /// anew by the rules its field comes to have. Also how many of them do not fit.
    pub fn refitted(&self, mut change: Change, here: Here<'_>) -> Result<(Change, usize)> {
        let (mut misfits, mut turned) = (0, Vec::new());
        for write in change.writes.iter().filter(|write| write.noun == Noun::CustomField) {
            turned.extend(self.read_otherwise(write)?);
        }
        for field in turned {
            let (whole, more) = self.refit(change, &field, here)?;
            (change, misfits) = (whole, misfits + more);
        }
        Ok((change, misfits))
    }

    /// The same for the one field that a change turns: every word stays, only its normal form is another.
    pub fn refit(
        &self,
        mut change: Change,
        becomes: &CustomField,
        here: Here<'_>,
    ) -> Result<(Change, usize)> {
        let mut misfits = 0;
        for value in self.own_values(becomes.id)? {
            let judged = becomes.judge(&value.raw, here).unwrap_or_default();
            misfits += usize::from(!judged.faults.is_empty());
            if judged.normal != value.normal {
                let turned = CustomValue { normal: judged.normal, ..value.clone() };
                change = change.turn(&value, &turned);
            }
        }
        Ok((change, misfits))
    }

    /// The field that a write makes of one that was there, where that reads its words otherwise.
    fn read_otherwise(&self, write: &Write) -> Result<Option<CustomField>> {
        let says = |(code, _): &(u16, Value)| READING.contains(code);
        if !write.fields.iter().any(says) {
            return Ok(None);
        }
        let Some(mut becomes) = self.get::<CustomField>(write.id)? else { return Ok(None) };
        for (code, value) in &write.fields {
            becomes.put(*code, value.clone());
        }
        Ok(Some(becomes))
    }
}
