//! State told by one desk and read by others: by who has nothing, by who was at work meanwhile, and
//! by who reads the rows it stands for afterwards. Histories by chance are the simulator's.

use super::*;
use crate::domain::customer::{self, Customer};
use crate::domain::{Change, Deed, Id, Noun};
use crate::store::{Desk, Error, Result};

fn told(desk: &Desk) -> Vec<Piece> {
    let mut pieces = Vec::new();
    desk.tell_state(|piece| {
        pieces.push(piece);
        Ok::<_, Error>(())
    })
    .unwrap();
    pieces
}

fn join(desk: &mut Desk, pieces: &[Piece]) -> Result<Joined> {
    let mut next = pieces.iter().cloned();
    desk.join_state(0, None, 0, || Ok::<_, Error>(next.next().unwrap_or(Piece::End)))
}

fn desk(number: u128) -> Desk {
    let mut desk = Desk::in_memory().unwrap();
    desk.begin_anew(Id::from_bytes(number.to_be_bytes()), Id::from_bytes((number << 8 | 1).to_be_bytes()))
        .unwrap();
    desk
}

fn add(desk: &mut Desk, name: &str) -> Id {
    let customer = Customer { id: Id::mint(1), name: name.into(), ..Customer::default() };
    desk.commit(&Change::new(Deed::AddCustomer, name).add(&customer), 1).unwrap();
    customer.id
}

fn rank(desk: &mut Desk, id: Id, rank: &str) {
    let field = (customer::field::rank, Value::Text(rank.into()));
    desk.commit(&Change::new(Deed::Edit, "").set(Noun::Customer, id, vec![field]), 1).unwrap();
}

fn everything(desk: &Desk) -> Vec<Posting> {
    let ranges = desk.origins().unwrap();
    ranges.into_iter().flat_map(|(origin, lo, hi)| desk.postings(origin, lo, hi).unwrap()).collect()
}

#[test]
fn a_book_read_into_an_empty_one_tells_the_same() {
    let mut ann = desk(1);
    let id = add(&mut ann, "田中");
    rank(&mut ann, id, "A");
    let gone = add(&mut ann, "Gone");
    ann.commit(&Change::new(Deed::Delete, "").delete(Noun::Customer, gone), 1).unwrap();
    let mut fresh = desk(2);
    join(&mut fresh, &told(&ann)).unwrap();
    assert_eq!(fresh.digest().unwrap(), ann.digest().unwrap());
    assert_eq!(fresh.customer_count().unwrap(), 1);
    let (mut one, mut other) = (Told::default(), Told::default());
    told(&ann).iter().for_each(|piece| one.add(piece).unwrap());
    told(&fresh).iter().for_each(|piece| other.add(piece).unwrap());
    assert!(one.is(&other));
}

#[test]
fn work_that_nobody_has_read_yet_stays_and_what_it_beat_waits_for_a_look() {
    let (mut ann, mut bob) = (desk(1), desk(2));
    let id = add(&mut ann, "Acme");
    bob.apply_postings(&everything(&ann)).unwrap();
    rank(&mut ann, id, "A");
    rank(&mut bob, id, "B");
    let only_here = add(&mut bob, "Only here");
    join(&mut bob, &told(&ann)).unwrap();
    assert!(bob.get::<Customer>(only_here).unwrap().is_some());
    assert_eq!(bob.review_count().unwrap(), 1);
    ann.apply_postings(&everything(&bob)).unwrap();
    assert_eq!((ann.digest().unwrap(), ann.review_count().unwrap()), (bob.digest().unwrap(), 1));
    let before = bob.digest().unwrap();
    bob.apply_postings(&everything(&ann)).unwrap();
    join(&mut bob, &told(&ann)).unwrap();
    assert_eq!((bob.digest().unwrap(), bob.review_count().unwrap()), (before, 1));
}

#[test]
fn what_was_seen_before_a_snapshot_does_not_come_back_for_a_look_with_its_rows() {
    let (mut ann, mut fresh) = (desk(1), desk(2));
    let id = add(&mut ann, "Acme");
    rank(&mut ann, id, "A");
    rank(&mut ann, id, "B");
    join(&mut fresh, &told(&ann)).unwrap();
    let first: Vec<Posting> = everything(&ann).into_iter().take(3).collect();
    fresh.apply_postings(&first).unwrap();
    assert_eq!(fresh.review_count().unwrap(), 0);
}

#[test]
fn a_snapshot_that_ends_early_or_is_out_of_order_changes_nothing() {
    let (mut ann, mut bob) = (desk(1), desk(2));
    add(&mut ann, "Acme");
    let pieces = told(&ann);
    let before = bob.digest().unwrap();
    for cut in 0..pieces.len() - 1 {
        let mut next = pieces[..cut].iter().cloned();
        let broken = bob
            .join_state(0, None, 0, || next.next().ok_or_else(|| Error::from(crate::domain::Trouble::Busy)));
        assert!(broken.is_err(), "{cut} pieces");
    }
    assert!(join(&mut bob, &pieces[1..]).is_err());
    assert_eq!((bob.digest().unwrap(), bob.newest().unwrap()), (before, 0));
    assert!(bob.snapshots().unwrap().is_empty());
}

#[test]
fn who_reads_state_knows_what_it_stands_for_and_what_it_has_not_seen() {
    let (mut ann, mut fresh) = (desk(1), desk(2));
    add(&mut ann, "Acme");
    let pieces = told(&ann);
    let Piece::Head(head) = &pieces[0] else { panic!("no head") };
    assert!(fresh.lacks(head).unwrap());
    join(&mut fresh, &pieces).unwrap();
    assert!(!fresh.lacks(head).unwrap());
    assert_eq!(fresh.unseen().unwrap(), head.ranges);
    assert_eq!(fresh.state_head().unwrap().ranges, head.ranges);
    fresh.apply_postings(&everything(&ann)).unwrap();
    assert!(fresh.unseen().unwrap().is_empty());
}

#[test]
fn a_desk_whose_rows_a_snapshot_knows_and_it_does_not_goes_on_under_another_name() {
    let (mut ann, mut bob) = (desk(1), desk(2));
    add(&mut ann, "Acme");
    let early = everything(&ann);
    add(&mut ann, "Beta");
    let pieces = told(&ann);
    bob.begin_anew(ann.rep.unwrap(), Id::from_bytes((1_u128 << 8 | 1).to_be_bytes())).unwrap();
    bob.apply_postings(&early).unwrap();
    let origin = bob.origin();
    assert!(join(&mut bob, &pieces).unwrap().twin);
    assert_ne!(bob.origin(), origin);
    assert_eq!(bob.digest().unwrap(), ann.digest().unwrap());
}
