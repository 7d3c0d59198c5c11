//! A report of any book is what its figures open: every figure the calls that lie under it, all rows
//! together the total, whoever and whatever it is narrowed to.

use chrono::{DateTime, Days, FixedOffset, TimeZone};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::call_list::CallList;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::outcome::{Outcome, id_of, standard};
use salesdesk::domain::report::{Asked, BYS, By, CallCounts, Key, Opened, Stage, Way, funnel};
use salesdesk::domain::{Change, Deed, Id, Noun, pair};

use crate::support::{Book, NOW};

/// How customers of a book came to us, spelled as people do.
const SOURCES: [&str; 7] = ["web", "Web", "ＷＥＢ", "fair", " 展示会 ", "", "テレアポ"];
/// Where calls are logged; the last is no clock there is.
const ZONES: [i64; 6] = [540, -300, 840, -720, 0, 9_999];
/// How they end, one of them as nobody knows it.
const OUTCOMES: [&str; 8] = ["NA", "TALK", "APPT", "WON", "NQ", "ERR", "?", ""];

/// A call as it may come from anywhere.
#[derive(Clone, Debug)]
struct Odd {
    customer: Option<usize>,
    minutes: i64,
    zone: Option<i64>,
    outcome: &'static str,
    direction: &'static str,
    reach: Option<i64>,
    rep: Option<u8>,
    list: Option<u8>,
    deal: bool,
    call: bool,
    gone: bool,
}

fn odd() -> impl Strategy<Value = Odd> {
    let whose = (option::of(0..SOURCES.len() + 2), option::of(0u8..2), option::of(0u8..2));
    let when = (-9_000i64..9_000, option::of(select(&ZONES[..])));
    let how = (select(&OUTCOMES[..]), select(vec!["out", "in", ""]), option::of(0i64..6));
    let rest = (any::<bool>(), prop::bool::weighted(0.9), prop::bool::weighted(0.1));
    let made = |((customer, rep, list), (minutes, zone), (outcome, direction, reach), (deal, call, gone))| {
        Odd { customer, minutes, zone, outcome, direction, reach, rep, list, deal, call, gone }
    };
    (whose, when, how, rest).prop_map(made)
}

fn id(of: &str, nth: usize) -> Id {
    Id::of_parts(&[of.as_bytes(), &nth.to_be_bytes()])
}

fn activity(nth: usize, odd: &Odd) -> Activity {
    Activity {
        id: id("call", nth),
        customer: odd.customer.map(|nth| id("customer", nth)),
        kind: if odd.call { "call".into() } else { "visit".into() },
        at: Some(NOW + odd.minutes * 60_000),
        zone: odd.zone,
        outcome: odd.outcome.into(),
        direction: odd.direction.into(),
        reach: odd.reach,
        rep: odd.rep.map(|nth| id("rep", nth.into())),
        list: odd.list.map(|nth| id("list", nth.into())),
        deal: odd.deal.then(|| id("deal", nth)),
        gone: odd.gone,
        ..Activity::default()
    }
}

/// A customer of each source; the first two are one, the third is deleted, the one after the last is
/// not known at all.
fn book(calls: &[Odd]) -> Book {
    let mut book = Book::new();
    let mut change = Change::new(Deed::Import, "odd");
    for (nth, source) in SOURCES.iter().enumerate() {
        change = change.add(&Customer {
            id: id("customer", nth),
            name: format!("Acme {nth}"),
            rank: if nth % 2 == 0 { "A".into() } else { "B".into() },
            source: (*source).into(),
            ..Customer::default()
        });
    }
    change = change.add(&CallList { id: id("list", 0), name: "Osaka".into(), ..CallList::default() });
    for (code, also) in [("APPT", "meeting"), ("WON", "won")] {
        let known = standard().into_iter().find(|outcome| outcome.code == code).unwrap();
        change = change.add(&Outcome { id: id_of(code), also: also.into(), ..known });
    }
    change = calls.iter().enumerate().fold(change, |change, (nth, odd)| change.add(&activity(nth, odd)));
    change.writes.push(pair::decided(id("customer", 0), id("customer", 1), pair::SAME));
    book.desk.commit(&change, NOW).unwrap();
    let deleted = Change::new(Deed::Delete, "Acme 2").delete(Noun::Customer, id("customer", 2));
    book.desk.commit(&deleted, NOW).unwrap();
    book
}

fn now() -> DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600).unwrap().timestamp_millis_opt(NOW).unwrap()
}

fn asked(days: u64, back: u64, way: Way, rep: bool, list: bool) -> Asked {
    let to = now().date_naive() + Days::new(3) - Days::new(back);
    let (rep, list) = (rep.then(|| id("rep", 0)), list.then(|| id("list", 0)));
    Asked { from: to - Days::new(days), to, zone: 540, rep, list, way }
}

/// What each stage counts.
fn stages(counts: &CallCounts) -> Vec<(Option<Stage>, u64)> {
    let steps = funnel(counts).map(|step| (Some(step.stage), step.calls));
    std::iter::once((None, counts.calls)).chain(steps).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_figure_opens_as_many_calls_as_it_counts_and_all_rows_make_the_total(
        calls in vec(odd(), 0..40),
        days in 0u64..14,
        back in 0u64..8,
        way in select(vec![Way::Out, Way::In, Way::Any]),
        rep: bool,
        list: bool,
        line in select(vec!["", "rank:A", "rank:B", "acme 0", "nobody is called so"]),
    ) {
        let desk = book(&calls).desk;
        desk.narrow(line, now(), &|_| true).unwrap();
        let asked = asked(days, back, way, rep, list);
        let opens = |keys: Vec<(By, Key)>, stage| {
            let calls = desk.opened(&Opened { asked, keys, stage }, 1_000).unwrap();
            assert_eq!(calls.rows.len(), calls.count, "all of them are shown");
            calls.count as u64
        };
        let total = desk.calls(&asked).unwrap();
        for (stage, count) in stages(&total) {
            prop_assert_eq!(opens(Vec::new(), stage), count, "{:?} of all", stage);
        }
        for (_, by) in BYS {
            let mut all = CallCounts::default();
            for (key, counts) in desk.calls_by(&asked, *by).unwrap() {
                all.join(&counts);
                for (stage, count) in stages(&counts) {
                    prop_assert_eq!(opens(vec![(*by, key.clone())], stage), count, "{:?} {:?} {:?}", by, key, stage);
                }
            }
            prop_assert_eq!(all, total, "{:?}", by);
        }
        for window in desk.call_hours(&asked).unwrap().windows() {
            let keys = vec![(By::Weekday, Key::Part(window.weekday)), (By::Hour, Key::Part(window.hour))];
            prop_assert_eq!(opens(keys, Some(Stage::Dialled)), window.counts.attempts, "{:?}", window);
        }
    }

    /// Whoever is one with others is on one side of a line with all calls they had under any name.
    #[test]
    fn what_a_line_leaves_and_what_it_takes_away_are_all_calls_of_known_customers(
        calls in vec(odd(), 0..40),
    ) {
        let desk = book(&calls).desk;
        let asked = asked(14, 0, Way::Any, false, false);
        let count = |line: &str| {
            desk.narrow(line, now(), &|_| true).unwrap();
            desk.calls(&asked).unwrap().calls
        };
        // The third is deleted; beyond the last nobody is known.
        let shown = |odd: &&Odd| odd.customer.is_some_and(|nth| nth != 2 && nth < SOURCES.len());
        let known = calls.iter().filter(shown).filter(|odd| odd.call && !odd.gone);
        let inside = |odd: &&Odd| {
            let at = NOW + odd.minutes * 60_000 + odd.zone.filter(|z| *z < 900).unwrap_or(540) * 60_000;
            let day = DateTime::from_timestamp_millis(at).unwrap().date_naive();
            asked.from <= day && day <= asked.to
        };
        prop_assert_eq!(count("rank:A") + count("rank:B"), known.filter(inside).count() as u64);
    }
}
