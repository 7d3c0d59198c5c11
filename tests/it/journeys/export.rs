//! Those found leave from the desk: a path, a format by its ending, and nothing written over unasked.

use std::fs;

use crate::support::desk::Desk;

/// A desk with two customers, an export of one of them open, and a place for files.
fn exporting() -> (Desk, tempfile::TempDir) {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "090-1111-2222")]);
    desk.keys("/acme<enter>O");
    (desk, tempfile::tempdir().unwrap())
}

fn shown(desk: &Desk) -> String {
    desk.screen_of(100, 30).rows().join("\n")
}

#[test]
fn those_found_go_into_a_file_and_where_it_is_is_told() {
    let (mut desk, folder) = exporting();
    assert!(shown(&desk).contains("acme") && shown(&desk).contains("customers-2026-11-21.csv"));
    let path = folder.path().join("a.csv");
    desk.keys("<ctrl-u>").paste(&path.display().to_string()).keys("<enter>");
    assert!(shown(&desk).contains(&path.display().to_string()), "{}", shown(&desk));
    let table = fs::read_to_string(&path).unwrap();
    assert!(table.contains("Acme") && !table.contains("Beta"), "{table}");
    desk.keys("<enter>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_file_that_is_there_is_written_over_only_when_said_twice() {
    let (mut desk, folder) = exporting();
    let path = folder.path().join("a.csv");
    fs::write(&path, "mine").unwrap();
    desk.keys("<ctrl-u>").paste(&path.display().to_string()).keys("<enter>");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    desk.keys("<esc><enter>");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    desk.keys("<enter>");
    assert!(fs::read_to_string(&path).unwrap().contains("Acme"));
}

#[test]
fn tab_goes_through_the_formats_and_an_ending_nobody_knows_is_refused() {
    let (mut desk, folder) = exporting();
    let path = folder.path().join("cards.csv");
    desk.keys("<ctrl-u>").paste(&path.display().to_string()).keys("<tab><tab>");
    assert!(shown(&desk).contains("address cards"), "{}", shown(&desk));
    desk.keys("<enter>");
    assert!(fs::read_to_string(folder.path().join("cards.vcf")).unwrap().contains("Acme"));
    desk.keys("<enter>O<ctrl-u>a.docx<enter>");
    assert!(shown(&desk).contains(".jsonl"), "{}", shown(&desk));
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_the_path_stays() {
    let (mut desk, folder) = exporting();
    let path = folder.path().join("nowhere/a.csv").display().to_string();
    desk.keys("<ctrl-u>").paste(&path).keys("<enter>");
    assert!(shown(&desk).contains("nowhere/a.csv"), "{}", shown(&desk));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(desk.app.overlays.len(), 1);
}
