//! What any field against any field comes to, added up over the records that are counted, one by one.
//!
//! A record is its customer's, a group of customers that are one its face's. Customers are counted by
//! what hangs on them one by one; what a customer holds is looked up once for all that hangs on them.
//! What keys mean is `domain::report`'s.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::Row;

use super::figures::while_of;
use super::group::{Shown, WHO};
use super::open::Desk;
use super::sold::{LARGEST, TOTAL, own_value};
use super::{Result, columns};
use crate::domain::deal::Deal;
use crate::domain::pipeline::{Pipelines, Range, counts};
use crate::domain::report::{Axis, Common, Cross, CrossFigures, Limits, Outcomes, Piece, Tally, Valued};
use crate::domain::sales::While;
use crate::domain::stage::StageFlag;
use crate::domain::{Id, Kind, Noun, Value};

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
        let asked = while_of(range, now);
        let counted = value.noun();
        let keys = [
            self.stands(rows, counted, asked)?,
            across.map_or(Ok(Stands::Here), |axis| self.stands(axis, counted, asked))?,
        ];
        let hangs = |axis: &Axis| axis.noun() != Noun::Customer;
        let apart = counted == Noun::Customer && (hangs(&rows) || across.as_ref().is_some_and(hangs));
        let shown = Shown::read(&self.conn)?;
        let mut statement = self.conn.prepare_cached(&question(rows, across, value))?;
        let mut found = statement.query((asked.from, asked.to, asked.zone))?;
        let mut pieces: HashMap<_, Tally> = HashMap::new();
        while let Some(row) = found.next()? {
            let Some(one) = means.one(value, row, range)? else { continue };
            let customer = row.get::<_, Option<[u8; 16]>>(2)?.map(Id::from_bytes);
            let whose = customer.and_then(|customer| shown.of(customer));
            let key = |nth: usize| keys[nth].value(row, nth, whose);
            one.add_to(pieces.entry((key(0)?, key(1)?, customer.filter(|_| apart))).or_default());
        }
        let piece = |((row, column, who), tally)| Piece { row, column, who, tally };
        Ok(pieces.into_iter().map(piece).collect())
    }

    /// Where the key of a record is to be found.
    fn stands(&self, axis: Axis, counted: Noun, asked: While) -> Result<Stands> {
        if counted == Noun::Customer {
            return Ok(Stands::Here);
        }
        match axis {
            Axis::Field(noun, field) if Some(field.code) == noun.customer_field() => Ok(Stands::Whose),
            axis if axis.noun() == Noun::Customer => {
                self.held_by_all(&held(axis, "n").0, asked).map(Stands::WithThem)
            }
            _ => Ok(Stands::Here),
        }
    }

    /// What everybody holds, by an expression of a customer `n`.
    pub(super) fn held_by_all(&self, value: &str, asked: While) -> Result<HashMap<Id, Value>> {
        let sql = format!(
            "SELECT n.id, {value} FROM customer AS n
             WHERE n.unlisted IS NULL AND ?1 <= ?2 AND ?3 IS NOT NULL"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let read = |row: &Row<'_>| Ok((Id::from_bytes(row.get(0)?), columns::value(row, 1)?));
        let all = statement.query_map((asked.from, asked.to, asked.zone), read)?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// What deals come to, those whose amount is that of their lines too.
    fn amounts(&self) -> Result<HashMap<Id, (i64, String)>> {
        let amount = |deal: Deal| Some((deal.id, (deal.amount?, deal.currency)));
        Ok(self.deals()?.into_iter().filter_map(amount).collect())
    }
}

/// Where the key of a record stands.
enum Stands {
    /// With the record.
    Here,
    /// It is whose the record is.
    Whose,
    /// With whoever the record is of.
    WithThem(HashMap<Id, Value>),
}

impl Stands {
    fn value(&self, row: &Row<'_>, column: usize, whose: Option<Id>) -> Result<Value> {
        match self {
            Self::WithThem(held) => Ok(whose.and_then(|who| held.get(&who)).cloned().unwrap_or_default()),
            Self::Whose if whose.is_some() => {
                Ok(whose.map_or(Value::Null, |who| Value::Ref(*who.as_bytes())))
            }
            Self::Here | Self::Whose => Ok(columns::value(row, column)?),
        }
    }
}

/// What it takes to tell what records come to.
struct Means {
    outcomes: Outcomes,
    pipelines: Pipelines,
    amounts: HashMap<Id, (i64, String)>,
}

/// What a record comes to.
#[derive(Default)]
struct One<'a> {
    is_part: bool,
    sum: Option<(&'a str, i64)>,
}

impl One<'_> {
    fn add_to(&self, tally: &mut Tally) {
        tally.count += 1;
        tally.part += u64::from(self.is_part);
        if let Some((currency, minor)) = self.sum {
            tally.sums.add(currency, minor.into());
        }
    }
}

impl Means {
    /// What a row of the answer comes to; nothing where it is not within the range, or of no rate.
    fn one<'a>(&'a self, value: Valued, row: &'a Row<'_>, range: &Range) -> Result<Option<One<'a>>> {
        let mut one = One::default();
        match value {
            Valued::Deals | Valued::Won | Valued::Count(Noun::Deal) => {
                let text = |column| columns::words(row, column).to_owned();
                let deal = Deal { stage: text(3), pipeline: text(4), closed_on: text(5), ..Deal::default() };
                if !counts(&deal, &self.pipelines, range)
                    || (value == Valued::Won && self.pipelines.open(&deal))
                {
                    return Ok(None);
                }
                one.is_part = self.pipelines.flag(&deal) == StageFlag::Won;
                if value == Valued::Deals {
                    let amount = self.amounts.get(&Id::from_bytes(row.get(6)?));
                    one.sum = amount.map(|(minor, currency)| (currency.as_str(), *minor));
                }
            }
            Valued::Purchases => {
                one.sum = row.get::<_, Option<i64>>(4)?.map(|minor| (columns::words(row, 3), minor));
            }
            Valued::Connected => {
                let means = self.outcomes.means(columns::words(row, 3));
                one.is_part = means.connected;
                return Ok(means.attempt.then_some(one));
            }
            Valued::Count(_) => {}
        }
        Ok(Some(one))
    }
}

/// Both keys, whose it is, and what decides what a record comes to: stage, pipeline, end and id of a deal,
/// currency and sum of a purchase, the outcome of a call.
fn question(rows: Axis, across: Option<Axis>, value: Valued) -> String {
    let noun = value.noun();
    let (row, joins) = key(rows, noun, "a");
    let (column, more) =
        across.map_or_else(|| ("NULL".to_owned(), String::new()), |axis| key(axis, noun, "b"));
    let (decides, from, only) = match noun {
        Noun::Customer => ("n.id", "customer AS n".to_owned(), "n.unlisted IS NULL".to_owned()),
        Noun::Deal => (
            "n.customer, n.stage, n.pipeline, coalesce(nullif(n.closed_on, ''), n.close_on), n.id",
            "deal AS n".to_owned(),
            "n.gone IS NULL".to_owned(),
        ),
        Noun::Purchase => (
            "n.customer, n.currency, n.total",
            format!(
                "(SELECT *, {TOTAL} AS total FROM purchase WHERE gone IS NULL AND at >= ?1 AND at < ?2) AS n"
            ),
            format!("n.total BETWEEN -{LARGEST} AND {LARGEST}"),
        ),
        _ => (
            "n.customer, n.outcome",
            "activity AS n".to_owned(),
            "n.gone IS NULL AND n.kind = 'call' AND n.direction IS NOT 'in' AND n.at >= ?1 AND n.at < ?2"
                .to_owned(),
        ),
    };
    format!(
        "SELECT {row}, {column}, {decides} FROM {from} {joins} {more}
         WHERE {only} AND ?1 <= ?2 AND ?3 IS NOT NULL"
    )
}

/// What a record holds, or of what hangs on a counted customer each thing once, and the join it takes; of
/// what its customer holds nothing, for that is looked up.
fn key(axis: Axis, counted: Noun, alias: &str) -> (String, String) {
    let noun = axis.noun();
    if noun == counted {
        return (held(axis, "n").0, String::new());
    }
    if noun == Noun::Customer {
        return ("NULL".to_owned(), String::new());
    }
    let (value, bare) = held(axis, "o");
    let join = format!(
        " LEFT JOIN (SELECT DISTINCT {WHO} AS who, {value} AS held
          FROM {} AS o JOIN customer AS c ON c.id = o.customer WHERE o.gone IS NULL AND {bare} IS NOT NULL) AS {alias}
          ON {alias}.who = n.id",
        noun.table()
    );
    (format!("{alias}.held"), join)
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
                kind if kind.is_number() || kind == Kind::Ref => bare.clone(),
                _ => format!("nullif({bare}, '')"),
            };
            (value, bare)
        }
    }
}
