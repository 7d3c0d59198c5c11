//! Deals, the pipelines they go through, and what comes with them, as scripts make and read them.

use serde_json::json;

use super::{Home, text};

#[test]
fn the_standard_pipeline_is_there_without_being_written() {
    let home = Home::new();
    let all = home.json(&["pipeline"]);
    assert_eq!((&all[0]["code"], all.as_array().unwrap().len()), (&json!("standard"), 1));
    assert_eq!(all[0]["stages"].as_array().unwrap().len(), 10);
}

#[test]
fn a_deal_goes_through_a_pipeline_of_ones_own() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,quote"]);
    home.json(&["pipeline", "stage", "change", "更新", "asked", "--probability", "30", "--stale", "7"]);
    let deal = home.json(&["deal", "add", &id, "Yearly", "--pipeline", "更新", "--amount", "100万"]);
    assert_eq!(
        (&deal["pipeline"], &deal["stage"], &deal["chance"]),
        (&json!("renewal"), &json!("asked"), &json!(30))
    );
    assert_eq!(home.fails(&["deal", "move", &text(&deal["id"]), "hearing"]).0, 3);
    home.json(&["deal", "add", &id, "First", "--amount", "50万", "--stage", "見積"]);
    let report = home.json(&["report", "pipeline", "--by", "pipeline"]);
    let stages: Vec<String> = report["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", text(&row["pipeline"]), text(&row["stage"])))
        .collect();
    assert_eq!(stages, ["standard quote", "renewal asked"]);
    let one = home.json(&["report", "pipeline", "--pipeline", "renewal"]);
    assert_eq!((&one["open"]["deals"], &one["pipeline"]), (&json!(1), &json!("renewal")));
    let won = home.json(&["deal", "move", &text(&deal["id"]), "受注"]);
    assert_eq!(
        (&won["stage"], &won["closed_on"], &won["open"]),
        (&json!("won"), &json!("2026-11-20"), &json!(false))
    );
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "list", "--pipeline", "renewal"])[0]["stage"], json!("asked"));
}

#[test]
fn a_stage_that_deals_stand_in_is_dropped_and_they_stay() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    let deal = text(&home.json(&["deal", "add", &id, "Twenty", "--stage", "quote"])["id"]);
    let dropped = home.json(&["pipeline", "stage", "drop", "standard", "quote"]);
    assert_eq!((&dropped["dropped"], &dropped["deals"]), (&json!(true), &json!(1)));
    let listed = home.json(&["deal", "list"]);
    assert_eq!((&listed[0]["stage"], &listed[0]["chance"]), (&json!("quote"), &json!(60)));
    assert_eq!(home.fails(&["deal", "add", &id, "x", "--stage", "quote"]).0, 3);
    assert_eq!(home.fails(&["pipeline", "stage", "drop", "standard", "won"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "stage", "change", "standard", "won", "--flag", "open"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "drop", "standard"]).0, 2);
    assert_eq!(home.fails(&["pipeline", "add", "標準"]).0, 2);
    home.json(&["deal", "move", &deal, "proposal"]);
    home.says(&["undo"]);
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "add", &id, "x", "--stage", "quote"])["stage"], json!("quote"));
}

#[test]
fn a_line_typed_after_a_call_moves_the_deal_along_its_pipeline() {
    let home = Home::new();
    let id = text(&home.json(&["add", "Acme"])["id"]);
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,quote"]);
    home.json(&["log", "call", &id, "--outcome", "TALK", "--note", "d 提案 120万 12/末"]);
    home.json(&["log", "call", &id, "--outcome", "TALK", "--note", "d 更新 asked 30万"]);
    let deals = home.json(&["deal", "list"]);
    let told: Vec<_> = deals
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| (text(&deal["stage"]), deal["amount"].as_i64().unwrap(), deal["close_on"].clone()))
        .collect();
    assert_eq!(
        told,
        [("proposal".into(), 1_200_000, json!("2026-12-31")), ("asked".into(), 300_000, json!(""))]
    );
    home.says(&["undo"]);
    assert_eq!(home.json(&["deal", "list"]).as_array().unwrap().len(), 1, "one undo for the whole log");
}

#[test]
fn a_file_of_deals_comes_into_the_pipeline_it_names() {
    let home = Home::new();
    home.json(&["pipeline", "add", "renewal", "--ja", "更新", "--stages", "asked,見積依頼"]);
    let file = home.path("deals.csv");
    std::fs::write(&file, "会社名,案件名,パイプライン,フェーズ,金額\nAcme,A,更新,見積依頼,100\nBeta,B,,提案,200\nGamma,C,,見積依頼,300\n").unwrap();
    home.json(&["import", file.to_str().unwrap(), "--as", "deals", "--make-customers"]);
    let deals = home.json(&["deal", "list"]);
    let mut told: Vec<_> = deals
        .as_array()
        .unwrap()
        .iter()
        .map(|deal| format!("{} {} {}", text(&deal["title"]), deal["pipeline"], text(&deal["stage"])))
        .collect();
    told.sort();
    assert_eq!(told, ["A \"renewal\" 見積依頼", "B \"\" proposal", "C \"renewal\" 見積依頼"]);
}
