//! What an outcome does beyond the call: ranks, successors, blocks on every channel.

use salesdesk::domain::person::Person;

use crate::support::desk::Desk;

fn desk() -> Desk {
    Desk::with(&[
        ("田中製作所（株）", "タナカセイサクショ", "03-1234-5678"),
        ("Tanaka Foods", "", "06-1234-5678"),
    ])
}

fn due(desk: &Desk, name: &str) -> String {
    let ms = desk.page(name).next().unwrap().due_at.unwrap();
    let at = chrono::DateTime::from_timestamp_millis(ms).unwrap().with_timezone(desk.now().offset());
    at.format("%m-%d %H:%M").to_string()
}

#[test]
fn tab_goes_through_the_ranks_of_a_prospect_and_shows_the_day_each_means() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>ch");
    assert!(desk.screen().row_with("rank A").unwrap().contains("Tue 24 Nov 10:00"));
    desk.keys("<tab>");
    assert!(desk.screen().row_with("rank B").unwrap().contains("Mon 7 Dec 10:00"));
    desk.keys("<tab><tab><tab>");
    assert!(desk.screen().shows("rank B"), "after C comes A again");
    desk.keys("keen<enter>");
    assert_eq!(desk.page("Tanaka Foods").customer.rank, "B");
    assert_eq!(due(&desk, "Tanaka Foods"), "12-07 10:00");
}

#[test]
fn tab_says_so_where_an_outcome_asks_for_no_rank() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>ct");
    assert!(!desk.screen().shows("next rank"));
    desk.keys("<tab>");
    assert!(desk.screen().shows("asks for no rank"));
}

#[test]
fn the_successor_a_line_names_is_shown_and_then_added() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>cgsuccessor: Mary Smith");
    assert!(desk.screen().shows("Mary Smith follows"));
    desk.keys("<enter>");
    let people: Vec<String> = desk.page("Tanaka Foods").people.iter().map(Person::name).collect();
    assert!(people.contains(&"Mary Smith".to_owned()), "{people:?}");
}

#[test]
fn a_complaint_closes_every_channel_and_is_seen_in_either_language() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>cX");
    let page = desk.page("Tanaka Foods");
    assert!(
        ["call", "mail", "line"]
            .iter()
            .all(|channel| page.blocks[0].holds(channel, desk.now().timestamp_millis()))
    );
    assert!(desk.screen().shows("complaint"));
    desk.keys("/<ctrl-u>tag:クレーム<enter>");
    assert_eq!((desk.selected(), desk.app.desk.lines.len()), ("Tanaka Foods", 1));
    let desk = desk.japanese();
    assert!(desk.screen().shows("クレーム"));
}

#[test]
fn sending_material_is_a_mail_to_write_now_and_a_callback_later() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>cm");
    assert!(desk.screen().shows("material to be sent"));
    desk.keys("<enter>");
    let kinds: Vec<_> = desk.page("Tanaka Foods").next_steps.iter().map(|step| step.kind.clone()).collect();
    assert_eq!(kinds, ["mail", "callback"]);
}

#[test]
fn what_was_no_call_counts_as_none() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>cz");
    assert_eq!(desk.page("Tanaka Foods").activities[0].outcome, "ERR");
    assert!(desk.screen().shows("0 calls today"));
}

#[test]
fn putting_off_needs_a_list_to_put_off_on() {
    let mut desk = desk();
    desk.keys("/tanaka f<enter>c");
    assert!(!desk.screen().shows("s Later"));
    desk.keys("s");
    assert!(desk.screen().shows("No outcome has that key"));
    assert!(desk.page("Tanaka Foods").activities.is_empty());
}
