//! The organisation: the people of a customer as a tree, by whom each reports to. 組織.
//!
//! What is on record may go round in a circle: it is cut where it comes back, and said so.

use std::collections::HashSet;

use super::Id;
use super::person::Person;

/// Somebody in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Who.
    pub person: &'a Person,
    /// How many stand above them.
    pub depth: usize,
    /// Whoever they report to reports to them in the end: the circle was cut here.
    pub cut: bool,
}

/// People under whoever they report to, else in the order they came; everybody once.
#[must_use]
pub fn tree(people: &[Person]) -> Vec<Place<'_>> {
    let known: HashSet<Id> = people.iter().map(|person| person.id).collect();
    let above =
        |person: &Person| person.reports_to.filter(|above| known.contains(above) && *above != person.id);
    let mut places = Vec::with_capacity(people.len());
    let mut seen = HashSet::new();
    for person in people.iter().filter(|person| above(person).is_none()) {
        let cut = person.reports_to == Some(person.id);
        below(people, &above, Place { person, depth: 0, cut }, &mut seen, &mut places);
    }
    // Whoever is left goes round in circles.
    for person in people {
        below(people, &above, Place { person, depth: 0, cut: true }, &mut seen, &mut places);
    }
    places
}

/// Puts somebody and all below them in; without recursion, for a line may be long.
fn below<'a>(
    people: &'a [Person],
    above: &dyn Fn(&Person) -> Option<Id>,
    top: Place<'a>,
    seen: &mut HashSet<Id>,
    places: &mut Vec<Place<'a>>,
) {
    let mut waiting = vec![top];
    while let Some(place) = waiting.pop() {
        if !seen.insert(place.person.id) {
            continue;
        }
        places.push(place);
        let under = people.iter().rev().filter(|person| above(person) == Some(place.person.id));
        waiting.extend(under.map(|person| Place { person, depth: place.depth + 1, cut: false }));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(name: u8, above: Option<u8>) -> Person {
        Person {
            id: Id::from_bytes([name; 16]),
            reports_to: above.map(|id| Id::from_bytes([id; 16])),
            ..Person::default()
        }
    }

    fn told(people: &[Person]) -> Vec<(u8, usize, bool)> {
        tree(people).iter().map(|place| (place.person.id.as_bytes()[0], place.depth, place.cut)).collect()
    }

    #[test]
    fn people_stand_under_whoever_they_report_to() {
        let people = [
            person(1, Some(3)),
            person(2, Some(1)),
            person(3, None),
            person(4, Some(3)),
            person(5, Some(99)),
        ];
        assert_eq!(
            told(&people),
            [(3, 0, false), (1, 1, false), (2, 2, false), (4, 1, false), (5, 0, false)]
        );
    }

    #[test]
    fn a_circle_is_cut_and_said_so() {
        let people = [person(1, Some(2)), person(2, Some(1)), person(3, Some(3))];
        assert_eq!(told(&people), [(3, 0, true), (1, 0, true), (2, 1, false)]);
    }

    proptest! {
        #[test]
        fn everybody_stands_in_the_tree_once(above in prop::collection::vec(prop::option::of(0_u8..12), 0..12)) {
            let people: Vec<Person> = (0..).zip(&above).map(|(name, above)| person(name, *above)).collect();
            let mut names: Vec<u8> = told(&people).iter().map(|(name, ..)| *name).collect();
            names.sort_unstable();
            prop_assert!(names.into_iter().eq(people.iter().map(|person| person.id.as_bytes()[0])));
        }
    }
}
