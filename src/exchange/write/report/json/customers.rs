//! What customers bought, for programs: each with its marks, and sales laid apart.

use chrono::NaiveDate;
use serde_json::{Map, Value as Json, json};

use super::amounts;
use crate::domain::report::{CustomerFigures, SalesFigures};
use crate::domain::sales::Sold;
use crate::domain::sums::bounded;
use crate::domain::worth::{Rfm, Worth};
use crate::domain::{Id, Value};
use crate::store::{Desk, Result};

pub(super) fn json(desk: &Desk, of: &CustomerFigures) -> Result<Json> {
    let shown = of.bought.worths.iter().take(of.shown);
    let rows = shown.map(|worth| row(desk, of, worth)).collect::<Result<Vec<_>>>()?;
    let mut map = Map::new();
    map.insert("report".into(), json!("customers"));
    map.insert("today".into(), json!(of.today.to_string()));
    map.insert("count".into(), json!(of.bought.worths.len()));
    map.extend(amounts("net", &of.bought.net()));
    map.insert("customers".into(), Json::Array(rows));
    map.insert("cuts".into(), cuts_json(of));
    map.insert("rfm".into(), grid(of));
    map.insert("where".into(), json!(of.names.line));
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

/// How many have each mark of recency and each of frequency; those that nobody has are left out.
fn grid(of: &CustomerFigures) -> Json {
    let rows =
        (1..).zip(of.grid.iter()).flat_map(|(r, counts)| (1..).zip(counts).map(move |(f, n)| (r, f, *n)));
    let some = rows.filter(|(.., customers)| *customers > 0);
    some.map(|(r, f, customers): (u8, u8, u64)| json!({ "r": r, "f": f, "customers": customers })).collect()
}

fn row(desk: &Desk, of: &CustomerFigures, worth: &Worth) -> Result<Json> {
    let code = desk.line(worth.customer)?.map(|line| line.code).unwrap_or_default();
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

pub(super) fn sales(of: &SalesFigures) -> Json {
    let row = |(key, sold): &(Value, Sold)| {
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
    json!({ "report": "customers", "by": of.by.1, "where": of.names.line, "rows": rows })
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
