//! The rules are settings: seen in a table, changed in a form that says whom it moves, taken back.

use crate::support::desk::Desk;

/// Two customers on a list that is walked.
fn walking() -> Desk {
    let mut desk = Desk::with(&[("Tanaka Foods", "", "06-1234-5678"), ("Tanaka Metal", "", "03-1234-5678")]);
    // Tuesday, a day on which calls are made.
    desk.minutes_later(3 * 24 * 60).keys("/tanaka<enter>w<enter>");
    desk
}

/// The same with a list of everybody, from the desk.
fn with_a_list() -> Desk {
    let mut desk = walking();
    desk.keys("<esc>");
    desk
}

fn row(desk: &Desk, words: &str) -> String {
    desk.screen_of(120, 40)
        .row_with(words)
        .unwrap_or_else(|| panic!("no row with {words}:\n{}", desk.screen_of(120, 40)))
}

#[test]
fn the_rules_stand_in_a_table_with_the_pacing_below() {
    let mut desk = Desk::new();
    desk.keys("R");
    for words in ["No answer", "20m then 2h", "A 3d B 14d C 30d", "3 workdays", "Between calls", "18:00"] {
        assert!(desk.screen_of(80, 24).shows(words) || desk.screen_of(120, 40).shows(words), "{words}");
    }
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn changing_a_delay_says_whom_it_moves_and_moves_them() {
    let mut desk = walking();
    desk.keys("1R<enter>").keys("<down><down><down><ctrl-u>1d");
    assert!(desk.screen().shows("moves 1 of 2 customers"), "{}", desk.screen());
    desk.keys("<enter>");
    assert!(row(&desk, "No answer").contains("1d"));
    assert!(desk.screen().shows("* this list's own rule; X gives the desk's back  moves 1 of 2"));
    desk.keys("X");
    assert!(row(&desk, "No answer").contains("4h") && !desk.screen().shows("own rule"));
    desk.keys("u");
    assert!(row(&desk, "No answer").contains("1d"));
}

#[test]
fn a_lists_rule_holds_on_that_list_only() {
    let mut desk = walking();
    desk.keys("R<enter><down><down><down><ctrl-u>20m<enter>");
    assert!(row(&desk, "No answer").contains("20m"));
    desk.keys("<esc><esc>R");
    assert!(row(&desk, "No answer").contains("4h"));
}

#[test]
fn the_first_change_of_a_rule_is_taken_back_whole() {
    let mut desk = Desk::new();
    let was = desk.keys("R").screen_of(120, 40).rows();
    desk.keys("<enter><down><down><down><ctrl-u>20m<enter>uG<enter><ctrl-u>5m<enter>ug");
    let is = desk.screen_of(120, 40).rows();
    assert_eq!(is[..36], was[..36]);
}

#[test]
fn a_new_key_logs_in_the_walk_and_on_the_desk() {
    let mut desk = with_a_list();
    desk.keys("R<enter><down><down><ctrl-u>k<enter><esc>");
    desk.keys("/<ctrl-u>tanaka f<enter>ck");
    assert_eq!(desk.page("Tanaka Foods").activities[0].outcome, "NA");
    desk.keys("<esc>/<ctrl-u><esc>w");
    assert!(desk.screen().shows("Tanaka Metal"), "{}", desk.screen());
    desk.keys("1");
    assert!(desk.screen().shows("No outcome has that key"));
    desk.keys("k");
    assert_eq!(desk.page("Tanaka Metal").activities[0].outcome, "NA");
}

#[test]
fn a_rule_changed_in_the_walk_holds_for_the_call_in_hand() {
    let mut desk = walking();
    desk.keys("R<enter><down><down><ctrl-u>k<enter><esc>k");
    let calls: Vec<_> = desk.pages().iter().flat_map(|page| page.activities.clone()).collect();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].outcome, "NA");
}

#[test]
fn what_cannot_be_meant_is_refused_in_its_field() {
    let mut desk = Desk::new();
    for (keys, words) in [
        ("<ctrl-u><down><ctrl-u><enter>", "must not be empty"),
        ("<down><down><ctrl-u>2<enter>", "is the key of Busy"),
        ("<down><down><ctrl-u>u<enter>", "something else on the walk"),
        ("<down><down><down><ctrl-u>soon<enter>", "is not a time to wait"),
        ("<down><down><down><down><down><down><ctrl-u>21<enter>", "from 1 to 20"),
    ] {
        desk.keys("R<enter>").keys(keys);
        assert!(desk.screen_of(120, 40).shows(words), "{words}\n{}", desk.screen_of(120, 40));
        desk.app.overlays.clear();
        desk.app.parked.clear();
    }
    desk.keys("RG<enter><down><down><down><ctrl-u>19:00<enter>");
    assert!(desk.screen().shows("must end after it begins"), "{}", desk.screen());
}

#[test]
fn do_not_call_is_renamed_and_never_weakened() {
    let mut desk = Desk::new();
    desk.keys("R").keys(&"j".repeat(15)).keys("<space>");
    assert!(desk.screen().shows("keep all they do"), "{}", desk.screen());
    desk.keys("<enter>");
    assert!(!desk.screen_of(120, 40).shows("Leaves list") && desk.screen().shows("English"));
    desk.keys("<ctrl-u>Never again<enter>");
    assert!(row(&desk, "Never again").contains("blocks"));
}

#[test]
fn an_own_outcome_is_added_used_hidden_and_shown_again() {
    let mut desk = with_a_list();
    desk.keys("RNSeminar<down><down>k<enter>G<up>");
    assert!(row(&desk, "Seminar").starts_with("\u{276f} k"), "{}", desk.screen_of(120, 40));
    desk.keys("<space>");
    assert!(row(&desk, "Seminar").contains("hidden"));
    desk.keys("u<esc>/<ctrl-u>tanaka f<enter>ck");
    assert_eq!(desk.page("Tanaka Foods").activities[0].outcome, "SEMINAR");
}

#[test]
fn hours_at_which_nobody_can_be_called_are_told_of() {
    let mut desk = walking();
    desk.keys("RG<enter><down><down><down><ctrl-u>22:00<down><ctrl-u>23:00");
    assert!(desk.screen().shows("nobody on this list could be called any more"), "{}", desk.screen());
}

#[test]
fn words_put_aside_in_a_rule_come_back() {
    let mut desk = Desk::new();
    desk.keys("R<enter> at all<esc><enter>");
    assert!(desk.screen().shows("No answer at all"));
}

#[test]
fn working_days_can_be_typed_as_such() {
    let mut desk = Desk::new();
    desk.keys("R<enter><down><down><down><ctrl-u>3 working days<enter>");
    assert!(row(&desk, "No answer").contains("3 workdays"));
}

#[test]
fn a_list_gets_another_name_and_a_script() {
    let mut desk = walking();
    desk.editor = |_| "Hello {name}\nwe are ..".into();
    desk.keys("e<ctrl-u>Osaka<down><ctrl-o><enter>");
    assert!(desk.screen().shows("Osaka") && desk.screen().shows("we are .."), "{}", desk.screen());
    desk.keys("u");
    assert!(desk.screen().rows()[0].contains("tanaka"));
    desk.keys("<esc>/<ctrl-u><esc>We<ctrl-u><enter>");
    assert!(desk.screen().shows("must not be empty"), "{}", desk.screen());
}
