//! Likely duplicates, as scripts read them; and the warning where one is added.

use serde_json::json;

use super::{Home, text};

fn home() -> (Home, [String; 3]) {
    let home = Home::new();
    let add = |rest: &[&str]| text(&home.json(&[&["add"], rest].concat())["id"]);
    let one = add(&["株式会社田中製作所", "--phone", "03-1234-5678"]);
    let other =
        add(&["㈱田中製作所", "--phone", "０３（１２３４）５６７８", "--mail", "info@tanaka.example"]);
    let alone = add(&["Acme", "--phone", "06-1234-5678"]);
    (home, [one, other, alone])
}

#[test]
fn a_pair_is_told_with_its_score_its_names_and_its_reasons() {
    let (home, [one, other, _]) = home();
    let told = home.json(&["duplicates"]);
    let pair = &told[0];
    let mut ids = [text(&pair["a"]), text(&pair["b"])];
    ids.sort_unstable();
    let mut both = [one, other];
    both.sort_unstable();
    assert_eq!((told.as_array().unwrap().len(), ids), (1, both));
    assert_eq!(pair["score"], json!(100));
    let reasons: Vec<String> =
        pair["reasons"].as_array().unwrap().iter().map(|reason| text(&reason["reason"])).collect();
    assert_eq!(reasons, ["same_name", "same_number"]);
    assert!(text(&pair["a_name"]).ends_with("田中製作所") && text(&pair["b_name"]).ends_with("田中製作所"));
}

#[test]
fn a_search_and_a_least_score_narrow_the_list() {
    let (home, _) = home();
    assert_eq!(home.json(&["duplicates", "acme"]), json!([]));
    assert_eq!(home.json(&["duplicates", "tanaka"]).as_array().unwrap().len(), 1);
    assert_eq!(home.json(&["duplicates", "--limit", "0"]), json!([]));
}

#[test]
fn who_is_known_already_is_told_where_one_is_added() {
    let (home, _) = home();
    let output = home.command(&["add", "Tanaka", "--phone", "0312345678"]).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("same number: "));
    let output = home.command(&["add", "Gamma"]).output().unwrap();
    assert!(output.stderr.is_empty());
}
