//! What hangs on a deal and a customer's contracts, entered on the screen: stops, lines, contracts.

use salesdesk::domain::product::{Product, id_of};
use salesdesk::domain::{Change, Deed};

use crate::screens::picture;
use crate::support::desk::Desk;

/// A desk that sells drills and saws, with a deal at Acme and two people there.
fn desk() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "")]);
    let product = |code: &str, name: &str, price, currency: &str| Product {
        id: id_of(code, name),
        code: code.into(),
        name: name.into(),
        price: Some(price),
        currency: currency.into(),
        ..Product::default()
    };
    let products = [product("D1", "Drill", 12_000, ""), product("S1", "Saw", 900, "USD")];
    let change = Change::new(Deed::EditProduct, "products");
    desk.commit(&products.iter().fold(change, Change::add));
    desk.keys("/acme<enter>pBoss<enter>pBuyer<enter>NNew line<enter>");
    desk
}

#[test]
fn somebody_is_put_on_the_route_moved_along_it_and_taken_off() {
    let mut desk = desk();
    desk.keys("@<down><right><right><right><right><enter>");
    desk.keys("@<down><right><enter>");
    assert!(desk.screen().shows("starts it Buyer > decides Boss"), "{}", desk.screen().text());
    desk.keys("@");
    assert!(desk.screen().shows("Nobody is known there who is not on the route"));
    desk.keys("<tab>");
    let down = desk.app.desk.items().iter().position(|item| item.noun.table() == "deal_person").unwrap();
    desk.keys(&"j".repeat(down));
    assert!(desk.screen().shows("starts it Buyer > decides Boss"));
    desk.keys("e<down>9<enter>");
    assert!(desk.screen().shows("starts it Buyer > decides Boss"), "{}", desk.screen().text());
    assert_eq!(desk.page("Acme").deal_people.iter().filter(|part| part.position == Some(9)).count(), 1);
    desk.keys("X");
    assert!(desk.screen().shows("decides Boss") && !desk.screen().shows("starts it Buyer"));
    desk.keys("uuuu");
    assert!(desk.page("Acme").deal_people.is_empty());
}

#[test]
fn a_line_takes_its_price_from_the_product_and_the_deal_comes_to_its_lines() {
    let mut desk = desk();
    desk.keys("$dri");
    assert!(desk.screen().shows("takes Drill"), "{}", desk.screen().text());
    desk.keys("<right><down>2<enter>");
    let page = desk.page("Acme");
    let line = &page.deal_lines[0];
    assert_eq!((line.product.as_str(), line.product_code.as_str()), ("Drill", "D1"));
    assert_eq!((line.quantity, line.unit_price, line.currency.as_str()), (Some(2_000), Some(12_000), "JPY"));
    assert_eq!(page.deals[0].amount, Some(24_000));
    assert!(desk.screen().shows("Drill x2"), "{}", desk.screen().text());
    desk.keys("$Saw<enter>");
    assert_eq!(desk.page("Acme").deal_lines.len(), 1, "its price is in dollars");
    desk.keys("500<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(24_500), "one where nobody says how many");
    desk.keys("uu");
    assert!(desk.page("Acme").deal_lines.is_empty());
}

#[test]
fn a_line_is_changed_and_deleted_where_it_stands_and_added_from_the_board() {
    let mut desk = desk();
    desk.keys("$Drill<enter><tab>");
    let down = desk.app.desk.items().iter().position(|item| item.noun.table() == "deal_line").unwrap();
    desk.keys(&"j".repeat(down)).keys("<enter><down><ctrl-u>3<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(36_000));
    desk.keys("X");
    assert!(desk.page("Acme").deal_lines.is_empty());
    desk.keys("<esc>b$Drill<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(12_000));
    assert!(desk.screen().shows("12,000"), "{}", desk.screen().text());
}

#[test]
fn a_contract_begins_today_and_is_renewed_a_cycle_later() {
    let mut desk = desk();
    desk.keys("CBasic plan<down>12万<enter>");
    let one = desk.page("Acme").subscriptions.remove(0);
    assert_eq!((one.amount, one.currency.as_str(), one.cycle.as_str()), (Some(120_000), "JPY", "year"));
    assert_eq!((one.started_on.as_str(), one.renews_on.as_str()), ("2026-11-21", "2027-11-21"));
    assert!(desk.screen().shows("Basic plan"));
    desk.keys("u");
    assert!(desk.page("Acme").subscriptions.is_empty());
}

#[test]
fn without_an_open_deal_nothing_is_added_to_one_and_words_that_were_put_aside_come_back() {
    let mut desk = desk();
    desk.keys("$Dr<esc>$");
    assert!(desk.screen().shows("Drill"), "{}", desk.screen().text());
    desk.keys("<esc><esc>/beta<enter>$");
    assert!(desk.app.overlays.is_empty());
    assert!(desk.screen().shows("There is no open deal"));
}

#[test]
fn the_forms_of_a_line_a_stop_and_a_contract_look_as_they_did() {
    for (name, keys) in [
        ("deal_line", "$dri"),
        ("deal_line_price", "$Drill<down>"),
        ("deal_stop", "@<down>"),
        ("contract", "CDrill"),
        ("deal_parts", "$Drill<enter>@<enter>"),
    ] {
        let mut english = desk();
        english.keys(keys);
        picture(&format!("{name}_en"), &english, 80, 24);
        let mut japanese = desk().japanese();
        japanese.keys(keys);
        picture(&format!("{name}_ja"), &japanese, 80, 24);
    }
}
