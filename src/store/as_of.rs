//! What deals were at an earlier moment, as the log tells it.
//!
//! Only deals that were written since are looked at: of each field the newest value from before, whether
//! it was here then or came late from another desk. What was erased stays erased, and what came in with a
//! snapshot is known from then on.

use std::collections::{HashMap, HashSet};

use rusqlite::Rows;

use super::Result;
use super::entry::{self, Logged};
use super::open::Desk;
use super::stamps::{signed, unsigned};
use crate::domain::deal::Deal;
use crate::domain::{Id, Noun, Record as _, Stamp, Value};

/// Fields that were written since a moment, by record: each with its newest value from before, and when
/// and by whom that was written.
type Earlier = HashMap<(Id, u16), ((u64, u64), Value)>;

impl Desk {
    /// Every deal there was at a moment, Unix milliseconds, as it was then; those deleted then are not.
    pub fn deals_at(&self, ms: i64) -> Result<Vec<Deal>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let moment = Stamp::at_ms(ms.saturating_add(1)).0.saturating_sub(1);
        let earlier = self.earlier(moment)?;
        let mut born: HashMap<Id, u64> = HashMap::new();
        let mut statement = self.conn.prepare_cached("SELECT id, born FROM deal")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            born.insert(Id::from_bytes(row.get(0)?), unsigned(row.get(1)?));
        }
        let mut deals = Vec::new();
        self.each(Noun::Deal, |id, values| {
            if born.get(&id).is_none_or(|born| *born > moment) {
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

    /// What the fields of deals were that were written since.
    fn earlier(&self, moment: u64) -> Result<Earlier> {
        let sql = "SELECT stamp, origin, body FROM log
                   WHERE seq >= (SELECT min(seq) FROM log WHERE stamp > ?1) ORDER BY seq";
        let mut statement = self.conn.prepare_cached(sql)?;
        let (mut earlier, mut since) = (Earlier::new(), HashSet::new());
        each_of_deals(statement.query([signed(moment)])?, |logged, written| {
            take(&mut earlier, logged, written, moment);
            if written.0 > moment {
                since.extend(logged.fields.iter().map(|(code, _)| (logged.id(), *code)));
            }
        })?;
        self.replaced_unseen(&mut earlier, since.iter().map(|(id, _)| *id).collect(), moment)?;
        earlier.retain(|place, _| since.contains(place));
        Ok(earlier)
    }

    /// Takes in what was written to these deals before. Another desk's write tells what it replaced there,
    /// which may be older than what it replaced here.
    fn replaced_unseen(&self, earlier: &mut Earlier, deals: HashSet<Id>, moment: u64) -> Result<()> {
        let sql = "SELECT stamp, origin, body FROM log WHERE stamp <= ?2
                   AND seq IN (SELECT seq FROM touched WHERE customer = (SELECT customer FROM deal WHERE id = ?1))";
        let mut statement = self.conn.prepare_cached(sql)?;
        for deal in deals {
            let rows = statement.query((deal.as_bytes(), signed(moment)))?;
            each_of_deals(rows, |logged, written| take(earlier, logged, written, moment))?;
        }
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
