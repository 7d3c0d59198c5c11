//! Any field against any field on the reports: which one is looked at first, the next that is often wanted,
//! and how one is typed.
//!
//! `ROWS [COLUMNS] [VALUE]`, as the command line takes them; who is counted where follows from the fields.

use crate::domain::custom_field::CustomField;
use crate::domain::query;
use crate::domain::report::{Axis, VALUES, Valued};

/// What is looked at: rows, columns where there are any, and what stands in the cells.
pub type Crossing = (Axis, Option<Axis>, Valued);

/// Those that are often wanted, in the order a key goes through them.
const OFTEN: &[&str] = &[
    "source lifecycle",
    "rank industry",
    "rank activity.outcome count:calls",
    "source rate:connected",
    "source deal.stage count:deals",
    "industry purchase.product sum:purchase",
    "purchase.product purchase.at sum:purchase",
    "source rate:won",
];

/// Why a line means no such table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCross {
    /// Nothing is counted by that.
    Field(String),
    /// That is not of what is counted.
    Of(String, &'static str),
    /// It says too much: this part.
    More(String),
}

/// The table that is looked at first.
#[must_use]
pub fn first() -> Crossing {
    of_often(0)
}

/// The one after it; after one that was typed the first.
pub(super) fn next(now: Crossing) -> Crossing {
    let at = (0..OFTEN.len()).position(|at| of_often(at) == now).map_or(0, |at| at + 1);
    of_often(at % OFTEN.len())
}

fn of_often(at: usize) -> Crossing {
    read(OFTEN[at], &[]).expect("what is often wanted is of fields there are")
}

/// Reads a line.
pub(super) fn read(line: &str, own: &[CustomField]) -> Result<Crossing, NoCross> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let value = words.last().and_then(|word| Valued::of_code(word));
    let names = if value.is_some() { &words[..words.len() - 1] } else { &words[..] };
    let first = value.map(Valued::noun);
    let axis = |name: &&str| {
        let spaced = || Axis::named(&name.replace('_', " "), first, own);
        Axis::named(name, first, own).or_else(spaced).ok_or_else(|| NoCross::Field((*name).to_owned()))
    };
    let axes: Vec<Axis> = names.iter().map(axis).collect::<Result<_, _>>()?;
    let (rows, columns) = match axes.as_slice() {
        [] => return Err(NoCross::Field(line.trim().to_owned())),
        [rows] => (*rows, None),
        [rows, columns] => (*rows, Some(*columns)),
        _ => return Err(NoCross::More(names[2].to_owned())),
    };
    let value = value.unwrap_or_else(|| Valued::counting(&axes));
    match axes.iter().zip(names).find(|(axis, _)| !value.takes(**axis)) {
        Some((_, name)) => Err(NoCross::Of((*name).to_owned(), value.code())),
        None => Ok((rows, columns, value)),
    }
}

/// The line that reads back as that.
pub(super) fn written((rows, columns, value): Crossing, own: &[CustomField]) -> String {
    let axes = [Some(rows), columns].into_iter().flatten().map(|axis| name(axis, own));
    axes.chain([value.code().to_owned()]).collect::<Vec<_>>().join(" ")
}

fn name(axis: Axis, own: &[CustomField]) -> String {
    match axis {
        Axis::Field(noun, field) => {
            let bare = query::field(field.name, None) == Some((noun, field));
            if bare { field.name.to_owned() } else { format!("{}.{}", noun.table(), field.name) }
        }
        Axis::Own(_, id) => own
            .iter()
            .find(|field| field.id == id)
            .map(|field| field.name.replace(' ', "_"))
            .unwrap_or_default(),
        Axis::Answer(..) => String::new(),
    }
}

/// The values a cell can hold, as they are typed.
#[must_use]
pub fn values() -> String {
    VALUES.iter().map(|(code, _)| *code).collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Noun;

    #[test]
    fn what_is_often_wanted_reads_back_as_it_is_written_and_each_comes_in_its_turn() {
        let mut now = first();
        for _ in OFTEN {
            assert_eq!(read(&written(now, &[]), &[]), Ok(now));
            now = next(now);
        }
        assert_eq!(now, first());
    }

    #[test]
    fn a_line_is_fields_and_what_is_counted_in_either_language_and_says_what_it_does_not_know() {
        let own = [CustomField::called(Noun::Customer, "契約 プラン", "text")];
        let plan = read("契約_プラン 業種", &own).unwrap();
        assert_eq!((plan.0, plan.2), (Axis::Own(Noun::Customer, own[0].id), Valued::Count(Noun::Customer)));
        assert_eq!(read(&written(plan, &own), &own), Ok(plan));
        assert_eq!(read("hat", &[]), Err(NoCross::Field("hat".into())));
        assert_eq!(read("industry rank source", &[]), Err(NoCross::More("source".into())));
        let of = read("deal.stage count:calls", &[]);
        assert_eq!(of, Err(NoCross::Of("deal.stage".into(), "count:calls")));
        assert_eq!(read(" ", &[]), Err(NoCross::Field(String::new())));
    }
}
