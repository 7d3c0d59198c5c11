//! `salesdesk template`: applied in one step, twice to no effect, taken back; wrong ones by their line.

use std::fs;

use serde_json::json;

use super::Home;

#[test]
fn every_template_is_applied_once_changes_nothing_twice_and_is_taken_back() {
    for code in ["b2b", "saas", "retail", "outbound", "recruiting", "seminar"] {
        for lang in ["en", "ja"] {
            let home = Home::new();
            let dry = home.json(&["template", "apply", code, "--dry-run", "--lang", lang]);
            assert_eq!(dry["changed"], json!(false));
            let told = home.json(&["template", "apply", code, "--lang", lang]);
            assert_eq!((&told["changed"], &told["added"]), (&json!(true), &dry["added"]), "{code}");
            assert!(!home.json(&["field"]).as_array().unwrap().is_empty());
            assert!(!home.json(&["ask"]).as_array().unwrap().is_empty());
            assert!(!home.json(&["mail", "--list"]).as_array().unwrap().is_empty());
            assert!(!home.json(&["list"]).as_array().unwrap().is_empty());
            let again = home.json(&["template", "apply", code, "--lang", lang]);
            assert_eq!((&again["changed"], &again["added"]), (&json!(false), &json!([])), "{code}");
            home.says(&["undo"]);
            assert_eq!(home.json(&["field"]), json!([]));
            assert_eq!(home.json(&["list"]), json!([]), "{code}");
            assert_eq!(home.json(&["ask"]), json!([]));
            assert_eq!(home.json(&["mail", "--list"]), json!([]));
        }
    }
}

#[test]
fn the_guide_can_be_written_out_changed_and_applied() {
    let home = Home::new();
    let guide = home.says(&["template", "guide"]).replace("My trade", "Cheese");
    fs::write(home.path("mine.toml"), guide).unwrap();
    assert!(home.says(&["template", "check", "mine.toml"]).contains("Cheese"));
    let told = home.json(&["template", "apply", "mine.toml"]);
    assert_eq!(told["name"], json!("Cheese"));
    assert!(told["rules"].as_array().unwrap().contains(&json!("TRIAL")));
    assert!(home.says(&["rules"]).contains("Asked for a trial"));
    assert_eq!(home.says(&["template", "show", "b2b"]).lines().next().unwrap().chars().next(), Some('#'));
}

#[test]
fn a_wrong_template_is_told_by_line_and_column_and_applies_nothing() {
    let home = Home::new();
    let before = home.json(&["digest"]);
    let rows: [(&[u8], &str); 5] = [
        (b"name = \"x\"\n[[field]]\nname = \"a\"\ntype = \"colour\"\n", "w.toml:4:8: "),
        (b"name = \"x\"\nnmae = 1\n", "w.toml:2:1: "),
        (b"name = \"x\"\n[[outcome]]\ncode = \"ZZ\"\n", "w.toml:2:"),
        (b"name = \"x\n", "w.toml:1:"),
        (b"name = \"x\"\n\xff\n", "w.toml:2: "),
    ];
    for (bytes, named) in rows {
        fs::write(home.path("w.toml"), bytes).unwrap();
        for verb in ["check", "apply"] {
            let (code, words) = home.fails(&["template", verb, "w.toml"]);
            assert!(code == 1 && words.contains(named), "{named}: {code} {words}");
        }
    }
    assert_eq!(home.fails(&["template", "apply", "nowhere.toml"]).0, 3);
    assert_eq!(home.json(&["digest"]), before);
}
