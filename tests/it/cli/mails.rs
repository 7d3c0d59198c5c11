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
