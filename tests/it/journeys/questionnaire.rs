//! A questionnaire asked on the screen, a mail from a template, a desk set up for a trade, own fields.

use salesdesk::domain::custom_field::id_of;
use salesdesk::domain::custom_value::CustomValue;
use salesdesk::domain::{Change, Deed, Noun};

use crate::support::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::with(&[("Acme", "", "03-1234-5678")]);
    desk.keys("T<enter>");
    desk
}

#[test]
fn a_desk_is_set_up_for_a_trade_by_two_keys_and_back_by_one() {
    let mut desk = Desk::with(&[("Acme", "", "")]);
    desk.keys("T");
    assert!(desk.screen().shows("B2B telesales") && desk.screen().shows("New companies"));
    desk.keys("<enter>Q");
    assert!(desk.screen().shows("How do you do it today?"));
    desk.keys("<esc>u");
    desk.keys("Q");
    assert!(desk.screen().shows("no questionnaires yet"));
}

#[test]
fn each_answer_is_kept_at_its_key_and_asking_goes_on_where_it_stopped() {
    let mut desk = desk();
    desk.keys("Q2");
    assert!(desk.screen().shows("Own system") && desk.screen().shows("What bothers you most?"));
    desk.keys("13<enter>1<esc>");
    assert_eq!(desk.page("Acme").answers.len(), 3);
    desk.keys("Q");
    assert!(desk.screen().shows("When would you look at it?"));
    desk.keys("2slow and dear<enter>");
    assert_eq!(desk.page("Acme").answers.len(), 5);
    assert!(desk.screen().shows("slow and dear"), "answers stand on the page");
    desk.keys("u");
    assert_eq!(desk.page("Acme").answers.len(), 4);
}

#[test]
fn words_half_typed_are_kept_when_asking_is_left() {
    let mut desk = desk();
    desk.keys("Q<tab><tab><tab><tab>too dear<esc>");
    assert_eq!(desk.page("Acme").answers[0].text, "too dear");
}

#[test]
fn words_and_choices_are_kept_when_another_question_is_gone_to() {
    let mut desk = desk();
    desk.keys("Q<tab><tab><tab><tab>too dear<up>");
    assert_eq!(desk.page("Acme").answers[0].text, "too dear");
    assert!(desk.screen().shows("When would you look at it?"));
    desk.keys("<up><up>13<down>");
    let chosen = |desk: &Desk| desk.page("Acme").answers.iter().any(|one| one.choice == "Cost\nQuality");
    assert!(chosen(&desk) && desk.screen().shows("Is there a budget?"));
    desk.keys("<up>3<esc>");
    assert!(!chosen(&desk) && desk.app.overlays.is_empty());
    assert_eq!(desk.page("Acme").answers.len(), 2);
}

#[test]
fn a_form_leaves_lines_in_an_own_field_that_nobody_touched() {
    let mut desk = desk();
    let customer = desk.page("Acme").customer.id;
    let field = id_of(Noun::Customer, "Current supplier");
    let value = CustomValue::of(Some(customer), customer, field, "Bolt\nsince 2020");
    let change = Change { writes: vec![value.put_there()], ..Change::new(Deed::Edit, "Acme") };
    desk.commit(&change).keys("E, Ltd<enter>");
    let page = desk.page("Acme, Ltd");
    assert_eq!(page.own[0].value.raw, "Bolt\nsince 2020");
}

#[test]
fn a_questionnaire_is_asked_in_the_middle_of_a_call() {
    let mut desk = desk();
    desk.keys("c<ctrl-e>1<esc>1");
    let page = desk.page("Acme");
    assert_eq!((page.answers.len(), page.activities.len()), (1, 1));
}

#[test]
fn an_own_field_is_chosen_by_its_figure_in_the_form() {
    let mut desk = desk();
    desk.keys("E").keys(&"<down>".repeat(9));
    assert!(desk.screen().shows("1 Owner alone"));
    desk.keys("2<enter>");
    let page = desk.page("Acme");
    assert_eq!(page.own[0].value.raw, "Department head");
}

#[test]
fn a_mail_from_a_template_is_edited_handed_over_and_logged_with_its_subject() {
    let mut desk = Desk::demo();
    desk.keys("T<enter>/info<enter>");
    let name = desk.selected().to_owned();
    let before = desk.page(&name).activity_count;
    desk.keys("m1");
    assert!(desk.screen().shows("Our call today"));
    desk.keys("<enter>");
    let page = desk.page(&name);
    assert_eq!((page.activity_count, page.activities[0].subject.as_str()), (before + 1, "Our call today"));
    assert_eq!(page.activities[0].kind, "mail");
    desk.keys("u");
    assert_eq!(desk.page(&name).activity_count, before);
}

#[test]
fn nought_only_logs_a_mail_as_before() {
    let mut desk = Desk::demo();
    desk.keys("T<enter>/info<enter>");
    let name = desk.selected().to_owned();
    desk.keys("m0sent the price list<enter>");
    assert_eq!(desk.page(&name).activities[0].note, "sent the price list");
}
