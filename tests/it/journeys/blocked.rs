//! Nobody is called who must not be.

use salesdesk::domain::block::Block;
use salesdesk::domain::{Change, Deed, Id};

use crate::support::NOW;
use crate::support::desk::Desk;

fn block(desk: &Desk, until: Option<i64>) -> Change {
    let customer = Some(desk.page("Acme").customer.id);
    let block =
        Block { id: Id::mint(NOW), customer, reason: "asked us not to".into(), until, ..Block::default() };
    Change::new(Deed::Block, "Acme").add(&block)
}

fn blocked() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    let change = block(&desk, None);
    desk.commit(&change);
    desk
}

#[test]
fn a_blocked_customer_is_not_dialled_by_any_key() {
    let mut desk = blocked();
    desk.keys("cD<esc>D");
    assert!(desk.dialled.is_empty());
    desk.keys("<tab>D");
    assert!(desk.dialled.is_empty());
    desk.keys("c");
    assert!(desk.dialled.is_empty());
    assert!(desk.screen().shows("not dialled"));
}

#[test]
fn the_list_and_the_page_say_so() {
    let desk = blocked();
    assert!(desk.screen().shows("DO NOT CALL"), "{}", desk.screen().text());
    assert!(desk.screen().shows("asked us not to"));
}

#[test]
fn a_call_from_the_agenda_does_not_dial_either() {
    let mut desk = blocked();
    desk.keys("tquote tomorrow<enter>ac");
    assert!(desk.dialled.is_empty());
}

#[test]
fn a_block_ends_with_its_day() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    let change = block(&desk, Some(NOW + 60_000));
    desk.commit(&change).keys("D");
    assert!(desk.dialled.is_empty());
    desk.minutes_later(2).keys("D");
    assert_eq!(desk.dialled, ["+81312345678"]);
    assert!(!desk.screen().shows("DO NOT CALL"));
}

#[test]
fn do_not_call_is_one_key_and_holds_for_the_number_wherever_it_stands() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("Branch", "", "03 1234 5678")]);
    desk.keys("/acme<enter>cx<esc>/branch<enter>");
    let before = desk.dialled.len();
    desk.keys("cD");
    assert_eq!(desk.dialled.len(), before);
}

#[test]
fn a_mail_address_is_never_dialled() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("+info@acme.example<down><space><space><space><enter><tab>j");
    assert_eq!(desk.page("Acme").contact_points[1].kind, "mail");
    desk.keys("D");
    assert_eq!(desk.dialled, ["+81312345678"]);
    desk.keys("y");
    assert_eq!(desk.copied, ["info@acme.example"]);
}

#[test]
fn one_key_blocks_with_a_reason_until_a_day_and_lifts_with_another() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("Bbusy until 2026-12-24<enter>");
    let block = desk.page("Acme").blocks[0].clone();
    assert_eq!((block.reason.as_str(), block.channel.as_str()), ("busy until 2026-12-24", "call"));
    assert!(block.until.is_some() && block.customer.is_some());
    assert!(desk.screen().shows("do not call until Thu 24 Dec: busy"), "{}", desk.screen().text());
    desk.keys("D");
    assert!(desk.dialled.is_empty());
    desk.keys("B<enter>");
    assert!(desk.screen().shows("Say why"), "{}", desk.screen().text());
    desk.keys("they called us<enter>");
    assert_eq!(desk.page("Acme").blocks[0].lifted_why, "they called us");
    desk.keys("D");
    assert_eq!(desk.dialled, ["+81312345678"]);
    desk.keys("uyD");
    assert!(desk.copied.is_empty());
    assert_eq!(desk.dialled.len(), 1);
}

#[test]
fn one_number_alone_is_blocked_and_the_next_one_is_called() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("+06-1234-5678<enter><tab>Bwrong floor<enter>D");
    assert!(desk.dialled.is_empty());
    assert!(desk.screen().shows("do not call 03-1234-5678: wrong floor"), "{}", desk.screen().text());
    desk.keys("y");
    assert!(desk.copied.is_empty());
    desk.keys("<esc>D");
    assert_eq!(desk.dialled, ["+81612345678"]);
    desk.keys("c1");
    assert_eq!(desk.dialled, ["+81612345678", "+81612345678"]);
    assert_eq!(desk.page("Acme").activities[0].number, "+81612345678");
    desk.keys("c<tab>");
    assert!(desk.copied.is_empty());
    assert!(desk.screen().shows("wrong floor"));
}

#[test]
fn a_person_is_blocked_and_their_house_is_not() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("pTanaka<enter><tab>jB<enter>");
    let page = desk.page("Acme");
    assert_eq!(page.blocks[0].person, Some(page.people[0].id), "{}", desk.screen().text());
    desk.keys("D");
    assert!(desk.dialled.is_empty());
    desk.keys("kD");
    assert_eq!(desk.dialled, ["+81312345678"]);
}

#[test]
fn a_block_from_elsewhere_stops_a_call_that_is_being_logged() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("+06-1234-5678<enter>c");
    let change = block(&desk, None);
    desk.commit(&change).keys("<tab>");
    assert!(desk.copied.is_empty());
    assert!(desk.screen().shows("asked us not to"), "{}", desk.screen().text());
}

#[test]
fn a_block_that_cannot_be_written_is_not_said_to_stand() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.break_the_disk().keys("Bno more<enter>");
    assert!(desk.screen().shows("no more") && !desk.screen().shows("Saved"), "{}", desk.screen().text());
    assert!(desk.page("Acme").blocks.is_empty());
    desk.mend_the_disk().keys("<enter>");
    assert_eq!(desk.page("Acme").blocks.len(), 1);
}
