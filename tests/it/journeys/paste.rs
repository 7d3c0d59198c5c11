//! Pasted text is text, never keys.

use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "090-1111-2222")])
}

#[test]
fn a_paste_outside_a_field_becomes_a_search_and_never_commands() {
    let mut desk = desk();
    let before = desk.digest();
    desk.paste("\r\n090-1111-2222\nXXdd:q\nc1\u{1b}[200~u");
    assert_eq!(desk.selected(), "Beta");
    assert_eq!(desk.digest(), before);
    assert!(!desk.left);
}

#[test]
fn a_paste_where_keys_choose_does_nothing() {
    for here in ["c", "o", "r", "a", "?"] {
        let mut desk = desk();
        desk.keys(here);
        let before = desk.digest();
        desk.paste("1acxq\n");
        assert_eq!(desk.digest(), before, "{here}");
        assert_eq!(desk.app.overlays.len(), 1, "{here}");
    }
}

#[test]
fn a_paste_of_many_lines_is_one_note_and_enter_saves_it() {
    let mut desk = desk();
    desk.keys("/acme<enter>n").paste("first\r\nsecond\r\nthird").keys("<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "first\nsecond\nthird");
}

#[test]
fn a_card_number_is_refused_and_the_note_stays() {
    let mut desk = desk();
    desk.keys("n").paste("4111 1111 1111 1111").keys("<enter>");
    assert!(desk.screen().shows("never stored"));
    assert_eq!(desk.app.overlays.len(), 1);
}
