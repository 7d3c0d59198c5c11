//! A rank by one key, a tag on and off.

use crate::support::desk::Desk;

#[test]
fn a_rank_is_two_keys_and_can_be_taken_away() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("ra");
    assert_eq!(desk.page("Acme").customer.rank, "A");
    assert!(desk.screen().shows("rank A"));
    desk.keys("r0");
    assert_eq!(desk.page("Acme").customer.rank, "");
}

#[test]
fn a_tag_is_put_on_and_taken_off_by_the_same_words() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("#展示会<enter>");
    assert_eq!(desk.page("Acme").tags[0].name, "展示会");
    assert!(desk.screen().shows("展示会"));
    desk.keys("#展示会");
    assert!(desk.screen().shows("Enter takes the tag off"));
    desk.keys("<enter>");
    assert!(desk.page("Acme").tags.is_empty());
}

#[test]
fn a_tag_finds_its_customers() {
    let mut desk = Desk::with(&[("Acme", "", ""), ("Beta", "", "")]);
    desk.keys("/acme<enter>#fair<enter><esc>/tag:fair<enter>");
    assert_eq!(desk.selected(), "Acme");
    assert_eq!(desk.app.desk.lines.len(), 1);
}

#[test]
fn tags_that_a_template_offers_are_taken_with_tab() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("T<enter>");
    desk.keys("#");
    assert!(
        desk.screen().shows("offered: Competitor's customer / Referral / Trade fair"),
        "{}",
        desk.screen().text()
    );
    desk.keys("fai<tab><enter>");
    assert_eq!(desk.page("Acme").tags[0].name, "Trade fair");
    desk.keys("#<tab><tab>");
    assert!(!desk.screen().shows("/ Trade fair"));
    desk.keys("<enter>");
    assert_eq!(desk.page("Acme").tags[0].name, "Referral");
    assert!(desk.page("Acme").tags.iter().all(|tag| tag.customer.is_some()));
}
