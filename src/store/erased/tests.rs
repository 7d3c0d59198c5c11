//! In whatever order and however scrubbed it comes, the same is left of whoever was erased; and
//! nothing that was theirs.

use proptest::prelude::*;
use rusqlite::types::ValueRef;
use tempfile::TempDir;

use super::super::posting::Posting;
use super::super::{Desk, entry};
use crate::domain::activity::{self, Activity};
use crate::domain::block::{self, Block, suppressed};
use crate::domain::contact_point::{self, ContactPoint};
use crate::domain::customer::{self, Customer};
use crate::domain::erasure::{Erasure, id_of};
use crate::domain::next_step::NextStep;
use crate::domain::tag::Tag;
use crate::domain::{Change, Deed, Id, Noun, Value, pair};

/// Stands in every word of theirs.
const MARK: &str = "まるひzq";
const NUMBER: &str = "+81399998888";
const NOW: i64 = 1_763_700_000_000;

struct Book {
    _folder: TempDir,
    desk: Desk,
}

fn book() -> Book {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("book.db"), "Kawai", NOW).unwrap();
    Book { _folder: folder, desk }
}

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn words(words: &str) -> String {
    format!("{words}{MARK}")
}

fn told(desk: &Desk) -> Vec<Posting> {
    let origins = desk.origins().unwrap();
    origins.iter().flat_map(|(origin, lo, hi)| desk.postings(*origin, *lo, *hi).unwrap()).collect()
}

/// One of a number of edits that one of two reps makes.
fn act(desk: &mut Desk, n: u8, now: i64) {
    let change = Change::new(Deed::Edit, words("subject"));
    let text = |text: &str| Value::Text(words(text));
    let customer = Value::Ref(*id(2).as_bytes());
    let change = match n {
        0 => change.set(Noun::Customer, id(1), vec![(customer::field::name, text("name"))]),
        1 => change.set(Noun::Activity, id(11), vec![(activity::field::note, text("note"))]),
        2 => change.set(Noun::Activity, id(11), vec![(activity::field::customer, customer)]),
        3 => change.set(Noun::ContactPoint, id(12), vec![(contact_point::field::raw, text("raw"))]),
        4 => Change { writes: vec![Tag::on(id(1), &words("tag")).put_on()], ..change },
        5 => Change { writes: vec![pair::decided(id(1), id(2), pair::SAME)], ..change },
        6 => change.delete(Noun::Customer, id(1)),
        7 => change.set(Noun::Block, id(13), vec![(block::field::lifted_why, text("why"))]),
        8 => change.set(Noun::Activity, id(11), vec![(activity::field::outcome, Value::Text("OURS".into()))]),
        9 => return drop(desk.undo(now)),
        10 => return drop(desk.redo(now)),
        _ => change.set(Noun::NextStep, id(14), vec![(1, customer)]),
    };
    desk.commit(&change, now).unwrap();
}

fn begun(desk: &mut Desk) {
    let whose = Some(id(1));
    let customer = Customer {
        id: id(1),
        name: words("name"),
        kana: words("kana"),
        note: words("n"),
        ..Customer::default()
    };
    let other = Customer { id: id(2), name: "Acme".into(), ..Customer::default() };
    let call = Activity {
        id: id(11),
        customer: whose,
        kind: "call".into(),
        at: Some(NOW),
        outcome: "ENDED".into(),
        note: words("note"),
        ..Activity::default()
    };
    let point = ContactPoint {
        id: id(12),
        customer: whose,
        kind: "phone".into(),
        raw: words("03"),
        normal: NUMBER.into(),
        ..ContactPoint::default()
    };
    let on_number = Block {
        id: id(13),
        address: NUMBER.into(),
        channel: "call".into(),
        reason: words("r"),
        ..Block::default()
    };
    let step = NextStep {
        id: id(14),
        customer: whose,
        due_at: Some(NOW),
        text: words("call"),
        ..NextStep::default()
    };
    for change in [
        Change::new(Deed::AddCustomer, words("name")).add(&customer).add(&point),
        Change::new(Deed::AddCustomer, "Acme").add(&other),
        Change::new(Deed::Log, words("name")).add(&call).add(&step),
        Change::new(Deed::Block, words("name")).add(&on_number),
    ] {
        desk.commit(&change, NOW).unwrap();
    }
}

fn erase(desk: &mut Desk, now: i64) {
    let erasure = Erasure { id: id_of(id(1)), customer: Some(id(1)), at: Some(now), ..Erasure::default() };
    let hashed = vec![(block::field::address, Value::Text(suppressed(NUMBER)))];
    let change = Change::new(Deed::Erase, "").add(&erasure).set(Noun::Block, id(13), hashed);
    desk.commit(&change, now).unwrap();
}

/// What one desk has and the other has not, of records and of the log.
fn apart(one: &Desk, other: &Desk) -> (Vec<String>, Vec<String>) {
    let all = |desk: &Desk| {
        let mut all = Vec::new();
        for noun in Noun::ALL {
            desk.each(*noun, |id, values| {
                all.push(format!("{noun:?} {id} {values:?}"));
                Ok(())
            })
            .unwrap();
        }
        all.extend(told(desk).iter().map(|posting| {
            format!("{posting:?} {:?}", postcard::from_bytes::<Vec<super::Logged>>(&posting.body))
        }));
        all
    };
    let (one, other) = (all(one), all(other));
    let lacks = |these: &[String], those: &[String]| {
        these.iter().filter(|this| !those.contains(this)).cloned().collect::<Vec<_>>()
    };
    (lacks(&one, &other), lacks(&other, &one))
}

/// Where the mark or the number stands, in any table and any body of the log.
fn found(desk: &Desk) -> Vec<String> {
    let mut statement = desk.conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut found = Vec::new();
    for table in tables.map(Result::unwrap) {
        let mut statement = desk.conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for (n, column) in columns.iter().enumerate() {
                let bytes = match row.get_ref(n).unwrap() {
                    ValueRef::Blob(bytes) if column == "body" => entry::body(bytes).unwrap().into_owned(),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.to_vec(),
                    _ => continue,
                };
                for word in [MARK, NUMBER] {
                    if memchr::memmem::find(&bytes, word.as_bytes()).is_some() {
                        let said = postcard::from_bytes::<Vec<super::Logged>>(&bytes);
                        found.push(format!("{word} in {table}.{column}: {said:?}"));
                    }
                }
            }
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_is_left_in_any_order_and_nothing_of_theirs(
        acts in prop::collection::vec((0u8..12, any::<bool>()), 0..10),
        erased_after in 0usize..10,
        seed in prop::collection::vec(any::<u32>(), 64),
        stubs in prop::collection::vec(any::<bool>(), 64),
    ) {
        let (mut ann, mut ben) = (book(), book());
        begun(&mut ann.desk);
        ben.desk.apply_postings(&told(&ann.desk)).unwrap();
        let mut originals = told(&ann.desk);
        let mut now = NOW;
        for (n, (what, anns)) in acts.iter().enumerate() {
            now += 1;
            if n == erased_after {
                erase(&mut ann.desk, now);
            }
            act(if *anns { &mut ann.desk } else { &mut ben.desk }, *what, now);
            for posting in told(&ann.desk).into_iter().chain(told(&ben.desk)) {
                if !originals.iter().any(|known| known.hash == posting.hash) {
                    originals.push(posting);
                }
            }
        }
        erase(&mut ann.desk, now + 1);
        originals.extend(told(&ann.desk).into_iter().filter(|posting| !posting.stub));
        ben.desk.apply_postings(&told(&ann.desk)).unwrap();
        ann.desk.apply_postings(&told(&ben.desk)).unwrap();
        prop_assert_eq!(found(&ann.desk), Vec::<String>::new());
        prop_assert_eq!(apart(&ann.desk, &ben.desk), Default::default());
        prop_assert_eq!(ann.desk.digest().unwrap(), ben.desk.digest().unwrap());

        let scrubbed = told(&ann.desk);
        let mut mixed: Vec<(u32, Posting)> = Vec::new();
        for (n, original) in originals.iter().enumerate() {
            let stub = scrubbed.iter().find(|stub| stub.hash == original.hash).unwrap();
            let as_stub = stubs[n % stubs.len()];
            mixed.push((seed[n % seed.len()], if as_stub { stub.clone() } else { original.clone() }));
            mixed.push((seed[(n + 7) % seed.len()], original.clone()));
        }
        mixed.sort_by_key(|(place, posting)| (*place, posting.hash));
        let mut cleo = book();
        for (_, posting) in &mixed {
            cleo.desk.apply_postings(std::slice::from_ref(posting)).unwrap();
        }
        prop_assert_eq!(found(&cleo.desk), Vec::<String>::new());
        prop_assert_eq!(apart(&cleo.desk, &ann.desk), Default::default());
        prop_assert_eq!(cleo.desk.digest().unwrap(), ann.desk.digest().unwrap());
        for book in [&ann, &ben, &cleo] {
            prop_assert!(book.desk.health().unwrap().sound(), "{:?}", book.desk.health().unwrap().findings);
            prop_assert_eq!(book.desk.audit().unwrap(), None);
        }
    }
}

/// What a newer version writes of the customer: a record of a noun nobody here knows, and an edit of
/// it that does not tell whose it is.
fn from_a_newer_version() -> Vec<Posting> {
    let theirs = |n: u64, prev, new, fields| {
        let logged = super::Logged { noun: 201, id: [31; 16], new, fields, before: Vec::new() };
        let mut posting = Posting {
            origin: 77,
            n,
            prev,
            hash: [0; 16],
            stamp: u64::try_from(NOW).unwrap() << 16 | n,
            action: [8; 16],
            rep: None,
            deed: "edit".into(),
            subject: words("subject"),
            reverts: None,
            body: postcard::to_stdvec(&vec![logged]).unwrap(),
            stub: false,
        };
        posting.hash = posting.computed();
        posting
    };
    let whose = (1, Value::Ref(*id(1).as_bytes()));
    let made = theirs(1, [0; 16], true, vec![whose, (2, Value::Text(words("hobby")))]);
    let edited = theirs(2, made.hash, false, vec![(2, Value::Text(words("pet")))]);
    vec![made, edited]
}

#[test]
fn what_only_a_newer_version_understands_holds_no_words_of_the_erased_whatever_came_first() {
    let rows = from_a_newer_version();
    let (mut ann, mut ben) = (book(), book());
    for book in [&mut ann, &mut ben] {
        begun(&mut book.desk);
    }
    ann.desk.apply_postings(&rows).unwrap();
    assert!(!found(&ann.desk).is_empty());
    erase(&mut ann.desk, NOW + 1);
    erase(&mut ben.desk, NOW + 1);
    ben.desk.apply_postings(&[rows[1].clone()]).unwrap();
    ben.desk.apply_postings(&[rows[0].clone()]).unwrap();
    for book in [&ann, &ben] {
        assert_eq!(found(&book.desk), Vec::<String>::new());
        assert_eq!(book.desk.audit().unwrap(), None);
    }
    assert_eq!(ann.desk.postings(77, 1, 2).unwrap(), ben.desk.postings(77, 1, 2).unwrap());
}

#[test]
fn two_desks_that_erase_the_same_with_numbers_of_their_own_agree_and_block_all_of_them() {
    let (mut ann, mut ben) = (book(), book());
    begun(&mut ann.desk);
    ben.desk.apply_postings(&told(&ann.desk)).unwrap();
    let other = ContactPoint {
        id: id(15),
        customer: Some(id(1)),
        kind: "phone".into(),
        normal: "+81377776666".into(),
        ..ContactPoint::default()
    };
    ben.desk.commit(&Change::new(Deed::AddContactPoint, words("name")).add(&other), NOW).unwrap();
    ann.desk.erase(id(1), "", NOW + 1).unwrap();
    ben.desk.erase(id(1), "", NOW + 2).unwrap();
    let (anns, bens) = (told(&ann.desk), told(&ben.desk));
    ann.desk.apply_postings(&bens).unwrap();
    ben.desk.apply_postings(&anns).unwrap();
    assert_eq!(ann.desk.digest().unwrap(), ben.desk.digest().unwrap());
    for book in [&ann, &ben] {
        let erased = book.desk.view().erased_addresses().unwrap();
        assert!(erased.contains(NUMBER) && erased.contains("+81377776666"));
        assert_eq!(found(&book.desk), Vec::<String>::new());
        assert!(book.desk.view().blocked_numbers(NOW + 3).unwrap().contains("+81377776666"));
    }
}

#[test]
fn the_call_still_counts_the_number_is_still_blocked_and_nothing_is_taken_back() {
    let mut book = book();
    begun(&mut book.desk);
    erase(&mut book.desk, NOW + 1);
    let call: Activity = book.desk.get(id(11)).unwrap().unwrap();
    assert_eq!((call.gone, call.outcome.as_str(), call.customer), (false, "ENDED", Some(id(1))));
    let again = Customer { id: id(9), name: "Somebody".into(), ..Customer::default() };
    let point = ContactPoint {
        id: id(19),
        customer: Some(id(9)),
        kind: "phone".into(),
        normal: NUMBER.into(),
        ..ContactPoint::default()
    };
    book.desk.commit(&Change::new(Deed::Import, "bought.csv").add(&again).add(&point), NOW + 2).unwrap();
    assert!(book.desk.page(id(9), 0).unwrap().unwrap().blocked(NOW + 3).is_some());
    assert!(book.desk.line(id(9)).unwrap().unwrap().blocked_until.is_some());
    assert!(book.desk.sources_of(&[id(9)]).unwrap()[0].blocked_until.is_some());
    assert!(book.desk.view().blocked_numbers(NOW + 3).unwrap().contains(NUMBER));
    for n in 0..6 {
        let _ = book.desk.undo(NOW + 4 + n);
    }
    let erased: Customer = book.desk.get(id(1)).unwrap().unwrap();
    assert_eq!(erased, Customer { id: id(1), gone: true, ..Customer::default() });
    assert!(book.desk.line(id(1)).unwrap().is_none());
}
