//! What a search must know of each customer, read from the book a stretch of ids at a time.
//!
//! One ordered scan per table and stretch, never a query per customer, so a whole book and a
//! single customer are read by the same lines. Memory is bounded by the stretch.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::open::Desk;
use super::{Result, columns};
use crate::domain::block::{suppressed, suppression};
use crate::domain::customer::Customer;
use crate::domain::person::Person;
use crate::domain::{Id, Noun, Record as _};
use crate::search::{Held, Named, Number, Source, is_held};

/// Customers read at a time.
const STRETCH: usize = 4_096;

/// Which blocks forbid calling.
macro_rules! on_calls {
    () => {
        "gone IS NULL AND lifted_at IS NULL AND coalesce(channel, 'call') = 'call'"
    };
}

/// Numbers and persons that no call may go to, and until when.
#[derive(Default)]
pub(super) struct Blocked {
    numbers: HashMap<String, i64>,
    persons: HashMap<(Id, [u8; 16]), i64>,
    /// Some of the numbers are hashes.
    hashed: bool,
}

impl Blocked {
    fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.persons.is_empty()
    }

    /// Until when a number is blocked, or the person it reaches.
    fn until(&self, customer: Id, number: &Number, person: Option<[u8; 16]>) -> Option<i64> {
        let address = if number.normal.is_empty() { &number.raw } else { &number.normal };
        let person = person.and_then(|person| self.persons.get(&(customer, person)));
        let hashed = if self.hashed { self.numbers.get(&suppressed(address)) } else { None };
        self.numbers.get(address).max(hashed).max(person).copied()
    }
}

/// The sources of a stretch, and where each customer's is.
pub(super) struct Stretch {
    sources: Vec<Source>,
    at: HashMap<Id, usize>,
}

impl Desk {
    /// Hands over every live customer's source, a few thousand at a time.
    pub fn sources(&self, mut take: impl FnMut(Vec<Source>) -> Result<()>) -> Result<()> {
        self.sources_among(Id::default(), None, &mut take)
    }

    /// Hands over the sources of those with ids from `from` to before `until`, by id.
    pub(super) fn sources_among(
        &self,
        from: Id,
        until: Option<Id>,
        take: &mut dyn FnMut(Vec<Source>) -> Result<()>,
    ) -> Result<()> {
        let blocked = blocked(&self.conn)?;
        let number = |id: Id| u128::from_be_bytes(*id.as_bytes());
        let (mut from, last) = (number(from), until.map_or(u128::MAX, |until| number(until) - 1));
        while let Some(to) = end_of_stretch(&self.conn, from)?.map(|to| to.min(last)).filter(|to| from <= *to)
        {
            let mut sources = read(&self.conn, from, to, &blocked, LISTED)?;
            self.unite(&mut sources, &blocked)?;
            take(sources)?;
            let Some(next) = to.checked_add(1) else { break };
            from = next;
        }
        Ok(())
    }

    /// These customers' sources, in that order; without those who are not there or were deleted.
    pub fn sources_of(&self, customers: &[Id]) -> Result<Vec<Source>> {
        let blocked = blocked(&self.conn)?;
        let mut sources = Vec::with_capacity(customers.len());
        for id in customers {
            sources.extend(of_one(&self.conn, *id, &blocked, LISTED)?);
        }
        self.unite(&mut sources, &blocked)?;
        Ok(sources)
    }
}

/// The id that ends the stretch beginning at `from`.
pub(super) fn end_of_stretch(conn: &Connection, from: u128) -> Result<Option<u128>> {
    let sql = "SELECT max(id) FROM (SELECT id FROM customer WHERE id >= ?1 ORDER BY id LIMIT ?2)";
    let end: Option<[u8; 16]> =
        conn.prepare_cached(sql)?.query_row((from.to_be_bytes(), STRETCH), |row| row.get(0))?;
    Ok(end.map(u128::from_be_bytes))
}

/// Whoever lists show; and everybody, such as those behind a face.
const LISTED: &str = "AND c.unlisted IS NULL";
pub(super) const ANYBODY: &str = "";

pub(super) fn of_one(conn: &Connection, id: Id, blocked: &Blocked, who: &str) -> Result<Option<Source>> {
    let at = u128::from_be_bytes(*id.as_bytes());
    Ok(read(conn, at, at, blocked, who)?.pop())
}

fn read(conn: &Connection, from: u128, to: u128, blocked: &Blocked, who: &str) -> Result<Vec<Source>> {
    let sources = customers(conn, from, to, who)?;
    let at = sources.iter().enumerate().map(|(at, source)| (source.id, at)).collect();
    let mut stretch = Stretch { sources, at };
    stretch.people(conn, from, to)?;
    stretch.points(conn, from, to, blocked)?;
    stretch.words(conn, from, to)?;
    stretch.hanging(conn, from, to)?;
    stretch.blocks(conn, from, to)?;
    Ok(stretch.sources)
}

fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get::<_, Option<String>>(column).map(Option::unwrap_or_default)
}

fn customers(conn: &Connection, from: u128, to: u128, who: &str) -> Result<Vec<Source>> {
    let held: Vec<_> = Customer::FIELDS.iter().filter(|field| is_held(Noun::Customer, field)).collect();
    // Of a member of a group that was deleted its own fields count no more.
    let columns: Vec<_> =
        held.iter().map(|field| format!("CASE WHEN c.gone IS NULL THEN c.\"{}\" END", field.name)).collect();
    let columns = columns.join(", ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.id, c.name, c.kana, c.kind, c.rank, c.lifecycle, c.owner, c.representative, c.code,
                concat(c.region, c.city, c.address), c.note, c.needs, c.business, c.next_at, c.currency,
                {columns}
         FROM customer AS c WHERE c.id BETWEEN ?1 AND ?2 {who} ORDER BY c.id"
    ))?;
    let sources = statement.query_map([from.to_be_bytes(), to.to_be_bytes()], |row| {
        let representative = Named { name: text(row, 7)?, ..Named::default() };
        let filled = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect();
        Ok(Source {
            id: Id::from_bytes(row.get(0)?),
            name: text(row, 1)?,
            kana: text(row, 2)?,
            kind: text(row, 3)?,
            rank: text(row, 4)?,
            lifecycle: text(row, 5)?,
            owner: row.get::<_, Option<[u8; 16]>>(6)?.map(Id::from_bytes),
            people: if representative.name.is_empty() { Vec::new() } else { vec![representative] },
            codes: filled(vec![text(row, 8)?]),
            places: filled(vec![text(row, 9)?]),
            notes: filled(vec![text(row, 10)?, text(row, 11)?, text(row, 12)?]),
            next_at: row.get(13)?,
            held: (15..)
                .zip(&held)
                .filter_map(|(column, field)| {
                    let value = columns::value(row, column).ok()?;
                    Held::of_field(Noun::Customer, field, &value, columns::words(row, 14))
                })
                .collect(),
            ..Source::default()
        })
    })?;
    Ok(sources.collect::<rusqlite::Result<_>>()?)
}

impl Stretch {
    /// A customer's source, where it is of this stretch.
    pub(super) fn source(&mut self, customer: Id) -> Option<&mut Source> {
        self.at.get(&customer).map(|at| &mut self.sources[*at])
    }

    /// Runs a query whose first column is the customer, and hands over each row with its source.
    pub(super) fn each(
        &mut self,
        conn: &Connection,
        (from, to): (u128, u128),
        sql: &str,
        mut take: impl FnMut(&mut Source, &Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([from.to_be_bytes(), to.to_be_bytes()])?;
        while let Some(row) = rows.next()? {
            let id = Id::from_bytes(row.get(0)?);
            if let Some(source) = self.source(id) {
                take(source, row)?;
            }
        }
        Ok(())
    }

    fn people(&mut self, conn: &Connection, from: u128, to: u128) -> Result<()> {
        let sql = "SELECT customer, family, given, full_name, family_kana, given_kana FROM person
             WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer, rowid";
        self.each(conn, (from, to), sql, |source, row| {
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
        })
    }

    fn points(&mut self, conn: &Connection, from: u128, to: u128, blocked: &Blocked) -> Result<()> {
        let sql = "SELECT customer, kind, raw, normal, state, person FROM contact_point
             WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer, position, id";
        let mut first_free: HashMap<Id, Option<i64>> = HashMap::new();
        self.each(conn, (from, to), sql, |source, row| {
            let number = Number { raw: text(row, 2)?, normal: text(row, 3)? };
            let kind = text(row, 1)?;
            let calls = matches!(kind.as_str(), "phone" | "mobile");
            if calls && !blocked.is_empty() && text(row, 4)?.is_empty() {
                let until = blocked.until(source.id, &number, row.get(5)?);
                first_free.entry(source.id).and_modify(|first| *first = until.min(*first)).or_insert(until);
            }
            if calls || kind == "fax" {
                source.numbers.push(number);
            } else {
                source.mails.push(number.raw);
            }
            Ok(())
        })?;
        for (id, until) in first_free {
            self.source(id)
                .into_iter()
                .for_each(|source| source.blocked_until = source.blocked_until.max(until));
        }
        Ok(())
    }

    fn words(&mut self, conn: &Connection, from: u128, to: u128) -> Result<()> {
        let range = (from, to);
        let tags = "SELECT customer, name FROM tag WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer, name";
        self.each(conn, range, tags, |source, row| text(row, 1).map(|word| source.tags.push(word)))?;
        let codes = "SELECT customer, value FROM external_id WHERE customer BETWEEN ?1 AND ?2 AND record IS NULL AND gone IS NULL ORDER BY customer, id";
        self.each(conn, range, codes, |source, row| text(row, 1).map(|word| source.codes.push(word)))?;
        let stages = "SELECT customer, stage FROM deal WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer, id";
        self.each(conn, range, stages, |source, row| text(row, 1).map(|word| source.stages.push(word)))?;
        let own = "SELECT customer, raw, field, coalesce(nullif(normal, ''), raw) FROM custom_value WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer, id";
        self.each(conn, range, own, |source, row| {
            source.notes.push(text(row, 1)?);
            let field = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
            let value = text(row, 3)?;
            source.held.extend(field.filter(|_| !value.is_empty()).map(|field| Held::of_own(field, &value)));
            Ok(())
        })
    }

    fn blocks(&mut self, conn: &Connection, from: u128, to: u128) -> Result<()> {
        let sql = concat!(
            "SELECT customer, person IS NULL, coalesce(until, 9223372036854775807) FROM block
             WHERE customer BETWEEN ?1 AND ?2 AND ",
            on_calls!()
        );
        self.each(conn, (from, to), sql, |source, row| {
            if row.get(1)? || source.kind == "person" {
                source.blocked_until = source.blocked_until.max(row.get(2)?);
            }
            Ok(())
        })
    }
}

fn blocked(conn: &Connection) -> Result<Blocked> {
    let mut statement = conn.prepare_cached(concat!(
        "SELECT address, person, customer, coalesce(until, 9223372036854775807) FROM block
         WHERE (address IS NOT NULL OR person IS NOT NULL) AND ",
        on_calls!()
    ))?;
    let mut blocked = Blocked::default();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let until: i64 = row.get(3)?;
        let longer = |known: &mut i64| *known = until.max(*known);
        if let Some(address) = row.get::<_, Option<String>>(0)? {
            blocked.hashed |= suppression(&address).is_some();
            blocked.numbers.entry(address).and_modify(longer).or_insert(until);
        }
        if let (Some(person), Some(customer)) = (row.get(1)?, row.get::<_, Option<[u8; 16]>>(2)?) {
            let person = (Id::from_bytes(customer), person);
            blocked.persons.entry(person).and_modify(longer).or_insert(until);
        }
    }
    Ok(blocked)
}
