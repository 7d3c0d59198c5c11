//! The disk refuses: nothing typed is lost, and the next try works.

use crate::support::desk::Desk;

#[test]
fn a_failed_save_keeps_the_note() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.break_the_disk().keys("nwants 20 units<enter>");
    let screen = desk.screen();
    assert!(screen.shows("wants 20 units"), "{}", screen.text());
    assert!(!screen.shows("Saved"));
    assert!(desk.page("Acme").activities.is_empty());
    assert!(desk.drafts.values().any(|draft| draft.text == "wants 20 units"));

    desk.mend_the_disk().keys("<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "wants 20 units");
    assert!(desk.screen().shows("Saved"));
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
}

#[test]
fn a_call_that_was_not_saved_can_be_tried_again_with_its_key() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.break_the_disk().keys("c1");
    assert!(desk.page("Acme").activities.is_empty());
    desk.mend_the_disk().keys("1");
    assert_eq!(desk.page("Acme").activities.len(), 1);
}

#[test]
fn a_form_that_was_not_saved_stays_as_it_is() {
    let mut desk = Desk::new();
    desk.break_the_disk().keys("A山田商会<enter>");
    assert!(desk.screen().shows("山田商会"));
    desk.mend_the_disk().keys("<enter>");
    assert_eq!(desk.names(), ["山田商会"]);
    assert_eq!(desk.selected(), "山田商会");
}

#[test]
fn keys_typed_behind_a_failed_save_do_nothing() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.break_the_disk().keys_ahead("c1jc2");
    desk.mend_the_disk();
    assert!(desk.page("Acme").activities.is_empty());
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn an_undo_that_fails_says_so_and_the_desk_goes_on() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("c1").break_the_disk().keys("u");
    assert!(!desk.screen().shows("Taken back"));
    desk.mend_the_disk().keys("u");
    assert!(desk.screen().shows("Taken back"));
    assert!(desk.page("Acme").activities.is_empty());
}
