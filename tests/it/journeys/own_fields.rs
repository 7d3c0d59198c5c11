//! Fields of the desk's own on the screen: added, called otherwise, of another kind, dropped, taken back.

use salesdesk::app::overlay::Overlay;

use crate::support::desk::Desk;

fn shows(desk: &Desk, words: &str) {
    assert!(desk.screen_of(120, 40).shows(words), "no {words}:\n{}", desk.screen_of(120, 40));
}

/// The row that holds these words, without the blanks between its columns.
fn row(desk: &Desk, words: &str) -> String {
    let row = desk.screen_of(120, 40).row_with(words).unwrap_or_default();
    row.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What customers hold in their fields: the field, the words and their normal form.
fn held(desk: &Desk) -> Vec<(String, String, String)> {
    let own = desk.pages().into_iter().flat_map(|page| page.own);
    let mut held: Vec<_> = own.map(|own| (own.field.name, own.value.raw, own.value.normal)).collect();
    held.sort();
    held
}

fn one(field: &str, raw: &str, normal: &str) -> (String, String, String) {
    (field.into(), raw.into(), normal.into())
}

/// Acme and Beta with a text field `Seats` that holds `1,200` and `a few`; its row is under the cursor.
fn seats() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", ""), ("Beta", "", "")]);
    desk.keys("fNSeats<enter><esc>");
    for (name, words) in [("Acme", "1,200"), ("Beta", "a few")] {
        desk.keys(&format!("/<ctrl-u>{name}<enter>E")).keys(&"<tab>".repeat(6)).keys(words).keys("<enter>");
    }
    desk.keys("/<ctrl-u><enter>f");
    assert_eq!(held(&desk), [one("Seats", "1,200", ""), one("Seats", "a few", "")]);
    desk
}

#[test]
fn a_desk_without_fields_says_what_they_are_and_how_to_add_one() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("f");
    shows(&desk, "No fields of your own yet");
    shows(&desk, "Press N to add one");
    desk.keys("X");
    shows(&desk, "Nothing is selected");
    desk.keys("<enter><esc>");
    assert!(desk.app.overlays.is_empty());
    desk.keys(":own<enter>");
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Fields(_))), "{}", desk.screen());
}

#[test]
fn a_field_that_is_added_stands_in_the_form_at_once() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("fNPlan<tab><tab><right><right><right><tab>Free, Team<enter>");
    assert_eq!(row(&desk, "Plan"), "❯ customer Plan choice 0 Free, Team");
    desk.keys("<esc>E").keys(&"<tab>".repeat(6));
    shows(&desk, "1 Free  2 Team");
    desk.keys("2<enter>");
    assert_eq!(held(&desk), [one("Plan", "Team", "Team")]);
    desk.keys("f");
    assert_eq!(row(&desk, "Plan"), "❯ customer Plan choice 1 Free, Team");
}

#[test]
fn fields_stand_by_what_has_them_and_the_cursor_goes_to_the_one_that_was_added() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("fNBudget<tab><right><right><enter>NZeta<enter>NAlpha<enter>");
    let names = |desk: &Desk| {
        let Some(Overlay::Fields(fields)) = desk.app.overlays.last() else { panic!("{}", desk.screen()) };
        let names: Vec<String> = fields.rows.iter().map(|(field, _)| field.name.clone()).collect();
        (names, fields.cursor.at)
    };
    assert_eq!(names(&desk), (vec!["Alpha".into(), "Zeta".into(), "Budget".into()], 0));
    desk.keys("j").keys("e<ctrl-u>Eta<enter>");
    assert_eq!(names(&desk), (vec!["Alpha".into(), "Eta".into(), "Budget".into()], 1));
}

#[test]
fn another_name_keeps_every_value() {
    let mut desk = seats();
    desk.keys("<enter><ctrl-u>Chairs<enter>");
    shows(&desk, "Saved: own fields Seats");
    assert_eq!(held(&desk), [one("Chairs", "1,200", ""), one("Chairs", "a few", "")]);
    desk.keys("u");
    assert_eq!(held(&desk)[0].0, "Seats");
}

#[test]
fn another_kind_reads_every_word_anew_keeps_it_and_says_what_does_not_fit() {
    let mut desk = seats();
    desk.keys("<enter><tab><right><enter>");
    shows(&desk, "Not fitting: 1");
    assert_eq!(row(&desk, "number"), "❯ customer Seats number 2");
    assert_eq!(held(&desk), [one("Seats", "1,200", "1200"), one("Seats", "a few", "")]);
    desk.keys("u");
    assert_eq!(held(&desk), [one("Seats", "1,200", ""), one("Seats", "a few", "")]);
    assert_eq!(row(&desk, "Seats"), "❯ customer Seats text 2");
    desk.keys("<ctrl-r>");
    assert_eq!(held(&desk)[0], one("Seats", "1,200", "1200"));
}

#[test]
fn a_field_that_is_dropped_comes_back_with_all_it_held() {
    let mut desk = seats();
    desk.keys("X");
    assert!(held(&desk).is_empty());
    shows(&desk, "No fields of your own yet");
    desk.keys("<esc>E");
    assert!(!desk.screen_of(120, 40).shows("Seats"));
    desk.keys("<esc>fu");
    assert_eq!(row(&desk, "Seats"), "❯ customer Seats text 2");
    assert_eq!(held(&desk).len(), 2);
}

#[test]
fn a_field_of_a_name_that_was_dropped_reads_what_stands_there_by_its_own_rules() {
    let mut desk = seats();
    desk.keys("XNSeats<tab><tab><right><enter>");
    shows(&desk, "Not fitting: 1");
    assert_eq!(held(&desk), [one("Seats", "1,200", "1200"), one("Seats", "a few", "")]);
}

#[test]
fn what_can_be_no_field_stays_in_the_form_with_the_reason() {
    let mut desk = seats();
    for (typed, why) in [
        ("seats", "there is a field `seats` already"),
        ("name", "`name` is a built-in field"),
        ("a=b", "must not hold ="),
        ("", "must not be empty"),
        ("Plan<tab><tab><right><right><right>", "say what can be chosen"),
        ("Plan<tab><tab><tab><tab><tab><tab><tab>3", "only a number, an amount or a date has one"),
        ("Plan<tab><tab><right><tab><tab><tab><tab><tab>few", "is no number"),
    ] {
        desk.keys(&format!("N{typed}<enter>"));
        shows(&desk, why);
        shows(&desk, "Not saved yet");
        desk.keys("<esc>");
        let park = desk.drafts.keys().next().cloned();
        park.into_iter().for_each(|key| drop(desk.drafts.remove(&key)));
        desk.app.parked.clear();
    }
    assert_eq!(held(&desk).len(), 2);
}

#[test]
fn a_field_that_was_not_saved_stays_as_it_was_typed() {
    let mut desk = seats();
    desk.break_the_disk().keys("<enter><ctrl-u>Chairs<tab><right><enter>");
    shows(&desk, "Chairs");
    assert_eq!(desk.app.overlays.len(), 2);
    desk.mend_the_disk().keys("<enter>");
    assert_eq!(held(&desk)[0], one("Chairs", "1,200", "1200"));
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn words_put_aside_are_there_when_the_form_is_opened_again() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("fNPlan<tab><tab><right><esc>N");
    shows(&desk, "Plan");
    desk.keys("<enter>");
    assert_eq!(row(&desk, "Plan"), "❯ customer Plan number 0");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
}
