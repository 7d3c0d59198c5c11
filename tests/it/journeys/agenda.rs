//! What is due: done, put off, moved, called; mine or everyone's; and who has nothing next.

use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::rep::Rep;
use salesdesk::domain::{Change, Deed, Id};

use crate::support::NOW;
use crate::support::desk::Desk;

const HOUR: i64 = 3_600_000;

fn desk() -> Desk {
    let mut desk =
        Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678"), ("Gamma", "", "")]);
    desk.keys("/acme<enter>tquote 15:00<enter><esc>");
    desk.keys("/beta<enter>tcontract tomorrow 10:00<enter><esc>");
    desk
}

fn step(desk: &Desk, name: &str) -> NextStep {
    desk.page(name).next_steps.remove(0)
}

#[test]
fn what_is_due_first_stands_first() {
    let mut desk = desk();
    desk.keys("a");
    let rows = desk.screen().rows();
    let at = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap();
    assert!(at("today") < at("Acme") && at("Acme") < at("later") && at("later") < at("Beta"));
}

#[test]
fn space_finishes_a_step_and_the_list_is_one_shorter() {
    let mut desk = desk();
    desk.keys("a<space>");
    assert!(!step(&desk, "Acme").open());
    assert!(!desk.screen().shows("quote"));
    assert!(desk.screen().shows("contract"));
}

#[test]
fn undo_on_the_agenda_brings_the_step_back() {
    let mut desk = desk();
    desk.keys("a<space>u");
    assert!(step(&desk, "Acme").open());
    assert!(desk.screen().shows("quote"));
}

#[test]
fn hours_count_from_its_time_or_from_now_and_days_keep_the_hour_that_was_agreed() {
    let mut desk = desk();
    let due = step(&desk, "Acme").due_at.unwrap();
    desk.keys("a1");
    assert_eq!(step(&desk, "Acme").due_at, Some(due + HOUR));
    desk.minutes_later(300).keys("1");
    assert_eq!(step(&desk, "Acme").due_at, Some(NOW + 6 * HOUR));
    desk.minutes_later(24 * 60).keys("2");
    assert_eq!(step(&desk, "Acme").due_at, Some(NOW + 6 * HOUR + 48 * HOUR));
    assert_eq!(step(&desk, "Acme").moved, Some(3));
}

#[test]
fn putting_off_twice_in_one_breath_moves_twice() {
    let mut desk = desk();
    let due = step(&desk, "Acme").due_at.unwrap();
    desk.keys_ahead("a11");
    assert_eq!(step(&desk, "Acme").due_at, Some(due + 2 * HOUR));
}

#[test]
fn enter_opens_the_customer_and_c_calls_them() {
    let mut desk = desk();
    desk.keys("aj<enter>");
    assert_eq!(desk.selected(), "Beta");
    desk.keys("ac1");
    assert_eq!(desk.page("Acme").activities.len(), 1);
    assert_eq!(desk.dialled, ["+81312345678"]);
}

#[test]
fn calling_from_the_agenda_never_calls_whoever_stood_in_the_list() {
    let mut desk = desk();
    desk.keys("/gamma<enter>ac");
    assert_eq!(desk.dialled, ["+81312345678"]);
    desk.keys("1");
    assert!(desk.page("Gamma").activities.is_empty());
    assert_eq!(desk.page("Acme").activities.len(), 1);
}

#[test]
fn a_customer_far_down_the_list_is_still_the_one_that_is_called() {
    let mut desk = Desk::demo();
    desk.keys("/nobody at all<enter>aG");
    let last = desk.screen();
    let name = {
        let salesdesk::app::overlay::Overlay::Agenda(agenda) = &desk.app.overlays[0] else {
            panic!("no agenda")
        };
        agenda.line().unwrap().name.clone()
    };
    assert!(last.shows(&name));
    let before = desk.page(&name).activity_count;
    desk.keys("c1");
    assert_eq!(desk.page(&name).activity_count, before + 1);
}

#[test]
fn an_empty_agenda_says_how_to_fill_it() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("a");
    assert!(desk.screen().shows("Nothing is waiting"));
}

#[test]
fn another_time_is_typed_and_shown_as_it_is_understood() {
    let mut desk = desk();
    desk.keys("atnext tue 10:30");
    assert!(desk.screen().shows("another time for Acme: quote 15:00"));
    assert!(desk.screen().shows("next step Tue 24 Nov 10:30"));
    assert!(desk.screen().shows("contract"), "the agenda stands above the line");
    desk.keys("<enter>");
    assert_eq!(step(&desk, "Acme").due_at, Some(NOW + 68 * HOUR - 2 * 60_000));
    assert_eq!(step(&desk, "Acme").moved, Some(1));
    assert!(desk.screen().shows("moved 1x"), "{}", desk.screen().text());
}

#[test]
fn what_is_no_time_moves_nothing_and_loses_no_word() {
    let mut desk = desk();
    let due = step(&desk, "Acme").due_at;
    desk.keys("atsoon<enter>");
    assert!(desk.screen().shows("no time to come"));
    assert!(desk.screen().shows("soon"));
    assert_eq!(step(&desk, "Acme").due_at, due);
    desk.keys("<esc>t");
    assert!(desk.screen().shows("> soon"), "{}", desk.screen().text());
}

#[test]
fn keys_typed_ahead_of_a_move_act_on_the_agenda_as_it_is_after_it() {
    let mut desk = desk();
    desk.keys_ahead("attomorrow 11:00<enter><space>");
    assert!(step(&desk, "Acme").open());
    assert!(!step(&desk, "Beta").open());
}

/// A colleague whose step waits at Gamma.
fn with_colleague(desk: &mut Desk) {
    let rep = Rep { id: Id::mint(1), name: "Sato".into(), initials: "SAT".into(), ..Rep::default() };
    let step = NextStep {
        id: Id::mint(2),
        customer: Some(desk.page("Gamma").customer.id),
        kind: "task".into(),
        due_at: Some(NOW - HOUR),
        text: "catalogue".into(),
        owner: Some(rep.id),
        ..NextStep::default()
    };
    desk.commit(&Change::new(Deed::AddNextStep, "Gamma").add(&rep).add(&step));
}

#[test]
fn a_colleagues_steps_show_only_on_everyones_agenda_with_their_initials() {
    let mut desk = desk();
    with_colleague(&mut desk);
    assert!(!desk.screen().shows("1 due"), "the count is of mine and nobody's");
    desk.keys("a");
    assert!(desk.screen().shows("agenda: mine"));
    assert!(!desk.screen().shows("catalogue"));
    desk.keys("m");
    assert!(desk.screen().shows("agenda: everyone's"));
    assert!(desk.screen().row_with("catalogue").unwrap().contains("SAT"));
    assert!(!desk.screen().row_with("quote").unwrap().contains("Kaw"));
    desk.keys("m");
    assert!(!desk.screen().shows("catalogue"));
}

#[test]
fn turning_to_everyones_stays_on_the_row() {
    let mut desk = desk();
    with_colleague(&mut desk);
    desk.keys("ajm<space>");
    assert!(!step(&desk, "Beta").open());
    assert!(step(&desk, "Acme").open());
}

#[test]
fn a_step_added_elsewhere_does_not_slip_under_the_cursor() {
    let mut desk = desk();
    desk.keys("am");
    with_colleague(&mut desk);
    desk.keys("<space>");
    assert!(step(&desk, "Gamma").open());
    assert!(!step(&desk, "Acme").open());
}

#[test]
fn a_live_prospect_without_a_next_step_is_told_and_listed_until_there_is_one() {
    let mut desk = Desk::new();
    desk.keys("AAcme<enter>c1");
    assert!(!desk.screen().shows("No next step now"), "nobody was reached");
    desk.minutes_later(5).keys("cg<enter>");
    assert!(desk.screen().shows("No next step now: t adds one"), "{}", desk.screen().text());
    desk.keys("a");
    assert!(desk.screen().shows("live prospects without a next step"));
    assert!(desk.screen().row_with("Acme").unwrap().contains("now"));
    desk.keys("<space>");
    assert!(desk.screen().shows("no next step: t adds one"));
    desk.keys("tsend the quote tomorrow 3pm<enter>");
    assert!(!desk.screen().shows("live prospects without a next step"));
    assert!(desk.screen().row_with("Acme").unwrap().contains("send the quote"));
    desk.keys("<esc>tcall<enter>");
    assert_eq!(desk.page("Acme").next_steps.len(), 2);
}

#[test]
fn finishing_the_last_step_of_a_live_prospect_says_so() {
    let mut desk = Desk::new();
    desk.keys("AAcme<enter>ct<enter><tab><space>");
    assert!(desk.screen().shows("No next step now"), "{}", desk.screen().text());
}

#[test]
fn one_key_after_the_news_adds_the_next_step() {
    let mut desk = Desk::new();
    desk.keys("AAcme<enter>cgtask for the successor tomorrow<enter>");
    assert!(step(&desk, "Acme").open());
}
