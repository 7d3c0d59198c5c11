//! Two customers who are one, on the command line: merged, called, parted.

use serde_json::json;

use super::{Home, text};

/// Two customers, the second of whom was made later, with a number and a tag each.
fn two(home: &Home) -> (String, String) {
    let add = |name: &str, phone: &str, code: &str| {
        let added = home.json(&["add", name, "--phone", phone, "--set", &format!("code={code}")]);
        text(&added["id"])
    };
    let one = add("田中製作所", "03-1234-5678", "K1");
    let other = add("Tanaka Works", "03-9999-8888", "K2");
    home.json(&["edit", "K2", "--set", "rank=A", "--tag", "vip"]);
    (one, other)
}

#[test]
fn merged_customers_are_found_by_either_name_called_as_one_and_parted_with_the_call_kept() {
    let home = Home::new();
    let (tanaka, works) = two(&home);
    let one = tanaka.clone().min(works.clone());
    let plan = home.json(&["merge", "K1", "K2", "--dry-run"]);
    assert_eq!((&plan["merged"], &plan["id"]), (&json!(false), &json!(one)));
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 2);
    let merged = home.json(&["merge", "K2", "K1", "--take", "name=B"]);
    assert_eq!((&merged["name"], &merged["together"]["contact_points"]), (&json!("田中製作所"), &json!(2)));
    for line in ["tanaka works", "田中製作所", "99998888", "K2", "tag:vip"] {
        let found = home.json(&["find", line]);
        assert_eq!(found.as_array().unwrap().len(), 1, "{line}");
        assert_eq!((&found[0]["id"], &found[0]["name"]), (&json!(one), &json!("田中製作所")), "{line}");
    }
    for name in [tanaka.as_str(), &works, "K1", "K2"] {
        assert_eq!(home.json(&["show", name])["id"], json!(one), "{name}");
    }
    assert_eq!(home.json(&["show", "K2"])["rank"], json!("A"));
    home.json(&["log", "call", "K2", "--outcome", "TALK", "--note", "after the merge"]);
    let parting = home.json(&["unmerge", "K2", "--dry-run"]);
    assert_eq!(parting["since"][0]["activities"], json!(1));
    home.json(&["unmerge", "K2"]);
    assert_eq!(home.json(&["show", &one])["activities"][0]["note"], json!("after the merge"));
    let (tanaka, works) = (home.json(&["show", &tanaka]), home.json(&["show", &works]));
    assert_ne!(tanaka["id"], works["id"]);
    assert_eq!(tanaka["name"], json!("田中製作所"));
    assert_eq!((&tanaka["tags"], &works["tags"]), (&json!([]), &json!(["vip"])));
    assert_eq!(home.json(&["doctor"])["sound"], json!(true));
}

#[test]
fn a_merge_is_one_action_to_undo_and_the_history_is_that_of_both() {
    let home = Home::new();
    let (one, _) = two(&home);
    let digest = home.json(&["digest"]);
    home.json(&["merge", "K1", "K2", "--take", "name=A", "--take", "rank=B"]);
    let history = home.json(&["history", &one]);
    let deeds: Vec<String> = history.as_array().unwrap().iter().map(|entry| text(&entry["deed"])).collect();
    assert_eq!(deeds, ["merge", "edit", "add_customer", "add_customer"]);
    assert_eq!(home.json(&["undo"])["deed"], json!("merge"));
    assert_eq!(home.json(&["digest"]), digest);
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 2);
    home.json(&["redo"]);
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_block_on_either_holds_for_both() {
    let home = Home::new();
    let (one, _) = two(&home);
    home.json(&["block", "K2", "--reason", "asked us to stop"]);
    home.json(&["merge", "K1", "K2"]);
    assert_eq!(home.json(&["show", &one])["blocks"].as_array().unwrap().len(), 1);
    assert_eq!(home.json(&["find", "blocked:yes"]).as_array().unwrap().len(), 1);
    home.json(&["unblock", "K1"]);
    assert_eq!(home.json(&["find", "blocked:yes"]), json!([]));
}

#[test]
fn what_cannot_be_merged_or_parted_says_so_and_how_to_go_on() {
    let home = Home::new();
    two(&home);
    let (code, words) = home.fails(&["merge", "K1", "K1"]);
    assert!(code == 2 && words.contains("two customers"), "{words}");
    let (code, words) = home.fails(&["unmerge", "K1"]);
    assert!(code == 1 && words.contains("salesdesk history"), "{words}");
    let (code, words) = home.fails(&["merge", "K1", "K2", "--take", "city=A"]);
    assert!(code == 2 && words.contains("name, code"), "{words}");
    assert_eq!(home.fails(&["merge", "K1", "K9"]).0, 3);
    home.json(&["merge", "K1", "K2"]);
    let (code, words) = home.fails(&["merge", "K2", "K1"]);
    assert!(code == 1 && words.contains("salesdesk unmerge"), "{words}");
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 1);
}
