//! A call list from its first customer to its last, a key a call.

use salesdesk::app::msg::{Effect, Msg, Reply};
use salesdesk::app::overlay::Overlay;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::block::Block;
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::entry::{self, Entry};
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::walk::Stop;
use salesdesk::domain::{Change, Deed, Id, Trouble};

use crate::support::desk::Desk;

/// Four makers, on a list of their own, which is walked.
fn walking() -> Desk {
    let mut desk = Desk::with(&[
        ("Alpha maker", "", "03-1234-0001"),
        ("Bravo maker", "", "03-1234-0002"),
        ("Civil maker", "", "03-1234-0003"),
        ("Delta maker", "", "03-1234-0004"),
        ("Nobody else", "", "03-1234-0005"),
    ])
    .at_work();
    desk.keys("/maker<enter>w<enter>");
    desk
}

fn stop(desk: &Desk) -> &Stop {
    let walk = desk.app.walk().unwrap_or_else(|| panic!("no walk\n{}", desk.screen().text()));
    walk.stop.as_ref().unwrap_or_else(|| panic!("nobody\n{}", desk.screen().text()))
}

fn whose(desk: &Desk) -> String {
    stop(desk).page.customer.name.clone()
}

fn is_dry(desk: &Desk) -> bool {
    desk.app.walk().is_some_and(|walk| walk.reasons.is_some() && walk.stop.is_none())
}

fn last(desk: &Desk, name: &str) -> Activity {
    desk.page(name).activities.first().cloned().unwrap_or_default()
}

fn another_number(desk: &mut Desk, name: &str, raw: &str) {
    let point = contact_point::typed("phone", raw, "JP");
    let customer = Some(desk.page(name).customer.id);
    let point = ContactPoint { id: Id::mint(1), customer, position: Some(9), ..point };
    desk.commit(&Change::new(Deed::AddContactPoint, name).add(&point));
}

fn entry(desk: &Desk) -> Entry {
    stop(desk).entry.clone()
}

#[test]
fn a_list_begins_with_two_keys_and_each_call_is_one() {
    let mut desk = walking();
    let first = whose(&desk);
    assert!(desk.screen().shows(&first) && desk.screen().shows("maker"), "{}", desk.screen().text());
    assert_eq!(desk.copied.len(), 1, "their number lies on the clipboard");
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(whose(&desk));
        let list = stop(&desk).list.id;
        desk.keys("1");
        let call = last(&desk, seen.last().unwrap());
        assert_eq!((call.outcome.as_str(), call.list), ("NA", Some(list)));
        assert_eq!(call.direction, "out");
    }
    seen.sort();
    assert_eq!(seen, ["Alpha maker", "Bravo maker", "Civil maker", "Delta maker"]);
    assert!(is_dry(&desk), "{}", desk.screen().text());
    assert!(desk.screen().shows("Today") || desk.screen().shows("14:30"), "{}", desk.screen().text());
    assert_eq!(desk.pages().iter().map(|page| page.activity_count).sum::<usize>(), 4);
}

#[test]
fn undo_takes_the_whole_step_back_and_stands_on_the_customer_again() {
    let mut desk = walking();
    let (first, before) = (whose(&desk), desk.digest());
    desk.keys("t120万 明日15時<enter>");
    let page = desk.page(&first);
    assert_eq!((page.activities.len(), page.next_steps.len(), page.deals.len()), (1, 1, 1));
    assert_ne!(whose(&desk), first);
    desk.keys("u");
    assert_eq!(whose(&desk), first);
    assert_eq!(desk.digest(), before);
    let page = desk.page(&first);
    assert_eq!((page.activities.len(), page.next_steps.len(), page.deals.len()), (0, 0, 0));
    desk.keys("1");
    assert_eq!(last(&desk, &first).outcome, "NA");
    assert_ne!(whose(&desk), first);
    desk.keys("u<ctrl-r>");
    assert_eq!(last(&desk, &first).outcome, "NA", "done again");
}

#[test]
fn on_and_back_go_along_the_trail_and_log_nothing() {
    let mut desk = walking();
    let before = desk.digest();
    let mut trail = vec![whose(&desk)];
    for _ in 0..3 {
        desk.keys("]");
        trail.push(whose(&desk));
    }
    let mut all = trail.clone();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 4, "{trail:?}");
    for name in trail[..3].iter().rev() {
        desk.keys("[");
        assert_eq!(whose(&desk), *name);
    }
    desk.keys("[");
    assert_eq!(whose(&desk), trail[0]);
    for name in &trail[1..] {
        desk.keys("]");
        assert_eq!(whose(&desk), *name);
    }
    desk.keys("]");
    assert_eq!(whose(&desk), trail[0], "from the beginning");
    assert_eq!(desk.digest(), before);
}

#[test]
fn tab_takes_the_next_number_and_the_call_is_logged_with_it() {
    let mut desk = walking();
    let first = whose(&desk);
    another_number(&mut desk, &first, "06-1234-9999");
    desk.keys("<tab>D");
    assert_eq!(desk.copied.last().unwrap(), "+81612349999");
    assert_eq!(desk.dialled, ["+81612349999"]);
    desk.keys("1");
    assert_eq!(last(&desk, &first).number, "+81612349999");
}

#[test]
fn words_come_before_the_outcome_or_after_it_and_are_two_keys_more() {
    for keys in [
        "<space>asks for a quote<enter>t",
        "<space>asks for a quote<esc>t<enter>",
        "tasks for a quote<enter>",
    ] {
        let mut desk = walking();
        let first = whose(&desk);
        desk.keys(keys);
        let call = last(&desk, &first);
        assert_eq!((call.outcome.as_str(), call.note.as_str()), ("TALK", "asks for a quote"), "{keys}");
        assert_ne!(whose(&desk), first, "{keys}");
        assert!(desk.drafts.is_empty(), "{keys}: {:?}", desk.drafts);
    }
}

#[test]
fn a_time_and_an_amount_in_the_words_become_the_callback_and_the_deal() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("t20台 ¥1,200,000 tomorrow 15:00");
    assert!(desk.screen().shows("Wed 25 Nov 15:00"), "{}", desk.screen().text());
    desk.keys("<enter>");
    let page = desk.page(&first);
    assert_eq!(page.next().unwrap().kind, "callback");
    assert_eq!(page.next().unwrap().due_at, Some(desk.now().timestamp_millis() + (28 * 60 + 30) * 60_000));
    assert_eq!(page.deals[0].amount, Some(1_200_000));
    assert_ne!(whose(&desk), first);
    // Due, the callback comes before everybody else.
    desk.minutes_later(28 * 60 + 31).keys("1");
    assert_eq!(whose(&desk), first, "{}", desk.screen().text());
    assert!(desk.screen().shows("callback"), "{}", desk.screen().text());
}

#[test]
fn a_half_written_note_is_there_again_with_its_customer() {
    let mut desk = walking();
    desk.keys("]");
    let second = whose(&desk);
    desk.keys("<space>half a thou");
    let mut desk = desk.reopened();
    assert!(desk.screen().shows("1 unfinished"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!(whose(&desk), second);
    assert!(desk.screen().shows("half a thou"), "{}", desk.screen().text());
    desk.keys("<space>ght<enter>t");
    assert_eq!(last(&desk, &second).note, "half a thought");
}

#[test]
fn a_walk_that_was_left_goes_on_where_it_was() {
    let mut desk = walking();
    desk.keys("1]");
    let third = whose(&desk);
    desk.keys("<esc>");
    assert!(desk.app.overlays.is_empty());
    desk.keys("<esc>w");
    assert_eq!(whose(&desk), third);
    let mut desk = desk.reopened();
    desk.keys("w");
    assert_eq!(whose(&desk), third);
}

#[test]
fn words_written_before_moving_on_wait_for_their_customer() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("<space>half a thought<esc>]");
    assert!(!desk.screen().shows("half a thought"));
    desk.keys("[");
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("half a thought"), "{}", desk.screen().text());
}

#[test]
fn somebody_calls_in_and_afterwards_everything_is_as_it_was() {
    let mut desk = walking();
    let (first, other) = (whose(&desk), "Nobody else");
    desk.keys("<space>half a thought<esc>i0005");
    assert!(desk.screen().shows(other), "{}", desk.screen().text());
    desk.keys("<enter>twants a quote<enter>");
    let call = last(&desk, other);
    assert_eq!((call.direction.as_str(), call.note.as_str()), ("in", "wants a quote"));
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("half a thought"), "{}", desk.screen().text());
    assert!(matches!(desk.app.overlays.last(), Some(Overlay::Walk(_))));
    assert!(desk.dialled.is_empty(), "who calls in is not rung");
    desk.keys("t<enter>");
    assert_eq!(last(&desk, &first).note, "half a thought");
}

#[test]
fn the_customer_on_the_screen_calls_in() {
    let mut desk = walking();
    let first = whose(&desk);
    let digits = desk.page(&first).contact_points[0].raw.clone();
    desk.keys(&format!("i{digits}<enter>cin an hour<enter>"));
    let call = last(&desk, &first);
    assert_eq!((call.direction.as_str(), call.outcome.as_str()), ("in", "CB"));
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("callback"), "{}", desk.screen().text());
}

#[test]
fn an_unknown_number_with_a_name_becomes_a_customer_and_their_call() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("i06-7777-8888 Nova Trading<enter>tasks who we are<enter>");
    let page = desk.page("Nova Trading");
    assert_eq!(page.contact_points[0].normal, "+81677778888");
    assert_eq!((page.activities[0].direction.as_str(), page.activities[0].outcome.as_str()), ("in", "TALK"));
    assert_eq!(whose(&desk), first);
}

#[test]
fn putting_off_goes_to_the_end_and_the_third_time_it_is_asked_why() {
    let mut desk = walking();
    let first = whose(&desk);
    let mut order = vec![first.clone()];
    for _ in 0..4 {
        desk.minutes_later(1).keys("s");
        order.push(whose(&desk));
    }
    assert_eq!(order[4], first, "after all the others: {order:?}");
    assert_eq!((entry(&desk).skips, desk.page(&first).activity_count), (Some(1), 0));
    desk.minutes_later(1).keys("s[");
    assert_eq!((whose(&desk), entry(&desk).skips), (first.clone(), Some(2)));
    desk.keys("s");
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("why again"), "{}", desk.screen().text());
    desk.keys("<enter>");
    assert_eq!((whose(&desk), entry(&desk).skips), (first.clone(), Some(2)), "it must be said");
    desk.keys("always in a meeting<enter>");
    assert_ne!(whose(&desk), first);
    desk.keys("[");
    assert_eq!(whose(&desk), first);
    assert_eq!((entry(&desk).skips, entry(&desk).note.as_str()), (Some(3), "always in a meeting"));
    assert_eq!(desk.page(&first).activity_count, 0, "no call was made");
    desk.keys("]u");
    assert_eq!((whose(&desk), entry(&desk).skips), (first, Some(2)));
}

#[test]
fn never_again_goes_on_and_they_are_neither_reached_nor_dialled_nor_copied_any_more() {
    let mut desk = walking();
    let (first, number) = (whose(&desk), desk.copied[0].clone());
    desk.keys("x");
    assert_ne!(whose(&desk), first);
    let (dialled, copied) = (desk.dialled.len(), desk.copied.len());
    desk.keys("[");
    assert_eq!(whose(&desk), first, "they can be looked at");
    assert!(desk.screen().shows("not now: must not be called"), "{}", desk.screen().text());
    desk.keys("DDyy<tab>");
    assert_eq!((desk.dialled.len(), desk.copied.len()), (dialled, copied));
    for _ in 0..12 {
        desk.keys("]");
        assert!(stop(&desk).standing.is_some());
    }
    desk.keys("111");
    assert!(is_dry(&desk), "{}", desk.screen().text());
    assert!(!desk.copied[copied..].contains(&number));
    assert!(desk.page(&first).blocked(desk.now().timestamp_millis()).is_some());
}

#[test]
fn a_number_out_of_service_stays_with_the_customer_while_another_is_left() {
    let mut desk = walking();
    let first = whose(&desk);
    another_number(&mut desk, &first, "06-1234-9999");
    desk.keys("0");
    assert_eq!(whose(&desk), first);
    assert_eq!(desk.copied.last().unwrap(), "+81612349999");
    desk.keys("f");
    assert_ne!(whose(&desk), first, "no number is left");
    let page = desk.page(&first);
    let states: Vec<&str> = page.contact_points.iter().map(|point| point.state.as_str()).collect();
    assert_eq!(states, ["dead", "fax"]);
    assert_eq!(page.activities.iter().map(|call| call.outcome.as_str()).collect::<Vec<_>>().len(), 2);
    desk.keys("uu");
    assert_eq!(whose(&desk), first);
    assert!(desk.page(&first).contact_points.iter().all(ContactPoint::rings));
}

#[test]
fn a_mistake_counts_as_nothing_and_stays() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("z");
    assert_eq!((whose(&desk), stop(&desk).tries), (first.clone(), 0));
    desk.keys("1");
    assert_ne!(whose(&desk), first);
}

/// What a key makes of the customer, and whether the list is done with them, waits, or cannot go on.
#[test]
fn each_outcome_leaves_the_entry_as_it_says() {
    let rows = [
        ("1", "NA", "waiting", "cooling"),
        ("2", "BUSY", "waiting", "cooling"),
        ("3", "VM", "waiting", "cooling"),
        ("4", "VMN", "waiting", "cooling"),
        ("5<enter>", "ABS", "waiting", "callback"),
        ("6", "ABSX", "done", "done"),
        ("7", "GK", "done", "done"),
        ("cin an hour<enter>", "CB", "waiting", "callback"),
        ("t<enter>", "TALK", "waiting", "callback"),
        ("h<enter>", "HOT", "waiting", "callback"),
        ("m<enter>", "DOC", "waiting", "callback"),
        ("a", "APPT", "done", "done"),
        ("o", "WON", "done", "done"),
        ("n", "NI", "out", "blocked"),
        ("q", "NQ", "done", "done"),
        ("x", "DNC", "out", "blocked"),
        ("X", "CLAIM", "out", "blocked"),
        ("0", "DEAD", "out", "no_number"),
        ("f", "FAX", "out", "no_number"),
        ("w", "WRONG", "out", "no_number"),
    ];
    for (keys, outcome, state, reason) in rows {
        let mut desk = walking();
        let first = whose(&desk);
        desk.keys(keys);
        assert_ne!(whose(&desk), first, "{keys}: {}", desk.screen().text());
        assert_eq!(last(&desk, &first).outcome, outcome);
        desk.keys("[");
        assert_eq!(whose(&desk), first, "{keys}");
        let standing = stop(&desk).standing.unwrap();
        assert_eq!((standing.state(), standing.key().0), (state, reason), "{keys}");
        desk.keys("u");
        assert_eq!(stop(&desk).standing.unwrap().state(), "ready", "{keys}: taken back");
        assert_eq!(desk.page(&first).activity_count, 0, "{keys}");
    }
}

#[test]
fn who_did_not_answer_comes_again_in_another_part_of_the_day() {
    let mut desk = walking();
    desk.keys("1111");
    assert!(is_dry(&desk));
    desk.minutes_later(3 * 60 + 59);
    assert!(is_dry(&desk), "{}", desk.screen().text());
    desk.minutes_later(1);
    assert_eq!(stop(&desk).tries, 1, "the screen wakes by itself: {}", desk.screen().text());
    assert!(desk.screen().shows("attempt 2/6"), "{}", desk.screen().text());
}

#[test]
fn when_nobody_can_be_called_the_reasons_open_and_lead_to_the_customers() {
    let mut desk = walking();
    desk.keys("1x1t<enter>");
    assert!(is_dry(&desk));
    assert!(desk.screen().shows("until"), "{}", desk.screen().text());
    desk.keys("<enter>");
    let opened = desk.screen();
    assert!(opened.shows("maker"), "{}", opened.text());
    desk.keys("<esc>G<enter><enter>");
    let standing = stop(&desk).standing.unwrap();
    assert_ne!(standing.state(), "ready");
    assert!(desk.dialled.is_empty());
}

#[test]
fn the_reasons_can_be_asked_for_and_closed_again() {
    let mut desk = walking();
    desk.keys("1");
    let second = whose(&desk);
    desk.keys("v");
    assert!(desk.app.walk().unwrap().reasons.is_some());
    desk.keys("<enter><esc><esc>");
    assert_eq!(whose(&desk), second);
    assert!(desk.app.walk().unwrap().reasons.is_none());
    desk.keys("1");
    assert_ne!(whose(&desk), second);
}

#[test]
fn an_empty_list_and_a_list_that_is_done_say_so() {
    let mut desk = walking();
    desk.keys("aaaa");
    assert!(is_dry(&desk));
    assert!(desk.screen().shows("done"), "{}", desk.screen().text());
    let list = desk.app.walk().unwrap().reasons.as_ref().unwrap().dry.list.clone();
    let all: Vec<Id> = desk.pages().iter().map(|page| page.customer.id).collect();
    desk.commit(&list.without(&all));
    assert!(
        desk.screen().shows("is empty") || desk.screen().shows("Nobody is on"),
        "{}",
        desk.screen().text()
    );
    desk.commit(&list.with(9, &[all[0]]));
    assert!(is_dry(&desk) || desk.app.walk().unwrap().stop.is_some());
}

#[test]
fn a_call_logged_elsewhere_shows_at_once_and_nothing_is_doubled() {
    let mut desk = walking();
    let first = whose(&desk);
    let id = desk.page(&first).customer.id;
    let list = stop(&desk).list.id;
    let call = Activity {
        id: Id::mint(1),
        customer: Some(id),
        kind: "call".into(),
        at: Some(desk.now().timestamp_millis()),
        outcome: "NA".into(),
        direction: "out".into(),
        number: desk.page(&first).contact_points[0].normal.clone(),
        list: Some(list),
        ..Activity::default()
    };
    desk.keys("<space>half a thought");
    desk.commit(&Change::new(Deed::Log, &first).add(&call));
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("half a thought"));
    assert_eq!(stop(&desk).standing.unwrap().state(), "waiting");
    assert!(desk.screen().shows("not now"), "{}", desk.screen().text());
    desk.keys("<esc>]1");
    assert_eq!(desk.page(&first).activity_count, 1);
}

#[test]
fn a_rule_is_overridden_by_asking_twice_and_the_call_says_which() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("1[").minutes_later(1).keys("D");
    assert!(desk.dialled.is_empty(), "once is not enough");
    desk.keys("D");
    assert_eq!(desk.dialled.len(), 1);
    desk.keys("1");
    assert_eq!(last(&desk, &first).overrode, "cooling");
}

#[test]
fn a_list_that_is_dropped_elsewhere_ends_the_walk_and_says_so() {
    let mut desk = walking();
    let change = stop(&desk).list.dropped();
    desk.commit(&change);
    assert!(desk.app.walk().is_none(), "{}", desk.screen().text());
    assert!(desk.screen().shows("list"), "{}", desk.screen().text());
    desk.keys("w");
    assert!(desk.app.walk().is_none());
}

#[test]
fn a_customer_deleted_elsewhere_makes_room_for_the_next() {
    let mut desk = walking();
    let first = whose(&desk);
    let id = stop(&desk).page.customer.id;
    desk.commit(&Change::new(Deed::Delete, &first).delete(salesdesk::domain::Noun::Customer, id));
    assert_ne!(whose(&desk), first);
}

#[test]
fn somebody_blocked_elsewhere_while_on_the_screen_is_not_dialled() {
    let mut desk = walking();
    let id = stop(&desk).page.customer.id;
    let block = Block { id: Id::mint(1), customer: Some(id), channel: "call".into(), ..Block::default() };
    let copied = desk.copied.len();
    desk.commit(&Change::new(Deed::Block, "").add(&block));
    desk.keys("DDyy<tab>");
    assert!(desk.dialled.is_empty());
    assert_eq!(desk.copied.len(), copied);
}

#[test]
fn keys_typed_ahead_each_meet_the_customer_they_were_meant_for() {
    let mut desk = walking();
    desk.keys_ahead("12t14:00<enter>3");
    let mut outcomes: Vec<String> =
        desk.pages().iter().flat_map(|page| page.activities.clone()).map(|call| call.outcome).collect();
    outcomes.sort();
    assert_eq!(outcomes, ["BUSY", "NA", "TALK", "VM"]);
    assert!(desk.pages().iter().all(|page| page.activity_count <= 1));
}

#[test]
fn a_failed_save_stays_with_the_customer_and_loses_no_word() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.break_the_disk().keys("tasks for a quote<enter>");
    assert_eq!(whose(&desk), first);
    assert!(desk.screen().shows("asks for a quote"), "{}", desk.screen().text());
    desk.mend_the_disk().keys("<enter>");
    assert_eq!(last(&desk, &first).note, "asks for a quote");
    assert_ne!(whose(&desk), first);
}

#[test]
fn a_number_that_is_not_understood_is_closed_to_whoever_else_has_it() {
    let mut desk = Desk::with(&[("Alpha maker", "", ""), ("Bravo maker", "", "")]).at_work();
    another_number(&mut desk, "Alpha maker", "ext 9-9");
    another_number(&mut desk, "Bravo maker", "ext 9-9");
    desk.keys("/alpha<enter>w<enter>x");
    let block = desk.page("Bravo maker").blocked(desk.now().timestamp_millis()).cloned();
    assert!(block.is_some(), "{:?}", desk.page("Bravo maker").contact_points);
}

#[test]
fn something_else_that_cannot_be_read_does_not_hold_up_a_call_that_is_being_saved() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys_unanswered("1").tell(Reply::Failed { ticket: None, trouble: Trouble::Busy });
    assert_eq!(last(&desk, &first).outcome, "NA");
    assert_ne!(whose(&desk), first);
}

#[test]
fn nobody_is_read_afresh_while_their_call_is_being_saved() {
    let mut desk = walking();
    desk.keys_unanswered("1");
    let now = desk.now();
    let effects = desk.app.update(Msg::Reply(Reply::Changed), now);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Walk { .. })), "{effects:?}");
}

#[test]
fn a_list_that_could_not_be_made_can_be_made_once_the_disk_is_mended() {
    let mut desk = Desk::with(&[("Alpha maker", "", "03-1234-0001")]).at_work();
    desk.keys("/maker<enter>w").keys_unanswered("<enter>");
    let now = desk.now();
    desk.app.update(Msg::Reply(Reply::Failed { ticket: None, trouble: Trouble::Busy }), now);
    let Some(Overlay::Lists(lists)) = desk.app.overlays.last() else { panic!("{}", desk.screen().text()) };
    assert_eq!((lists.making, lists.waiting), (None, false));
}

#[test]
fn a_claim_by_a_colleague_keeps_their_customers_out_of_the_walk() {
    let mut desk = walking();
    let list = stop(&desk).list.clone();
    let (first, others) = (whose(&desk), desk.pages());
    let taken: Vec<Entry> = others
        .iter()
        .filter(|page| page.customer.name != first)
        .map(|page| Entry {
            id: entry::id_of(list.id, page.customer.id),
            position: Some(1),
            ..Entry::default()
        })
        .collect();
    desk.commit(&list.claimed(&taken, Id::mint(9), 1));
    desk.keys("1");
    assert!(is_dry(&desk), "{}", desk.screen().text());
}

#[test]
fn a_callback_that_rings_out_does_not_come_straight_back() {
    let mut desk = walking();
    let first = whose(&desk);
    desk.keys("ctomorrow 10:30<enter>").minutes_later(24 * 60 + 5).keys("]");
    while whose(&desk) != first {
        desk.keys("]");
    }
    desk.keys("1");
    assert_ne!(whose(&desk), first, "{}", desk.screen().text());
    assert!(desk.page(&first).next().is_some(), "the promise stands");
    desk.minutes_later(4 * 60 + 1).keys("]");
    assert_eq!(whose(&desk), first, "{}", desk.screen().text());
    desk.keys("1").minutes_later(5 * 60);
    assert!(is_dry(&desk) || whose(&desk) != first, "nobody rings twice at eight in the evening");
    desk.minutes_later(14 * 60).keys("]");
    assert_eq!(whose(&desk), first, "{}", desk.screen().text());
    assert!(desk.screen().shows("callback due"), "{}", desk.screen().text());
}

#[test]
fn a_callback_that_nobody_answers_makes_room_for_the_next() {
    for key in ["1", "s"] {
        let mut desk = walking();
        let customer = desk.page("Delta maker").customer.id;
        let due = NextStep {
            id: Id::mint(1),
            customer: Some(customer),
            kind: "callback".into(),
            due_at: Some(desk.now().timestamp_millis()),
            ..NextStep::default()
        };
        desk.commit(&Change::new(Deed::AddNextStep, "Delta maker").add(&due)).keys("]");
        assert_eq!(whose(&desk), "Delta maker", "an agreed callback comes first");
        desk.keys(key);
        assert_ne!(whose(&desk), "Delta maker", "{key}");
        assert!(desk.page("Delta maker").next_steps.iter().any(NextStep::open), "it stays open");
    }
}

#[test]
fn the_next_of_a_list_are_claimed_with_one_key_and_let_go_with_another() {
    let mut desk = walking();
    desk.keys("<esc><esc>W").keys("C");
    assert!(desk.screen().shows("claimed 4 on maker"), "{}", desk.screen().text());
    desk.keys("C");
    assert!(desk.screen().shows("nobody on this list is left to claim"), "{}", desk.screen().text());
    desk.keys("u<enter>");
    assert_eq!(entry(&desk).rep, None);
}
