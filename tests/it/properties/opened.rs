//! Figures of the pipeline and of any field against any field open what they count, in any book: deals,
//! calls, purchase lines, and customers by the search that is told for them.

use chrono::{DateTime, FixedOffset, TimeZone};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::activity::Activity;
use salesdesk::domain::customer::Customer;
use salesdesk::domain::deal::Deal;
use salesdesk::domain::deal_line::DealLine;
use salesdesk::domain::pipeline::{BYS, Part, Range, Which};
use salesdesk::domain::purchase::Purchase;
use salesdesk::domain::report::{
    AskedDeals, Axis, CellOpened, Common, CrossFigures, DealsOpened, Limits, OneOf, Tally, VALUES, Valued,
};
use salesdesk::domain::tag::Tag;
use salesdesk::domain::{Change, Deed, Id, Noun, pair};
use salesdesk::store::{Desk, Finder};

use crate::support::{Book, NOW};

/// Spelled as people do; nothing, and words that a search must not part.
const WORDS: [&str; 8] = ["IT", "ｉｔ", "food", "hotel & spa", "医療", " 医療", "", "\"no\""];
const CUSTOMERS: usize = 6;

/// What hangs on a customer: whose, a word, a number, a day.
type Odd = (Option<usize>, usize, i64, u32);

fn odd() -> impl Strategy<Value = Odd> {
    (option::of(0..CUSTOMERS + 1), 0..WORDS.len(), -2i64..9, 1u32..29)
}

fn id(of: &str, nth: usize) -> Id {
    Id::of_parts(&[of.as_bytes(), &nth.to_be_bytes()])
}

fn now() -> DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600).unwrap().timestamp_millis_opt(NOW).unwrap()
}

fn deal(nth: usize, (whose, word, number, day): &Odd) -> Deal {
    let stages = ["approach", "proposal", "won", "lost", "hold", "?", "", "negotiation"];
    Deal {
        id: id("deal", nth),
        customer: whose.map(|nth| id("customer", nth)),
        stage: stages[*word].into(),
        amount: (*number > 0).then_some(number * 1_000),
        currency: if number % 2 == 0 { "JPY".into() } else { String::new() },
        probability: (*number > 4).then_some(number * 10),
        close_on: if *day > 20 { String::new() } else { format!("2026-{:02}-15", 1 + day % 12) },
        opened_on: "2026-01-01".into(),
        lost_reason: if number % 3 == 0 { "price".into() } else { String::new() },
        product: WORDS[*word].into(),
        source: WORDS[(word + 3) % WORDS.len()].into(),
        forecast: ["", "commit", "best", "omit"][usize::try_from(*day).unwrap() % 4].into(),
        ..Deal::default()
    }
}

fn at(day: u32, number: i64) -> i64 {
    NOW - (i64::from(day) * 24 - number) * 3_600_000
}

/// Six customers, of whom two are one and one is deleted, and what hangs on them or on nobody.
fn book(customers: &[Odd], hung: &[Odd]) -> Desk {
    let mut book = Book::new();
    let mut change = Change::new(Deed::Import, "odd");
    for (nth, (_, word, number, day)) in customers.iter().enumerate() {
        change = change.add(&Customer {
            id: id("customer", nth),
            name: format!("Acme {nth}"),
            industry: WORDS[*word].into(),
            rank: ["A", "B", ""][nth % 3].into(),
            employees: (*number > 0).then_some(*number),
            vip: number % 2 == 0,
            first_touch_on: format!("2026-{:02}-{day:02}", 1 + day % 3),
            ..Customer::default()
        });
        let tag = Tag {
            customer: Some(id("customer", nth)),
            name: WORDS[(word + 1) % 6].trim().into(),
            ..Tag::default()
        };
        if !tag.name.is_empty() {
            change = change.add(&Tag { id: id("tag", nth), ..tag });
        }
    }
    for (nth, odd) in hung.iter().enumerate() {
        let (whose, word, number, day) = odd;
        let customer = whose.map(|nth| id("customer", nth));
        change = match nth % 3 {
            0 => {
                let deal = deal(nth, odd);
                let (line, of) = (id("line", nth), Some(deal.id));
                let change = change.add(&deal);
                change.add(&DealLine {
                    id: line,
                    customer,
                    deal: of,
                    unit_price: Some(7),
                    currency: "JPY".into(),
                    ..DealLine::default()
                })
            }
            1 => change.add(&Purchase {
                id: id("purchase", nth),
                customer,
                product: WORDS[*word].into(),
                at: Some(at(*day, *number)),
                amount: Some(*number),
                currency: "JPY".into(),
                ..Purchase::default()
            }),
            _ => change.add(&Activity {
                id: id("call", nth),
                customer,
                kind: "call".into(),
                at: Some(at(*day, *number)),
                outcome: ["NA", "TALK", "na", "APPT", "", "?", "WON", "NQ"][*word].into(),
                ..Activity::default()
            }),
        };
    }
    change.writes.push(pair::decided(id("customer", 0), id("customer", 1), pair::SAME));
    book.desk.commit(&change, NOW).unwrap();
    let deleted = Change::new(Deed::Delete, "Acme 2").delete(Noun::Customer, id("customer", 2));
    book.desk.commit(&deleted, NOW).unwrap();
    book.desk
}

fn range(days: Option<(u32, u32)>) -> Range {
    let day = |back: u32| (now() - chrono::Duration::days(i64::from(back))).date_naive().to_string();
    days.map_or_else(Range::default, |(a, b)| Range { from: Some(day(a.max(b))), to: Some(day(a.min(b))) })
}

/// Every table there can be of these fields.
fn tables() -> impl Strategy<Value = (Axis, Option<Axis>, Valued)> {
    let names = [
        "industry",
        "rank",
        "employees",
        "vip",
        "first_touch_on",
        "tag",
        "deal.stage",
        "deal.product",
        "deal.close_on",
        "purchase.product",
        "purchase.at",
        "activity.outcome",
        "customer.owner",
    ];
    let axes: Vec<Axis> = names.iter().map(|name| Axis::named(name, None, &[]).expect(name)).collect();
    let values: Vec<Valued> = VALUES.iter().map(|(_, value)| *value).collect();
    (select(axes.clone()), option::of(select(axes)), select(values))
        .prop_filter("fields of what is counted", |(rows, columns, value)| {
            value.takes(*rows) && columns.is_none_or(|axis| value.takes(axis))
        })
}

/// How many customers the search finds that is told for a cell; nothing where none is.
fn searched(desk: &Desk, of: &CrossFigures, row: Option<&Common>, column: Option<&Common>) -> Option<u64> {
    let ask = |axis, common: Option<&Common>| match common {
        Some(common) => of.value.opens(axis, common, &of.names),
        None => Some(String::new()),
    };
    let line = format!("{} {}", ask(of.rows, row)?, ask(of.columns.unwrap_or(of.rows), column)?);
    if line.trim().is_empty() || of.value != Valued::Count(Noun::Customer) {
        return None;
    }
    let line = format!("{} {line}", of.names.line);
    Some(Finder::everybody_once(desk, &line, now(), &|_| true).unwrap().len() as u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_figure_of_the_pipeline_opens_as_many_deals_as_it_counts(
        customers in vec(odd(), CUSTOMERS..CUSTOMERS + 1),
        hung in vec(odd(), 0..60),
        days in option::of((0u32..300, 0u32..300)),
        by in select(BYS.iter().map(|(_, by)| *by).collect::<Vec<_>>()),
        line in select(vec!["", "rank:A", "vip:yes"]),
    ) {
        let desk = book(&customers, &hung);
        desk.narrow(line, now(), &|_| true).unwrap();
        let asked = AskedDeals { range: range(days), by: Some(by), ..AskedDeals::default() };
        let of = desk.pipeline_figures(asked.clone(), now()).unwrap();
        let opens = |which: Which| {
            let found = desk.opened_deals(&DealsOpened { asked: asked.clone(), which }, 1_000, now()).unwrap();
            assert_eq!(found.rows.len(), found.count);
            found.count as u64
        };
        for (step, volume) in &of.whole.stages {
            prop_assert_eq!(opens(Which::Stage(step.clone())), volume.deals, "{:?}", step);
        }
        prop_assert_eq!(opens(Which::Expected(None, Part::Open)), of.whole.open.deals);
        prop_assert_eq!((opens(Which::Overdue), opens(Which::Stale)), (of.whole.overdue.deals, of.whole.stale.deals));
        let months = of.whole.months.iter().map(|(month, ended)| (Some(month.clone()), ended));
        for (month, ended) in months.chain([(None, &of.whole.ended)]) {
            for (part, volume) in [(Part::Won, &ended.won), (Part::Lost, &ended.lost)] {
                prop_assert_eq!(opens(Which::Ended(month.clone(), part)), volume.deals, "{:?} {:?}", month, part);
            }
        }
        for (month, expected) in &of.whole.expected {
            for (part, volume) in [(Part::Likely, &expected.all), (Part::Commit, &expected.commit), (Part::Best, &expected.best)] {
                prop_assert_eq!(opens(Which::Expected(Some(month.clone()), part)), volume.deals, "{} {:?}", month, part);
            }
        }
        for row in &of.rows.as_ref().unwrap().1 {
            for (part, volume) in [(Part::Open, &row.open), (Part::Won, &row.ended.won), (Part::Lost, &row.ended.lost)] {
                prop_assert_eq!(opens(Which::Laid(by, row.name.clone(), part)), volume.deals, "{:?} {:?}", row.name, part);
            }
        }
    }

    #[test]
    fn every_cell_opens_as_many_records_as_it_counts_and_its_search_as_many_customers(
        customers in vec(odd(), CUSTOMERS..CUSTOMERS + 1),
        hung in vec(odd(), 0..60),
        days in option::of((0u32..40, 0u32..40)),
        table in tables(),
        line in select(vec!["", "rank:A", "vip:yes"]),
        most in 2usize..6,
    ) {
        let desk = book(&customers, &hung);
        desk.narrow(line, now(), &|_| true).unwrap();
        let range = if table.2.noun() == Noun::Customer { Range::default() } else { range(days) };
        let of = desk.cross_figures(table, range.clone(), Limits { rows: most, columns: most }, now()).unwrap();
        let rows: Vec<Common> = of.cross.rows.iter().map(|(key, _)| key.clone()).collect();
        let all = [(None, &of.cross.total)];
        let each = of.cross.rows.iter().enumerate().map(|(at, (_, crossed))| (Some(at), crossed));
        for (row, crossed) in each.chain(all) {
            let cells: Vec<(Option<usize>, &Tally)> = crossed.cells.iter().enumerate().map(|(at, tally)| (Some(at), tally)).collect();
            for (column, tally) in cells.into_iter().chain([(None, &crossed.total)]) {
                let one = |shown: &[Common], at: Option<usize>| at.map(|at| OneOf { shown: shown.to_vec(), at });
                let opened = CellOpened { asked: table, range: range.clone(), row: one(&rows, row), column: one(&of.cross.columns, column) };
                let told = desk.opened_cell(&opened, 1_000, now()).unwrap();
                let count = match table.2.noun() {
                    Noun::Activity => told.calls().unwrap().rows.len(),
                    Noun::Deal => told.deals().unwrap().rows.len(),
                    Noun::Purchase => told.lines().unwrap().rows.len(),
                    _ => told.customers().unwrap().rows.len(),
                };
                prop_assert_eq!(count as u64, tally.count, "{:?} {:?}", row, column);
                let keys = (row.map(|at| &rows[at]), column.map(|at| &of.cross.columns[at]));
                if let Some(found) = searched(&desk, &of, keys.0, keys.1) {
                    prop_assert_eq!(found, tally.count, "search for {:?} {:?}", keys.0, keys.1);
                }
            }
        }
    }
}
