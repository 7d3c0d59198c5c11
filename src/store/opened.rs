//! The calls a figure counts, read by the same question that counted them: the two cannot differ.

use rusqlite::Row;

use super::Result;
use super::columns;
use super::open::Desk;
use super::report::{among, expression, key, parameters};
use crate::domain::Id;
use crate::domain::report::{Call, Counted, Opened};

/// What is told of one.
const CALL: &str =
    "SELECT customer, at, coalesce(outcome, ''), coalesce(duration, 0), coalesce(note, '') FROM activity
     WHERE id = ?1";

impl Desk {
    /// The calls that a figure counts: the newest, at most so many, and how many there are. Only what is
    /// told is read whole.
    pub fn opened(&self, opened: &Opened, most: usize) -> Result<Counted<Call>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let outcomes = self.known_outcomes()?;
        let mut read = vec!["coalesce(outcome, ''), coalesce(reach, 0), deal IS NOT NULL, id".to_owned()];
        read.extend(opened.keys.iter().map(|(by, _)| expression(*by)));
        let among = among(&opened.asked, &self.narrowing("customer"));
        let sql = format!("SELECT {} {among} ORDER BY at DESC", read.join(", "));
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(parameters(&opened.asked))?;
        let mut found = Counted::default();
        while let Some(row) = rows.next()? {
            let means = outcomes.means(&row.get::<_, String>(0)?);
            let (reach, deal) = (row.get(1)?, row.get(2)?);
            let mut counts = opened.stage.is_none_or(|stage| stage.holds(means, reach, deal));
            for (column, (by, wanted)) in (4..).zip(&opened.keys) {
                counts &= key(*by, &columns::value(row, column)?).is(wanted);
            }
            if !counts {
                continue;
            }
            found.count += 1;
            if found.rows.len() < most {
                found.rows.push(self.call(Id::from_bytes(row.get(3)?))?);
            }
        }
        Ok(found)
    }

    /// A call, with whom.
    pub(super) fn call(&self, id: Id) -> Result<Call> {
        let mut statement = self.conn.prepare_cached(CALL)?;
        let read = |row: &Row<'_>| {
            let customer = row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes);
            let (at, outcome, seconds) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((customer, Call { customer: None, at, outcome, seconds, note: row.get(4)? }))
        };
        let (customer, call) = statement.query_row([id.as_bytes()], read)?;
        let customer = customer.map(|customer| self.shown_as(customer)).transpose()?.flatten();
        Ok(Call { customer, ..call })
    }
}
