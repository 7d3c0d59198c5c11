//! What hangs on customers, as a search keeps it: notes, when they were last in touch, and what filters
//! over the fields of calls, deals, purchases and the rest ask for.
//!
//! What is held here says the same of a customer as [`held`](super::held), which answers for the fields
//! that no search keeps.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::held::{BOUGHT, column, currency, rows_of_inquiries};
use super::read::many;
use super::source::Stretch;
use super::{Result, columns};
use crate::domain::deal_line::{self, DealLine};
use crate::domain::query::About;
use crate::domain::{Field, Id, Noun, Value, deal};
use crate::search::{HANGING, Held, Source, is_held};

/// A range of customers' ids, both ends included.
type Range = (u128, u128);

impl Stretch {
    /// Adds all that hangs on the stretch's customers.
    pub(super) fn hanging(&mut self, conn: &Connection, from: u128, to: u128) -> Result<()> {
        for noun in HANGING.iter().copied().filter(|noun| *noun != Noun::Activity) {
            let fields = Fields::of(noun);
            self.each(conn, (from, to), &fields.sql("", ""), |source, row| fields.hold(source, row))?;
        }
        self.activities(conn, (from, to))?;
        self.also(conn, (from, to), About::Bought, BOUGHT)?;
        for complaints in [false, true] {
            self.also(conn, (from, to), About::Inquiries { complaints }, &rows_of_inquiries(complaints))?;
        }
        self.amounts_of_lines(conn, (from, to))
    }

    /// What was done, in one reading: notes, the last touch, and the fields.
    fn activities(&mut self, conn: &Connection, range: Range) -> Result<()> {
        let fields = Fields::of(Noun::Activity);
        let sql = fields
            .sql(", n.subject, n.note, n.kind IN ('note', 'web'), n.at", "ORDER BY n.customer, n.at DESC");
        let more = fields.1.len() + 2;
        self.each(conn, range, &sql, |source, row| {
            for column in [more, more + 1] {
                let words = columns::words(row, column);
                if !words.is_empty() {
                    source.notes.push(words.to_owned());
                }
            }
            if row.get::<_, Option<bool>>(more + 2)? == Some(false) {
                source.last_at = source.last_at.max(row.get(more + 3)?);
            }
            fields.hold(source, row)
        })
    }

    /// What a question that is about no single field looks at.
    fn also(&mut self, conn: &Connection, range: Range, about: About, rows: &str) -> Result<()> {
        let sql = format!("{rows} AND customer BETWEEN ?1 AND ?2");
        self.each(conn, range, &sql, |source, row| {
            source.held.extend(Held::of(about, columns::words(row, 1)));
            Ok(())
        })
    }

    /// What the lines of deals come to whose amount nobody typed.
    fn amounts_of_lines(&mut self, conn: &Connection, (from, to): Range) -> Result<()> {
        let range = [from.to_be_bytes(), to.to_be_bytes()];
        let lines: Vec<DealLine> =
            many(conn, "WHERE t.customer BETWEEN ?1 AND ?2 AND t.gone IS NULL", range)?;
        let mut of: HashMap<Id, Vec<DealLine>> = HashMap::new();
        for line in lines {
            line.deal.into_iter().for_each(|deal| of.entry(deal).or_default().push(line.clone()));
        }
        if of.is_empty() {
            return Ok(());
        }
        let sql = "SELECT customer, id FROM deal
             WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL AND amount IS NULL";
        self.each(conn, (from, to), sql, |source, row| {
            let lines = of.get(&Id::from_bytes(row.get(1)?));
            if let Some((minor, currency)) = lines.and_then(deal_line::amount) {
                source.held.extend(Held::of_field(Noun::Deal, amount(), &Value::Int(minor), &currency));
            }
            Ok(())
        })
    }
}

/// The amount of a deal.
fn amount() -> &'static Field {
    Noun::Deal.field(deal::field::amount).expect("every deal has an amount, known or not")
}

/// The fields of a noun that a search keeps, as they are asked for.
struct Fields(Noun, Vec<&'static Field>);

impl Fields {
    fn of(noun: Noun) -> Self {
        Self(noun, noun.fields().iter().filter(|field| is_held(noun, field)).collect())
    }

    /// `SELECT customer, <each field>, currency <more> … <rest>`.
    fn sql(&self, more: &str, rest: &str) -> String {
        let Self(noun, fields) = self;
        let columns: Vec<_> = fields.iter().map(|field| column(*noun, field)).collect();
        let (columns, currency, table) = (columns.join(", "), currency(*noun), noun.table());
        format!(
            "SELECT n.customer, {columns}, {currency}{more} FROM {table} AS n
             WHERE n.customer BETWEEN ?1 AND ?2 AND n.gone IS NULL {rest}"
        )
    }

    /// Adds what a row says.
    fn hold(&self, source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
        let Self(noun, fields) = self;
        let currency = columns::words(row, fields.len() + 1);
        for (column, field) in (1..).zip(fields) {
            source.held.extend(Held::of_field(*noun, field, &columns::value(row, column)?, currency));
        }
        Ok(())
    }
}
