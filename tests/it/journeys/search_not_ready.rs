//! A large book whose search is still being made: said where the count stands, and made good once it is there.

use salesdesk::app::msg::{Effect, Msg, Readiness, Reply, Ticket};
use salesdesk::domain::Trouble;
use salesdesk::domain::page::{Line, Tally};

use crate::support::desk::Desk;

#[test]
fn the_making_of_a_search_is_told_where_the_count_stands() {
    let mut desk = Desk::demo();
    desk.keys("/zzz").tell(Reply::Search(Readiness::Making(43)));
    assert!(desk.screen().shows("getting search ready 43%"));
    assert!(desk.screen().shows("Nobody begins with \"zzz\"."));
    desk.tell(Reply::Search(Readiness::Ready));
    assert!(desk.screen().shows("Nobody found for \"zzz\"."));
    assert!(!desk.screen().shows("getting search ready"));
}

#[test]
fn what_was_typed_is_looked_for_again_once_the_search_is_ready() {
    let mut desk = Desk::demo();
    desk.keys("/tana").tell(Reply::Search(Readiness::Making(99)));
    let now = desk.now();
    let mut asked = |readiness| {
        let effects = desk.app.update(Msg::Reply(Reply::Search(readiness)), now);
        effects.iter().any(|effect| matches!(effect, Effect::Search { line, .. } if line == "tana"))
    };
    assert!(!asked(Readiness::Making(100)));
    assert!(asked(Readiness::Ready));
    assert!(!asked(Readiness::Ready), "once is enough");
}

#[test]
fn a_search_that_takes_memory_says_why() {
    let mut desk = Desk::demo();
    desk.tell(Reply::Search(Readiness::Making(0)));
    desk.tell(Reply::Search(Readiness::Scanning(Trouble::DiskFull)));
    assert!(desk.screen_of(160, 24).shows("it takes memory instead"));
    assert!(!desk.screen().shows("getting search ready"));
}

#[test]
fn a_count_that_comes_later_is_of_the_rows_that_are_shown() {
    let mut desk = Desk::demo();
    let now = desk.now();
    let effects = desk.app.update(Msg::Paste("tana".into()), now);
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Search { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let ticket = ticket.unwrap();
    let lines = vec![Line { name: "Tanaka".into(), ..Line::default() }];
    desk.tell(Reply::Found { ticket, lines, tally: Tally { count: 50, exact: false } });
    assert!(desk.screen().rows()[1].contains(" 50+"));
    desk.tell(Reply::Counted { ticket: Ticket(ticket.0 - 1), count: 7 });
    assert!(desk.screen().rows()[1].contains(" 50+"), "an older line's");
    desk.tell(Reply::Counted { ticket, count: 30_000 });
    assert!(desk.screen().rows()[1].contains(" 30,000 "));
    // A call logged elsewhere has the same line looked for again: its count does not flicker.
    let again = |desk: &mut Desk, msg: Msg| {
        let effects = desk.app.update(msg, now);
        let asked = effects.iter().find_map(|effect| match effect {
            Effect::Search { ticket, .. } => Some(*ticket),
            _ => None,
        });
        let lines = vec![Line { name: "Tanaka".into(), ..Line::default() }];
        let tally = Tally { count: 50, exact: false };
        desk.tell(Reply::Found { ticket: asked.unwrap(), lines, tally });
    };
    again(&mut desk, Msg::Reply(Reply::Changed));
    assert!(desk.screen().rows()[1].contains(" 30,000 "));
    again(&mut desk, Msg::Paste("ka".into()));
    assert!(desk.screen().rows()[1].contains(" 50+"), "another line's");
}

#[test]
fn a_count_that_was_given_up_shows_a_plus() {
    use salesdesk::i18n::format::tally;
    assert_eq!(tally(Tally { count: 1_250, exact: false }), "1,250+");
    assert_eq!(tally(Tally::exactly(38)), "38");
}
