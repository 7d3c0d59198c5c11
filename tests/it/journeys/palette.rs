//! Every action by name.

use salesdesk::app::overlay::Overlay;

use crate::support::desk::Desk;

#[test]
fn an_action_runs_by_its_name_in_either_language() {
    for typed in [":agenda<enter>", ":予定一覧<enter>", "<ctrl-p>agen<enter>"] {
        let mut desk = Desk::with(&[("Acme", "", "")]);
        desk.keys(typed);
        assert!(matches!(desk.app.overlays.last(), Some(Overlay::Agenda(_))), "{typed}");
    }
}

#[test]
fn a_call_is_logged_through_it() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys(":call<enter>1");
    assert_eq!(desk.page("Acme").activities.len(), 1);
}

#[test]
fn undo_is_found_in_japanese_too() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    let before = desk.digest();
    desk.keys("c1:取り消<enter>");
    assert_eq!(desk.digest(), before);
}

#[test]
fn a_name_nobody_gave_says_so_and_esc_leaves() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys(":zzz");
    assert!(desk.screen().shows("No action is called that"));
    desk.keys("<enter><esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn opening_the_customer_from_the_agenda_works_by_name() {
    let mut desk = Desk::with(&[("Acme", "", ""), ("Beta", "", "")]);
    desk.keys("/acme<enter>tquote tomorrow<enter><esc>/beta<enter>a:open<enter>");
    assert_eq!(desk.selected(), "Acme");
}

#[test]
fn saving_a_note_works_by_name() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("nhello<ctrl-p>save<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "hello");
}
