//! The finder on real doubles, where the sets are at hand: what it finds of them and how much of it is
//! right. Printed, and held as floors. The answers are read to count, never to set a weight.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use super::*;
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::Customer;
use crate::domain::person::Person;

type Pairs = BTreeSet<(usize, usize)>;

fn rows(name: &str) -> Option<Vec<HashMap<String, String>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let Ok(mut file) = csv::Reader::from_path(path) else {
        println!("skipped: no corpora");
        return None;
    };
    Some(file.deserialize().map(|row| row.unwrap()).collect())
}

/// Every pair the finder offers.
fn offered(cards: &[Card]) -> Pairs {
    let mut filed = Filed::with_room(cards.len());
    cards.iter().for_each(|card| filed.add(card));
    let blocks = Blocks::of(filed);
    let worth = |(a, b): &(usize, usize)| score(&cards[*a], &cards[*b]) >= WORTH_A_LOOK;
    blocks.pairs(0, blocks.len()).filter(worth).collect()
}

/// Everybody who hangs together, pair by pair.
fn closed(pairs: &Pairs, count: usize) -> Pairs {
    let mut group: Vec<usize> = (0..count).collect();
    for (a, b) in pairs {
        let (from, to) = (group[*b], group[*a]);
        group.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
    }
    let all = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    all.filter(|(a, b)| group[*a] == group[*b]).collect()
}

/// Precision, recall and F1.
fn quality(found: &Pairs, truth: &Pairs) -> [f64; 3] {
    let count = |pairs: usize| f64::from(u32::try_from(pairs).unwrap());
    let right = count(found.intersection(truth).count());
    let (precision, recall) = (right / count(found.len()), right / count(truth.len()));
    [precision, recall, 2.0 * precision * recall / (precision + recall)]
}

fn tell(what: &str, found: &Pairs, truth: &Pairs) -> [f64; 3] {
    let [precision, recall, f1] = quality(found, truth);
    println!(
        "{what}: {} of {} pairs offered, precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}",
        found.len(),
        truth.len()
    );
    [precision, recall, f1]
}

fn consumer(row: &HashMap<String, String>) -> Card {
    let name = [&row["first_name"], &row["surname"]].map(String::as_str).join(" ").trim().to_owned();
    let customer = Customer { name, kind: "person".into(), city: row["city"].clone(), ..Customer::default() };
    let person = Person { birth_date: row["dob"].clone(), ..Person::default() };
    Card::of(&customer, &[person], &[contact_point::typed("mail", &row["email"], "GB")])
}

#[test]
fn consumers_with_slips_swapped_and_missing_names_are_found() {
    let Some(rows) = rows("dedupe-fake1000/fake_1000.csv") else { return };
    let cards: Vec<Card> = rows.iter().map(consumer).collect();
    let pairs = (0..rows.len()).flat_map(|a| (a + 1..rows.len()).map(move |b| (a, b)));
    let truth: Pairs = pairs.filter(|(a, b)| rows[*a]["cluster"] == rows[*b]["cluster"]).collect();
    assert_eq!(truth.len(), 2_031);
    let found = offered(&cards);
    tell("fake1000, pairs", &found, &truth);
    let [precision, _, f1] = tell("fake1000, groups", &closed(&found, rows.len()), &truth);
    assert!(f1 >= 0.85 && precision >= 0.97);
    assert!(quality(&found, &truth)[0] >= 0.99);
}

fn restaurant(row: &HashMap<String, String>) -> Card {
    let customer = Customer {
        name: row["name"].clone(),
        kind: "company".into(),
        city: row["city"].clone(),
        address: row["addr"].clone(),
        ..Customer::default()
    };
    Card::of(&customer, &[], &[contact_point::typed("phone", &row["phone"], "US")])
}

#[test]
fn two_lists_of_the_same_restaurants_are_linked() {
    let (Some(left), Some(right)) =
        (rows("dedupe-restaurants/fodors.csv"), rows("dedupe-restaurants/zagats.csv"))
    else {
        return;
    };
    let matches = rows("dedupe-restaurants/matches_fodors_zagats.csv").unwrap();
    let at =
        |rows: &[HashMap<String, String>], id: &str| rows.iter().position(|row| row["id"] == id).unwrap();
    let truth: Pairs = matches
        .iter()
        .map(|row| (at(&left, &row["fodors_id"]), left.len() + at(&right, &row["zagats_id"])))
        .collect();
    assert_eq!((left.len(), right.len(), truth.len()), (533, 331, 112));
    let cards: Vec<Card> = left.iter().chain(&right).map(restaurant).collect();
    let mut found = offered(&cards);
    found.retain(|(a, b)| *a < left.len() && *b >= left.len());
    let [.., f1] = tell("restaurants", &found, &truth);
    let name = |at: &usize| left.iter().chain(&right).nth(*at).map(|row| row["name"].clone()).unwrap();
    for (a, b) in found.symmetric_difference(&truth) {
        println!("  {} / {}: {:?}", name(a), name(b), weigh(&cards[*a], &cards[*b]));
    }
    assert!(f1 >= 0.95);
}

/// The ways a name of a company is written, beside its own.
fn spellings(name: &str) -> Vec<String> {
    const FORM: &str = "株式会社";
    let wide = |text: &str| -> String {
        let widen = |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_graphic());
        text.chars().map(|c| widen(c).unwrap_or(c)).collect()
    };
    let around = |short: [&str; 2]| {
        let before = name.strip_prefix(FORM).map(|core| format!("{}{core}", short[0]));
        before.or_else(|| name.strip_suffix(FORM).map(|core| format!("{core}{}", short[1])))
    };
    let shorts =
        [["㈱", "㈱"], ["(株)", "(株)"], ["（株）", "（株）"], ["株式会社　", "　株式会社"], ["ｶ)", "(ｶ"]];
    shorts.into_iter().filter_map(around).chain([wide(name)]).collect()
}

#[test]
fn every_spelling_of_a_companys_name_is_found_and_nobody_elses() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/jp-companies-edinet/edinet_2021-01-20_utf8.csv");
    let Ok(text) = std::fs::read_to_string(path) else { return println!("skipped: no corpora") };
    let text = text.trim_start_matches('\u{feff}');
    let start = text.lines().position(|line| line.contains("提出者名")).unwrap();
    let body: String = text.lines().skip(start).flat_map(|line| [line, "\n"]).collect();
    let mut file = csv::Reader::from_reader(body.as_bytes());
    let at = file.headers().unwrap().iter().position(|header| header == "提出者名").unwrap();
    let names: Vec<String> = file.records().map(|record| record.unwrap()[at].to_owned()).collect();
    let (mut cards, mut whose) = (Vec::new(), Vec::new());
    for (n, name) in names.iter().enumerate() {
        for spelling in std::iter::once(name.clone()).chain(spellings(name)) {
            let customer = Customer { name: spelling, kind: "company".into(), ..Customer::default() };
            cards.push(Card::of(&customer, &[], &[]));
            whose.push(n);
        }
    }
    let pairs = (0..cards.len()).flat_map(|a| (a + 1..cards.len()).map(move |b| (a, b)));
    let truth: Pairs = pairs.filter(|(a, b)| whose[*a] == whose[*b]).collect();
    let [precision, recall, _] = tell("EDINET spellings", &offered(&cards), &truth);
    assert!(names.len() > 600 && recall >= 0.999 && precision >= 0.99);
}

#[test]
fn two_branches_or_namesakes_elsewhere_are_not_offered() {
    let card = |name: &str, number: &str, address: &str, mail: &str| {
        let customer = Customer {
            name: name.into(),
            kana: "サトウコウギョウ".into(),
            kind: "company".into(),
            address: address.into(),
            ..Customer::default()
        };
        Card::of(&customer, &[], &[phone(number), contact_point::typed("mail", mail, "JP")])
    };
    let one = card("佐藤工業", "+81312345678", "港区芝1-2-3", "satou41@a.example");
    let other = card("佐藤工業", "+81612345678", "大阪市北区4-5-6", "satou42@a.example");
    assert!(score(&one, &other) < WORTH_A_LOOK, "{:?}", weigh(&one, &other));
}

fn phone(number: &str) -> ContactPoint {
    ContactPoint { normal: number.into(), ..contact_point::typed("phone", number, "JP") }
}

#[test]
fn a_slip_in_a_number_makes_nobody_the_same() {
    let card = |name: &str, number: &str| {
        let customer = Customer { name: name.into(), kind: "company".into(), ..Customer::default() };
        Card::of(&customer, &[], &[phone(number)])
    };
    let one = card("walter", "+81312345678");
    assert!(score(&one, &card("sawyer", "+81312345679")) < WORTH_A_LOOK);
    assert!(score(&card("Salesforce", "+81312345678"), &card("Datadog", "+81312345678")) < WORTH_A_LOOK);
}
