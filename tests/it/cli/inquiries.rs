//! Inquiries and complaints: taken down, answered, looked up, imported; what an open complaint stops.

use serde_json::json;

use super::{Home, text};

#[test]
fn an_inquiry_is_answered_step_by_step_and_undone() {
    let home = Home::new();
    let acme = home.add("Acme");
    let asked = home.json(&["inquiry", "add", &acme, "The delivery is late", "--kind", "delivery"]);
    let id = text(&asked["id"]);
    assert_eq!((&asked["status"], &asked["open"], &asked["days"]), (&json!("new"), &json!(true), &json!(0)));
    let step = home.json(&["inquiry", "step", &id, "sent it again", "--channel", "mail"]);
    assert_eq!((&step["status"], &step["steps"][0]["text"]), (&json!("doing"), &json!("sent it again")));
    let done = home.json(&["inquiry", "close", &id, "--cause", "wrong address", "--note", "they have it"]);
    assert_eq!((&done["status"], &done["cause"]), (&json!("done"), &json!("wrong address")));
    assert_eq!(home.json(&["inquiry", "list"]), json!([]));
    home.says(&["undo"]);
    assert_eq!(home.json(&["inquiry", "list"])[0]["status"], json!("doing"));
    let shown = home.json(&["show", &acme]);
    assert_eq!(shown["inquiries"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_open_complaint_keeps_its_customer_off_the_walk_until_it_is_cleared_with_a_reason() {
    let home = Home::new();
    let acme = text(&home.json(&["add", "Acme", "--phone", "03-0000-1234"])["id"]);
    home.says(&["list", "new", "all", "acme"]);
    let reason = || text(&home.json(&["list", "show", "all"])["entries"][0]["reason"]);
    assert_eq!(reason(), "fresh");
    let complaint = home.json(&["inquiry", "add", &acme, "It broke again", "--complaint"]);
    let id = text(&complaint["id"]);
    assert_eq!(reason(), "complaint");
    assert_eq!(home.json(&["why", &acme])["reason"], json!("complaint"));
    assert_eq!(home.fails(&["inquiry", "clear", &id]).0, 2, "a reason is needed");
    home.says(&["inquiry", "clear", &id, "they asked for the quote"]);
    assert_eq!((reason().as_str(), home.json(&["why", &acme])["allowed"].clone()), ("fresh", json!(true)));
    home.says(&["undo"]);
    assert_eq!(reason(), "complaint");
    home.says(&["inquiry", "close", &id]);
    assert_eq!(reason(), "fresh");
}

#[test]
fn what_was_asked_before_is_found_with_its_answer_and_goes_into_the_handbook() {
    let home = Home::new();
    let (one, other) = (home.add("株式会社アクメ"), home.add("田中製作所"));
    let asked = home.json(&["inquiry", "add", &one, "納期が遅れている", "--kind", "delivery"]);
    home.says(&["inquiry", "step", &text(&asked["id"]), "運送会社に確認し火曜着"]);
    home.says(&["inquiry", "add", &one, "請求書の再発行", "--kind", "billing"]);
    let said = home.says(&["inquiry", "add", &other, "納期の遅れ", "--kind", "delivery"]);
    assert!(said.contains("運送会社に確認し火曜着"), "{said}");
    let found = home.json(&["inquiry", "similar", "納期が遅れています"]);
    assert_eq!(found[0]["text"], json!("納期が遅れている"));
    home.says(&["inquiry", "handbook", "--out", "handbook.md", "--lang", "ja"]);
    let book = std::fs::read_to_string(home.path("handbook.md")).unwrap();
    assert!(book.contains("### 納期が遅れている") && !book.contains("アクメ"), "{book}");
    assert_eq!(home.fails(&["inquiry", "handbook", "--out", "handbook.md"]).0, 6, "it is there");
}

#[test]
fn a_file_of_inquiries_comes_in_once_and_filters_find_them() {
    let home = Home::new();
    home.says(&["add", "田中製作所", "--set", "code=T-1"]);
    home.says(&["add", "Acme", "--set", "code=A-1"]);
    let file = "顧客コード,問い合わせ日時,問い合わせ種別,問い合わせ内容,問い合わせ状況,クレーム,経路\n\
        T-1,2026-11-10 09:30,納期,いつ届くか,対応中,はい,電話\n\
        A-1,2026-11-11,カタログ,送ってほしい,完了,,メール\n\
        T-1,,質問,日付なし,未対応,,\n";
    std::fs::write(home.path("q.csv"), file).unwrap();
    let (code, _) = home.fails(&["import", "q.csv"]);
    assert_eq!(code, 4, "a row without a day cannot go in");
    let all = home.json(&["inquiry", "list", "--all"]);
    let told = |n: usize| ["kind", "status", "channel", "complaint"].map(|name| all[n][name].clone());
    assert_eq!(told(0), [json!("delivery"), json!("doing"), json!("call"), json!(true)]);
    assert_eq!(told(1), [json!("catalogue"), json!("done"), json!("mail"), json!(false)]);
    assert_eq!((&all[0]["days"], &all[0]["old"]), (&json!(10), &json!(true)));
    assert_eq!(home.fails(&["import", "q.csv"]).0, 4);
    assert_eq!(home.json(&["inquiry", "list", "--all"]), all, "the same file changes nothing");
    let named = |filter: &str| -> Vec<String> {
        let said = home.says(&["find", "--json", "--", filter]);
        let found: serde_json::Value = serde_json::from_str(&said).unwrap();
        found.as_array().unwrap().iter().map(|row| text(&row["name"])).collect()
    };
    assert_eq!(named("complaint:open"), ["田中製作所"]);
    assert_eq!(named("inquiry:done"), ["Acme"]);
    assert_eq!(named("問い合わせ種別:納期"), ["田中製作所"]);
    assert_eq!(named("-inquiry:open"), ["Acme"]);
}

#[test]
fn bad_input_is_refused_and_nothing_is_written() {
    let home = Home::new();
    let acme = home.add("Acme");
    assert_eq!(home.fails(&["inquiry", "add", "nobody-there", "x"]).0, 3);
    assert_eq!(home.fails(&["inquiry", "add", &acme, " "]).0, 2);
    assert_eq!(home.fails(&["inquiry", "add", &acme, "4111 1111 1111 1111"]).0, 2);
    assert_eq!(home.fails(&["inquiry", "add", &acme, "x", "--set", "status=odd"]).0, 2);
    assert_eq!(home.fails(&["inquiry", "show", "ffff"]).0, 3);
    assert_eq!(home.json(&["inquiry", "list", "--all"]), json!([]));
}
