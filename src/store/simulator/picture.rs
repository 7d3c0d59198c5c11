//! All that a desk holds, to be held against what others hold: values with their marks, what stands
//! open for a look, and what is derived.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, Outcome, equal};
use crate::domain::erasure::{Fate, fate};
use crate::domain::{Id, Noun, Stamp, Value};
use crate::store::posting::Hash;
use crate::store::stamps::{Mark, Stamps, unsigned};
use crate::store::{Desk, columns};

/// Which field of which record.
pub(super) type Place = (Noun, Id, u16);

#[derive(Debug, Default)]
pub(super) struct Picture {
    /// What was ever written, and when and by whom.
    pub(super) values: BTreeMap<Place, (Mark, Value)>,
    /// Writes that were beaten unseen.
    pub(super) open: BTreeMap<(Place, Mark), Value>,
    derived: BTreeMap<Id, (Option<i64>, Option<Id>, bool)>,
    /// Which rows of the log a customer's history shows.
    pub(super) touched: BTreeSet<(Hash, Id)>,
    /// Who and what was erased.
    pub(super) erased: BTreeSet<Id>,
    customers: usize,
    digest: String,
}

impl Picture {
    pub(super) fn of(desk: &Desk) -> Result<Self, Fault> {
        let (customers, digest) = (desk.customer_count()?, desk.digest()?);
        let mut picture = Self { customers, digest, ..Self::default() };
        let mut statement = desk.conn.prepare_cached("SELECT id FROM erased")?;
        let erased = statement.query_map([], |row| row.get(0).map(Id::from_bytes))?;
        picture.erased = erased.collect::<rusqlite::Result<_>>()?;
        for noun in Noun::ALL {
            picture.add(desk, *noun)?;
        }
        picture.add_open(desk)?;
        picture.add_derived(desk)?;
        picture.add_touched(desk)?;
        Ok(picture)
    }

    fn add(&mut self, desk: &Desk, noun: Noun) -> Outcome {
        let mut sql = String::from("SELECT id, born, born_by, stamps");
        for field in noun.fields() {
            sql.extend([", \"", field.name, "\""]);
        }
        sql.extend([" FROM ", noun.table()]);
        let mut statement = desk.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = Id::from_bytes(row.get(0)?);
            let born = Mark { stamp: Stamp(unsigned(row.get(1)?)), origin: unsigned(row.get(2)?) };
            let stamps: Option<Vec<u8>> = row.get(3)?;
            let stamps = stamps.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
            for (column, field) in noun.fields().iter().enumerate() {
                let value = columns::value(row, column + 4)?;
                let unwritten = if value.is_null() { Mark::default() } else { born };
                let mut mark = stamps.get(field.code).unwrap_or(unwritten);
                if fate(noun) != Fate::Stays && self.erased.contains(&id) {
                    // What is left of them says no more when it was written.
                    mark = Mark::default();
                }
                if mark != Mark::default() || !value.is_null() {
                    self.values.insert((noun, id, field.code), (mark, value));
                }
            }
        }
        Ok(())
    }

    fn add_open(&mut self, desk: &Desk) -> Outcome {
        let sql = "SELECT noun, id, code, stamp, origin, value FROM review WHERE settled = 0";
        let mut statement = desk.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let noun =
                Noun::of_code(row.get(0)?).ok_or_else(|| Fault("an unknown noun stands open".into()))?;
            let mark = Mark { stamp: Stamp(unsigned(row.get(3)?)), origin: unsigned(row.get(4)?) };
            let place = (noun, Id::from_bytes(row.get(1)?), row.get(2)?);
            self.open.insert((place, mark), columns::value(row, 5)?);
        }
        Ok(())
    }

    fn add_derived(&mut self, desk: &Desk) -> Outcome {
        let sql = "SELECT id, next_at, face, unlisted IS NOT NULL FROM customer";
        let mut statement = desk.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let face = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
            self.derived.insert(Id::from_bytes(row.get(0)?), (row.get(1)?, face, row.get(3)?));
        }
        Ok(())
    }

    fn add_touched(&mut self, desk: &Desk) -> Outcome {
        let sql = "SELECT hash, customer FROM touched JOIN log USING (seq)
                   WHERE origin > 0 AND customer IN (SELECT id FROM customer)";
        let mut statement = desk.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.touched.insert((row.get(0)?, Id::from_bytes(row.get(1)?)));
        }
        Ok(())
    }

    /// Says in what two differ first.
    pub(super) fn held_against(&self, other: &Self) -> Outcome {
        let differing = self.erased.symmetric_difference(&other.erased).next();
        equal("who is not erased everywhere", &None, &differing)?;
        same_rows("a value", &self.values, &other.values)?;
        same_rows("what waits for a look", &self.open, &other.open)?;
        same_rows("what is derived", &self.derived, &other.derived)?;
        let differing = self.touched.symmetric_difference(&other.touched).next();
        equal("what a history does not show everywhere", &None, &differing)?;
        equal("the number of customers", &self.customers, &other.customers)?;
        equal("the digest", &self.digest, &other.digest)
    }
}

/// Says which row is the first that two tables do not share.
pub(super) fn same_rows<K, V>(what: &str, one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) -> Outcome
where
    K: Ord + std::fmt::Debug,
    V: PartialEq + std::fmt::Debug,
{
    let differs = |key: &&K| one.get(key) != other.get(key);
    match one.keys().chain(other.keys()).filter(differs).min() {
        None => Ok(()),
        Some(key) => Err(Fault(format!("{what}: {key:?} is {:?} and {:?}", one.get(key), other.get(key)))),
    }
}
