//! Imports into a real book: all of a file or none of it, once or many times, and back again.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use salesdesk::domain::activity::Activity;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::{Change, Deed, Id};
use salesdesk::exchange::Error;
use salesdesk::exchange::bring_in::import::{OnDuplicate, Options};
use salesdesk::exchange::bring_in::{How, Outcome, Watch, plan, run};
use salesdesk::store::{self, Finder};

use crate::support::{Book, NOW, found};

const TWO: &str = "会社名,TEL,業種\n㈱アクメ,03-1111-2222,食品\nベータ,06-3333-4444,\n";

impl Book {
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn try_import(&mut self, path: &Path, how: &How) -> Result<Outcome, Error> {
        run(&mut self.desk, path, how, NOW, &mut Watch { progress: &mut |_, _| {}, stop: &|| false })
    }

    fn import(&mut self, path: &Path) -> Outcome {
        self.try_import(path, &How::default()).unwrap()
    }

    /// All that an import may not change unless it succeeds.
    fn state(&self) -> (String, i64, Vec<PathBuf>) {
        let files = fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> =
            files.filter(|path| !path.to_string_lossy().contains("book.db")).collect();
        files.sort();
        (self.desk.digest().unwrap(), self.desk.health().unwrap().commits, files)
    }
}

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    crate::support::skipped("no corpora");
    None
}

#[test]
fn companies_of_a_real_list_are_found_by_name_reading_and_romaji() {
    let Some(list) = corpus("jp-companies-edinet/edinet_2025-12-24_cp932.csv") else { return };
    let mut book = Book::new();
    let outcome = book.import(&list);
    assert_eq!((outcome.plan.counts.added, outcome.plan.counts.rejected), (658, 0));
    assert_eq!((book.desk.customer_count().unwrap(), outcome.rejects_file), (658, None));
    assert!(book.desk.health().unwrap().sound());

    let mut finder = Finder::fold(&book.desk, || true).unwrap();
    for line in ["ダイニック", "だいにっく", "dainikku", "㈱ダイニック"] {
        let (found, _) = found(&mut finder, &book.desk, line);
        assert!(found.iter().any(|row| row.name == "ダイニック株式会社"), "{line}: {found:?}");
    }
    let before = book.state();
    let again = book.import(&list);
    assert_eq!((again.plan.counts.unchanged, again.batch), (658, None));
    assert_eq!(book.state(), before);
}

#[test]
fn accounts_come_in_with_their_parents_and_go_again() {
    let Some(list) = corpus("crm-maven/accounts.csv") else { return };
    let mut book = Book::new();
    let before = book.desk.digest().unwrap();
    let outcome = book.import(&list);
    assert_eq!((outcome.plan.counts.added, book.desk.customer_count().unwrap()), (85, 85));
    let daughters = book.desk.opening(99).unwrap().into_iter().filter(|line| {
        let customer: Customer = book.desk.get(line.id).unwrap().unwrap();
        customer.parent.is_some()
    });
    assert_eq!(daughters.count(), 15);
    let undone = book.desk.undo_import(&outcome.batch.unwrap().to_string(), NOW).unwrap();
    assert_eq!((undone.kept, book.desk.customer_count().unwrap()), (0, 0));
    assert_eq!(book.desk.digest().unwrap(), before);
    assert!(book.desk.health().unwrap().sound());
}

#[test]
fn a_plan_says_what_the_import_then_does_and_changes_nothing() {
    let mut book = Book::new();
    let list = book.file("list.csv", format!("{TWO},,\n,,水産\n"));
    let before = book.state();
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let planned = plan(&book.desk, &list, &How::default(), NOW, &mut watch).unwrap();
    assert_eq!((planned.counts.added, planned.counts.rejected, planned.blank), (2, 1, 1));
    assert_eq!(book.state(), before);
    assert_eq!(book.import(&list).plan, planned);
}

#[test]
fn what_is_in_the_book_is_filled_and_only_what_differs_is_written() {
    let mut book = Book::new();
    let first = book.file("first.csv", "会社名,TEL,業種\n株式会社アクメ,03(1111)2222,\n");
    assert_eq!(book.import(&first).plan.counts.added, 1);
    let acme = book.desk.opening(9).unwrap()[0].id;
    assert_eq!(book.import(&first).batch, None);
    let second = book.file(
        "second.csv",
        "会社名,業種,TEL\n㈱アクメ,食品,０３－１１１１－２２２２\n(株)アクメ,,0311112222\n",
    );
    let counts = book.import(&second).plan.counts;
    assert_eq!((counts.updated, counts.unchanged, counts.added), (1, 1, 0));
    let page = book.desk.page(acme, 9).unwrap().unwrap();
    assert_eq!((page.customer.industry.as_str(), page.contact_points.len()), ("食品", 1));
    assert_eq!(page.contact_points[0].normal, "+81311112222");
    assert_eq!(book.desk.history(acme, 9).unwrap()[0].deed, Deed::Import);
}

#[test]
fn a_customer_called_after_the_import_stays_when_it_is_undone() {
    let mut book = Book::new();
    let list = book.file("list.csv", TWO);
    let batch = book.import(&list).batch.unwrap();
    let acme = book.desk.opening(9).unwrap().iter().find(|line| line.name == "㈱アクメ").unwrap().id;
    let call = Activity {
        id: Id::mint(NOW),
        customer: Some(acme),
        kind: "call".into(),
        at: Some(NOW),
        ..Activity::default()
    };
    book.desk.commit(&Change::new(Deed::Log, "㈱アクメ").add(&call), NOW).unwrap();
    book.desk.undo_import(&batch.to_string(), NOW).unwrap();
    let left: Vec<String> = book.desk.opening(9).unwrap().into_iter().map(|line| line.name).collect();
    assert_eq!(left, ["㈱アクメ"]);
    assert_eq!(book.desk.page(acme, 9).unwrap().unwrap().contact_points.len(), 1);
}

#[test]
fn a_later_row_adds_to_the_customer_that_the_row_before_it_made() {
    let mut book = Book::new();
    let rows = "会社名,TEL,業種,ランク,区分\nアクメ,03-1111-2222,,C,金\nアクメ,03-1111-2222,食品,A,銀\n";
    let list = book.file("list.csv", rows);
    let on_duplicate = OnDuplicate::Overwrite;
    let how = How { options: Options { on_duplicate, ..Options::default() }, ..How::default() };
    let outcome = book.try_import(&list, &how).unwrap();
    assert_eq!((outcome.plan.counts.added, outcome.plan.counts.updated), (1, 1));
    let acme: Customer = book.desk.get(book.desk.opening(9).unwrap()[0].id).unwrap().unwrap();
    assert_eq!((acme.industry.as_str(), acme.rank.as_str()), ("食品", "A"));
    let page = book.desk.page(acme.id, 0).unwrap().unwrap();
    assert_eq!((acme.note.as_str(), page.own[0].value.raw.as_str()), ("", "銀"));
    let undone = book.desk.undo_import(&outcome.batch.unwrap().to_string(), NOW).unwrap();
    assert_eq!((undone.kept, book.desk.customer_count().unwrap()), (0, 0));
}

#[test]
fn many_rows_about_one_customer_make_one_however_far_apart() {
    let mut book = Book::new();
    let rows: Vec<String> =
        (0..6_000).map(|n| format!("社{},{},札{}", n % 3_000, n % 3_000, n / 3_000)).collect();
    let list = book.file("list.csv", format!("会社名,コード,タグ\n{}\n", rows.join("\n")));
    let counts = book.import(&list).plan.counts;
    assert_eq!((counts.added, counts.updated), (3_000, 3_000));
    assert_eq!(book.desk.customer_count().unwrap(), 3_000);
    let first = book.desk.customer("0").unwrap();
    let tags: Vec<String> =
        book.desk.page(first, 0).unwrap().unwrap().tags.into_iter().map(|tag| tag.name).collect();
    assert_eq!(tags, ["札0", "札1"]);
    assert!(book.desk.health().unwrap().sound());
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut book = Book::new();
    let rows: Vec<String> = (0..5_000).map(|n| format!("社{n},03-1111-{n:04}\n,")).collect();
    let list = book.file("list.csv", format!("会社名,TEL\n,x\n{}\n", rows.join("\n")));
    let before = book.state();
    let looks = std::cell::Cell::new(0);
    let stop = || looks.replace(looks.get() + 1) == 3;
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &stop };
    let error = run(&mut book.desk, &list, &How::default(), NOW, &mut watch).unwrap_err();
    assert!(matches!(error, Error::Store(store::Error::Cancelled)), "{error}");
    assert_eq!((book.state(), looks.get()), (before, 4));
}

#[test]
fn a_bad_byte_in_the_last_line_leaves_nothing() {
    let mut book = Book::new();
    let mut bytes = format!("会社名,TEL\n{}", "田中製作所,03-1111-2222\n".repeat(3_000)).into_bytes();
    bytes.extend_from_slice(b"\xff\n");
    let list = book.file("list.csv", bytes);
    let before = book.state();
    let how =
        How { options: Options { on_duplicate: OnDuplicate::New, ..Options::default() }, ..How::default() };
    let error = book.try_import(&list, &how).unwrap_err();
    assert!(matches!(error, Error::Undecodable { line: 3_002, .. }), "{error}");
    assert_eq!(book.state(), before);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_noticed() {
    let mut book = Book::new();
    let list = book.file("list.csv", TWO);
    let before = book.state();
    let mut append = |_, _| {
        let mut file = fs::OpenOptions::new().append(true).open(&list).unwrap();
        file.write_all("ガンマ,03-9999-9999,\n".as_bytes()).unwrap();
    };
    let mut watch = Watch { progress: &mut append, stop: &|| false };
    let error = run(&mut book.desk, &list, &How::default(), NOW, &mut watch).unwrap_err();
    assert!(matches!(error, Error::Changed(_)), "{error}");
    assert_eq!(book.state(), before);
}

#[test]
fn what_is_no_file_of_rows_is_refused_by_name() {
    let mut book = Book::new();
    let refused = |book: &mut Book, path: &Path| book.try_import(path, &How::default()).unwrap_err();
    let folder = book.folder.path().to_owned();
    assert!(matches!(refused(&mut book, &folder), Error::Folder(path) if path == folder));
    let missing = refused(&mut book, &folder.join("none.csv")).to_string();
    assert!(missing.contains("none.csv") && missing.contains("No such file"), "{missing}");
    let empty = book.file("empty.csv", "");
    assert!(matches!(refused(&mut book, &empty), Error::Empty));
}

#[test]
fn mended_rejects_go_in_as_they_are() {
    let mut book = Book::new();
    let list = book.file("list.csv", "会社名,TEL,住所\nアクメ,9.01E+10,大阪\nベータ,06-1111-2222,\n,,千葉\n");
    let outcome = book.import(&list);
    assert_eq!((outcome.plan.counts.added, outcome.plan.counts.rejected), (1, 2));
    let rejects = outcome.rejects_file.unwrap();
    assert_eq!(rejects, book.folder.path().join("list.rejects.csv"));
    let text = fs::read_to_string(&rejects).unwrap();
    assert!(text.contains("line 2: ") && text.contains("line 4: "), "{text}");

    let mended = text.replace("9.01E+10", "090-1234-5678").replace(",,千葉", ",ガンマ,,千葉");
    fs::write(&rejects, mended.replace(",ガンマ,,", ",ガンマ,")).unwrap();
    let again = book.import(&rejects);
    assert_eq!((again.plan.counts.added, again.plan.counts.rejected, again.rejects_file), (2, 0, None));
    assert_eq!(book.desk.customer_count().unwrap(), 3);
}

#[test]
fn a_whole_book_comes_in_once() {
    let mut theirs = Book::new();
    let list = theirs.file("list.csv", TWO);
    theirs.import(&list);
    let mut export = salesdesk::exchange::write::jsonl::Export::new(Vec::new()).unwrap();
    for noun in salesdesk::domain::Noun::ALL {
        let told = |id, values: &[salesdesk::domain::Value]| {
            let codes = noun.fields().iter().map(|field| field.code);
            let fields = codes.zip(values.iter().cloned()).filter(|(_, value)| !value.is_null()).collect();
            let write = salesdesk::domain::Write { noun: *noun, id, new: true, fields };
            export.record(&write).unwrap();
            Ok(())
        };
        theirs.desk.each(*noun, told).unwrap();
    }
    let mut ours = Book::new();
    let file = ours.file("book.jsonl", export.finish().unwrap());
    let came = ours.import(&file);
    assert_eq!((came.plan.counts.added, ours.desk.customer_count().unwrap()), (2, 2));
    let before = ours.state();
    let again = ours.import(&file);
    assert_eq!((again.plan.counts.unchanged, again.batch), (2, None));
    assert_eq!(ours.state(), before);
    let acme: Customer = ours.desk.get(ours.desk.opening(9).unwrap()[0].id).unwrap().unwrap();
    assert!(!acme.name.is_empty());
}

/// Imports in another process that may write files of so many half kilobytes only; both when the
/// system stops it there and then, and when the write fails.
#[test]
fn a_full_disk_and_a_killed_import_leave_the_book_as_it_was() {
    let mut book = Book::new();
    book.add("kept");
    let row = |n| format!("社{n},03-1111-{:04},大阪市北区梅田{n}", n % 10_000);
    let rows: Vec<String> = (0..20_000).map(row).collect();
    let list = book.file("list.csv", format!("会社名,TEL,住所\n{}\n", rows.join("\n")));
    book.desk.rest().unwrap();
    for trap in ["", "trap '' XFSZ; "] {
        let before = book.state();
        let status = Command::new("sh")
            .arg("-c")
            .arg(format!("{trap}ulimit -f 4000; exec \"$0\" --db \"$1\" import \"$2\""))
            .arg(env!("CARGO_BIN_EXE_salesdesk"))
            .args([&book.path(), &list])
            .output()
            .unwrap();
        assert!(!status.status.success(), "{status:?}");
        book = book.reopen();
        assert_eq!(book.state(), before, "{}", String::from_utf8_lossy(&status.stderr));
        assert!(book.desk.health().unwrap().sound());
    }
    assert_eq!(book.import(&list).plan.counts.added, 20_000);
}
