//! Who must not be contacted: one at a time, by file, on import and on the way out.

use std::fs;

use encoding_rs::SHIFT_JIS;
use serde_json::{Value as Json, json};

use super::{Home, text};

fn add(home: &Home, name: &str, phones: &[&str]) -> String {
    let phones: Vec<&str> = phones.iter().flat_map(|phone| ["--phone", phone]).collect();
    text(&home.json(&[&["add", name], phones.as_slice()].concat())["id"])
}

fn blocked(home: &Home) -> Vec<String> {
    let found = home.json(&["find", "blocked:yes"]);
    found.as_array().unwrap().iter().map(|line| text(&line["name"])).collect()
}

fn file(home: &Home, name: &str, bytes: &[u8]) -> String {
    let path = home.path(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

/// What a command that rejects rows answers.
fn partly(home: &Home, arguments: &[&str]) -> Json {
    let output = home.command(&[arguments, &["--json"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_number_nobody_has_is_blocked_and_stops_whoever_gets_it() {
    let home = Home::new();
    let block = home.json(&["block", "03 1234 5678", "--reason", "asked us to stop"]);
    assert_eq!((&block["address"], &block["channel"]), (&json!("+81312345678"), &json!("call")));
    assert_eq!(
        (&block["customer"], &block["until"], &block["unchanged"]),
        (&json!(null), &json!(null), &json!(false))
    );
    assert_eq!(home.json(&["block", "0312345678"])["unchanged"], json!(true));
    add(&home, "Acme", &["03-1234-5678"]);
    add(&home, "Both", &["03-1234-5678", "06-1234-5678"]);
    assert_eq!(blocked(&home), ["Acme"]);
    let listed = home.json(&["block", "list"]);
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["rep"]), (1, &json!("Kawai")));
    assert_eq!(listed[0]["since"], json!("2026-11-20T14:32:00+09:00"));
    let words = home.command(&["block", "--list"]).output().unwrap();
    let words = String::from_utf8(words.stdout).unwrap();
    assert!(words.contains("+81312345678") && words.contains("asked us to stop"), "{words}");
    assert_eq!(home.json(&["unblock", "+81312345678", "--why", "wrong number"])["lifted"], json!(1));
    assert!(blocked(&home).is_empty());
    assert_eq!(home.json(&["block", "list"]), json!([]));
    assert_eq!(home.command(&["unblock", "03-1234-5678"]).output().unwrap().status.code(), Some(3));
    home.json(&["undo"]);
    assert_eq!(blocked(&home), ["Acme"]);
}

#[test]
fn a_customer_or_a_person_there_is_blocked_over_a_channel_until_a_day() {
    let home = Home::new();
    let id = add(&home, "Acme", &["03-1234-5678"]);
    home.json(&["block", &id, "--channel", "mail"]);
    assert!(blocked(&home).is_empty());
    let block =
        home.json(&["block", &id, "--until", "2026-12-24T10:00:00+09:00", "--reason", "closed for repairs"]);
    assert_eq!((&block["customer"], &block["until"]), (&json!(id), &json!("2026-12-24T10:00:00+09:00")));
    assert_eq!(blocked(&home), ["Acme"]);
    let shown = home.command(&["show", &id]).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("until Thu 24 Dec: closed for repairs"), "{shown}");
    assert_eq!(home.json(&["unblock", &id, "--channel", "call"])["lifted"], json!(1));
    assert_eq!(home.json(&["block", "list"]).as_array().unwrap().len(), 1);
    let passed = home.command(&["block", &id, "--until", "2020-01-01"]).output().unwrap();
    assert_eq!(passed.status.code(), Some(2));
    assert_eq!(home.command(&["block", "nobody"]).output().unwrap().status.code(), Some(3));
}

#[test]
fn a_number_that_is_a_code_as_well_is_not_guessed_at() {
    let home = Home::new();
    let id = add(&home, "Acme", &[]);
    home.json(&["edit", &id, "--set", "code=0312345678"]);
    let before = home.json(&["digest"]);
    assert_eq!(home.command(&["block", "0312345678"]).output().unwrap().status.code(), Some(6));
    assert_eq!(home.json(&["digest"]), before);
    assert_eq!(home.json(&["block", "+81312345678"])["customer"], json!(null));
    assert_eq!(home.json(&["block", &id])["customer"], json!(id));
}

#[test]
fn a_shift_jis_file_blocks_once_and_its_rubbish_comes_back_with_a_reason() {
    let home = Home::new();
    let id = add(&home, "Acme", &["06-1234-5678"]);
    home.json(&["edit", &id, "--set", "code=K1"]);
    let list = "電話番号,顧客コード,理由,期限,手段\r\n\
        03-1234-5678,,連絡不要との由,,\r\n\
        ,K1,来春まで,2027/4/1,\r\n\
        あいう,,,,\r\n\
        ,K9,,,\r\n\
        0312345679,,,2020-01-01,\r\n\
        0312345670,,,,電報\r\n\
        ０３－１２３４－５６７８,,,,電話\r\n\
        info@acme.example,,,,\r\n";
    let list = file(&home, "stop.csv", &SHIFT_JIS.encode(list).0);
    let came = partly(&home, &["block", "--file", &list]);
    assert_eq!(
        (&came["rows"], &came["blocked"], &came["unchanged"], &came["rejected"]),
        (&json!(8), &json!(3), &json!(1), &json!(4))
    );
    let rejects = fs::read_to_string(text(&came["rejects_file"])).unwrap();
    for said in [
        "line 4: `あいう` is neither",
        "line 5: no customer answers to `K9`",
        "line 6: `2020-01-01`",
        "line 7: `電報`",
    ] {
        assert!(rejects.contains(said), "{rejects}");
    }
    let listed = home.json(&["block", "list"]);
    assert_eq!(listed[0]["reason"], json!("連絡不要との由"));
    assert_eq!(
        (&listed[1]["customer"], &listed[1]["until"]),
        (&json!(id), &json!("2027-04-01T10:00:00+09:00"))
    );
    assert_eq!(listed[2]["channel"], json!("mail"));

    let before = home.json(&["digest"]);
    let again = partly(&home, &["block", "--file", &list]);
    assert_eq!((&again["blocked"], &again["unchanged"]), (&json!(0), &json!(4)));
    assert_eq!(home.json(&["digest"]), before);
    home.json(&["undo"]);
    assert_eq!(home.json(&["block", "list"]), json!([]));
}

#[test]
fn a_bare_list_on_standard_input_blocks_and_frees_as_one_action() {
    let home = Home::new();
    let list = (0..1_200).map(|n| format!("03-1234-{n:04}")).collect::<Vec<_>>().join("\n");
    let piped = |verb: &str| -> Json {
        let mut command = home.command(&[verb, "--file", "-", "--json"]);
        serde_json::from_slice(&command.write_stdin(list.clone()).output().unwrap().stdout).unwrap()
    };
    assert_eq!(piped("block")["blocked"], json!(1_200));
    assert_eq!(piped("block")["unchanged"], json!(1_200));
    assert_eq!(piped("unblock")["lifted"], json!(1_200));
    assert_eq!(home.json(&["block", "list"]), json!([]));
    home.json(&["undo"]);
    assert_eq!(home.json(&["block", "list"]).as_array().unwrap().len(), 1_200);
    home.json(&["undo"]);
    assert_eq!(home.json(&["block", "list"]), json!([]));
}

#[test]
fn a_file_about_nobody_changes_nothing() {
    let home = Home::new();
    let list = file(&home, "list.csv", b"colour,size\nred,1\nblue,2\n");
    let output = home.command(&["block", "--file", &list]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(home.json(&["block", "list"]), json!([]));
}

#[test]
fn a_number_shared_by_forty_is_blocked_for_all_of_them_and_freed_for_all() {
    let home = Home::new();
    let rows = (0..40).map(|n| format!("Tenant {n},03-1234-5678")).collect::<Vec<_>>().join("\n");
    let list = file(&home, "tower.csv", format!("Company,Phone\n{rows}\nAlone,06-1234-5678\n").as_bytes());
    assert_eq!(home.json(&["import", &list])["blocked"], json!(0));
    home.json(&["block", "03-1234-5678"]);
    assert_eq!(blocked(&home).len(), 40);
    home.json(&["unblock", "03-1234-5678"]);
    assert!(blocked(&home).is_empty());
}

#[test]
fn an_import_brings_blocked_numbers_in_counts_them_and_leaves_them_blocked() {
    let home = Home::new();
    home.json(&["block", "03-1234-5678"]);
    let list = file(&home, "list.csv", b"Company,Phone\nAcme,03-1234-5678\nBeta,06-1234-5678\n");
    assert_eq!(home.json(&["import", &list, "--dry-run"])["blocked"], json!(1));
    let came = home.json(&["import", &list]);
    assert_eq!((&came["added"], &came["blocked"]), (&json!(2), &json!(1)));
    assert_eq!(blocked(&home), ["Acme"]);
}

#[test]
fn an_export_for_calls_or_mail_holds_only_who_may_be_reached_and_where() {
    let home = Home::new();
    let acme = add(&home, "Acme", &["03-1234-5678", "03-1234-0000"]);
    home.json(&["edit", &acme, "--add-mail", "info@acme.example"]);
    let beta = add(&home, "Beta", &["06-1234-5678"]);
    home.json(&["edit", &beta, "--add-mail", "info@beta.example"]);
    home.json(&["block", "03-1234-5678"]);
    home.json(&["block", &beta]);
    let table = |channel: &str| {
        let output = home.command(&["export", "--format", "csv", "--may", channel]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let calls = table("call");
    assert!(calls.contains("03-1234-0000") && !calls.contains("03-1234-5678"), "{calls}");
    assert!(!calls.contains("Beta") && !calls.contains("acme.example"), "{calls}");
    let mails = table("mail");
    assert!(mails.contains("info@beta.example") && !mails.contains("06-1234"), "{mails}");
    let whole = home.command(&["export", "--format", "jsonl", "--may", "call"]).output().unwrap();
    assert_eq!(whole.status.code(), Some(2));
}
