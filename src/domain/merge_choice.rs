//! The choice before two customers become one: which value of each field that differs stays.
//!
//! What is picked becomes ordinary writes on the face of the two, in one change with what was decided of the
//! pair; nothing is moved, so un-merging is one write more. Numbers, people and the past belong to both
//! anyway and are not chosen from.

use super::customer::{self, Customer};
use super::form;
use super::page::Page;
use super::pair::{SAME, decided};
use super::person::Person;
use super::{Change, Deed, Field, Id, Noun, Record, Value};

/// Whose value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The left one's.
    Left,
    /// The right one's.
    Right,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Of what.
    pub noun: Noun,
    /// Which field.
    pub field: &'static Field,
    /// What the left one says.
    pub left: Value,
    /// What the right one says.
    pub right: Value,
    /// Which of the two stays.
    pub picked: Side,
}

impl Choice {
    /// The value that stays.
    #[must_use]
    pub const fn value(&self) -> &Value {
        match self.picked {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// Two customers who are to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeChoice {
    /// The fields that differ, in the order of forms.
    pub rows: Vec<Choice>,
    left: Customer,
    right: Customer,
    /// The consumers themselves, where both are consumers.
    people: Option<[Person; 2]>,
}

impl MergeChoice {
    /// The choice between two pages: at first the fuller value stays, of two as full the newer customer's.
    #[must_use]
    pub fn of(left: &Page, right: &Page) -> Self {
        let consumer = |page: &Page| match page.people.as_slice() {
            [person] if page.customer.kind == "person" => Some(person.clone()),
            _ => None,
        };
        let people = consumer(left).zip(consumer(right)).map(|(left, right)| [left, right]);
        let newer = if left.customer.id < right.customer.id { Side::Right } else { Side::Left };
        let mut rows = differing(&left.customer, &right.customer, newer);
        if let Some([left, right]) = &people {
            rows.extend(differing(left, right, newer));
        }
        Self { rows, left: left.customer.clone(), right: right.customer.clone(), people }
    }

    /// The customer whose record bears what is picked: the one with the smaller id.
    #[must_use]
    pub fn face(&self) -> Id {
        self.left.id.min(self.right.id)
    }

    /// Picks a side of one row.
    pub fn pick(&mut self, row: usize, side: Side) {
        if let Some(row) = self.rows.get_mut(row) {
            row.picked = side;
        }
    }

    /// What makes the two one.
    #[must_use]
    pub fn change(&self) -> Change {
        let is_left = self.left.id < self.right.id;
        let name = self
            .rows
            .iter()
            .find(|row| row.noun == Noun::Customer && row.field.code == customer::field::name);
        let own = if is_left { &self.left.name } else { &self.right.name };
        let name = match name.map(Choice::value) {
            Some(Value::Text(name)) => name,
            _ => own,
        };
        let mut change =
            Change::new(Deed::Merge, name).set(Noun::Customer, self.face(), self.written(Noun::Customer));
        if let Some([left, right]) = &self.people {
            let face = if is_left { left.id } else { right.id };
            change = change.set(Noun::Person, face, self.written(Noun::Person));
        }
        change.writes.push(decided(self.left.id, self.right.id, SAME));
        change
    }

    /// The fields of the face that change.
    fn written(&self, noun: Noun) -> Vec<(u16, Value)> {
        let own = if self.left.id < self.right.id { Side::Left } else { Side::Right };
        let other = self.rows.iter().filter(|row| row.noun == noun && row.picked != own);
        other.map(|row| (row.field.code, row.value().clone())).collect()
    }
}

fn differing<R: Record>(left: &R, right: &R, newer: Side) -> Vec<Choice> {
    let fields = form::rows(R::NOUN, false).filter_map(|row| row.field);
    let rows = fields.filter(|field| left.get(field.code) != right.get(field.code));
    rows.map(|field| {
        let (left, right) = (left.get(field.code), right.get(field.code));
        let picked = match (fullness(&left), fullness(&right)) {
            (left, right) if left > right => Side::Left,
            (left, right) if left < right => Side::Right,
            _ => newer,
        };
        Choice { noun: R::NOUN, field, left, right, picked }
    })
    .collect()
}

/// How much a value says.
fn fullness(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Text(text) => text.chars().count(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::pair;

    fn page(at: i64, name: &str, rank: &str) -> Page {
        let customer =
            Customer { id: Id::mint(at), name: name.into(), rank: rank.into(), ..Customer::default() };
        Page { customer, ..Page::default() }
    }

    #[test]
    fn the_fuller_value_stays_unless_another_is_picked() {
        let (old, new) = (page(1, "田中", "A"), page(2, "株式会社田中", ""));
        let mut choice = MergeChoice::of(&new, &old);
        assert_eq!(choice.face(), old.customer.id);
        let picked: Vec<(&str, Side)> = choice.rows.iter().map(|row| (row.field.name, row.picked)).collect();
        assert_eq!(picked, [("name", Side::Left), ("rank", Side::Right)]);
        let change = choice.change();
        assert_eq!(
            (change.deed, change.subject.as_str(), change.writes.len()),
            (Deed::Merge, "株式会社田中", 2)
        );
        assert_eq!(change.writes[0].fields, [(customer::field::name, Value::Text("株式会社田中".into()))]);
        assert_eq!(change.writes[1], decided(old.customer.id, new.customer.id, SAME));
        choice.pick(0, Side::Right);
        assert_eq!(choice.change().writes.len(), 1);
    }

    #[test]
    fn the_pair_is_the_same_whichever_stands_left() {
        let (a, b) = (page(1, "a", ""), page(2, "a", ""));
        assert_eq!(MergeChoice::of(&a, &b).change(), MergeChoice::of(&b, &a).change());
        assert_eq!(MergeChoice::of(&a, &b).change().writes[0].id, pair::id_of(b.customer.id, a.customer.id));
    }
}
