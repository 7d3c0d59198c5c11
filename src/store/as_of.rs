//! What deals were at an earlier moment, as the log tells it.
//!
//! Only what was written since is read: of each field the newest value that a later write replaced. What was erased stays erased, and
//! what came in with a snapshot is known from then on.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Result;
use super::entry::{self, Logged};
use super::open::Desk;
use super::stamps::{signed, unsigned};
use crate::domain::deal::Deal;
use crate::domain::{Id, Noun, Record as _, Stamp, Value};

/// By record and field the newest value from before a moment, and when and by whom it was written.
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
        let sql = "SELECT body FROM log
                   WHERE seq >= (SELECT min(seq) FROM log WHERE stamp > ?1) ORDER BY seq";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([signed(moment)])?;
        let mut earlier = Earlier::new();
        while let Some(row) = rows.next()? {
            for logged in entry::unpack(&row.get::<_, Vec<u8>>(0)?)? {
                if logged.noun() == Some(Noun::Deal) {
                    take(&mut earlier, &logged, moment);
                }
            }
        }
        Ok(earlier)
    }
}

/// Takes in what a write replaced, where that is from before the moment.
fn take(earlier: &mut Earlier, logged: &Logged, moment: u64) {
    for before in logged.before.iter().filter(|before| before.stamp <= moment) {
        let held = ((before.stamp, before.origin), before.value.clone());
        match earlier.entry((logged.id(), before.code)) {
            Entry::Vacant(place) => {
                place.insert(held);
            }
            Entry::Occupied(mut place) if place.get().0 < held.0 => {
                place.insert(held);
            }
            Entry::Occupied(_) => {}
        }
    }
}
