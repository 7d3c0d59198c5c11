//! Who meets what a filter asks of the book itself: a field, what was bought, what it comes to.
//!
//! Rows come from SQL and are judged by `domain::query`; a group of customers that are one is its
//! face. What was found is kept until the next commit or the next day, for a line is typed key by key.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::open::Desk;
use super::{Result, columns};
use crate::domain::credit::{Credit, HOME};
use crate::domain::query::{About, Asked, CREDIT, Measure, Sort};
use crate::domain::question::code_id;
use crate::domain::sales::While;
use crate::domain::sums::Sums;
use crate::domain::worth::{Cuts, Worth};
use crate::domain::{Field, Id, Kind, Noun, Value, quantity};
use crate::search::Moment;

/// So many questions are kept with their answers.
const KEPT: usize = 8;

/// By customer the currency and the value they are ordered by.
type Values = HashMap<Id, (String, Value)>;

/// Customers.
pub(super) type Customers = Arc<HashSet<Id>>;

/// Questions answered already.
#[derive(Debug, Default)]
pub(super) struct Answered(Vec<(Moment, NaiveDate, Asked, Customers)>);

impl Answered {
    /// Whoever meets a question, asked now.
    pub(super) fn meeting(
        &mut self,
        desk: &Desk,
        asked: &Asked,
        at: Moment,
        now: DateTime<FixedOffset>,
    ) -> Result<Customers> {
        let today = now.date_naive();
        self.0.retain(|(then, day, ..)| (*then, *day) == (at, today));
        if let Some((.., customers)) = self.0.iter().find(|(.., known, _)| known == asked) {
            return Ok(Arc::clone(customers));
        }
        let customers = Arc::new(desk.meeting(asked, now)?);
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push((at, today, asked.clone(), Arc::clone(&customers)));
        Ok(customers)
    }
}

/// Whom a list shows a row of a customer under.
const WHO: &str = "CASE WHEN c.unlisted IS NULL THEN c.id ELSE c.face END";

impl Desk {
    /// Whoever meets a question.
    pub(super) fn meeting(&self, asked: &Asked, now: DateTime<FixedOffset>) -> Result<HashSet<Id>> {
        match asked.about {
            About::Field(noun, field) => self.whose(asked, now, &rows_of(noun, field), |value| value),
            About::Own(field, kind) => {
                let sql = rows_of_own(field);
                self.whose(asked, now, &sql, |value| of_kind(kind, value))
            }
            About::Bought => self.whose(asked, now, &rows_of_bought(), |value| value),
            About::Answer(code) => self.whose(asked, now, &self.rows_of_answers(code)?, |value| value),
            About::Visited => self.whose(asked, now, &rows_of_visits(), |value| value),
            About::Event(state) => self.whose(asked, now, &rows_of_event(state), |value| value),
            About::Inquiries { complaints } => {
                self.whose(asked, now, &rows_of_inquiries(complaints), |value| value)
            }
            About::Worth(measure) => self.worth_so_much(asked, measure, now),
            About::Credit => {
                let meets = |(id, value): (Id, Value)| asked.meets(&value, "", now).then_some(id);
                Ok(self.credits()?.into_iter().filter_map(meets).collect())
            }
        }
    }

    /// The same customers by what the line orders them by, those with nothing last; equals stay as
    /// they came, and amounts of one currency stay together.
    pub(super) fn ordered(
        &self,
        mut customers: Vec<Id>,
        sort: Sort,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Id>> {
        let values = match sort.about {
            About::Field(noun, field) => self.values(&rows_of(noun, field), sort.down, |value| value)?,
            About::Own(field, kind) => {
                self.values(&rows_of_own(field), sort.down, |value| of_kind(kind, value))?
            }
            About::Bought => self.values(&rows_of_bought(), sort.down, |value| value)?,
            About::Answer(code) => self.values(&self.rows_of_answers(code)?, sort.down, |value| value)?,
            About::Visited => self.values(&rows_of_visits(), sort.down, |value| value)?,
            About::Event(state) => self.values(&rows_of_event(state), sort.down, |value| value)?,
            About::Inquiries { complaints } => {
                self.values(&rows_of_inquiries(complaints), sort.down, |value| value)?
            }
            About::Worth(measure) => self.measures(measure, now)?,
            About::Credit => {
                let one = |(id, value)| (id, (String::new(), value));
                self.credits()?.into_iter().map(one).collect()
            }
        };
        customers.sort_by(|one, other| match (values.get(one), values.get(other)) {
            (Some((currency, value)), Some((theirs, other))) => {
                currency.cmp(theirs).then_with(|| if sort.down { other.cmp(value) } else { value.cmp(other) })
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        Ok(customers)
    }

    /// By customer the first of the values its rows hold, or the last.
    fn values(&self, sql: &str, last: bool, kept_as: impl Fn(Value) -> Value) -> Result<Values> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Values::new();
        while let Some(row) = rows.next()? {
            let Some(who) = row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes) else { continue };
            let value = kept_as(columns::value(row, 1)?);
            if value.is_null() {
                continue;
            }
            let held = (row.get::<_, Option<String>>(2)?.unwrap_or_default(), value);
            let first = found.entry(who).or_insert_with(|| held.clone());
            if (held > *first) == last {
                *first = held;
            }
        }
        Ok(found)
    }

    /// How open deals of everybody with a credit limit stand to it.
    fn credits(&self) -> Result<Vec<(Id, Value)>> {
        let limited = "SELECT DISTINCT coalesce(c.face, c.id) FROM customer AS c
                       WHERE c.credit_limit IS NOT NULL AND c.gone IS NULL";
        let mut statement = self.conn.prepare_cached(limited)?;
        let ids: Vec<Id> = statement
            .query_map([], |row| row.get(0).map(Id::from_bytes))?
            .collect::<rusqlite::Result<_>>()?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let pipelines = self.pipelines()?;
        let mut open: HashMap<Id, Sums> = HashMap::new();
        for deal in self.deals()?.iter().filter(|deal| pipelines.open(deal)) {
            if let (Some(whose), Some(minor)) = (deal.customer, deal.amount) {
                let whose = super::group::face(&self.conn, whose)?;
                let currency = if deal.currency.is_empty() { HOME } else { &deal.currency };
                open.entry(whose).or_default().add(currency, minor.into());
            }
        }
        let mut stand = Vec::with_capacity(ids.len());
        for id in ids {
            let members = super::group::members(&self.conn, id)?;
            let Some(customer) = super::newest::customer(&self.conn, &members)? else { continue };
            let Some(credit) = Credit::of(&customer, open.remove(&id).unwrap_or_default(), HOME) else {
                continue;
            };
            let code = CREDIT[usize::from(credit.over().is_none())];
            stand.push((id, Value::Text(code.to_owned())));
        }
        Ok(stand)
    }

    fn measures(&self, measure: Measure, now: DateTime<FixedOffset>) -> Result<Values> {
        let (worths, cuts) = self.worths(now)?;
        let today = now.date_naive();
        let most = |worth: &Worth| {
            let all = measured(worth, measure, &cuts, today).into_iter();
            all.filter(|(value, _)| !value.is_null()).max()
        };
        let held =
            |worth: &Worth| Some((worth.customer, most(worth).map(|(value, currency)| (currency, value))?));
        Ok(worths.iter().filter_map(held).collect())
    }

    pub(super) fn worths(&self, now: DateTime<FixedOffset>) -> Result<(Vec<Worth>, Cuts)> {
        let zone = i64::from(now.offset().local_minus_utc()) / 60;
        let worths = self.bought(While { from: i64::MIN, to: i64::MAX, zone })?.worths;
        let cuts = Cuts::of(&worths, now.date_naive());
        Ok((worths, cuts))
    }

    /// Whose rows hold something that meets it; each row is whose it is, the value and its currency.
    fn whose(
        &self,
        asked: &Asked,
        now: DateTime<FixedOffset>,
        sql: &str,
        kept_as: impl Fn(Value) -> Value,
    ) -> Result<HashSet<Id>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut found = HashSet::new();
        let mut judged: HashMap<Value, bool> = HashMap::new();
        while let Some(row) = rows.next()? {
            let Some(who) = row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes) else { continue };
            if found.contains(&who) {
                continue;
            }
            let value = columns::value(row, 1)?;
            let meets = if let Some(&known) = judged.get(&value) {
                known
            } else {
                let currency: Option<String> = row.get(2)?;
                let currency = currency.unwrap_or_default();
                let meets = asked.meets(&kept_as(value.clone()), &currency, now);
                if currency.is_empty() && judged.len() < FEW {
                    judged.insert(value, meets);
                }
                meets
            };
            if meets {
                found.insert(who);
            }
        }
        Ok(found)
    }

    /// The newest answers to every question of a code.
    fn rows_of_answers(&self, code: Id) -> Result<String> {
        let surveys = self.surveys()?;
        let questions = surveys.iter().flat_map(|survey| &survey.questions);
        let ids: Vec<String> =
            questions.filter(|one| code_id(&one.code) == code).map(|one| blob(one.id)).collect();
        Ok(format!(
            "SELECT {WHO}, CASE WHEN n.choice IS NULL THEN coalesce(n.score, n.text) ELSE n.choice END, NULL
             FROM answer AS n JOIN customer AS c ON c.id = n.customer
             WHERE n.question IN ({}) AND n.gone IS NULL AND NOT EXISTS
                (SELECT 1 FROM answer AS o WHERE o.question = n.question AND o.customer = n.customer
                 AND o.gone IS NULL AND o.round > n.round)",
            ids.join(", ")
        ))
    }

    fn worth_so_much(
        &self,
        asked: &Asked,
        measure: Measure,
        now: DateTime<FixedOffset>,
    ) -> Result<HashSet<Id>> {
        let (worths, cuts) = self.worths(now)?;
        let today = now.date_naive();
        let meets = |worth: &&Worth| {
            let values = measured(worth, measure, &cuts, today);
            values.iter().any(|(value, currency)| asked.meets(value, currency, now))
        };
        Ok(worths.iter().filter(meets).map(|worth| worth.customer).collect())
    }
}

/// So many distinct values are judged once only.
const FEW: usize = 100_000;

fn rows_of(noun: Noun, field: &'static Field) -> String {
    let (table, name) = (noun.table(), field.name);
    let has_currency =
        field.kind == Kind::Money && noun.fields().iter().any(|field| field.name == "currency");
    let currency = if has_currency { "n.currency" } else { "NULL" };
    let whose = match noun {
        Noun::Customer => "customer AS n JOIN customer AS c ON c.id = n.id".to_owned(),
        _ => format!("{table} AS n JOIN customer AS c ON c.id = n.customer"),
    };
    // What was cancelled is not renewed.
    let runs =
        if (noun, name) == (Noun::Subscription, "renews_on") { "AND n.cancelled_on IS NULL" } else { "" };
    format!(
        "SELECT {WHO}, n.\"{name}\", {currency} FROM {whose} WHERE n.gone IS NULL AND n.\"{name}\" IS NOT NULL {runs}"
    )
}

fn rows_of_own(field: Id) -> String {
    format!(
        "SELECT {WHO}, coalesce(nullif(v.normal, ''), v.raw), NULL
         FROM custom_value AS v JOIN customer AS c ON c.id = v.customer
         WHERE v.field = {} AND v.gone IS NULL",
        blob(field)
    )
}

/// An id as SQL writes it.
fn blob(id: Id) -> String {
    format!("x'{:032x}'", u128::from_be_bytes(*id.as_bytes()))
}

fn rows_of_visits() -> String {
    format!(
        "SELECT {WHO}, coalesce(n.subject, '') || ' ' || coalesce(n.note, ''), NULL
         FROM activity AS n JOIN customer AS c ON c.id = n.customer WHERE n.kind = 'web' AND n.gone IS NULL"
    )
}

/// Events by name; of those in one state only, where one is said.
fn rows_of_event(state: &str) -> String {
    format!(
        "SELECT {WHO}, l.name, NULL
         FROM attendance AS n JOIN customer AS c ON c.id = n.customer JOIN call_list AS l ON l.id = n.event
         WHERE n.gone IS NULL AND l.gone IS NULL AND n.state IS NOT NULL AND '{state}' IN ('', n.state)"
    )
}

fn rows_of_bought() -> String {
    format!(
        "SELECT {WHO}, coalesce(p.product, '') || ' ' || coalesce(p.product_code, ''), NULL
         FROM purchase AS p JOIN customer AS c ON c.id = p.customer WHERE p.gone IS NULL"
    )
}

fn rows_of_inquiries(complaints: bool) -> String {
    let which = if complaints { "AND i.complaint = 1" } else { "" };
    format!(
        "SELECT {WHO}, CASE i.status WHEN 'done' THEN 'done' ELSE 'open' END, NULL
         FROM inquiry AS i JOIN customer AS c ON c.id = i.customer
         WHERE i.gone IS NULL AND i.status IS NOT NULL {which}"
    )
}

/// What a field of one's own holds, as a field of that kind would.
fn of_kind(kind: Kind, value: Value) -> Value {
    match kind {
        Kind::Quantity => quantity::read(value.text()).map_or(Value::Null, Value::Int),
        Kind::Flag => {
            if value.text() == "yes" {
                Value::Int(1)
            } else {
                Value::Null
            }
        }
        _ => value,
    }
}

/// What a measure comes to: of sums one a currency.
pub(super) fn measured(
    worth: &Worth,
    measure: Measure,
    cuts: &Cuts,
    today: NaiveDate,
) -> Vec<(Value, String)> {
    let number = |number: Option<i64>| vec![(number.map_or(Value::Null, Value::Int), String::new())];
    let count = |count: u64| number(i64::try_from(count).ok());
    let day = |day: Option<NaiveDate>| {
        vec![(day.map_or(Value::Null, |day| Value::Text(day.to_string())), String::new())]
    };
    let sums = |sums: &Sums| {
        let one = |(currency, minor): (&str, i128)| {
            (i64::try_from(minor).map_or(Value::Null, Value::Int), currency.to_owned())
        };
        sums.iter().map(one).collect()
    };
    let mark = |of: fn(crate::domain::worth::Rfm) -> i64| number(cuts.marks(worth, today).map(of));
    match measure {
        Measure::Rfm => mark(|marks| marks.number().into()),
        Measure::Recency => mark(|marks| marks.r.into()),
        Measure::Frequency => mark(|marks| marks.f.into()),
        Measure::Money => mark(|marks| marks.m.into()),
        Measure::Net => sums(&worth.net),
        Measure::Average => sums(&worth.average().unwrap_or_default()),
        Measure::Orders => count(worth.orders),
        Measure::Returns => count(worth.returns),
        Measure::Interval => number(worth.interval().and_then(|days| i64::try_from(days).ok())),
        Measure::Last => day(worth.last),
        Measure::First => day(worth.first),
        Measure::Expected => day(worth.expected()),
        Measure::Since => number(worth.recency(today)),
    }
}
