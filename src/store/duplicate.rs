//! Duplicates in the book: everybody's card in one pass, and the pairs that look like one.
//!
//! Two threads with connections of their own read and fold the cards, file them, and compare those who
//! share a key. What was decided of a pair and who is one already is left out. The rules are
//! `domain::duplicate`'s.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use rusqlite::{Connection, Row};

use super::open::Desk;
use super::sidecar::Pace;
use super::source::end_of_stretch;
use super::view::{Following, text};
use super::{Error, Result};
use crate::domain::Id;
use crate::domain::contact_point::ContactPoint;
use crate::domain::customer::Customer;
use crate::domain::duplicate::{Blocks, Card, Double, Filed, Scan, score, weigh};
use crate::domain::person::Person;

/// The share of the work, in per cent, that reading and folding everybody is.
const READING: usize = 60;
/// And as far as the pairs to compare are known.
const FILED: usize = 70;
/// Pairs compared at a time.
const STRETCH: usize = 1 << 14;

/// What is asked of a scan.
#[derive(Clone, Debug)]
pub struct Sought {
    /// Pairs of a lower score are left out.
    pub least: u8,
    /// Pairs at most; the likeliest are kept.
    pub limit: usize,
    /// One of the two must be among these; nothing for the whole book.
    pub among: Option<HashSet<Id>>,
}

/// Everybody's cards by id, and their keys.
struct Cards {
    ids: Vec<Id>,
    all: Vec<Card>,
    filed: Filed,
}

impl Cards {
    fn with_room(room: usize) -> Self {
        Self { ids: Vec::new(), all: Vec::new(), filed: Filed::with_room(room) }
    }

    fn add(&mut self, id: Id, card: Card) {
        self.filed.add(&card);
        self.ids.push(id);
        self.all.push(card);
    }

    fn append(mut self, other: Self) -> Self {
        self.filed.append(other.filed);
        self.ids.extend(other.ids);
        self.all.extend(other.all);
        self
    }
}

impl Desk {
    /// The pairs of customers who look like one, the likeliest first; `pace` hears how far it is and says
    /// whether to go on.
    ///
    /// # Errors
    /// [`Error::Cancelled`] where `pace` said so.
    pub fn duplicates(&self, sought: &Sought, pace: Pace<'_>) -> Result<Scan> {
        let Cards { ids, all: cards, filed } = self.cards(pace)?;
        let settled = Settled::of(self, &ids)?;
        let blocks = Blocks::of(filed);
        go_on(pace, FILED)?;
        let among: Option<HashSet<usize>> = sought.among.as_ref().map(|among| {
            ids.iter().enumerate().filter(|(_, id)| among.contains(id)).map(|(at, _)| at).collect()
        });
        let wanted = |a: usize, b: usize| {
            among.as_ref().is_none_or(|among| among.contains(&a) || among.contains(&b)) && settled.open(a, b)
        };
        let best = compare(&cards, &blocks, sought, &wanted, pace)?;
        let pairs =
            best.kept.into_sorted_vec().into_iter().map(|Reverse((score, Reverse(a), Reverse(b)))| Double {
                one: ids[a],
                other: ids[b],
                score,
                reasons: weigh(&cards[a], &cards[b]),
            });
        Ok(Scan {
            pairs: pairs.collect(),
            found: best.found,
            customers: cards.len(),
            compared: blocks.len(),
            skipped: blocks.skipped,
        })
    }

    /// Reads and files everybody, one half of the ids on each of two threads.
    fn cards(&self, pace: Pace<'_>) -> Result<Cards> {
        let all = self.customer_count()?.max(1);
        let (done, middle, book) = (AtomicUsize::new(0), self.middle()?, &self.path);
        let half = |from: Id, until: Option<Id>| -> Result<Cards> {
            let desk = Self::open_to_read(book)?;
            // Others may add to the book while it is read.
            let mut cards = Cards::with_room(2 * all + 1024);
            cards_among(&desk.conn, from, until, &mut |id, card| {
                cards.add(id, card);
                if cards.ids.len().is_multiple_of(1024) {
                    let read = done.fetch_add(1024, Ordering::Relaxed);
                    go_on(pace, read.min(all) * READING / all)?;
                }
                Ok(())
            })?;
            Ok(cards)
        };
        thread::scope(|scope| {
            let second = scope.spawn(|| half(middle, None));
            let first = half(Id::default(), Some(middle));
            let second = second.join().expect("folding takes any text");
            Ok(first?.append(second?))
        })
    }
}

fn go_on(pace: Pace<'_>, percent: usize) -> Result<()> {
    if pace(u8::try_from(percent.min(99)).unwrap_or(99)) { Ok(()) } else { Err(Error::Cancelled) }
}

/// Hands over the card of every live customer with an id from `from` to before `until`, by id.
fn cards_among(
    conn: &Connection,
    from: Id,
    until: Option<Id>,
    take: &mut dyn FnMut(Id, Card) -> Result<()>,
) -> Result<()> {
    let number = |id: Id| u128::from_be_bytes(*id.as_bytes());
    let (mut from, last) = (number(from), until.map_or(u128::MAX, |until| number(until) - 1));
    while let Some(to) = end_of_stretch(conn, from)?.map(|to| to.min(last)).filter(|to| from <= *to) {
        stretch(conn, from, to, take)?;
        let Some(next) = to.checked_add(1) else { break };
        from = next;
    }
    Ok(())
}

fn stretch(
    conn: &Connection,
    from: u128,
    to: u128,
    take: &mut dyn FnMut(Id, Card) -> Result<()>,
) -> Result<()> {
    let range = (from.to_be_bytes(), to.to_be_bytes());
    let mut customers = conn.prepare_cached(
        "SELECT id, name, kana, kind, corporate_number, representative, postal_code, region, city, address
         FROM customer WHERE id BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY id",
    )?;
    let mut points = conn.prepare_cached(
        "SELECT customer, kind, raw, normal, state FROM contact_point
         WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer",
    )?;
    let mut people = conn.prepare_cached(
        "SELECT customer, family, given, full_name, family_kana, given_kana, birth_date FROM person
         WHERE customer BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY customer",
    )?;
    let mut points = Following::new(&mut points, range, point)?;
    let mut people = Following::new(&mut people, range, person)?;
    let mut rows = customers.query(range)?;
    while let Some(row) = rows.next()? {
        let customer = customer(row)?;
        take(customer.id, Card::of(&customer, people.of(customer.id)?, points.of(customer.id)?))?;
    }
    Ok(())
}

fn customer(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: Id::from_bytes(row.get(0)?),
        name: text(row, 1)?,
        kana: text(row, 2)?,
        kind: text(row, 3)?,
        corporate_number: text(row, 4)?,
        representative: text(row, 5)?,
        postal_code: text(row, 6)?,
        region: text(row, 7)?,
        city: text(row, 8)?,
        address: text(row, 9)?,
        ..Customer::default()
    })
}

fn point(row: &Row<'_>) -> rusqlite::Result<ContactPoint> {
    Ok(ContactPoint {
        kind: text(row, 1)?,
        raw: text(row, 2)?,
        normal: text(row, 3)?,
        state: text(row, 4)?,
        ..ContactPoint::default()
    })
}

fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        family: text(row, 1)?,
        given: text(row, 2)?,
        full_name: text(row, 3)?,
        family_kana: text(row, 4)?,
        given_kana: text(row, 5)?,
        birth_date: text(row, 6)?,
        ..Person::default()
    })
}

/// What is known of pairs: who is one with whom, and which pairs were told apart.
struct Settled {
    /// The face of those who are in a group.
    face: HashMap<usize, usize>,
    decided: HashSet<(usize, usize)>,
}

impl Settled {
    fn of(desk: &Desk, ids: &[Id]) -> Result<Self> {
        let place = |id: [u8; 16]| ids.binary_search(&Id::from_bytes(id)).ok();
        let mut faces =
            desk.conn.prepare("SELECT id, face FROM customer WHERE face IS NOT NULL AND gone IS NULL")?;
        let faces = faces.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let face = faces.filter_map(|row| row.map(|(id, face)| place(id).zip(place(face))).transpose());
        let face = face.collect::<rusqlite::Result<_>>()?;
        let mut pairs = desk.conn.prepare(
            "SELECT one, other FROM pair
             WHERE gone IS NULL AND verdict IS NOT NULL AND one IS NOT NULL AND other IS NOT NULL",
        )?;
        let pairs = pairs.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let decided =
            pairs.filter_map(|row| row.map(|(one, other)| place(one).zip(place(other))).transpose());
        let decided = decided.map(|pair| pair.map(|(a, b)| (a.min(b), a.max(b))));
        Ok(Self { face, decided: decided.collect::<rusqlite::Result<_>>()? })
    }

    /// Says whether a pair is still to be decided.
    fn open(&self, a: usize, b: usize) -> bool {
        let face = |at: usize| self.face.get(&at).copied().unwrap_or(at);
        (self.face.is_empty() || face(a) != face(b)) && !self.decided.contains(&(a, b))
    }
}

/// A pair with its score, in the order of what is kept longest.
type Kept = Reverse<(u8, Reverse<usize>, Reverse<usize>)>;

/// The likeliest pairs so far.
#[derive(Default)]
struct Best {
    kept: BinaryHeap<Kept>,
    found: usize,
}

impl Best {
    fn add(&mut self, score: u8, (a, b): (usize, usize), limit: usize) {
        self.found += 1;
        self.kept.push(Reverse((score, Reverse(a), Reverse(b))));
        if self.kept.len() > limit {
            self.kept.pop();
        }
    }

    fn join(mut self, other: Self, limit: usize) -> Self {
        self.found += other.found;
        self.kept.extend(other.kept);
        while self.kept.len() > limit {
            self.kept.pop();
        }
        self
    }
}

/// Compares the pairs of all blocks on two threads.
fn compare(
    cards: &[Card],
    blocks: &Blocks,
    sought: &Sought,
    wanted: &(impl Fn(usize, usize) -> bool + Sync),
    pace: Pace<'_>,
) -> Result<Best> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        let mut best = Best::default();
        loop {
            let from = next.fetch_add(STRETCH, Ordering::Relaxed);
            if from >= blocks.len() || stopped.load(Ordering::Relaxed) {
                return best;
            }
            for (a, b) in blocks.pairs(from, (from + STRETCH).min(blocks.len())) {
                let score = score(&cards[a], &cards[b]);
                if score >= sought.least && wanted(a, b) {
                    best.add(score, (a, b), sought.limit);
                }
            }
            if go_on(pace, FILED + from * (100 - FILED) / blocks.len()).is_err() {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    let best = thread::scope(|scope| {
        let second = scope.spawn(work);
        work().join(second.join().expect("a comparing thread does not panic"), sought.limit)
    });
    if stopped.into_inner() { Err(Error::Cancelled) } else { Ok(best) }
}
