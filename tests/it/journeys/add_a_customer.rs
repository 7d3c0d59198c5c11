//! Adding customers, people, contact points.

use crate::support::desk::Desk;

#[test]
fn a_name_is_enough() {
    let mut desk = Desk::new();
    desk.keys("A").keys("山田商会<enter>");
    assert_eq!(desk.names(), ["山田商会"]);
    assert_eq!(desk.selected(), "山田商会");
}

#[test]
fn a_number_is_enough_and_stands_for_the_name() {
    let mut desk = Desk::new();
    desk.keys("A<down><down>03-1234-5678<enter>");
    let page = desk.page("03-1234-5678");
    assert_eq!(page.contact_points[0].normal, "+81312345678");
}

#[test]
fn neither_is_too_little_and_the_form_stays() {
    let mut desk = Desk::new();
    desk.keys("A<enter>");
    assert!(desk.names().is_empty());
    assert!(desk.screen().shows("Not saved yet"));
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn a_new_customer_is_selected_even_in_a_long_list() {
    let mut desk = Desk::demo();
    desk.keys("ANew Company<enter>");
    assert_eq!(desk.selected(), "New Company");
    desk.keys("c1");
    assert_eq!(desk.page("New Company").activities.len(), 1);
}

#[test]
fn a_new_customer_is_selected_while_a_search_stands() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("/acme<enter>ABeta<enter>");
    assert_eq!(desk.selected(), "Beta");
}

#[test]
fn a_refusal_stands_beside_its_field_and_nothing_is_lost() {
    let mut desk = Desk::new();
    desk.keys("AAcme").keys("<pageup>").keys("<down>".repeat(9).as_str());
    let field = desk.screen();
    assert!(field.caret.is_some());
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("NQuote<down><down>many<enter>");
    let screen = desk.screen();
    assert!(screen.shows("many") && screen.shows("Quote"), "{}", screen.text());
    assert!(desk.page("Acme").deals.is_empty());
    desk.keys("<ctrl-u>120万<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(1_200_000));
}

#[test]
fn a_person_and_a_number_are_added_to_the_customer() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("p田中<enter>");
    assert_eq!(desk.page("Acme").people[0].name(), "田中");
    desk.keys("+090-1234-5678<enter>");
    assert_eq!(desk.page("Acme").contact_points[0].normal, "+819012345678");
    assert!(desk.screen().shows("090-1234-5678") && desk.screen().shows("田中"));
}

#[test]
fn a_consumer_is_also_the_person_one_speaks_to() {
    let mut desk = Desk::new();
    desk.keys("A山田 花子");
    while desk.app.overlays.iter().any(|_| !under_kind(&desk)) {
        desk.keys("<down>");
    }
    desk.keys("<space><enter>");
    let page = desk.page("山田 花子");
    assert_eq!((page.customer.kind.as_str(), page.people.len()), ("person", 1));
}

fn under_kind(desk: &Desk) -> bool {
    let Some(salesdesk::app::overlay::Overlay::Form(form)) = desk.app.overlays.last() else { return true };
    form.row().is_some_and(|row| row.field.name == "kind")
}
