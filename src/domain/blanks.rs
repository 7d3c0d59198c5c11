//! Filling the blanks of a script with what is known of whoever is called.

use super::Id;
use super::page::Page;
use super::person::Person;

/// What stands for something that is not known.
pub const BLANK: &str = "____";

/// A script with its blanks filled, as it is said to `whom` or else to the first person there; a
/// blank for which nothing is known, or that nobody knows, stays as a line to be filled while speaking.
#[must_use]
pub fn fill(script: &str, page: &Page, whom: Option<Id>, rep: &str) -> String {
    let mut filled = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            break;
        };
        let known = known(name.trim(), page, whom, rep).filter(|words| !words.is_empty());
        filled.push_str(&known.unwrap_or_else(|| BLANK.to_owned()));
        rest = tail;
    }
    filled + rest
}

fn known(name: &str, page: &Page, whom: Option<Id>, rep: &str) -> Option<String> {
    let customer = &page.customer;
    let named = whom.and_then(|whom| page.person(whom));
    let person = named.or_else(|| page.people.iter().find(|person| !person.left));
    Some(match name {
        "name" | "customer" | "会社" | "会社名" | "顧客" => customer.name.clone(),
        "kana" | "フリガナ" => customer.kana.clone(),
        "person" | "担当者" => person.map(Person::name)?,
        "family" | "姓" => person.map(|person| person.family.clone())?,
        "title" | "役職" => person.map(|person| person.job_title.clone())?,
        "city" | "市区町村" => customer.city.clone(),
        "industry" | "業種" => customer.industry.clone(),
        "needs" | "ニーズ" => customer.needs.clone(),
        "rep" | "自分" => rep.to_owned(),
        "team" | "部署" => page.reps.iter().find(|known| known.name == rep)?.team.clone(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::Customer;

    #[test]
    fn a_blank_is_filled_with_what_is_known_and_stays_a_line_where_nothing_is() {
        let customer = Customer { name: "田中製作所".into(), ..Customer::default() };
        let page = Page { customer, ..Page::default() };
        assert_eq!(fill("{name}様、{person}様は？ {x", &page, None, ""), "田中製作所様、____様は？ {x");
        assert_eq!(fill("{ 会社名 } {nonsense}", &page, None, ""), "田中製作所 ____");
    }

    #[test]
    fn whoever_is_written_to_is_greeted_and_else_the_first_who_is_there() {
        let person = |n: u8, family: &str, left: bool| Person {
            id: Id::from_bytes([n; 16]),
            family: family.into(),
            left,
            ..Person::default()
        };
        let people = vec![person(1, "Old", true), person(2, "Ann", false), person(3, "Bob", false)];
        let page = Page { people, ..Page::default() };
        assert_eq!(fill("{family}", &page, None, ""), "Ann");
        assert_eq!(fill("{family}", &page, Some(Id::from_bytes([3; 16])), ""), "Bob");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let customer = Customer { name: "{kana}".into(), kana: "x".into(), ..Customer::default() };
        assert_eq!(fill("{name}", &Page { customer, ..Page::default() }, None, ""), "{kana}");
    }
}
