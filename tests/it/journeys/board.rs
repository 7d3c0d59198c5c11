//! The board: deals moved by one key, lost for a reason, won back later; the cursor stays with them.

use salesdesk::domain::deal::Deal;

use crate::support::NOW;
use crate::support::desk::Desk;

/// Acme's deal at the proposal, Beta's verbally agreed, Gamma's at the proposal with no amount.
fn desk() -> Desk {
    let mut desk =
        Desk::with(&[("Acme", "", "03-1234-5678"), ("Beta", "", "06-1234-5678"), ("Gamma", "", "")]);
    for (name, stage, amount, day) in [
        ("acme", "proposal", "1200000", "2026-12-20"),
        ("beta", "verbal", "500000", "2026-11-30"),
        ("gamma", "proposal", "", ""),
    ] {
        desk.keys(&format!(
            "/{name}<enter>N{name} line<down><ctrl-u>{stage}<down>{amount}<down>{day}<enter><esc>"
        ));
    }
    desk
}

fn deal(desk: &Desk, name: &str) -> Deal {
    desk.page(name).deals.remove(0)
}

#[test]
fn a_key_moves_the_deal_a_stage_and_the_cursor_goes_with_it() {
    let mut desk = desk();
    desk.keys("b>");
    assert_eq!(deal(&desk, "Acme").stage, "quote");
    desk.keys(">");
    assert_eq!(deal(&desk, "Acme").stage, "negotiation");
    desk.keys("u<");
    assert_eq!(deal(&desk, "Acme").stage, "proposal", "one back from where undo put it");
}

#[test]
fn moves_typed_ahead_all_count() {
    let mut desk = desk();
    desk.keys_ahead("b>>>");
    assert_eq!(deal(&desk, "Acme").stage, "verbal");
}

#[test]
fn the_last_move_wins_the_deal_today_and_back_opens_it_again() {
    let mut desk = desk();
    desk.keys("bl>");
    let won = deal(&desk, "Beta");
    assert_eq!((won.stage.as_str(), won.closed_on.as_str()), ("won", "2026-11-21"));
    desk.keys(">");
    assert!(desk.screen().shows("no stage further that way"), "{}", desk.screen().text());
    desk.keys("<");
    let open = deal(&desk, "Beta");
    assert_eq!((open.stage.as_str(), open.closed_on.as_str()), ("verbal", ""));
}

#[test]
fn losing_asks_for_the_reason_with_one_key_and_nothing_is_lost_without_one() {
    let mut desk = desk();
    desk.keys("bx");
    assert!(desk.screen().shows("1  "), "{}", desk.screen().text());
    desk.keys("<esc>");
    assert_eq!(deal(&desk, "Acme").stage, "proposal");
    desk.keys("x2");
    let lost = deal(&desk, "Acme");
    assert_eq!((lost.stage.as_str(), lost.lost_reason.as_str()), ("lost", "competitor"));
    assert_eq!(lost.closed_on, "2026-11-21");
    desk.keys("u");
    assert_eq!(deal(&desk, "Acme").stage, "proposal");
}

#[test]
fn a_day_to_try_again_is_on_the_deal_and_on_the_agenda_and_one_undo_takes_both_back() {
    let mut desk = desk();
    desk.keys("bx1t");
    assert!(desk.screen().shows("when to try again"), "{}", desk.screen().text());
    desk.keys("2027-02-01<enter>");
    assert_eq!(deal(&desk, "Acme").win_back_on, "2027-02-01");
    assert!(desk.page("Acme").next_steps[0].due_at.is_some_and(|due| due > NOW));
    desk.keys("u");
    assert_eq!(deal(&desk, "Acme").win_back_on, "");
    assert!(desk.page("Acme").next_steps.is_empty());
}

#[test]
fn a_deal_has_one_day_to_try_again_and_none_once_the_board_opens_it() {
    let mut desk = desk();
    desk.keys("bx1t2027-02-01<enter>t2027-03-01 after the fair<enter>");
    let steps = desk.page("Acme").next_steps;
    assert_eq!((steps.len(), steps[0].kind.as_str()), (1, "win_back"));
    assert_eq!(deal(&desk, "Acme").win_back_on, "2027-03-01");
    desk.keys(">");
    let open = deal(&desk, "Acme");
    assert_eq!((open.stage.as_str(), open.lost_reason.as_str()), ("lead", ""));
    assert!(desk.page("Acme").next_steps.is_empty());
}

#[test]
fn a_deal_that_was_worked_on_is_as_little_stale_on_the_page_as_on_the_board() {
    let mut desk = desk();
    desk.minutes_later(40 * 24 * 60);
    desk.keys("/acme<enter>");
    assert!(desk.screen_of(120, 40).shows("40 days here"), "{}", desk.screen_of(120, 40).text());
    desk.keys("<esc>be<down><down><ctrl-u>900000<enter>");
    assert_eq!(deal(&desk, "Acme").amount, Some(900_000));
    desk.keys("<enter>");
    assert!(!desk.screen_of(120, 40).shows("days here"), "{}", desk.screen_of(120, 40).text());
}

#[test]
fn the_deal_is_edited_where_it_stands() {
    let mut desk = desk();
    desk.keys("be<down><down><ctrl-u>900000<enter>");
    assert_eq!(deal(&desk, "Acme").amount, Some(900_000));
    assert!(desk.screen().shows("¥900,000"), "{}", desk.screen().text());
}

#[test]
fn enter_opens_the_customer() {
    let mut desk = desk();
    desk.keys("bl<enter>");
    assert_eq!(desk.selected(), "Beta");
}

#[test]
fn the_order_turns_and_the_cursor_stays_on_its_deal() {
    let mut desk = desk();
    desk.keys("bjs>");
    assert_eq!(deal(&desk, "Gamma").stage, "quote");
}

#[test]
fn an_empty_board_says_how_to_fill_it() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("b");
    assert!(desk.screen().shows("N on a customer adds one"), "{}", desk.screen().text());
}

#[test]
fn a_move_that_the_disk_refuses_leaves_the_deal_where_it_was() {
    let mut desk = desk();
    desk.break_the_disk().keys("b>");
    assert_eq!(deal(&desk, "Acme").stage, "proposal");
    desk.mend_the_disk().keys(">");
    assert_eq!(deal(&desk, "Acme").stage, "quote");
}
