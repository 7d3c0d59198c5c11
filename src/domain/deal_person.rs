//! The people of a deal: who takes which part in the decision, and in which order it goes.
//!
//! Its id is the hash of deal and person, so two desks name somebody once. Order is the route:
//! 起案, 推進, 評価, 決裁, 購買.

use super::deal::Deal;
use super::person::{Person, ROLES};
use super::record::{GONE, filled, record};
use super::{Id, Noun, Value, Write};

record! {
    /// Somebody's part in a deal.
    DealPerson in field {
        /// The customer whose deal it is.
        1 customer: Ref,
        /// The deal.
        2 deal: Ref,
        /// Who.
        3 person: Ref,
        /// Out of `person::ROLES`; empty for the part they take in general.
        4 role: Choice,
        /// Where they stand on the route; by their role where nobody said.
        5 position: Int,
    }
}

impl DealPerson {
    /// Somebody's part in a deal.
    #[must_use]
    pub fn of(deal: &Deal, person: Id) -> Self {
        let id = Id::of_parts(&[b"deal_person", deal.id.as_bytes(), person.as_bytes()]);
        Self { id, customer: deal.customer, deal: Some(deal.id), person: Some(person), ..Self::default() }
    }

    /// The write that makes it so, also after it was taken back. Never a creation: two desks that name
    /// the same person write fields of one record.
    #[must_use]
    pub fn put_on(&self) -> Write {
        let mut fields = vec![(GONE, Value::Null)];
        fields.extend(filled(self));
        Write { noun: Noun::DealPerson, id: self.id, new: false, fields }
    }
}

/// One stop on the route of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop<'a> {
    /// The record that names them.
    pub part: Id,
    /// Who decides there.
    pub person: &'a Person,
    /// The part they take: in this deal, else in general.
    pub role: &'a str,
}

/// The route a deal takes through the people of its customer, in order.
#[must_use]
pub fn route<'a>(deal: Id, parts: &'a [DealPerson], people: &'a [Person]) -> Vec<Stop<'a>> {
    let of = parts.iter().filter(|part| part.deal == Some(deal) && !part.gone);
    let stop = |part: &'a DealPerson| {
        let person = people.iter().find(|person| Some(person.id) == part.person)?;
        let role = if part.role.is_empty() { &person.role } else { &part.role };
        Some((part, Stop { part: part.id, person, role }))
    };
    let mut stops: Vec<(&DealPerson, Stop<'_>)> = of.filter_map(stop).collect();
    let rank = |role: &str| ROLES.iter().position(|known| *known == role).unwrap_or(ROLES.len());
    stops.sort_by_key(|(part, stop)| (part.position.is_none(), part.position, rank(stop.role), part.id));
    stops.into_iter().map(|(_, stop)| stop).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_goes_by_its_order_else_by_the_parts_people_take() {
        let person = |name: &str, role: &str| Person {
            id: Id::of_parts(&[name.as_bytes()]),
            full_name: name.into(),
            role: role.into(),
            ..Person::default()
        };
        let people = [person("Buyer", "buys"), person("Boss", "decides"), person("Starter", "")];
        let deal = Deal { id: Id::of_parts(&[b"deal"]), ..Deal::default() };
        let mut parts: Vec<DealPerson> = people.iter().map(|one| DealPerson::of(&deal, one.id)).collect();
        parts[2].role = "starts".into();
        parts.push(DealPerson::of(&deal, Id::of_parts(&[b"stranger"])));
        let names = |parts: &[DealPerson]| -> Vec<String> {
            route(deal.id, parts, &people).iter().map(|stop| stop.person.name()).collect()
        };
        assert_eq!(names(&parts), ["Starter", "Boss", "Buyer"]);
        parts[0].position = Some(1);
        assert_eq!(names(&parts), ["Buyer", "Starter", "Boss"]);
        parts[1].gone = true;
        assert_eq!(names(&parts), ["Buyer", "Starter"]);
    }
}
