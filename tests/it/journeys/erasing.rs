//! Somebody is erased from the screen: after one look at what goes, by a key of its own, for good.

use salesdesk::app::msg::Reply;
use salesdesk::domain::page::Page;

use crate::support::NOW;
use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "03-9999-0000")])
}

#[test]
fn what_goes_is_shown_first_and_esc_leaves_everything() {
    let mut desk = desk();
    let before = desk.digest();
    desk.keys("/Acme<enter><ctrl-x>");
    let screen = desk.screen();
    assert!(screen.shows("Erase Acme for good?") && screen.shows("contact point 1"), "{}", screen.text());
    desk.keys("<esc>");
    assert_eq!((desk.digest(), desk.names().len()), (before, 2));
}

#[test]
fn nothing_but_its_own_key_erases() {
    let mut desk = desk();
    let before = desk.digest();
    desk.keys("/Acme<enter><ctrl-x>ey<enter>");
    assert_eq!(desk.digest(), before);
}

#[test]
fn whoever_is_erased_is_gone_with_what_was_begun_about_them_and_undo_says_why_it_cannot() {
    let mut desk = desk();
    desk.keys("/Acme<enter>thalf a thou<esc>");
    assert_eq!(desk.drafts.len(), 1);
    desk.keys("<ctrl-x>E");
    assert!(!desk.pages().iter().any(|page| page.customer.name == "Acme"));
    assert!(desk.drafts.is_empty());
    desk.keys("<esc>u");
    assert!(desk.screen().shows("never taken back"), "{}", desk.screen().text());
}

#[test]
fn of_somebody_erased_only_that_and_when_is_shown_and_nothing_can_be_done_with_them() {
    let mut desk = desk();
    desk.keys("/Acme<enter>");
    let mut page = Page { erased: Some(NOW), ..Page::default() };
    page.customer.id = desk.page("Acme").customer.id;
    page.customer.gone = true;
    desk.tell(Reply::Loaded(Some(Box::new(page))));
    assert!(desk.screen().shows("erased on"), "{}", desk.screen().text());
    assert!(!desk.screen().shows("next"));
    desk.keys("c");
    assert!(desk.screen().shows("this customer was erased"), "{}", desk.screen().text());
}
