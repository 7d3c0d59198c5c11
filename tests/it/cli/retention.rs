//! Retention: who is due by the rules of the settings, and what a wrong rule says.

use serde_json::{Value as Json, json};

use super::{Home, text};

fn set(home: &Home, rule: &str) {
    let folder = home.path("config").join("salesdesk");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), rule).unwrap();
}

const RULE: &str =
    "[[keep]]\nwhat = \"customer\"\nkind = \"person\"\nafter = \"3y\"\nsince = \"last_contact\"\n";

fn due(home: &Home, now: &str) -> Json {
    serde_json::from_str(&home.says_at(now, &["retention", "--json"])).unwrap()
}

#[test]
fn who_was_not_heard_of_is_listed_and_nothing_is_deleted() {
    let home = Home::new();
    let hana = text(&home.json(&["add", "田中 花", "--kind", "person"])["id"]);
    home.add("Acme");
    home.says(&["log", "call", &hana, "--outcome", "TALK", "--note", "fine"]);
    assert_eq!(due(&home, "2030-01-01T10:00:00+09:00")["rules"], json!(0), "no rule, nobody due");
    set(&home, RULE);
    assert_eq!(due(&home, "2029-11-19T10:00:00+09:00")["due"], json!(0));
    let late = due(&home, "2029-11-20T10:00:00+09:00");
    assert_eq!((&late["due"], &late["customers"][0]["name"]), (&json!(1), &json!("田中 花")));
    assert_eq!(late["customers"][0]["due_since"], json!("2029-11-20"));
    home.says(&["retention", "retain", &hana, "2031-01-01"]);
    assert_eq!(due(&home, "2030-12-31T10:00:00+09:00")["due"], json!(0));
    assert_eq!(due(&home, "2031-01-01T10:00:00+09:00")["due"], json!(1));
    assert_eq!(home.json(&["show", &hana])["keep_until"], json!("2031-01-01"));
}

#[test]
fn a_rule_that_means_nothing_is_refused_and_named() {
    let home = Home::new();
    let hana = home.add("花");
    set(&home, &RULE.replace("3y", "soon"));
    let (code, words) = home.fails(&["retention"]);
    assert!(code == 2 && words.contains("soon") && words.contains("config.toml"), "{words}");
    assert_eq!(home.fails(&["retention", "retain", &hana, "someday"]).0, 2);
    assert_eq!(home.fails(&["retention", "retain", "nobody-x", "2031-01-01"]).0, 3);
}
