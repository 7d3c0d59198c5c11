//! Customers, calls, next steps and deals, as scripts make and read them.

use serde_json::json;

use super::{Home, text};

#[test]
fn a_customer_is_added_found_and_shown_with_every_field() {
    let home = Home::new();
    let id = text(
        &home.json(&[
            "add",
            "田中製作所",
            "--phone",
            "03-1234-5678",
            "--mail",
            "Info@Tanaka.Example",
            "--kana",
            "タナカセイサクショ",
            "--set",
            "rank=a",
            "--set",
            "capital=1000万",
            "--set",
            "code=K1",
        ])["id"],
    );
    let found = home.json(&["find", "tanaka"]);
    assert_eq!(found[0]["id"], json!(id));
    for field in ["code", "name", "kana", "kind", "matched", "phones", "next_at"] {
        assert!(found[0].get(field).is_some(), "{field}");
    }
    let shown = home.json(&["show", "K1"]);
    assert_eq!((&shown["rank"], &shown["capital"]), (&json!("A"), &json!(10_000_000)));
    let points = &shown["contact_points"];
    assert_eq!(
        (&points[0]["normal"], &points[1]["normal"]),
        (&json!("+81312345678"), &json!("Info@tanaka.example"))
    );
    for list in ["people", "activities", "next_steps", "deals", "tags", "blocks", "external_ids"] {
        assert_eq!(shown[list], json!([]), "{list}");
    }
    assert_eq!(
        (&shown["employees"], &shown["vip"], &shown["city"]),
        (&json!(null), &json!(false), &json!(""))
    );
}

#[test]
fn a_consumer_comes_with_the_person_they_are() {
    let home = Home::new();
    home.json(&["add", "山田 花子", "--kind", "person", "--kana", "ヤマダ ハナコ", "--set", "code=P1"]);
    let person = &home.json(&["show", "P1"])["people"][0];
    assert_eq!((&person["family"], &person["given_kana"]), (&json!("山田"), &json!("ハナコ")));
}

#[test]
fn a_note_says_when_to_call_again_and_how_much() {
    let home = Home::new();
    let id = home.add("Acme");
    let note = "20台で検討、来週火曜14時に再度 120万";
    let logged = home.json(&["log", "call", &id, "--outcome", "talk", "--note", note]);
    assert_eq!(logged["next_step"]["due_at"], json!("2026-11-24T14:00:00+09:00"));
    let shown = home.json(&["show", &id]);
    let activity = &shown["activities"][0];
    assert_eq!(activity["id"], logged["id"]);
    assert_eq!(
        (&activity["outcome"], &activity["reach"], &activity["note"], &activity["rep"]),
        (&json!("TALK"), &json!(3), &json!(note), &json!("Kawai"))
    );
    assert_eq!(activity["at"], json!("2026-11-20T14:32:00+09:00"));
    assert_eq!(shown["deals"][0]["amount"], json!(1_200_000));
    assert_eq!(home.json(&["find"])[0]["next_at"], json!("2026-11-24T14:00:00+09:00"));
}

#[test]
fn a_call_can_be_logged_afterwards_and_shows_newest_first() {
    let home = Home::new();
    let id = home.add("Acme");
    home.json(&["log", "call", &id, "--outcome", "NA"]);
    home.json(&["log", "mail", &id, "--note", "brochure", "--at", "昨日15時"]);
    home.json(&["log", "visit", &id, "--at", "2026-11-20T11:00:00+09:00"]);
    let shown = home.json(&["show", &id]);
    let kinds: Vec<_> =
        shown["activities"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
    assert_eq!(kinds, ["call", "visit", "mail"]);
    assert_eq!(shown["activities"][2]["at"], json!("2026-11-19T15:00:00+09:00"));
}

#[test]
fn next_steps_are_set_moved_and_done() {
    let home = Home::new();
    let id = home.add("Acme");
    let step = text(&home.json(&["next", &id, "+2h", "send", "the quote"])["id"]);
    let agenda = home.json(&["agenda"]);
    assert_eq!(
        (&agenda[0]["state"], &agenda[0]["text"], &agenda[0]["due_at"]),
        (&json!("today"), &json!("send the quote"), &json!("2026-11-20T16:32:00+09:00"))
    );
    home.json(&["next", "move", &step, "来週火曜14時"]);
    assert_eq!(home.json(&["agenda"])[0]["state"], json!("later"));
    assert_eq!(home.json(&["next", "done", &step])["done_at"], json!("2026-11-20T14:32:00+09:00"));
    assert_eq!(home.json(&["agenda"]), json!([]));
}

#[test]
fn a_lost_deal_needs_a_reason() {
    let home = Home::new();
    let id = home.add("Acme");
    let deal =
        text(&home.json(&["deal", "add", &id, "20 units", "--amount", "$12k", "--stage", "quote"])["id"]);
    let listed = home.json(&["deal", "list"]);
    assert_eq!((&listed[0]["amount"], &listed[0]["currency"]), (&json!(1_200_000), &json!("USD")));
    assert_eq!(home.fails(&["deal", "move", &deal, "lost"]).0, 6);
    let lost = home.json(&["deal", "move", &deal, "lost", "--reason", "price"]);
    assert_eq!((&lost["lost_reason"], &lost["closed_on"]), (&json!("price"), &json!("2026-11-20")));
    assert_eq!(home.json(&["deal", "list"]), json!([]));
    assert_eq!(home.json(&["deal", "list", "--all"]).as_array().unwrap().len(), 1);
}

#[test]
fn edits_count_what_they_changed_and_history_tells_them() {
    let home = Home::new();
    let id = home.add("Acme");
    assert_eq!(home.json(&["edit", &id, "--set", "city=Osaka", "--set", "rank=B"])["changed"], json!(2));
    assert_eq!(home.json(&["edit", &id, "--set", "city=Osaka"])["changed"], json!(0));
    home.json(&["edit", &id, "--add-phone", "090-1234-5678", "--tag", "+vip", "--tag", "old"]);
    home.json(&["edit", &id, "--point", "090-1234-5678", "--set", "label=Jo"]);
    home.json(&["edit", &id, "--point", "090-1234-5678", "--set", "raw=03-1234-5678"]);
    home.json(&["edit", &id, "--tag", "-old"]);
    let shown = home.json(&["show", &id]);
    assert_eq!((&shown["tags"], &shown["contact_points"][0]["label"]), (&json!(["vip"]), &json!("Jo")));
    assert_eq!(shown["contact_points"][0]["normal"], json!("+81312345678"));
    let history = home.json(&["history", &id]);
    let first = &history.as_array().unwrap().iter().rev().nth(1).unwrap()["changes"];
    let city = first.as_array().unwrap().iter().find(|change| change["field"] == "city").unwrap();
    assert_eq!((&city["was"], &city["becomes"]), (&json!(""), &json!("Osaka")));
}

#[test]
fn undo_and_redo_reach_across_processes() {
    let home = Home::new();
    let empty = home.json(&["digest"]);
    let id = home.add("Acme");
    let added = home.json(&["digest"]);
    home.json(&["log", "call", &id, "--outcome", "CB", "--next", "tomorrow 9:00"]);
    assert_eq!(home.json(&["undo"])["deed"], json!("log"));
    assert_eq!(home.json(&["digest"]), added);
    assert_eq!(home.json(&["undo"])["subject"], json!("Acme"));
    assert_eq!(home.json(&["digest"]), empty);
    home.json(&["redo"]);
    assert_eq!(home.json(&["digest"]), added);
}

#[test]
fn whoever_asked_not_to_be_called_is_marked() {
    let home = Home::new();
    let id = home.add("Acme");
    home.json(&["edit", &id, "--add-phone", "03-1234-5678"]);
    home.json(&["log", "call", &id, "--outcome", "DNC"]);
    assert_eq!(home.json(&["find", "acme"])[0]["blocked"], json!(true));
    let (code, remark) = home.fails(&["log", "call", &id]);
    assert_eq!(code, 0);
    assert!(remark.contains("must not be called"), "{remark}");
}
