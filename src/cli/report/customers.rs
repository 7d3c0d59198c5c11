//! `salesdesk report customers`: what they bought, how lately, how often and for how much; for people
//! and for programs.

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::super::out::{self, Table};
use super::super::session::Session;
use super::asking::Days;
use super::pipeline::bounded;
use super::pipeline_json::amounts;
use super::text::{figure, paragraph};
use crate::domain::choices::OWN_FIELD;
use crate::domain::custom_field::{self, CustomField};
use crate::domain::sums::Sums;
use crate::domain::worth::{Cuts, Rfm, Worth};
use crate::domain::zone::zone;
use crate::domain::{Id, Kind, Noun, Value, amount, day};
use crate::i18n::format::sums as money;
use crate::i18n::{Text, field, label};
use crate::store::{Bought, Desk, Sold, SoldBy, While};

/// Rows of the table unless told.
const ROWS: usize = 30;

/// What customers bought: sales, RFM, the next order, cross-tables
#[derive(Args, Debug)]
pub(super) struct Customers {
    #[command(flatten)]
    days: Days,
    /// Lay sales apart by month, or a field of customers or purchases, one of your own too
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Customers {
    pub(super) fn run(&self, session: &Session, desk: &Desk) -> anyhow::Result<()> {
        let (asked, today) = self.asked(session)?;
        match &self.by {
            Some(given) => self.laid(session, desk, asked, given),
            None => self.each(session, desk, asked, today),
        }
    }

    /// The while, and the day from which days are counted back.
    fn asked(&self, session: &Session) -> anyhow::Result<(While, NaiveDate)> {
        let range = self.days.range(session)?;
        let here = *session.now.offset();
        let begins = |text: &String| text.parse().map(|date| day::begins(date, here).timestamp_millis()).ok();
        let from = range.from.as_ref().and_then(begins).unwrap_or(i64::MIN / 2);
        let to = range.to.as_ref().and_then(begins).map_or(i64::MAX / 2, |at| at.saturating_add(day::LENGTH));
        let last = range.to.as_ref().and_then(|text| text.parse().ok());
        Ok((While { from, to, zone: zone(session.now) }, last.unwrap_or_else(|| session.now.date_naive())))
    }

    fn each(&self, session: &Session, desk: &Desk, asked: While, today: NaiveDate) -> anyhow::Result<()> {
        let Bought { mut worths, nobodys, without_amount } = session.stored(desk.bought(asked))?;
        let cuts = Cuts::of(&worths, today);
        worths.sort_by(|a, b| b.net.largest().cmp(&a.net.largest()).then(a.customer.cmp(&b.customer)));
        let told = Told { worths, nobodys, without_amount, cuts, today };
        if session.json {
            return out::json(&told.json(session, desk, self.limit)?);
        }
        told.print(session, desk, self.limit.unwrap_or(ROWS))
    }

    fn laid(&self, session: &Session, desk: &Desk, asked: While, given: &str) -> anyhow::Result<()> {
        let by = sold_by(session, desk, given)?;
        let mut rows = session.stored(desk.sold_by(asked, by))?;
        rows.truncate(self.limit.unwrap_or(usize::MAX));
        if session.json {
            let rows = rows.iter().map(|(key, sold)| sold_json(session, desk, given, key, sold));
            let rows: Vec<Json> = rows.collect::<anyhow::Result<_>>()?;
            return out::json(&json!({ "report": "customers", "by": given, "rows": rows }));
        }
        print_laid(session, desk, (by, given), &rows)
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
        let own = custom_field::id_of(noun, given.trim_start_matches(OWN_FIELD));
        if session.stored(desk.get::<CustomField>(own))?.is_some_and(|field| !field.gone) {
            return Ok(SoldBy::Own(noun, own));
        }
    }
    let words = Text::NoSuchBy.fill(session.lang, &[("given", given)]);
    Err(super::super::exit::refuse(super::super::exit::Exit::Usage, words))
}

struct Told {
    worths: Vec<Worth>,
    nobodys: Option<Worth>,
    without_amount: u64,
    cuts: Cuts,
    today: NaiveDate,
}

impl Told {
    /// What everybody together bought.
    fn net(&self) -> Sums {
        let mut all = Sums::default();
        self.worths.iter().for_each(|worth| all.join(&worth.net));
        all
    }

    fn print(&self, session: &Session, desk: &Desk, most: usize) -> anyhow::Result<()> {
        let lang = session.lang;
        out::say(Text::ReportCustomers.words(lang))?;
        paragraph(Text::WorthDefinition.words(lang))?;
        out::say("")?;
        if self.worths.is_empty() {
            return out::say(Text::NoPurchases.words(lang));
        }
        let mut table = Table::with_numbers(1..8);
        let heads = [
            Text::ByCustomer,
            Text::ColumnNet,
            Text::ColumnOrders,
            Text::ColumnAverage,
            Text::ColumnLast,
            Text::ColumnEvery,
            Text::ColumnNext,
            Text::ColumnRfm,
        ];
        table.cells(heads.map(|head| head.words(lang).to_owned()));
        for worth in self.worths.iter().take(most) {
            table.cells(self.cells(session, desk, worth)?);
        }
        let total = [Text::Total.words(lang).to_owned(), money(&self.net())];
        table.cells(total);
        table.print()?;
        if self.worths.len() > most {
            let places = [("n", &*figure((self.worths.len() - most) as u64))];
            out::say(&Text::MoreRows.fill(lang, &places))?;
        }
        self.rest(session)
    }

    fn cells(&self, session: &Session, desk: &Desk, worth: &Worth) -> anyhow::Result<[String; 8]> {
        let date = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok([
            name(session, desk, worth.customer)?,
            money(&worth.net),
            figure(worth.orders),
            worth.average().map(|sums| money(&sums)).unwrap_or_default(),
            date(worth.last),
            worth
                .interval()
                .map(|days| Text::Days.fill(session.lang, &[("n", &days.to_string())]))
                .unwrap_or_default(),
            date(worth.expected()),
            self.marks(worth).map(|marks| marks.number().to_string()).unwrap_or_default(),
        ])
    }

    /// The cuts, and what stands in no row.
    fn rest(&self, session: &Session) -> anyhow::Result<()> {
        let lang = session.lang;
        let list = |numbers: &[String]| numbers.join(" · ");
        let days: Vec<String> = self.cuts.days.iter().rev().map(|days| format!("≤{days}")).collect();
        let orders: Vec<String> = self.cuts.orders.iter().map(|orders| format!(">{orders}")).collect();
        paragraph(&Text::CutDays.fill(lang, &[("cuts", &list(&days))]))?;
        paragraph(&Text::CutOrders.fill(lang, &[("cuts", &list(&orders))]))?;
        for (currency, cuts) in &self.cuts.money {
            let shown = cuts.map(|minor| format!(">{}", amount::show(bounded(minor), currency)));
            paragraph(&Text::CutMoney.fill(lang, &[("cuts", &list(&shown))]))?;
        }
        if let Some(nobodys) = &self.nobodys {
            let places = [("n", &*figure(nobodys.lines)), ("amount", &*money(&nobodys.net))];
            out::say(&Text::NobodysLines.fill(lang, &places))?;
        }
        if self.without_amount > 0 {
            out::say(&Text::LinesWithoutAmount.fill(lang, &[("n", &figure(self.without_amount))]))?;
        }
        Ok(())
    }

    fn marks(&self, worth: &Worth) -> Option<Rfm> {
        self.cuts.marks(worth, self.today)
    }

    fn json(&self, session: &Session, desk: &Desk, limit: Option<usize>) -> anyhow::Result<Json> {
        let shown = self.worths.iter().take(limit.unwrap_or(usize::MAX));
        let rows = shown.map(|worth| self.row(session, desk, worth)).collect::<anyhow::Result<Vec<_>>>()?;
        let mut map = Map::new();
        map.insert("report".into(), json!("customers"));
        map.insert("today".into(), json!(self.today.to_string()));
        map.insert("count".into(), json!(self.worths.len()));
        map.extend(amounts("net", &self.net()));
        map.insert("customers".into(), Json::Array(rows));
        map.insert("cuts".into(), self.cuts_json());
        let nobodys = self.nobodys.as_ref().map(|worth| {
            let mut map = Map::from_iter([("lines".to_owned(), json!(worth.lines))]);
            map.extend(amounts("net", &worth.net));
            map
        });
        map.insert("without_customer".into(), json!(nobodys));
        map.insert("without_amount".into(), json!(self.without_amount));
        Ok(Json::Object(map))
    }

    fn cuts_json(&self) -> Json {
        let money = self.cuts.money.iter();
        let money = money.map(|(currency, cuts)| json!({ "currency": currency, "minor": cuts.map(bounded) }));
        json!({ "days": self.cuts.days, "orders": self.cuts.orders, "money": money.collect::<Vec<_>>() })
    }

    fn row(&self, session: &Session, desk: &Desk, worth: &Worth) -> anyhow::Result<Json> {
        let line = session.stored(desk.line(worth.customer))?;
        let (name, code) = line.map(|line| (line.name, line.code)).unwrap_or_default();
        let date = |day: Option<NaiveDate>| json!(day.map(|day| day.to_string()));
        let marks = self.marks(worth);
        let mut map = Map::from_iter([
            ("customer".to_owned(), json!(worth.customer.to_string())),
            ("name".to_owned(), json!(name)),
            ("code".to_owned(), json!(code)),
            ("lines".to_owned(), json!(worth.lines)),
            ("orders".to_owned(), json!(worth.orders)),
            ("returns".to_owned(), json!(worth.returns)),
            ("first_on".to_owned(), date(worth.first)),
            ("last_on".to_owned(), date(worth.last)),
            ("recency_days".to_owned(), json!(worth.recency(self.today))),
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
}

fn name(session: &Session, desk: &Desk, customer: Id) -> anyhow::Result<String> {
    Ok(session.stored(desk.line(customer))?.map(|line| line.name).unwrap_or_default())
}

fn print_laid(
    session: &Session,
    desk: &Desk,
    (by, given): (SoldBy, &str),
    rows: &[(Value, Sold)],
) -> anyhow::Result<()> {
    let lang = session.lang;
    let title = match by {
        SoldBy::Customer(of) => field::label(Noun::Customer, of.name, lang),
        SoldBy::Purchase(of) => field::label(Noun::Purchase, of.name, lang),
        SoldBy::Own(..) => given,
        SoldBy::Month => Text::ByMonth.words(lang),
    };
    let mut table = Table::with_numbers(1..5);
    let heads = [Text::ColumnCustomers, Text::ColumnOrders, Text::ColumnLines, Text::ColumnNet];
    table.cells([title.to_owned()].into_iter().chain(heads.map(|head| head.words(lang).to_owned())));
    let mut all = Sums::default();
    for (key, sold) in rows {
        let said = said(session, desk, key)?;
        let said = if said.is_empty() { Text::NoneOfThem.words(lang).to_owned() } else { said };
        let [customers, orders, lines] = [sold.customers, sold.orders, sold.lines].map(figure);
        table.cells([said, customers, orders, lines, money(&sold.net)]);
        all.join(&sold.net);
    }
    table.cells([Text::Total.words(lang), "", "", ""].map(str::to_owned).into_iter().chain([money(&all)]));
    table.print()
}

fn sold_json(session: &Session, desk: &Desk, by: &str, key: &Value, sold: &Sold) -> anyhow::Result<Json> {
    let mut map = Map::from_iter([
        (by.to_owned(), json!(said(session, desk, key)?)),
        ("customers".to_owned(), json!(sold.customers)),
        ("orders".to_owned(), json!(sold.orders)),
        ("lines".to_owned(), json!(sold.lines)),
    ]);
    map.extend(amounts("net", &sold.net));
    Ok(Json::Object(map))
}

/// A key in words: a rep's or a customer's name, a code's label, or itself.
fn said(session: &Session, desk: &Desk, key: &Value) -> anyhow::Result<String> {
    Ok(match key {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) if session.json => text.clone(),
        Value::Text(text) => label::choice(text, session.lang).to_owned(),
        Value::Ref(bytes) => {
            let id = Id::from_bytes(*bytes);
            let rep = session.stored(desk.rep_name(Some(id)))?;
            if rep.is_empty() { name(session, desk, id)? } else { rep }
        }
    })
}
