//! Consent: who agreed, who took it back, what that stops, and why somebody may be called.

use serde_json::{Value as Json, json};

use super::{Home, text};

fn why(home: &Home, customer: &str, channel: &str) -> (Json, Json) {
    let said = home.json(&["why", customer, "--channel", channel]);
    (said["allowed"].clone(), said["reason"].clone())
}

fn consumer(home: &Home) -> String {
    let args =
        ["add", "田中 花", "--kind", "person", "--phone", "090-1111-2222", "--mail", "hana@example.jp"];
    text(&home.json(&args)["id"])
}

#[test]
fn a_withdrawal_stops_its_channel_and_the_next_yes_opens_it_again() {
    let home = Home::new();
    let hana = consumer(&home);
    assert_eq!(why(&home, &hana, "mail"), (json!(true), json!("not_refused")));
    home.says(&["consent", "give", &hana, "--channel", "mail", "--via", "fair", "--on", "2026-10-01"]);
    assert_eq!(why(&home, &hana, "mail"), (json!(true), json!("consent")));
    home.says(&["consent", "withdraw", &hana, "--channel", "mail", "--on", "2026-11-10"]);
    assert_eq!(why(&home, &hana, "mail"), (json!(false), json!("blocked")));
    assert_eq!(why(&home, &hana, "call"), (json!(true), json!("not_refused")));
    let exported = home.says(&["export", "--format", "csv", "--may", "mail"]);
    assert!(!exported.contains("hana@example.jp"), "{exported}");
    home.says(&["consent", "give", &hana, "--channel", "mail", "--on", "2026-09-01"]);
    assert_eq!(why(&home, &hana, "mail").0, json!(false), "an older yes changes nothing");
    home.says(&["consent", "give", &hana, "--channel", "mail"]);
    assert_eq!(why(&home, &hana, "mail"), (json!(true), json!("consent")));
    home.says(&["undo"]);
    assert_eq!(why(&home, &hana, "mail"), (json!(false), json!("blocked")));
    let history = home.json(&["consent", "list", &hana]);
    assert_eq!(history.as_array().map(Vec::len), Some(3), "each stays");
}

#[test]
fn where_the_team_says_so_consumers_must_have_agreed_and_companies_need_not() {
    let home = Home::new();
    let hana = consumer(&home);
    let acme = text(&home.json(&["add", "Acme", "--phone", "03-0000-1234"])["id"]);
    home.says(&["list", "new", "all", "kind:person"]);
    let reason = || text(&home.json(&["list", "show", "all"])["entries"][0]["reason"]);
    home.says(&["rules", "pacing", "consent=call"]);
    assert_eq!(why(&home, &hana, "call"), (json!(false), json!("no_consent")));
    assert_eq!(why(&home, &acme, "call"), (json!(true), json!("business")));
    assert_eq!(reason(), "not_agreed");
    home.says(&["consent", "give", &hana, "--channel", "call", "--until", "2026-11-30"]);
    assert_eq!((why(&home, &hana, "call").1, reason().as_str()), (json!("consent"), "fresh"));
    let later = home.says_at("2026-12-02T10:00:00+09:00", &["why", &hana, "--json"]);
    let later: Json = serde_json::from_str(&later).unwrap();
    assert_eq!(later["reason"], json!("consent_ended"));
}

#[test]
fn a_delivery_list_becomes_activities_and_ends_consents_once() {
    let home = Home::new();
    let hana = consumer(&home);
    let file = "メールアドレス,件名,配信日時,開封日時,配信停止\n\
        hana@example.jp,11月号,2026-11-01 09:00,2026-11-01 10:30,\n\
        hana@example.jp,12月号,2026-11-15 09:00,,2026-11-16 08:00\n\
        nobody@example.jp,12月号,2026-11-15 09:00,,\n";
    std::fs::write(home.path("m.csv"), file).unwrap();
    assert_eq!(home.fails(&["import", "m.csv", "--as", "mailings"]).0, 4);
    let shown = home.json(&["show", &hana]);
    let responses: Vec<_> =
        shown["activities"].as_array().unwrap().iter().map(|one| text(&one["response"])).collect();
    assert_eq!(responses, ["unsubscribed", "opened"]);
    assert_eq!(shown["consents"][0]["withdrawn_on"], json!("2026-11-16"));
    assert_eq!(why(&home, &hana, "mail"), (json!(false), json!("blocked")));
    assert_eq!(home.json(&["find", "反応:開封"])[0]["id"], json!(hana));
    home.says(&["consent", "give", &hana, "--channel", "mail"]);
    assert_eq!(home.fails(&["import", "m.csv", "--as", "mailings"]).0, 4);
    assert_eq!(why(&home, &hana, "mail"), (json!(true), json!("consent")), "the same file says nothing new");
    let batch = home.json(&["show", &hana]);
    assert_eq!(batch["activities"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_later_delivery_list_of_the_same_mail_still_brings_its_withdrawal() {
    let home = Home::new();
    let hana = consumer(&home);
    let import = |tail: &str, rest: &[&str]| {
        let file =
            format!("Email,Subject,Sent At,Opened At,Result\nhana@example.jp,May,2026-11-01 09:00,{tail}\n");
        std::fs::write(home.path("m.csv"), file).unwrap();
        home.says(&[&["import", "m.csv", "--as", "mailings"], rest].concat());
    };
    import(",sent", &[]);
    import("2026-11-02 10:00,opened", &[]);
    let of_mail = |field: &str| {
        let shown = home.json(&["show", &hana]);
        let all = shown["activities"].as_array().unwrap().iter();
        all.map(|one| text(&one[field])).collect::<Vec<_>>()
    };
    assert_eq!(of_mail("response"), ["opened"], "one mail, and what became of it last");
    import("2026-11-02 10:00,unsubscribed", &["--on-duplicate", "skip"]);
    assert_eq!(why(&home, &hana, "mail"), (json!(false), json!("blocked")), "whatever is skipped");
    import("2026-11-02 10:00,unsubscribed", &[]);
    import("2026-11-02 10:00,opened", &[]);
    assert_eq!(of_mail("response"), ["unsubscribed"]);
    home.says(&["consent", "give", &hana, "--channel", "mail"]);
    import("2026-11-02 10:00,unsubscribed", &[]);
    assert_eq!(
        why(&home, &hana, "mail"),
        (json!(true), json!("consent")),
        "what is known already is no news"
    );
}

#[test]
fn a_line_delivery_list_is_matched_by_friend_id() {
    let home = Home::new();
    std::fs::write(home.path("c.csv"), "会社名,LINE\nAcme,U123abc\n").unwrap();
    home.says(&["import", "c.csv"]);
    std::fs::write(
        home.path("l.csv"),
        "友だちID,配信日時,開封,ブロック\nU123abc,2026-11-01 09:00,はい,はい\n",
    )
    .unwrap();
    home.says(&["import", "l.csv", "--as", "mailings"]);
    let id = text(&home.json(&["find", "Acme"])[0]["id"]);
    let shown = home.json(&["show", &id]);
    assert_eq!(
        (&shown["activities"][0]["kind"], &shown["consents"][0]["channel"]),
        (&json!("line"), &json!("line"))
    );
    assert_eq!(why(&home, &id, "line"), (json!(false), json!("blocked")));
}

#[test]
fn a_file_of_consents_comes_in_and_says_which_rows_cannot() {
    let home = Home::new();
    let hana = consumer(&home);
    let file = "メールアドレス,手段,同意状況,同意日,撤回日,取得元,有効期限\n\
        hana@example.jp,メール,同意,2026-01-05,,Webフォーム,2027-01-05\n\
        hana@example.jp,電話,撤回,,2026-02-01,電話,\n\
        hana@example.jp,,同意,2026-01-05,,,\n";
    std::fs::write(home.path("k.csv"), file).unwrap();
    assert_eq!(home.fails(&["import", "k.csv"]).0, 4);
    assert_eq!(why(&home, &hana, "mail"), (json!(true), json!("consent")));
    assert_eq!(why(&home, &hana, "call"), (json!(false), json!("blocked")));
    home.says(&["erase", &hana, "--yes"]);
    assert_eq!(home.json(&["consent", "list"]), json!([]));
}

#[test]
fn bad_input_is_refused() {
    let home = Home::new();
    let hana = consumer(&home);
    assert_eq!(home.fails(&["consent", "give", &hana]).0, 2);
    assert_eq!(home.fails(&["consent", "give", &hana, "--channel", "smoke"]).0, 2);
    assert_eq!(home.fails(&["consent", "give", &hana, "--channel", "mail", "--on", "2026-11"]).0, 2);
    assert_eq!(home.fails(&["consent", "give", "nobody-x", "--channel", "mail"]).0, 3);
    assert_eq!(home.fails(&["rules", "pacing", "consent=smoke"]).0, 2);
}
