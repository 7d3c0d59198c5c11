//! The calls a figure counts, read by the same question that counted them: the two cannot differ.

use super::Result;
use super::columns;
use super::open::Desk;
use super::report::{among, expression, key, parameters};
use crate::domain::Id;
use crate::domain::report::{Call, Calls, Opened};

impl Desk {
    /// The calls that a figure counts: the newest, at most so many, and how many there are.
    pub fn opened(&self, opened: &Opened, most: usize) -> Result<Calls> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let outcomes = self.known_outcomes()?;
        let mut read = vec!["coalesce(note, ''), deal IS NOT NULL".to_owned()];
        read.extend(opened.keys.iter().map(|(by, _)| expression(*by)));
        let keys = read.join(", ");
        let sql = format!(
            "SELECT coalesce(outcome, ''), coalesce(reach, 0), customer, at, coalesce(duration, 0),
                    {keys} {} ORDER BY at DESC",
            among(&opened.asked)
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(parameters(&opened.asked))?;
        let mut found = Calls::default();
        while let Some(row) = rows.next()? {
            let outcome: String = row.get(0)?;
            let (reach, deal) = (row.get(1)?, row.get(6)?);
            if !opened.stage.is_none_or(|stage| stage.holds(outcomes.means(&outcome), reach, deal)) {
                continue;
            }
            let mut common = true;
            for (column, (by, wanted)) in (7..).zip(&opened.keys) {
                common &= key(*by, &columns::value(row, column)?) == *wanted;
            }
            if !common {
                continue;
            }
            found.count += 1;
            if found.calls.len() < most {
                let customer = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
                found.calls.push(Call {
                    customer: customer.map(|customer| self.shown_as(customer)).transpose()?.flatten(),
                    at: row.get(3)?,
                    outcome,
                    seconds: row.get(4)?,
                    note: row.get(5)?,
                });
            }
        }
        Ok(found)
    }
}
