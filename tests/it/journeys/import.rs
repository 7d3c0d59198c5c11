//! A file is imported from the desk: its plan is looked at and changed, and nothing is done unseen.

use std::fs;
use std::path::PathBuf;

use salesdesk::app::msg::{Effect, Msg, Reply};

use crate::support::desk::Desk;

const LIST: &str = "会社名,TEL,業種,社内番号\n\
    アクメ,03-1111-2222,食品,12\n\
    田中製作所,03-1234-5678,金属,13\n\
    タナカ,03-1234-5678,,14\n\
    ,,水産,15\n";

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: impl AsRef<[u8]>) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.file(), text).unwrap();
        folder
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("list.csv")
    }

    /// A desk with 田中製作所 in its book, at the review of the file.
    fn reviewed(&self) -> Desk {
        let mut desk = Desk::with(&[("田中製作所", "タナカ", "03-1234-5678")]);
        self.review(&mut desk);
        desk
    }

    fn review(&self, desk: &mut Desk) {
        desk.keys("I").paste(&self.file().display().to_string()).keys("<enter>");
    }
}

#[test]
fn a_list_is_looked_at_imported_and_taken_back_as_one() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    let before = desk.digest();
    let screen = desk.screen();
    assert!(screen.shows("new 1") && screen.shows("update 1"), "{}", screen.text());
    assert!(screen.shows("duplicate? 1") && screen.shows("reject 1"), "{}", screen.text());
    assert_eq!(desk.digest(), before);
    desk.keys("I");
    assert!(desk.screen().shows("2 new, 1 updated, 0 unchanged, 1 rejected"), "{}", desk.screen().text());
    assert_eq!(desk.names().len(), 3);
    assert!(folder.0.path().join("list.rejects.csv").exists());
    desk.keys("u");
    assert_eq!((desk.names(), desk.digest()), (vec!["田中製作所".to_owned()], before));
    assert!(desk.screen().shows("/"), "{}", desk.screen().text());
}

#[test]
fn the_rows_say_what_changes_whom_they_look_like_and_why_they_cannot_go_in() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    desk.keys("<tab>u");
    assert!(desk.screen().row_with("田中製作所").unwrap().contains("Industry: 金属"));
    desk.keys("d");
    assert!(desk.screen().row_with("タナカ").unwrap().contains("looks like 田中製作所: same number"));
    desk.keys("r");
    assert!(desk.screen().shows("no name, no company and no number"));
    desk.keys("s");
    assert!(desk.screen().shows("No such rows"));
    desk.keys("u<enter>");
    let whole = desk.screen();
    assert!(whole.row_with("業種").unwrap().contains("Industry: 金属"), "{}", whole.text());
    assert!(whole.shows("line 3"));
}

#[test]
fn a_column_gets_its_field_by_typing_and_the_same_header_has_it_ever_after() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    assert!(desk.screen().row_with("社内番号").unwrap().starts_with("❯"), "{}", desk.screen().text());
    desk.keys("<enter>house code").keys("<backspace><backspace>");
    desk.keys("<ctrl-u>code<enter>");
    assert!(desk.screen().row_with("社内番号").unwrap().contains("Code"), "{}", desk.screen().text());
    desk.keys("I<esc>");
    assert_eq!(desk.page("アクメ").customer.code, "12");

    fs::write(folder.file(), "会社名,ＴＥＬ,業種,社内番号\nベータ,06-1111-2222,,77\n").unwrap();
    folder.review(&mut desk);
    assert!(desk.screen().shows("as remembered"), "{}", desk.screen().text());
    desk.keys("I<esc>");
    assert_eq!(desk.page("ベータ").customer.code, "77");
}

#[test]
fn a_column_is_left_out_with_one_key_and_taken_in_again_with_the_same() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    desk.keys("<home><down><down><space>");
    assert!(desk.screen().row_with("業種").unwrap().contains("left out"));
    desk.keys("<space>");
    assert!(desk.screen().row_with("業種").unwrap().contains("Industry"));
    desk.keys("<space>I<esc>");
    assert_eq!(desk.page("アクメ").customer.industry, "");
}

#[test]
fn every_choice_about_the_file_makes_another_plan() {
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(LIST);
    let folder = Folder::with(cp932);
    let mut desk = folder.reviewed();
    assert!(desk.screen().shows("CP932"));
    desk.keys("o");
    assert!(
        desk.screen().shows("skipped 1") && desk.screen().shows("leave alone"),
        "{}",
        desk.screen().text()
    );
    desk.keys("e");
    assert!(desk.screen().shows("is not valid"), "{}", desk.screen().text());
    assert!(desk.screen().shows("Columns") && desk.screen().shows("CP932"), "the review stays");
    desk.keys("oo");
    assert!(desk.screen().shows("make another"), "{}", desk.screen().text());
}

#[test]
fn a_file_nobody_can_be_told_from_asks_for_a_column_before_anything_goes_in() {
    let folder = Folder::with("alpha,beta\nアクメ,12\nベータ,13\n");
    let mut desk = Desk::new();
    folder.review(&mut desk);
    assert!(desk.screen().shows("no column says who a row is about"), "{}", desk.screen().text());
    desk.keys("I");
    assert!(desk.names().is_empty());
    desk.keys("<home><enter>company<enter>");
    desk.keys("<home>").keys("名称").keys("<enter>");
    desk.keys("I");
    assert_eq!(desk.names().len(), 2, "{}", desk.screen().text());
}

#[test]
fn an_answer_to_an_older_choice_changes_nothing() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    let effects = desk.app.update(Msg::Act(salesdesk::keys::Action::NextOnDuplicate), desk.now());
    let Some(Effect::PlanImport { ticket, .. }) = effects.first() else { panic!("{effects:?}") };
    let old = *ticket;
    desk.app.update(Msg::Act(salesdesk::keys::Action::NextOnDuplicate), desk.now());
    desk.tell(Reply::Planned { ticket: old, plan: Box::default() });
    assert!(desk.screen().shows("update 1"), "{}", desk.screen().text());
}

#[test]
fn a_file_that_changed_since_it_was_looked_at_is_not_imported() {
    let folder = Folder::with(LIST);
    let mut desk = folder.reviewed();
    fs::write(folder.file(), format!("{LIST}ガンマ,03-2222-3333,,16\n")).unwrap();
    desk.keys("I");
    assert!(desk.screen().shows("was changed"), "{}", desk.screen().text());
    assert_eq!(desk.names(), ["田中製作所"]);
}

#[test]
fn a_path_that_is_none_says_so_and_stays_to_be_mended() {
    let mut desk = Desk::new();
    desk.keys("I/no/such/file.csv<enter>");
    assert!(desk.screen().shows("No such file"), "{}", desk.screen().text());
    assert!(desk.screen().shows("/no/such/file.csv"));
}

#[test]
fn tab_completes_a_path_from_the_files_that_are_there() {
    let folder = Folder::with(LIST);
    let mut desk = Desk::new();
    desk.keys("I").paste(&folder.0.path().join("li").display().to_string()).keys("<tab>");
    assert!(desk.screen().shows("list.csv"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert!(desk.screen().shows("業種"), "{}", desk.screen().text());
}

#[test]
fn recorded_terminal_escapes_and_naughty_strings_leave_no_control_on_the_review() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let mut texts = Vec::new();
    for name in ["terminal-escapes", "naughty-strings"] {
        let Ok(entries) = fs::read_dir(data.join(name)) else { return crate::support::skipped("no corpora") };
        texts.extend(entries.filter_map(|entry| fs::read(entry.unwrap().path()).ok()));
    }
    let cell = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace('"', "\"\"");
        format!("\"{}\"", text.chars().take(2_000).collect::<String>())
    };
    let lines = texts.iter().flat_map(|text| {
        let whole = std::iter::once(text.as_slice());
        whole.chain(text.split(|byte| *byte == b'\n')).filter(|line| !line.is_empty())
    });
    let mut rows = format!("会社名,TEL,備考,{}\n", cell(&texts[0]));
    let mut count = 0;
    for (at, line) in lines.enumerate().take(900) {
        let line = cell(line);
        rows.extend([&line, ",03-1111-", &format!("{at:04},{line},{line}\n")]);
        count += 1;
    }
    assert!(count > 200, "only {count}");
    let folder = Folder::with(rows);
    let mut desk = folder.reviewed();
    for keys in ["", "<home><enter>", "<esc><tab>"] {
        desk.keys(keys);
        clean(&desk);
    }
    for _ in 0..count / 10 {
        desk.keys("<enter>");
        clean(&desk);
        desk.keys("<esc><pagedown>");
        clean(&desk);
    }
}

fn clean(desk: &Desk) {
    for cell in &desk.screen().buffer.content {
        let acts = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!cell.symbol().chars().any(acts), "{:?}", cell.symbol());
    }
}
