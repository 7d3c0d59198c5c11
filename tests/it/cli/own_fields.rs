//! `salesdesk field` and own fields in `add`, `edit`, `show`, `find`, exports.

use serde_json::json;

use super::{Home, text};

/// A home with a choice, a number and somebody who holds both.
fn home() -> (Home, String) {
    let home = Home::new();
    home.says(&["field", "add", "Plan", "--type", "choice", "--choices", "Free,Team,Business"]);
    home.says(&["field", "add", "Seats", "--type", "number", "--low", "1", "--high", "500"]);
    let acme = text(&home.json(&["add", "Acme", "--set", "Plan=team", "--set", "Seats=1,200"])["id"]);
    (home, acme)
}

#[test]
fn an_own_field_is_set_by_its_name_shown_found_and_exported() {
    let (home, acme) = home();
    let own = home.json(&["show", &acme])["own"].clone();
    assert_eq!((&own[0]["field"], &own[0]["normal"]), (&json!("Plan"), &json!("Team")));
    assert_eq!(own[1]["normal"], json!("1200"));
    home.says(&["edit", &acme, "--set", "Seats=40", "--set", "plan=Business"]);
    assert!(home.says(&["show", &acme]).contains("Business"));
    assert_eq!(home.json(&["find", "Seats>=40"])[0]["name"], json!("Acme"));
    assert_eq!(home.json(&["find", "plan:business"])[0]["name"], json!("Acme"));
    assert_eq!(home.json(&["find", "Seats>40"]), json!([]));
    assert!(home.says(&["export"]).contains("Business"));
    home.says(&["edit", &acme, "--set", "Seats="]);
    assert_eq!(home.json(&["show", &acme])["own"].as_array().unwrap().len(), 1);
    home.says(&["undo"]);
    assert_eq!(home.json(&["show", &acme])["own"][1]["value"], json!("40"));
}

#[test]
fn a_soft_rule_tells_and_a_hard_one_refuses() {
    let (home, acme) = home();
    let output = home.command(&["edit", &acme, "--set", "Seats=9999"]).output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("above 500"));
    home.says(&["field", "change", "Seats", "--hard"]);
    let before = home.json(&["digest"]);
    let (code, words) = home.fails(&["edit", &acme, "--set", "Seats=0"]);
    assert!(code == 2 && words.contains("below 1"), "{words}");
    let (code, words) = home.fails(&["edit", &acme, "--set", "Seats=many", "--lang", "ja"]);
    assert!(code == 2 && words.contains("数値"), "{words}");
    assert_eq!(home.json(&["digest"]), before);
    home.says(&["log", "call", &acme, "--outcome", "NA"]);
}

#[test]
fn a_field_that_is_called_otherwise_keeps_its_values_and_is_meant_by_its_first_name_too() {
    let (home, acme) = home();
    home.says(&["view", "save", "Teams", "plan:team"]);
    let said = home.says(&["field", "rename", "plan", "Tier"]);
    assert!(said.contains("Plan") && said.contains("Tier"), "{said}");
    assert_eq!(home.json(&["show", &acme])["own"][1]["field"], json!("Tier"));
    for line in ["tier:team", "plan:team", "tier==Team"] {
        assert_eq!(home.json(&["find", line])[0]["name"], json!("Acme"), "{line}");
    }
    assert_eq!(home.json(&["find", "--view", "Teams"])[0]["name"], json!("Acme"));
    assert_eq!(home.json(&["report", "cross", "--rows", "Tier"])["rows"][0]["key"], json!("Team"));
    home.says(&["edit", &acme, "--set", "code=A1", "--set", "Tier=Free"]);
    for (file, plan, words) in [("new.csv", "Tier", "Business"), ("old.csv", "Plan", "Team")] {
        std::fs::write(home.path(file), format!("code,name,{plan}\nA1,Acme,{words}\n")).unwrap();
        home.says(&["import", file, "--key", "code", "--on-duplicate", "overwrite"]);
        assert_eq!(home.json(&["show", &acme])["own"][1]["value"], json!(words), "{file}");
    }
    let fields = home.json(&["field"]);
    let names: Vec<String> = fields.as_array().unwrap().iter().map(|field| text(&field["name"])).collect();
    assert_eq!(names, ["Seats", "Tier"]);
    assert_eq!(home.fails(&["field", "rename", "Tier", "SEATS"]).0, 1);
    assert_eq!(home.fails(&["field", "rename", "Tier", "name"]).0, 2);
    assert_eq!(home.fails(&["field", "rename", "Nothing", "x"]).0, 3);
    let other = home.json(&["field", "add", "Plan", "--type", "text"]);
    assert_ne!(other["id"], fields[1]["id"], "the first name is free again");
    home.says(&["edit", &acme, "--set", "Plan=x"]);
    let held = home.json(&["show", &acme])["own"].clone();
    assert_eq!(held.as_array().unwrap().len(), 3, "{held}");
    (0..3).for_each(|_| drop(home.says(&["undo"])));
}

#[test]
fn another_kind_keeps_every_word_and_says_what_does_not_fit() {
    let (home, acme) = home();
    let beta = text(&home.json(&["add", "Beta", "--set", "Plan=legacy gold"])["id"]);
    let change = ["field", "change", "Plan", "--type", "number"];
    assert_eq!(home.json(&[&change[..], &["--dry-run"]].concat())["misfits"], json!(2));
    assert_eq!(home.json(&["field"])[0]["kind"], json!("choice"));
    assert_eq!(home.json(&change)["misfits"], json!(2));
    assert_eq!(home.json(&["show", &beta])["own"][0]["value"], json!("legacy gold"));
    home.says(&["undo"]);
    assert_eq!(home.json(&["show", &acme])["own"][0]["normal"], json!("Team"));
}

#[test]
fn a_dropped_field_comes_back_with_all_it_held() {
    let (home, acme) = home();
    assert_eq!(home.json(&["field", "drop", "Plan"])["hidden"], json!(1));
    assert_eq!(home.json(&["show", &acme])["own"].as_array().unwrap().len(), 1);
    assert_eq!(home.fails(&["edit", &acme, "--set", "Plan=Free"]).0, 2);
    home.says(&["undo"]);
    assert_eq!(home.json(&["show", &acme])["own"][0]["value"], json!("team"));
    home.says(&["undo"]);
}

#[test]
fn what_can_be_no_field_is_refused_and_nothing_is_changed() {
    let (home, _) = home();
    let before = home.json(&["digest"]);
    let rows: [(&[&str], i32); 8] = [
        (&["add", "Plan"], 1),
        (&["add", "name"], 2),
        (&["add", "a=b"], 2),
        (&["add", " "], 2),
        (&["add", "X", "--type", "choice"], 2),
        (&["add", "X", "--type", "text", "--low", "3"], 2),
        (&["change", "Nothing", "--type", "text"], 3),
        (&["drop", "Nothing"], 3),
    ];
    for (args, exit) in rows {
        let (code, words) = home.fails(&[&["field"], args].concat());
        assert_eq!(code, exit, "{args:?}: {words}");
    }
    assert_eq!(home.json(&["digest"]), before);
}

#[test]
fn a_field_that_is_dropped_and_added_again_has_no_rules_of_before() {
    let (home, acme) = home();
    home.says(&["field", "change", "Seats", "--hard"]);
    home.says(&["field", "drop", "Seats"]);
    home.says(&["field", "add", "Seats", "--type", "number"]);
    let output = home.command(&["edit", &acme, "--set", "Seats=9999"]).output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
