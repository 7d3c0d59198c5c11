//! People of one name in a group of customers that are one: shown once, with what either knows.
//!
//! The same consumer taken in twice is the usual merge, and is one person afterwards. Nothing is
//! written: un-merged, each has their own again. Called where pages are united.

use std::collections::HashMap;

use super::Id;
use super::fold::fold;
use super::page::Page;
use super::person::Person;
use super::record::filled;
use super::{Record as _, Value};

/// Shows people of one name once: the first of them, with what only the others know.
pub(super) fn show_once(page: &mut Page) {
    let mut shown: Vec<Person> = Vec::with_capacity(page.people.len());
    let mut stands_for: HashMap<Id, Id> = HashMap::new();
    for person in std::mem::take(&mut page.people) {
        let name = fold(&person.name());
        match shown.iter_mut().find(|known| !name.is_empty() && fold(&known.name()) == name) {
            Some(known) => {
                stands_for.insert(person.id, known.id);
                fill(known, &person);
            }
            None => shown.push(person),
        }
    }
    page.people = shown;
    if !stands_for.is_empty() {
        refer(page, &stands_for);
    }
}

fn fill(known: &mut Person, other: &Person) {
    for (code, value) in filled(other) {
        if known.get(code) == Value::Null {
            known.put(code, value);
        }
    }
}

/// Whatever was the others' is the first one's.
fn refer(page: &mut Page, stands_for: &HashMap<Id, Id>) {
    let turn = |person: &mut Option<Id>| {
        if let Some(first) = person.and_then(|id| stands_for.get(&id)) {
            *person = Some(*first);
        }
    };
    page.contact_points.iter_mut().for_each(|point| turn(&mut point.person));
    page.deal_people.iter_mut().for_each(|part| turn(&mut part.person));
    page.activities.iter_mut().for_each(|activity| turn(&mut activity.person));
    page.next_steps.iter_mut().for_each(|step| turn(&mut step.person));
    page.blocks.iter_mut().for_each(|block| turn(&mut block.person));
    page.external_ids.iter_mut().for_each(|id| turn(&mut id.person));
    page.own.iter_mut().for_each(|own| turn(&mut own.value.record));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact_point::ContactPoint;

    fn person(id: u8, name: &str, title: &str) -> Person {
        let id = Id::from_bytes([id; 16]);
        Person { id, full_name: name.into(), job_title: title.into(), ..Person::default() }
    }

    #[test]
    fn somebody_taken_in_twice_is_one_person_with_what_either_knows() {
        let theirs = ContactPoint { person: Some(Id::from_bytes([2; 16])), ..ContactPoint::default() };
        let mut page = Page {
            people: vec![person(1, "田中 一郎", ""), person(2, "田中　一郎", "部長"), person(3, "", "")],
            contact_points: vec![theirs],
            ..Page::default()
        };
        show_once(&mut page);
        assert_eq!(page.people.len(), 2);
        assert_eq!(page.people[0].job_title, "部長");
        assert_eq!(page.contact_points[0].person, Some(page.people[0].id));
    }
}
