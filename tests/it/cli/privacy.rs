//! Whoever is erased is gone: from every byte the program keeps, from its own files in a shared place,
//! and for good, whatever old file or copy is read afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use memchr::memmem;
use salesdesk::store::Desk;
use serde_json::{Value as Json, json};

use super::{Home, text};

/// Stands in every word of theirs.
const MARK: &str = "Zqmarkまるひ";
const PHONE: &str = "03-1234-5678";
const NORMAL: &str = "+81312345678";

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The bytes of a file, and what is compressed in it where it is one of a shared place.
fn told(path: &Path) -> Vec<u8> {
    let mut bytes = fs::read(path).unwrap();
    if bytes.starts_with(b"SDSYNC01") {
        let header = u32::from_le_bytes(bytes[8..12].try_into().unwrap()) as usize;
        bytes = [&bytes, &*zstd::decode_all(&bytes[12 + header..bytes.len() - 44]).unwrap()].concat();
    }
    bytes
}

/// Every file below a folder that holds a word of theirs.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    files(folder, &mut all);
    let words = [MARK, PHONE, NORMAL];
    all.retain(|path| {
        let bytes = told(path);
        words.iter().any(|word| memmem::find(&bytes, word.as_bytes()).is_some())
    });
    all
}

/// Whether any row of a book's log holds a word of theirs, however it is kept.
fn logged(home: &Home) -> bool {
    let desk = Desk::open_to_read(Path::new(&book(home))).unwrap();
    let mut holds = false;
    for (origin, lo, hi) in desk.origins().unwrap() {
        for posting in desk.postings(origin, lo, hi).unwrap() {
            let said = [posting.subject.as_bytes(), &posting.body].concat();
            holds |= [MARK, NORMAL].iter().any(|word| memmem::find(&said, word.as_bytes()).is_some());
        }
    }
    holds
}

fn book(home: &Home) -> String {
    text(&home.json(&["paths"])["book"])
}

/// What a session that ended left unfinished about a customer.
fn leave_a_draft(home: &Home, id: &str) {
    let book = blake3::hash(book(home).as_bytes()).to_hex();
    let folder = home.path("state/salesdesk/drafts").join(&book[..16]);
    fs::create_dir_all(&folder).unwrap();
    let draft = json!({ "key": format!("log|{id}|call||"), "text": MARK, "cursor": 0, "saved_at": 1 });
    fs::write(folder.join("ended.json"), json!({ "drafts": [draft] }).to_string()).unwrap();
}

/// A customer with the mark wherever words go, and somebody else, in a file of many.
fn begun(home: &Home) -> String {
    let head = "会社名,氏名,TEL,メール,住所,タグ,メモ,好み";
    let theirs = [
        &format!("{MARK}商店"),
        &format!("{MARK}一郎"),
        PHONE,
        &format!("{MARK}@example.com"),
        &format!("{MARK}市"),
        &format!("{MARK}t"),
        &format!("{MARK}n"),
        &format!("{MARK}own"),
    ];
    let others = (0..200).map(|n| format!("他社{n},,0120-00-{n:04},,,,,"));
    let rows: Vec<String> = [head.to_owned(), theirs.join(",")].into_iter().chain(others).collect();
    let rows = rows.join("\n");
    fs::create_dir_all(home.path("in")).unwrap();
    fs::write(home.path("in/list.csv"), rows).unwrap();
    home.json(&["import", "in/list.csv", "--map", "好み=custom:好み"]);
    let id = text(&home.json(&["find", MARK])[0]["id"]);
    home.json(&["log", "call", &id, "--outcome", "TALK", "--note", &format!("{MARK} said")]);
    home.json(&["next", &id, "tomorrow 10:00", &format!("{MARK} again")]);
    home.json(&["edit", &id, "--set", &format!("city={MARK}b")]);
    home.json(&["block", &id, "--reason", &format!("{MARK} asked")]);
    home.json(&["deal", "add", &id, &format!("{MARK} deal")]);
    id
}

#[test]
fn nothing_is_left_of_whoever_is_erased_in_any_byte_nor_after_an_old_stick() {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let (dir, stick) = (place.path().join("place"), place.path().join("stick"));
    fs::create_dir(&dir).unwrap();
    let shared = dir.display().to_string();
    let id = begun(&ann);
    ann.json(&["sync", &shared, "--init"]);
    bob.json(&["sync", &shared]);
    bob.json(&["edit", &id, "--set", &format!("city={MARK}c")]);
    bob.json(&["sync", &shared]);
    ann.json(&["sync", &shared]);
    fs::create_dir_all(stick.join("salesdesk-v1")).unwrap();
    let mut sealed = Vec::new();
    files(&dir, &mut sealed);
    sealed.retain(|path| path.extension().is_some_and(|ending| ending == "sds"));
    sealed.iter().enumerate().for_each(|(n, path)| {
        fs::copy(path, stick.join(format!("old-{n}.sds"))).unwrap();
    });
    for home in [&ann, &bob] {
        home.json(&["backup", "--nightly"]);
        home.json(&["backup"]);
        leave_a_draft(home, &id);
        fs::write(format!("{}-search", book(home)), MARK).unwrap();
    }
    assert!(!holding(&ann.path("data")).is_empty() && logged(&ann), "the test looks where it should");
    assert_eq!(holding(&dir).len(), 2);
    ann.says(&["export", MARK, "--out", "in/some.csv"]);
    fs::remove_dir_all(ann.path("in")).unwrap();

    let before = ann.json(&["report", "calls"]);
    let (code, _) = ann.fails(&["erase", &id]);
    assert_eq!(code, 6);
    let erased = ann.json(&["erase", &id, "--yes", "--reason", "by mail"]);
    assert_eq!((&erased["erased"], &erased["addresses"]), (&json!(true), &json!(2)));
    ann.json(&["sync", &shared]);
    let bobs = bob.json(&["sync", &shared]);
    assert_eq!(bobs["withdrawn"], 1);
    let anns = ann.json(&["sync", &shared]);
    assert_eq!(anns["digest"], bobs["digest"]);
    let nobody: Vec<PathBuf> = Vec::new();
    for home in [&ann, &bob] {
        assert_eq!(holding(home.folder.path()), nobody);
        assert!(!logged(home));
    }
    assert_eq!(holding(&dir), nobody);
    assert_eq!(ann.json(&["report", "calls"]), before, "the call counts as it did");

    for n in 0..sealed.len() {
        let old = stick.join(format!("old-{n}.sds")).display().to_string();
        ann.json(&["bundle", "read", &old]);
        bob.json(&["bundle", "read", &old]);
        fs::copy(&old, dir.join(format!("salesdesk-v1/o/back-{n}.sds"))).unwrap();
    }
    let (anns, bobs) = (ann.json(&["sync", &shared]), bob.json(&["sync", &shared]));
    assert_eq!(anns["digest"], bobs["digest"]);
    for home in [&ann, &bob] {
        assert_eq!(holding(home.folder.path()), nobody);
        assert!(!logged(home));
        assert_eq!(home.json(&["doctor"])["sound"], true);
    }
    assert_eq!(holding(&dir), nobody, "each takes its own back, whatever it is called");
}

#[test]
fn where_another_program_reads_the_book_the_traces_stay_owed_until_it_has_done() {
    let home = Home::new();
    let id = begun(&home);
    let reading = rusqlite::Connection::open(book(&home)).unwrap();
    reading.execute_batch("BEGIN; SELECT count(*) FROM customer").unwrap();
    let (code, words) = home.fails(&["erase", &id, "--yes"]);
    assert!(code == 4 && words.contains("privacy clear"), "{code} {words}");
    assert_eq!(home.json(&["show", &id])["erased"], true);
    assert_eq!(home.json(&["privacy", "status"])["traces_owed"], true);
    drop(reading);
    assert_eq!(home.json(&["privacy", "clear"])["cleared"], true);
    assert_eq!(home.json(&["privacy", "clear"])["cleared"], false);
    assert_eq!(holding(&home.path("data")), Vec::<PathBuf>::new());
}

#[test]
fn a_desk_that_gets_only_the_scrubbed_file_agrees_with_the_others() {
    let (ann, bob, cyd) = (Home::new(), Home::new(), Home::new());
    let place = tempfile::tempdir().unwrap();
    let shared = place.path().display().to_string();
    let id = begun(&ann);
    bob.says(&["sync", &shared, "--init"]);
    ann.says(&["sync", &shared]);
    bob.says(&["sync", &shared]);
    bob.json(&["erase", &id, "--yes"]);
    bob.says(&["sync", &shared]);
    ann.says(&["sync", &shared]);
    let mut anns = Vec::new();
    files(place.path(), &mut anns);
    anns.retain(|path| memmem::find(&fs::read(path).unwrap(), b"\"kind\":\"scrub\"").is_some());
    let [scrubbed] = anns.as_slice() else { panic!("{anns:?}") };
    cyd.json(&["bundle", "read", &scrubbed.display().to_string()]);
    assert_eq!(cyd.json(&["show", &id])["erased"], true);
    cyd.says(&["sync", &shared]);
    assert_eq!(cyd.json(&["digest"]), ann.json(&["digest"]));
}

#[test]
fn an_erased_customer_is_nowhere_and_says_only_when_and_nothing_brings_them_back() {
    let home = Home::new();
    let id = begun(&home);
    home.says(&["list", "new", "theirs", MARK]);
    assert_eq!(home.json(&["list", "show", "theirs"])["entries"].as_array().unwrap().len(), 1);
    home.json(&["erase", &id, "--yes"]);
    assert_eq!(home.json(&["show", &id]), json!({ "id": id, "erased": true, "erased_at": super::NOW }));
    assert!(home.says(&["show", &id]).starts_with("erased on"));
    assert_eq!(home.json(&["find", MARK]), json!([]));
    assert_eq!(home.json(&["agenda"]), json!([]));
    assert_eq!(home.json(&["list", "show", "theirs"])["entries"], json!([]));
    for args in [
        &["edit", &id, "--set", "rank=A"][..],
        &["log", "note", &id, "--note", "x"],
        &["disclose", &id],
        &["erase", &id, "--yes"],
    ] {
        let (code, words) = home.fails(args);
        assert!(code == 3 && words.contains("was erased"), "{args:?}: {code} {words}");
    }
    let (code, words) = home.fails(&["undo"]);
    assert!(code == 1 && words.contains("never taken back"), "{words}");

    let imported = home.command(&["import", "in/list.csv", "--json"]).output().unwrap();
    let told: Json = serde_json::from_slice(&imported.stdout).unwrap();
    assert_eq!((&told["rejected"], &told["added"]), (&json!(1), &json!(0)));
    let rejects = fs::read_to_string(text(&told["rejects_file"])).unwrap();
    assert!(rejects.contains("somebody who was erased had"), "{rejects}");
    home.says(&["unblock", PHONE]);
    home.says(&["unblock", &format!("{MARK}@example.com")]);
    assert_eq!(home.json(&["import", "in/list.csv", "--map", "好み=custom:好み"])["added"], 1);
}

#[test]
fn whichever_copy_is_put_back_whoever_was_erased_since_stays_erased() {
    let home = Home::new();
    let id = begun(&home);
    home.says(&["backup", "mine.db"]);
    home.json(&["erase", &id, "--yes"]);
    let digest = home.json(&["digest"]);
    home.says(&["restore", "mine.db", "--yes"]);
    assert_eq!(home.json(&["show", &id])["erased"], true);
    assert_eq!(home.json(&["digest"]), digest);
    let book = book(&home);
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{book}{ending}"));
    }
    fs::copy(home.path("mine.db"), &book).unwrap();
    assert_eq!(home.json(&["show", &id])["erased"], true, "put in place from outside");
    fs::remove_file(home.path("mine.db")).unwrap();
    fs::remove_dir_all(home.path("in")).unwrap();
    let place = tempfile::tempdir().unwrap();
    home.says(&["sync", &place.path().display().to_string(), "--init"]);
    assert_eq!(holding(home.folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn everything_held_on_somebody_is_disclosed_and_nothing_of_others() {
    let home = Home::new();
    let id = begun(&home);
    let told = home.json(&["disclose", &id]);
    let records = told["records"].as_object().unwrap();
    for noun in [
        "customer",
        "person",
        "contact_point",
        "activity",
        "next_step",
        "tag",
        "block",
        "deal",
        "custom_value",
    ] {
        assert!(records.contains_key(noun), "{noun} of {:?}", records.keys());
    }
    assert_eq!(told["files"], json!(["list.csv"]));
    assert!(told["history"].as_array().unwrap().len() >= 6);
    assert!(!told.to_string().contains("他社"));
    home.says(&["disclose", &id, "--out", "told.txt"]);
    let words = fs::read_to_string(home.path("told.txt")).unwrap();
    for word in ["商店", "一郎", "@example.com", "市", "said", "again", "asked", "deal", "own", "list.csv"]
    {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert_eq!(home.fails(&["disclose", &id, "--out", "told.txt"]).0, 6, "never written over");
}

#[test]
fn privacy_tells_who_has_an_erasure_which_files_hold_them_and_where_they_are_mentioned() {
    let (ann, bob, place) = (Home::new(), Home::new(), tempfile::tempdir().unwrap());
    let shared = place.path().display().to_string();
    let id = begun(&ann);
    let other = ann.add("Acme");
    ann.json(&["log", "note", &other, "--note", "ask ＺＱＭＡＲＫまるひ商店 for a word"]);
    ann.says(&["sync", &shared, "--init"]);
    bob.says(&["sync", &shared]);
    bob.json(&["edit", &id, "--set", "rank=B"]);
    bob.says(&["sync", &shared]);
    ann.says(&["sync", &shared]);
    ann.json(&["erase", &id, "--yes"]);
    let found = ann.json(&["privacy", "search", "zqmarkまるひ"]);
    assert_eq!((found.as_array().unwrap().len(), &found[0]["customer"]), (1, &json!(other)));
    let bobs = |told: &Json| {
        let desks = told["erasures"][0]["desks"].as_array().unwrap().clone();
        desks.into_iter().find(|desk| desk["ours"] == false).unwrap()["acknowledged"].clone()
    };
    let before = ann.json(&["privacy", "status", "--in", &shared]);
    assert_eq!((bobs(&before), before["files"].as_array().unwrap().len()), (json!(false), 2));
    ann.says(&["sync", &shared]);
    bob.says(&["sync", &shared]);
    ann.says(&["sync", &shared]);
    let after = ann.json(&["privacy", "status", "--in", &shared]);
    assert_eq!((bobs(&after), &after["files"]), (json!(true), &json!([])));
}
