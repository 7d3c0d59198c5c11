//! Changing what is there: people, numbers, deals, and the customer.

use salesdesk::app::overlay::Overlay;
use salesdesk::domain::pipeline::Pipeline;
use salesdesk::domain::stage::{self, Stage};
use salesdesk::domain::{Change, Deed};

use crate::support::desk::Desk;

/// Goes to the field of that name in the open form.
fn to_field(desk: &mut Desk, name: &str) {
    for _ in 0..99 {
        let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form is open") };
        if form.row().is_some_and(|row| row.field.name == name) {
            return;
        }
        desk.keys("<down>");
    }
    panic!("no field is called {name}");
}

/// Turns a choice until it says so.
fn choose(desk: &mut Desk, code: &str) {
    for _ in 0..30 {
        let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form is open") };
        if form.row().is_some_and(|row| row.input.text() == code) {
            return;
        }
        desk.keys("<space>");
    }
    panic!("no choice is {code}");
}

#[test]
fn a_person_and_a_number_are_changed_where_they_stand() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("p田中<enter><tab>e<ctrl-u>03-9999-0000<enter>");
    let page = desk.page("Acme");
    assert_eq!(
        (page.contact_points[0].raw.as_str(), page.contact_points[0].normal.as_str()),
        ("03-9999-0000", "+81399990000")
    );
    desk.keys("je<ctrl-u>鈴木<enter>");
    assert_eq!(desk.page("Acme").people[0].name(), "鈴木");
}

#[test]
fn the_customer_is_changed_and_only_what_was_changed_is_written() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("E Inc.<enter>");
    assert_eq!(desk.names(), ["Acme Inc."]);
    let page = desk.page("Acme Inc.");
    let id = page.customer.id;
    desk.keys("H");
    assert!(desk.screen().shows("Acme Inc."));
    assert_eq!(desk.app.desk.line().unwrap().id, id);
}

#[test]
fn a_form_saved_unchanged_writes_nothing() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    let before = desk.digest();
    desk.keys("E<enter><tab>e<enter>");
    assert_eq!(desk.digest(), before);
    assert!(desk.app.overlays.is_empty());
}

#[test]
fn a_customer_cannot_lose_its_name() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("E<ctrl-u><enter>");
    assert_eq!(desk.names(), ["Acme"]);
    assert_eq!(desk.app.overlays.len(), 1);
}

#[test]
fn a_new_deal_that_is_lost_needs_a_reason() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("NQuote");
    to_field(&mut desk, "stage");
    choose(&mut desk, "lost");
    desk.keys("<enter>");
    assert!(desk.page("Acme").deals.is_empty());
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("the form closed") };
    assert_eq!(form.row().unwrap().field.name, "lost_reason");
    desk.keys("<space><enter>");
    assert_eq!(desk.page("Acme").deals[0].stage, "lost");
}

#[test]
fn an_open_deal_cannot_be_lost_without_a_reason() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("NQuote<enter>d");
    choose(&mut desk, "lost");
    desk.keys("<enter>");
    assert_eq!(desk.page("Acme").deals[0].stage, "approach");
    desk.keys("<space><enter>");
    let deal = desk.page("Acme").deals.remove(0);
    assert_eq!((deal.stage.as_str(), deal.closed_on.as_str()), ("lost", "2026-11-21"));
    assert!(!deal.lost_reason.is_empty());
}

#[test]
fn a_deal_in_dollars_is_shown_and_kept_in_dollars() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("ctquote $12k<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(1_200_000));
    desk.keys("d");
    to_field(&mut desk, "amount");
    let Some(Overlay::Form(form)) = desk.app.overlays.last() else { panic!("no form is open") };
    assert_eq!(form.row().unwrap().input.text(), "12000");
    desk.keys("<ctrl-u>15000<enter>");
    assert_eq!(desk.page("Acme").deals[0].amount, Some(1_500_000));
}

#[test]
fn a_next_step_is_written_in_the_desks_own_time() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("tquote tomorrow 15:00<enter><tab>e");
    assert!(desk.screen().shows("2026-11-22 15:00"), "{}", desk.screen().text());
}

#[test]
fn something_deleted_is_gone_from_the_screen_and_comes_back_with_undo() {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("<tab>X");
    assert!(desk.page("Acme").contact_points.is_empty());
    assert!(!desk.screen().shows("03-1234-5678"));
    desk.keys("u");
    assert!(desk.screen().shows("03-1234-5678"));
}

#[test]
fn a_next_step_is_done_from_the_customers_page() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("tquote tomorrow<enter><tab><space>");
    assert!(desk.page("Acme").next().is_none());
}

#[test]
fn a_deal_is_put_into_another_pipeline_and_begins_there() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    let pipeline = Pipeline { ja: "更新".into(), ..Pipeline::of("renewal") };
    let asked = Stage {
        id: stage::id_of("renewal", "asked"),
        pipeline: "renewal".into(),
        code: "asked".into(),
        ..Stage::default()
    };
    let mut change = Change::new(Deed::EditPipeline, "renewal");
    change.writes.extend([pipeline.put_on(), asked.put_on()]);
    desk.commit(&change);
    desk.keys("N");
    to_field(&mut desk, "pipeline");
    choose(&mut desk, "renewal");
    assert!(desk.screen().shows("asked"));
    desk.keys("<enter>");
    let deal = desk.page("Acme").deals[0].clone();
    assert_eq!((deal.pipeline.as_str(), deal.stage.as_str()), ("renewal", "asked"));
}
