//! `log --outcome`: what follows from it, and what is refused.

use serde_json::{Value as Json, json};

use super::Home;

fn shown(home: &Home, id: &str, field: &str) -> Json {
    home.json(&["show", id])[field].clone()
}

#[test]
fn a_rank_is_set_with_the_outcome_that_asks_for_one_and_picks_the_delay() {
    let home = Home::new();
    let id = home.add("Acme");
    let logged = home.json(&["log", "call", &id, "--outcome", "HOT", "--rank", "c"]);
    assert_eq!(logged["next_step"]["due_at"], json!("2026-12-21T10:00:00+09:00"));
    assert_eq!(shown(&home, &id, "rank"), json!("C"));
}

#[test]
fn a_rank_nobody_asked_for_and_putting_off_without_a_list_are_refused() {
    let home = Home::new();
    let id = home.add("Acme");
    let refused: &[&[&str]] = &[
        &["--outcome", "TALK", "--rank", "A"],
        &["--rank", "A"],
        &["--outcome", "HOT", "--rank", "D"],
        &["--outcome", "skip"],
    ];
    for given in refused {
        let (code, words) = home.fails(&[&["log", "call", &id], *given].concat());
        assert_eq!(code, 2, "{given:?} {words}");
    }
    assert_eq!(shown(&home, &id, "activities"), json!([]));
}

#[test]
fn reception_refusing_twice_ends_it_for_good() {
    let home = Home::new();
    let id = home.add("Acme");
    home.json(&["log", "call", &id, "--outcome", "GK"]);
    assert_eq!(shown(&home, &id, "rest_until"), json!("2027-01-05T14:32:00+09:00"));
    home.json(&["log", "call", &id, "--outcome", "GK"]);
    assert_eq!(shown(&home, &id, "rest_until"), json!("9999-12-31T09:00:00+09:00"));
    home.json(&["undo"]);
    assert_eq!(shown(&home, &id, "rest_until"), json!("2027-01-05T14:32:00+09:00"));
}

#[test]
fn who_is_out_of_target_is_found_by_it() {
    let home = Home::new();
    let id = home.add("Acme");
    home.json(&["log", "call", &id, "--outcome", "NQ", "--note", "closed down"]);
    assert_eq!(home.json(&["find", "life:対象外"]).as_array().unwrap().len(), 1);
    assert!(home.says(&["--lang", "ja", "show", &id]).contains("対象外"));
}
