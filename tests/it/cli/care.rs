//! What looks after the program itself: doctor, paths, manual, completions, the demo.

use serde_json::json;

use super::{Home, text};

#[test]
fn the_demo_book_has_two_hundred_customers_and_something_due() {
    let home = Home::new();
    home.says(&["demo", "--reset"]);
    let paths = home.json(&["paths"]);
    assert!(!std::path::Path::new(&text(&paths["book"])).exists(), "the demo made a book of one's own");
    let demo = text(&paths["demo"]);
    let all = home.json(&["--db", &demo, "find", "--limit", "1000"]);
    assert_eq!(all.as_array().unwrap().len(), 200);
    let agenda = home.json(&["--db", &demo, "agenda"]);
    let states: Vec<_> = agenda.as_array().unwrap().iter().map(|due| text(&due["state"])).collect();
    for state in ["overdue", "today", "later", "undated"] {
        assert!(states.iter().any(|one| one == state), "nothing is {state}");
    }
    assert_eq!(home.fails(&["--db", &demo, "undo"]).0, 1, "nothing of the demo itself can be undone");
}

#[test]
fn doctor_finds_a_sound_book_sound_and_tells_nobodys_name() {
    let home = Home::new();
    home.add("田中製作所");
    let told = home.json(&["doctor"]);
    assert_eq!((&told["sound"], &told["facts"]["customers"]), (&json!(true), &json!("1")));
    assert!(!told.to_string().contains("田中"));
}

#[test]
fn doctor_fails_on_a_book_that_is_none() {
    let home = Home::new();
    std::fs::write(home.path("letter.txt"), "Dear all, ".repeat(500)).unwrap();
    let (code, words) = home.fails(&["--db", "letter.txt", "doctor"]);
    assert_eq!(code, 1);
    assert!(words.contains("letter.txt"), "{words}");
}

#[test]
fn doctor_makes_no_book() {
    let home = Home::new();
    home.says(&["doctor"]);
    assert!(!std::path::Path::new(&text(&home.json(&["paths"])["book"])).exists());
}

#[test]
fn the_manual_names_every_command() {
    let home = Home::new();
    let manual = home.says(&["man"]).replace('\\', "");
    let help = home.says(&["--help"]);
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names: Vec<_> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(manual.contains(&format!("salesdesk-{name}(1)")), "{name}");
    }
    for section in ["FILES", "ENVIRONMENT", "EXIT STATUS", "IMPORT", "KEYS"] {
        assert!(
            manual.contains(&format!(".SH \"{section}\"")) || manual.contains(&format!(".SH {section}")),
            "{section}"
        );
    }
}

#[test]
fn every_shell_gets_completions_and_keys_are_listed() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(home.says(&["completions", shell]).contains("salesdesk"), "{shell}");
    }
    assert!(home.says(&["keys"]).contains("next-step"));
    assert!(home.says(&["keys", "--markdown", "--lang", "ja"]).contains("| `c` |"));
}
