//! What tells that a row is about a customer who is already there.
//!
//! Exact keys only: a code, another system's id, a corporate number, or a name together with a
//! number, a mail address, an address or a reading. Likeness is for the duplicates screen.

use std::collections::HashMap;

use super::cell::{folded, folded_name};
use super::error::Error;
use crate::domain::Id;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;

/// One way to know a customer again; names and addresses are folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The house's own code.
    Code(String),
    /// 法人番号.
    Corporate(String),
    /// Another system, and the id there.
    External(String, String),
    /// A name alone: only where a row has nothing else.
    Name(String),
    /// A name, and a number, mail address, address or reading beside it.
    NameWith(String, String),
    /// A number or mail address alone: only where the user asks for it.
    Point(String),
}

/// Who answers to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nobody.
    Nobody,
    /// One customer.
    One(Id),
    /// More than one.
    Many,
}

/// The customers that are there, as an import asks for them.
pub trait Book {
    /// Who answers to a key.
    fn find(&mut self, key: &Key) -> Found;
    /// A customer with its people, contact points, tags and external ids.
    fn page(&mut self, customer: Id) -> Result<Option<Page>, Error>;
    /// The rep of that name, folded.
    fn rep(&mut self, name: &str) -> Option<Id>;
}

/// A book with nobody in it.
pub struct Empty;

impl Book for Empty {
    fn find(&mut self, _: &Key) -> Found {
        Found::Nobody
    }

    fn page(&mut self, _: Id) -> Result<Option<Page>, Error> {
        Ok(None)
    }

    fn rep(&mut self, _: &str) -> Option<Id> {
        None
    }
}

/// Keys and who answers to them, in 32 bytes or so a key.
#[derive(Default)]
pub struct Keys(HashMap<Id, Option<Id>>);

impl Keys {
    /// Notes that a customer answers to a key.
    pub fn learn(&mut self, key: &Key, customer: Id) {
        let who = self.0.entry(key.print()).or_insert(Some(customer));
        if *who != Some(customer) {
            *who = None;
        }
    }

    /// Notes every key a customer answers to.
    pub fn learn_all(&mut self, customer: &Customer, points: &[ContactPoint], external: &[ExternalId]) {
        for key in all(customer, points, external) {
            self.learn(&key, customer.id);
        }
    }

    /// Who answers to a key.
    #[must_use]
    pub fn find(&self, key: &Key) -> Found {
        match self.0.get(&key.print()) {
            None => Found::Nobody,
            Some(None) => Found::Many,
            Some(Some(customer)) => Found::One(*customer),
        }
    }
}

impl Key {
    /// The key's hash, which stands for it in memory.
    fn print(&self) -> Id {
        match self {
            Self::Code(code) => Id::of_parts(&[b"code", code.as_bytes()]),
            Self::Corporate(number) => Id::of_parts(&[b"corporate", number.as_bytes()]),
            Self::External(system, id) => Id::of_parts(&[b"external", system.as_bytes(), id.as_bytes()]),
            Self::Name(name) => Id::of_parts(&[b"name", name.as_bytes()]),
            Self::NameWith(name, with) => Id::of_parts(&[b"with", name.as_bytes(), with.as_bytes()]),
            Self::Point(point) => Id::of_parts(&[b"point", point.as_bytes()]),
        }
    }
}

/// The keys that name one customer and no other.
#[must_use]
pub fn strong(customer: &Customer, external: &[ExternalId]) -> Vec<Key> {
    let code = (!customer.code.is_empty()).then(|| Key::Code(customer.code.clone()));
    let ids = external.iter().map(|id| Key::External(id.system.clone(), id.value.clone()));
    let corporate = &customer.corporate_number;
    let number = (!corporate.is_empty()).then(|| Key::Corporate(corporate.clone()));
    code.into_iter().chain(ids).chain(number).collect()
}

/// A name with each thing beside it that is known; the reading, or nothing, where that is all.
#[must_use]
pub fn weak(customer: &Customer, points: &[ContactPoint]) -> Vec<Key> {
    let name = folded_name(&customer.name);
    if name.is_empty() {
        return Vec::new();
    }
    let with = |with: String| Key::NameWith(name.clone(), with);
    let mut keys: Vec<Key> = points.iter().filter_map(reach).map(with).collect();
    keys.extend(place(customer).map(with));
    if keys.is_empty() && !customer.kana.is_empty() {
        keys.push(with(folded(&customer.kana)));
    }
    if keys.is_empty() {
        keys.push(Key::Name(name));
    }
    keys
}

/// Every key a customer answers to.
#[must_use]
pub fn all(customer: &Customer, points: &[ContactPoint], external: &[ExternalId]) -> Vec<Key> {
    let name = folded_name(&customer.name);
    let mut keys = strong(customer, external);
    keys.extend(weak(customer, points));
    keys.extend(points.iter().filter_map(reach).map(Key::Point));
    if !customer.kana.is_empty() {
        keys.push(Key::NameWith(name.clone(), folded(&customer.kana)));
    }
    keys.push(Key::Name(name));
    keys
}

/// The normal form of a number or a mail address, or its digits where it has none.
#[must_use]
pub fn reach(point: &ContactPoint) -> Option<String> {
    let reaches = matches!(point.kind.as_str(), "phone" | "mobile" | "mail");
    let normal = if point.normal.is_empty() { folded(&point.raw) } else { point.normal.clone() };
    (reaches && !normal.is_empty()).then_some(normal)
}

fn place(customer: &Customer) -> Option<String> {
    let all = [customer.region.as_str(), &customer.city, &customer.address].concat();
    let known = !customer.address.is_empty() || !customer.city.is_empty();
    known.then(|| folded(&all)).filter(|place| !place.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_known_again_by_name_and_number_in_any_spelling() {
        let phone =
            |raw: &str| ContactPoint { kind: "phone".into(), normal: raw.into(), ..ContactPoint::default() };
        let one = Customer { id: Id::mint(1), name: "株式会社　田中".into(), ..Customer::default() };
        let mut keys = Keys::default();
        keys.learn_all(&one, &[phone("+81312345678")], &[]);
        let again = Customer { name: "㈱田中".into(), ..Customer::default() };
        let asked = weak(&again, &[phone("+81312345678")]);
        assert_eq!(keys.find(&asked[0]), Found::One(one.id));
        assert_eq!(keys.find(&weak(&again, &[phone("+8169")])[0]), Found::Nobody);
        let other = Customer { id: Id::mint(2), ..one };
        keys.learn_all(&other, &[], &[]);
        assert_eq!(keys.find(&weak(&again, &[])[0]), Found::Many);
    }
}
