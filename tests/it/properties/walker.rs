//! Whatever anybody does to a book: a walker that kept up with it knows what one opened afresh does.

use std::collections::HashSet;

use chrono::{DateTime, Duration, FixedOffset, NaiveTime};
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::call_list::{CallList, id_of};
use salesdesk::domain::contact_point;
use salesdesk::domain::customer;
use salesdesk::domain::entry::Entry;
use salesdesk::domain::outcome::{self, Outcome};
use salesdesk::domain::pacing;
use salesdesk::domain::page::Page;
use salesdesk::domain::person::Person;
use salesdesk::domain::record::GONE;
use salesdesk::domain::standing::Standing;
use salesdesk::domain::{Change, Deed, Id, Noun, Value};
use salesdesk::store::{Desk, Walker};

use super::acts::{Act, act, change};
use crate::support::Book;

/// Something that happens while a list is walked.
#[derive(Clone, Debug)]
enum Event {
    Do(Act),
    Undo,
    Redo,
    /// On that list, so long ago.
    Log(usize, &'static str, i64),
    Claim(bool),
    LetGo,
    Skip,
    TakeOut,
    Off,
    On,
    Owner(bool),
    /// A number goes to somebody else, dies or lives again.
    Move,
    State(&'static str),
    Prefers(&'static str),
    Zone(&'static str),
    Pacing(bool, i64),
    Finishes(bool),
    Hides,
    Everyones,
    Drop,
    /// They and another turn out to be one, or several again.
    Merge(usize),
    Part,
    Minutes(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => act().prop_map(Event::Do),
        2 => Just(Event::Undo),
        1 => Just(Event::Redo),
        4 => (0usize..3, select(vec!["NA", "BUSY", "TALK", "NI", "DEAD", "ERR", "X"]), 0i64..400)
            .prop_map(|(list, outcome, ago)| Event::Log(list, outcome, ago)),
        1 => any::<bool>().prop_map(Event::Claim),
        1 => Just(Event::LetGo),
        1 => Just(Event::Skip),
        1 => Just(Event::TakeOut),
        1 => Just(Event::Off),
        1 => Just(Event::On),
        1 => any::<bool>().prop_map(Event::Owner),
        1 => Just(Event::Move),
        1 => select(vec!["dead", ""]).prop_map(Event::State),
        1 => select(vec!["午前", "after 3pm", ""]).prop_map(Event::Prefers),
        1 => select(vec!["America/New_York", ""]).prop_map(Event::Zone),
        1 => (any::<bool>(), 0i64..100).prop_map(|(list, gap)| Event::Pacing(list, gap)),
        1 => any::<bool>().prop_map(Event::Finishes),
        1 => Just(Event::Hides),
        1 => Just(Event::Everyones),
        1 => Just(Event::Drop),
        3 => (1usize..6).prop_map(Event::Merge),
        1 => Just(Event::Part),
        4 => prop_oneof![0i64..200, -60i64..0, 0i64..3_000].prop_map(Event::Minutes),
    ]
}

/// Two lists of which one is walked, by two desks on one file.
struct World {
    book: Book,
    other: Desk,
    reader: Desk,
    customers: Vec<Id>,
    lists: [CallList; 2],
    now: DateTime<FixedOffset>,
}

fn callback() -> NaiveTime {
    NaiveTime::from_hms_opt(10, 0, 0).unwrap()
}

impl World {
    fn new(live: bool) -> Self {
        let now = DateTime::parse_from_rfc3339("2026-11-20T10:30:00+09:00").unwrap();
        let mut book = Book::new();
        let customers: Vec<Id> = (0..6).map(|n| book.add(&format!("customer {n}"))).collect();
        let lists = ["walked", "other"].map(|name| CallList {
            id: id_of(name, None, 1),
            name: name.into(),
            ..CallList::default()
        });
        let query = CallList { live, query: "rank:A".into(), ..lists[0].clone() };
        let lists = [query, lists[1].clone()];
        for list in &lists {
            book.desk.commit(&list.made(&customers[..4]), now.timestamp_millis()).unwrap();
        }
        for (nth, who) in customers.iter().enumerate() {
            let point = contact_point::typed("phone", &format!("03-1234-567{}", nth / 2), "JP");
            let point = contact_point::ContactPoint { id: Id::mint(1), customer: Some(*who), ..point };
            let change = Change::new(Deed::AddContactPoint, "").add(&point);
            book.desk.commit(&change, now.timestamp_millis()).unwrap();
        }
        let other = Desk::open(&book.path(), "Sato", now.timestamp_millis()).unwrap();
        let reader = Desk::open_to_read(&book.path()).unwrap();
        Self { book, other, reader, customers, lists, now }
    }

    fn walker(&self) -> Option<Walker> {
        Walker::open(&self.reader, self.lists[0].id, self.now, callback(), &|_| true).ok()
    }

    fn entry(&self, customer: Id) -> Entry {
        let known = self.reader.entry_on(self.lists[0].id, customer).unwrap();
        known.unwrap_or_else(|| Entry { position: None, ..Entry::of(self.lists[0].id, customer, 0) })
    }

    fn happens(&mut self, event: &Event, whom: usize, elsewhere: bool) {
        let now = self.now.timestamp_millis();
        let desk = if elsewhere { &mut self.other } else { &mut self.book.desk };
        match event {
            // There may be nothing to take back.
            Event::Undo => drop(desk.undo(now)),
            Event::Redo => drop(desk.redo(now)),
            Event::Minutes(minutes) => self.now += Duration::minutes(*minutes),
            event => {
                let customer = self.customers[whom % self.customers.len()];
                let page = self.reader.page(customer, 9).unwrap().unwrap();
                let change = self.change(event, &page, whom).filter(|change| !change.is_empty());
                let Some(change) = change else { return };
                if matches!(event, Event::Do(Act::Add)) {
                    self.customers.push(change.writes[0].id);
                }
                let desk = if elsewhere { &mut self.other } else { &mut self.book.desk };
                desk.commit(&change, now).unwrap();
            }
        }
    }

    fn change(&self, event: &Event, page: &Page, whom: usize) -> Option<Change> {
        let (customer, now, list) = (page.customer.id, self.now.timestamp_millis(), &self.lists[0]);
        let rep = |own: bool| if own { self.reader.rep() } else { Some(Id::from_bytes([9; 16])) };
        let entry = self.entry(customer);
        let own = |fields| Change::new(Deed::Edit, "").set(Noun::Customer, customer, fields);
        let text = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.into()) };
        Some(match event {
            Event::Do(act) => change(act, page, self.reader.rep())?,
            Event::Log(list, outcome, ago) => Change::new(Deed::Log, "").add(&Activity {
                id: Id::mint(now),
                customer: Some(customer),
                kind: "call".into(),
                at: Some(now - ago * 60_000),
                outcome: (*outcome).into(),
                direction: "out".into(),
                number: page.first_number().map(|point| point.dialled().to_owned()).unwrap_or_default(),
                list: self.lists.get(*list).map(|list| list.id),
                ..Activity::default()
            }),
            Event::Claim(own) => list.claimed([&entry], rep(*own)?, now),
            Event::LetGo => list.let_go([&entry]),
            Event::Skip => entry.put_off("", "", now),
            Event::TakeOut => entry.taken_out("", "", now),
            Event::Off => list.without(&[customer]),
            Event::On => list.with(i64::try_from(whom).unwrap(), &[customer]),
            Event::Owner(own_) => own(vec![(customer::field::owner, Value::Ref(*rep(*own_)?.as_bytes()))]),
            Event::Zone(zone) => own(vec![(customer::field::zone, text(zone))]),
            Event::Prefers(hours) => Change::new(Deed::AddPerson, "").add(&Person {
                id: Id::mint(now),
                customer: Some(customer),
                preferred_hours: (*hours).into(),
                ..Person::default()
            }),
            Event::Move => {
                let to = self.customers[(whom + 1) % self.customers.len()];
                let fields = vec![(contact_point::field::customer, Value::Ref(*to.as_bytes()))];
                Change::new(Deed::Edit, "").set(Noun::ContactPoint, page.contact_points.first()?.id, fields)
            }
            Event::State(state) => {
                let fields = vec![(contact_point::field::state, text(state))];
                Change::new(Deed::Edit, "").set(Noun::ContactPoint, page.contact_points.first()?.id, fields)
            }
            Event::Pacing(of_list, gap) => {
                let of = of_list.then_some(list.id);
                let fields = vec![
                    (GONE, Value::Null),
                    (pacing::field::list, of.map_or(Value::Null, |id| Value::Ref(*id.as_bytes()))),
                    (pacing::field::gap, Value::Int(*gap)),
                ];
                Change::new(Deed::Edit, "").set(Noun::Pacing, pacing::id_of(of), fields)
            }
            Event::Finishes(finished) => self.rule(&Outcome { finished: *finished, ..no_answer() }),
            Event::Hides => self.rule(&Outcome { hidden: true, ..no_answer() }),
            Event::Everyones => list.turned(&CallList { everyones: true, ..list.clone() }),
            Event::Drop => list.dropped(),
            Event::Merge(by) => {
                let other = self.customers[(whom + by) % self.customers.len()];
                self.reader.merge_plan(customer, other).unwrap()?.change()
            }
            Event::Part => {
                let member = self.customers[whom % self.customers.len()];
                self.reader.unmerge_plan(member, None).unwrap().change()
            }
            Event::Undo | Event::Redo | Event::Minutes(_) => return None,
        })
    }

    fn rule(&self, becomes: &Outcome) -> Change {
        match self.reader.get::<Outcome>(becomes.id).unwrap() {
            Some(was) => Change::new(Deed::Edit, "").turn(&was, becomes),
            None => Change::new(Deed::Edit, "").add(becomes),
        }
    }
}

fn no_answer() -> Outcome {
    outcome::standard().into_iter().find(|outcome| outcome.code == "NA").unwrap()
}

/// All that a walker knows, in words that do not depend on the order in which it came to know it.
fn known(walker: &Walker, now: DateTime<FixedOffset>) -> String {
    let queue = &walker.queue;
    let stands = |customer: Id| match queue.standing(customer, now).unwrap() {
        Standing::Ready(why, number) => format!("{why:?} on {:?}", queue.dialled(number)),
        Standing::Not(why_not) => format!("{why_not:?}"),
    };
    let everybody = queue.everybody();
    let each: Vec<String> = everybody
        .iter()
        .map(|one| format!("{:?} {} {} {}", one.customer, one.position, one.tries, stands(one.customer)))
        .collect();
    let next = queue.next(now, &HashSet::new());
    let next = next.map(|pick| (pick.customer, pick.why, queue.dialled(pick.number)));
    format!(
        "{} {next:?} {:?} {:?}\n{}",
        walker.list.name,
        queue.progress(now),
        queue.next_at(now),
        each.join("\n")
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_walker_that_keeps_up_knows_what_one_opened_afresh_does(
        live: bool,
        events in prop::collection::vec((event(), 0usize..8, any::<bool>(), any::<bool>()), 1..40),
    ) {
        let mut world = World::new(live);
        let mut walker = world.walker().unwrap();
        for (event, whom, elsewhere, looks) in events {
            world.happens(&event, whom, elsewhere);
            if !looks {
                continue;
            }
            let kept_up = walker.catch_up(&world.reader, world.now);
            match world.walker() {
                Some(afresh) => {
                    prop_assert!(kept_up.is_ok(), "{event:?}: {:?}", kept_up.err());
                    prop_assert_eq!(known(&walker, world.now), known(&afresh, world.now), "after {:?}", event);
                }
                None => prop_assert!(kept_up.is_err(), "after {event:?}"),
            }
        }
    }
}
