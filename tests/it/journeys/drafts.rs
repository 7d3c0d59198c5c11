//! Words put aside, and words found at the next start.

use salesdesk::app::overlay::Overlay;

use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "")])
}

#[test]
fn esc_discards_nothing_and_reopening_finds_the_words() {
    for (open, again) in [
        ("nhalf a thought<esc>", "n"),
        ("cthalf a thought<esc><esc>", "c"),
        ("thalf a thought<esc>", "t"),
        ("#half a thought<esc>", "#"),
        ("o1half a thought<esc>", "o1"),
        ("mhalf a thought<esc>", "m"),
        ("phalf a thought<esc>", "p"),
        ("Ahalf a thought<esc>", "A"),
        ("E, half a thought<esc>", "E"),
    ] {
        let mut desk = desk();
        let before = desk.digest();
        desk.keys(open);
        assert!(desk.app.overlays.is_empty(), "{open}");
        desk.keys(again);
        if again == "c" {
            desk.keys("t");
        }
        assert!(desk.screen().shows("half a thought"), "{open}: {}", desk.screen().text());
        assert_eq!(desk.digest(), before);
    }
}

#[test]
fn words_put_aside_belong_to_their_customer() {
    let mut desk = desk();
    desk.keys("/acme<enter>nabout Acme<esc><esc>/beta<enter>n");
    assert!(!desk.screen().shows("about Acme"));
}

#[test]
fn saved_words_do_not_come_back() {
    let mut desk = desk();
    desk.keys("ctfirst<esc><esc>cc, and more 15:00<enter>");
    assert!(desk.drafts.is_empty(), "{:?}", desk.drafts);
    desk.keys("ct");
    assert!(desk.screen().rows().iter().any(|row| row == " >"), "{}", desk.screen().text());
}

#[test]
fn a_tag_does_not_throw_away_a_next_step_put_aside() {
    let mut desk = desk();
    desk.keys("thalf a step<esc>#vip<enter>t");
    assert!(desk.screen().shows("half a step"));
}

#[test]
fn what_a_dead_session_left_is_offered_and_taken_up() {
    for (typed, words) in [
        ("/acme<enter>nhalf a note", "half a note"),
        ("/acme<enter>cthalf a call", "half a call"),
        ("/acme<enter>thalf a step", "half a step"),
        ("/acme<enter>#half a tag", "half a tag"),
        ("/acme<enter>phalf a person", "half a person"),
        ("/acme<enter>Ahalf a customer", "half a customer"),
        ("/acme<enter>E, half an edit", "half an edit"),
    ] {
        let mut desk = desk();
        desk.keys(typed);
        let mut desk = desk.reopened();
        assert!(desk.screen().shows("1 unfinished"), "{typed}: {}", desk.screen().text());
        desk.keys("<enter>");
        assert!(desk.screen().shows(words), "{typed}: {}", desk.screen().text());
        assert!(!matches!(desk.app.overlays.last(), Some(Overlay::Drafts(_))));
        if words != "half a customer" {
            assert_eq!(desk.selected(), "Acme", "{typed}");
        }
    }
}

#[test]
fn a_draft_that_is_given_up_is_gone_and_one_kept_for_later_stays() {
    let mut desk = desk();
    desk.keys("nhalf a note");
    let mut desk = desk.reopened();
    desk.keys("<esc>");
    assert_eq!(desk.drafts.len(), 1);
    let mut desk = desk.reopened();
    desk.keys("X");
    assert!(desk.drafts.is_empty());
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_note_taken_up_and_saved_is_no_draft_any_more() {
    let mut desk = desk();
    desk.keys("/acme<enter>nhalf a note");
    let mut desk = desk.reopened();
    desk.keys("<enter>, now whole<enter>");
    assert_eq!(desk.page("Acme").activities[0].note, "half a note, now whole");
    assert!(desk.drafts.is_empty());
}
