//! Whatever a rep may do to a customer, drawn at random: what properties are tried on.

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::block::Block;
use salesdesk::domain::blocking;
use salesdesk::domain::contact_point;
use salesdesk::domain::contact_point::ContactPoint;
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::deal::Deal;
use salesdesk::domain::logging::{Logging, Offer};
use salesdesk::domain::next_step::{self, NextStep};
use salesdesk::domain::outcome::standard;
use salesdesk::domain::page::Page;
use salesdesk::domain::person::Person;
use salesdesk::domain::pipeline::Pipelines;
use salesdesk::domain::record::GONE;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::when::Habits;
use salesdesk::domain::{Change, Deed, Id, Noun, Value};

use crate::support::NOW;

/// Something a rep does to one of the customers that are there.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Add,
    Rename(String),
    Rank(&'static str),
    Log { outcome: usize, note: String, amount: Option<i64>, next: bool },
    Step(i64),
    Finish,
    Person(String),
    Number(&'static str),
    Deal(i64),
    Stage(&'static str),
    Tag(&'static str),
    Untag,
    Block,
    BlockNumber(Option<i64>),
    BlockPerson,
    Lift,
    OwnNumber(&'static str),
    Consumer,
    Delete,
    Restore,
}

fn words() -> impl Strategy<Value = String> {
    select(vec!["Acme", "田中製作所", "", "ﾔﾏﾀﾞ", "a\u{0}b", "👨‍👩‍👧", "; DROP TABLE customer"])
        .prop_map(str::to_owned)
}

pub(super) fn act() -> impl Strategy<Value = Act> {
    let log = (0usize..24, words(), prop::option::of(1i64..9_999_999), any::<bool>());
    prop_oneof![
        Just(Act::Add),
        words().prop_map(Act::Rename),
        select(vec!["A", "B", ""]).prop_map(Act::Rank),
        log.prop_map(|(outcome, note, amount, next)| Act::Log { outcome, note, amount, next }),
        (0i64..9).prop_map(Act::Step),
        Just(Act::Finish),
        words().prop_map(Act::Person),
        select(vec!["03-1234-5678", "090-1111-2222", "x"]).prop_map(Act::Number),
        (0i64..9_999).prop_map(Act::Deal),
        select(vec!["quote", "won", "lost"]).prop_map(Act::Stage),
        select(vec!["vip", "展示会"]).prop_map(Act::Tag),
        Just(Act::Untag),
        Just(Act::Block),
        prop::option::of(-9i64..9).prop_map(Act::BlockNumber),
        Just(Act::BlockPerson),
        Just(Act::Lift),
        select(vec!["090-1111-2222", "070-1111-2222"]).prop_map(Act::OwnNumber),
        Just(Act::Consumer),
        Just(Act::Delete),
        Just(Act::Restore),
    ]
}

fn text(code: u16, text: &str) -> Vec<(u16, Value)> {
    vec![(code, if text.is_empty() { Value::Null } else { Value::Text(text.into()) })]
}

/// The change that `act` makes to the customer of this page, as the desk would make it.
pub(super) fn change(act: &Act, page: &Page, rep: Option<Id>) -> Option<Change> {
    let whose = page.customer.id;
    let of = |deed| Change::new(deed, &page.customer.name);
    let id = Id::mint(NOW);
    Some(match act {
        Act::Add => Change::new(Deed::AddCustomer, "new").add(&Customer {
            id,
            name: "new".into(),
            ..Customer::default()
        }),
        Act::Rename(name) => of(Deed::Edit).set(Noun::Customer, whose, text(customer::field::name, name)),
        Act::Rank(rank) => of(Deed::Edit).set(Noun::Customer, whose, text(customer::field::rank, rank)),
        Act::Log { outcome, note, amount, next } => logged(page, rep, *outcome, note, *amount, *next),
        Act::Step(hours) => of(Deed::AddNextStep).add(&NextStep {
            id,
            customer: Some(whose),
            due_at: Some(NOW + hours * 3_600_000),
            ..NextStep::default()
        }),
        Act::Finish => {
            let done = vec![(next_step::field::done_at, Value::Int(NOW))];
            of(Deed::FinishNextStep).set(Noun::NextStep, page.next()?.id, done)
        }
        Act::Person(name) => of(Deed::AddPerson).add(&Person {
            id,
            customer: Some(whose),
            family: name.clone(),
            ..Person::default()
        }),
        Act::Number(raw) => {
            let point = contact_point::typed("phone", raw, "JP");
            of(Deed::AddContactPoint).add(&ContactPoint { id, customer: Some(whose), ..point })
        }
        Act::Deal(amount) => of(Deed::AddDeal).add(&Deal {
            id,
            customer: Some(whose),
            amount: Some(*amount),
            ..Deal::default()
        }),
        Act::Stage(stage) => {
            let was = page.deals.first()?;
            of(Deed::EditDeal).turn(was, &Pipelines::default().moved(was, stage, "2026-11-21"))
        }
        Act::Tag(name) => Change { writes: vec![Tag::on(whose, name).put_on()], ..of(Deed::Tag) },
        Act::Untag => of(Deed::Tag).delete(Noun::Tag, page.tags.first()?.id),
        Act::Block => of(Deed::Block).add(&Block { id, customer: Some(whose), ..Block::default() }),
        Act::BlockNumber(hours) => {
            let address = page.contact_points.first()?.dialled().to_owned();
            let until = hours.map(|hours| NOW + hours * 3_600_000);
            of(Deed::Block).add(&Block { id, address, until, ..Block::default() })
        }
        Act::BlockPerson => of(Deed::Block).add(&Block {
            id,
            customer: Some(whose),
            person: Some(page.people.first()?.id),
            channel: "call".into(),
            ..Block::default()
        }),
        Act::Lift => blocking::lift(page.blocks.first(), "lifted", "asked us to", NOW),
        Act::OwnNumber(raw) => {
            let person = page.people.first().map(|person| person.id);
            let point = contact_point::typed("mobile", raw, "JP");
            of(Deed::AddContactPoint).add(&ContactPoint { id, customer: Some(whose), person, ..point })
        }
        Act::Consumer => of(Deed::Edit).set(Noun::Customer, whose, text(customer::field::kind, "person")),
        Act::Delete => of(Deed::Delete).delete(Noun::Customer, whose),
        Act::Restore => of(Deed::Edit).set(Noun::Customer, whose, vec![(GONE, Value::Null)]),
    })
}

fn logged(
    page: &Page,
    rep: Option<Id>,
    outcome: usize,
    note: &str,
    amount: Option<i64>,
    next: bool,
) -> Change {
    let outcomes = standard();
    let now = DateTime::parse_from_rfc3339("2026-11-21T14:32:00+09:00").unwrap();
    let logging = Logging {
        page,
        channel: "call",
        direction: "out",
        reach: None,
        rank: None,
        list: None,
        overrode: None,
        outcome: outcomes.get(outcome),
        person: page.people.first().map(|person| person.id),
        number: page.first_number(),
        note,
        at: None,
        duration: Some(61),
        next: next.then_some(now + chrono::Duration::hours(2)),
        offer: amount.map(|amount| Offer { amount, currency: "JPY".into() }),
        stage: None,
        close: None,
        rep,
        now,
        habits: Habits::default(),
    };
    logging.change()
}
