//! A rep's hand on a desk: what it picks from there, and the values it writes.

use super::dice::Dice;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::{Id, Kind, Noun, Value, Write};
use crate::store::columns::fits;
use crate::store::{Desk, Result};

pub(super) const NAMES: &[&str] = &["田中", "Acme", "佐藤商店", "Ann", "ヤマダ"];
const WORDS: &[&str] = &["", "a", "田中", "折り返し", "z"];
pub(super) const NUMBERS: &[&str] = &["+81312345678", "+81398765432", "+4930123456", "+819011112222"];

/// A rep's hand on a desk.
pub(super) struct Hand<'a> {
    pub(super) desk: &'a Desk,
    pub(super) dice: &'a mut Dice,
    pub(super) now: i64,
    /// Whether records are moved from customer to customer.
    pub(super) moves: bool,
}

impl Hand<'_> {
    /// Some record of a noun that answers to a condition.
    pub(super) fn some(&mut self, noun: Noun, which: &str) -> Result<Option<Id>> {
        let sql = format!("SELECT id FROM {} WHERE {which} ORDER BY id", noun.table());
        let mut statement = self.desk.conn.prepare_cached(&sql)?;
        let ids: Vec<Id> = statement
            .query_map([], |row| row.get(0).map(Id::from_bytes))?
            .collect::<rusqlite::Result<_>>()?;
        Ok((!ids.is_empty()).then(|| self.dice.pick(&ids)))
    }

    pub(super) fn customer(&mut self) -> Result<Option<Id>> {
        self.some(Noun::Customer, "gone IS NULL")
    }

    pub(super) fn id(&self) -> Id {
        Id::mint(self.now)
    }

    pub(super) fn word(&mut self) -> String {
        self.dice.pick(WORDS).to_owned()
    }

    pub(super) fn new_customer(&mut self) -> (Customer, Vec<ContactPoint>) {
        let name = self.dice.pick(NAMES).to_owned();
        let customer = Customer { id: self.id(), name, city: self.word(), ..Customer::default() };
        let points = (0..self.dice.below(3)).map(|position| {
            let normal = self.dice.pick(NUMBERS).to_owned();
            ContactPoint {
                id: self.id(),
                customer: Some(customer.id),
                kind: "phone".into(),
                raw: normal.clone(),
                normal,
                position: i64::try_from(position).ok(),
                ..ContactPoint::default()
            }
        });
        let points = points.collect();
        (customer, points)
    }

    pub(super) fn value(&mut self, noun: Noun, code: u16) -> Result<Value> {
        let Some(field) = noun.field(code) else { return Ok(Value::Null) };
        if field.kind == Kind::Ref {
            return Ok(self.customer()?.map_or(Value::Null, |id| Value::Ref(*id.as_bytes())));
        }
        let number = self.dice.signed(3);
        let of_its_kind = [Value::Int(number), Value::Text(self.word())];
        let fitting = of_its_kind.into_iter().find(|value| fits(field, value));
        Ok(fitting.filter(|value| *value != Value::Text(String::new())).unwrap_or_default())
    }

    /// A few customers out of somebody's sheet.
    pub(super) fn sheet(&mut self) -> Vec<Write> {
        let some = 2 + self.dice.below(4);
        let mut writes = Vec::new();
        for _ in 0..some {
            let (customer, points) = self.new_customer();
            writes.push(Write::adding(&customer));
            writes.extend(points.iter().map(Write::adding));
        }
        writes.sort_by_key(|write| (write.noun, write.id));
        writes
    }
}

/// What a field of a record holds at a desk.
pub(super) fn value_of(desk: &Desk, noun: Noun, id: Id, code: u16) -> Result<Value> {
    let field = noun.field(code).expect("written by an operation");
    let sql = format!("SELECT \"{}\" FROM {} WHERE id = ?1", field.name, noun.table());
    let mut statement = desk.conn.prepare_cached(&sql)?;
    Ok(statement.query_row([id.as_bytes()], |row| crate::store::columns::value(row, 0))?)
}
