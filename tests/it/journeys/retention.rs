//! Who is due for a look: kept, erased or left alone, from the list.

use crate::screens::picture;
use crate::support::desk::Desk;

/// Two customers nobody has heard of for four years.
fn desk() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678")]);
    desk.minutes_later(4 * 366 * 24 * 60);
    desk
}

#[test]
fn who_is_due_is_kept_until_a_day_and_undo_brings_them_back() {
    let mut desk = desk();
    desk.keys("Z");
    assert!(desk.screen().shows("Acme") && desk.screen().shows("Beta"), "{}", desk.screen().text());
    desk.keys("r2033-03-31<enter>");
    assert!(desk.screen().shows("1 due"), "{}", desk.screen().text());
    desk.keys("u");
    assert!(desk.screen().shows("2 due"), "{}", desk.screen().text());
}

#[test]
fn one_is_erased_from_the_list_after_being_asked() {
    let mut desk = desk();
    desk.keys("Z<ctrl-x>E");
    assert!(desk.screen().shows("1 due"), "{}", desk.screen().text());
}

#[test]
fn the_list_looks_as_it_did() {
    for (name, japanese) in [("retention_en", false), ("retention_ja", true)] {
        let mut desk = if japanese { desk().japanese() } else { desk() };
        picture(name, desk.keys("Z"), 80, 24);
    }
}
