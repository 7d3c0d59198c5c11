//! What customers have bought, added up from the purchase lines, order by order.
//!
//! What an order, a return and a mark are is `domain::worth`'s. A group of customers that are one
//! counts as its face; whoever no list shows counts nowhere.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::Result;
use super::open::Desk;
use super::sold::{DAY, LARGEST, ORDER, TOTAL};
use crate::domain::sales::{Bought, While};
use crate::domain::worth::{Cuts, Margin, Order, Rfm, Worth};
use crate::domain::{Id, Value};

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

    /// Says whether anybody ever bought anything.
    pub(super) fn ever_sold(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM purchase WHERE gone IS NULL)";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// What customers bought in a while: everybody, so that marks can be given.
    pub fn bought(&self, asked: While) -> Result<Bought> {
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let mut orders: HashMap<(Option<Id>, String, Value), Placed> = HashMap::new();
        let mut without_amount = 0;
        self.each_line(asked, "NULL", |line| {
            let order = (line.whose, line.currency.to_owned(), line.order);
            match line.total {
                Some(total) => orders.entry(order).or_default().add(total, line.day),
                None => without_amount += u64::from(self.counts(line.whose)),
            }
        })?;
        let mut found: HashMap<Option<Id>, Worth> = HashMap::new();
        for ((whose, currency, _), placed) in &orders {
            let worth = found.entry(*whose).or_insert_with(|| Worth::of(whose.unwrap_or_default()));
            worth.add(&placed.order(currency));
        }
        let nobodys = found.remove(&None);
        Ok(Bought { worths: found.into_values().collect(), nobodys, without_amount })
    }
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
    fn add(&mut self, total: i64, day: i64) {
        self.lines += 1;
        self.gross += i128::from(total.max(0));
        self.net += i128::from(total);
        self.day = self.day.into_iter().chain([day]).min();
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

/// `what` of the lines of these customers.
fn lines(what: &str, theirs: &str) -> String {
    format!(
        "SELECT {what}
         FROM (SELECT *, {TOTAL} AS total FROM purchase
               WHERE gone IS NULL AND at >= ?1 AND at < ?2 AND customer IN ({theirs})) AS p
         WHERE total BETWEEN -{LARGEST} AND {LARGEST}"
    )
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
    let theirs = ids.join(", ");
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
