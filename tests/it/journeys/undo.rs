//! Taking back, and doing again.

use crate::support::desk::Desk;

#[test]
fn one_undo_takes_back_the_call_its_next_step_and_its_deal() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    let before = desk.digest();
    desk.keys("ctsend a quote, Tuesday 14:00, 120万<enter>");
    let after = desk.digest();
    assert_ne!(after, before);
    desk.keys("u");
    assert_eq!(desk.digest(), before);
    assert!(desk.screen().shows("Taken back"));
    assert!(!desk.screen().shows("120"), "{}", desk.screen().text());
    desk.keys("<ctrl-r>");
    assert_eq!(desk.digest(), after);
    assert!(desk.screen().shows("Done again"));
}

#[test]
fn undo_with_nothing_to_take_back_says_so() {
    let mut desk = Desk::new();
    desk.keys("u");
    assert!(desk.app.toast.is_some());
    assert!(!desk.screen().shows("Taken back"));
}

#[test]
fn a_search_right_after_undo_finds_what_is_there_now() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("E Industries<enter>/industries<enter>");
    assert_eq!(desk.selected(), "Acme Industries");
    desk.keys("u");
    assert!(desk.app.desk.lines.is_empty(), "{}", desk.screen().text());
    desk.keys("<esc>/acme<enter>");
    assert_eq!(desk.selected(), "Acme");
}

#[test]
fn an_added_customer_taken_back_is_found_no_more() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("ABeta<enter>u/beta");
    assert!(desk.app.desk.lines.is_empty());
    desk.keys("<esc><ctrl-r>/beta<enter>");
    assert_eq!(desk.selected(), "Beta");
}

#[test]
fn undo_reaches_back_over_a_restart() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    let before = desk.digest();
    desk.keys("nremember<enter>");
    let mut desk = desk.reopened();
    desk.keys("u");
    assert_eq!(desk.digest(), before);
}
