//! Plans and imports as a script sees them: a table, JSON, rows as they are judged, and the way back.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::{Value as Json, json};

use super::{Home, text};
use crate::support::home;

const LIST: &str = "会社名,TEL,業種,社内番号\n\
    アクメ,03-1111-2222,食品,12\n\
    タナカ,03-1234-5678,,14\n\
    ,,水産,15\n";

fn home() -> Home {
    let home = Home::new();
    home.says(&["add", "田中製作所", "--phone", "03-1234-5678"]);
    fs::write(home.path("list.csv"), LIST).unwrap();
    home
}

#[test]
fn a_dry_run_is_a_table_of_columns_and_rows() {
    let home = home();
    let said = home.says(&["import", "list.csv", "--dry-run"]);
    for words in ["CSV, UTF-8", "Industry", "customer.industry", "100%", "食品"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(
        said.contains("duplicate?  タナカ") && said.contains("looks like 田中製作所: same number"),
        "{said}"
    );
    assert!(said.contains("reject") && said.contains("no name, no company"), "{said}");
    let said = home.says(&["import", "list.csv", "--dry-run", "--lang", "ja"]);
    assert!(said.contains("田中製作所") && said.contains("業種: 食品"), "{said}");
    assert_eq!(home.json(&["find"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_dry_run_in_json_tells_verdicts_columns_and_rows() {
    let home = home();
    let plan = home.json(&["import", "list.csv", "--dry-run"]);
    assert_eq!(
        plan["verdicts"],
        json!({"new": 1, "update": 0, "same": 0, "skipped": 0, "duplicate?": 1, "reject": 1})
    );
    assert_eq!((&plan["rows"], &plan["added"], &plan["duplicates"]), (&json!(3), &json!(2), &json!(1)));
    assert_eq!(plan["columns"][2]["samples"], json!(["食品", "水産"]));
    let rows = plan["judged"].as_array().unwrap();
    assert_eq!(
        (&rows[0]["line"], &rows[0]["verdict"], &rows[0]["name"]),
        (&json!(2), &json!("new"), &json!("アクメ"))
    );
    assert!(
        rows[0]["changes"]
            .as_array()
            .unwrap()
            .contains(&json!({"field": "customer.industry", "was": null, "becomes": "食品"}))
    );
    assert_eq!(rows[1]["verdict"], "duplicate?");
    assert!(text(&rows[2]["why"]).contains("no name"));
}

#[test]
fn with_rows_each_is_a_line_of_json_and_the_plan_the_last() {
    let home = home();
    let said = home.says(&["import", "list.csv", "--dry-run", "--rows", "--json"]);
    let lines: Vec<Json> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["verdict"], &lines[3]["rows"]), (&json!("new"), &json!(3)));
    assert_eq!(home.fails(&["import", "list.csv", "--rows"]).0, 2);
}

#[test]
fn what_a_map_said_is_remembered_until_it_is_told_not_to() {
    let home = home();
    home.says(&["import", "list.csv", "--map", "社内番号=customer.code"]);
    fs::write(home.path("next.csv"), "会社名,TEL,業種,社内番号\nガンマ,,,77\n").unwrap();
    let bare = home.json(&["import", "next.csv", "--dry-run", "--no-remembered"]);
    assert_eq!(
        (&bare["remembered"], &bare["columns"][3]["field"]),
        (&json!(false), &json!("custom:社内番号"))
    );
    let came = home.json(&["import", "next.csv"]);
    assert_eq!((&came["remembered"], &came["columns"][3]["field"]), (&json!(true), &json!("customer.code")));
    assert_eq!(home.json(&["show", "77"])["name"], "ガンマ");
}

#[test]
fn a_delimiter_can_be_said() {
    let home = Home::new();
    fs::write(home.path("list.txt"), "name;city, country\nAcme;Osaka, Japan\n").unwrap();
    let plan = home.json(&["import", "list.txt", "--dry-run", "--delimiter", ";"]);
    assert_eq!(plan["columns"].as_array().unwrap().len(), 2);
    assert_eq!(home.fails(&["import", "list.txt", "--delimiter", "ab"]).0, 2);
}

#[test]
fn taking_an_import_back_tells_what_it_left_alone() {
    let home = home();
    let output = home.command(&["import", "list.csv", "--json"]).output().unwrap();
    let came: Json = serde_json::from_slice(&output.stdout).unwrap();
    let acme = text(&home.json(&["find", "アクメ"])[0]["id"]);
    home.says(&["log", "call", &acme, "--outcome", "NA"]);
    let undone = home.json(&["import", "undo", &text(&came["batch"])]);
    assert!(undone["kept"].as_u64().unwrap() > 0, "{undone}");
    let names: Vec<String> =
        home.json(&["find"]).as_array().unwrap().iter().map(|row| text(&row["name"])).collect();
    assert!(names.contains(&"アクメ".to_owned()) && !names.contains(&"タナカ".to_owned()), "{names:?}");
}

#[test]
fn ctrl_c_in_the_middle_changes_nothing_and_says_so() {
    let home = home::Home::new();
    home.json(&["add", "Acme"]);
    let before = home.json(&["digest"]);
    // A file that takes a while; the signal comes as soon as the write-ahead log grows.
    let rows = (0..60_000)
        .map(|n| format!("社{n},03-1111-{:04},大阪市北区梅田{n}\n", n % 10_000))
        .collect::<Vec<_>>()
        .concat();
    let list = home.path().join("list.csv");
    fs::write(&list, format!("会社名,TEL,住所\n{rows}")).unwrap();
    let mut child = Command::new(home::PROGRAM)
        .args(["import", list.to_str().unwrap()])
        .env_clear()
        .envs(home.env())
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let log = home.path().join("XDG_DATA_HOME/salesdesk/book.db-wal");
    while fs::metadata(&log).map_or(0, |about| about.len()) < 100_000 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("nothing was changed"), "{said}");
    assert_eq!(home.json(&["digest"]), before);
}
