//! The purchase lines of a while, and what was sold, laid apart by anything.
//!
//! A line is whoever's a list shows, a group of customers that are one its face's. What a customer comes
//! to is `worth`'s.

use std::collections::{HashMap, HashSet};

use super::group::Shown;
use super::open::Desk;
use super::{Result, columns};
use crate::domain::sales::{Sold, SoldBy, While};
use crate::domain::{Id, Noun, Record as _, Value, day};

/// No line is worth more, in minor units either way: sums of millions of them stay exact.
pub(super) const LARGEST: i64 = 1_000_000_000_000;

/// What a line comes to: as stated, else quantity times price less discount, as `Purchase::total`.
pub(super) const TOTAL: &str = "coalesce(amount,
    CAST((quantity * unit_price + CASE WHEN quantity * unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER)
        - coalesce(discount, 0))";

/// The day a line was sold, on the wall where it was, since 1970.
pub(super) const DAY: &str = "((p.at + coalesce(p.zone, ?3) * 60000) / 86400000)";

/// The order a line is of.
pub(super) const ORDER: &str = "coalesce(p.number, (p.at + coalesce(p.zone, ?3) * 60000) / 86400000)";

impl Desk {
    /// What was sold in a while, laid apart by a field of customers or of purchases, or by month; each
    /// key as its words or its id, most sold first.
    pub fn sold_by(&self, asked: While, by: SoldBy) -> Result<Vec<(Value, Sold)>> {
        let held = match by {
            SoldBy::Customer(field) => {
                let mut held = self.held_by_all(&format!("n.\"{}\"", field.name), asked)?;
                held.extend(self.held_by_groups(|whole| whole.get(field.code))?);
                Some(held)
            }
            SoldBy::Own(Noun::Customer, id) => Some(self.held_by_all(&own_value(id, "n.id", None), asked)?),
            _ => None,
        };
        let key = match by {
            SoldBy::Purchase(field) => format!("p.\"{}\"", field.name),
            SoldBy::Own(noun, id) => own_value(id, "p.customer", (noun == Noun::Purchase).then_some("p.id")),
            SoldBy::Month => format!("strftime('%Y-%m', {DAY} * 86400, 'unixepoch')"),
            SoldBy::Customer(_) => "NULL".to_owned(),
        };
        let mut found: HashMap<Value, Selling> = HashMap::new();
        self.each_line(asked, &key, |line| {
            let Some(total) = line.total.filter(|_| self.counts(line.whose)) else { return };
            let theirs = || held.as_ref().and_then(|held| held.get(&line.whose?)).cloned();
            let key = if held.is_some() { theirs().unwrap_or_default() } else { line.key.clone() };
            found.entry(key).or_default().add(line, total);
        })?;
        let mut found: Vec<_> = found.into_iter().map(|(key, selling)| (key, selling.sold())).collect();
        found.sort_by(|(one, few), (other, many)| match by {
            SoldBy::Month => one.cmp(other),
            _ => many.net.largest().cmp(&few.net.largest()).then_with(|| one.cmp(other)),
        });
        Ok(found)
    }

    /// Hands over the purchase lines of a while, each with a `key`.
    pub(super) fn each_line(&self, asked: While, key: &str, mut take: impl FnMut(Line<'_>)) -> Result<()> {
        let shown = Shown::read(&self.conn)?;
        let sql = format!(
            "SELECT {key}, p.customer, p.currency, p.number, p.at + coalesce(p.zone, ?3) * 60000, {TOTAL}
             FROM purchase AS p WHERE gone IS NULL AND at >= ?1 AND at < ?2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query((asked.from, asked.to, asked.zone))?;
        while let Some(row) = rows.next()? {
            let customer = row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes);
            let day = row.get::<_, i64>(4)?.div_euclid(day::LENGTH);
            take(Line {
                key: columns::value(row, 0)?,
                whose: customer.and_then(|customer| shown.of(customer)),
                currency: columns::words(row, 2),
                order: match columns::value(row, 3)? {
                    Value::Null => Value::Int(day),
                    number => number,
                },
                day,
                total: row.get::<_, Option<i64>>(5)?.filter(|total| (-LARGEST..=LARGEST).contains(total)),
            });
        }
        Ok(())
    }
}

/// A purchase line.
pub(super) struct Line<'a> {
    pub(super) key: Value,
    /// Whom a list shows whoever bought as.
    pub(super) whose: Option<Id>,
    pub(super) currency: &'a str,
    /// The number of the order it is of, else the day.
    pub(super) order: Value,
    /// On the wall where it was sold, since 1970.
    pub(super) day: i64,
    /// What it comes to; nothing where it states nothing, or more than there is.
    pub(super) total: Option<i64>,
}

/// What a customer, or with `record` that record of its, holds in a field of the desk's own.
pub(super) fn own_value(field: Id, customer: &str, record: Option<&str>) -> String {
    let record = record.map(|record| format!("AND v.record = {record}")).unwrap_or_default();
    let bytes = format!("{:032x}", u128::from_be_bytes(*field.as_bytes()));
    format!(
        "(SELECT coalesce(nullif(v.normal, ''), v.raw) FROM custom_value AS v
          WHERE v.customer = {customer} AND v.field = x'{bytes}' AND v.gone IS NULL {record} LIMIT 1)"
    )
}

/// What is sold under a key, added up line by line: everybody and every order counts once.
#[derive(Default)]
struct Selling {
    sold: Sold,
    customers: HashSet<Id>,
    orders: HashSet<(Option<Id>, Value)>,
}

impl Selling {
    fn add(&mut self, line: Line<'_>, total: i64) {
        self.sold.lines += 1;
        self.sold.net.add(line.currency, total.into());
        self.customers.extend(line.whose);
        self.orders.insert((line.whose, line.order));
    }

    fn sold(self) -> Sold {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Sold { customers: count(self.customers.len()), orders: count(self.orders.len()), ..self.sold }
    }
}
