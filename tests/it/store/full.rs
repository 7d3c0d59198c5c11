//! A disk without room and files that may not be written: one sentence, the right code, nothing changed.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use salesdesk::store::Desk;

use crate::support::home::{Home, PROGRAM};
use crate::support::{NOW, skipped};

fn assert_one_sentence(output: &Output, code: i32) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!((output.status.code(), said.lines().count()), (Some(code), 1), "{said}");
    assert!(output.stdout.is_empty());
    said
}

/// Runs the program where no file may grow beyond so many blocks of half a kilobyte.
fn with_room(home: &Home, blocks: u64, arguments: &[&str]) -> Output {
    // The signal is what tells a program first; ignored, the write fails as on a full disk.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, PROGRAM]).args(arguments).env_clear().envs(home.env());
    command.output().unwrap()
}

#[test]
fn a_full_disk_is_said_in_one_sentence_and_the_call_can_be_logged_later() {
    let home = Home::new();
    let id = home.json(&["add", "Acme"])["id"].as_str().unwrap().to_owned();
    let log = ["log", "call", &id, "--outcome", "NA"];
    let before = home.json(&["digest"]);
    let mut refused = 0;
    for room in (0..200).step_by(9) {
        let output = with_room(&home, room, &log);
        if output.status.success() {
            break;
        }
        refused += 1;
        let said = assert_one_sentence(&output, 1);
        assert!(said.contains("the disk"), "{room}: {said}");
        assert_eq!(home.json(&["digest"]), before);
        assert!(home.run(&["doctor"]).status.success());
    }
    assert!((3..20).contains(&refused), "{refused} sizes were too small");
    assert!(home.run(&log).status.success());
    assert_ne!(home.json(&["digest"]), before);
}

#[test]
fn a_disk_too_full_for_a_new_book_leaves_none_that_is_broken() {
    for room in [0, 1, 8, 40, 80] {
        let home = Home::new();
        let output = with_room(&home, room, &["add", "Acme"]);
        if output.status.success() {
            continue;
        }
        assert!(assert_one_sentence(&output, 1).contains("the disk"));
        assert!(home.run(&["add", "Acme"]).status.success(), "room for {room}");
    }
}

#[test]
fn an_import_that_does_not_fit_leaves_the_book_as_it_was_and_no_file_beside_it() {
    let home = Home::new();
    home.json(&["add", "Acme"]);
    let before = home.json(&["digest"]);
    let rows = (0..5_000).map(|n| format!("社{n},03-1111-{n:04}\n,x\n")).collect::<Vec<_>>().concat();
    let list = home.path().join("list.csv");
    std::fs::write(&list, format!("会社名,住所\n{rows}")).unwrap();
    let mut refused = 0;
    for room in [60, 200, 600, 1_200, 2_000] {
        let output = with_room(&home, room, &["import", list.to_str().unwrap()]);
        if output.status.code() == Some(4) {
            break;
        }
        refused += 1;
        let said = assert_one_sentence(&output, 1);
        assert!(said.contains("the disk"), "{room}: {said}");
        assert_eq!(home.json(&["digest"]), before, "{room}");
        assert!(!home.path().join("list.rejects.csv").exists(), "{room}");
        assert!(home.run(&["doctor"]).status.success());
    }
    assert!(refused >= 3, "{refused}");
}

/// Says whether permissions hold for whoever runs the tests; nothing can be shown where they do not.
fn permissions_hold(folder: &Path) -> bool {
    let holds = std::fs::File::create(folder.join("probe")).is_err();
    if !holds {
        skipped("permissions do not hold for this user");
    }
    holds
}

#[test]
fn a_book_that_may_not_be_written_is_named() {
    let home = Home::new();
    let book = home.path().join("book.db");
    drop(Desk::open(&book, "Kawai", NOW).unwrap());
    let arguments = ["--db", book.to_str().unwrap(), "add", "Acme"];
    for (path, mode) in [(book.as_path(), 0o400), (home.path(), 0o500)] {
        let usual = std::fs::metadata(path).unwrap().permissions();
        std::fs::set_permissions(home.path(), Permissions::from_mode(0o500)).unwrap();
        let holds = permissions_hold(home.path());
        std::fs::set_permissions(home.path(), Permissions::from_mode(0o700)).unwrap();
        if !holds {
            return;
        }
        std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        let said = assert_one_sentence(&home.run(&arguments), 1);
        std::fs::set_permissions(path, usual).unwrap();
        assert!(said.contains("cannot be written"), "{said}");
    }
}
