//! The sources whose files are known: their columns by name, or by place where they have no header.
//!
//! A preset knows what `aliases` cannot: which of two like columns is whose, and which column is an
//! id. One table file a family; each says where its headers were learned. `open` asks for one.

mod address_books;
mod cards;
mod crm_hubspot;
mod crm_pipedrive;
mod crm_salesforce;
mod groupware;
mod houjin;

pub use groupware::FIRST_OF_RECORD;

use super::about::As;
use super::target::Target;
use crate::exchange::read::cell::folded;
use crate::exchange::read::row::Row;

/// A source whose files are known.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name, as `--preset` takes it.
    pub name: &'static str,
    /// What its rows are about; nothing where each file differs.
    pub about: Option<As>,
    /// Headers that are all there in its files, and hardly together anywhere else.
    pub must: &'static [&'static str],
    /// Header and field, as `--map` takes it; a number in a header does not count. Columns that are
    /// not named here go by `aliases`.
    pub columns: &'static [(&'static str, &'static str)],
    /// Fields by place, where its files have no header; nothing after the last is known.
    pub places: &'static [&'static str],
    /// Headers by place, for the columns that become fields of the desk's own.
    pub names: &'static [&'static str],
    /// How a row of a file without a header is known.
    pub row: Mark,
}

/// What tells a row of a file without a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its files have headers.
    Header,
    /// Thirty cells, the second a corporate number with its check digit.
    Houjin,
    /// Twenty cells or more, the nineteenth a mail address, the tenth's neighbour a postal code.
    Garoon,
    /// Twenty-one cells or more, the seventh a mail address, the fourteenth a postal code.
    Office,
}

const fn headed(
    name: &'static str,
    about: Option<As>,
    must: &'static [&'static str],
    columns: &'static [(&'static str, &'static str)],
) -> Preset {
    Preset { name, about, must, columns, places: &[], names: &[], row: Mark::Header }
}

/// Every preset; of two that fit alike the earlier one counts.
pub const PRESETS: &[&Preset] = &[
    &address_books::GOOGLE,
    &address_books::GOOGLE_OLD,
    &address_books::OUTLOOK_JA,
    &address_books::OUTLOOK_EN,
    &address_books::THUNDERBIRD,
    &crm_hubspot::DEALS,
    &crm_hubspot::DEALS_JA,
    &crm_hubspot::COMPANIES,
    &crm_hubspot::COMPANIES_JA,
    &crm_hubspot::CONTACTS,
    &crm_hubspot::CONTACTS_JA,
    &crm_pipedrive::ACTIVITIES,
    &crm_pipedrive::DEALS,
    &crm_pipedrive::PERSONS,
    &crm_pipedrive::ORGANIZATIONS,
    &crm_salesforce::OPPORTUNITIES,
    &crm_salesforce::TASKS,
    &crm_salesforce::CONTACTS,
    &crm_salesforce::ACCOUNTS,
    &crm_salesforce::OPPORTUNITY_REPORT,
    &crm_salesforce::OPPORTUNITY_REPORT_JA,
    &crm_salesforce::CONTACT_REPORT_JA,
    &cards::EIGHT,
    &cards::SANSAN,
    &groupware::KINTONE,
    &groupware::FREEE,
    &groupware::GAROON,
    &groupware::OFFICE,
    &houjin::HOUJIN,
];

impl Preset {
    /// The preset of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        PRESETS.iter().copied().find(|preset| preset.name == name)
    }

    /// The preset of a header, and how many of its columns it knows, of a hundred.
    #[must_use]
    pub fn recognised(header: &[String]) -> Option<(&'static Self, usize)> {
        let words: Vec<String> = header.iter().map(|word| folded(word)).collect();
        let fits = |preset: &&Preset| {
            !preset.must.is_empty() && preset.must.iter().all(|must| words.contains(&folded(must)))
        };
        let scored = PRESETS.iter().copied().filter(fits).map(|preset| (preset, preset.score(header)));
        scored.rev().max_by_key(|(preset, score)| (preset.must.len(), *score))
    }

    /// The preset of a file without a header, told by one of its rows.
    #[must_use]
    pub fn of_row(row: &Row) -> Option<&'static Self> {
        PRESETS.iter().copied().find(|preset| preset.row.is_on(row))
    }

    /// Says whether its files have no header.
    #[must_use]
    pub fn is_headerless(&self) -> bool {
        self.row != Mark::Header
    }

    /// The header of its files, where they have none of their own.
    #[must_use]
    pub fn header(&self, width: usize) -> Vec<String> {
        let name =
            |at: usize| self.names.get(at).map_or_else(|| (at + 1).to_string(), |name| (*name).to_owned());
        (0..width).map(name).collect()
    }

    /// Where the column of that header and place goes; nothing where it has no say.
    pub(super) fn target(&self, header: &str, at: usize) -> Option<Target> {
        if self.is_headerless() {
            let field = self.places.get(at).filter(|field| !field.is_empty())?;
            return Target::named(field).ok();
        }
        let whole = folded(header);
        let unnumbered: String = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
        let found = |word: &str| self.columns.iter().find(|(known, _)| folded(known) == word);
        let (_, field) = found(&whole).or_else(|| found(&unnumbered))?;
        Target::named(field).ok()
    }

    fn score(&self, header: &[String]) -> usize {
        let known = header.iter().enumerate().filter(|(at, word)| self.target(word, *at).is_some()).count();
        known * 100 / header.len().max(1)
    }
}

impl Mark {
    fn is_on(self, row: &Row) -> bool {
        let postal = |at: usize| {
            let digits: String = row.cell(at).chars().filter(|c| !"-ー－〒 ".contains(*c)).collect();
            digits.len() == 7 && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let mail = |at: usize| crate::domain::mail::normal(row.cell(at)).is_some();
        match self {
            Self::Header => false,
            Self::Houjin => row.width() == 30 && is_corporate_number(row.cell(1)),
            Self::Garoon => row.width() >= 20 && postal(8) && mail(18),
            Self::Office => row.width() >= 21 && postal(13) && mail(6),
        }
    }
}

/// Says whether a text is a 法人番号: thirteen digits, the first of which is right for the others
/// (法人番号の指定等に関する省令 第2条: nine less the weighted sum's rest by nine).
#[must_use]
pub fn is_corporate_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 13 || digits.len() != 13 {
        return false;
    }
    let weighted =
        digits[1..].iter().rev().enumerate().map(|(at, digit)| digit * if at % 2 == 0 { 1 } else { 2 });
    digits[0] == 9 - weighted.sum::<u32>() % 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_preset_names_a_field_and_no_two_presets_share_a_name() {
        let mut names = std::collections::HashSet::new();
        for preset in PRESETS {
            assert!(names.insert(preset.name), "{}", preset.name);
            let fields = preset.columns.iter().map(|(_, field)| *field).chain(preset.places.iter().copied());
            for field in fields.filter(|field| !field.is_empty()) {
                Target::named(field).unwrap_or_else(|error| panic!("{}: {error}", preset.name));
            }
        }
    }

    #[test]
    fn each_header_is_recognised_as_its_own_preset() {
        for preset in PRESETS.iter().filter(|preset| !preset.must.is_empty()) {
            let mut header: Vec<String> = preset.must.iter().map(|word| (*word).to_owned()).collect();
            header.extend(preset.columns.iter().map(|(word, _)| (*word).to_owned()));
            assert_eq!(Preset::recognised(&header).map(|(found, _)| found.name), Some(preset.name));
        }
        let plain = ["会社名", "TEL"].map(str::to_owned);
        assert_eq!(Preset::recognised(&plain), None);
    }

    #[test]
    fn a_corporate_number_has_its_check_digit() {
        // From the EDINET list: ダイニック株式会社 and カネコ種苗株式会社's neighbours in form.
        assert!(is_corporate_number("1130001001198"));
        assert!(
            !is_corporate_number("2130001001198")
                && !is_corporate_number("113000100119")
                && !is_corporate_number("")
        );
    }
}
