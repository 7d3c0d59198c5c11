//! Filling the blanks of a script with what is known of whoever is called.

use super::page::Page;
use super::person::Person;

/// What stands for something that is not known.
pub const BLANK: &str = "____";

/// A script with its blanks filled; a blank for which nothing is known, or that nobody knows, stays
/// as a line to be filled while speaking.
#[must_use]
pub fn fill(script: &str, page: &Page, rep: &str) -> String {
    let mut filled = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            break;
        };
        let known = known(name.trim(), page, rep).filter(|words| !words.is_empty());
        filled.push_str(&known.unwrap_or_else(|| BLANK.to_owned()));
        rest = tail;
    }
    filled + rest
}

fn known(name: &str, page: &Page, rep: &str) -> Option<String> {
    let customer = &page.customer;
    let person = page.people.iter().find(|person| !person.left);
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
        assert_eq!(fill("{name}様、{person}様は？ {x", &page, ""), "田中製作所様、____様は？ {x");
        assert_eq!(fill("{ 会社名 } {nonsense}", &page, ""), "田中製作所 ____");
    }

    #[test]
    fn what_is_filled_in_is_not_read_again() {
        let customer = Customer { name: "{kana}".into(), kana: "x".into(), ..Customer::default() };
        assert_eq!(fill("{name}", &Page { customer, ..Page::default() }, ""), "{kana}");
    }
}
