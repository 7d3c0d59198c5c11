//! Reminders on two desks, and once a day while the desk is open.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, FixedOffset, NaiveTime};
use salesdesk::app::msg::Reply;
use salesdesk::domain::agenda::Whose;
use salesdesk::domain::customer;
use salesdesk::domain::reminder::{Rule, Written};
use salesdesk::domain::{Noun, Trouble, Value};
use salesdesk::store::Desk;
use salesdesk::work::Bench;
use salesdesk::work::reminders::{Rules, daily};

use crate::support::team::Team;
use crate::support::{Book, NOW};

fn now() -> DateTime<FixedOffset> {
    DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset()
}

fn written(field: &str) -> Written {
    Written { field: field.into(), text: "{name} {date}".into(), line: 3, ..Written::default() }
}

fn rules() -> Vec<Rule> {
    written("first_touch_on").rule(&[]).into_iter().collect()
}

/// A book with a customer who was first met today.
fn book() -> Book {
    let mut book = Book::new();
    let id = book.add("Acme");
    let change = salesdesk::domain::Change::new(salesdesk::domain::Deed::Edit, "Acme");
    let met = vec![(customer::field::first_touch_on, Value::Text("2026-11-21".into()))];
    book.desk.commit(&change.set(Noun::Customer, id, met), NOW).unwrap();
    book
}

fn agenda(desk: &Desk) -> Vec<String> {
    let due = desk.agenda(Whose::Everyones, 99).unwrap();
    due.into_iter().map(|due| due.step.text).collect()
}

#[test]
fn two_desks_that_remind_apart_have_one_step_when_they_meet() {
    let (mut book, mut team) = (book(), Team::new());
    team.meet(&mut book.desk);
    book.desk.remind(&rules(), now(), NaiveTime::MIN).unwrap();
    team.other.remind(&rules(), now(), NaiveTime::MIN).unwrap();
    team.meet(&mut book.desk);
    assert_eq!(agenda(&book.desk), ["Acme 2026-11-21"]);
    assert_eq!(agenda(&team.other), ["Acme 2026-11-21"]);
    assert_eq!(book.desk.digest().unwrap(), team.other.digest().unwrap());
    assert_eq!(book.desk.review_count().unwrap(), 0);
}

#[test]
fn what_was_taken_back_at_one_desk_is_not_made_again_at_the_other() {
    let (mut book, mut team) = (book(), Team::new());
    book.desk.remind(&rules(), now(), NaiveTime::MIN).unwrap();
    book.desk.undo(NOW).unwrap();
    team.meet(&mut book.desk);
    let found = team.other.remind(&rules(), now(), NaiveTime::MIN).unwrap();
    assert_eq!((found.made.len(), found.already), (0, 1));
}

#[test]
fn the_desk_reminds_once_a_day_and_says_what_a_rule_lacks() {
    let book = book();
    let today = Arc::new(Mutex::new(now()));
    let clock = Arc::clone(&today);
    let bench = Bench {
        book: book.path(),
        region: "JP".into(),
        currency: "JPY".into(),
        callback: NaiveTime::MIN,
        clock: Arc::new(move || *clock.lock().unwrap()),
        send: Arc::new(|_| true),
        own: Arc::default(),
        shown: 0,
    };
    let rules = |field: &str| Rules { written: vec![written(field)], path: "config.toml".into() };
    assert!(daily(&bench, &Rules::default()).is_none());
    let reply = daily(&bench, &rules("deal.amount"));
    let no_date = Trouble::NoDate { path: "config.toml".into(), line: 3, field: "deal.amount".into() };
    assert!(matches!(reply, Some(Reply::Failed { trouble, .. }) if trouble == no_date));
    assert!(matches!(daily(&bench, &rules("first_touch_on")), Some(Reply::Reminded(1))));
    assert!(daily(&bench, &rules("birth_date")).is_none(), "that was done today");
    *today.lock().unwrap() += chrono::Duration::days(1);
    assert!(daily(&bench, &rules("first_touch_on")).is_none(), "there is nothing new");
    assert_eq!(agenda(&book.desk).len(), 1);
}
