//! Which dates of the book are to be reminded of today, and the one commit that does.

use chrono::{DateTime, FixedOffset, NaiveTime};

use super::open::Desk;
use super::{Result, columns};
use crate::domain::query::Measure;
use crate::domain::reminder::{Dates, Holder, Reminders, Rule, Spared};
use crate::domain::worth::Worth;
use crate::domain::{Id, Noun, Record as _, Value};

/// Under which name the day is noted on which the desk reminded last.
const REMINDED: &str = "reminded";

impl Desk {
    /// What these rules come to now; `at` is the time of day a reminder falls due.
    pub fn reminders(&self, rules: &[Rule], now: DateTime<FixedOffset>, at: NaiveTime) -> Result<Reminders> {
        let mut found = Reminders::default();
        for rule in rules {
            for (holder, held) in self.dates(rule.of, now)? {
                match rule.occasion(&held, now.date_naive(), *now.offset()) {
                    Err(_) => found.vague += 1,
                    Ok(None) => {}
                    Ok(Some(occasion)) => {
                        let Some(page) = self.page(holder.customer, 1)?.filter(|page| !page.customer.gone)
                        else {
                            continue;
                        };
                        // Of customers who are one, what stands newest counts.
                        if rule.of.of_customer().is_some_and(|code| page.customer.get(code) != held) {
                            continue;
                        }
                        let step = rule.step(occasion, holder, &page, at, *now.offset());
                        match rule.spares(holder, &page, now.timestamp_millis()) {
                            _ if self.is_known(step.id)? => found.already += 1,
                            Some(Spared::Blocked) => found.blocked += 1,
                            Some(Spared::Over) => found.over += 1,
                            None => found.made.push((step, page.customer.name)),
                        }
                    }
                }
            }
        }
        found.made.sort_by_key(|(step, _)| (step.due_at, step.id));
        found.made.dedup_by_key(|(step, _)| step.id);
        Ok(found)
    }

    /// Puts what these rules come to on the agenda.
    pub fn remind(&mut self, rules: &[Rule], now: DateTime<FixedOffset>, at: NaiveTime) -> Result<Reminders> {
        let found = self.reminders(rules, now, at)?;
        if !found.made.is_empty() {
            self.commit(&found.change(), now.timestamp_millis())?;
        }
        self.note(REMINDED, &now.date_naive().to_string())?;
        Ok(found)
    }

    /// Says whether nobody was reminded today.
    pub fn wants_reminding(&self, now: DateTime<FixedOffset>) -> Result<bool> {
        Ok(self.noted(REMINDED)?.as_deref() != Some(now.date_naive().to_string().as_str()))
    }

    /// Says whether that step was ever made, also where it was taken back since.
    fn is_known(&self, step: Id) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM next_step WHERE id = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row([step.as_bytes()], |row| row.get(0))?)
    }

    fn dates(&self, of: Dates, now: DateTime<FixedOffset>) -> Result<Vec<(Holder, Value)>> {
        let sql = match of {
            Dates::Worth(measure) => return self.dates_bought(measure, now),
            Dates::Field(Noun::Customer, field) => format!(
                "SELECT DISTINCT whose, whose, held FROM
                   (SELECT CASE WHEN unlisted IS NULL THEN id ELSE face END AS whose, \"{0}\" AS held FROM customer)
                 WHERE whose IS NOT NULL AND held IS NOT NULL",
                field.name
            ),
            Dates::Field(noun, field) => format!(
                "SELECT customer, id, \"{0}\" FROM {1} WHERE gone IS NULL AND customer IS NOT NULL AND \"{0}\" IS NOT NULL",
                field.name,
                noun.table()
            ),
            Dates::Own(field) => format!(
                "SELECT customer, record, coalesce(nullif(normal, ''), raw) FROM custom_value
                 WHERE field = x'{:032x}' AND gone IS NULL AND customer IS NOT NULL AND record IS NOT NULL",
                u128::from_be_bytes(*field.as_bytes())
            ),
        };
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let holder =
                Holder { customer: Id::from_bytes(row.get(0)?), record: Id::from_bytes(row.get(1)?) };
            found.push((holder, columns::value(row, 2)?));
        }
        Ok(found)
    }

    fn dates_bought(&self, measure: Measure, now: DateTime<FixedOffset>) -> Result<Vec<(Holder, Value)>> {
        let (worths, _) = self.worths(now)?;
        let day = |worth: &Worth| match measure {
            Measure::First => worth.first,
            Measure::Expected => worth.expected(),
            _ => worth.last,
        };
        let one = |worth: &Worth| {
            let holder = Holder { customer: worth.customer, record: worth.customer };
            Some((holder, Value::Text(day(worth)?.to_string())))
        };
        Ok(worths.iter().filter_map(one).collect())
    }
}
