//! What a match is worth: one table, and the columns its rows live in.
//!
//! How it matched counts first, then where; what is *about* a customer comes after what *names*
//! one. A line of several words adds up, which keeps that order for up to thirty of them.

use crate::domain::query::Facet;

/// How a needle stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It is the whole field, or the whole word at its beginning.
    Exact,
    /// The field begins with it.
    Prefix,
    /// A later word begins with it.
    Word,
    /// Anywhere else.
    Inside,
}

/// The flat texts a book consists of; a needle is looked for in those it can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// What names a customer, as written.
    Names,
    /// Readings in romaji.
    Romaji,
    /// Digits.
    Digits,
    /// What is about a customer.
    About,
    /// Codes only filters ask for.
    Traits,
}

/// How many parts there are.
pub(super) const PARTS: usize = 5;

/// How many kinds of field there are.
pub(super) const KINDS: usize = FIELDS.len();

/// One kind of field: a row of [`FIELDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(pub(super) u8);

pub(super) struct Row {
    pub(super) facet: Facet,
    pub(super) part: Part,
    /// Exact, prefix, word, inside.
    points: [u16; 4],
}

const fn row(facet: Facet, part: Part, points: [u16; 4]) -> Row {
    Row { facet, part, points }
}

/// The least a match in what names a customer is worth.
pub(super) const NAMES: u16 = 1024;

/// The most any match is worth.
pub(super) const MOST: u16 = NAMES + 31;

/// Every kind of field, the better place first within each part.
#[rustfmt::skip]
const FIELDS: &[Row] = &[
    row(Facet::Name,      Part::Names,  [MOST,       NAMES + 23, NAMES + 15, NAMES + 7]),
    row(Facet::Kana,      Part::Names,  [NAMES + 30, NAMES + 22, NAMES + 14, NAMES + 6]),
    row(Facet::Person,    Part::Names,  [NAMES + 29, NAMES + 21, NAMES + 13, NAMES + 5]),
    row(Facet::Code,      Part::Names,  [NAMES + 27, NAMES + 19, NAMES + 11, NAMES + 3]),
    row(Facet::Mail,      Part::Names,  [NAMES + 26, NAMES + 18, NAMES + 10, NAMES + 2]),
    row(Facet::Name,      Part::Names,  [NAMES + 25, NAMES + 17, NAMES +  9, NAMES + 1]),
    row(Facet::Kana,      Part::Romaji, [NAMES + 30, NAMES + 22, NAMES + 14, NAMES + 6]),
    row(Facet::Person,    Part::Romaji, [NAMES + 29, NAMES + 21, NAMES + 13, NAMES + 5]),
    row(Facet::Phone,     Part::Digits, [NAMES + 28, NAMES + 20, NAMES + 12, NAMES + 4]),
    row(Facet::Place,     Part::About,  [12, 9, 6, 3]),
    row(Facet::Tag,       Part::About,  [11, 8, 5, 2]),
    row(Facet::Note,      Part::About,  [10, 7, 4, 1]),
    row(Facet::Kind,      Part::Traits, [0; 4]),
    row(Facet::Rank,      Part::Traits, [0; 4]),
    row(Facet::Lifecycle, Part::Traits, [0; 4]),
    row(Facet::Stage,     Part::Traits, [0; 4]),
    row(Facet::Owner,     Part::Traits, [0; 4]),
];

impl Kind {
    pub(super) const NAME: Self = Self(0);
    pub(super) const KANA: Self = Self(1);
    pub(super) const PERSON: Self = Self(2);
    pub(super) const CODE: Self = Self(3);
    pub(super) const MAIL: Self = Self(4);
    /// A name with its legal form.
    pub(super) const WHOLE: Self = Self(5);
    pub(super) const READING: Self = Self(6);
    pub(super) const PERSON_READING: Self = Self(7);
    pub(super) const PHONE: Self = Self(8);
    pub(super) const PLACE: Self = Self(9);
    pub(super) const TAG: Self = Self(10);
    pub(super) const NOTE: Self = Self(11);
    pub(super) const KIND: Self = Self(12);
    pub(super) const RANK: Self = Self(13);
    pub(super) const LIFECYCLE: Self = Self(14);
    pub(super) const STAGE: Self = Self(15);
    pub(super) const OWNER: Self = Self(16);

    /// The kinds that make up a facet.
    pub(super) fn of(facet: Facet) -> impl Iterator<Item = Self> {
        (0..).zip(FIELDS).filter(move |(_, row)| row.facet == facet).map(|(number, _)| Self(number))
    }

    pub(super) fn all() -> impl Iterator<Item = Self> {
        (0..).take(KINDS).map(Self)
    }

    /// The kinds that a part holds.
    pub(super) fn within(part: Part) -> impl Iterator<Item = Self> {
        Self::all().filter(move |kind| kind.row().part == part)
    }

    pub(super) const fn row(self) -> &'static Row {
        &FIELDS[self.0 as usize]
    }

    pub(super) const fn points(self, how: How) -> u16 {
        self.row().points[how as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_comes_before_where_and_naming_before_about() {
        let worth = |part: fn(Part) -> bool, how: usize| {
            FIELDS.iter().filter(move |row| part(row.part)).map(move |row| row.points[how])
        };
        let names = |part| !matches!(part, Part::About | Part::Traits);
        let about = |part| part == Part::About;
        for how in 0..3 {
            assert!(worth(names, how).min() > worth(names, how + 1).max());
        }
        assert!(worth(names, 3).min() > worth(about, 0).max());
        assert!(worth(about, 3).min() > Some(0));
    }
}
