//! What an import asks of the book: everybody's marks in one pass, and one customer whole.
//!
//! A [`View`] reads what a desk sees, or what an unfinished action sees: its own writes too.

use rusqlite::{Connection, OptionalExtension, Params, Row, Rows, Statement};

use super::Result;
use super::columns;
use super::commit::Bulk;
use super::group;
use super::newest;
use super::open::Desk;
use super::own;
use super::read::{many, one};
use crate::domain::block::{Addresses, ERASED};
use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_field::CustomField;
use crate::domain::customer::Customer;
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;
use crate::domain::{Id, Noun, Value};

/// The book as a desk, or an action that is still being written, sees it.
#[derive(Clone, Copy)]
pub struct View<'a>(&'a Connection);

impl Desk {
    /// The book as it is on the disk.
    #[must_use]
    pub const fn view(&self) -> View<'_> {
        View(&self.conn)
    }
}

impl Bulk<'_> {
    /// The book as this action has made it so far.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View(self.conn())
    }
}

impl View<'_> {
    /// A customer with its people, contact points, tags and external ids, and no past; that of the
    /// whole group, as its face, where they are one with others.
    pub fn card(&self, id: Id) -> Result<Option<Page>> {
        let members = group::members(self.0, id)?;
        let customer = newest::customer(self.0, &members)?.filter(|customer| !customer.gone);
        let Some(customer) = customer else { return Ok(None) };
        if let [alone] = members.as_slice() {
            return self.card_of(*alone, customer).map(Some);
        }
        let mut cards = Vec::with_capacity(members.len());
        for member in members {
            if let Some(own) = one::<Customer>(self.0, member)? {
                cards.push(self.card_of(member, own)?);
            }
        }
        Ok(Some(Page::united(customer, cards, 0)))
    }

    fn card_of(self, id: Id, customer: Customer) -> Result<Page> {
        let key = [id.as_bytes()];
        let live = "WHERE t.customer = ?1 AND t.gone IS NULL";
        Ok(Page {
            customer,
            people: many(self.0, &format!("{live} ORDER BY t.left, t.rowid"), key)?,
            contact_points: many(self.0, &format!("{live} ORDER BY t.position, t.id"), key)?,
            tags: many(self.0, &format!("{live} ORDER BY t.name"), key)?,
            external_ids: many(self.0, &format!("{live} AND t.record IS NULL ORDER BY t.system, t.id"), key)?,
            own: own::of(self.0, id)?,
            blocks: many(self.0, &format!("{live} ORDER BY t.id"), key)?,
            consents: many(self.0, &format!("{live} AND t.state IS NOT NULL ORDER BY t.id"), key)?,
            ..Page::default()
        })
    }

    /// A record's values in the order of the noun's fields, deleted ones too; `None` where there is
    /// no such record.
    pub fn values(&self, noun: Noun, id: Id) -> Result<Option<Vec<Value>>> {
        let mut statement = self.0.prepare_cached(&columns::select(noun, "WHERE t.id = ?1"))?;
        let read =
            |row: &Row<'_>| (1..=noun.fields().len()).map(|column| columns::value(row, column)).collect();
        Ok(statement.query_row([id.as_bytes()], read).optional()?)
    }

    /// Hands over every live customer with what it can be known again by: the customer's name,
    /// reading, code, corporate number and address, its live contact points and external ids.
    /// Everything else in the records is left empty. Who turned out to be one with others comes as
    /// each of them, every time under the id of their face.
    pub fn everybody(&self, mut take: impl FnMut(&Customer, &[ContactPoint], &[ExternalId])) -> Result<()> {
        let mut customers = self.0.prepare(
            "SELECT id, name, kana, code, corporate_number, region, city, address FROM customer
             WHERE gone IS NULL OR face IS NOT NULL OR unlisted IS NULL ORDER BY id",
        )?;
        let grouped = group::any(self.0)?;
        let mut points = self.0.prepare(
            "SELECT customer, kind, raw, normal FROM contact_point
             WHERE gone IS NULL AND customer IS NOT NULL ORDER BY customer",
        )?;
        let mut external = self.0.prepare(
            "SELECT customer, system, value FROM external_id
             WHERE gone IS NULL AND customer IS NOT NULL AND record IS NULL ORDER BY customer",
        )?;
        let mut points = Following::new(&mut points, [], point)?;
        let mut external = Following::new(&mut external, [], external_id)?;
        let mut rows = customers.query([])?;
        while let Some(row) = rows.next()? {
            let mut customer = customer(row)?;
            let (points, external) = (points.of(customer.id)?, external.of(customer.id)?);
            if grouped {
                let listed = group::listed(self.0, vec![customer.id])?;
                let [face] = listed.as_slice() else { continue };
                customer.id = *face;
            }
            take(&customer, points, external);
        }
        Ok(())
    }

    /// Hands over the id of every record of a noun, deleted ones too.
    pub fn ids(&self, noun: Noun, mut take: impl FnMut(Id)) -> Result<()> {
        let mut statement = self.0.prepare(&format!("SELECT id FROM {}", noun.table()))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(Id::from_bytes(row.get(0)?));
        }
        Ok(())
    }

    /// The fields of the desk's own, in their order.
    pub fn own_fields(&self) -> Result<Vec<CustomField>> {
        own::fields(self.0)
    }

    /// Numbers that no call may go to at `now`, whoever has them.
    pub fn blocked_numbers(&self, now: i64) -> Result<Addresses> {
        let mut statement = self.0.prepare(
            "SELECT DISTINCT address FROM block
             WHERE address IS NOT NULL AND gone IS NULL AND lifted_at IS NULL AND (until IS NULL OR until > ?1)
               AND coalesce(channel, 'call') = 'call'",
        )?;
        let numbers = statement.query_map([now], |row| row.get(0))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }

    /// Numbers and addresses that somebody erased had, unless whoever has them now was freed, as hashes.
    pub fn erased_addresses(&self) -> Result<Addresses> {
        let mut statement = self.0.prepare(
            "SELECT DISTINCT address FROM block
             WHERE reason = ?1 AND address IS NOT NULL AND gone IS NULL AND lifted_at IS NULL",
        )?;
        let addresses = statement.query_map([ERASED], |row| row.get(0))?;
        Ok(addresses.collect::<rusqlite::Result<_>>()?)
    }

    /// The reps this desk knows, by name.
    pub fn reps(&self) -> Result<Vec<(String, Id)>> {
        let mut statement = self.0.prepare("SELECT name, id FROM rep WHERE gone IS NULL ORDER BY id DESC")?;
        let reps = statement.query_map([], |row| Ok((text(row, 0)?, Id::from_bytes(row.get(1)?))))?;
        Ok(reps.collect::<rusqlite::Result<_>>()?)
    }
}

/// Rows that follow the order of customers: read along with them, each customer's at once.
pub(super) struct Following<'a, R> {
    rows: Rows<'a>,
    read: fn(&Row<'_>) -> rusqlite::Result<R>,
    next: Option<(Id, R)>,
    of: Vec<R>,
}

impl<'a, R> Following<'a, R> {
    /// The rows of a statement, whose first column is the customer and the order.
    pub(super) fn new(
        statement: &'a mut Statement<'_>,
        params: impl Params,
        read: fn(&Row<'_>) -> rusqlite::Result<R>,
    ) -> Result<Self> {
        let mut following = Self { rows: statement.query(params)?, read, next: None, of: Vec::new() };
        following.step()?;
        Ok(following)
    }

    fn step(&mut self) -> Result<()> {
        let row = self.rows.next()?;
        self.next = row
            .map(|row| Ok::<_, rusqlite::Error>((Id::from_bytes(row.get(0)?), (self.read)(row)?)))
            .transpose()?;
        Ok(())
    }

    /// The rows of a customer, who comes after everyone asked for before.
    pub(super) fn of(&mut self, customer: Id) -> Result<&[R]> {
        self.of.clear();
        while let Some((whose, row)) = self.next.take_if(|(whose, _)| *whose <= customer) {
            if whose == customer {
                self.of.push(row);
            }
            self.step()?;
        }
        Ok(&self.of)
    }
}

/// A text, empty where there is none.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    row.get::<_, Option<String>>(column).map(Option::unwrap_or_default)
}

fn customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: Id::from_bytes(row.get(0)?),
        name: text(row, 1)?,
        kana: text(row, 2)?,
        code: text(row, 3)?,
        corporate_number: text(row, 4)?,
        region: text(row, 5)?,
        city: text(row, 6)?,
        address: text(row, 7)?,
        ..Customer::default()
    })
}

fn point(row: &Row<'_>) -> rusqlite::Result<ContactPoint> {
    Ok(ContactPoint {
        kind: text(row, 1)?,
        raw: text(row, 2)?,
        normal: text(row, 3)?,
        ..ContactPoint::default()
    })
}

fn external_id(row: &Row<'_>) -> rusqlite::Result<ExternalId> {
    Ok(ExternalId { system: text(row, 1)?, value: text(row, 2)?, ..ExternalId::default() })
}
