//! The end of a history: everybody gets everything, and then all must agree with one another and with
//! the plainest reading of the log.

use std::collections::{BTreeMap, BTreeSet};

use super::dice::Dice;
use super::picture::{Picture, same_rows};
use super::world::World;
use super::{Fault, Outcome, equal};
use crate::domain::contact::may_contact;
use crate::domain::customer::{self, Customer};
use crate::domain::erasure::{self, Fate, fate};
use crate::domain::{Change, Deed, Id, Noun, Value, drawn};
use crate::store::columns::fits;
use crate::store::entry::Logged;
use crate::store::posting::{Hash, Posting};
use crate::store::stamps::Mark;
use crate::store::{derive, review};

impl World {
    pub(super) fn judge(&mut self, seed: u64) -> Outcome {
        let dice = &mut Dice::new(seed);
        drawn::from(Some(seed));
        let all = self.everything_there_is()?;
        self.deliver_to_all(&all, dice)?;
        (0..self.seats.len()).try_for_each(|at| self.upgrade(at))?;
        let first = self.all_agree()?;
        let (mut values, open) = plainly(&all, &first.erased)?;
        let left = first
            .values
            .iter()
            .filter(|((noun, id, code), _)| first.erased.contains(id) && !counts(*noun, *code));
        values.extend(left.map(|(place, held)| (*place, held.clone())));
        same_rows("a value, by the log", &first.values, &values)?;
        same_rows("what waits for a look, by the log", &first.open, &open)?;
        self.nothing_is_missing(&first)?;
        self.nothing_is_left_of_the_erased(&all, &first)?;
        for at in 0..self.seats.len() {
            self.holds_together(at)?;
            self.blocked_stay_blocked(at)?;
        }
        self.deliver_to_all(&all, dice)?;
        self.all_agree()?.held_against(&first)?;
        self.states_change_nothing(&first, dice)?;
        self.who_saw_all_has_the_last_word(&first, dice)
    }

    fn everything_there_is(&self) -> Result<Vec<Posting>, Fault> {
        let mut all: BTreeMap<(Hash, bool), Posting> = BTreeMap::new();
        for at in 0..self.seats.len() {
            all.extend(
                self.everything(at)?.into_iter().map(|posting| ((posting.hash, posting.stub), posting)),
            );
        }
        all.extend(
            self.files.iter().flatten().cloned().map(|posting| ((posting.hash, posting.stub), posting)),
        );
        Ok(all.into_values().collect())
    }

    /// Each in an order of its own, some of it twice, in files of any length.
    fn deliver_to_all(&mut self, all: &[Posting], dice: &mut Dice) -> Outcome {
        for at in 0..self.seats.len() {
            let mut mine = all.to_vec();
            mine.extend(all.iter().filter(|_| dice.chance(20)).cloned());
            dice.shuffle(&mut mine);
            let mut rest = mine.as_slice();
            while !rest.is_empty() {
                let (file, others) = rest.split_at(rest.len().min(1 + dice.below(80)));
                self.deliver(at, file)?;
                rest = others;
            }
        }
        Ok(())
    }

    fn all_agree(&self) -> Result<Picture, Fault> {
        let first = self.picture(0)?;
        for at in 1..self.seats.len() {
            first.held_against(&self.picture(at)?)?;
        }
        Ok(first)
    }

    pub(super) fn picture(&self, at: usize) -> Result<Picture, Fault> {
        let mut picture = Picture::of(&self.seats[at].desk)?;
        if self.moves || !picture.erased.is_empty() {
            // Whose history shows a row about a record that was moved, or that is nobody's any more,
            // depends on what came first.
            picture.touched.clear();
        }
        Ok(picture)
    }

    fn nothing_is_missing(&self, picture: &Picture) -> Outcome {
        let there: BTreeSet<(Noun, Id)> = picture.values.keys().map(|(noun, id, _)| (*noun, *id)).collect();
        match self.saved.difference(&there).next() {
            None => Ok(()),
            Some((noun, id)) => Err(Fault(format!("{noun:?} {id} was saved and is nowhere"))),
        }
    }

    /// Whoever an erasure names, and every record that was ever said to be theirs, is among the erased;
    /// and nothing of them is left, in no record and no row of a log.
    fn nothing_is_left_of_the_erased(&self, all: &[Posting], picture: &Picture) -> Outcome {
        for ((noun, id, code), (_, value)) in
            picture.values.iter().filter(|((_, id, _), _)| picture.erased.contains(id))
        {
            equal(
                &format!("what is left of {noun:?} {id} field {code}"),
                &erasure::left(*noun, *code, value),
                value,
            )?;
        }
        for logged in read(all)? {
            let noun = logged.noun().filter(|noun| fate(*noun) != Fate::Stays);
            let (Some(code), false) =
                (noun.and_then(Noun::customer_field), picture.erased.contains(&logged.id()))
            else {
                continue;
            };
            if logged.reference(code).is_some_and(|customer| picture.erased.contains(&customer)) {
                return Err(Fault(format!("{noun:?} {} was theirs and is not erased", logged.id())));
            }
        }
        for at in 0..self.seats.len() {
            for logged in read(&self.everything(at)?)? {
                let Some(noun) = logged.noun().filter(|_| picture.erased.contains(&logged.id())) else {
                    continue;
                };
                for (code, value) in &logged.fields {
                    equal("what a log holds of the erased", &erasure::left(noun, *code, value), value)?;
                }
            }
        }
        Ok(())
    }

    fn holds_together(&self, at: usize) -> Outcome {
        let desk = &self.seats[at].desk;
        equal("what an audit finds", &None, &desk.audit()?)?;
        let off: i64 = desk.conn.query_row(derive::NEXT_AT_OFF, [], |row| row.get(0))?;
        equal("customers whose next step is off", &0, &off)?;
        equal("customers whose face is off", &0, &derive::faces_off(&desk.conn)?)?;
        let listed: usize =
            desk.conn
                .query_row("SELECT count(*) FROM customer WHERE unlisted IS NULL", [], |row| row.get(0))?;
        equal("the number of customers", &listed, &desk.customer_count()?)?;
        for (origin, lo, hi) in
            desk.origins()?.into_iter().filter(|(origin, ..)| !self.shared.contains(origin))
        {
            let numbers: Vec<u64> = desk.postings(origin, lo, hi)?.iter().map(|posting| posting.n).collect();
            equal("the numbers of an origin", &(1..=hi).collect(), &numbers)?;
        }
        Ok(())
    }

    /// Whoever a live pair joins to somebody blocked may not be called.
    fn blocked_stay_blocked(&self, at: usize) -> Outcome {
        let (desk, now) = (&self.seats[at].desk, self.now(at));
        let sql = "SELECT customer FROM block WHERE customer IS NOT NULL AND gone IS NULL
                   AND lifted_at IS NULL AND person IS NULL AND (until IS NULL OR until > ?1)";
        let mut statement = desk.conn.prepare_cached(sql)?;
        let blocked: Vec<Id> = statement
            .query_map([now], |row| row.get(0).map(Id::from_bytes))?
            .collect::<rusqlite::Result<_>>()?;
        for id in blocked.into_iter().map(|id| one_with(desk, id)).collect::<Result<Vec<_>, _>>()?.concat() {
            let Some(page) = desk.page(id, 0)? else { continue };
            let called =
                page.contact_points.iter().any(|point| may_contact(&page, point, None, "call", now).is_ok());
            if called {
                return Err(Fault(format!("customer {id} is blocked and may be called")));
            }
        }
        Ok(())
    }

    /// What is written by who has seen everything stands everywhere, whatever their clock shows.
    fn who_saw_all_has_the_last_word(&mut self, picture: &Picture, dice: &mut Dice) -> Outcome {
        let (at, word) = (dice.below(self.seats.len()), Value::Text("last".into()));
        let now = self.now(at).min(0);
        let mut customers = Vec::new();
        self.seats[at].desk.each(Noun::Customer, |id, _| {
            customers.push(id);
            Ok(())
        })?;
        customers.retain(|id| !picture.erased.contains(id));
        let name = |id| (Noun::Customer, id, vec![(customer::field::name, word.clone())]);
        let change = customers.iter().map(|id| name(*id));
        let change = change
            .fold(Change::new(Deed::Edit, "all"), |change, (noun, id, fields)| change.set(noun, id, fields));
        if change.is_empty() {
            return Ok(());
        }
        self.seats[at].desk.commit(&change, now)?;
        let written = self.everything(at)?;
        (0..self.seats.len()).try_for_each(|at| self.deliver(at, &written))?;
        self.all_agree()?;
        for seat in &self.seats {
            for id in &customers {
                let name = seat.desk.get::<Customer>(*id)?.map(|customer| customer.name);
                equal("what who saw all wrote last", &Some("last".to_owned()), &name)?;
            }
            let open = Picture::of(&seat.desk)?.open;
            let left = open
                .keys()
                .find(|((noun, _, code), _)| (*noun, *code) == (Noun::Customer, customer::field::name));
            equal("what waits for a look after somebody looked", &None, &left)?;
        }
        Ok(())
    }
}

/// Everybody whom live pairs make one with a customer, found the plain way.
fn one_with(desk: &crate::store::Desk, id: Id) -> Result<Vec<Id>, Fault> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT one, other FROM pair WHERE verdict = 'same' AND gone IS NULL AND one IS NOT NULL AND other IS NOT NULL",
    )?;
    let pairs: Vec<(Id, Id)> = statement
        .query_map([], |row| Ok((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let mut all = BTreeSet::from([id]);
    for _ in 0..pairs.len() {
        for (one, other) in &pairs {
            if all.contains(one) || all.contains(other) {
                all.extend([*one, *other]);
            }
        }
    }
    Ok(all.into_iter().collect())
}

fn read(all: &[Posting]) -> Result<Vec<Logged>, Fault> {
    let mut logged = Vec::new();
    for posting in all {
        logged.extend(
            postcard::from_bytes::<Vec<Logged>>(&posting.body).map_err(|error| Fault(error.to_string()))?,
        );
    }
    Ok(logged)
}

type Values = BTreeMap<super::picture::Place, (Mark, Value)>;
type Open = BTreeMap<(super::picture::Place, Mark), Value>;

/// Says whether totals go by a field, also of somebody erased.
fn counts(noun: Noun, code: u16) -> bool {
    noun != Noun::Block && matches!(fate(noun), Fate::Keeps(codes) if codes.contains(&code))
}

/// What the log comes to, read in one go: of each field the newest write; and of the others those
/// that no write has seen.
fn plainly(all: &[Posting], erased: &BTreeSet<Id>) -> Result<(Values, Open), Fault> {
    let mut written: BTreeMap<super::picture::Place, BTreeSet<(Mark, Value)>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for posting in all {
        let body: Vec<Logged> =
            postcard::from_bytes(&posting.body).map_err(|error| Fault(error.to_string()))?;
        for logged in body {
            let noun = logged.noun().ok_or_else(|| Fault("a noun nobody knows".into()))?;
            let theirs = erased.contains(&logged.id()) && fate(noun) != Fate::Stays;
            for (code, value) in &logged.fields {
                if theirs && !counts(noun, *code) {
                    continue;
                }
                let says = noun.field(*code).is_some_and(|field| fits(field, value));
                if says && !(logged.new && value.is_null()) {
                    let writes = written.entry((noun, logged.id(), *code)).or_default();
                    writes.insert((posting.mark(), value.clone()));
                }
            }
            seen.extend(logged.before.iter().map(|before| ((noun, logged.id(), before.code), before.mark())));
        }
    }
    let (mut values, mut open) = (Values::new(), Open::new());
    for (place, mut writes) in written {
        let theirs = erased.contains(&place.1) && fate(place.0) != Fate::Stays;
        let newest = writes.pop_last().expect("one at least was put in");
        for (mark, value) in writes {
            if !theirs && review::is_asked(place.0) && !seen.contains(&(place, mark)) {
                // Of two at one moment the greater.
                open.insert((place, mark), value);
            }
        }
        if !theirs {
            values.insert(place, newest);
        } else if !newest.1.is_null() {
            // When and by whom it was written is left of nobody erased.
            values.insert(place, (Mark::default(), newest.1));
        }
    }
    Ok((values, open))
}
