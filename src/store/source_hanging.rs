//! What hangs on customers, as a search keeps it: notes, when they were last in touch, and what filters
//! over the fields of calls, deals, purchases and the rest ask for.
//!
//! What is held here says the same of a customer as [`held`](super::held), which answers for the fields
//! that no search keeps.

use std::collections::HashMap;
use std::sync::LazyLock;

use rusqlite::{Connection, Row};

use super::held::{column, currency};
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
        for (fields, sql) in HANGS.iter() {
            self.each(conn, (from, to), sql, |source, row| {
                beside(fields, source, row)?;
                fields.hold(source, row)
            })?;
        }
        self.amounts_of_lines(conn, (from, to))
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

/// What is asked of each noun.
static HANGS: LazyLock<Vec<(Fields, String)>> = LazyLock::new(|| {
    let asked = |noun: &Noun| {
        let fields = Fields::of(*noun);
        let sql = fields.sql();
        (fields, sql)
    };
    HANGING.iter().map(asked).collect()
});

/// What is asked beside the fields: the words of an activity, whether it is a touch, and when; a product by
/// name and code; how an inquiry stands, whether that is known, and whether it is a complaint.
const fn more(noun: Noun) -> &'static str {
    match noun {
        Noun::Activity => ", n.subject, n.note, n.kind NOT IN ('note', 'web'), n.at",
        Noun::Purchase => ", coalesce(n.product, '') || ' ' || coalesce(n.product_code, '')",
        Noun::Inquiry => {
            ", CASE n.status WHEN 'done' THEN 'done' ELSE 'open' END, n.status IS NOT NULL, n.complaint = 1"
        }
        _ => "",
    }
}

/// Adds what is said beside the fields.
fn beside(fields: &Fields, source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    let at = fields.1.len() + 2;
    let is = |column| row.get::<_, Option<bool>>(column).map(Option::unwrap_or_default);
    match fields.0 {
        Noun::Activity => {
            let words = [at, at + 1].map(|column| columns::words(row, column));
            source.notes.extend(words.into_iter().filter(|words| !words.is_empty()).map(str::to_owned));
            if is(at + 2)? {
                source.last_at = source.last_at.max(row.get(at + 3)?);
            }
        }
        Noun::Purchase => source.held.extend(Held::of(About::Bought, columns::words(row, at))),
        Noun::Inquiry if is(at + 1)? => {
            let stands = |complaints| Held::of(About::Inquiries { complaints }, columns::words(row, at));
            source.held.extend(stands(false));
            source.held.extend(if is(at + 2)? { stands(true) } else { None });
        }
        _ => {}
    }
    Ok(())
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

    /// `SELECT customer, <each field>, currency <more> …`, activities the newest first.
    fn sql(&self) -> String {
        let Self(noun, fields) = self;
        let columns: Vec<_> = fields.iter().map(|field| column(*noun, field)).collect();
        let (columns, currency, table) = (columns.join(", "), currency(*noun), noun.table());
        let more = more(*noun);
        let order = if *noun == Noun::Activity { "ORDER BY n.customer, n.at DESC" } else { "" };
        format!(
            "SELECT n.customer, {columns}, {currency}{more} FROM {table} AS n
             WHERE n.customer BETWEEN ?1 AND ?2 AND n.gone IS NULL {order}"
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
