//! A book too large to be scanned: its sidecar is made by whoever comes first, used by all, and nobody's truth.
//!
//! Twelve kills and three seconds of two processes belong to every run; `SALESDESK_KILLS=400
//! SALESDESK_SECONDS=60 cargo test --release --test it large` makes the long run.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{env, thread};

use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::{Change, Deed, Id, Noun, Value, Write};
use salesdesk::store::{Answer, Desk, Finder};

use crate::support::home::{Home, PROGRAM};
use crate::support::pty::Pty;
use crate::support::{NOW, found};

/// Just too many to be scanned.
const CUSTOMERS: usize = 20_500;
const BOOK: &str = "SALESDESK_TEST_LARGE";

fn long_run(name: &str, otherwise: u64) -> u64 {
    env::var(name).map_or(otherwise, |number| number.parse().unwrap())
}

/// The one large book that all tests copy.
fn stock() -> &'static PathBuf {
    static STOCK: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = STOCK.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        let mut desk = Desk::open(&path, "Kawai", NOW).unwrap();
        let mut bulk = desk.bulk(Deed::Import, "list.csv", NOW).unwrap();
        let mut ids = Id::run(NOW - 1_000_000);
        for some in (0..CUSTOMERS).collect::<Vec<_>>().chunks(500) {
            let writes: Vec<Write> = some.iter().flat_map(|n| customer(*n, &mut ids)).collect();
            bulk.push(&writes).unwrap();
        }
        bulk.finish().unwrap();
        drop(desk);
        (folder, path)
    });
    path
}

fn customer(n: usize, ids: &mut impl Iterator<Item = Id>) -> [Write; 2] {
    let id = ids.next().unwrap();
    let (name, kana) = if n.is_multiple_of(3) {
        (format!("Kestrel {n} Inc."), String::new())
    } else {
        (format!("田中製作所{n}"), "タナカセイサクショ".into())
    };
    let point = contact_point::typed("phone", &format!("03-{:04}-{:04}", n / 100, n % 100), "JP");
    [
        Write::adding(&Customer { id, name, kana, ..Customer::default() }),
        Write::adding(&ContactPoint { id: ids.next().unwrap(), customer: Some(id), ..point }),
    ]
}

/// The large book, one's own, in a home.
fn copied(home: &Home) -> PathBuf {
    let path = home.path().join("book.db");
    fs::copy(stock(), &path).unwrap();
    path
}

fn sidecar(book: &std::path::Path) -> PathBuf {
    book.with_extension("db-search")
}

fn ids(home: &Home, book: &std::path::Path, line: &str) -> Vec<String> {
    let rows = home.json(&["--db", book.to_str().unwrap(), "find", line]);
    rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn scanned(book: &std::path::Path, line: &str) -> Vec<String> {
    let desk = Desk::open_to_read(book).unwrap();
    let now = chrono::DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let Answer::Rows(rows, _) =
        Finder::fold(&desk, || true).unwrap().find(&desk, line, 50, now, &|| true).unwrap()
    else {
        panic!("a scan is never outdated");
    };
    rows.iter().map(|row| row.id.to_string()).collect()
}

#[test]
fn the_first_search_makes_the_sidecar_and_the_next_uses_it() {
    let home = Home::new();
    let book = copied(&home);
    for line in ["kestrel 77", "tanaka", "田中製作所1", "03-0102", "zzz", "rank:A"] {
        assert_eq!(ids(&home, &book, line), scanned(&book, line), "{line}");
    }
    let made = fs::metadata(sidecar(&book)).unwrap().modified().unwrap();
    assert_eq!(ids(&home, &book, "kestrel 9").len(), 50);
    assert_eq!(fs::metadata(sidecar(&book)).unwrap().modified().unwrap(), made);
}

#[test]
fn a_list_of_everybody_found_is_made_at_once_and_leaves_the_sidecar_in_use() {
    let home = Home::new();
    let book = copied(&home);
    let db = book.to_str().unwrap();
    let expected = CUSTOMERS.div_ceil(3);
    let made = home.json(&["--db", db, "list", "new", "Kestrels", "kestrel"]);
    assert_eq!(made["count"].as_u64().unwrap(), expected as u64);
    let written = fs::metadata(sidecar(&book)).unwrap().modified().unwrap();
    home.json(&["--db", db, "list", "new", "All", "due:none"]);
    let shown = home.json(&["--db", db, "list", "show", "Kestrels"]);
    let first: Vec<_> = shown["entries"]
        .as_array()
        .unwrap()
        .iter()
        .take(50)
        .map(|one| one["customer"].as_str().unwrap())
        .collect();
    assert_eq!(first, scanned(&book, "kestrel"));
    assert_eq!(home.json(&["--db", db, "list"])[1]["count"].as_u64().unwrap(), expected as u64);
    home.json(&["--db", db, "undo"]);
    assert_eq!(ids(&home, &book, "kestrel").len(), 50);
    assert_eq!(fs::metadata(sidecar(&book)).unwrap().modified().unwrap(), written, "it was made once");
}

#[test]
fn many_programs_that_miss_the_sidecar_at_once_are_all_right() {
    let home = Home::new();
    let book = copied(&home);
    let line = "kestrel 77";
    let expected = scanned(&book, line);
    let arguments = ["--json", "--db", book.to_str().unwrap(), "find", line];
    let start = || home.command(&arguments).stdout(Stdio::piped()).spawn().unwrap();
    let searches: Vec<_> = (0..4).map(|_| start()).collect();
    for search in searches {
        let rows: serde_json::Value =
            serde_json::from_slice(&search.wait_with_output().unwrap().stdout).unwrap();
        let ids: Vec<_> =
            rows.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids, expected);
    }
    let desk = Desk::open_to_read(&book).unwrap();
    assert_eq!(desk.sidecar_facts().unwrap(), Some((CUSTOMERS, 0)));
}

#[test]
fn a_search_is_killed_at_any_instant_and_the_next_is_right() {
    let home = Home::new();
    let book = copied(&home);
    let line = "kestrel 123";
    let expected = scanned(&book, line);
    let from = Instant::now();
    assert_eq!(ids(&home, &book, line), expected);
    let whole = from.elapsed();
    let rounds = long_run("SALESDESK_KILLS", 12);
    for round in 0..rounds {
        fs::remove_file(sidecar(&book)).unwrap_or_default();
        let mut search = home
            .command(&["--db", book.to_str().unwrap(), "find", line])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let instant = whole * u32::try_from(round * 7919 % 1000).unwrap() / 1000;
        thread::sleep(instant);
        search.kill().unwrap();
        search.wait().unwrap();
        assert_eq!(ids(&home, &book, line), expected, "killed after {instant:?}");
    }
}

#[test]
#[ignore = "the process that another test of this file starts"]
fn writes_without_end() {
    let Ok(book) = env::var(BOOK) else { return };
    let mut desk = Desk::open(std::path::Path::new(&book), "Kawai", NOW).unwrap();
    let mut customers = Vec::new();
    desk.each(Noun::Customer, |id, _| {
        customers.push(id);
        Ok(())
    })
    .unwrap();
    for n in 0.. {
        let id = customers[n * 7919 % customers.len()];
        let name = vec![(customer::field::name, Value::Text(format!("Falcon {n}")))];
        desk.commit(&Change::new(Deed::Edit, "").set(Noun::Customer, id, name), NOW).unwrap();
        if n % 3 == 0 {
            desk.undo(NOW).unwrap();
        }
        if n % 50 == 0 {
            desk.rest().unwrap();
        }
    }
}

#[test]
fn what_another_process_writes_is_found_at_every_moment() {
    let home = Home::new();
    let book = copied(&home);
    let desk = Desk::open_to_read(&book).unwrap();
    desk.make_sidecar(&|_| true).unwrap();
    let mut finder = Finder::on_sidecar(&desk).unwrap().unwrap();
    let mut scan = Finder::fold(&desk, || true).unwrap();
    let mut writer = Command::new(env::current_exe().unwrap())
        .args(["--exact", "store::large::writes_without_end", "--ignored"])
        .env(BOOK, &book)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(long_run("SALESDESK_SECONDS", 3));
    let mut agreed = 0;
    // A machine that is busy elsewhere gets as long as it takes.
    while Instant::now() < until || agreed <= 3 {
        for line in ["falcon", "falcon 1", "kestrel 77", "tanaka", "03-0101"] {
            let (before, one, other) =
                (desk.newest(), found(&mut finder, &desk, line), found(&mut scan, &desk, line));
            // A commit in between is seen by one of them alone.
            if desk.newest().unwrap() == before.unwrap() {
                assert_eq!(one.0, other.0, "{line}");
                agreed += 1;
            }
        }
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    for line in ["falcon", "falcon 11", "田中製作所5"] {
        assert_eq!(found(&mut finder, &desk, line).0, found(&mut scan, &desk, line).0);
        assert_eq!(ids(&home, &book, line), scanned(&book, line), "{line}");
    }
}

#[test]
fn where_no_sidecar_can_be_kept_the_search_is_the_scan() {
    let home = Home::new();
    let book = copied(&home);
    // Nobody, root neither, opens a folder as a file.
    let mut in_the_way = sidecar(&book).into_os_string();
    in_the_way.push(".new");
    fs::create_dir(&in_the_way).unwrap();
    assert_eq!(ids(&home, &book, "kestrel 77"), scanned(&book, "kestrel 77"));
    assert!(!sidecar(&book).exists());
    let desk = Pty::run(&home, &[PROGRAM, "--db", book.to_str().unwrap()], &[], (120, 30));
    drop(desk.shows("it takes memory instead"));
    let mut desk = desk;
    desk.keys("/kestrel 20499");
    drop(desk.shows("Kestrel 20499 Inc."));
}

#[test]
fn a_disk_without_room_for_a_sidecar_is_no_reason_not_to_search() {
    let home = Home::new();
    let book = copied(&home);
    let script = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" \"$@\"";
    let arguments = ["--json", "--db", book.to_str().unwrap(), "find", "kestrel 77"];
    let mut command = Command::new("sh");
    let output =
        command.args(["-c", script, PROGRAM]).args(arguments).env_clear().envs(home.env()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), scanned(&book, "kestrel 77").len());
    assert!(!sidecar(&book).exists());
}

#[test]
fn a_desk_finds_beginnings_at_once_and_everybody_soon() {
    let home = Home::new();
    let book = copied(&home);
    let mut desk = Pty::run(&home, &[PROGRAM, "--db", book.to_str().unwrap()], &[], (120, 30));
    desk.keys("/田中製作所1777");
    drop(desk.shows("❯ 田中製作所1777"));
    desk.keys("\x15作所1778");
    drop(desk.shows("❯ 田中製作所1778"));
    assert!(sidecar(&book).exists());
}
