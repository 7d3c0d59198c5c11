//! Who has not been heard of for so long that somebody should look whether they are still kept.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::Result;
use super::open::Desk;
use super::stamps::unsigned;
use crate::domain::retention::{Due, Heard, Rule};
use crate::domain::{Id, Stamp};

/// Whoever is listed, with all who are one with them.
const MEMBERS: &str = "SELECT c.id, f.id, c.kind, c.born, c.keep_until FROM customer AS c
     JOIN customer AS f ON f.id = CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END
     WHERE f.unlisted IS NULL";
const CONTACTS: &str = "SELECT customer, max(at) FROM activity
     WHERE gone IS NULL AND kind NOT IN ('note', 'web') AND at IS NOT NULL AND customer IS NOT NULL GROUP BY customer";
const PURCHASES: &str = "SELECT customer, max(at) FROM purchase
     WHERE gone IS NULL AND at IS NOT NULL AND customer IS NOT NULL GROUP BY customer";

impl Desk {
    /// At most `limit` who are due for a look, the longest due first; and how many there are in all.
    pub fn due_for_review(
        &self,
        rules: &[Rule],
        now: DateTime<FixedOffset>,
        limit: usize,
    ) -> Result<(Vec<Due>, usize)> {
        if rules.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let mut due = Vec::new();
        for heard in self.heard()?.into_values() {
            if let Some((day, at, rule)) = heard.due(rules, now) {
                due.push((day, heard.customer, at, rule));
            }
        }
        due.sort_by_key(|(day, customer, ..)| (*day, *customer));
        let all = due.len();
        due.truncate(limit);
        let mut found = Vec::with_capacity(due.len());
        for (day, customer, heard, rule) in due {
            let line = self.line(customer)?;
            found.extend(line.map(|line| Due {
                line,
                heard,
                since: day.to_string(),
                after: rule.after.clone(),
            }));
        }
        found.sort_by(|a, b| (&a.since, &a.line.name).cmp(&(&b.since, &b.line.name)));
        Ok((found, all))
    }

    /// When each who is listed was heard of.
    fn heard(&self) -> Result<HashMap<Id, Heard>> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let (contacts, purchases) = (self.last(CONTACTS)?, self.last(PURCHASES)?);
        let mut all: HashMap<Id, Heard> = HashMap::new();
        let mut statement = self.conn.prepare(MEMBERS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let member = Id::from_bytes(row.get(0)?);
            let face = Id::from_bytes(row.get(1)?);
            let kind = row.get::<_, Option<String>>(2)?.unwrap_or_default();
            let added = Stamp(unsigned(row.get(3)?)).ms();
            let keep = row.get::<_, Option<String>>(4)?.unwrap_or_default();
            let heard =
                all.entry(face).or_insert_with(|| Heard { customer: face, added, ..Heard::default() });
            heard.added = heard.added.max(added);
            heard.contact = heard.contact.max(contacts.get(&member).copied());
            heard.purchase = heard.purchase.max(purchases.get(&member).copied());
            if member == face || heard.kind.is_empty() {
                heard.kind = kind;
            }
            if keep > heard.keep_until {
                heard.keep_until = keep;
            }
        }
        Ok(all)
    }

    fn last(&self, sql: &str) -> Result<HashMap<Id, i64>> {
        let mut statement = self.conn.prepare(sql)?;
        let rows = statement.query_map([], |row| Ok((Id::from_bytes(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
