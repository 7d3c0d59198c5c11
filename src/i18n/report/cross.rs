//! Any field against any field, in words: a row and a column for each key, totals, and searches.

use super::pipeline::{stage, sums};
use super::{customers_of, or_none, period};
use crate::domain::pipeline::{STANDARD, Step};
use crate::domain::report::{
    Axis, Cell, Column, Common, CrossFigures, Crossed, Document, Figure, Row, Section, Tally, Valued, share,
};
use crate::domain::{Kind, Noun, Value};
use crate::i18n::{Lang, Text, field, label};

/// The table.
pub(super) fn cross(of: &CrossFigures, lang: Lang) -> Document {
    let names = [Some(of.rows), of.columns].into_iter().flatten().map(|axis| axis_name(of, axis, lang));
    let mut document = Document {
        code: "cross",
        title: names.collect::<Vec<_>>().join(" / "),
        period: period(&of.range, lang),
        narrowed: vec![(Text::CrossValue.words(lang).to_owned(), value_words(of.value, lang))],
        definitions: vec![definition(of.value).words(lang).to_owned()],
        empty: Text::CrossNothing.words(lang).to_owned(),
        ..Document::default()
    };
    document.narrowed.extend(customers_of(&of.names.line, lang));
    if !of.cross.rows.is_empty() {
        document.sections.push(table(of, lang));
    }
    document
}

fn table(of: &CrossFigures, lang: Lang) -> Section {
    let column = |code: String, head: String, figures| Column { code, head, figures };
    let mut columns = vec![column("key".to_owned(), axis_name(of, of.rows, lang), false)];
    for (at, common) in (1..).zip(&of.cross.columns) {
        let head = of.columns.map(|axis| said(of, axis, common, lang)).unwrap_or_default();
        columns.push(column(format!("column_{at}"), head, true));
    }
    let whole = if of.cross.columns.is_empty() {
        value_words(of.value, lang)
    } else {
        Text::Total.words(lang).to_owned()
    };
    columns.push(column("total".to_owned(), whole, true));
    let most = of.cross.rows.iter().map(|(_, row)| size(of.value, &row.total)).max().unwrap_or(0);
    let cells = of.cross.rows.iter().flat_map(|(_, row)| &row.cells);
    let largest = cells.map(|tally| size(of.value, tally)).max().unwrap_or(0);
    let mut section = Section { code: "cross", columns, ..Section::default() };
    for (common, crossed) in &of.cross.rows {
        let mut row = row_of(of, Some(common), said(of, of.rows, common, lang), crossed, largest);
        row.bar = share(size(of.value, &crossed.total), most);
        section.rows.push(row);
    }
    let mut total = row_of(of, None, Text::Total.words(lang).to_owned(), &of.cross.total, largest);
    total.total = true;
    section.rows.push(total);
    section
}

/// A row; `most` is the largest of all cells.
fn row_of(of: &CrossFigures, common: Option<&Common>, name: String, crossed: &Crossed, most: u64) -> Row {
    let asks =
        common.map_or_else(|| Some(String::new()), |common| of.value.opens(of.rows, common, &of.names));
    let mut cells = vec![Cell::from(Figure::Words(name))];
    for (tally, column) in crossed.cells.iter().zip(&of.cross.columns) {
        let both = asks.as_ref().zip(of.columns.and_then(|axis| of.value.opens(axis, column, &of.names)));
        let opens = both.map(|(row, column)| format!("{row} {column}").trim().to_owned());
        let opens = opens.map(|opens| of.names.among(opens));
        let shade = if common.is_some() { share(size(of.value, tally), most) } else { None };
        cells.push(Cell { figure: figure(of.value, tally), shade, opens });
    }
    cells.push(figure(of.value, &crossed.total).into());
    let opens = asks.filter(|line| !line.is_empty()).map(|opens| of.names.among(opens));
    Row { cells, opens, ..Row::default() }
}

fn figure(value: Valued, tally: &Tally) -> Figure {
    match value {
        Valued::Count(_) | Valued::Won | Valued::Connected if tally.count == 0 => Figure::Nothing,
        Valued::Count(_) => Figure::Count(tally.count),
        Valued::Deals | Valued::Purchases => sums(tally.sums.clone()),
        Valued::Won | Valued::Connected => Figure::Rate(tally.part, tally.count),
    }
}

/// What a row's bar is as long as.
fn size(value: Valued, tally: &Tally) -> u64 {
    match value {
        Valued::Count(_) => tally.count,
        Valued::Deals | Valued::Purchases => u64::try_from(tally.sums.largest()).unwrap_or_default(),
        Valued::Won | Valued::Connected => (tally.part * 1_000_000).checked_div(tally.count).unwrap_or(0),
    }
}

/// What a key is called.
fn said(of: &CrossFigures, axis: Axis, common: &Common, lang: Lang) -> String {
    let value = match common {
        Common::Other => return Text::CrossOther.words(lang).to_owned(),
        Common::Nothing => return Text::NoneOfThem.words(lang).to_owned(),
        Common::Known(value) => value,
    };
    let words = match (axis, value) {
        (Axis::Field(Noun::Deal, field), Value::Text(code)) if field.name == "stage" => {
            let step = Step { pipeline: STANDARD.to_owned(), stage: code.clone() };
            stage(&of.pipelines, &step, false, lang)
        }
        (Axis::Field(Noun::Activity, field), Value::Text(code)) if field.name == "outcome" => {
            label::outcome(&of.names.outcomes.of_code(code), lang).to_owned()
        }
        (Axis::Field(_, field), Value::Text(code))
            if field.kind != Kind::Choice && field.kind != Kind::Flag =>
        {
            code.clone()
        }
        (Axis::Answer(..), Value::Text(said)) if !["yes", "no"].contains(&said.as_str()) => said.clone(),
        (_, value) => super::customers::said(value, &of.names, lang),
    };
    or_none(&words, lang)
}

fn axis_name(of: &CrossFigures, axis: Axis, lang: Lang) -> String {
    match axis {
        Axis::Field(noun, of) => field::label(noun, of.name, lang).to_owned(),
        Axis::Own(_, own) => of.names.of(own),
        Axis::Answer(code, _) => of.names.of(code),
    }
}

fn value_words(value: Valued, lang: Lang) -> String {
    let text = match value {
        Valued::Count(Noun::Deal) => Text::ColumnDeals,
        Valued::Count(Noun::Purchase) => Text::ColumnLines,
        Valued::Count(Noun::Activity) => Text::ColumnCalls,
        Valued::Count(_) => Text::ColumnCustomers,
        Valued::Deals => Text::ColumnAmount,
        Valued::Purchases => Text::ColumnNet,
        Valued::Won => Text::ColumnWinRate,
        Valued::Connected => Text::ColumnRate,
    };
    text.words(lang).to_owned()
}

const fn definition(value: Valued) -> Text {
    match value {
        Valued::Count(Noun::Deal) | Valued::Deals => Text::CrossDeals,
        Valued::Count(Noun::Purchase) | Valued::Purchases => Text::CrossPurchases,
        Valued::Count(Noun::Activity) => Text::CrossCalls,
        Valued::Count(_) => Text::CrossCustomers,
        Valued::Won => Text::CrossWon,
        Valued::Connected => Text::CrossConnected,
    }
}
