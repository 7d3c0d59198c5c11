//! What customers bought, with their marks; and what was sold, laid apart.

use super::grid::grid;
use super::pipeline::sums;
use super::shown::counted;
use super::{customers_of, heads, or_none, period};
use crate::domain::report::{CustomerFigures, Document, Figure, Names, SalesFigures, Section, share};
use crate::domain::sales::SoldBy;
use crate::domain::sums::bounded;
use crate::domain::worth::Worth;
use crate::domain::{Id, Noun, Value, amount};
use crate::i18n::{Lang, Text, field, format, label};

/// Customers by what they bought.
pub(super) fn customers(of: &CustomerFigures, lang: Lang) -> Document {
    let mut document = Document {
        code: "customers",
        title: Text::ReportCustomers.words(lang).to_owned(),
        period: period(&of.range, lang),
        definitions: vec![Text::WorthDefinition.words(lang).to_owned()],
        narrowed: customers_of(&of.names.line, lang).into_iter().collect(),
        empty: nothing(of.ever).words(lang).to_owned(),
        ..Document::default()
    };
    if !of.bought.worths.is_empty() {
        document.sections.extend(grid(of, lang));
        document.sections.push(each(of, lang));
    }
    document
}

/// What is said where nobody bought: whether nobody ever did, or not as asked.
const fn nothing(ever: bool) -> Text {
    if ever { Text::NoPurchasesThen } else { Text::NoPurchases }
}

fn each(of: &CustomerFigures, lang: Lang) -> Section {
    let columns = [
        ("customer", Text::ByCustomer),
        ("net", Text::ColumnNet),
        ("orders", Text::ColumnOrders),
        ("average", Text::ColumnAverage),
        ("last_on", Text::ColumnLast),
        ("interval", Text::ColumnEvery),
        ("expected_on", Text::ColumnNext),
        ("rfm", Text::ColumnRfm),
    ];
    let mut section = Section::of("customers", heads(columns, lang));
    for worth in of.bought.worths.iter().take(of.shown) {
        section.row(cells(of, worth));
    }
    section.total([Figure::words(Text::Total.words(lang)), sums(of.bought.net())]);
    let more = of.bought.worths.len().saturating_sub(of.shown);
    if more > 0 {
        section.notes.push(Text::MoreRows.fill(lang, &[("n", &counted(more as u64))]));
    }
    section.notes.extend(cuts(of, lang));
    section.notes.extend(beside(of, lang));
    section
}

fn cells(of: &CustomerFigures, worth: &Worth) -> [Figure; 8] {
    let date =
        |day: Option<chrono::NaiveDate>| Figure::Date(day.map(|day| day.to_string()).unwrap_or_default());
    let interval = worth.interval().and_then(|days| i64::try_from(days).ok());
    let marks = of.cuts.marks(worth, of.today).map(|marks| Figure::Count(marks.number().into()));
    [
        Figure::Words(of.names.of(worth.customer)),
        sums(worth.net.clone()),
        Figure::Count(worth.orders),
        sums(worth.average().unwrap_or_default()),
        date(worth.last),
        interval.map_or(Figure::Nothing, Figure::Days),
        date(worth.expected()),
        marks.unwrap_or_default(),
    ]
}

/// Where the marks part.
fn cuts(of: &CustomerFigures, lang: Lang) -> Vec<String> {
    let list = |numbers: &[String]| numbers.join(" / ");
    let days: Vec<String> = of.cuts.days.iter().rev().map(|days| format!("<{days}")).collect();
    let orders: Vec<String> = of.cuts.orders.iter().map(|orders| format!(">{orders}")).collect();
    let mut notes = vec![
        Text::CutDays.fill(lang, &[("cuts", &list(&days))]),
        Text::CutOrders.fill(lang, &[("cuts", &list(&orders))]),
    ];
    for (currency, cuts) in &of.cuts.money {
        let shown = cuts.map(|minor| format!(">{}", amount::show(bounded(minor), currency)));
        notes.push(Text::CutMoney.fill(lang, &[("cuts", &list(&shown))]));
    }
    notes
}

/// What stands in no row.
fn beside(of: &CustomerFigures, lang: Lang) -> Vec<String> {
    let nobodys = of.bought.nobodys.as_ref().map(|nobodys| {
        let places = [("n", &*counted(nobodys.lines)), ("amount", &*format::sums(&nobodys.net))];
        Text::NobodysLines.fill(lang, &places)
    });
    let without = (of.bought.without_amount > 0)
        .then(|| Text::LinesWithoutAmount.fill(lang, &[("n", &counted(of.bought.without_amount))]));
    nobodys.into_iter().chain(without).collect()
}

/// What was sold, a row for each key.
pub(super) fn sales(of: &SalesFigures, lang: Lang) -> Document {
    let title = match of.by.0 {
        SoldBy::Customer(by) => field::label(Noun::Customer, by.name, lang).to_owned(),
        SoldBy::Purchase(by) => field::label(Noun::Purchase, by.name, lang).to_owned(),
        SoldBy::Own(_, own) => of.names.of(own),
        SoldBy::Month => Text::ByMonth.words(lang).to_owned(),
    };
    let columns = [
        ("customers", Text::ColumnCustomers),
        ("orders", Text::ColumnOrders),
        ("lines", Text::ColumnLines),
        ("net", Text::ColumnNet),
    ];
    let columns = heads(columns, lang).map(|(code, head)| (code.to_owned(), head));
    let mut section = Section::of("rows", [(of.by.1.clone(), title)].into_iter().chain(columns));
    let most = of.rows.iter().map(|(_, sold)| sold.net.largest()).max().unwrap_or(1);
    for (key, sold) in &of.rows {
        let counts = [sold.customers, sold.orders, sold.lines].map(Figure::Count);
        let name = [Figure::Words(or_none(&said(key, &of.names, lang), lang))];
        let row = section.row(name.into_iter().chain(counts).chain([sums(sold.net.clone())]));
        let part = |minor: i128| u64::try_from(minor).unwrap_or_default();
        row.bar = share(part(sold.net.largest()), part(most));
    }
    let blanks = [Figure::Nothing, Figure::Nothing, Figure::Nothing];
    section.total(
        [Figure::words(Text::Total.words(lang))].into_iter().chain(blanks).chain([sums(of.net.clone())]),
    );
    Document {
        code: "customers",
        title: Text::ReportCustomers.words(lang).to_owned(),
        period: period(&of.range, lang),
        definitions: vec![Text::WorthDefinition.words(lang).to_owned()],
        narrowed: customers_of(&of.names.line, lang).into_iter().collect(),
        empty: nothing(of.ever).words(lang).to_owned(),
        sections: if of.rows.is_empty() { Vec::new() } else { vec![section] },
    }
}

/// A key in words: a rep's or a customer's name, a code's label, or itself.
pub(super) fn said(key: &Value, names: &Names, lang: Lang) -> String {
    match key {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => label::choice(text, lang).to_owned(),
        Value::Ref(bytes) => names.of(Id::from_bytes(*bytes)),
    }
}
