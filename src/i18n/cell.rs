//! Columns of a view in words: their headings, and what stands in them. Machine output never comes here.

use chrono::{DateTime, FixedOffset};

use super::{Lang, Text, field, format, label};
use crate::domain::column::{Cell, Column, Of};
use crate::domain::form::written;
use crate::domain::query::Measure;
use crate::domain::typed::{Place, choices};
use crate::domain::{Kind, Noun, Value, amount};

/// What stands above a column.
#[must_use]
pub fn heading(column: &Column, lang: Lang) -> &str {
    match &column.of {
        Of::Field(Noun::Customer, field) => field::label(Noun::Customer, field.name, lang),
        Of::Field(noun, known) => field::label(*noun, known.name, lang),
        Of::Own(field) => &field.name,
        Of::Worth(measure) => worth(*measure).map_or(&column.name, |text| text.words(lang)),
        Of::Phone => Text::Phone.words(lang),
        Of::Mail => Text::MailAddress.words(lang),
        Of::Person => Text::ColumnPerson.words(lang),
        Of::Tags => Text::ColumnTags.words(lang),
        Of::Owner => field::label(Noun::Customer, "owner", lang),
        Of::Next => Text::ColumnDue.words(lang),
        Of::Contact => Text::ColumnContact.words(lang),
    }
}

const fn worth(measure: Measure) -> Option<Text> {
    Some(match measure {
        Measure::Rfm => Text::ColumnRfm,
        Measure::Net => Text::ColumnNet,
        Measure::Orders => Text::ColumnOrders,
        Measure::Average => Text::ColumnAverage,
        Measure::Interval => Text::ColumnEvery,
        Measure::Last => Text::ColumnLast,
        Measure::Expected => Text::ColumnNext,
        _ => return None,
    })
}

/// What stands in a column; amounts without a currency are in `currency`.
#[must_use]
pub fn cell(column: &Column, cell: &Cell, now: DateTime<FixedOffset>, currency: &str, lang: Lang) -> String {
    let one = |(value, of): &(Value, String)| {
        let currency = if of.is_empty() { currency } else { of };
        shown(column, value, Place { offset: *now.offset(), currency }, lang)
    };
    cell.values.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn shown(column: &Column, value: &Value, place: Place<'_>, lang: Lang) -> String {
    match (column.kind(), value, &column.of) {
        (Kind::Choice, Value::Text(code), Of::Field(noun, field))
            if !choices(*noun, field.name).is_empty() =>
        {
            label::choice(code, lang).to_owned()
        }
        (_, Value::Text(name), Of::Tags) => label::tag(name, lang).to_owned(),
        (_, Value::Text(raw), Of::Own(_)) => raw.clone(),
        (Kind::Flag, Value::Int(yes), _) => {
            label::choice(if *yes == 0 { "no" } else { "yes" }, lang).to_owned()
        }
        (Kind::Money, Value::Int(minor), _) => amount::show(*minor, place.currency),
        (Kind::Int, Value::Int(number), Of::Worth(Measure::Orders | Measure::Returns)) => {
            usize::try_from(*number).map_or_else(|_| number.to_string(), format::count)
        }
        (kind, value, _) => written(kind, value, place),
    }
}
