//! Whatever is done to a book, and whenever its sidecar is made: a search on it answers as the scan does.

use chrono::DateTime;
use proptest::prelude::*;
use proptest::sample::select;
use salesdesk::domain::Id;
use salesdesk::store::{Answer, Desk, Finder};

use super::acts::{Act, act, change};
use crate::support::{Book, NOW, found};

/// Something that happens to a book or to whoever searches it.
#[derive(Clone, Debug)]
enum Event {
    Act(usize, Act),
    Undo,
    Redo,
    /// A new sidecar is made, and whoever searches goes on with the one from before.
    Made,
    /// The search begins anew, as after a crash, on the sidecar that lies there.
    Begun,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (0_usize..6, act()).prop_map(|(whom, act)| Event::Act(whom, act)),
        1 => Just(Event::Undo),
        1 => Just(Event::Redo),
        1 => Just(Event::Made),
        1 => Just(Event::Begun),
    ]
}

const LINES: &[&str] = &[
    "a",
    "acme",
    "new",
    "田中",
    "tanaka",
    "やまだ",
    "03-1234",
    "1111",
    "drop table",
    "展示会",
    "cust -acme",
    "rank:A",
    "rank:A acme",
    "tag:vip",
    "blocked:yes",
    "blocked:no new",
    "due:any",
    "due:none a",
    "stage:won",
    "customer 1",
    "er 1",
    "outcome:any",
    "kind:company -stage:won",
    "deal.amount>=1",
    "note:none sort:-amount",
    "person.name:none",
    "sort:name customer",
];

fn assert_agree(finder: &mut Finder, desk: &Desk, line: &str) {
    let mut scan = Finder::fold(desk, || true).unwrap();
    let (rows, tally) = found(finder, desk, line);
    let (all, exactly) = found(&mut scan, desk, line);
    assert_eq!(rows, all, "{line}");
    assert!(
        if tally.exact { tally == exactly } else { tally.count <= exactly.count },
        "{line}: {tally:?} {exactly:?}"
    );
}

/// Whoever opens a line finds as many as were counted while it was typed, and as a saved view counts them.
fn assert_counts(finder: &mut Finder, desk: &Desk, line: &str) {
    let now = DateTime::from_timestamp_millis(NOW).unwrap().fixed_offset();
    let Answer::Rows(rows, tally) = finder.find(desk, line, 9_999, now, &|| true).unwrap() else {
        panic!("{line}: nothing comes between");
    };
    let all = finder.everybody(desk, line, now, &|| true).unwrap().unwrap();
    let counted = finder.count(desk, line, now, &|| true).unwrap().unwrap_or(all.len());
    assert_eq!((rows.len(), counted), (all.len(), all.len()), "{line}");
    assert!(!tally.exact || tally.count == all.len(), "{line}: {tally:?}");
}

fn on_sidecar(desk: &Desk) -> Finder {
    Finder::on_sidecar(desk).unwrap().expect("there is one")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_search_on_a_sidecar_answers_as_the_scan(
        customers in 1_usize..40,
        events in prop::collection::vec((event(), select(LINES)), 1..24),
    ) {
        let mut book = Book::new();
        let mut customers: Vec<Id> = (0..customers).map(|n| book.add(&format!("customer {n}"))).collect();
        book.desk.make_sidecar(&|_| true).unwrap();
        let mut finder = on_sidecar(&book.desk);
        for (event, line) in events {
            match event {
                Event::Act(whom, act) => {
                    let page = book.desk.page(customers[whom % customers.len()], 99).unwrap().unwrap();
                    let change = change(&act, &page, book.desk.rep()).filter(|change| !change.is_empty());
                    let Some(change) = change else { continue };
                    if matches!(act, Act::Add) {
                        customers.push(change.writes[0].id);
                    }
                    book.desk.commit(&change, NOW).unwrap();
                }
                // There may be nothing to take back.
                Event::Undo => drop(book.desk.undo(NOW)),
                Event::Redo => drop(book.desk.redo(NOW)),
                Event::Made => drop(book.desk.make_sidecar(&|_| true).unwrap()),
                Event::Begun => finder = on_sidecar(&book.desk),
            }
            assert_agree(&mut finder, &book.desk, line);
            assert_counts(&mut finder, &book.desk, line);
        }
    }
}
