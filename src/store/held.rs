//! What customers hold, as a filter asks for it: fields, what was bought, what it comes to.
//!
//! Every row is whose it is, the value and its currency; a group of customers that are one is its face.
//! Nothing is judged here: see [`asked`](super::asked).

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::group::{self, Shown, WHO};
use super::open::Desk;
use super::{Result, columns};
use crate::domain::credit::Credit;
use crate::domain::query::{About, CREDIT, Measure};
use crate::domain::question::code_id;
use crate::domain::sales::While;
use crate::domain::sums::Sums;
use crate::domain::worth::{Cuts, Worth};
use crate::domain::{Field, Id, Kind, Noun, Record as _, Value, deal};

/// What all rows of customers who are one have in common.
const ONE: &str = "coalesce(c.face, c.id)";

/// What takes one thing that is held: whose it is, the value, and its currency where one is written.
pub(super) type Each<'a> = &'a mut dyn FnMut(Id, Value, String);

impl Desk {
    /// Hands over everything customers hold of what is asked about.
    pub(super) fn each_held(&self, about: About, now: DateTime<FixedOffset>, each: Each<'_>) -> Result<()> {
        let shown = Shown::read(&self.conn)?;
        let sql = match about {
            About::Worth(measure) => return self.each_measure(measure, now, each),
            About::Credit => {
                self.credits()?.into_iter().for_each(|(id, value)| each(id, value, String::new()));
                return Ok(());
            }
            About::Field(Noun::Deal, field) if field.code == deal::field::amount => {
                return self.each_amount(&shown, each);
            }
            About::Field(Noun::Customer, field) => return self.each_of_customers(&shown, field, each),
            About::Field(noun, field) => rows_of(noun, field),
            About::Own(field, _) => rows_of_own(field),
            About::Bought => BOUGHT.to_owned(),
            About::Answer(code) => self.rows_of_answers(code)?,
            About::Visited => VISITS.to_owned(),
            About::Event(state) => rows_of_event(state),
            About::Inquiries { complaints } => rows_of_inquiries(complaints),
        };
        self.each_row(&sql, &shown, each)
    }

    fn each_row(&self, sql: &str, shown: &Shown, each: Each<'_>) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let customer = row.get::<_, Option<[u8; 16]>>(0)?.map(Id::from_bytes);
            if let Some(who) = customer.and_then(|customer| shown.of(customer)) {
                each(who, columns::value(row, 1)?, row.get::<_, Option<String>>(2)?.unwrap_or_default());
            }
        }
        Ok(())
    }

    /// What customers hold themselves; of a group what shows of it.
    fn each_of_customers(&self, shown: &Shown, field: &'static Field, each: Each<'_>) -> Result<()> {
        let wholes = group::wholes(&self.conn)?;
        self.each_row(&rows_of(Noun::Customer, field), shown, &mut |who, value, currency| {
            if !wholes.contains_key(&who) {
                each(who, value, currency);
            }
        })?;
        for (face, whole) in wholes {
            let value = whole.get(field.code);
            if !value.is_null() {
                each(face, value, whole.currency);
            }
        }
        Ok(())
    }

    /// Amounts of deals, those that come from their lines too.
    fn each_amount(&self, shown: &Shown, each: Each<'_>) -> Result<()> {
        for deal in self.deals()? {
            let whose = deal.customer.and_then(|customer| shown.of(customer));
            if let (Some(who), Some(minor)) = (whose, deal.amount) {
                each(who, Value::Int(minor), deal.currency);
            }
        }
        Ok(())
    }

    /// What a measure comes to, of sums once a currency.
    fn each_measure(&self, measure: Measure, now: DateTime<FixedOffset>, each: Each<'_>) -> Result<()> {
        let (worths, cuts) = self.worths(now)?;
        for worth in &worths {
            for (value, currency) in measured(worth, measure, &cuts, now.date_naive()) {
                each(worth.customer, value, currency);
            }
        }
        Ok(())
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
                let whose = group::face(&self.conn, whose)?;
                open.entry(whose).or_default().add(self.spoken(&deal.currency), minor.into());
            }
        }
        let mut stand = Vec::with_capacity(ids.len());
        for id in ids {
            let members = group::members(&self.conn, id)?;
            let Some(customer) = super::newest::customer(&self.conn, &members)? else { continue };
            let stands = open.remove(&id).unwrap_or_default();
            let Some(credit) = Credit::of(&customer, stands, &self.home) else { continue };
            let code = CREDIT[usize::from(credit.over().is_none())];
            stand.push((id, Value::Text(code.to_owned())));
        }
        Ok(stand)
    }

    pub(super) fn worths(&self, now: DateTime<FixedOffset>) -> Result<(Vec<Worth>, Cuts)> {
        let zone = i64::from(now.offset().local_minus_utc()) / 60;
        let worths = self.bought(While { from: i64::MIN, to: i64::MAX, zone })?.worths;
        let cuts = Cuts::of(&worths, now.date_naive());
        Ok((worths, cuts))
    }

    /// The newest answers to every question of a code.
    fn rows_of_answers(&self, code: Id) -> Result<String> {
        let surveys = self.surveys()?;
        let questions = surveys.iter().flat_map(|survey| &survey.questions);
        let ids: Vec<String> =
            questions.filter(|one| code_id(&one.code) == code).map(|one| blob(one.id)).collect();
        Ok(format!(
            "SELECT who, said, NULL FROM
                (SELECT {WHO} AS who,
                    CASE WHEN n.choice IS NULL THEN coalesce(n.score, n.text) ELSE n.choice END AS said,
                    row_number() OVER (PARTITION BY n.question, {ONE}
                        ORDER BY n.round DESC, n.at DESC, n.id DESC) AS nth
                 FROM answer AS n JOIN customer AS c ON c.id = n.customer
                 WHERE n.question IN ({}) AND n.gone IS NULL)
             WHERE nth = 1",
            ids.join(", ")
        ))
    }
}

fn rows_of(noun: Noun, field: &'static Field) -> String {
    let (table, value) = (noun.table(), column(noun, field));
    let currency = if field.kind == Kind::Money { currency(noun) } else { "NULL" };
    let who = if noun == Noun::Customer { "id" } else { "customer" };
    format!(
        "SELECT n.{who}, {value}, {currency} FROM {table} AS n WHERE n.gone IS NULL AND {value} IS NOT NULL"
    )
}

/// What a row `n` holds in a field, as a question takes it: what was cancelled is not renewed.
pub(super) fn column(noun: Noun, field: &Field) -> String {
    match (noun, field.name) {
        (Noun::Subscription, "renews_on") => {
            "CASE WHEN n.cancelled_on IS NULL THEN n.renews_on END".to_owned()
        }
        (_, name) => format!("n.\"{name}\""),
    }
}

/// Where a row `n` says in what currency it is.
pub(super) fn currency(noun: Noun) -> &'static str {
    if noun.fields().iter().any(|field| field.name == "currency") { "n.currency" } else { "NULL" }
}

fn rows_of_own(field: Id) -> String {
    format!(
        "SELECT v.customer, coalesce(nullif(v.normal, ''), v.raw), NULL
         FROM custom_value AS v WHERE v.field = {} AND v.gone IS NULL",
        blob(field)
    )
}

/// An id as SQL writes it.
fn blob(id: Id) -> String {
    format!("x'{:032x}'", u128::from_be_bytes(*id.as_bytes()))
}

/// Visits of addresses on the web.
const VISITS: &str = "SELECT customer, coalesce(subject, '') || ' ' || coalesce(note, ''), NULL
    FROM activity WHERE kind = 'web' AND gone IS NULL";
/// Products by name and code.
const BOUGHT: &str = "SELECT customer, coalesce(product, '') || ' ' || coalesce(product_code, ''), NULL
    FROM purchase WHERE gone IS NULL";

/// Events by name; of those in one state only, where one is said.
fn rows_of_event(state: &str) -> String {
    format!(
        "SELECT who, name, NULL FROM
            (SELECT {WHO} AS who, l.name AS name, n.state AS state,
                row_number() OVER (PARTITION BY n.event, {ONE}, n.person ORDER BY n.at DESC, n.id DESC) AS nth
             FROM attendance AS n JOIN customer AS c ON c.id = n.customer
             JOIN call_list AS l ON l.id = n.event
             WHERE n.gone IS NULL AND l.gone IS NULL AND n.state IS NOT NULL)
         WHERE nth = 1 AND '{state}' IN ('', state)"
    )
}

fn rows_of_inquiries(complaints: bool) -> String {
    let which = if complaints { "AND complaint = 1" } else { "" };
    format!(
        "SELECT customer, CASE status WHEN 'done' THEN 'done' ELSE 'open' END, NULL
         FROM inquiry WHERE gone IS NULL AND status IS NOT NULL {which}"
    )
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
