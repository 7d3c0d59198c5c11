//! Somebody has left: who, and who follows, where the line says so.

use super::{Logging, first_line};
use crate::domain::outcome;
use crate::domain::person::{self, Person};
use crate::domain::scan::nfkc;
use crate::domain::{Change, Id, Noun, Value};

/// What stands before the name.
const BEFORE: &[&str] = &[
    "後任者は",
    "後任者:",
    "後任者",
    "後任は",
    "後任:",
    "後任",
    "新担当は",
    "新担当",
    "successor is",
    "successor:",
    "successor",
    "now",
];

/// What stands behind it.
const BEHIND: &[&str] = &["となります", "になりました", "です", "とのこと", "さん", "様", "氏", "殿"];

/// What says that nobody is named: words of a line, and first words of an English one.
const NOBODY: &[&str] = &["なし", "無し", "未定", "不明", "いない", "退職", "異動", "退社", "担当"];
const NOBODY_EN: &[&str] = &["none", "nobody", "unknown", "tbd", "left", "no", "moved", "gone", "retired"];

/// A name is no longer than that.
const MOST: usize = 24;

impl Logging<'_> {
    /// Whom the contact was about: as given, else the one person known where one has left.
    pub(super) fn spoke_of(&self) -> Option<Id> {
        let mut there = self.page.people.iter().filter(|person| !person.left);
        let only = || there.next().filter(|_| there.next().is_none()).map(|person| person.id);
        self.person.or_else(|| self.also(outcome::LEFT).then(only).flatten())
    }

    /// Who follows the person who has left, as the line names them.
    #[must_use]
    pub fn successor(&self) -> Option<Person> {
        let name = self.also(outcome::LEFT).then(|| name(self.note)).flatten()?;
        let person = Person::called(&name, "");
        Some(Person { id: Id::mint(self.ms()), customer: Some(self.page.customer.id), ..person })
    }

    pub(super) fn with_people(&self, change: Change) -> Change {
        if !self.also(outcome::LEFT) {
            return change;
        }
        let left = vec![(person::field::left, Value::Int(1))];
        let change = match self.spoke_of() {
            Some(person) => change.set(Noun::Person, person, left),
            None => change,
        };
        match self.successor() {
            Some(successor) => change.add(&successor),
            None => change,
        }
    }
}

/// The name a line gives: what it begins with, up to a comma, where that can be a name.
fn name(note: &str) -> Option<String> {
    let line = first_line(&nfkc(note));
    let words = line.split(['、', '。', ',', ';', '(', '/']).next()?.trim();
    let lower = words.to_ascii_lowercase();
    let begins = BEFORE.iter().find(|before| lower.starts_with(**before));
    let mut name = words[begins.map_or(0, |before| before.len())..].trim_start_matches([':', ' ']).trim();
    while let Some(shorter) = BEHIND.iter().find_map(|behind| name.strip_suffix(behind)) {
        name = shorter.trim();
    }
    let first = name.split(' ').next()?;
    let nobody = NOBODY.iter().any(|word| name.contains(word))
        || NOBODY_EN.iter().any(|word| first.eq_ignore_ascii_case(word))
        || name.chars().any(|char| char.is_ascii_digit());
    let fits = (2..=MOST).contains(&name.chars().count()) && name.split(' ').take(5).count() <= 4;
    let small = first.starts_with(|char: char| char.is_ascii_lowercase());
    (fits && !nobody && !small).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_who_follows_or_it_does_not() {
        let rows = [
            ("鈴木 花子", Some("鈴木 花子")),
            ("後任は鈴木様", Some("鈴木")),
            ("後任：佐藤さんです。来週着任", Some("佐藤")),
            ("鈴木花子様、内線12", Some("鈴木花子")),
            ("Jo van Dyke", Some("Jo van Dyke")),
            ("successor: Mary Smith, ext 12", Some("Mary Smith")),
            ("now Smith", Some("Smith")),
            ("", None),
            ("後任未定", None),
            ("後任なし", None),
            ("3月末で退職", None),
            ("先月異動されたとのこと", None),
            ("left in March", None),
            ("Left in March", None),
            ("moved to sales", None),
            ("A very long story of how it came that nobody follows", None),
            ("様", None),
        ];
        for (note, meant) in rows {
            assert_eq!(name(note).as_deref(), meant, "{note}");
        }
    }
}
