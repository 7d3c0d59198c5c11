//! `salesdesk event` and web visits: who was invited, came or did not; and lists of them.

use std::fs;

use serde_json::json;

use super::{Home, text};

fn home() -> (Home, [String; 3]) {
    let home = Home::new();
    let add = |name: &str, mail: &str| text(&home.json(&["add", name, "--mail", mail])["id"]);
    let all = [add("Acme", "a@acme.example"), add("Bolt", "b@bolt.example"), add("Cog", "c@cog.example")];
    (home, all)
}

#[test]
fn an_event_is_filled_from_a_file_and_a_list_made_of_any_state() {
    let (home, [acme, ..]) = home();
    let told = home.json(&["event", "new", "Fair", "--on", "2026-12-10", "--place", "Osaka", "kind:company"]);
    assert_eq!(told["invited"], json!(3));
    fs::write(
        home.path("came.csv"),
        "氏名,メール,状態\n山田,a@acme.example,参加\nX,b@bolt.example,欠席\nY,nobody@x.example,参加\n",
    )
    .unwrap();
    let output = home.command(&["event", "import", "Fair", "came.csv", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&told["attended"], &told["no_show"], &told["rejects"][0]["line"]),
        (&json!(1), &json!(1), &json!(4))
    );
    let shown = home.json(&["event", "show", "Fair"]);
    assert_eq!((&shown["invited"], &shown["attended"], &shown["no_show"]), (&json!(1), &json!(1), &json!(1)));
    home.says(&["event", "mark", "Fair", &acme, "registered", "--note", "paid"]);
    assert!(home.says(&["event", "show", "Fair", "--state", "registered"]).contains("paid"));
    home.says(&["list", "new", "Missed", "no_show:fair"]);
    assert_eq!(home.json(&["list", "show", "Missed"])["entries"][0]["name"], json!("Bolt"));
    assert_eq!(home.json(&["find", "invited:any"])[0]["name"], json!("Cog"));
    home.says(&["undo"]);
    home.says(&["undo"]);
    assert_eq!(home.json(&["event", "show", "Fair"])["attended"], json!(1));
}

#[test]
fn what_is_no_event_or_no_state_is_refused() {
    let (home, [acme, ..]) = home();
    home.says(&["list", "new", "Calls", "kind:company"]);
    home.says(&["event", "new", "Fair"]);
    assert_eq!(home.fails(&["event", "show", "Calls"]).0, 3);
    assert_eq!(home.fails(&["event", "mark", "Fair", &acme, "slept"]).0, 2);
    assert_eq!(home.fails(&["event", "new", "Fair"]).0, 1);
    assert_eq!(home.fails(&["event", "new", "X", "--on", "soon"]).0, 2);
    assert_eq!(home.fails(&["event", "import", "Fair", "nowhere.csv"]).0, 1);
    assert_eq!(home.json(&["event"])[0]["invited"], json!(0));
}

#[test]
fn visits_to_pages_come_in_by_mail_and_are_found() {
    let (home, [acme, ..]) = home();
    fs::write(
        home.path("visits.csv"),
        "mail,url,at\na@acme.example,/pricing,2026-11-19 10:00\nb@bolt.example,/blog,2026-11-19 11:00\n",
    )
    .unwrap();
    let told = home.json(&["import", "visits.csv", "--as", "visits"]);
    assert_eq!(told["added"], json!(2), "{told}");
    let visit = home.json(&["show", &acme])["activities"][0].clone();
    assert_eq!((&visit["kind"], &visit["subject"]), (&json!("web"), &json!("/pricing")));
    let found = home.json(&["find", "visited:pricing"]);
    assert_eq!((found.as_array().unwrap().len(), &found[0]["name"]), (1, &json!("Acme")));
    assert_eq!(home.json(&["import", "visits.csv", "--as", "visits"])["unchanged"], json!(2));
}

#[test]
fn customers_who_became_one_count_once_at_an_event_with_what_was_said_last() {
    let (home, [acme, bolt, _]) = home();
    home.says(&["event", "new", "Fair", "kind:company"]);
    home.says(&["event", "mark", "Fair", &acme, "no_show"]);
    home.says_at("2026-11-21T09:00:00+09:00", &["event", "mark", "Fair", &bolt, "attended"]);
    home.json(&["merge", &acme, &bolt, "--take", "name=A"]);
    let shown = home.json(&["event", "show", "Fair"]);
    assert_eq!((&shown["invited"], &shown["attended"], &shown["no_show"]), (&json!(1), &json!(1), &json!(0)));
    assert_eq!(home.json(&["event"])[0]["no_show"], json!(0));
    assert_eq!(home.json(&["find", "no_show:fair"]), json!([]));
    assert_eq!(home.json(&["find", "attended:fair"]).as_array().unwrap().len(), 1);
}
