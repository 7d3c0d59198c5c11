//! Snippets of the config stand in for their abbreviations in a note.

use crate::support::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.app.setting.snippets.insert("shi".into(), "資料送付希望".into());
    desk
}

#[test]
fn an_abbreviation_becomes_its_text_and_an_unknown_one_stays() {
    let mut desk = desk();
    desk.keys("ct;shi ;nope, ;shi<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "資料送付希望 ;nope, 資料送付希望");
}

#[test]
fn the_field_takes_it_back() {
    let mut desk = desk();
    desk.keys("n;shi.<ctrl-_><ctrl-_>");
    assert!(desk.screen().shows("> ;shi"), "{}", desk.screen());
}

#[test]
fn help_for_the_line_lists_them() {
    let mut desk = desk();
    desk.keys("n<f1>G");
    assert!(desk.screen().shows(";shi") && desk.screen().shows("資料送付希望"), "{}", desk.screen());
}
