//! Reports in words: figures in, a document out, in either language; and how each cell is written.
//!
//! One function a report. Nothing is added up here: what is shown is what `store` and `domain` found.

mod calls;
mod cross;
mod customers;
mod grid;
mod hours;
mod markdown;
mod moves;
mod pipeline;
mod shown;

use super::{Lang, Text, day_report, format, label};
use crate::domain::Noun;
use crate::domain::pipeline::Range;
use crate::domain::report::{Asked, Document, Figures, Names, Way};
pub use markdown::markdown;
pub use shown::shown;

/// The document of some figures.
#[must_use]
pub fn document(figures: &Figures, lang: Lang) -> Document {
    match figures {
        Figures::Calls(of) => calls::calls(of, lang),
        Figures::Funnel(of) => calls::funnel(of, lang),
        Figures::BestTime(of) => hours::best_time(of, lang),
        Figures::Pipeline(of) => pipeline::pipeline(of, lang),
        Figures::Customers(of) => customers::customers(of, lang),
        Figures::Sales(of) => customers::sales(of, lang),
        Figures::Cross(of) => cross::cross(of, lang),
        Figures::Day(date, of) => day_report::document(of, lang, *date),
    }
}

/// The head of a report about calls: its range, whose calls, and how they are counted.
fn about_calls(code: &'static str, title: Text, asked: &Asked, names: &Names, lang: Lang) -> Document {
    let days = [asked.from, asked.to].map(|day| format::whole_day(day, lang));
    let period = if asked.from == asked.to {
        days[0].clone()
    } else {
        Text::ReportRange.fill(lang, &[("from", &days[0]), ("to", &days[1])])
    };
    let way = match asked.way {
        Way::Out => Text::ReportWayOut,
        Way::In => Text::ReportWayIn,
        Way::Any => Text::ReportWayAny,
    };
    let whose = [(Noun::Rep, asked.rep), (Noun::CallList, asked.list)];
    let whose = whose.into_iter().filter_map(|(noun, id)| Some((noun, id?)));
    let whose = whose.map(|(noun, id)| (label::noun(noun, lang).to_owned(), names.of(id)));
    Document {
        code,
        title: title.words(lang).to_owned(),
        period,
        narrowed: whose.chain(customers_of(&names.line, lang)).collect(),
        definitions: vec![Text::ReportDefinition.fill(lang, &[("way", way.words(lang))])],
        empty: Text::NoCalls.words(lang).to_owned(),
        ..Document::default()
    }
}

/// The search line whose customers a report is of, and what that is.
pub(super) fn customers_of(line: &str, lang: Lang) -> Option<(String, String)> {
    (!line.is_empty()).then(|| (Text::ColumnCustomers.words(lang).to_owned(), line.to_owned()))
}

/// The days of a range, as far as it has any.
fn period(range: &Range, lang: Lang) -> String {
    let day = |text: &Option<String>| {
        let day = text.as_ref().and_then(|text| text.parse().ok());
        day.map(|day| format::whole_day(day, lang)).unwrap_or_default()
    };
    let (from, to) = (day(&range.from), day(&range.to));
    match (from.is_empty(), to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => Text::ReportFrom.fill(lang, &[("from", &from)]),
        (true, false) => Text::ReportTo.fill(lang, &[("to", &to)]),
        _ if from == to => from,
        _ => Text::ReportRange.fill(lang, &[("from", &from), ("to", &to)]),
    }
}

/// A code and a phrase for each column.
fn heads<const N: usize>(
    columns: [(&'static str, Text); N],
    lang: Lang,
) -> impl Iterator<Item = (&'static str, String)> {
    columns.into_iter().map(move |(code, text)| (code, text.words(lang).to_owned()))
}

/// A name, or that there is none.
fn or_none(name: &str, lang: Lang) -> String {
    if name.is_empty() { Text::NoneOfThem.words(lang).to_owned() } else { name.to_owned() }
}
