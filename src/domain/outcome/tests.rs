//! The standard set, records laid over it, and what no record can do.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::domain::Record;

fn of(all: &[Outcome], code: &str) -> Outcome {
    all.iter().find(|outcome| outcome.code == code).unwrap().clone()
}

fn own(code: &str) -> Outcome {
    of(&standard(), code)
}

/// A list's own rule.
fn ruled(list: Id, outcome: Outcome) -> Outcome {
    Outcome { id: id_on(list, &outcome.code), list: Some(list), ..outcome }
}

fn key(all: &[Outcome], code: &str) -> String {
    of(all, code).key
}

#[test]
fn the_standard_set_is_whole_and_no_key_is_given_twice() {
    let all = standard();
    assert_eq!(all.len(), 24);
    let keys: HashSet<_> = all.iter().map(|outcome| &outcome.key).collect();
    assert_eq!(keys.len(), all.len());
    assert_eq!(in_force(Vec::new(), None), all);
}

#[test]
fn a_renamed_outcome_keeps_what_it_does() {
    let all = in_force(vec![Outcome { en: "Never again".into(), ..own("DNC") }], None);
    let dnc = of(&all, "DNC");
    assert!(dnc.suppress && dnc.en == "Never again");
    assert_eq!(all.len(), 24);
}

#[test]
fn a_list_has_its_own_rules_over_the_desks() {
    let (list, other) = (Id::mint(1), Id::mint(2));
    let desk = Outcome { tries: Some(4), ..own("NA") };
    let lists = ruled(list, Outcome { tries: Some(2), ..own("NA") });
    let more = Outcome { id: Id::mint(3), list: Some(list), code: "OPEN".into(), ..Outcome::default() };
    let all = vec![lists, more, desk];
    let tries = |list| of(&in_force(all.clone(), list), "NA").tries;
    assert_eq!((tries(None), tries(Some(list)), tries(Some(other))), (Some(4), Some(2), Some(4)));
    assert_eq!([None, Some(list)].map(|list| in_force(all.clone(), list).len()), [24, 25]);
}

#[test]
fn an_outcome_is_hidden_from_the_menu_and_known_still() {
    let hidden = Outcome { hidden: true, ..own("FAX") };
    assert_eq!(in_force(vec![hidden.clone()], None).len(), 23);
    assert_eq!(known(vec![hidden], None).len(), 24);
}

#[test]
fn a_rule_that_is_given_back_is_as_it_was_beneath_and_an_own_outcome_is_known_still() {
    let (list, gone) = (Id::mint(1), |outcome: Outcome| Outcome { gone: true, ..outcome });
    let desk = Outcome { tries: Some(4), ..own("NA") };
    let lists = ruled(list, Outcome { tries: Some(2), ..own("NA") });
    let tries = |all: Vec<Outcome>| of(&in_force(all, Some(list)), "NA").tries;
    assert_eq!(tries(vec![gone(lists.clone()), desk.clone()]), Some(4));
    assert_eq!(tries(vec![gone(lists), gone(desk)]), Some(6));
    let more = gone(Outcome { id: id_of("OPEN"), code: "OPEN".into(), ..Outcome::default() });
    assert_eq!([in_force(vec![more.clone()], None).len(), known(vec![more], None).len()], [24, 25]);
}

#[test]
fn of_two_with_one_key_the_earlier_in_the_menu_keeps_it() {
    let all = in_force(vec![Outcome { key: "2".into(), ..own("NA") }], None);
    assert_eq!([key(&all, "NA"), key(&all, "BUSY")], ["2", ""]);
    let swapped = vec![Outcome { key: "2".into(), ..own("NA") }, Outcome { key: "1".into(), ..own("BUSY") }];
    let all = in_force(swapped, None);
    assert_eq!([key(&all, "NA"), key(&all, "BUSY")], ["2", "1"]);
}

#[test]
fn the_keys_that_suppress_never_do_anything_else() {
    let thief =
        Outcome { id: Id::mint(1), code: "OK".into(), key: "x".into(), position: Some(-1), ..own("TALK") };
    let all = in_force(vec![thief], None);
    assert_eq!([key(&all, "OK"), key(&all, "DNC")], ["", "x"]);
    let all = in_force(vec![Outcome { key: "1".into(), ..own("DNC") }], None);
    assert_eq!([key(&all, "NA"), key(&all, "DNC")], ["1", "x"]);
    let all = in_force(vec![Outcome { key: "k".into(), ..own("DNC") }], None);
    assert_eq!(key(&all, "DNC"), "k");
}

#[test]
fn a_delay_goes_on_to_the_next_and_stays_at_the_last() {
    let busy = own("BUSY");
    assert_eq!([0, 1, 2].map(|nth| busy.wait(nth)), [Some(20), Some(120), Some(120)]);
    assert_eq!(own("HOT").ranks(), ["A", "B", "C"]);
    assert_eq!(busy.ranks(), [""; 0]);
    assert_eq!(own("CB").wait(0), None);
    let odd = Outcome { delays: "x,-5,,60".into(), delay: None, ..Outcome::default() };
    assert_eq!(odd.waits(), [60]);
}

#[test]
fn a_call_can_have_got_as_far_as_its_outcome_allows() {
    let may = |code: &str| (-1..=6).filter(|reach| own(code).reach_may_be(*reach)).collect::<Vec<_>>();
    assert_eq!(may("NA"), [0]);
    assert_eq!(may("ABS"), [1, 2, 3, 4, 5]);
    assert_eq!(may("TALK"), [3, 4, 5]);
    assert_eq!(may("APPT"), [5]);
    assert_eq!(may("WRONG"), [0]);
    for outcome in standard().iter().filter(|outcome| outcome.attempt) {
        assert!(outcome.reach_may_be(outcome.reach.unwrap()), "{}", outcome.code);
    }
}

#[test]
fn tries_are_counted_with_those_they_are_shared_with() {
    assert_eq!([own("NA"), own("VMN"), own("VM")].each_ref().map(Outcome::counted_as), ["NA", "NA", "VM"]);
}

#[test]
fn a_write_of_an_outcome_says_every_field_of_it() {
    let write = own("NA").put_on();
    let mut read = Outcome { id: write.id, ..own("TALK") };
    write.fields.into_iter().for_each(|(code, value)| read.put(code, value));
    assert_eq!(read, own("NA"));
}

/// A record as another desk might send it: anything in any field, aimed at what suppresses.
fn record() -> impl Strategy<Value = Outcome> {
    let codes = ["DNC", "CLAIM", "dnc", " Claim ", "NA", "OWN", ""];
    let flags = proptest::collection::vec(any::<bool>(), 14);
    let texts = (prop::sample::select(ALSO), prop::sample::select(&["x", "X", "1", "", "q"]), ".{0,4}");
    let numbers = (any::<Option<i64>>(), any::<Option<i64>>());
    (0..codes.len(), 0..codes.len(), 0..3_u8, flags, texts, numbers).prop_map(
        move |(id, code, list, flags, (also, key, words), (number, position))| {
            let lists = [None, Some(Id::mint(1)), Some(LIST)];
            let list = lists[usize::from(list)];
            Outcome {
                id: list.map_or(id_of(codes[id]), |list| id_on(list, codes[id])),
                list,
                gone: flags[0],
                hidden: flags[1],
                suppress: flags[2],
                finished: flags[3],
                attempt: flags[4],
                connected: flags[5],
                retry: flags[6],
                callback: flags[7],
                refusal: flags[8],
                exempt: flags[9],
                asks: flags[10],
                code: if flags[11] { codes[code].into() } else { words.clone() },
                also: if flags[12] { also.into() } else { String::new() },
                key: key.to_owned(),
                en: words,
                reach: number,
                delay: number,
                cool_days: number,
                position,
                ..Outcome::default()
            }
        },
    )
}

const LIST: Id = Id::from_bytes([9; 16]);

proptest! {
    #[test]
    fn no_record_whatever_keeps_do_not_call_from_suppressing(
        records in proptest::collection::vec(record(), 0..12),
        on_list: bool,
    ) {
        let all = in_force(records, on_list.then_some(LIST));
        for code in ["DNC", "CLAIM"] {
            let same: Vec<_> = all.iter().filter(|outcome| outcome.code.eq_ignore_ascii_case(code)).collect();
            prop_assert_eq!(same.len(), 1);
            let (ours, first) = (same[0], own(code));
            let does = |one: &Outcome| (one.suppress, one.finished, one.attempt, one.connected, one.retry, one.also.clone());
            prop_assert_eq!(does(ours), does(&first));
            prop_assert!(!ours.key.is_empty() || all.iter().filter(|other| other.suppress).count() > 2);
        }
        let keyed: Vec<_> = all.iter().map(|outcome| &outcome.key).filter(|key| !key.is_empty()).collect();
        prop_assert_eq!(keyed.iter().collect::<HashSet<_>>().len(), keyed.len());
        prop_assert!(all.iter().filter(|outcome| ["x", "X"].contains(&outcome.key.as_str())).all(|one| one.suppress));
    }
}
