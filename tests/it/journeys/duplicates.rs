//! Going through likely duplicates: a key each, on the disk before the next pair; and the warning while one
//! types.

use salesdesk::domain::duplicate::Double;
use salesdesk::domain::{Id, pair};

use crate::support::desk::Desk;

/// Two pairs and somebody alone; the likelier pair first.
fn desk() -> Desk {
    Desk::with(&[
        ("田中製作所株式会社", "タナカセイサクショ", "03-1234-5678"),
        ("Acme", "", "06-1234-5678"),
        ("田中製作所㈱", "タナカセイサクショ", "０３－１２３４－５６７８"),
        ("Acme Inc.", "", ""),
        ("Gamma", "", "052-123-4567"),
    ])
}

fn shown(desk: &Desk) -> Option<(Id, Id)> {
    use salesdesk::app::overlay::Overlay;
    match desk.app.overlays.last() {
        Some(Overlay::Duplicates(duplicates)) => {
            duplicates.double().map(|Double { one, other, .. }| (*one, *other))
        }
        _ => None,
    }
}

fn verdicts(desk: &Desk) -> Vec<String> {
    desk.verdicts()
}

#[test]
fn the_likeliest_pair_comes_first_with_its_reasons() {
    let mut desk = desk();
    desk.keys("M");
    let screen = desk.screen();
    assert!(screen.shows("1 of 2, 2 to go"));
    assert!(screen.shows("田中製作所株式会社") && screen.shows("田中製作所㈱"));
    assert!(screen.shows("+ same number") && screen.shows("+ same name") && screen.shows("+ same reading"));
}

#[test]
fn not_the_same_is_decided_for_good() {
    let mut desk = desk();
    desk.keys("Mn");
    assert_eq!(verdicts(&desk), [pair::APART]);
    assert!(desk.screen().shows("Acme Inc.") && desk.screen().shows("1 to go"));
    desk.keys("<esc>M");
    assert!(desk.screen().shows("1 of 1") && !desk.screen().shows("田中製作所㈱  "));
}

#[test]
fn keys_typed_ahead_decide_on_the_pairs_they_were_meant_for() {
    let mut desk = desk();
    desk.keys_ahead("Mnn");
    assert_eq!(verdicts(&desk), [pair::APART, pair::APART]);
    assert!(desk.screen().shows("Every pair has been gone through"));
}

#[test]
fn undo_brings_the_pair_back_and_redo_takes_it_away_again() {
    let mut desk = desk();
    desk.keys("M");
    let first = shown(&desk);
    desk.keys("n");
    assert_ne!(shown(&desk), first);
    desk.keys("u");
    assert_eq!(shown(&desk), first);
    desk.keys("<ctrl-r>");
    assert_ne!(shown(&desk), first);
    assert_eq!(verdicts(&desk), [pair::APART]);
}

#[test]
fn later_and_back_go_from_pair_to_pair_and_decide_nothing() {
    let mut desk = desk();
    desk.keys("M");
    let first = shown(&desk);
    desk.keys("]");
    assert_ne!(shown(&desk), first);
    desk.keys("]");
    assert!(desk.screen().shows("this is the last pair"));
    desk.keys("[");
    assert_eq!(shown(&desk), first);
    assert!(verdicts(&desk).is_empty());
}

#[test]
fn enter_opens_the_one_that_is_marked() {
    let mut desk = desk();
    desk.keys("M");
    let (one, other) = shown(&desk).unwrap();
    let selected = |desk: &Desk| desk.app.desk.line().map(|line| line.id);
    desk.keys("<enter>");
    assert_eq!(selected(&desk), Some(one));
    desk.keys("M<right><enter>");
    assert_eq!(selected(&desk), Some(other));
}

#[test]
fn merging_asks_which_value_stays_and_writes_it_with_the_decision() {
    let mut desk = desk();
    desk.keys("M");
    let (face, other) = shown(&desk).unwrap();
    let (was, becomes) = (desk.name(face), desk.name(other));
    desk.keys("m");
    assert!(desk.screen().shows("which value stays"));
    desk.keys("<right><enter>");
    assert_eq!(verdicts(&desk), [pair::SAME]);
    assert_eq!(desk.name(face), becomes);
    desk.keys("u");
    assert_eq!(desk.name(face), was);
    assert!(verdicts(&desk).is_empty() && desk.screen().shows("1 of 2"));
}

#[test]
fn a_decision_the_disk_refuses_keeps_the_pair() {
    let mut desk = desk();
    desk.keys("M");
    let first = shown(&desk);
    desk.break_the_disk().keys("n");
    assert_eq!(shown(&desk), first);
    desk.mend_the_disk().keys("n");
    assert_ne!(shown(&desk), first);
}

#[test]
fn a_book_without_doubles_says_so() {
    let mut desk = Desk::with(&[("Acme", "", "06-1234-5678"), ("Gamma", "", "052-123-4567")]);
    desk.keys("M");
    assert!(desk.screen().shows("no two customers look like one"));
    desk.keys("m");
    assert!(desk.screen().shows("no pair is shown"));
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_number_somebody_has_is_told_while_it_is_typed_and_its_owner_opens() {
    let mut desk = desk();
    desk.keys("ATanaka Works<down><down>0312345678");
    assert!(desk.screen().shows("same number: 田中製作所"));
    desk.keys("<ctrl-g>");
    assert!(desk.selected().starts_with("田中製作所"));
    desk.keys("A");
    assert!(desk.screen().shows("Tanaka Works"), "the draft is kept");
}

#[test]
fn a_name_in_another_spelling_is_told_and_another_name_is_not() {
    let mut desk = desk();
    desk.keys("A（株）ガンマ");
    assert!(!desk.screen().shows("same name:"));
    desk.keys("<ctrl-u>gamma inc");
    assert!(desk.screen().shows("same name: Gamma"));
    desk.keys("x");
    assert!(!desk.screen().shows("same name:"));
}

#[test]
fn changing_a_customer_does_not_warn_of_itself() {
    let mut desk = desk();
    desk.keys("/gamma<enter>Ex<backspace>");
    assert!(!desk.screen().shows("same name:"));
    desk.keys("<ctrl-u>Acme");
    assert!(desk.screen().shows("same name: Acme"));
}
