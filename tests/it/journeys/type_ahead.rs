//! Keys typed faster than the book answers: none is lost and none hits the wrong customer.

use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678"), ("Gamma", "", "")])
}

#[test]
fn a_whole_call_typed_in_one_breath_is_logged_with_whom_was_meant() {
    for name in ["Acme", "Beta", "Gamma"] {
        let mut desk = desk();
        desk.keys_ahead(&format!("/{name}<enter>cttalked, tomorrow 15:00<enter>"));
        assert_eq!(desk.page(name).activities[0].note, "talked, tomorrow 15:00", "{name}");
    }
}

#[test]
fn two_calls_in_one_breath_go_to_two_customers() {
    let mut desk = desk();
    desk.keys_ahead("/acme<enter>c1<esc>/beta<enter>c2");
    assert_eq!(desk.page("Acme").activities[0].outcome, "NA");
    assert_eq!(desk.page("Beta").activities[0].outcome, "BUSY");
}

#[test]
fn moving_down_before_the_page_is_here_calls_the_customer_moved_to() {
    let mut desk = desk();
    let second = desk.app.desk.lines[1].name.clone();
    desk.keys_ahead("jc1");
    assert_eq!(desk.page(&second).activities.len(), 1);
}

#[test]
fn leaving_waits_for_what_is_being_saved() {
    let mut desk = desk();
    desk.keys_unanswered("/acme<enter>");
    desk.settle();
    desk.keys_unanswered("c1q");
    assert!(!desk.left);
    desk.settle();
    assert!(desk.left);
    assert_eq!(desk.page("Acme").activities.len(), 1);
}

#[test]
fn ctrl_c_forgets_what_still_waits() {
    let mut desk = desk();
    desk.keys_unanswered("/acme<enter>c1<ctrl-c>");
    desk.settle();
    assert!(desk.page("Acme").activities.is_empty());
}
