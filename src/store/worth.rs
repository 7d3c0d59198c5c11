//! What customers have bought, added up from the purchase lines, order by order.
//!
//! What an order, a return and a mark are is `domain::worth`'s. A group of customers that are one
//! counts as its face; whoever no list shows counts nowhere.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::group::Shown;
use super::open::Desk;
use super::{Result, columns};
use crate::domain::sales::{Bought, Sold, SoldBy, While};
use crate::domain::worth::{Cuts, Margin, Order, Rfm, Worth};
use crate::domain::{Id, Noun, Value};

/// No line is worth more, in minor units either way: sums of millions of them stay exact.
pub(super) const LARGEST: i64 = 1_000_000_000_000;

/// What a line comes to: as stated, else quantity times price less discount, as `Purchase::total`.
pub(super) const TOTAL: &str = "coalesce(amount,
    CAST((quantity * unit_price + CASE WHEN quantity * unit_price < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER)
        - coalesce(discount, 0))";

/// The most purchase lines of a book in which a page has its marks: they are worked out of all.
const FEW: usize = 20_000;

/// Who bought before whom is the same on any day.
const ANY_DAY: NaiveDate = NaiveDate::MIN;

/// What marks are given by, worked out of all who ordered; none are given in a book of many purchases,
/// where `report customers` tells them.
#[derive(Debug, Default)]
pub struct Marks(Option<Cuts>);

impl Marks {
    /// The marks of a customer.
    #[must_use]
    pub fn of(&self, worth: &Worth) -> Option<Rfm> {
        self.0.as_ref()?.marks(worth, ANY_DAY)
    }
}

impl Desk {
    /// What marks are given by now.
    pub fn marks(&self) -> Result<Marks> {
        let some = "SELECT count(*) FROM (SELECT 1 FROM purchase LIMIT ?1)";
        let count: usize = self.conn.prepare_cached(some)?.query_row([FEW + 1], |row| row.get(0))?;
        if count > FEW {
            return Ok(Marks::default());
        }
        let all = self.bought(While { from: i64::MIN, to: i64::MAX, zone: 0 })?.worths;
        Ok(Marks(Some(Cuts::of(&all, ANY_DAY))))
    }

    /// What customers bought in a while.
    pub fn bought(&self, asked: While) -> Result<Bought> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut orders: HashMap<(Option<Id>, String, Value), Placed> = HashMap::new();
        self.each_line(asked, "NULL", |line| {
            let order = (line.whose, line.currency.to_owned(), line.order);
            orders.entry(order).or_default().add(line.total, line.day);
        })?;
        let mut found: HashMap<Option<Id>, Worth> = HashMap::new();
        for ((whose, currency, _), placed) in &orders {
            let worth = found.entry(*whose).or_insert_with(|| Worth::of(whose.unwrap_or_default()));
            worth.add(&placed.order(currency));
        }
        let nobodys = found.remove(&None);
        let without_amount = self.without_amount(asked)?;
        Ok(Bought { worths: found.into_values().collect(), nobodys, without_amount })
    }

    /// What was sold in a while, laid apart by a field of customers or of purchases, or by month; each
    /// key as its words or its id, most sold first.
    pub fn sold_by(&self, asked: While, by: SoldBy) -> Result<Vec<(Value, Sold)>> {
        let held = match by {
            SoldBy::Customer(field) => Some(self.held_by_all(&format!("n.\"{}\"", field.name), asked)?),
            SoldBy::Own(Noun::Customer, id) => Some(self.held_by_all(&own_value(id, "n.id", None), asked)?),
            _ => None,
        };
        let key = match by {
            SoldBy::Purchase(field) => format!("p.\"{}\"", field.name),
            SoldBy::Own(_, id) => own_value(id, "p.customer", Some("p.id")),
            SoldBy::Month => format!("strftime('%Y-%m', {DAY} * 86400, 'unixepoch')"),
            SoldBy::Customer(_) => "NULL".to_owned(),
        };
        let mut found: HashMap<Value, Selling> = HashMap::new();
        self.each_line(asked, &key, |line| {
            let theirs = || held.as_ref().and_then(|held| held.get(&line.whose?)).cloned();
            let key = if held.is_some() { theirs().unwrap_or_default() } else { line.key.clone() };
            found.entry(key).or_default().add(line);
        })?;
        let mut found: Vec<_> = found.into_iter().map(|(key, selling)| (key, selling.sold())).collect();
        found.sort_by(|(one, few), (other, many)| match by {
            SoldBy::Month => one.cmp(other),
            _ => many.net.largest().cmp(&few.net.largest()).then_with(|| one.cmp(other)),
        });
        Ok(found)
    }

    /// Hands over the purchase lines of a while, each with a `key`.
    fn each_line(&self, asked: While, key: &str, mut take: impl FnMut(Line<'_>)) -> Result<()> {
        let shown = Shown::read(&self.conn)?;
        let what = format!("{key}, p.customer, coalesce(p.currency, ''), {ORDER}, {DAY}, total");
        let mut statement = self.conn.prepare_cached(&lines(&what, ""))?;
        let mut rows = statement.query((asked.from, asked.to, asked.zone))?;
        while let Some(row) = rows.next()? {
            let customer = row.get::<_, Option<[u8; 16]>>(1)?.map(Id::from_bytes);
            take(Line {
                key: columns::value(row, 0)?,
                whose: customer.and_then(|customer| shown.of(customer)),
                currency: columns::words(row, 2),
                order: columns::value(row, 3)?,
                day: row.get(4)?,
                total: row.get(5)?,
            });
        }
        Ok(())
    }

    fn without_amount(&self, asked: While) -> Result<u64> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT {TOTAL} AS total FROM purchase WHERE gone IS NULL AND at >= ?1 AND at < ?2)
             WHERE total IS NULL OR total NOT BETWEEN -{LARGEST} AND {LARGEST}"
        );
        Ok(self.conn.prepare_cached(&sql)?.query_row((asked.from, asked.to), |row| row.get(0))?)
    }
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

/// The day a line was sold, on the wall where it was, since 1970.
const DAY: &str = "((p.at + coalesce(p.zone, ?3) * 60000) / 86400000)";

/// The order a line is of.
const ORDER: &str = "coalesce(p.number, (p.at + coalesce(p.zone, ?3) * 60000) / 86400000)";

/// `what` of the lines of a while; `whose` narrows them down.
fn lines(what: &str, whose: &str) -> String {
    format!(
        "SELECT {what}
         FROM (SELECT *, {TOTAL} AS total FROM purchase WHERE gone IS NULL AND at >= ?1 AND at < ?2 {whose}) AS p
         WHERE total BETWEEN -{LARGEST} AND {LARGEST}"
    )
}

/// A purchase line.
struct Line<'a> {
    key: Value,
    /// Whom a list shows whoever bought as.
    whose: Option<Id>,
    currency: &'a str,
    /// The number of the order it is of, else the day.
    order: Value,
    day: Option<i64>,
    total: i64,
}

/// An order that is added up line by line.
#[derive(Default)]
struct Placed {
    lines: u64,
    gross: i128,
    net: i128,
    /// The first day since 1970.
    day: Option<i64>,
}

impl Placed {
    fn add(&mut self, total: i64, day: Option<i64>) {
        self.lines += 1;
        self.gross += i128::from(total.max(0));
        self.net += i128::from(total);
        self.day = self.day.into_iter().chain(day).min();
    }

    fn order<'a>(&self, currency: &'a str) -> Order<'a> {
        Order {
            currency,
            lines: self.lines,
            gross: self.gross,
            net: self.net,
            day: self.day.and_then(date_of),
        }
    }
}

/// What is sold under a key, added up line by line: everybody and every order counts once.
#[derive(Default)]
struct Selling {
    sold: Sold,
    customers: HashSet<Id>,
    orders: HashSet<(Option<Id>, Value)>,
}

impl Selling {
    fn add(&mut self, line: Line<'_>) {
        self.sold.lines += 1;
        self.sold.net.add(line.currency, line.total.into());
        self.customers.extend(line.whose);
        self.orders.insert((line.whose, line.order));
    }

    fn sold(self) -> Sold {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Sold { customers: count(self.customers.len()), orders: count(self.orders.len()), ..self.sold }
    }
}

/// What one thing cost: as the line says, else as its product, by code or by name.
const COST: &str = "coalesce(p.cost, (
    SELECT r.cost FROM product AS r
    WHERE r.gone IS NULL AND r.cost IS NOT NULL AND coalesce(r.currency, p.currency, '') = coalesce(p.currency, '')
        AND ((r.code = p.product_code) OR (r.name = p.product AND (r.code IS NULL OR p.product_code IS NULL)))
    ORDER BY r.code IS NULL, r.id LIMIT 1))";

/// How many a line costs us, in thousandths: one where nobody said, and taken off where it brings back.
const PIECES: &str = "(CASE WHEN p.amount < 0 THEN -abs(coalesce(p.quantity, 1000))
    ELSE coalesce(p.quantity, 1000) END)";

/// What a customer, as all of these, has bought, and what is left of it.
pub(super) fn of(conn: &Connection, members: &[Id]) -> Result<(Option<Worth>, Margin)> {
    let [first, ..] = members else { return Ok((None, Margin::default())) };
    let ids: Vec<String> =
        members.iter().map(|id| format!("x'{:032x}'", u128::from_be_bytes(*id.as_bytes()))).collect();
    let theirs = format!("AND customer IN ({})", ids.join(", "));
    let mut worth = Worth::of(*first);
    let what =
        format!("NULL, coalesce(p.currency, ''), count(*), sum(max(total, 0)), sum(total), min({DAY})");
    let mut statement = conn.prepare(&format!("{} GROUP BY 1, 2, {ORDER}", lines(&what, &theirs)))?;
    let mut rows = statement.query((i64::MIN, i64::MAX, 0))?;
    while let Some(row) = rows.next()? {
        add(&mut worth, row)?;
    }
    let mut margin = Margin::default();
    let cost = format!(
        "CAST(({PIECES} * {COST} + CASE WHEN {PIECES} < 0 THEN -500 ELSE 500 END) / 1000 AS INTEGER)"
    );
    let each = lines(&format!("coalesce(p.currency, '') AS currency, total, {cost} AS cost"), &theirs);
    let sql = format!(
        "SELECT currency, sum(total - cost), count(*) - count(cost) FROM ({each})
         WHERE cost IS NULL OR cost BETWEEN -{LARGEST} AND {LARGEST} GROUP BY 1"
    );
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query((i64::MIN, i64::MAX))?;
    while let Some(row) = rows.next()? {
        let currency: String = row.get(0)?;
        if let Some(minor) = row.get::<_, Option<i64>>(1)? {
            margin.profit.add(&currency, minor.into());
        }
        margin.without_cost += row.get::<_, u64>(2)?;
    }
    Ok(((worth.lines > 0).then_some(worth), margin))
}

fn add(worth: &mut Worth, row: &Row<'_>) -> Result<()> {
    let currency: String = row.get(1)?;
    worth.add(&Order {
        currency: &currency,
        lines: row.get(2)?,
        gross: i128::from(row.get::<_, i64>(3)?),
        net: i128::from(row.get::<_, i64>(4)?),
        day: row.get::<_, Option<i64>>(5)?.and_then(date_of),
    });
    Ok(())
}

fn date_of(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_signed(chrono::Duration::try_days(day)?)
}
