//! `salesdesk rules`: shown, changed, given back; and whom that moves.

use serde_json::{Value as Json, json};

use super::{Home, text};

/// Three customers on a list, one of whom was called in vain.
fn called() -> Home {
    let home = Home::new();
    let add = |name: &str, phone| text(&home.json(&["add", name, "--phone", phone])["id"]);
    let cog = add("Cog", "03-1234-5671");
    add("Acme", "03-1234-5672");
    add("Bolt", "03-1234-5673");
    home.says(&["list", "new", "L", "kind:company"]);
    home.says(&["log", "call", &cog, "--outcome", "NA"]);
    home
}

fn outcome(home: &Home, args: &[&str], code: &str) -> Json {
    let all = home.json(&[&["rules"], args].concat());
    all["outcomes"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone()
}

#[test]
fn a_rule_is_changed_for_a_list_and_given_back_and_told_whom_it_moves() {
    let home = called();
    let set = ["rules", "set", "na", "--list", "L", "delay=1d", "exempt=yes"];
    let dry = home.json(&[&set[..], &["--dry-run"]].concat());
    assert_eq!((&dry["moved"], &dry["of"], &dry["changed"]), (&json!(1), &json!(3), &json!(false)));
    assert_eq!(outcome(&home, &["--list", "L"], "NA")["delay"], json!(240));
    assert!(home.says(&set).contains("moves 1 of 3 customers"));
    let on_list = outcome(&home, &["--list", "L"], "NA");
    assert_eq!(
        (&on_list["delay"], &on_list["exempt"], &on_list["own"]),
        (&json!(1440), &json!(true), &json!(true))
    );
    assert_eq!(outcome(&home, &[], "NA")["delay"], json!(240));
    assert_eq!(home.json(&["rules", "reset", "NA", "--list", "L"])["moved"], json!(1));
    assert_eq!(outcome(&home, &["--list", "L"], "NA")["own"], json!(false));
    home.says(&["undo"]);
    assert_eq!(outcome(&home, &["--list", "L"], "NA")["delay"], json!(1440));
}

#[test]
fn the_pacing_is_changed_and_an_end_of_all_calling_is_told() {
    let home = called();
    let told = home.json(&["rules", "pacing", "opens=22:00", "closes=23:00"]);
    assert_eq!((&told["nobody_left"], &told["moved"]), (&json!(true), &json!(3)));
    assert_eq!(home.json(&["rules"])["pacing"]["opens"], json!(22 * 60));
    assert!(home.says(&["rules", "--lang", "ja"]).contains("22:00"));
    let told = home.says(&["rules", "reset", "pacing"]);
    assert!(told.starts_with("pacing: "), "{told}");
    assert_eq!(home.json(&["rules"])["pacing"]["opens"], json!(540));
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_changed() {
    let home = called();
    let before = home.json(&["digest"]);
    let rows: [(&[&str], &str); 11] = [
        (&["set", "DNC", "suppress=no"], "keep all they do"),
        (&["set", "CLAIM", "hidden=yes"], "keep all they do"),
        (&["set", "DNC", "finished=no", "en=x"], "keep all they do"),
        (&["set", "NA", "key=2"], "Busy"),
        (&["set", "NA", "key=u"], "walk"),
        (&["set", "NA", "tries=21"], "20"),
        (&["set", "NA", "delay=soon"], "soon"),
        (&["set", "NA", "code=X"], "code"),
        (&["set", "FOO", "tries=1"], "FOO"),
        (&["pacing", "opens=19:00"], "after it begins"),
        (&["reset", "NA"], "give back"),
    ];
    for (args, named) in rows {
        let (code, words) = home.fails(&[&["rules"], args].concat());
        assert_eq!(code, 2, "{args:?}: {words}");
        assert!(words.contains(named), "{args:?}: {words}");
    }
    assert_eq!(home.fails(&["rules", "--list", "nowhere"]).0, 3);
    assert_eq!(home.json(&["digest"]), before);
}

#[test]
fn the_keys_of_the_book_are_those_that_are_listed() {
    let home = Home::new();
    home.says(&["rules", "set", "NA", "key=k", "en=Nobody there"]);
    assert!(home.says(&["keys"]).contains("k  Nobody there"));
    assert!(home.says(&["rules"]).contains("Nobody there"));
}
