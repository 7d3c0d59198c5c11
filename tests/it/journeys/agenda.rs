//! What is due: done, put off, called.

use salesdesk::domain::next_step::NextStep;

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
fn a_step_is_put_off_from_its_own_time_or_from_now_if_that_has_passed() {
    let mut desk = desk();
    let due = step(&desk, "Acme").due_at.unwrap();
    desk.keys("a1");
    assert_eq!(step(&desk, "Acme").due_at, Some(due + HOUR));
    desk.minutes_later(300).keys("2");
    assert_eq!(step(&desk, "Acme").due_at, Some(NOW + 5 * HOUR + 24 * HOUR));
    assert_eq!(step(&desk, "Acme").moved, Some(2));
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
        agenda.due().unwrap().line.name.clone()
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
