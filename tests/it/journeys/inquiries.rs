//! Inquiries on the screen: taken down, moved along the board, answered; what an open complaint stops.

use salesdesk::domain::inquiry::Inquiry;

use crate::screens::picture;
use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678")])
}

fn one(desk: &Desk, name: &str) -> Inquiry {
    desk.page(name).inquiries.remove(0)
}

#[test]
fn k_takes_an_inquiry_down_and_undo_takes_it_back() {
    let mut desk = desk();
    desk.keys("/acme<enter>KIt is late<enter>");
    let inquiry = one(&desk, "Acme");
    assert_eq!((inquiry.text.as_str(), inquiry.status.as_str()), ("It is late", "new"));
    assert!(desk.screen().shows("It is late"));
    desk.keys("u");
    assert!(desk.page("Acme").inquiries.is_empty());
}

#[test]
fn an_inquiry_without_words_is_not_saved_and_nothing_typed_is_lost() {
    let mut desk = desk();
    desk.keys("/acme<enter>K<enter>");
    assert!(desk.page("Acme").inquiries.is_empty());
    desk.keys("late<enter>");
    assert_eq!(one(&desk, "Acme").text, "late");
}

#[test]
fn the_board_moves_answers_and_closes_one() {
    let mut desk = desk();
    desk.keys("/acme<enter>KIt is late<enter>J");
    desk.keys("ssent it again<enter>");
    assert_eq!(one(&desk, "Acme").status, "doing");
    assert_eq!(desk.page("Acme").inquiry_steps[0].text, "sent it again");
    desk.keys(">>");
    assert_eq!(one(&desk, "Acme").status, "done");
    desk.keys("u");
    assert_eq!(one(&desk, "Acme").status, "waiting");
    desk.keys(",");
    assert_eq!(one(&desk, "Acme").status, "doing");
}

#[test]
fn an_open_complaint_stops_the_walk_at_its_customer_until_it_is_cleared_with_a_reason() {
    let mut desk = desk();
    desk.keys("/acme<enter>KIt broke<down><down><right><enter>");
    assert!(one(&desk, "Acme").stops());
    assert!(desk.screen().shows("a complaint has been open"), "{}", desk.screen().text());
    desk.keys("Jo");
    desk.keys("<enter>");
    assert!(one(&desk, "Acme").stops(), "a reason is needed");
    desk.keys("they asked for the quote<enter>");
    assert!(!one(&desk, "Acme").stops());
    assert_eq!(one(&desk, "Acme").cleared_why, "they asked for the quote");
}

#[test]
fn a_note_after_a_call_becomes_an_inquiry_in_one_key() {
    let mut desk = desk();
    desk.keys("/acme<enter>nwants the catalogue<ctrl-t><enter>");
    let page = desk.page("Acme");
    assert_eq!(page.inquiries[0].text, "wants the catalogue");
    assert_eq!(page.inquiries[0].activity, Some(page.activities[0].id));
    desk.keys("u");
    assert!(desk.page("Acme").inquiries.is_empty() && desk.page("Acme").activities.is_empty());
}

#[test]
fn the_board_looks_as_it_did() {
    for (name, japanese) in [("inquiries_en", false), ("inquiries_ja", true)] {
        let mut desk = Desk::with(&[("田中製作所（株）", "タナカ", "03-1234-5678"), ("Acme Foods", "", "")]);
        if japanese {
            desk = desk.japanese();
        }
        picture(&format!("{name}_empty"), desk.keys("J"), 80, 24);
        desk.keys("<esc>/acme<enter>K納期が遅れている<down><down><right><enter>");
        desk.keys(
            "<esc>/田中<enter>K納期が遅れています。いつ届きますか<enter>Js運送会社に確認、火曜着<enter>>><esc>",
        );
        desk.keys("<esc>/acme<enter>J");
        picture(name, &desk, 80, 24);
        picture(&format!("{name}_120"), &desk, 120, 40);
        desk.keys("<esc>");
        picture(&format!("{name}_customer"), &desk, 80, 24);
    }
}

#[test]
fn what_was_asked_before_like_it_is_shown_while_an_inquiry_is_typed_with_how_it_was_answered() {
    let show = |desk: Desk| {
        let mut desk = desk;
        desk.keys("/beta<enter>KThe invoice shows a wrong amount<enter>Jssent a new one<enter><esc><esc>");
        desk.keys("/acme<enter>Kinvo");
        assert!(
            desk.screen().shows("The invoice shows a wrong amount -> sent a new one (Beta)"),
            "{}",
            desk.screen().text()
        );
        desk
    };
    picture("inquiry_like_en", &show(desk()), 80, 24);
    let mut japanese = show(desk().japanese());
    picture("inquiry_like_ja", &japanese, 80, 24);
    japanese.keys("<backspace><backspace>");
    assert!(!japanese.screen().shows("sent a new one"));
}
