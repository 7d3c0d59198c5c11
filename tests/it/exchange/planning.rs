//! Plans of real files against a real book: what a row becomes, what is remembered, what is never read.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use salesdesk::domain::choices::Choices;
use salesdesk::domain::duplicate::Ground;
use salesdesk::domain::plan::{End, ImportPlan, Verdict};
use salesdesk::domain::planned::MOST;
use salesdesk::exchange::Error;
use salesdesk::exchange::bring_in::draft::Rules;
use salesdesk::exchange::bring_in::planning::preview;
use salesdesk::exchange::bring_in::{How, Outcome, Planner, Seen, Watch, run};
use salesdesk::exchange::read::input::Input;

use crate::support::{Book, NOW};

fn list(book: &Book, text: impl AsRef<[u8]>) -> PathBuf {
    let path = book.folder.path().join("list.csv");
    fs::write(&path, text).unwrap();
    path
}

fn how(choices: &Choices) -> How {
    How::of(choices, Rules::default(), true).unwrap()
}

fn quiet() -> (impl FnMut(u64, u64), impl Fn() -> bool) {
    (|_, _| {}, || false)
}

fn plan(book: &Book, path: &Path, choices: &Choices) -> Result<ImportPlan, Error> {
    let (mut progress, stop) = quiet();
    let mut watch = Watch { progress: &mut progress, stop: &stop };
    Planner::default().plan(&book.desk, &Input::open(path)?, &how(choices), NOW, &mut watch, &mut |_| {})
}

fn import(book: &mut Book, path: &Path, choices: &Choices) -> Outcome {
    let (mut progress, stop) = quiet();
    run(&mut book.desk, path, &how(choices), NOW, &mut Watch { progress: &mut progress, stop: &stop })
        .unwrap()
}

fn said(column: &str, field: &str) -> Choices {
    Choices { map: vec![(column.to_owned(), field.to_owned())], ..Choices::default() }
}

#[test]
fn a_row_tells_what_was_and_what_becomes() {
    let mut book = Book::new();
    let path = list(&book, "会社名,TEL,ランク\nアクメ,03-1111-2222,B\n");
    import(&mut book, &path, &Choices::default());
    let path = list(&book, "会社名,TEL,ランク,業種\nアクメ,03-1111-2222,A,食品\n別名,03-1111-2222,,\n");
    let choices = Choices { on_duplicate: Some("overwrite".into()), ..Choices::default() };
    let plan = plan(&book, &path, &choices).unwrap();
    let rows: Vec<_> = plan.rows.of(None).collect();
    let turns = |at: usize| {
        rows[at]
            .turns
            .iter()
            .map(|turn| (turn.target.as_str(), turn.was.text().to_owned(), turn.becomes.text().to_owned()))
    };
    let rank = ("customer.rank", "B".to_owned(), "A".to_owned());
    let trade = ("customer.industry", String::new(), "食品".to_owned());
    assert_eq!(turns(0).collect::<Vec<_>>(), [rank, trade]);
    let Verdict::Alike(likely) = &rows[1].verdict else { panic!("{:?}", rows[1].verdict) };
    assert_eq!(
        (likely.name.as_str(), likely.grounds.as_slice()),
        ("アクメ", [Ground::SameNumber].as_slice())
    );
    assert_eq!(
        (plan.counts.of(End::Update), plan.counts.of(End::Alike), plan.counts.of(End::New)),
        (1, 1, 0)
    );
    assert!(plan.complete);
}

#[test]
fn a_plan_of_many_rows_keeps_the_first_thousand_of_each_end_and_counts_all() {
    let book = Book::new();
    let rows = (0..3_000).map(|n| format!("社{n},03-1111-{n:04}\n,x\n")).collect::<Vec<_>>().concat();
    let path = list(&book, format!("会社名,住所\n{rows}"));
    let plan = plan(&book, &path, &Choices::default()).unwrap();
    assert_eq!((plan.counts.of(End::New), plan.counts.of(End::Rejected)), (3_000, 3_000));
    assert_eq!((plan.rows.count(Some(End::New)), plan.rows.count(Some(End::Rejected))), (MOST, MOST));
    assert_eq!(plan.columns[0].samples, ["社0", "社1", "社2"]);
}

#[test]
fn every_row_is_seen_as_it_is_judged_where_that_is_asked_for() {
    let book = Book::new();
    let rows = (0..2_500).map(|n| format!("社{n},03-1111-{n:04}\n")).collect::<Vec<_>>().concat();
    let path = list(&book, format!("会社名,TEL\n{rows}"));
    let (mut progress, stop) = quiet();
    let mut watch = Watch { progress: &mut progress, stop: &stop };
    let mut how = how(&Choices::default());
    how.options.every_row = true;
    let mut lines = Vec::new();
    let mut see = |seen: Seen<'_>| {
        if let Seen::Row(row) = seen {
            lines.push(row.line);
        }
    };
    let input = Input::open(&path).unwrap();
    Planner::default().plan(&book.desk, &input, &how, NOW, &mut watch, &mut see).unwrap();
    assert_eq!(lines, (2..2_502).collect::<Vec<u64>>());
}

#[test]
fn the_first_screen_is_made_of_the_beginning_alone() {
    let mut book = Book::new();
    book.add("社7");
    let rows =
        (0..9_000).map(|n| format!("社{n},大阪府,大阪市北区梅田{n}丁目\n")).collect::<Vec<_>>().concat();
    let path = list(&book, format!("会社名,都道府県,住所\n{rows}"));
    // So much that reading it all would outlast every patience.
    File::options().write(true).open(&path).unwrap().set_len(1 << 40).unwrap();
    let input = Input::open(&path).unwrap();
    let first = preview(&book.desk, &input, &how(&Choices::default()), NOW).unwrap().unwrap();
    assert_eq!((first.counts.rows, first.complete, first.encoding), (60, false, "UTF-8"));
    assert_eq!(first.columns.len(), 3);
}

#[test]
fn the_first_screen_knows_who_is_there_by_name_number_and_code() {
    let mut book = Book::new();
    let path = list(&book, "会社名,TEL,コード\nアクメ,03-1111-2222,\nベータ,,B7\nガンマ,,\n");
    import(&mut book, &path, &Choices::default());
    let input = Input::open(&path).unwrap();
    let first = preview(&book.desk, &input, &how(&Choices::default()), NOW).unwrap().unwrap();
    assert_eq!(first.counts.of(End::Same), 3, "{:?}", first.counts);
}

#[test]
fn a_first_screen_in_two_bytes_a_character_ends_on_a_whole_line() {
    let book = Book::new();
    let rows = (0..20_000).map(|n| format!("社{n},大阪府\n")).collect::<Vec<_>>().concat();
    let text = format!("会社名,都道府県\n{rows}");
    for (mark, order) in
        [(vec![0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), (vec![0xfe, 0xff], u16::to_be_bytes)]
    {
        let bytes: Vec<u8> = mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect();
        let path = list(&book, bytes);
        let input = Input::open(&path).unwrap();
        let first = preview(&book.desk, &input, &how(&Choices::default()), NOW).unwrap().unwrap();
        assert_eq!((first.counts.rows, first.counts.rejected), (60, 0));
    }
}

#[test]
fn what_was_said_of_a_header_counts_again_however_it_is_spelled() {
    let mut book = Book::new();
    let path = list(&book, "会社名,社内番号\nアクメ,12\n");
    let first = import(&mut book, &path, &said("社内番号", "customer.code"));
    assert!(!first.plan.remembered);
    let path = list(&book, "会 社 名,社内 番号\nベータ,13\n");
    let again = import(&mut book, &path, &Choices::default());
    assert!(again.plan.remembered);
    assert!(book.desk.customer("13").is_ok());

    let path = list(&book, "会社名,社内番号\nガンマ,14\n");
    let said_now = plan(&book, &path, &said("社内番号", "customer.site")).unwrap();
    assert_eq!(said_now.columns[1].field.as_deref(), Some("customer.site"));
    let forget = Choices { forget: true, ..Choices::default() };
    let forgotten = plan(&book, &path, &forget).unwrap();
    assert_eq!(
        (forgotten.remembered, forgotten.columns[1].field.as_deref()),
        (false, Some("custom:社内番号"))
    );
    let other = list(&book, "会社名,社外番号\nデルタ,15\n");
    assert!(!plan(&book, &other, &Choices::default()).unwrap().remembered);
}

#[test]
fn a_plan_remembers_nothing_and_neither_does_an_import_that_was_stopped() {
    let mut book = Book::new();
    let path = list(&book, "会社名,社内番号\nアクメ,12\n");
    let choices = said("社内番号", "customer.code");
    plan(&book, &path, &choices).unwrap();
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| true };
    run(&mut book.desk, &path, &how(&choices), NOW, &mut watch).unwrap_err();
    assert!(!plan(&book, &path, &Choices::default()).unwrap().remembered);
}

#[test]
fn an_import_of_a_plan_refuses_another_file() {
    let mut book = Book::new();
    let path = list(&book, "会社名\nアクメ\n");
    let planned = plan(&book, &path, &Choices::default()).unwrap();
    list(&book, "会社名\nアクメ\nベータ\n");
    let how = How { only: Some(planned.file), ..how(&Choices::default()) };
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let error = run(&mut book.desk, &path, &how, NOW, &mut watch).unwrap_err();
    assert!(matches!(error, Error::Changed(_)), "{error}");
    assert_eq!(book.desk.customer_count().unwrap(), 0);
}

#[test]
fn a_rejects_file_keeps_what_was_said_of_its_header() {
    let mut book = Book::new();
    let path = list(&book, "会社名,社内番号\nアクメ,12\n,13\n");
    let outcome = import(&mut book, &path, &said("社内番号", "customer.site"));
    let rejects = outcome.rejects_file.unwrap();
    let mended = fs::read_to_string(&rejects).unwrap().replace(",,13", ",ベータ,13").replace("code\",", "");
    fs::write(&rejects, mended).unwrap();
    let again = import(&mut book, &rejects, &Choices::default());
    assert!(again.plan.remembered);
    assert_eq!((again.plan.counts.added, again.plan.counts.rejected), (1, 0));
}

#[test]
fn taking_a_large_import_back_tells_how_far_it_is_and_can_be_stopped() {
    let mut book = Book::new();
    let rows = (0..3_000).map(|n| format!("社{n},03-1111-{n:04}\n")).collect::<Vec<_>>().concat();
    let path = list(&book, format!("会社名,TEL\n{rows}"));
    let batch = import(&mut book, &path, &Choices::default()).batch.unwrap().to_string();
    let before = book.desk.digest().unwrap();
    book.desk.undo_import_at(&batch, NOW, &|percent| percent < 50).unwrap_err();
    assert_eq!(book.desk.digest().unwrap(), before);
    let undone = book.desk.undo_import_at(&batch, NOW, &|_| true).unwrap();
    assert_eq!((undone.kept, book.desk.customer_count().unwrap()), (0, 0));
}
