//! `salesdesk report customers`: what they bought, how lately, how often and for how much; for people
//! and for programs.

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::super::exit::{Exit, refuse};
use super::super::session::Session;
use super::asking::{Days, one_day_of};
use super::pipeline_json::amounts;
use crate::domain::choices::OWN_FIELD;
use crate::domain::custom_field;
use crate::domain::report::{CustomerFigures, Figures, SalesFigures};
use crate::domain::sales::SoldBy;
use crate::domain::sums::bounded;
use crate::domain::worth::{Rfm, Worth};
use crate::domain::{Id, Kind, Noun, Value};
use crate::i18n::Text;
use crate::store::Desk;

/// Rows of the table unless told.
const ROWS: usize = 30;

/// What customers bought: sales, RFM, the next order, cross-tables
#[derive(Args, Debug)]
pub(super) struct Customers {
    #[command(flatten)]
    days: Days,
    /// As it was at the end of that day: lines from later are left out
    #[arg(long, value_name = "DATE", conflicts_with = "to")]
    as_of: Option<String>,
    /// Lay sales apart by month, or a field of customers or purchases, one of your own too
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Customers {
    pub(super) fn figures(&self, session: &Session, desk: &Desk) -> anyhow::Result<Figures> {
        let mut range = self.days.range(session)?;
        if let Some(given) = &self.as_of {
            range.to = Some(one_day_of("as-of", given)?.to_string());
        }
        if let Some(given) = &self.by {
            let by = (sold_by(session, desk, given)?, given.clone());
            let most = self.limit.unwrap_or(usize::MAX);
            return Ok(Figures::Sales(session.stored(desk.sales_figures(range, by, most, session.now))?));
        }
        let shown = self.limit.unwrap_or(if session.json { usize::MAX } else { ROWS });
        Ok(Figures::Customers(session.stored(desk.customer_figures(range, shown, session.now))?))
    }
}

/// What a word of `--by` means.
fn sold_by(session: &Session, desk: &Desk, given: &str) -> anyhow::Result<SoldBy> {
    let named = |noun: Noun, name: &str| {
        noun.fields().iter().find(|field| field.name == name && field.kind != Kind::Long && field.code > 0)
    };
    if given == "month" {
        return Ok(SoldBy::Month);
    }
    let bare = given.strip_prefix("purchase.");
    if let Some(field) = bare.or(Some(given)).and_then(|name| named(Noun::Purchase, name))
        && (bare.is_some() || named(Noun::Customer, given).is_none())
    {
        return Ok(SoldBy::Purchase(field));
    }
    if let Some(field) = named(Noun::Customer, given.trim_start_matches("customer.")) {
        return Ok(SoldBy::Customer(field));
    }
    for noun in [Noun::Customer, Noun::Person, Noun::Purchase] {
        let fields = session.stored(desk.own_fields(noun))?;
        if let Some(own) = custom_field::called(&fields, given.trim_start_matches(OWN_FIELD)) {
            return Ok(SoldBy::Own(noun, own.id));
        }
    }
    let words = Text::NoSuchBy.fill(session.lang, &[("given", given)]);
    Err(refuse(Exit::Usage, words))
}

pub(super) fn customers_json(session: &Session, desk: &Desk, of: &CustomerFigures) -> anyhow::Result<Json> {
    let shown = of.bought.worths.iter().take(of.shown);
    let rows = shown.map(|worth| row(session, desk, of, worth)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut map = Map::new();
    map.insert("report".into(), json!("customers"));
    map.insert("today".into(), json!(of.today.to_string()));
    map.insert("count".into(), json!(of.bought.worths.len()));
    map.extend(amounts("net", &of.bought.net()));
    map.insert("customers".into(), Json::Array(rows));
    map.insert("cuts".into(), cuts_json(of));
    let nobodys = of.bought.nobodys.as_ref().map(|worth| {
        let mut map = Map::from_iter([("lines".to_owned(), json!(worth.lines))]);
        map.extend(amounts("net", &worth.net));
        map
    });
    map.insert("without_customer".into(), json!(nobodys));
    map.insert("without_amount".into(), json!(of.bought.without_amount));
    Ok(Json::Object(map))
}

fn cuts_json(of: &CustomerFigures) -> Json {
    let money = of.cuts.money.iter();
    let money = money.map(|(currency, cuts)| json!({ "currency": currency, "minor": cuts.map(bounded) }));
    json!({ "days": of.cuts.days, "orders": of.cuts.orders, "money": money.collect::<Vec<_>>() })
}

fn row(session: &Session, desk: &Desk, of: &CustomerFigures, worth: &Worth) -> anyhow::Result<Json> {
    let code = session.stored(desk.line(worth.customer))?.map(|line| line.code).unwrap_or_default();
    let name = of.names.of(worth.customer);
    let date = |day: Option<NaiveDate>| json!(day.map(|day| day.to_string()));
    let marks = of.cuts.marks(worth, of.today);
    let mut map = Map::from_iter([
        ("customer".to_owned(), json!(worth.customer.to_string())),
        ("name".to_owned(), json!(name)),
        ("code".to_owned(), json!(code)),
        ("lines".to_owned(), json!(worth.lines)),
        ("orders".to_owned(), json!(worth.orders)),
        ("returns".to_owned(), json!(worth.returns)),
        ("first_on".to_owned(), date(worth.first)),
        ("last_on".to_owned(), date(worth.last)),
        ("recency_days".to_owned(), json!(worth.recency(of.today))),
        ("interval_days".to_owned(), json!(worth.interval())),
        ("expected_on".to_owned(), date(worth.expected())),
        ("r".to_owned(), json!(marks.map(|marks| marks.r))),
        ("f".to_owned(), json!(marks.map(|marks| marks.f))),
        ("m".to_owned(), json!(marks.map(|marks| marks.m))),
        ("rfm".to_owned(), json!(marks.map(Rfm::number))),
    ]);
    map.extend(amounts("gross", &worth.gross));
    map.extend(amounts("net", &worth.net));
    map.extend(amounts("average", &worth.average().unwrap_or_default()));
    Ok(Json::Object(map))
}

pub(super) fn sales_json(of: &SalesFigures) -> Json {
    let row = |(key, sold): &(Value, crate::domain::sales::Sold)| {
        let mut map = Map::from_iter([
            (of.by.1.clone(), json!(said(of, key))),
            ("customers".to_owned(), json!(sold.customers)),
            ("orders".to_owned(), json!(sold.orders)),
            ("lines".to_owned(), json!(sold.lines)),
        ]);
        map.extend(amounts("net", &sold.net));
        Json::Object(map)
    };
    let rows: Vec<Json> = of.rows.iter().map(row).collect();
    json!({ "report": "customers", "by": of.by.1, "rows": rows })
}

/// A key as it is kept; a rep or a customer by name.
fn said(of: &SalesFigures, key: &Value) -> String {
    match key {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Ref(bytes) => of.names.ids.get(&Id::from_bytes(*bytes)).cloned().unwrap_or_default(),
    }
}
