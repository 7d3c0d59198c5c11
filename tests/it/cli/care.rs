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

#[test]
fn restore_without_a_file_lists_the_copies_and_the_nightly_one_is_made_once_a_day() {
    let home = Home::new();
    assert_eq!(home.json(&["restore"]), json!([]));
    home.add("田中製作所");
    let night = text(&home.json(&["backup", "--nightly"])["file"]);
    assert!(night.contains("/backups/book-nightly-2026-11-20-143200"), "{night}");
    assert_eq!(home.json(&["backup", "--nightly"])["file"], json!(null));
    home.add("Acme");
    let asked = text(&home.json(&["backup"])["file"]);
    std::fs::write(&night, "Dear all, ".repeat(900)).unwrap();
    let listed = home.json(&["restore"]);
    let told = |file: &str| {
        let all = listed.as_array().unwrap();
        let copy = all.iter().find(|copy| copy["file"] == json!(file)).unwrap();
        (text(&copy["kind"]), copy["sound"].clone(), copy["customers"].clone())
    };
    assert_eq!(told(&asked), ("asked".into(), json!(true), json!(2)));
    assert_eq!(told(&night), ("nightly".into(), json!(false), json!(null)));
    let (english, japanese) = (home.says(&["restore"]), home.says(&["restore", "--lang", "ja"]));
    assert!(english.contains("2 customers") && english.contains("not sound"), "{english}");
    assert!(japanese.contains("顧客 2 件") && japanese.contains("使えません"), "{japanese}");
}

#[test]
fn a_damaged_book_names_the_way_out_and_recover_goes_it() {
    let home = Home::new();
    home.add("田中製作所");
    home.says(&["backup"]);
    home.add("Acme");
    let digest = home.json(&["digest"]);
    let book = text(&home.json(&["paths"])["book"]);
    let mut bytes = std::fs::read(&book).unwrap();
    bytes[4096..3 * 4096].fill(0x5a);
    std::fs::write(&book, bytes).unwrap();
    let (code, words) = home.fails(&["doctor"]);
    assert!(code == 1 && words.contains("salesdesk recover"), "{words}");
    let told = home.says(&["recover"]);
    assert!(told.contains("Recovered from") && told.contains(".damaged-2026-11-20-143200.db"), "{told}");
    assert_eq!(home.json(&["digest"]), digest);
    assert!(home.json(&["doctor"])["sound"] == json!(true));
    assert_eq!(home.json(&["recover"]), json!({ "sound": true }));
}

#[test]
fn a_copied_book_and_rights_of_others_are_remarked_once() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.add("Acme");
    let book = text(&home.json(&["paths"])["book"]);
    let copy = home.path("copy.db");
    std::fs::copy(&book, &copy).unwrap();
    let data = std::path::Path::new(&book).parent().unwrap();
    std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o755)).unwrap();
    let remarks = |args: &[&str]| {
        let output = home.command(args).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(remarks(&["find"]).contains("(755)"));
    assert_eq!(remarks(&["find"]), "");
    let copied = ["--db", copy.to_str().unwrap(), "find"];
    assert!(remarks(&copied).contains("a desk of its own"));
    assert_eq!(remarks(&copied), "");
    let facts = home.json(&["--db", copy.to_str().unwrap(), "doctor"])["facts"].clone();
    assert_eq!(facts["earlier origins"], json!("1"));
    assert!(text(&facts["taken for a copy"]).ends_with("elsewhere"), "{facts}");
}

#[test]
fn a_book_in_a_synchronised_folder_is_exported_only_when_told() {
    let home = Home::new();
    std::fs::create_dir_all(home.path("shared/.stfolder")).unwrap();
    home.add("Acme");
    let book = text(&home.json(&["paths"])["book"]);
    std::fs::copy(book, home.path("shared/book.db")).unwrap();
    let (code, words) = home.fails(&["--db", "shared/book.db", "export"]);
    assert!(code == 1 && words.contains("Syncthing") && words.contains("--unsafe-location"), "{words}");
    let (_, japanese) = home.fails(&["--db", "shared/book.db", "--lang", "ja", "export"]);
    assert!(japanese.contains("同期するフォルダー"), "{japanese}");
    let table = home.says(&["--db", "shared/book.db", "--unsafe-location", "export"]);
    assert!(table.contains("Acme"), "{table}");
    home.says(&["--db", "shared/book.db", "--unsafe-location", "backup", "copy.db"]);
}

#[test]
fn what_is_written_is_closed_to_others_whatever_the_shell_says() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let program = assert_cmd::cargo::cargo_bin!("salesdesk");
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "umask 000; exec \"$0\" add Acme"]).arg(program).env_clear();
    let places = [
        ("HOME", "."),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
    ];
    command.envs(places.map(|(name, folder)| (name, home.path(folder)))).env("USER", "Kawai");
    assert!(command.output().unwrap().status.success());
    let mut folders = vec![home.path("data"), home.path("state")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", entry.path().display());
            seen += 1;
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    assert!(seen >= 4, "{seen}");
}
