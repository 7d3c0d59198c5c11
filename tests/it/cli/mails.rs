//! `salesdesk mail`: filled in, handed over as a file or by a command, logged; never where forbidden.

use std::fs;

use serde_json::json;

use super::{Home, text};

fn home() -> (Home, String) {
    let home = Home::new();
    home.says(&[
        "mail",
        "--add",
        "Thanks",
        "--subject",
        "Thank you, {name}",
        "--body",
        "Dear {person},\n{rep}",
    ]);
    let acme = text(&home.json(&["add", "Acme", "--mail", "info@acme.example"])["id"]);
    (home, acme)
}

#[test]
fn a_mail_is_filled_in_written_as_a_file_and_logged_with_its_subject() {
    let (home, acme) = home();
    let told = home.json(&["mail", &acme, "--template", "thanks", "--out", "a.eml"]);
    assert_eq!((&told["to"], &told["subject"]), (&json!("info@acme.example"), &json!("Thank you, Acme")));
    let file = fs::read_to_string(home.path("a.eml")).unwrap();
    assert!(file.starts_with("To: info@acme.example\r\nSubject: Thank you, Acme\r\n"), "{file}");
    let mail = home.json(&["show", &acme])["activities"][0].clone();
    assert_eq!((&mail["kind"], &mail["subject"]), (&json!("mail"), &json!("Thank you, Acme")));
    assert!(text(&mail["note"]).contains("____"), "a blank that is not known stays one");
    let (code, words) = home.fails(&["mail", &acme, "--template", "Thanks", "--out", "a.eml"]);
    assert!(code == 1 && words.contains("a.eml"), "never over another file: {words}");
    assert_eq!(home.json(&["show", &acme])["activity_count"], json!(1));
}

#[test]
fn nothing_is_written_to_whoever_must_not_be_or_has_no_address() {
    let (home, acme) = home();
    let bolt = home.add("Bolt");
    assert_eq!(home.fails(&["mail", &bolt, "--template", "Thanks", "--out", "b.eml"]).0, 1);
    assert_eq!(
        home.fails(&["mail", &acme, "--to", "other@x.example", "--template", "Thanks", "--out", "b.eml"]).0,
        1
    );
    home.says(&["block", &acme, "--channel", "mail", "--reason", "asked"]);
    let (code, words) = home.fails(&["mail", &acme, "--template", "Thanks", "--out", "b.eml"]);
    assert!(code == 1 && words.contains("Acme"), "{words}");
    assert!(!home.path("b.eml").exists());
    assert_eq!(home.json(&["show", &acme])["activity_count"], json!(0));
}

#[test]
fn a_command_takes_the_mail_and_one_that_fails_leaves_nothing_logged() {
    let (home, acme) = home();
    fs::create_dir_all(home.path("config/salesdesk")).unwrap();
    let config = |line: &str| fs::write(home.path("config/salesdesk/config.toml"), line).unwrap();
    config("mail_command = \"sh -c 'cp \\\"$0\\\" taken.eml' {file}\"\n");
    let output =
        home.command(&["mail", &acme, "--template", "Thanks"]).env("PATH", "/usr/bin:/bin").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(fs::read_to_string(home.path("taken.eml")).unwrap().contains("Thank you, Acme"));
    config("mail_command = \"/nowhere/mailer {file}\"\n");
    let output = home
        .command(&["mail", &acme, "--template", "Thanks"])
        .env("SALESDESK_NOW", "2026-11-20T14:33:00+09:00")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(home.json(&["show", &acme])["activity_count"], json!(1));
}

#[test]
fn a_name_with_line_ends_in_it_adds_no_header() {
    let home = Home::new();
    home.says(&["mail", "--add", "T", "--subject", "For {needs}", "--body", "x"]);
    let acme = text(
        &home.json(&["add", "Acme", "--mail", "a@acme.example", "--set", "needs=a\r\nBcc: b@x.example"])["id"],
    );
    home.says(&["mail", &acme, "--template", "T", "--out", "a.eml"]);
    let file = fs::read_to_string(home.path("a.eml")).unwrap();
    assert!(!file.contains("\nBcc"), "{file}");
}

#[test]
fn templates_are_listed_replaced_and_dropped() {
    let (home, acme) = home();
    home.says(&["mail", "--add", "thanks", "--subject", "Other"]);
    assert_eq!(home.json(&["mail", "--list"]).as_array().unwrap().len(), 1);
    assert_eq!(home.json(&["mail", &acme, "--template", "thanks", "--dry-run"])["subject"], json!("Other"));
    home.says(&["mail", "--drop", "Thanks"]);
    assert_eq!(home.fails(&["mail", &acme, "--template", "thanks"]).0, 3);
    assert_eq!(home.fails(&["mail", &acme, "--out", "x.eml"]).0, 2);
}

/// Writes a mail with this editor; whether it left.
fn edited(home: &Home, acme: &str, editor: &str) -> std::process::Output {
    let args = ["mail", acme, "--template", "Thanks", "--edit", "--out", "a.eml"];
    home.command(&args).env("EDITOR", editor).env("PATH", "/usr/bin:/bin").output().unwrap()
}

#[test]
fn an_editor_that_ends_with_an_error_sends_nothing() {
    let (home, acme) = home();
    let output = edited(&home, &acme, "sh -c 'exit 1'");
    assert_eq!(output.status.code(), Some(1));
    assert!(!home.path("a.eml").exists());
    assert_eq!(home.json(&["show", &acme])["activity_count"], json!(0));
    assert!(edited(&home, &acme, "true").status.success() && home.path("a.eml").exists());
}

#[test]
fn a_block_put_on_while_a_mail_is_edited_stops_it() {
    let (home, acme) = home();
    let program = assert_cmd::cargo::cargo_bin!("salesdesk").display().to_string();
    let output = edited(&home, &acme, &format!("sh -c '{program} block {acme} --channel mail' x"));
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!home.path("a.eml").exists());
    assert_eq!(home.json(&["show", &acme])["activity_count"], json!(0));
}

#[test]
fn whoever_is_named_is_greeted() {
    let home = Home::new();
    home.says(&["mail", "--add", "T", "--subject", "For {person}", "--body", "x"]);
    let rows =
        ["会社名,氏名,TEL,メール", "Acme,Ann Ash,03-1234-5678,a@acme.example", "Acme,Bob Bay,03-1234-5678,"];
    fs::write(home.path("p.csv"), rows.join("\n")).unwrap();
    home.json(&["import", "p.csv"]);
    let acme = text(&home.json(&["find", "Acme"])[0]["id"]);
    for (more, subject) in [(&[][..], "For Ann Ash"), (&["--person", "Bob"], "For Bob Bay")] {
        let told = home.json(&[&["mail", &acme, "--template", "T", "--dry-run"], more].concat());
        assert_eq!(told["subject"], json!(subject));
    }
}

#[test]
fn a_template_that_is_replaced_keeps_nothing_of_the_old_one() {
    let (home, _) = home();
    home.says(&["mail", "--add", "Thanks", "--subject", "Short"]);
    assert_eq!(home.json(&["mail", "--list"])[0]["body"].as_str().unwrap_or_default(), "");
}

#[test]
fn a_mail_kept_beside_the_book_goes_with_whoever_is_erased() {
    let (home, acme) = home();
    let bolt = text(&home.json(&["add", "Bolt", "--mail", "b@bolt.example"])["id"]);
    for id in [&acme, &bolt] {
        home.says(&["mail", id, "--template", "Thanks", "--how", "eml"]);
    }
    let mails = std::path::Path::new(&text(&home.json(&["paths"])["book"])).with_file_name("mails");
    assert_eq!(fs::read_dir(&mails).unwrap().count(), 2);
    home.json(&["erase", &acme, "--yes"]);
    let left: Vec<_> = fs::read_dir(&mails).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.len() == 1 && left[0].to_string_lossy().contains(&bolt), "{left:?}");
}
