//! Files that leave: every format to a file and to a pipe, what is refused, and what is noted of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use serde_json::json;

use super::{Home, text};

/// A home with a customer who has two numbers, a person, a callback and a tag.
fn acme() -> (Home, String) {
    let home = Home::new();
    let args =
        ["add", "田中製作所", "--kind", "company", "--phone", "03-1234-5678", "--phone", "+81 6 1234 5678"];
    let id = text(&home.json(&args)["id"]);
    home.json(&["edit", &id, "--add-mail", "info@tanaka.example", "--set", "note==1+1"]);
    home.json(&["next", &id, "tomorrow 14:00", "quote, for 20 units"]);
    (home, id)
}

#[test]
fn the_ending_says_the_format_and_the_file_is_its_owners_alone() {
    let (home, _) = acme();
    for (name, begins) in [
        ("a.csv", "\u{feff}Customer code,".as_bytes()),
        ("a.tsv", b"Customer code\t"),
        ("a.xlsx", b"PK"),
        ("a.jsonl", b"{\"format\":\"salesdesk\""),
        ("a.vcf", b"BEGIN:VCARD\r\nVERSION:3.0\r\n"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
    ] {
        home.says(&["export", "--out", name]);
        let bytes = fs::read(home.path(name)).unwrap();
        assert!(bytes.starts_with(begins), "{name}: {}", String::from_utf8_lossy(&bytes));
        assert_eq!(fs::metadata(home.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let (code, words) = home.fails(&["export", "--out", "a.docx"]);
    assert_eq!(code, 2);
    assert!(words.contains(".docx"), "{words}");
}

#[test]
fn every_number_has_a_column_and_none_computes() {
    let (home, _) = acme();
    let table = home.says(&["export"]);
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row: Vec<&str> = lines.next().unwrap().split(',').collect();
    let cell = |name: &str| row[header.iter().position(|header| *header == name).unwrap()];
    assert_eq!((cell("Phone"), cell("Phone 2")), ("03-1234-5678", "'+81 6 1234 5678"));
    assert_eq!(cell("Note"), "'=1+1");
    let raw = home.says(&["export", "--raw", "--columns", "customer.note,phone"]);
    assert_eq!(raw, "\u{feff}Note,Phone,Phone 2\r\n=1+1,03-1234-5678,+81 6 1234 5678\r\n");
    assert_eq!(home.fails(&["export", "--columns", "nothing.of.the.kind"]).0, 2);
}

#[test]
fn what_left_is_noted_with_who_what_and_where() {
    let (home, _) = acme();
    assert_eq!(home.json(&["history", "--exports"]), json!([]));
    let output = home.command(&["export", "田中", "--out", "a.vcf"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && told.contains("a.vcf") && told.contains("personal data"), "{told}");
    home.says(&["export", "--format", "ics"]);
    let log = home.json(&["history", "--exports"]);
    assert_eq!(log[0]["path"], json!("-"));
    let path = home.path("a.vcf").display().to_string();
    assert_eq!(
        log[1],
        json!({"at": "2026-11-20T14:32:00+09:00", "rep": "Kawai", "format": "vcard", "what": "田中", "customers": 1, "path": path})
    );
    assert!(home.says(&["history", "--exports"]).contains("a.vcf"));
    assert_eq!(home.fails(&["history"]).0, 2);
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_nothing_is_left() {
    let (home, _) = acme();
    fs::create_dir(home.path("folder")).unwrap();
    fs::write(home.path("there.csv"), "mine").unwrap();
    for (args, code, word) in [
        (["export", "--format", "csv", "--out", "folder"].as_slice(), 1, "folder"),
        (&["export", "--out", "there.csv"], 6, "--force"),
        (&["export", "--out", "nowhere/a.csv"], 1, "nowhere/a.csv"),
        (&["export", "--format", "xlsx", "--out", "/proc/a.xlsx"], 1, "/proc/a.xlsx"),
        (&["export", "--as", "all", "--out", "a.csv"], 2, "xlsx"),
        (&["export", "--preset", "google", "--out", "a.vcf"], 2, "csv"),
        (&["export", "--mine", "--out", "a.csv"], 2, "ics"),
    ] {
        let (exit, words) = home.fails(args);
        assert_eq!(exit, code, "{args:?}: {words}");
        assert!(words.contains(word), "{args:?}: {words}");
    }
    assert_eq!(fs::read_to_string(home.path("there.csv")).unwrap(), "mine");
    assert_eq!(home.json(&["history", "--exports"]), json!([]));
    let left: Vec<_> = fs::read_dir(home.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".tmp")), "{left:?}");
}

#[test]
fn a_full_disk_leaves_no_file() {
    if !std::path::Path::new("/dev/full").exists() {
        return println!("skipped: no /dev/full");
    }
    let (home, _) = acme();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin!("salesdesk"))
        .env("HOME", home.path(""))
        .env("XDG_DATA_HOME", home.path("data"))
        .args(["export", "--format", "vcard"])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("full"), "{words}");
    assert_eq!(home.json(&["history", "--exports"]), json!([]));
}

#[test]
fn cp932_is_refused_with_the_letters_it_lacks_before_anything_is_written() {
    let (home, id) = acme();
    home.json(&["edit", &id, "--set", "needs=𠮷野家 😀 〜"]);
    for args in
        [["export", "--encoding", "cp932"].as_slice(), &["export", "--encoding", "cp932", "--out", "a.csv"]]
    {
        let output = home.command(args).output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{words}");
        assert!(
            words.contains("😀 (田中製作所)") && words.contains('𠮷') && !words.contains('〜'),
            "{words}"
        );
    }
    assert!(!home.path("a.csv").exists());
    home.says(&["export", "--encoding", "cp932", "--replace", "--out", "a.csv"]);
    let bytes = fs::read(home.path("a.csv")).unwrap();
    assert!(encoding_rs::SHIFT_JIS.decode(&bytes).0.contains("?野家 ? ～"));
}

#[test]
fn whoever_must_not_be_called_is_marked_where_an_address_book_could_dial() {
    let (home, id) = acme();
    let clean = home.says(&["export", "--format", "vcard"]);
    assert!(!clean.contains("do-not-call"), "{clean}");
    home.json(&["block", &id, "--reason", "asked us not to"]);
    let card = home.says(&["export", "--format", "vcard"]);
    assert!(card.contains("CATEGORIES:do-not-call\r\n"), "{card}");
    let calendar = home.says(&["export", "--format", "ics"]);
    assert!(calendar.contains("CATEGORIES:do-not-call\r\n"), "{calendar}");
    assert!(!calendar.contains("tel:") && !calendar.contains("03-1234-5678"), "{calendar}");
    assert!(home.says(&["export", "--preset", "google"]).contains("do-not-call"));
    for format in ["csv", "vcard", "ics"] {
        let may = home.says(&["export", "--format", format, "--may", "call"]);
        assert!(!may.contains("田中製作所"), "{may}");
    }
}

#[test]
fn a_callback_rings_at_its_time_with_its_number_and_what_was_said() {
    let (home, id) = acme();
    home.json(&["log", "note", &id, "--note", "likes; the blue, one"]);
    let calendar = home.says(&["export", "--format", "ics"]).replace("\r\n ", "");
    for line in [
        "TZID:Asia/Tokyo",
        "TZOFFSETTO:+0900",
        "DTSTART;TZID=Asia/Tokyo:20261121T140000",
        "BEGIN:VALARM",
        "TRIGGER:-PT5M",
        "URL:tel:+81312345678",
        "STATUS:CONFIRMED",
        "DESCRIPTION:quote\\, for 20 units\\n\\nlikes\\; the blue\\, one",
    ] {
        assert!(calendar.contains(&format!("{line}\r\n")), "{line}: {calendar}");
    }
    let again = home.says(&["export", "--format", "ics"]).replace("\r\n ", "");
    assert_eq!(again, calendar, "an id is the record's own");
    let task = json!({"noun": "next_step", "id": "01a1f770-b080-7334-a0f1-4d3e76901b53", "customer": id,
        "kind": "task", "text": "send a calendar"});
    fs::write(home.path("task.jsonl"), format!("{{\"format\":\"salesdesk\",\"version\":1}}\n{task}\n"))
        .unwrap();
    home.json(&["import", "task.jsonl"]);
    let undated = home.says(&["export", "--format", "ics", "--mine"]);
    assert!(undated.contains("BEGIN:VTODO\r\n"), "{undated}");
}

#[test]
fn what_two_merged_customers_bought_and_their_own_fields_leave_together() {
    let home = Home::new();
    for (name, code) in [("田中製作所", "K1"), ("Tanaka Works", "K2")] {
        home.json(&["add", name, "--set", &format!("code={code}")]);
    }
    let bought = "顧客コード,商品名,購入日,数量,単価\nK1,ねじ,2026-01-05,2,100\nK2,ばね,2026-02-05,3,50\n";
    fs::write(home.path("bought.csv"), bought).unwrap();
    home.json(&["import", "bought.csv", "--as", "purchases"]);
    home.json(&["merge", "K1", "K2"]);
    let left = home.says(&["export", "--as", "purchases", "--format", "csv"]);
    assert_eq!(left.lines().count(), 3, "{left}");
    assert!(left.contains("ねじ") && left.contains("ばね"), "{left}");
}

#[test]
fn inquiries_leave_as_a_table_and_come_back_as_they_were() {
    let (home, id) = acme();
    home.says(&["inquiry", "add", &id, "納期が遅れている", "--kind", "delivery", "--complaint"]);
    let one = text(
        &home.json(&["inquiry", "add", &id, "Where is the \"catalogue\"?", "--kind", "catalogue"])["id"],
    );
    home.says(&["inquiry", "step", &one, "sent it today"]);
    home.says(&["inquiry", "close", &one]);
    let table = home.says(&["export", "--as", "inquiries", "--lang", "ja"]);
    let header = table.trim_start_matches('\u{feff}').lines().next().unwrap().to_owned();
    assert!(
        header.starts_with("顧客コード,会社名,担当者名,問い合わせ日時,経路,問い合わせ種別,問い合わせ内容"),
        "{header}"
    );
    assert_eq!(table.lines().count(), 3, "{table}");
    let steps = home.says(&["export", "--as", "inquiries", "--columns", "inquiry.text,inquiry.steps"]);
    assert!(steps.contains("2026-11-20 14:32 Kawai sent it today"), "{steps}");
    home.says(&["export", "--as", "all", "--out", "all.xlsx"]);
    let wanted = |home: &Home| {
        let mut all: Vec<_> = home.json(&["inquiry", "list", "--all"]).as_array().unwrap().clone();
        all.sort_by_key(|one| text(&one["text"]));
        let told = ["text", "kind", "status", "complaint", "received_at", "closed_at", "name"];
        all.iter().map(|one| told.map(|field| one[field].to_string())).collect::<Vec<_>>()
    };
    for lang in ["en", "ja"] {
        let file = home.path(&format!("{lang}.csv"));
        home.says(&["export", "--as", "inquiries", "--lang", lang, "--out", &file.display().to_string()]);
        let other = Home::new();
        other.says(&["add", "田中製作所", "--kind", "company"]);
        other.says(&["import", &file.display().to_string()]);
        assert_eq!(wanted(&other), wanted(&home), "{lang}");
        let before = other.json(&["digest"]);
        other.says(&["import", &file.display().to_string()]);
        assert_eq!(other.json(&["digest"]), before, "the same file changes nothing");
    }
}
