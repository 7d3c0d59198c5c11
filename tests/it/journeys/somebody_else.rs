//! Another program writes to the same book.

use crate::support::desk::Desk;

#[test]
fn what_another_program_adds_shows_up_and_is_found() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.elsewhere("Beta", "03-1234-5678");
    assert!(desk.screen().shows("Beta") && desk.screen().shows("2 customers"));
    desk.elsewhere("Gamma", "").keys("/gam<enter>");
    assert_eq!(desk.selected(), "Gamma");
}

#[test]
fn the_selected_customer_stays_selected_when_the_list_changes() {
    let mut desk = Desk::with(&[("Acme", "", ""), ("Beta", "", "")]);
    desk.keys("G");
    let before = desk.selected().to_owned();
    desk.elsewhere("Gamma", "");
    assert_eq!(desk.selected(), before);
}

#[test]
fn a_note_being_written_is_not_disturbed() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("nhalf a no").elsewhere("Beta", "").keys("te<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "half a note");
}
