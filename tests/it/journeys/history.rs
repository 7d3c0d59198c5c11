//! What happened to a customer.

use crate::support::desk::Desk;

#[test]
fn history_tells_what_was_and_what_is_in_both_languages() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("raH");
    let screen = desk.screen();
    assert!(screen.shows("history of Acme") && screen.shows("Rank: A"), "{}", screen.text());
    let mut desk = desk.japanese();
    desk.keys("<esc>H");
    assert!(
        desk.screen().shows("Acme の変更履歴") && desk.screen().shows("ランク: A"),
        "{}",
        desk.screen().text()
    );
}

#[test]
fn a_long_note_is_read_whole() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    let long = "長い話です。".repeat(40);
    desk.keys(&format!("n{long}おわり<enter><tab>"));
    desk.keys("G<enter>");
    assert!(desk.screen().shows("おわり"), "{}", desk.screen().text());
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
}
