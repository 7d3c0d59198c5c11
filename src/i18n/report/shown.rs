//! How what stands in a cell is written for a person.

use crate::domain::report::{Figure, permille};
use crate::i18n::{Lang, Text, format};

/// A figure in words: thousands parted, amounts in their currency, rates in percent.
#[must_use]
pub fn shown(figure: &Figure, lang: Lang) -> String {
    match figure {
        Figure::Nothing => String::new(),
        Figure::Words(words) | Figure::Date(words) => words.clone(),
        Figure::Count(count) => counted(*count),
        Figure::Change(change) => {
            let sign = if *change < 0 { "-" } else { "+" };
            format!("{sign}{}", counted(change.unsigned_abs()))
        }
        Figure::Money(sums) => format::sums(sums),
        Figure::Rate(part, whole) => format::percent(permille(*part, *whole)),
        Figure::Time(seconds) => format!("{}:{:02}", seconds / 3600, seconds / 60 % 60),
        Figure::Days(days) => Text::Days.fill(lang, &[("n", &days.to_string())]),
    }
}

/// A number with its thousands parted.
pub(super) fn counted(number: u64) -> String {
    format::count(usize::try_from(number).unwrap_or(usize::MAX))
}
