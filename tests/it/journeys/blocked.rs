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
