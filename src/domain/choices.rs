//! What somebody says of a file and its rows; the rest is found out.
//!
//! Words as the command line takes them, so that the screen, the command line and what is
//! remembered of a header say the same. `exchange::bring_in::said` reads them.

/// Encodings to choose from on the screen, likeliest first.
pub const ENCODINGS: &[&str] =
    &["utf-8", "cp932", "utf-16le", "utf-16be", "euc-jp", "iso-2022-jp", "windows-1252"];
/// What rows can be about.
pub const ABOUT: &[&str] = &[
    "customers",
    "people",
    "deals",
    "purchases",
    "activities",
    "visits",
    "subscriptions",
    "products",
    "inquiries",
    "consents",
    "mailings",
    "blocks",
    "reps",
];
/// What to do with a row about a customer who is there, the usual one first.
pub const ON_DUPLICATE: &[&str] = &["update-empty", "skip", "overwrite", "new"];
/// What customers can be known by; the first is every key there is.
pub const KEYS: &[&str] =
    &["", "customer.code", "customer.corporate_number", "phone", "mail", "customer.name"];
/// In which order dates are written.
pub const DATES: &[&str] = &["dmy", "mdy", "ymd"];
/// What short years count from.
pub const ERAS: &[&str] = &["common", "reiwa", "heisei", "showa"];

/// The field that leaves a column out.
pub const LEAVE_OUT: &str = "skip";
/// What stands before the name of a field of one's own.
pub const OWN_FIELD: &str = "custom:";

/// What somebody says of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Its encoding.
    pub encoding: Option<String>,
    /// What parts its cells.
    pub delimiter: Option<char>,
    /// The sheet to read.
    pub sheet: Option<String>,
    /// Where it comes from.
    pub preset: Option<String>,
    /// What its rows are about: out of `ABOUT`.
    pub about: Option<String>,
    /// Column (name, or place from 1) and field.
    pub map: Vec<(String, String)>,
    /// The one field to know customers by.
    pub key: Option<String>,
    /// What to do with a row about a customer who is there: out of `ON_DUPLICATE`.
    pub on_duplicate: Option<String>,
    /// In which order its dates are written: out of `DATES`.
    pub dates: Option<String>,
    /// What its short years count from: out of `ERAS`.
    pub era: Option<String>,
    /// The currency of plain amounts, as an ISO code.
    pub currency: Option<String>,
    /// Makes customers of whom rows name and the book does not know.
    pub make_customers: Option<bool>,
    /// What was said of the same columns before does not count.
    pub forget: bool,
}

impl Choices {
    /// These, and what was said before of what they say nothing of.
    #[must_use]
    pub fn or(&self, told: &Self) -> Self {
        let mut all = self.clone();
        all.about = all.about.or_else(|| told.about.clone());
        all.key = all.key.or_else(|| told.key.clone());
        all.preset = all.preset.or_else(|| told.preset.clone());
        all.dates = all.dates.or_else(|| told.dates.clone());
        all.era = all.era.or_else(|| told.era.clone());
        all.currency = all.currency.or_else(|| told.currency.clone());
        let said = |column: &str| self.map.iter().any(|(known, _)| known == column);
        all.map.extend(told.map.iter().filter(|(column, _)| !said(column)).cloned());
        all
    }

    /// Says where a column goes; in place of what was said of it.
    pub fn say(&mut self, column: String, field: String) {
        self.map.retain(|(known, _)| *known != column);
        self.map.push((column, field));
    }

    /// Says whether anything of it bears on files with the same columns.
    #[must_use]
    pub const fn bears_on_columns(&self) -> bool {
        !self.map.is_empty() || self.about.is_some() || self.key.is_some() || self.dates.is_some()
    }
}

/// The one after `now` among `all`, and the first after the last.
#[must_use]
pub fn next<'a>(all: &[&'a str], now: &str) -> &'a str {
    let at = all.iter().position(|known| *known == now).map_or(0, |at| (at + 1) % all.len());
    all[at]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_now_counts_before_what_was_said_once() {
        let pair = |column: &str, field: &str| (column.to_owned(), field.to_owned());
        let now = Choices { map: vec![pair("a", "phone")], key: Some("phone".into()), ..Choices::default() };
        let told = Choices {
            map: vec![pair("a", "mail"), pair("b", "tag")],
            key: Some("mail".into()),
            about: Some("people".into()),
            ..Choices::default()
        };
        let both = now.or(&told);
        assert_eq!(both.map, [pair("a", "phone"), pair("b", "tag")]);
        assert_eq!((both.key.as_deref(), both.about.as_deref()), (Some("phone"), Some("people")));
    }

    #[test]
    fn the_last_choice_leads_back_to_the_first() {
        assert_eq!(
            (next(ABOUT, "reps"), next(ABOUT, "customers"), next(ABOUT, "?")),
            ("customers", "people", "customers")
        );
    }
}
