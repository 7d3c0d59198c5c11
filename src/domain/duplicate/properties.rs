//! What holds of any two cards and of any book.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::domain::contact_point;
use crate::domain::customer::Customer;
use crate::domain::person::Person;

prop_compose! {
    fn card()(
        name in prop::sample::select(vec!["株式会社さくら", "さくら㈱", "有限会社さくら", "Acme Inc.", "Acmee", "さくら大阪支店", "田中 一郎", "田中", ""]),
        company in any::<bool>(),
        phone in prop::sample::select(vec!["03-1234-5678", "０３１２３４５６７８", "06-1234-5678", ""]),
        mail in prop::sample::select(vec!["taro@a.example", "tarou@a.example", "info@a.example", ""]),
        address in prop::sample::select(vec!["丸の内1-2-3", "丸の内一丁目２番３号", "747 Ninth Ave.", ""]),
        corporate in prop::sample::select(vec!["1130001001198", "1130001001199", "", ""]),
        birth in prop::sample::select(vec!["1980-01-02", "1980-02-01", "1990-01-02", ""]),
        city in prop::sample::select(vec!["London", "Lunton", "大阪市", ""]),
    ) -> Card {
        let kind = if company { "company" } else { "person" };
        let customer = Customer {
            name: name.into(), kind: kind.into(), address: address.into(), corporate_number: corporate.into(),
            city: city.into(), ..Customer::default()
        };
        let person = Person { birth_date: birth.into(), ..Person::default() };
        let points = [contact_point::number(phone, "JP"), contact_point::typed("mail", mail, "JP")];
        Card::of(&customer, &[person], &points)
    }
}

fn blocks(cards: &[Card]) -> Blocks {
    let mut filed = Filed::with_room(cards.len());
    cards.iter().for_each(|card| filed.add(card));
    Blocks::of(filed)
}

proptest! {
    #[test]
    fn a_score_is_the_same_from_both_sides_and_the_sum_of_its_reasons(a in card(), b in card()) {
        let reasons = weigh(&a, &b);
        prop_assert_eq!(&reasons, &weigh(&b, &a));
        prop_assert_eq!(score(&a, &b), score(&b, &a));
        let sum: i16 = reasons.iter().map(|reason| reason.points).sum();
        prop_assert_eq!(i16::from(score(&a, &b)), sum.clamp(0, 100));
        prop_assert!(reasons.iter().all(|reason| reason.points.abs() <= reason.ground.points().abs()));
    }

    #[test]
    fn whoever_shares_a_key_is_compared_once(cards in prop::collection::vec(card(), 0..BOUND)) {
        let found: Vec<(usize, usize)> = { let blocks = blocks(&cards); blocks.pairs(0, blocks.len()).collect() };
        let mut holders: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        for (at, card) in cards.iter().enumerate() {
            keys(card, |key| { holders.entry(key).or_default().insert(at); });
        }
        let mut shared = BTreeSet::new();
        for block in holders.values() {
            shared.extend(block.iter().flat_map(|a| block.range(a + 1..).map(move |b| (*a, *b))));
        }
        prop_assert_eq!(found.len(), found.iter().collect::<BTreeSet<_>>().len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), shared);
    }
}

#[test]
fn a_switchboard_of_five_thousand_makes_no_millions_of_pairs_and_says_so() {
    let card = |name: String| {
        let customer = Customer { name, kind: "company".into(), ..Customer::default() };
        Card::of(&customer, &[], &[contact_point::number("03-1234-5678", "JP")])
    };
    let others = (0..5_000).map(|n| card(format!("第{n}課")));
    let cards: Vec<Card> = others.chain([card("総務部".into()), card("総務部".into())]).collect();
    let blocks = blocks(&cards);
    assert!(blocks.len() < 200_000, "{}", blocks.len());
    assert!(blocks.pairs(0, blocks.len()).any(|pair| pair == (5_000, 5_001)));
    assert!(blocks.skipped.blocks > 0 && blocks.skipped.customers >= 5_000);
}
