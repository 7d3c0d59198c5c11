//! Two languages, changed while the program runs.

use crate::support::desk::Desk;

#[test]
fn the_language_changes_at_once_and_back() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    assert!(desk.screen().shows("1 customer"));
    desk.keys("L");
    assert!(desk.screen().shows("顧客 1 件"), "{}", desk.screen().text());
    assert!(desk.screen().shows("電話"));
    desk.keys("L");
    assert!(desk.screen().shows("1 customer"));
}

#[test]
fn what_stands_in_the_way_is_told_in_the_language_of_the_screen() {
    let mut desk = Desk::new().japanese();
    desk.keys("c");
    assert!(desk.screen().shows("顧客が選ばれていません"));
}
