//! What tells that a row is about a customer who is already there.
//!
//! Exact keys only: a code, another system's id, a corporate number, or a name together with a
//! number, a mail address, an address or a reading. Likeness is for the duplicates screen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};
use std::sync::LazyLock;

use crate::domain::contact_point::ContactPoint;
use crate::domain::custom_field::CustomField;
use crate::domain::customer::Customer;
use crate::domain::external_id::ExternalId;
use crate::domain::page::Page;
use crate::domain::{Id, Noun, Value};
use crate::exchange::error::Error;
use crate::exchange::read::cell::folded;

/// One way to know a customer again, as eight bytes that stand for it in this process.
///
/// Two keys of ten million come out the same once in three hundred thousand imports, and no file
/// can bring that about: the hash is seeded anew each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key([u8; 8]);

static SEED: LazyLock<RandomState> = LazyLock::new(RandomState::new);

impl Key {
    fn of(kind: u8, parts: (&str, &str)) -> Self {
        Self(SEED.hash_one((kind, parts)).to_ne_bytes())
    }

    /// The house's own code.
    #[must_use]
    pub fn code(code: &str) -> Self {
        Self::of(1, (code, ""))
    }

    /// 法人番号.
    #[must_use]
    pub fn corporate(number: &str) -> Self {
        Self::of(2, (number, ""))
    }

    /// Another system, and the id there.
    #[must_use]
    pub fn external(system: &str, id: &str) -> Self {
        Self::of(3, (system, id))
    }

    /// A folded name alone: only where a row has nothing else.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::of(4, (name, ""))
    }

    /// A folded name, and a number, mail address, address or reading beside it.
    #[must_use]
    pub fn name_with(name: &str, with: &str) -> Self {
        Self::of(5, (name, with))
    }

    /// A number or mail address alone: only where the user asks for it.
    #[must_use]
    pub fn point(point: &str) -> Self {
        Self::of(6, (point, ""))
    }
}

impl std::hash::Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from_ne_bytes(self.0));
    }
}

/// Takes a key for its own hash, which it is.
#[derive(Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
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
    fn find(&mut self, key: Key) -> Found;
    /// A customer with its people, contact points, tags and external ids.
    fn page(&mut self, customer: Id) -> Result<Option<Box<Page>>, Error>;
    /// The rep of that name, folded.
    fn rep(&mut self, name: &str) -> Option<Id>;
    /// Says whether that number must not be called.
    fn blocked(&self, _number: &str) -> bool {
        false
    }
    /// Says whether somebody erased had that number or address.
    fn erased(&self, _address: &str) -> bool {
        false
    }
    /// Says whether a deal, purchase, activity, next step or rep of that id is there, deleted ones
    /// too.
    fn is_there(&self, _record: Id) -> bool {
        false
    }
    /// Records by their fields' order, deleted ones too; nothing for each that is not there.
    fn standing(&mut self, records: Vec<(Noun, Id)>) -> Result<Vec<Option<Vec<Value>>>, Error> {
        Ok(vec![None; records.len()])
    }
    /// The fields of the desk's own that are there.
    fn own_fields(&self) -> &[CustomField] {
        &[]
    }
}

/// A book with nobody in it.
pub struct Empty;

impl Book for Empty {
    fn find(&mut self, _: Key) -> Found {
        Found::Nobody
    }

    fn page(&mut self, _: Id) -> Result<Option<Box<Page>>, Error> {
        Ok(None)
    }

    fn rep(&mut self, _: &str) -> Option<Id> {
        None
    }
}

/// Keys and who answers to them, in some 25 bytes a key.
#[derive(Default)]
pub struct Keys {
    /// A key and the place of its customer, or [`SEVERAL`].
    who: HashMap<Key, u32, BuildHasherDefault<AsItIs>>,
    customers: Vec<Id>,
}

const SEVERAL: u32 = u32::MAX;

impl Keys {
    /// Notes that a customer answers to a key.
    pub fn learn(&mut self, key: Key, customer: Id) {
        let place = self.place(customer);
        let who = self.who.entry(key).or_insert(place);
        if *who != SEVERAL && self.customers[*who as usize] != customer {
            *who = SEVERAL;
        }
    }

    /// Notes every key a customer answers to.
    pub fn learn_all(&mut self, customer: &Customer, points: &[ContactPoint], external: &[ExternalId]) {
        for key in all(customer, points, external) {
            self.learn(key, customer.id);
        }
    }

    /// Says whether nobody answers to anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.who.is_empty()
    }

    /// Who answers to a key.
    #[must_use]
    pub fn find(&self, key: Key) -> Found {
        match self.who.get(&key) {
            None => Found::Nobody,
            Some(&SEVERAL) => Found::Many,
            Some(place) => Found::One(self.customers[*place as usize]),
        }
    }

    /// A customer's place: that of the one before if it is the same, else a new one.
    fn place(&mut self, customer: Id) -> u32 {
        if self.customers.last() != Some(&customer) {
            self.customers.push(customer);
        }
        u32::try_from(self.customers.len() - 1)
            .ok()
            .filter(|place| *place < SEVERAL)
            .expect("no file has four billion rows")
    }
}

/// The keys that name one customer and no other.
#[must_use]
pub fn strong(customer: &Customer, external: &[ExternalId]) -> Vec<Key> {
    let code = (!customer.code.is_empty()).then(|| Key::code(&customer.code));
    let ids = external.iter().map(|id| Key::external(&id.system, &id.value));
    let corporate = &customer.corporate_number;
    let number = (!corporate.is_empty()).then(|| Key::corporate(corporate));
    code.into_iter().chain(ids).chain(number).collect()
}

/// A folded name with each thing beside it that is known; the reading, or nothing, where that is
/// all.
#[must_use]
pub fn weak(name: &str, customer: &Customer, points: &[ContactPoint]) -> Vec<Key> {
    if name.is_empty() {
        return Vec::new();
    }
    let with = |with: &str| Key::name_with(name, with);
    let mut keys: Vec<Key> = points.iter().filter_map(reach).map(|point| with(&point)).collect();
    keys.extend(place(customer).map(|place| with(&place)));
    if keys.is_empty() && !customer.kana.is_empty() {
        keys.push(with(&folded(&customer.kana)));
    }
    if keys.is_empty() {
        keys.push(Key::name(name));
    }
    keys
}

/// Every key a customer answers to.
#[must_use]
pub fn all(customer: &Customer, points: &[ContactPoint], external: &[ExternalId]) -> Vec<Key> {
    let name = folded(&customer.name);
    let mut keys = strong(customer, external);
    keys.extend(weak(&name, customer, points));
    keys.extend(points.iter().filter_map(reach).map(|point| Key::point(&point)));
    if !customer.kana.is_empty() {
        keys.push(Key::name_with(&name, &folded(&customer.kana)));
    }
    keys.push(Key::name(&name));
    keys
}

/// The normal form of a number, a mail address or a LINE id, or its digits where it has none.
#[must_use]
pub fn reach(point: &ContactPoint) -> Option<Cow<'_, str>> {
    if !matches!(point.kind.as_str(), "phone" | "mobile" | "mail" | "line") {
        return None;
    }
    let normal =
        if point.normal.is_empty() { folded(&point.raw).into() } else { point.normal.as_str().into() };
    Some(normal).filter(|normal: &Cow<'_, str>| !normal.is_empty())
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
        let asked = |points: &[ContactPoint]| weak(&folded(&again.name), &again, points)[0];
        assert_eq!(keys.find(asked(&[phone("+81312345678")])), Found::One(one.id));
        assert_eq!(keys.find(asked(&[phone("+8169")])), Found::Nobody);
        let other = Customer { id: Id::mint(2), ..one };
        keys.learn_all(&other, &[], &[]);
        assert_eq!(keys.find(asked(&[])), Found::Many);
    }
}
