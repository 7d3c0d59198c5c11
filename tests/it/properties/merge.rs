//! Whatever is merged, parted and done meanwhile: a group shows once, loses nothing, and comes apart.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime};
use proptest::prelude::*;
use salesdesk::domain::block::Block;
use salesdesk::domain::call_list::{CallList, id_of};
use salesdesk::domain::contact::may_contact;
use salesdesk::domain::contact_point::ContactPoint;
use salesdesk::domain::fold::fold;
use salesdesk::domain::page::Page;
use salesdesk::domain::pair::{self, Pair};
use salesdesk::domain::person::Person;
use salesdesk::domain::standing::Standing;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::{Change, Deed, Id, Noun, Record, Value};
use salesdesk::store::{Desk, Finder, Walker};

use super::acts::{Act, act, change};
use crate::support::{Book, NOW, found};

/// Something that happens in a book where customers turn out to be one.
#[derive(Clone, Debug)]
enum Event {
    Do(usize, Act),
    Merge(usize, usize),
    Part(usize),
    Undo,
    Redo,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (0usize..6, act()).prop_map(|(whom, act)| Event::Do(whom, act)),
        5 => (0usize..6, 0usize..6).prop_map(|(one, other)| Event::Merge(one, other)),
        2 => (0usize..6).prop_map(Event::Part),
        2 => Just(Event::Undo),
        1 => Just(Event::Redo),
    ]
}

struct World {
    book: Book,
    customers: Vec<Id>,
    list: CallList,
}

impl World {
    fn new() -> Self {
        let mut book = Book::new();
        let customers: Vec<Id> =
            ["Acme", "田中製作所", "Tanaka Mfg", "Beta", "Gamma"].map(|name| book.add(name)).to_vec();
        let list = CallList { id: id_of("all", None, 1), name: "all".into(), ..CallList::default() };
        book.desk.commit(&list.made(&customers[1..]), NOW).unwrap();
        Self { book, customers, list }
    }

    fn whom(&self, nth: usize) -> Id {
        self.customers[nth % self.customers.len()]
    }

    fn page(&self, id: Id) -> Page {
        self.book.desk.page(id, 999).unwrap().unwrap()
    }

    /// Does it as a command would; says whether anything was done.
    fn happens(&mut self, event: &Event) -> bool {
        let change = match event {
            Event::Do(whom, act) => change(act, &self.page(self.whom(*whom)), self.book.desk.rep())
                .filter(|change| !change.is_empty()),
            Event::Merge(one, other) => {
                let plan = self.book.desk.merge_plan(self.whom(*one), self.whom(*other)).unwrap();
                plan.map(|plan| plan.change())
            }
            Event::Part(whom) => {
                let plan = self.book.desk.unmerge_plan(self.whom(*whom), None).unwrap();
                Some(plan.change()).filter(|change| !change.is_empty())
            }
            Event::Undo => return self.book.desk.undo(NOW).is_ok(),
            Event::Redo => return self.book.desk.redo(NOW).is_ok(),
        };
        let Some(change) = change else { return false };
        if matches!(event, Event::Do(_, Act::Add)) {
            self.customers.push(change.writes[0].id);
        }
        self.book.desk.commit(&change, NOW).unwrap();
        true
    }
}

fn all<R: Record>(desk: &Desk) -> Vec<R> {
    let mut all = Vec::new();
    desk.each(R::NOUN, |id, values| {
        let mut record = R::default();
        record.set_id(id);
        for (field, value) in R::FIELDS.iter().zip(values) {
            record.put(field.code, value.clone());
        }
        all.push(record);
        Ok(())
    })
    .unwrap();
    all
}

/// Who is one with whom, by the plainest means: from each customer along the live pairs.
fn groups(world: &World) -> BTreeMap<Id, BTreeSet<Id>> {
    let pairs: Vec<Pair> = all(&world.book.desk);
    let live: Vec<(Id, Id)> = pairs
        .iter()
        .filter(|pair| !pair.gone && pair.verdict == pair::SAME)
        .filter_map(|pair| pair.one.zip(pair.other))
        .collect();
    let mut groups: BTreeMap<Id, BTreeSet<Id>> =
        world.customers.iter().map(|id| (*id, BTreeSet::from([*id]))).collect();
    for _ in 0..world.customers.len() {
        for (one, other) in &live {
            let both: BTreeSet<Id> = groups[one].union(&groups[other]).copied().collect();
            for id in &both {
                groups.insert(*id, both.clone());
            }
        }
    }
    groups
}

/// A person by name, for people of one name are shown once; one without a name by id.
fn named(person: &Person) -> String {
    let name = fold(&person.name());
    if name.is_empty() { format!("person {}", person.id) } else { format!("person {name}") }
}

/// What hangs on somebody's records: noun and id, and of people, numbers and tags what they say.
fn hanging(desk: &Desk, whose: &BTreeSet<Id>) -> BTreeSet<String> {
    let people = all::<Person>(desk).into_iter();
    let theirs = |person: &Person| !person.gone && person.customer.is_some_and(|id| whose.contains(&id));
    let mut all: BTreeSet<String> = people.filter(theirs).map(|person| named(&person)).collect();
    for noun in [Noun::Activity, Noun::NextStep, Noun::Deal, Noun::Tag, Noun::ContactPoint] {
        let customer = noun.customer_field().unwrap();
        desk.each(noun, |id, values| {
            let get = |code| noun.fields().iter().position(|field| field.code == code).map(|at| &values[at]);
            let theirs =
                matches!(get(customer), Some(Value::Ref(bytes)) if whose.contains(&Id::from_bytes(*bytes)));
            if theirs && get(0).is_some_and(Value::is_null) {
                all.insert(match noun {
                    Noun::Tag => format!("tag {:?}", get(salesdesk::domain::tag::field::name)),
                    Noun::ContactPoint => {
                        format!("at {:?}", get(salesdesk::domain::contact_point::field::raw))
                    }
                    noun => format!("{noun:?} {id}"),
                });
            }
            Ok(())
        })
        .unwrap();
    }
    all
}

fn shown(page: &Page) -> Vec<String> {
    let mut all: Vec<String> = page.people.iter().map(named).collect();
    all.extend(page.activities.iter().map(|one| format!("{:?} {}", Noun::Activity, one.id)));
    all.extend(page.next_steps.iter().map(|one| format!("{:?} {}", Noun::NextStep, one.id)));
    all.extend(page.deals.iter().map(|one| format!("{:?} {}", Noun::Deal, one.id)));
    let text = |text: &str| if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
    all.extend(page.tags.iter().map(|tag: &Tag| format!("tag {:?}", Some(text(&tag.name)))));
    all.extend(
        page.contact_points.iter().map(|point: &ContactPoint| format!("at {:?}", Some(text(&point.raw)))),
    );
    all
}

/// Everybody shows as one of their group and nothing of any is lost.
fn check_pages(world: &World) -> Result<(), TestCaseError> {
    let desk = &world.book.desk;
    let gone: Vec<_> = all::<salesdesk::domain::customer::Customer>(desk);
    let gone = |id: &Id| gone.iter().any(|customer| customer.id == *id && customer.gone);
    let blocks: Vec<Block> = all(desk);
    for (id, group) in groups(world) {
        let page = world.page(id);
        prop_assert_eq!(Some(&page.customer.id), group.first());
        prop_assert_eq!(page.customer.gone, group.iter().all(&gone));
        let shown = shown(&page);
        let once: BTreeSet<String> = shown.iter().cloned().collect();
        prop_assert_eq!(&once, &hanging(desk, &group));
        prop_assert!(
            group.len() == 1 || shown.iter().filter(|one| one.starts_with("tag")).count() == page.tags.len()
        );
        prop_assert_eq!(page.activity_count, page.activities.len());
        for block in blocks.iter().filter(|block| block.stands(NOW) && block.holds("call", NOW)) {
            let whole = block.customer.is_some_and(|whose| group.contains(&whose)) && block.person.is_none();
            for point in &page.contact_points {
                let covered = whole || (!block.address.is_empty() && block.address == point.dialled());
                let clearance = may_contact(&page, point, None, "call", NOW);
                prop_assert!(!covered || clearance.is_err(), "{block:?} lets {point:?}");
            }
            prop_assert!(!whole || page.blocked(NOW).is_some());
            prop_assert!(!whole || desk.line(id).unwrap().is_none_or(|line| line.blocked(NOW)));
        }
        prop_assert_eq!(desk.line(id).unwrap().is_none(), page.customer.gone);
    }
    Ok(())
}

/// No list has anybody who is shown as another, and each has everybody once.
fn check_lists(world: &World, finder: &mut Finder) -> Result<(), TestCaseError> {
    let desk = &world.book.desk;
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let groups = groups(world);
    let listed: BTreeSet<Id> = groups
        .iter()
        .filter(|(id, group)| group.first() == Some(*id) && !world.page(**id).customer.gone)
        .map(|(id, _)| *id)
        .collect();
    prop_assert_eq!(desk.customer_count().unwrap(), listed.len());
    let everybody: Vec<Id> = groups.keys().copied().collect();
    for lines in [desk.opening(99).unwrap(), desk.lines(&everybody).unwrap()] {
        let ids: Vec<Id> = lines.iter().map(|line| line.id).collect();
        prop_assert_eq!(ids.len(), listed.len());
        prop_assert_eq!(&ids.into_iter().collect::<BTreeSet<_>>(), &listed);
    }
    let mut afresh = Finder::fold(desk, || true).unwrap();
    for line in ["", "acme", "tanaka", "vip", "0312345678", "rank:A", "blocked:yes"] {
        prop_assert_eq!(found(finder, desk, line), found(&mut afresh, desk, line), "{}", line);
    }
    let sought = finder.everybody(desk, "", now, &|| true).unwrap().unwrap();
    prop_assert_eq!(&sought.into_iter().collect::<BTreeSet<_>>(), &listed);
    let members = desk.members(&world.list, now, &|_| true).unwrap();
    let on: Vec<Id> = members.iter().filter_map(|entry| entry.customer).collect();
    prop_assert!(on.iter().all(|id| listed.contains(id)));
    prop_assert_eq!(on.len(), on.iter().collect::<BTreeSet<_>>().len());
    let due = desk.agenda(salesdesk::domain::agenda::Whose::Everyones, 99).unwrap();
    prop_assert!(
        due.iter().all(|due| listed.contains(&due.line.id) && due.step.customer == Some(due.line.id))
    );
    for line in desk.lines(&everybody).unwrap() {
        let next =
            world.page(line.id).next_steps.iter().filter(|step| step.open()).filter_map(|s| s.due_at).min();
        prop_assert_eq!(line.next_at, next);
    }
    check_walk(world, &listed)
}

/// Whoever is to be called is listed and may be called at the number that is chosen.
fn check_walk(world: &World, listed: &BTreeSet<Id>) -> Result<(), TestCaseError> {
    let now = DateTime::parse_from_rfc3339("2026-11-20T10:30:00+09:00").unwrap();
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    // The list itself may be taken back.
    let Ok(walker) = Walker::open(&world.book.desk, world.list.id, now, nine, &|_| true) else {
        return Ok(());
    };
    for prospect in walker.queue.everybody() {
        prop_assert!(listed.contains(&prospect.customer));
        if let Some(Standing::Ready(_, number)) = walker.queue.standing(prospect.customer, now) {
            let dialled = walker.queue.dialled(number).unwrap();
            let page = world.page(prospect.customer);
            let point = page.contact_points.iter().find(|point| point.dialled() == dialled).unwrap();
            prop_assert!(
                may_contact(&page, point, None, "call", now.timestamp_millis()).is_ok(),
                "{dialled}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_group_shows_once_and_loses_nothing(events in prop::collection::vec(event(), 1..24)) {
        let mut world = World::new();
        let mut finder = Finder::fold(&world.book.desk, || true).unwrap();
        for event in events {
            world.happens(&event);
            check_pages(&world)?;
            check_lists(&world, &mut finder)?;
            let health = world.book.desk.health().unwrap();
            prop_assert!(health.sound(), "after {:?}: {:?}", event, health.findings);
        }
    }

    #[test]
    fn undo_brings_back_what_every_page_showed(events in prop::collection::vec(event(), 1..16)) {
        let mut world = World::new();
        let pages = |world: &World| -> Vec<Page> {
            world.customers.iter().filter_map(|id| world.book.desk.page(*id, 999).unwrap()).collect()
        };
        for event in events {
            let (before, count) = (pages(&world), world.customers.len());
            if matches!(event, Event::Undo | Event::Redo) || !world.happens(&event) {
                continue;
            }
            let after = pages(&world);
            world.book.desk.undo(NOW).unwrap();
            let back: Vec<Page> = pages(&world).into_iter().take(count).collect();
            prop_assert_eq!(&back, &before, "{:?} taken back", &event);
            world.book.desk.redo(NOW).unwrap();
            prop_assert_eq!(&pages(&world), &after, "{:?} done again", &event);
        }
    }

    #[test]
    fn merged_and_parted_again_everybody_is_as_before_and_what_was_added_stays(
        first in prop::collection::vec((0usize..5, act()), 0..10),
        pairs in prop::collection::vec((0usize..5, 0usize..5), 1..4),
        calls in 0usize..3,
    ) {
        let mut world = World::new();
        for (whom, act) in first {
            world.happens(&Event::Do(whom, act));
        }
        let live = |world: &World| -> Vec<Page> { world.customers.iter().map(|id| world.page(*id)).collect() };
        let before = live(&world);
        let merged: Vec<_> = pairs.iter().filter(|(one, other)| {
            let plan = world.book.desk.merge_plan(world.whom(*one), world.whom(*other)).unwrap();
            // What is picked stays with the face: only plain joins are as if nothing had been.
            plan.is_some_and(|plan| {
                let joined = Change { writes: plan.change().writes[..1].to_vec(), ..Change::new(Deed::Merge, "") };
                world.book.desk.commit(&joined, NOW).is_ok()
            })
        }).copied().collect();
        let mut added = Vec::new();
        for nth in 0..calls {
            let face = world.page(world.whom(merged.first().map_or(0, |pair| pair.0))).customer.id;
            let id = Id::mint(NOW);
            let call = salesdesk::domain::activity::Activity {
                id, customer: Some(face), kind: "call".into(), at: Some(NOW + i64::try_from(nth).unwrap()),
                ..Default::default()
            };
            world.book.desk.commit(&Change::new(Deed::Log, "").add(&call), NOW).unwrap();
            added.push((face, id));
        }
        for nth in 0..5 {
            world.happens(&Event::Part(nth));
        }
        for (was, is) in before.iter().zip(live(&world)) {
            let mut is = is;
            is.activities.retain(|activity| !added.contains(&(was.customer.id, activity.id)));
            let own = added.iter().filter(|(face, _)| *face == was.customer.id).count();
            prop_assert_eq!(is.activity_count, was.activity_count + own);
            is.activity_count = was.activity_count;
            prop_assert_eq!(&is, was);
        }
    }
}
