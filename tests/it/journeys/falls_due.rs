//! A callback falls due while the rep does something else: seen and heard, and not one key lost.

use crate::support::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678")]);
    desk.keys("/acme<enter>tquote 15:00<enter><esc>");
    desk
}

#[test]
fn a_note_goes_on_while_a_step_falls_due() {
    let mut desk = desk();
    desk.keys("/beta<enter>ctthey want tw");
    desk.minutes_later(28).keys("enty units<enter>");
    assert_eq!(desk.page("Beta").activities[0].note, "they want twenty units");
    assert_eq!(desk.rung, [["Acme"]]);
    assert!(desk.screen().rows()[0].contains("! 15:00 Acme"));
}

#[test]
fn the_header_tells_on_every_screen_and_takes_no_focus() {
    for (keys, room) in
        [("", "list"), ("<tab>", "page"), ("?", "help"), (":", "palette"), ("a", "agenda"), ("tx", "line")]
    {
        let mut desk = desk();
        desk.keys(keys);
        let before = desk.app.contexts();
        desk.minutes_later(28);
        assert!(desk.screen().rows()[0].contains("! 15:00 Acme"), "{room}");
        assert_eq!(desk.app.contexts(), before, "{room}");
    }
}

#[test]
fn it_goes_when_the_step_is_done_and_comes_back_unheard_when_that_is_undone() {
    let mut desk = desk();
    desk.minutes_later(30).keys("a<space>");
    assert!(!desk.screen().rows()[0].contains("! 15:00"));
    desk.keys("u");
    assert!(desk.screen().rows()[0].contains("! 15:00 Acme"));
    assert_eq!(desk.rung.len(), 1);
}

#[test]
fn what_was_overdue_at_the_start_rings_nothing() {
    let mut desk = desk();
    desk.minutes_later(60);
    let mut desk = desk.reopened_at(60);
    assert!(desk.screen().rows()[0].contains("1 due"));
    desk.minutes_later(60).minutes_later(60);
    assert!(desk.rung.is_empty());
    assert!(!desk.screen().rows()[0].contains("! 15:00"));
}

#[test]
fn a_clock_set_back_rings_nothing_twice() {
    let mut desk = desk();
    desk.minutes_later(28).minutes_later(-120);
    assert!(!desk.screen().rows()[0].contains("! 15:00"));
    desk.minutes_later(60).minutes_later(60);
    assert!(desk.screen().rows()[0].contains("! 15:00 Acme"));
    assert_eq!(desk.rung.len(), 1);
}

#[test]
fn put_off_it_rings_again_at_its_new_time() {
    let mut desk = desk();
    desk.minutes_later(28).keys("a1").minutes_later(59);
    assert_eq!(desk.rung.len(), 1);
    desk.minutes_later(1);
    assert_eq!(desk.rung.len(), 2);
}

#[test]
fn many_at_one_moment_are_heard_at_once() {
    let mut desk = desk();
    desk.keys("/beta<enter>tcontract 15:00<enter><esc>").minutes_later(28);
    assert_eq!(desk.rung.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
}

#[test]
fn after_a_long_sleep_all_is_told_in_one_go() {
    let mut desk = desk();
    desk.keys("/beta<enter>tcontract 16:00<enter><esc>").minutes_later(48 * 60);
    assert_eq!(desk.rung, [["Beta", "Acme"]]);
    assert!(desk.screen().rows()[0].contains("2 due"));
}

#[test]
fn the_agenda_opens_on_what_fell_due() {
    let mut desk = desk();
    desk.keys("/beta<enter>tcontract 14:40<enter><esc>").minutes_later(60).keys("a<space>");
    assert!(!desk.page("Acme").next_steps[0].open());
    assert!(desk.page("Beta").next_steps[0].open());
}

#[test]
fn the_program_wakes_when_the_next_step_is_due() {
    let mut desk = desk();
    desk.keys("tcall +10s<enter>");
    let wakes = desk.app.wakes_at(desk.now());
    assert!(wakes <= desk.now().timestamp_millis() + 60_000);
    desk.minutes_later(28);
    assert!(desk.app.wakes_at(desk.now()) > desk.now().timestamp_millis());
}

#[test]
fn the_calls_of_yesterday_are_not_counted_after_midnight() {
    let mut desk = desk();
    desk.keys("c1");
    assert!(desk.screen().rows()[0].contains("1 call today"));
    desk.minutes_later(10 * 60);
    assert!(desk.screen().rows()[0].contains("0 calls today"));
}
