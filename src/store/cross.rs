//! What any field against any field comes to, added up by SQLite over the records that are counted.
//!
//! A record is its customer's, a group of customers that are one its face's. Customers are counted by
//! what hangs on them one by one, everything else is grouped. What keys mean is `domain::report`'s.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::Row;

use super::figures::while_of;
use super::open::Desk;
use super::worth::{LARGEST, TOTAL, own_value};
use super::{Result, columns};
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Pipelines, Range, counts};
use crate::domain::report::{Axis, Common, Cross, CrossFigures, Limits, Outcomes, Piece, Tally, Valued};
use crate::domain::stage::StageFlag;
use crate::domain::zone::zone;
use crate::domain::{Id, Kind, Noun, Value};

/// Whom a list shows a record's customer under.
const WHO: &str = "CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END";

impl Desk {
    /// What a field, or two against one another, come to.
    pub fn cross_figures(
        &self,
        asked: (Axis, Option<Axis>, Valued),
        range: Range,
        limits: Limits,
        now: DateTime<FixedOffset>,
    ) -> Result<CrossFigures> {
        let (rows, columns, value) = asked;
        let amounts = if value == Valued::Deals { self.amounts()? } else { HashMap::new() };
        let _at_one_moment = self.conn.unchecked_transaction()?;
        let means = Means { outcomes: self.known_outcomes()?, pipelines: self.pipelines()?, amounts };
        let pieces = self.pieces(asked, &range, &means, now)?;
        let cross = Cross::of(&pieces, rows, columns, limits);
        let keys = cross.rows.iter().map(|(common, _)| common).chain(&cross.columns);
        let named = keys.filter_map(|key| match key {
            Common::Known(Value::Ref(bytes)) => Some(Id::from_bytes(*bytes)),
            _ => None,
        });
        let own = [Some(rows), columns].into_iter().flatten();
        let own = own.filter_map(|axis| if let Axis::Own(_, field) = axis { Some(field) } else { None });
        let names = self.names(named.chain(own))?;
        Ok(CrossFigures { rows, columns, value, range, cross, pipelines: means.pipelines, names })
    }

    fn pieces(
        &self,
        (rows, across, value): (Axis, Option<Axis>, Valued),
        range: &Range,
        means: &Means,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Piece>> {
        let apart = value.noun() == Noun::Customer
            && [Some(rows), across].into_iter().flatten().any(|axis| axis.noun() != Noun::Customer);
        let sql = question(rows, across, value, apart);
        let asked = while_of(range, now);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut found = statement.query((asked.from, asked.to, zone(now)))?;
        let mut pieces = Vec::new();
        while let Some(row) = found.next()? {
            let Some(tally) = means.tally(value, row, range)? else { continue };
            let who = if apart { row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes) } else { None };
            pieces.push(Piece { row: columns::value(row, 0)?, column: columns::value(row, 1)?, who, tally });
        }
        Ok(pieces)
    }

    /// What deals come to, those whose amount is that of their lines too.
    fn amounts(&self) -> Result<HashMap<Id, (i64, String)>> {
        let amount = |deal: Deal| Some((deal.id, (deal.amount?, deal.currency)));
        Ok(self.deals()?.into_iter().filter_map(amount).collect())
    }
}

/// What it takes to tell what records come to.
struct Means {
    outcomes: Outcomes,
    pipelines: Pipelines,
    amounts: HashMap<Id, (i64, String)>,
}

impl Means {
    /// What a row of the answer comes to; nothing where it is not within the range, or of no rate.
    fn tally(&self, value: Valued, row: &Row<'_>, range: &Range) -> Result<Option<Tally>> {
        let Self { outcomes, pipelines, amounts } = self;
        let mut tally = Tally { count: row.get(3)?, ..Tally::default() };
        let word = |column| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        if value.noun() == Noun::Deal {
            let deal = Deal { stage: word(4)?, pipeline: word(5)?, closed_on: word(6)?, ..Deal::default() };
            if !counts(&deal, pipelines, range) || (value == Valued::Won && pipelines.open(&deal)) {
                return Ok(None);
            }
            tally.part = if pipelines.flag(&deal) == StageFlag::Won { tally.count } else { 0 };
        }
        if value == Valued::Connected {
            let means = outcomes.means(&word(4)?);
            tally.part = if means.connected { tally.count } else { 0 };
            if !means.attempt {
                return Ok(None);
            }
        }
        if value == Valued::Deals
            && let Some((minor, currency)) = amounts.get(&Id::from_bytes(row.get(8)?))
        {
            tally.sums.add(currency, (*minor).into());
        }
        if value == Valued::Purchases
            && let Some(sum) = row.get::<_, Option<i64>>(8)?
        {
            tally.sums.add(&word(7)?, sum.into());
        }
        Ok(Some(tally))
    }
}

/// Both keys, who, how many, and what decides what they come to: stage or outcome, pipeline, end,
/// currency, sum; of deals that are added up the deal itself.
fn question(rows: Axis, across: Option<Axis>, value: Valued, apart: bool) -> String {
    let noun = value.noun();
    let (row, joins) = key(rows, noun, "a");
    let (column, more) =
        across.map_or_else(|| ("NULL".to_owned(), String::new()), |axis| key(axis, noun, "b"));
    let whose =
        format!("LEFT JOIN customer AS c ON c.id = n.customer LEFT JOIN customer AS f ON f.id = {WHO}");
    let (from, decides, only) = match noun {
        Noun::Customer => (
            "customer AS n JOIN customer AS f ON f.id = n.id".to_owned(),
            "NULL, NULL, NULL, NULL, NULL",
            "n.unlisted IS NULL".to_owned(),
        ),
        Noun::Deal => (
            format!("deal AS n {whose}"),
            if value == Valued::Deals {
                "n.stage, n.pipeline, coalesce(nullif(n.closed_on, ''), n.close_on), NULL, n.id"
            } else {
                "n.stage, n.pipeline, coalesce(nullif(n.closed_on, ''), n.close_on), NULL, NULL"
            },
            "n.gone IS NULL".to_owned(),
        ),
        Noun::Purchase => (
            format!(
                "(SELECT *, {TOTAL} AS total FROM purchase WHERE gone IS NULL AND at >= ?1 AND at < ?2) AS n {whose}"
            ),
            "NULL, NULL, NULL, n.currency, sum(n.total)",
            format!("n.total BETWEEN -{LARGEST} AND {LARGEST}"),
        ),
        _ => (
            format!("activity AS n {whose}"),
            "n.outcome, NULL, NULL, NULL, NULL",
            "n.gone IS NULL AND n.kind = 'call' AND n.direction IS NOT 'in' AND n.at >= ?1 AND n.at < ?2"
                .to_owned(),
        ),
    };
    let who = if apart { "n.id" } else { "NULL" };
    let each = if value == Valued::Deals { "9" } else { "8" };
    format!(
        "SELECT {row}, {column}, {who}, count(*), {decides} FROM {from} {joins} {more}
         WHERE {only} AND ?1 <= ?2 AND ?3 IS NOT NULL GROUP BY 1, 2, 3, 5, 6, 7, 8, {each}"
    )
}

/// What a record, or its customer, holds in a field, and the join it takes.
fn key(axis: Axis, counted: Noun, alias: &str) -> (String, String) {
    let noun = axis.noun();
    let of = match noun {
        Noun::Customer => "f",
        noun if noun == counted => "n",
        _ => {
            let (value, bare) = held(axis, "o");
            let join = format!(
                " LEFT JOIN (SELECT DISTINCT {WHO} AS who, {value} AS held
                  FROM {} AS o JOIN customer AS c ON c.id = o.customer WHERE o.gone IS NULL AND {bare} IS NOT NULL) AS {alias}
                  ON {alias}.who = n.id",
                noun.table()
            );
            return (format!("{alias}.held"), join);
        }
    };
    (held(axis, of).0, String::new())
}

/// What stands in a field of `of`, and the bare column.
fn held(axis: Axis, of: &str) -> (String, String) {
    match axis {
        Axis::Own(Noun::Customer, field) => {
            let value = own_value(field, &format!("{of}.id"), None);
            (value.clone(), value)
        }
        Axis::Own(_, field) => {
            let value = own_value(field, &format!("{of}.customer"), Some(&format!("{of}.id")));
            (value.clone(), value)
        }
        Axis::Field(noun, field) => {
            let bare = format!("{of}.\"{}\"", field.name);
            let value = match field.kind {
                Kind::Date => format!("nullif(substr({bare}, 1, 7), '')"),
                Kind::Moment => format!("strftime('%Y-%m', {bare} / 1000 + ?3 * 60, 'unixepoch')"),
                Kind::Flag => format!("CASE WHEN {bare} THEN 'yes' ELSE 'no' END"),
                Kind::Ref if Some(field.code) == noun.customer_field() && of == "o" => WHO.to_owned(),
                Kind::Ref if Some(field.code) == noun.customer_field() => format!("coalesce(f.id, {bare})"),
                kind if kind.is_number() || kind == Kind::Ref => bare.clone(),
                _ => format!("nullif({bare}, '')"),
            };
            (value, bare)
        }
    }
}
