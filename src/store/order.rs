//! Whatever order writes arrive in, and however often, the record comes out the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rusqlite::Connection;

use super::apply::apply;
use super::stamps::unsigned;
use super::stamps::{Mark, Stamps};
use super::{Desk, columns, derive};
use crate::domain::next_step::NextStep;
use crate::domain::record::GONE;
use crate::domain::tag::Tag;
use crate::domain::{Id, Noun, Stamp, Value, Write, customer, pair};

/// Fields that are written: code and what may stand in it.
const TEXTS: [&str; 3] = ["a", "田中", ""];

fn value(noun: Noun, code: u16, n: usize) -> Value {
    let field = noun.field(code).expect("the codes are the noun's");
    match (
        TEXTS[n % 3],
        columns::fits(field, &Value::Int(1)),
        columns::fits(field, &Value::Text(String::new())),
    ) {
        ("", ..) => Value::Null,
        (_, true, _) => Value::Int(i64::try_from(n).unwrap()),
        (text, _, true) => Value::Text(text.into()),
        _ => Value::Ref([u8::try_from(n % 9).unwrap(); 16]),
    }
}

/// One write and when and by whom it was made.
type Marked = (Mark, Write);

/// Edits of one record, and one or two creations of it, each with a mark of its own.
fn writes(noun: Noun) -> impl Strategy<Value = Vec<Marked>> {
    let code = prop::sample::select(noun.fields().iter().map(|field| field.code).collect::<Vec<_>>());
    let fields = prop::collection::btree_map(code, 0usize..9, 1..5);
    let one = (1u64..9, 1u64..3, fields, any::<bool>());
    prop::collection::vec(one, 1..9).prop_map(move |all| {
        let marked = all.into_iter().map(|(stamp, origin, fields, new)| {
            let fields = fields.into_iter().map(|(code, n)| (code, value(noun, code, n)));
            let said = fields.filter(|(code, value)| !new || (*code != GONE && *value != Value::Null));
            let write = Write { noun, id: Id::from_bytes([7; 16]), new, fields: said.collect() };
            (Mark { stamp: Stamp(stamp), origin }, write)
        });
        marked.collect::<BTreeMap<_, _>>().into_iter().collect()
    })
}

fn book() -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("book.db"), "Kawai", 1).unwrap();
    (folder, desk)
}

fn apply_all(desk: &Desk, writes: &[Marked]) {
    for (mark, write) in writes {
        let applied = apply(&desk.conn, std::slice::from_ref(write), *mark).unwrap();
        derive::keep_up(&desk.conn, std::slice::from_ref(write), &applied).unwrap();
    }
}

/// What every field holds, and when it was written.
fn state(conn: &Connection, noun: Noun) -> Vec<(u16, Value, Mark)> {
    let sql = format!("SELECT born, born_by, stamps FROM {}", noun.table());
    let (born, by, stamps): (i64, i64, Option<Vec<u8>>) =
        conn.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let born = Mark { stamp: Stamp(unsigned(born)), origin: unsigned(by) };
    let stamps = stamps.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
    let mark = |code, value: &Value| {
        let written = if *value == Value::Null { Mark::default() } else { born };
        stamps.get(code).unwrap_or(written)
    };
    let values = |row: &rusqlite::Row<'_>| {
        let known = noun.fields().iter().enumerate();
        known
            .map(|(n, field)| Ok((field.code, columns::value(row, n + 1)?)))
            .collect::<rusqlite::Result<Vec<_>>>()
    };
    let values = conn.query_row(&columns::select(noun, ""), [], values).unwrap();
    values.into_iter().map(|(code, value)| (code, value.clone(), mark(code, &value))).collect()
}

fn check(noun: Noun, writes: &[Marked], shuffled: &[Marked]) -> Result<(), TestCaseError> {
    let ((_one, first), (_other, second)) = (book(), book());
    apply_all(&first, writes);
    apply_all(&second, shuffled);
    prop_assert_eq!(state(&first.conn, noun), state(&second.conn, noun));
    apply_all(&second, writes);
    prop_assert_eq!(state(&first.conn, noun), state(&second.conn, noun));
    for desk in [&first, &second] {
        prop_assert!(
            desk.health()
                .unwrap()
                .findings
                .iter()
                .all(|finding| finding.check != "number of customers" || finding.wrong.is_empty())
        );
    }
    Ok(())
}

fn any_order(noun: Noun) -> impl Strategy<Value = (Vec<Marked>, Vec<Marked>)> {
    writes(noun).prop_flat_map(|writes| (Just(writes.clone()), Just(writes).prop_shuffle()))
}

/// So many customers, whom pairs and tags are about.
const SOME: u8 = 5;

/// Customers made, changed, deleted, joined and parted, tagged, and due.
fn any_history() -> impl Strategy<Value = (Vec<Marked>, Vec<Marked>)> {
    let id = |n: u8| Id::from_bytes([n; 16]);
    let one = (1u64..40, 1u64..3, 0u8..6, 0..SOME, 0..SOME, 0usize..9);
    let writes = prop::collection::vec(one, 1..24).prop_map(move |all| {
        let marked = all.into_iter().map(|(stamp, origin, kind, whom, other, n)| {
            let text = Value::Text(TEXTS[n % 2].into());
            let set = |fields| Write { noun: Noun::Customer, id: id(whom), new: false, fields };
            let write = match kind {
                0 => Write { new: true, ..set(vec![(customer::field::name, text)]) },
                1 => set(vec![(customer::field::name, value(Noun::Customer, customer::field::name, n))]),
                2 => set(vec![(GONE, if n % 2 == 0 { Value::Int(1) } else { Value::Null })]),
                3 => Tag::on(id(whom), TEXTS[n % 2]).put_on(),
                4 => {
                    let step = NextStep {
                        id: id(90 + whom),
                        customer: Some(id(whom)),
                        due_at: i64::try_from(n).ok(),
                        ..NextStep::default()
                    };
                    Write::adding(&step)
                }
                _ => pair::decided(id(whom), id(other), if n < 6 { pair::SAME } else { pair::APART }),
            };
            (Mark { stamp: Stamp(stamp), origin }, write)
        });
        marked.collect::<BTreeMap<_, _>>().into_iter().collect::<Vec<Marked>>()
    });
    writes.prop_flat_map(|writes| (Just(writes.clone()), Just(writes).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_customer_comes_out_the_same_in_any_order((writes, shuffled) in any_order(Noun::Customer)) {
        check(Noun::Customer, &writes, &shuffled)?;
    }

    #[test]
    fn a_tag_comes_out_the_same_in_any_order((writes, shuffled) in any_order(Noun::Tag)) {
        check(Noun::Tag, &writes, &shuffled)?;
    }

    /// Within one commit a field has one value, however often it is written.
    #[test]
    fn new_records_written_together_are_the_same_as_one_by_one(
        records in prop::collection::vec((0usize..3, 0u8..40, 0usize..9, any::<bool>()), 2..40),
        sorted: bool,
    ) {
        let mut writes: Vec<Write> = records.into_iter().map(|(noun, id, n, new)| {
            let noun = [Noun::Customer, Noun::Person, Noun::Tag][noun];
            let fields = noun.fields().iter().map(|field| field.code).filter(|code| *code != GONE).take(n);
            let fields = fields.map(|code| (code, value(noun, code, id.into()))).filter(|(_, value)| *value != Value::Null);
            Write { noun, id: Id::from_bytes([id; 16]), new, fields: fields.collect() }
        }).collect();
        if sorted {
            writes.sort_by_key(|write| write.id);
        }
        let ((_one, first), (_other, second)) = (book(), book());
        let mark = Mark { stamp: Stamp(9), origin: 1 };
        let together = apply(&first.conn, &writes, mark).unwrap();
        let apart = writes.iter().flat_map(|write| apply(&second.conn, std::slice::from_ref(write), mark).unwrap());
        let tally = |all: &[super::apply::Applied]| all.iter().filter(|one| one.made).count();
        prop_assert_eq!(tally(&together), tally(&apart.collect::<Vec<_>>()));
        for noun in [Noun::Customer, Noun::Person, Noun::Tag] {
            let mut all = [Vec::new(), Vec::new()];
            for (desk, all) in [&first, &second].into_iter().zip(&mut all) {
                desk.each(noun, |id, values| { all.push((id, values.to_vec())); Ok(()) }).unwrap();
            }
            prop_assert_eq!(&all[0], &all[1]);
        }
    }

    /// Pairs of people nobody has heard of yet, deletions, edits: whatever comes first.
    #[test]
    fn who_is_one_with_whom_and_what_they_come_to_is_the_same_in_any_order((writes, shuffled) in any_history()) {
        let ((_one, first), (_other, second)) = (book(), book());
        apply_all(&first, &writes);
        apply_all(&second, &shuffled);
        apply_all(&second, &writes);
        let mut finders = [&first, &second].map(|desk| super::Finder::fold(desk, || true).unwrap());
        let now = chrono::DateTime::from_timestamp_millis(9).unwrap().fixed_offset();
        for id in 0..SOME {
            let id = Id::from_bytes([id; 16]);
            prop_assert_eq!(first.face(id).unwrap(), second.face(id).unwrap());
            prop_assert_eq!(first.one_with(id).unwrap(), second.one_with(id).unwrap());
            prop_assert_eq!(first.page(id, 9).unwrap(), second.page(id, 9).unwrap());
            prop_assert_eq!(first.line(id).unwrap(), second.line(id).unwrap());
        }
        for line in ["", "a", "田中", "#a"] {
            let [one, other] = &mut finders;
            let one = one.everybody(&first, line, now, &|| true).unwrap();
            prop_assert_eq!(one, other.everybody(&second, line, now, &|| true).unwrap());
        }
        for desk in [&first, &second] {
            prop_assert!(desk.health().unwrap().sound(), "{:?}", desk.health().unwrap().findings);
        }
    }

    #[test]
    fn a_next_step_comes_out_the_same_in_any_order((writes, shuffled) in any_order(Noun::NextStep)) {
        check(Noun::NextStep, &writes, &shuffled)?;
    }
}
