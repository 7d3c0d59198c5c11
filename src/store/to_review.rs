//! What waits for a look after desks met, as the screen and the command line show it.

use rusqlite::Row;

use super::columns;
use super::open::Desk;
use super::stamps::{Stamps, unsigned};
use super::{Result, group};
use crate::domain::record::GONE;
use crate::domain::review::{Item, What};
use crate::domain::{Id, Noun, Stamp, Value};

/// Two live customers that different desks made have one number; nobody decided of them yet, and it
/// is no switchboard of many.
const SHARED: &str = "
    SELECT one, other, address FROM suspect
        JOIN customer AS c ON c.id = one JOIN customer AS d ON d.id = other
    WHERE what = 'shared' AND c.unlisted IS NULL AND d.unlisted IS NULL
        AND NOT EXISTS (SELECT 1 FROM pair WHERE pair.one = suspect.one AND pair.other = suspect.other AND gone IS NULL)
        AND (SELECT count(*) FROM contact_point
             WHERE normal = address AND gone IS NULL AND customer IN (one, other)) > 1
        AND (SELECT count(*) FROM contact_point WHERE normal = address AND gone IS NULL) <= 4
    LIMIT ?1";

/// A deleted customer, and the newest thing done with them.
const WORKED_ON: &str = "
    SELECT c.id, c.stamps, max(a.born) FROM suspect JOIN customer AS c ON c.id = one
        JOIN activity AS a ON a.customer = c.id
    WHERE what = 'worked_on' AND c.gone IS NOT NULL AND a.gone IS NULL
        AND NOT EXISTS (SELECT 1 FROM erased WHERE erased.id = c.id)
    GROUP BY c.id LIMIT ?1";

impl Desk {
    /// How many things wait for a look.
    pub fn review_count(&self) -> Result<usize> {
        Ok(self.to_review(1_000)?.len())
    }

    /// What waits for a look, at most `most` of each kind.
    pub fn to_review(&self, most: usize) -> Result<Vec<Item>> {
        let mut items = self.overwritten(most)?;
        items.extend(self.worked_on_deleted(most)?);
        items.extend(self.shared_numbers(most)?);
        items.extend(self.forks()?);
        Ok(items)
    }

    fn overwritten(&self, most: usize) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, code, noun, value, stamp, origin FROM review WHERE settled = 0 ORDER BY stamp DESC LIMIT ?1",
        )?;
        let mut rows = statement.query([most])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            items.extend(self.overwritten_one(row)?);
        }
        Ok(items)
    }

    fn overwritten_one(&self, row: &Row<'_>) -> Result<Option<Item>> {
        let (id, code): (Id, u16) = (Id::from_bytes(row.get(0)?), row.get(1)?);
        let Some(noun) = Noun::of_code(row.get(2)?) else { return Ok(None) };
        let Some(field) = noun.field(code) else { return Ok(None) };
        let owner = match noun {
            Noun::Customer => "id",
            _ if noun.customer_field().is_some() => "customer",
            _ => "NULL",
        };
        let sql = format!("SELECT \"{}\", {owner} FROM {} WHERE id = ?1", field.name, noun.table());
        let read = |row: &Row<'_>| Ok((columns::value(row, 0)?, row.get::<_, Option<[u8; 16]>>(1)?));
        let (stands, customer): (Value, _) =
            self.conn.prepare_cached(&sql)?.query_row([id.as_bytes()], read)?;
        let lost = columns::value(row, 3)?;
        if lost == stands {
            return Ok(None);
        }
        let stamp = Stamp(unsigned(row.get(4)?));
        let by = self.writer_of(stamp, unsigned(row.get(5)?))?;
        let customer = customer.map(Id::from_bytes);
        let what = What::Overwritten { noun, id, code, stands, lost, by, at: stamp.ms() };
        Ok(Some(Item { customer, name: self.named(customer)?, what }))
    }

    /// Who wrote at that moment of that origin, by name.
    fn writer_of(&self, stamp: Stamp, origin: u64) -> Result<String> {
        let sql = "SELECT rep FROM log WHERE origin = ?1 AND stamp = ?2 LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([origin.cast_signed(), stamp.0.cast_signed()])?;
        let rep = rows.next()?.map(|row| row.get::<_, Option<[u8; 16]>>(0)).transpose()?.flatten();
        self.rep_name(rep.map(Id::from_bytes))
    }

    fn named(&self, customer: Option<Id>) -> Result<String> {
        let Some(id) = customer else { return Ok(String::new()) };
        let sql = "SELECT coalesce(name, '') FROM customer WHERE id = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([group::face(&self.conn, id)?.as_bytes()])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
    }

    fn worked_on_deleted(&self, most: usize) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(WORKED_ON)?;
        let rows = statement.query_map([most], |row| {
            let stamps =
                row.get::<_, Option<Vec<u8>>>(1)?.map(|bytes| Stamps::unpack(&bytes)).unwrap_or_default();
            let deleted = stamps.get(GONE).unwrap_or_default().stamp;
            Ok((Id::from_bytes(row.get(0)?), deleted, Stamp(unsigned(row.get(2)?))))
        })?;
        let found: Vec<(Id, Stamp, Stamp)> = rows.collect::<rusqlite::Result<_>>()?;
        let later = found.into_iter().filter(|(_, deleted, worked)| worked > deleted);
        let item = |(id, _, worked): (Id, Stamp, Stamp)| {
            let what = What::WorkedOnDeleted { at: worked.ms() };
            Ok(Item { customer: Some(id), name: self.named(Some(id))?, what })
        };
        later.map(item).collect()
    }

    fn shared_numbers(&self, most: usize) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached(SHARED)?;
        let rows = statement.query_map([most], |row| {
            Ok((Id::from_bytes(row.get(0)?), Id::from_bytes(row.get(1)?), row.get::<_, String>(2)?))
        })?;
        let found: Vec<(Id, Id, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let item = |(one, other, address)| {
            let what = What::Shared { other, other_name: self.named(Some(other))?, address };
            Ok(Item { customer: Some(one), name: self.named(Some(one))?, what })
        };
        found.into_iter().map(item).collect()
    }

    fn forks(&self) -> Result<Vec<Item>> {
        let mut statement = self.conn.prepare_cached("SELECT one FROM suspect WHERE what = 'forked'")?;
        let rows = statement.query_map([], |row| Ok(u64::from_be_bytes(row.get(0)?)))?;
        let origins: Vec<u64> = rows.collect::<rusqlite::Result<_>>()?;
        let item = |origin| Item { customer: None, name: String::new(), what: What::Forked { origin } };
        Ok(origins.into_iter().map(item).collect())
    }
}
