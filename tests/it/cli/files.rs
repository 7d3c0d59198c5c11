//! Files in and out: imports of real encodings, exports that read back, copies of the book.

use std::fs;

use encoding_rs::SHIFT_JIS;
use serde_json::json;

use super::{Home, text};

const LIST: &str = "会社名,フリガナ,電話番号,都道府県,社内番号\r\n\
    ㈱髙橋商会,タカハシショウカイ,03-1234-5678,東京都,12\r\n\
    田中一郎,タナカイチロウ,090-1234-5678,大阪府,13\r\n\
    ,,,千葉県,14\r\n";

fn cp932(home: &Home) -> String {
    let path = home.path("list.csv");
    fs::write(&path, SHIFT_JIS.encode(LIST).0).unwrap();
    path.display().to_string()
}

#[test]
fn a_cp932_list_goes_in_once_and_its_bad_row_is_told() {
    let home = Home::new();
    let list = cp932(&home);
    let output = home.command(&["import", &list, "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    let came: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&came["encoding"], &came["rows"], &came["added"], &came["rejected"]),
        (&json!("CP932"), &json!(3), &json!(2), &json!(1))
    );
    let rejects = fs::read_to_string(text(&came["rejects_file"])).unwrap();
    assert!(rejects.contains("line 4") && rejects.contains("千葉県"), "{rejects}");
    assert_eq!(home.json(&["find", "たかはし"])[0]["name"], json!("㈱髙橋商会"));

    let before = home.json(&["digest"]);
    let again = home.command(&["import", &list, "--json"]).output().unwrap();
    let again: serde_json::Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!((&again["unchanged"], &again["batch"]), (&json!(2), &json!(null)));
    assert_eq!(home.json(&["digest"]), before);

    home.json(&["import", "undo", &text(&came["batch"])]);
    assert_eq!(home.json(&["find"]), json!([]));
}

#[test]
fn a_dry_run_changes_nothing_and_names_the_columns() {
    let home = Home::new();
    let list = cp932(&home);
    let before = home.json(&["digest"]);
    let plan = home.json(&["import", &list, "--dry-run", "--map", "社内番号=customer.site"]);
    assert_eq!(plan["added"], json!(2));
    assert_eq!(plan["columns"][4]["field"], json!("customer.site"));
    assert_eq!(home.json(&["digest"]), before);
    assert!(!home.path("list.rejects.csv").exists());
}

#[test]
fn standard_input_is_a_file_too() {
    let home = Home::new();
    let output =
        home.command(&["import", "-", "--json"]).write_stdin("name,phone\nAcme,03-1234-5678\n").output();
    let came: serde_json::Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
    assert_eq!(came["added"], json!(1));
}

#[test]
fn an_unclosed_quote_leaves_the_book_as_it_was() {
    let home = Home::new();
    home.add("Acme");
    let before = home.json(&["digest"]);
    let rows = "name,phone\n".to_owned() + &"A,03-1234-5678\n".repeat(1500) + "\"B,1\n";
    fs::write(home.path("list.csv"), rows).unwrap();
    let (code, words) = home.fails(&["import", "list.csv"]);
    assert_eq!(code, 1);
    assert!(words.contains("list.csv") && words.contains("1502"), "{words}");
    assert_eq!(home.json(&["digest"]), before);
}

#[test]
fn an_exported_table_reads_back_without_a_change() {
    let home = Home::new();
    home.says(&["demo", "--reset"]);
    let demo = text(&home.json(&["paths"])["demo"]);
    for lang in ["en", "ja"] {
        let file = home.path(lang).display().to_string();
        home.says(&["--db", &demo, "--lang", lang, "export", "--out", &file]);
        let came = home.json(&["--db", &demo, "import", &file]);
        assert_eq!((&came["rows"], &came["unchanged"]), (&json!(200), &json!(200)), "{came}");
        assert_eq!(home.fails(&["--db", &demo, "export", "--out", &file]).0, 6);
    }
}

#[test]
fn json_lines_carry_the_whole_book() {
    let home = Home::new();
    home.says(&["demo", "--reset"]);
    let demo = text(&home.json(&["paths"])["demo"]);
    let whole = home.says(&["--db", &demo, "export", "--format", "jsonl"]);
    fs::write(home.path("book.jsonl"), &whole).unwrap();
    assert_eq!(home.json(&["import", "book.jsonl"])["added"], json!(200));
    let again = home.says(&["export", "--format", "jsonl"]);
    assert_eq!(again, whole);
    assert_eq!(home.json(&["digest"]), home.json(&["--db", &demo, "digest"]));
}

#[test]
fn a_backup_comes_back_and_what_it_replaced_is_kept() {
    let home = Home::new();
    home.add("kept");
    let digest = home.json(&["digest"]);
    let copy = text(&home.json(&["backup"])["file"]);
    home.add("lost");
    assert_eq!(home.fails(&["restore", &copy]).0, 6);
    let restored = home.json(&["restore", &copy, "--yes"]);
    assert_eq!(home.json(&["digest"]), digest);
    assert_eq!(home.json(&["--db", &text(&restored["kept"]), "find"]).as_array().unwrap().len(), 2);
}
