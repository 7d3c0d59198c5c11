//! What deals were at an earlier moment, as the log tells it.
//!
//! The log is read only of deals that were written since: of each field the newest value from before,
//! whether it was here then or came late from another desk. What was erased stays erased, and what came
//! in with a snapshot is known from then on.

use std::collections::{HashMap, HashSet};

use rusqlite::{Row, Rows};

use super::Result;
use super::entry::{self, Logged};
use super::open::Desk;
use super::stamps::{Stamps, signed, unsigned};
use crate::domain::deal::{self, Deal};
use crate::domain::{Id, Noun, Record as _, Stamp, Value};

/// Fields by record and code.
type Places = HashSet<(Id, u16)>;

/// The newest values of fields from before a moment, and when and by whom each was written.
type Earlier = HashMap<(Id, u16), ((u64, u64), Value)>;

impl Desk {
    /// Every deal there was at a moment, Unix milliseconds, as it was then; those deleted then are not.
    pub fn deals_at(&self, ms: i64) -> Result<Vec<Deal>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let moment = Stamp::at_ms(ms.saturating_add(1)).0.saturating_sub(1);
        let there = self.there(moment)?;
        let earlier = self.earlier(&there, moment)?;
        let mut deals = Vec::new();
        self.each(Noun::Deal, |id, values| {
            if !there.deals.contains(&id) {
                return Ok(());
            }
            let mut deal = Deal::default();
            deal.set_id(id);
            for (field, value) in Deal::FIELDS.iter().zip(values) {
                let then = earlier.get(&(id, field.code)).map(|(_, value)| value);
                deal.put(field.code, then.unwrap_or(value).clone());
            }
            if !deal.gone {
                deals.push(deal);
            }
            Ok(())
        })?;
        Ok(deals)
    }

    /// Which deals there were, and what of them was written since.
    fn there(&self, moment: u64) -> Result<There> {
        let mut there = There::default();
        let mut statement =
            self.conn.prepare_cached("SELECT id, stamps, customer FROM deal WHERE born <= ?1")?;
        let mut rows = statement.query([signed(moment)])?;
        while let Some(row) = rows.next()? {
            there.take(row, moment)?;
        }
        Ok(there)
    }

    /// What the fields were that were written since: told by what touched their customers, and by all
    /// that was written since where a deal was nobody's or somebody else's.
    fn earlier(&self, there: &There, moment: u64) -> Result<Earlier> {
        let mut earlier = Earlier::new();
        let mut read = |rows: Rows<'_>| {
            each_of_deals(rows, |logged, written| take(&mut earlier, logged, written, moment))
        };
        let sql = "SELECT stamp, origin, body FROM log
                   WHERE seq IN (SELECT seq FROM touched WHERE customer = ?1)";
        let mut touching = self.conn.prepare_cached(sql)?;
        for customer in &there.customers {
            read(touching.query([customer.as_bytes()])?)?;
        }
        if there.strayed {
            let sql = "SELECT stamp, origin, body FROM log
                       WHERE seq >= (SELECT min(seq) FROM log WHERE stamp > ?1)";
            read(self.conn.prepare_cached(sql)?.query([signed(moment)])?)?;
        }
        earlier.retain(|place, _| there.written_since.contains(place));
        Ok(earlier)
    }
}

/// The deals of a moment.
#[derive(Default)]
struct There {
    deals: HashSet<Id>,
    written_since: Places,
    /// Whose those are that were written since.
    customers: HashSet<Id>,
    /// One of those is nobody's, or was somebody else's then.
    strayed: bool,
}

impl There {
    fn take(&mut self, row: &Row<'_>, moment: u64) -> Result<()> {
        let id = Id::from_bytes(row.get(0)?);
        self.deals.insert(id);
        let stamps = Stamps::unpack(&row.get::<_, Option<Vec<u8>>>(1)?.unwrap_or_default());
        let since = |code: &u16| stamps.get(*code).is_some_and(|mark| mark.stamp.0 > moment);
        let codes: Vec<u16> = Deal::FIELDS.iter().map(|field| field.code).filter(since).collect();
        if codes.is_empty() {
            return Ok(());
        }
        let customer = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
        self.customers.extend(customer);
        self.strayed |= customer.is_none() || codes.contains(&deal::field::customer);
        self.written_since.extend(codes.iter().map(|code| (id, *code)));
        Ok(())
    }
}

/// Hands over what was written to deals, with when and by whom.
fn each_of_deals(mut rows: Rows<'_>, mut each: impl FnMut(&Logged, (u64, u64))) -> Result<()> {
    while let Some(row) = rows.next()? {
        let written = (unsigned(row.get(0)?), unsigned(row.get(1)?));
        // A body of a newer version that does not read tells nothing this one could show.
        let body = entry::unpack(&row.get::<_, Vec<u8>>(2)?).unwrap_or_default();
        body.iter()
            .filter(|logged| logged.noun() == Some(Noun::Deal))
            .for_each(|logged| each(logged, written));
    }
    Ok(())
}

/// Takes in what a write replaced, and what it wrote itself, where that is from before the moment.
fn take(earlier: &mut Earlier, logged: &Logged, written: (u64, u64), moment: u64) {
    let replaced =
        logged.before.iter().map(|before| (before.code, (before.stamp, before.origin), &before.value));
    let wrote = logged.fields.iter().map(|(code, value)| (*code, written, value));
    for (code, mark, value) in replaced.chain(wrote).filter(|(_, mark, _)| mark.0 <= moment) {
        let held = earlier.entry((logged.id(), code)).or_insert_with(|| (mark, value.clone()));
        if held.0 < mark {
            *held = (mark, value.clone());
        }
    }
}
