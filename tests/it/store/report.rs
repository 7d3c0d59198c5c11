//! What the calls of a book came to, against counting every activity one by one.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, TimeZone, Timelike};
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::deal::{self, Deal};
use salesdesk::domain::next_step::NextStep;
use salesdesk::domain::outcome::{Outcome, id_of, standard};
use salesdesk::domain::report::{Asked, BYS, By, CallCounts, Key, Way};
use salesdesk::domain::{Change, Deed, Id, Noun, Record, Value, Write, day, demo};
use salesdesk::store::Desk;

use crate::support::team::Team;
use crate::support::{Book, NOW};

const TOKYO: i64 = 540;

fn now() -> DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600).unwrap().timestamp_millis_opt(NOW).unwrap()
}

fn list() -> Id {
    Id::of_parts(&[b"a list"])
}

fn rep() -> Id {
    Id::of_parts(&[b"a colleague"])
}

/// The standard outcome of that code with something else to it.
fn outcome(code: &str, also: &str) -> Outcome {
    let found = standard().into_iter().find(|outcome| outcome.code == code).unwrap();
    Outcome { id: id_of(code), also: also.into(), ..found }
}

/// Calls as they come from other desks and from files: at any hour, anywhere, with anything in them.
fn odd_calls() -> Vec<Activity> {
    let zones = [Some(TOKYO), Some(-300), Some(840), Some(-720), Some(i64::MAX), Some(-9_999), None];
    let codes = ["NA", "TALK", "APPT", "WON", "NQ", "ERR", "?", ""];
    let call = |n: i64| Activity {
        id: Id::of_parts(&[b"odd", &n.to_be_bytes()]),
        kind: if n % 11 == 0 { "mail".into() } else { "call".into() },
        at: (n % 37 != 0).then(|| NOW - n * 2_777_777),
        zone: zones[usize::try_from(n).unwrap() % zones.len()],
        outcome: codes[usize::try_from(n).unwrap() % codes.len()].into(),
        reach: (n % 3 != 0).then_some(n % 6),
        duration: [None, Some(90), Some(-5), Some(i64::MAX)][usize::try_from(n).unwrap() % 4],
        direction: ["out", "in", ""][usize::try_from(n / 2).unwrap() % 3].into(),
        rep: (n % 4 != 0).then(rep),
        list: (n % 5 == 0).then(list),
        deal: (n % 7 == 0).then(rep),
        gone: n % 13 == 0,
        ..Activity::default()
    };
    (0..900).map(call).collect()
}

/// The demo book with odd calls in it, made once.
fn book() -> Desk {
    static BOOK: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = BOOK.get_or_init(|| {
        let mut book = Book::new();
        let mut writes = demo::writes(now(), book.desk.rep());
        writes.extend(odd_calls().iter().map(Write::adding));
        writes.push(Write::adding(&outcome("APPT", "meeting")));
        writes.push(Write::adding(&Outcome { hidden: true, ..outcome("WON", "won") }));
        writes.push(Write::adding(&CallList { id: list(), name: "Osaka".into(), ..CallList::default() }));
        let mut bulk = book.desk.bulk(Deed::Setup, "demo", NOW).unwrap();
        bulk.push(&writes).unwrap();
        bulk.finish().unwrap();
        let path = book.path();
        (book.folder, path)
    });
    Desk::open_to_read(path).unwrap()
}

/// Every activity of the book.
fn activities(desk: &Desk) -> Vec<Activity> {
    let mut all = Vec::new();
    desk.each(Noun::Activity, |id, values| {
        let mut activity = Activity { id, ..Activity::default() };
        for (field, value) in Activity::FIELDS.iter().zip(values) {
            activity.put(field.code, value.clone());
        }
        all.push(activity);
        Ok(())
    })
    .unwrap();
    all
}

/// Where and when a call was made.
fn wall(call: &Activity) -> Option<DateTime<FixedOffset>> {
    let zone = call.zone.filter(|zone| (-720..=840).contains(zone)).unwrap_or(TOKYO);
    let offset = FixedOffset::east_opt(i32::try_from(zone * 60).unwrap()).unwrap();
    offset.timestamp_millis_opt(call.at?).single()
}

fn counts_in(call: &Activity, asked: &Asked) -> bool {
    let day = wall(call).map(|at| at.date_naive());
    call.kind == "call"
        && !call.gone
        && day.is_some_and(|day| asked.from <= day && day <= asked.to)
        && match asked.way {
            Way::Out => call.direction != "in",
            Way::In => call.direction == "in",
            Way::Any => true,
        }
        && (asked.rep.is_none() || call.rep == asked.rep)
        && (asked.list.is_none() || call.list == asked.list)
}

fn key(call: &Activity, by: By) -> Key {
    let at = wall(call).unwrap();
    match by {
        By::Source => Key::Source(call.customer.map(|id| source(id).to_owned()).unwrap_or_default()),
        By::Rep => Key::Whose(call.rep),
        By::List => Key::Whose(call.list),
        By::Hour => Key::Part(u8::try_from(at.hour()).unwrap()),
        By::Weekday => Key::Part(u8::try_from(at.weekday().num_days_from_monday()).unwrap()),
        By::Day => Key::Day(at.date_naive()),
        By::Outcome => Key::Outcome(call.outcome.clone()),
    }
}

/// How each customer of the book came to us.
fn source(id: Id) -> &'static str {
    static SOURCES: OnceLock<HashMap<Id, String>> = OnceLock::new();
    let all = SOURCES.get_or_init(|| {
        let mut all = HashMap::new();
        let at = Customer::FIELDS.iter().position(|field| field.name == "source").unwrap();
        let read = |id, values: &[Value]| {
            all.insert(id, values[at].text().to_owned());
            Ok(())
        };
        book().each(Noun::Customer, read).unwrap();
        all
    });
    all.get(&id).map_or("", String::as_str)
}

/// What a call adds, by the flags of the outcomes this book has.
fn one(call: &Activity) -> CallCounts {
    let known = standard().into_iter().find(|outcome| outcome.code == call.outcome).unwrap_or_default();
    CallCounts {
        calls: 1,
        attempts: known.attempt.into(),
        connected: known.connected.into(),
        deciders: known.decider.into(),
        talks: call.reach.is_some_and(|reach| reach >= 3).into(),
        appointments: (call.outcome == "APPT").into(),
        deals: call.deal.is_some().into(),
        won: (call.outcome == "WON").into(),
        seconds: call.duration.unwrap_or(0).clamp(0, 86_400).unsigned_abs(),
    }
}

fn counted(calls: &[Activity], asked: &Asked, by: By) -> HashMap<Key, CallCounts> {
    let mut rows: HashMap<Key, CallCounts> = HashMap::new();
    for call in calls.iter().filter(|call| counts_in(call, asked)) {
        rows.entry(key(call, by)).or_default().join(&one(call));
    }
    rows
}

fn asked(back: u64, days: u64, way: Way, rep: Option<Id>, list: Option<Id>) -> Asked {
    let to = now().date_naive().checked_sub_days(Days::new(back)).unwrap();
    Asked { from: to.checked_sub_days(Days::new(days)).unwrap(), to, zone: TOKYO, rep, list, way }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_report_is_what_counting_every_activity_gives(
        back in 0u64..50,
        days in 0u64..60,
        way in select(vec![Way::Out, Way::In, Way::Any]),
        of_rep: bool,
        of_list: bool,
    ) {
        let desk = book();
        let all = activities(&desk);
        let asked = asked(back, days, way, of_rep.then(rep), of_list.then(list));
        let mut total = CallCounts::default();
        counted(&all, &asked, By::Hour).values().for_each(|counts| total.join(counts));
        prop_assert_eq!(desk.calls(&asked).unwrap(), total);
        prop_assert_eq!(desk.call_hours(&asked).unwrap().total(), total);
        for (_, by) in BYS {
            let rows = desk.calls_by(&asked, *by).unwrap();
            let expected = counted(&all, &asked, *by);
            prop_assert_eq!(rows.len(), expected.len());
            prop_assert_eq!(rows.into_iter().collect::<HashMap<_, _>>(), expected, "{:?}", by);
        }
    }
}

#[test]
fn the_hours_of_the_week_are_where_the_caller_sat() {
    let desk = book();
    let asked = asked(0, 40, Way::Any, None, None);
    let all = activities(&desk);
    let both = |call: &&Activity| counts_in(call, &asked);
    let hours = desk.call_hours(&asked).unwrap();
    for window in hours.windows() {
        let here = |call: &&Activity| {
            key(call, By::Hour) == Key::Part(window.hour)
                && key(call, By::Weekday) == Key::Part(window.weekday)
        };
        let calls = all.iter().filter(both).filter(here).count();
        assert_eq!(window.counts.calls, u64::try_from(calls).unwrap(), "{window:?}");
    }
}

#[test]
fn rows_of_a_report_stand_in_time_or_by_size() {
    let desk = book();
    let asked = asked(0, 40, Way::Out, None, None);
    let days = desk.calls_by(&asked, By::Day).unwrap();
    assert!(days.is_sorted_by(|(a, _), (b, _)| a < b) && days.len() > 20);
    let outcomes = desk.calls_by(&asked, By::Outcome).unwrap();
    assert!(outcomes.is_sorted_by(|(_, a), (_, b)| a.calls >= b.calls));
}

#[test]
fn the_widest_range_there_is_can_be_asked_for() {
    let desk = book();
    let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let all = Asked { from: year(1), to: year(9999), ..asked(0, 0, Way::Any, None, None) };
    let calls = activities(&desk).iter().filter(|call| counts_in(call, &all)).count();
    assert_eq!(desk.calls(&all).unwrap().calls, u64::try_from(calls).unwrap());
}

#[test]
fn a_days_summary_tells_what_was_agreed_and_what_comes_next() {
    let mut book = Book::new();
    let midnight = day::midnight(now(), 0);
    let (acme, bolt) = (book.add("Acme"), book.add("Bolt"));
    let me = book.desk.rep();
    let call = |customer, minute: i64, outcome: &str, reach, rep| Activity {
        id: Id::mint(minute),
        customer: Some(customer),
        kind: "call".into(),
        at: Some(midnight + minute * 60_000),
        zone: Some(TOKYO),
        outcome: outcome.into(),
        reach: Some(reach),
        note: "\n20 units\nand more".into(),
        list: Some(list()),
        rep,
        ..Activity::default()
    };
    let talk = call(acme, 600, "TALK", 3, me);
    let absent = call(bolt, 660, "ABS", 1, me);
    let theirs = call(bolt, 670, "TALK", 3, Some(rep()));
    let yesterday = call(acme, -1, "NA", 0, me);
    let step = |call: &Activity, minute: i64| NextStep {
        id: Id::mint(NOW),
        customer: call.customer,
        kind: "callback".into(),
        due_at: Some(midnight + minute * 60_000),
        activity: Some(call.id),
        owner: me,
        ..NextStep::default()
    };
    let (agreed, ruled) = (step(&talk, 24 * 60 + 600), step(&absent, 48 * 60));
    let names = CallList { id: list(), name: "Osaka".into(), ..CallList::default() };
    let mut change = Change::new(Deed::Log, "Acme").add(&names).add(&agreed).add(&ruled);
    for call in [&talk, &absent, &theirs, &yesterday] {
        change = change.add(call);
    }
    book.desk.commit(&change, NOW).unwrap();

    let report = |rep| book.desk.day_report(midnight, midnight + day::LENGTH, rep).unwrap();
    let mine = report(me);
    assert_eq!((mine.rep.as_str(), mine.counts.calls, mine.counts.connected), ("Kawai", 2, 2));
    assert_eq!((mine.callbacks, mine.tomorrow), (1, 1));
    assert_eq!((mine.lists[0].name.as_str(), mine.lists[0].counts.calls), ("Osaka", 2));
    assert_eq!(mine.told.len(), 1);
    assert_eq!((mine.told[0].name.as_str(), mine.told[0].note.as_str()), ("Acme", "20 units"));
    assert_eq!(mine.told[0].next.as_ref().map(|step| step.id), Some(agreed.id));
    assert_eq!(report(None).counts.calls, 3);

    book.desk.commit(&Change::new(Deed::Delete, "Acme").delete(Noun::Customer, acme), NOW).unwrap();
    assert!(book.desk.day_report(midnight, midnight + day::LENGTH, me).unwrap().told.is_empty());
}

#[test]
fn calls_of_an_outcome_that_was_dropped_or_made_twice_count_in_the_view_as_in_the_report() {
    let mut book = Book::new();
    let acme = book.add("Acme");
    let called = |n: i64, code: &str| Activity {
        id: Id::mint(n),
        customer: Some(acme),
        kind: "call".into(),
        at: Some(NOW),
        zone: Some(TOKYO),
        outcome: code.into(),
        direction: "out".into(),
        ..Activity::default()
    };
    let dropped = Outcome { id: id_of("demo"), code: "DEMO".into(), gone: true, ..outcome("TALK", "") };
    let twice = Outcome { id: Id::mint(9), code: "na".into(), ..outcome("NA", "") };
    let change = Change::new(Deed::Log, "Acme").add(&dropped).add(&twice).add(&outcome("NA", ""));
    book.desk.commit(&change.add(&called(1, "DEMO")).add(&called(2, "NA")), NOW).unwrap();
    let counts = book.desk.calls(&asked(0, 1, Way::Out, None, None)).unwrap();
    let views = rusqlite::Connection::open(book.path()).unwrap();
    let sql = "SELECT count(*), sum(attempt), sum(connected), sum(decider) FROM v_call";
    let told: [u64; 4] =
        views.query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])).unwrap();
    assert_eq!(told, [counts.calls, counts.attempts, counts.connected, counts.deciders]);
    assert_eq!((counts.calls, counts.connected), (2, 1));
}

/// Saturday's move at another desk came in on Monday, after something was written here on Sunday.
#[test]
fn what_came_late_from_another_desk_is_told_of_the_day_it_was_done() {
    let (mut book, mut team) = (Book::new(), Team::new());
    let acme = book.add("Acme");
    let lathe = Deal { id: Id::mint(3), customer: Some(acme), stage: "lead".into(), ..Deal::default() };
    book.desk.commit(&Change::new(Deed::AddDeal, "Acme").add(&lathe), NOW).unwrap();
    team.meet(&mut book.desk);
    team.write(Noun::Deal, lathe.id, deal::field::stage, Value::Text("quote".into()), 60);
    let later = NOW + 24 * 3_600_000;
    let won = Deal { stage: "won".into(), title: "Lathe".into(), ..lathe.clone() };
    book.desk.commit(&Change::new(Deed::EditDeal, "Acme").turn(&lathe, &won), later).unwrap();
    team.meet(&mut book.desk);
    for desk in [&book.desk, &team.other] {
        let then = desk.deals_at(NOW + 3 * 3_600_000).unwrap();
        assert_eq!((then[0].stage.as_str(), then[0].title.as_str()), ("quote", ""));
        assert_eq!(desk.deals_at(later).unwrap()[0].stage, "won");
    }
}
