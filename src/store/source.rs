//! What a search must know of each customer, read from the book.
//!
//! All customers at once are one pass over each table in the order of customers, joined as they
//! stream by; never a query a customer.

use std::collections::{HashMap, HashSet};

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{Connection, Row, Statement, params_from_iter};

use super::Result;
use super::open::Desk;
use super::read::many;
use crate::domain::Id;
use crate::domain::block::Block;
use crate::domain::person::Person;
use crate::domain::rep::Rep;
use crate::search::{Named, Number, Source};

impl Desk {
    /// Hands over every live customer as the search wants it, in the order of their ids; `now`
    /// (Unix milliseconds) decides which blocks hold.
    pub fn sources(&self, now: i64, mut take: impl FnMut(Source) -> Result<()>) -> Result<()> {
        read(&self.conn, None, now, &mut take)
    }

    /// The same of one customer; `None` where there is none or it was deleted.
    pub fn source(&self, id: Id, now: i64) -> Result<Option<Source>> {
        let mut found = None;
        read(&self.conn, Some(id), now, &mut |source| {
            found = Some(source);
            Ok(())
        })?;
        Ok(found)
    }

    /// Says whether a block forbids calling the customer at `now`, by itself or by a number.
    pub fn blocked(&self, id: Id, now: i64) -> Result<bool> {
        let sql = "WHERE t.gone IS NULL AND (t.customer = ?1 OR t.address IN
            (SELECT normal FROM contact_point WHERE customer = ?1 AND gone IS NULL))";
        let blocks: Vec<Block> = many(&self.conn, sql, [id.as_bytes()])?;
        Ok(blocks.iter().any(|block| block.person.is_none() && block.holds("call", now)))
    }
}

/// The columns of each table that hang on a customer, and the order within one customer.
const PEOPLE: (&str, &str) = ("person", "family, given, full_name, family_kana, given_kana");
const POINTS: (&str, &str) = ("contact_point", "kind, raw, normal");
const EXTERNAL: (&str, &str) = ("external_id", "value");
const TAGS: (&str, &str) = ("tag", "name");
const DEALS: (&str, &str) = ("deal", "stage");
const ACTIVITIES: (&str, &str) = ("activity", "note, subject");

fn read(
    conn: &Connection,
    only: Option<Id>,
    now: i64,
    take: &mut dyn FnMut(Source) -> Result<()>,
) -> Result<()> {
    let (owners, blocks) = (owners(conn)?, Blocks::holding(conn, now)?);
    let mut statements = Vec::with_capacity(6);
    for table in [PEOPLE, POINTS, EXTERNAL, TAGS, DEALS, ACTIVITIES] {
        statements.push(prepare(conn, table, only)?);
    }
    let mut sides = Vec::with_capacity(6);
    for statement in &mut statements {
        sides.push(Side::begin(statement, only)?);
    }
    let mut customers = conn.prepare(&customers_sql(only))?;
    let mut rows = customers.query(params_from_iter(only.map(|id| *id.as_bytes())))?;
    while let Some(row) = rows.next()? {
        let mut source = customer(row, &owners)?;
        let id = source.id;
        let fill: [fn(&mut Source, &Row<'_>) -> rusqlite::Result<()>; 6] =
            [person, point, external, tag, deal, activity];
        for (side, fill) in sides.iter_mut().zip(fill) {
            side.each(id, |row| fill(&mut source, row))?;
        }
        source.blocked = blocks.on(&source);
        take(source)?;
    }
    Ok(())
}

fn customers_sql(only: Option<Id>) -> String {
    let only = if only.is_some() { "AND id = ?1" } else { "" };
    format!(
        "SELECT id, name, kana, kind, rank, lifecycle, owner, code, representative, region, city, address,
                note, needs, business, next_at, last_at
         FROM customer WHERE gone IS NULL {only} ORDER BY id"
    )
}

fn prepare<'c>(
    conn: &'c Connection,
    (table, columns): (&str, &str),
    only: Option<Id>,
) -> Result<Statement<'c>> {
    let only = if only.is_some() { "= ?1" } else { "IS NOT NULL" };
    let newest_first = if table == "activity" { ", at DESC" } else { "" };
    Ok(conn.prepare(&format!(
        "SELECT customer, {columns} FROM {table} WHERE customer {only} AND gone IS NULL
         ORDER BY customer{newest_first}"
    ))?)
}

/// One table's rows, streamed in the order of customers.
struct Side<'s> {
    rows: rusqlite::Rows<'s>,
    /// Whose row waits.
    waiting: Option<Id>,
}

impl<'s> Side<'s> {
    fn begin(statement: &'s mut Statement<'_>, only: Option<Id>) -> Result<Self> {
        let rows = statement.query(params_from_iter(only.map(|id| *id.as_bytes())))?;
        let mut side = Self { rows, waiting: None };
        side.advance()?;
        Ok(side)
    }

    fn advance(&mut self) -> Result<()> {
        let row = self.rows.next()?;
        self.waiting = row.map(|row| row.get(0).map(Id::from_bytes)).transpose()?;
        Ok(())
    }

    /// Takes the rows of a customer, leaving out those of customers before it that were deleted.
    fn each(&mut self, customer: Id, mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> Result<()> {
        while let Some(whose) = self.waiting.filter(|whose| *whose <= customer) {
            if whose == customer {
                self.rows.get().map(&mut take).transpose()?;
            }
            self.advance()?;
        }
        Ok(())
    }
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get::<_, Option<String>>(column).map(Option::unwrap_or_default)
}

/// The texts of some columns, without the empty ones.
fn texts(row: &Row<'_>, columns: std::ops::Range<usize>) -> rusqlite::Result<Vec<String>> {
    let all = columns.map(|column| text(row, column)).collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(all.into_iter().filter(|text| !text.is_empty()).collect())
}

fn customer(row: &Row<'_>, owners: &HashMap<Id, String>) -> rusqlite::Result<Source> {
    let owner = row.get::<_, Option<[u8; 16]>>(6)?.map(Id::from_bytes);
    let signs = texts(row, 8..9)?.into_iter().map(|name| Named { name, kana: String::new() });
    Ok(Source {
        id: Id::from_bytes(row.get(0)?),
        name: text(row, 1)?,
        kana: text(row, 2)?,
        kind: text(row, 3)?,
        rank: text(row, 4)?,
        lifecycle: text(row, 5)?,
        owner: owner.and_then(|owner| owners.get(&owner).cloned()).unwrap_or_default(),
        people: signs.collect(),
        codes: texts(row, 7..8)?,
        places: texts(row, 9..12)?,
        notes: texts(row, 12..15)?,
        next_at: row.get(15)?,
        last_at: row.get(16)?,
        ..Source::default()
    })
}

fn person(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    let person = Person {
        family: text(row, 1)?,
        given: text(row, 2)?,
        full_name: text(row, 3)?,
        family_kana: text(row, 4)?,
        given_kana: text(row, 5)?,
        ..Person::default()
    };
    source.people.push(Named { name: person.name(), kana: person.kana() });
    Ok(())
}

fn point(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    let (kind, raw, normal) = (text(row, 1)?, text(row, 2)?, text(row, 3)?);
    match kind.as_str() {
        "phone" | "mobile" | "fax" => source.numbers.push(Number { raw, normal }),
        _ => source.mails.push(raw),
    }
    Ok(())
}

fn external(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    source.codes.extend(texts(row, 1..2)?);
    Ok(())
}

fn tag(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    source.tags.extend(texts(row, 1..2)?);
    Ok(())
}

fn deal(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    source.stages.extend(texts(row, 1..2)?);
    Ok(())
}

fn activity(source: &mut Source, row: &Row<'_>) -> rusqlite::Result<()> {
    source.notes.extend(texts(row, 1..3)?);
    Ok(())
}

fn owners(conn: &Connection) -> Result<HashMap<Id, String>> {
    let reps: Vec<Rep> = many(conn, "ORDER BY t.id", [])?;
    Ok(reps.into_iter().map(|rep| (rep.id, rep.name)).collect())
}

/// Whom and which numbers nobody may call.
struct Blocks {
    customers: HashSet<Id>,
    addresses: HashSet<String>,
}

impl Blocks {
    fn holding(conn: &Connection, now: i64) -> Result<Self> {
        let mut all: Vec<Block> = many(conn, "WHERE t.gone IS NULL AND t.lifted_at IS NULL", [])?;
        all.retain(|block| block.person.is_none() && block.holds("call", now));
        Ok(Self {
            customers: all.iter().filter_map(|block| block.customer).collect(),
            addresses: all.into_iter().map(|block| block.address).filter(|to| !to.is_empty()).collect(),
        })
    }

    fn on(&self, source: &Source) -> bool {
        self.customers.contains(&source.id)
            || source.numbers.iter().any(|number| self.addresses.contains(&number.normal))
    }
}
