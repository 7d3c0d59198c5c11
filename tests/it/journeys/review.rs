//! Going through what desks wrote apart: both sides, a key for either, and the way back.

use salesdesk::domain::customer::field;
use salesdesk::domain::{Id, Noun, Value, pair};

use crate::support::desk::Desk;
use crate::support::team::Team;

/// A desk and a colleague who both know Acme.
fn desks() -> (Desk, Team, Id) {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    let mut team = Team::new();
    desk.meet(&mut team);
    let id = desk.page("Acme").customer.id;
    (desk, team, id)
}

/// The same, who gave Acme another rank each: the colleague's stands.
fn apart() -> (Desk, Team) {
    let (mut desk, mut team, id) = desks();
    desk.keys("rA");
    team.write(Noun::Customer, id, field::rank, Value::Text("B".into()), 5);
    desk.meet(&mut team);
    (desk, team)
}

fn rank(desk: &Desk) -> String {
    desk.page("Acme").customer.rank
}

#[test]
fn both_sides_are_shown_with_who_and_when_and_a_key_takes_the_other() {
    let (mut desk, mut team) = apart();
    assert!(desk.screen().shows("1 to review"), "the header tells");
    assert_eq!(rank(&desk), "B");
    desk.keys("V");
    let screen = desk.screen();
    assert!(screen.shows("1 of 1") && screen.shows("Rank"));
    assert!(screen.shows("鈴木") && screen.shows("Kawai") && screen.shows("21 Nov 14:37"), "{screen}");
    desk.keys("o");
    assert_eq!(rank(&desk), "A");
    let screen = desk.screen();
    assert!(screen.shows("Nothing waits for a look") && !screen.shows("1 to review"));
    desk.meet(&mut team);
    assert_eq!(team.other.to_review(9).unwrap(), [], "the colleague's desk knows that it is settled");
}

#[test]
fn keeping_what_stands_settles_it_on_every_desk() {
    let (mut desk, mut team) = apart();
    assert_eq!(team.other.review_count().unwrap(), 1);
    desk.keys("Vs");
    assert_eq!(rank(&desk), "B");
    desk.meet(&mut team);
    assert_eq!((desk.waiting_for_a_look(), team.other.review_count().unwrap()), (0, 0));
}

#[test]
fn what_was_taken_back_comes_back_to_be_decided_again() {
    let (mut desk, _team) = apart();
    desk.keys("Vo");
    assert_eq!(rank(&desk), "A");
    desk.keys("u");
    assert_eq!(rank(&desk), "B");
    assert!(desk.screen().shows("1 of 1"));
    desk.keys("<ctrl-r>");
    assert_eq!(rank(&desk), "A");
    assert!(desk.screen().shows("Nothing waits for a look"));
    desk.keys("uo");
    assert_eq!(rank(&desk), "A");
}

#[test]
fn a_customer_who_was_deleted_and_worked_on_is_brought_back_or_left() {
    for (key, there) in [("o", true), ("s", false)] {
        let (mut desk, mut team, id) = desks();
        team.delete(id);
        desk.minutes_later(3);
        desk.keys("nasks for a quote<enter>");
        desk.meet(&mut team);
        assert_eq!(desk.names().len(), 0);
        desk.keys("V");
        let screen = desk.screen();
        assert!(screen.shows("worked on since") && screen.shows("asks for a quote"));
        desk.keys("<enter>");
        assert!(desk.screen().shows("bring them back first"));
        desk.keys(key).keys("u");
        assert_eq!((desk.names().len(), desk.waiting_for_a_look()), (0, 1), "taken back, it waits again");
        desk.keys(key);
        assert_eq!((desk.names().len() == 1, desk.waiting_for_a_look()), (there, 0));
        desk.meet(&mut team);
        assert_eq!(team.other.review_count().unwrap(), 0);
    }
}

#[test]
fn two_who_share_a_number_are_told_apart_or_made_one() {
    for (key, verdict) in [("s", pair::APART), ("o", pair::SAME)] {
        let (mut desk, mut team, _) = desks();
        team.add("Acme Trading", "03-1234-5678");
        desk.meet(&mut team);
        desk.keys("V");
        let screen = desk.screen();
        assert!(screen.shows("both have") && screen.shows("Acme Trading"));
        desk.keys(key);
        assert_eq!(desk.verdicts(), [verdict]);
        assert!(desk.screen().shows("Nothing waits for a look"));
        desk.keys("u");
        assert_eq!(desk.verdicts(), Vec::<String>::new());
        assert!(desk.screen().shows("1 of 1"));
    }
}

#[test]
fn a_decision_the_disk_refuses_keeps_what_waits() {
    let (mut desk, _team) = apart();
    desk.keys("V").break_the_disk().keys("o");
    assert!(desk.screen().shows("1 of 1"));
    desk.mend_the_disk().keys("o");
    assert_eq!(rank(&desk), "A");
}

#[test]
fn enter_opens_the_customer_and_an_empty_list_says_what_it_is_for() {
    let (mut desk, _team) = apart();
    desk.keys("V<enter>");
    assert!(desk.app.overlays.is_empty());
    assert_eq!(desk.selected(), "Acme");
    let mut alone = Desk::with(&[("Acme", "", "")]);
    alone.keys("V");
    assert!(alone.screen().shows("shown here after a sync"));
    alone.keys("o");
    assert!(alone.screen().shows("Nothing is selected"));
}
