//! Saved views from the command line: saved, listed, asked, made a call list of, taken back.

use serde_json::json;

use super::{Home, text};

fn home() -> Home {
    let home = Home::new();
    let (acme, beta) = (home.add("Acme"), home.add("Beta"));
    home.add("Gamma");
    home.json(&["edit", &acme, "--set", "rank=A", "--set", "employees=120", "--add-phone", "03-1234-5678"]);
    home.json(&["edit", &beta, "--set", "rank=A", "--set", "employees=80"]);
    home.json(&["deal", "add", &beta, "Line", "--amount", "150万", "--stage", "quote"]);
    home
}

fn names(found: &serde_json::Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|row| text(&row["name"])).collect()
}

#[test]
fn a_saved_view_is_asked_by_its_name_and_shows_its_columns() {
    let home = home();
    home.says(&[
        "view",
        "save",
        "大口",
        "rank:A",
        "--key",
        "3",
        "--columns",
        "name,employees,商談.金額,phone",
    ]);
    let listed = home.json(&["view", "list"]);
    let view = &listed[0];
    assert_eq!((&view["name"], &view["key"], &view["count"]), (&json!("大口"), &json!(3), &json!(2)));
    assert_eq!((&view["query"], &view["fault"]), (&json!("rank:A"), &json!(null)));
    let mut found = names(&home.json(&["find", "--view", "大口"]));
    found.sort();
    assert_eq!(found, ["Acme", "Beta"]);
    let big = home.json(&["find", "--view", "大口", "employees<100"]);
    assert_eq!(names(&big), ["Beta"]);
    let beta = &big[0];
    assert_eq!((&beta["employees"], &beta["商談.金額"]), (&json!(80), &json!(1_500_000)));
    assert_eq!((&beta["商談.金額.currency"], &beta["phone"]), (&json!("JPY"), &json!("")));
    let shown = home.says(&["view", "show", "大口", "--lang", "ja"]);
    assert!(shown.lines().next().unwrap().starts_with("名称"), "{shown}");
    assert!(shown.contains("¥1,500,000") && shown.contains("03-1234-5678"), "{shown}");
}

#[test]
fn a_view_is_changed_in_place_and_taken_back_by_undo() {
    let home = home();
    home.says(&["view", "save", "Big", "employees>100", "--key", "1"]);
    home.says(&["view", "save", "Small", "employees<100", "--key", "1"]);
    let keys = || -> Vec<_> {
        let listed = home.json(&["view"]);
        let one =
            |view: &serde_json::Value| (text(&view["name"]), view["key"].clone(), view["count"].clone());
        listed.as_array().unwrap().iter().map(one).collect()
    };
    let small = ("Small".to_owned(), json!(1), json!(1));
    assert_eq!(keys(), [small.clone(), ("Big".into(), json!(null), json!(1))], "the key went over");
    home.says(&["view", "save", "Big", "--rename", "Large", "--key", "2"]);
    assert_eq!(keys(), [small.clone(), ("Large".into(), json!(2), json!(1))]);
    home.says(&["undo"]);
    assert_eq!(keys()[1].0, "Big");
    home.says(&["view", "drop", "Big"]);
    assert_eq!(keys(), vec![small.clone()]);
    home.says(&["undo"]);
    assert_eq!(keys().len(), 2);
    assert_eq!(home.fails(&["view", "save", "Big", "--rename", "Small"]).0, 1);
}

#[test]
fn undoing_the_first_save_leaves_no_empty_view() {
    let home = home();
    home.says(&["view", "save", "Big", "employees>100"]);
    home.says(&["undo"]);
    assert_eq!(home.json(&["view", "list"]), json!([]));
}

#[test]
fn a_line_that_means_nothing_is_refused_with_its_place_and_one_that_lost_its_meaning_is_kept() {
    let home = home();
    let (code, words) = home.fails(&["view", "save", "Big", "rank:A employees>many"]);
    assert!(code == 2 && words.contains("employees>many") && words.contains("character 8"), "{words}");
    let (code, words) = home.fails(&["view", "save", "Big", "rank:A", "--columns", "name,nonsense"]);
    assert!(code == 2 && words.contains("nonsense"), "{words}");
    assert_eq!(home.fails(&["find", "--view", "Big"]).0, 3);
    assert_eq!(home.fails(&["find", "acme", "--columns", "nonsense"]).0, 2);
    let csv = home.path("own.csv");
    std::fs::write(&csv, "会社名,契約プラン\nAcme,gold\n").unwrap();
    let batch = text(&home.json(&["import", &csv.display().to_string()])["batch"]);
    home.says(&["view", "save", "Gold", "契約プラン:gold", "--columns", "name,契約プラン"]);
    assert_eq!(home.json(&["view", "show", "Gold"])[0]["契約プラン"], json!("gold"));
    home.says(&["import", "undo", &batch]);
    let (code, words) = home.fails(&["find", "--view", "Gold"]);
    assert!(code == 2 && words.contains("契約プラン:gold"), "{words}");
    let kept = &home.json(&["view", "list"])[0];
    assert_eq!((&kept["name"], &kept["count"]), (&json!("Gold"), &json!(null)));
    assert!(text(&kept["fault"]).contains("契約プラン:gold"), "{kept}");
}

#[test]
fn a_view_is_a_call_list() {
    let home = home();
    home.says(&["view", "save", "Big", "rank:A", "--columns", "name"]);
    home.says(&["list", "new", "Calls", "--view", "Big", "--live"]);
    let list = home.json(&["list", "show", "Calls"]);
    assert_eq!(list["entries"].as_array().unwrap().len(), 2);
    home.says(&["list", "new", "Few", "--view", "Big", "employees>100"]);
    assert_eq!(home.json(&["list", "show", "Few"])["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn worth_is_a_column_too() {
    let home = home();
    let csv = home.path("sales.csv");
    std::fs::write(
        &csv,
        "会社名,商品,数量,単価,購入日\nAcme,ねじ,10,100,2026-10-01\nAcme,ねじ,5,100,2026-11-01\n",
    )
    .unwrap();
    home.says(&["import", &csv.display().to_string(), "--as", "purchases"]);
    let found = home.json(&["find", "acme", "--columns", "累計購入額,orders,last,rfm,tag"]);
    let acme = &found[0];
    assert_eq!(
        (&acme["累計購入額"], &acme["orders"], &acme["last"]),
        (&json!(1500), &json!(2), &json!("2026-11-01"))
    );
    assert_eq!(acme["tag"], json!([]));
}
