//! Which column holds what: the words people put above columns, and `--map`.
//!
//! `aliases` is the table of words; this file folds headers, looks them up and settles what a
//! plain "name" means beside the other columns. Columns nobody knows stay known as such.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use super::about::As;
use super::about::is_price_list;
use super::aliases::{ALIASES, COMPANION_UNITS, UNITS};
use super::ours;
use super::presets::{FIRST_OF_RECORD, Preset};
use super::record_aliases::RECORD_ALIASES;
use super::target::Target;
use crate::domain::custom_field::CustomField;
use crate::domain::customer;
use crate::domain::plan::{ColumnUse, Question};
use crate::exchange::error::Error;
use crate::exchange::read::cell::{folded, plain};
use crate::exchange::read::dates::Dates;

/// The header of the column that says why a row was rejected.
pub const REASON: &str = "salesdesk_reason";

/// A column and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header, as it stands in the file.
    pub header: String,
    /// Where its cells go; nothing for a column nobody knows.
    pub target: Option<Target>,
    /// 0–100: how sure that is.
    pub confidence: u8,
    /// What one stands for in a column of amounts: 1,000,000 under `資本金（百万円）`.
    pub unit: i64,
    /// The field of the desk's own that takes what no field of ours holds.
    pub own: Option<CustomField>,
    /// How its dates are written.
    pub dates: Dates,
}

/// Every column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// What a row is about.
    pub about: As,
    /// The source whose columns it has, where that is known.
    pub preset: Option<&'static Preset>,
    /// What must be asked before it is imported.
    pub asks: Vec<Question>,
    /// Two columns of it mean one field of the desk's own.
    pub doubled: bool,
    /// Amounts in it have parts that the desk's own currency has not: theirs is not known.
    pub no_currency: bool,
}

static KNOWN: LazyLock<HashMap<String, Target>> = LazyLock::new(|| {
    let rows = ALIASES.iter().flat_map(|(field, words)| words.iter().map(move |word| (*field, *word)));
    // The words of others come last: they decide where both use one.
    let rows = ours::known().chain(rows);
    rows.filter_map(|(field, word)| Some((folded(word), Target::named(field).ok()?))).collect()
});

static KNOWN_OF_RECORDS: LazyLock<HashMap<(As, String), Target>> = LazyLock::new(|| {
    let rows = RECORD_ALIASES
        .iter()
        .flat_map(|(about, field, words)| words.iter().map(move |word| (*about, *field, *word)));
    rows.filter_map(|(about, field, word)| Some(((about, folded(word)), Target::named(field).ok()?)))
        .collect()
});

/// Says whether a word is one that people put above columns.
#[must_use]
pub fn is_header(word: &str) -> bool {
    let kinds = [
        As::Customers,
        As::Deals,
        As::Purchases,
        As::Activities,
        As::Visits,
        As::Subscriptions,
        As::Products,
        As::Inquiries,
        As::Consents,
        As::Mailings,
        As::Reps,
    ];
    word == REASON || (word.len() < 100 && kinds.into_iter().any(|about| lookup(word, about).is_some()))
}

/// What a word means above a column of such a file.
pub(super) fn column_of(word: &str, about: As) -> Option<Target> {
    lookup(word, about).map(|(target, _)| target)
}

impl Mapping {
    /// Settles every column of a header, with what the user says about some of them.
    pub fn of(header: &[String], about: As, said: &[(String, String)]) -> Result<Self, Error> {
        Self::under(header, about, None, said)
    }

    /// [`Self::of`] for a file of a source that is known.
    pub fn under(
        header: &[String],
        about: As,
        preset: Option<&'static Preset>,
        said: &[(String, String)],
    ) -> Result<Self, Error> {
        let mut columns: Vec<Column> =
            header.iter().enumerate().map(|(at, name)| Column::of(name, at, about, preset)).collect();
        pair_labels(&mut columns);
        drop_weaker(&mut columns);
        for (name, field) in said {
            let at = find_column(header, name)?;
            columns[at].target = Some(Target::named(field)?);
            columns[at].confidence = 100;
        }
        let mut mapping =
            Self { columns, about, preset, asks: Vec::new(), doubled: false, no_currency: false };
        mapping.settle_names();
        mapping.settle_units();
        mapping.settle_own();
        if mapping.identifies() {
            Ok(mapping)
        } else if is_price_list(header) {
            Err(Error::PriceList)
        } else {
            Err(Error::NothingMapped)
        }
    }

    /// Says whether rows name their customers by ids alone, so that one who is not there yet can
    /// only be made.
    #[must_use]
    pub fn names_by_id_only(&self) -> bool {
        let id = self
            .has(|target| matches!(target, Target::External(_)) || target.is_customer(customer::field::code));
        let name = self.has(|target| {
            target.is_customer(customer::field::name) || target.is_person_name() || *target == Target::Whom
        });
        id && !name
    }

    /// Gives a field of the desk's own to each column that holds more than fields of ours take.
    fn settle_own(&mut self) {
        let (about, noun) = (self.about, self.about.noun());
        if about == As::Blocks || about == As::Reps || about.notes_the_rest() {
            return;
        }
        for (at, column) in self.columns.iter_mut().enumerate() {
            let name = match &column.target {
                Some(Target::Custom(name)) => name.clone(),
                target if needs_own(target.as_ref(), about) => column.header.clone(),
                _ => continue,
            };
            let name = if name.trim().is_empty() { (at + 1).to_string() } else { name };
            column.own = Some(CustomField::called(noun, name.trim(), "text"));
        }
        let ids: Vec<_> =
            self.columns.iter().filter_map(|column| column.own.as_ref()).map(|own| own.id).collect();
        self.doubled = ids.iter().enumerate().any(|(at, id)| ids[..at].contains(id));
    }

    /// The column that marks the first row of each record, where several rows are one.
    #[must_use]
    pub fn first_of_record(&self) -> Option<usize> {
        self.preset?;
        self.columns.iter().position(|column| column.header == FIRST_OF_RECORD)
    }

    fn has(&self, wanted: impl Fn(&Target) -> bool) -> bool {
        self.columns.iter().filter_map(|column| column.target.as_ref()).any(wanted)
    }

    /// A bare "name" is the company's, unless another column is or rows are people; a reading
    /// goes with the name before it.
    fn settle_names(&mut self) {
        let company = self.has(|target| target.is_customer(customer::field::name));
        let name_is_person = company || self.about == As::People;
        let nameless = !company && !self.has(|target| *target == Target::Name);
        let mut of_person = self.about == As::People || nameless;
        for column in &mut self.columns {
            match &column.target {
                Some(Target::Name) => {
                    of_person = name_is_person;
                    column.target = Target::field_for(of_person, "full_name", "name");
                }
                Some(Target::Kana) => column.target = Target::field_for(of_person, "family_kana", "kana"),
                Some(target) if target.is_person_name() => of_person = true,
                Some(target) if target.is_customer(customer::field::name) => of_person = false,
                _ => {}
            }
        }
    }

    fn settle_units(&mut self) {
        for (companion, field, unit) in COMPANION_UNITS {
            if self.columns.iter().any(|column| folded(&column.header) == folded(companion)) {
                let fits = |column: &&mut Column| {
                    matches!(&column.target, Some(Target::Customer(f)) if f.name == *field)
                        && column.unit == 1
                };
                self.columns.iter_mut().filter(fits).for_each(|column| column.unit = *unit);
            }
        }
    }

    fn identifies(&self) -> bool {
        use Target::{Own, Part};
        match self.about {
            As::Customers | As::People | As::Blocks => self.has(|target| {
                let named = target.is_customer(customer::field::name) || target.is_person_name();
                named || matches!(target, Target::Point { .. })
            }),
            As::Deals | As::Inquiries | As::Consents => self.has(|target| matches!(target, Own(..))),
            As::Purchases => self.has(|target| {
                matches!(target, Own(_, field) if ["amount", "quantity", "unit_price", "product"].contains(&field.name))
            }) && !is_price_list(&self.headers()),
            As::Activities | As::Visits | As::Mailings => self.has(|target| matches!(target, Own(..) | Part(_))),
            As::Subscriptions => self.has(|target| {
                matches!(target, Own(_, field) if ["product", "product_code", "amount"].contains(&field.name))
            }),
            As::Products => self.has(|target| {
                matches!(target, Own(_, field) if ["name", "code"].contains(&field.name))
            }),
            As::Reps => self.has(|target| {
                matches!(target, Own(_, field) if field.name == "name") || target.is_person_name()
            }),
        }
    }

    fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    /// What the plan shows of it.
    #[must_use]
    pub fn uses(&self) -> Vec<ColumnUse> {
        let shown = |column: &Column| ColumnUse {
            header: column.header.clone(),
            field: column.told(),
            confidence: column.confidence,
            samples: Vec::new(),
        };
        self.columns.iter().map(shown).collect()
    }
}

impl Column {
    fn of(header: &str, at: usize, about: As, preset: Option<&Preset>) -> Self {
        let found = match preset.and_then(|preset| preset.target(header, at)) {
            Some(target) => Some((target, 100)),
            None if header == REASON => Some((Target::Skip, 100)),
            None if preset.is_some_and(Preset::is_headerless) => None,
            None => lookup(header, about),
        };
        let (target, confidence) = found.map_or((None, 0), |(target, sure)| (Some(target), sure));
        let unit = unit_in(header);
        Self { header: header.to_owned(), target, confidence, unit, own: None, dates: Dates::default() }
    }

    /// Where it goes, as `--map` names it.
    fn told(&self) -> Option<String> {
        let own = || self.own.as_ref().map(|field| format!("custom:{}", field.name));
        self.target.as_ref().map(Target::name).or_else(own)
    }
}

/// Says whether what such a column tells has no room in the records of a row: what nobody knows,
/// words that are mapped to codes of ours, and more of a customer than who it is.
fn needs_own(target: Option<&Target>, about: As) -> bool {
    match target {
        None => true,
        Some(Target::Own(_, field)) => {
            matches!(field.name, "stage" | "kind" | "outcome" | "direction" | "number" | "status")
        }
        Some(
            Target::Customer(_) | Target::Person(_) | Target::Point { .. } | Target::Tag | Target::Parent,
        ) => about.hangs() && !target.is_some_and(Target::identifies),
        Some(Target::Owner) => about == As::Purchases,
        _ => false,
    }
}

/// Finds a header in the tables: as it is, without its number, without what is in brackets; what
/// it means in files of that kind goes first.
fn lookup(header: &str, about: As) -> Option<(Target, u8)> {
    let whole = folded(header);
    let unnumbered: String = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let valued = unnumbered.strip_suffix("value").unwrap_or(&unnumbered);
    let bare = folded(&without_brackets(header));
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let tries = [(whole.as_str(), 100), (&unnumbered, 90), (valued, 90), (bare, 80)];
    let own = |word: &str| KNOWN_OF_RECORDS.get(&(about, word.to_owned()));
    tries.into_iter().find_map(|(word, sure)| Some((own(word).or_else(|| KNOWN.get(word))?.clone(), sure)))
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in plain(header).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

fn unit_in(header: &str) -> i64 {
    let header = plain(header);
    UNITS.iter().find(|(word, _)| header.contains(word)).map_or(1, |(_, unit)| *unit)
}

/// Gives `Phone 1 - Label` to the column `Phone 1 - Value`.
fn pair_labels(columns: &mut [Column]) {
    let stems: HashMap<String, usize> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.target, Some(Target::Point { .. })))
        .filter_map(|(at, column)| Some((folded(&column.header).strip_suffix("value")?.to_owned(), at)))
        .collect();
    for column in columns.iter_mut().filter(|column| column.target.is_none()) {
        let header = folded(&column.header);
        let stem = header.strip_suffix("label").or_else(|| header.strip_suffix("type"));
        if let Some(at) = stem.and_then(|stem| stems.get(stem)) {
            column.target = Some(Target::LabelOf(*at));
            column.confidence = 90;
        }
    }
}

/// Frees columns that were only nearly recognised where another holds the very field:
/// `提出者名（英字）` beside `提出者名`.
fn drop_weaker(columns: &mut [Column]) {
    let single = |target: &Target| match target {
        Target::Customer(field) | Target::Person(field) => field.name != "address" && field.name != "note",
        Target::Name | Target::Kana => true,
        _ => false,
    };
    for at in 0..columns.len() {
        let Some(target) = columns[at].target.clone().filter(single) else { continue };
        let sure = columns[at].confidence;
        if columns.iter().any(|other| other.target.as_ref() == Some(&target) && other.confidence > sure) {
            columns[at].target = None;
            columns[at].confidence = 0;
        }
    }
}

/// The column of that name, or at that place from 1.
fn find_column(header: &[String], name: &str) -> Result<usize, Error> {
    let exact = header.iter().position(|column| column == name);
    let alike = || header.iter().position(|column| folded(column) == folded(name));
    let place = || name.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < header.len());
    exact.or_else(alike).or_else(place).ok_or_else(|| Error::NoSuchColumn(name.to_owned(), header.join(", ")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(header: &str, about: As) -> Vec<String> {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let mapping = Mapping::of(&header, about, &[]).unwrap();
        mapping.uses().into_iter().map(|column| column.field.unwrap_or_default()).collect()
    }

    #[test]
    fn every_alias_names_a_field_and_none_names_two() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for (field, words) in ALIASES {
            Target::named(field).unwrap();
            for word in *words {
                assert!(!folded(word).is_empty(), "{word}");
                let before = seen.insert(folded(word), field);
                assert!(before.is_none_or(|before| before == *field), "{word}: {before:?} and {field}");
            }
        }
        let mut seen: HashMap<(As, String), &str> = HashMap::new();
        for (about, field, words) in RECORD_ALIASES {
            Target::named(field).unwrap();
            for word in *words {
                let before = seen.insert((*about, folded(word)), field);
                assert!(
                    before.is_none_or(|before| before == *field),
                    "{about:?} {word}: {before:?} and {field}"
                );
            }
        }
    }

    #[test]
    fn headers_match_in_any_width_case_and_number() {
        assert_eq!(
            fields("会 社 名,ＴＥＬ,電話番号2,e-MAIL,〒,ふりがな", As::Customers),
            ["customer.name", "phone", "phone", "mail", "customer.postal_code", "customer.kana"]
        );
    }

    #[test]
    fn a_bare_name_is_the_company_or_the_person_as_the_others_say() {
        assert_eq!(fields("Name,Phone", As::Customers)[0], "customer.name");
        assert_eq!(fields("Name,Phone", As::People)[0], "person.full_name");
        assert_eq!(fields("Company,Name", As::Customers), ["customer.name", "person.full_name"]);
        assert_eq!(
            fields("会社名,フリガナ,氏名,フリガナ", As::Customers),
            ["customer.name", "customer.kana", "person.full_name", "person.family_kana"]
        );
        assert_eq!(
            fields("氏名,フリガナ,携帯", As::Customers),
            ["person.full_name", "person.family_kana", "person_mobile"]
        );
    }

    #[test]
    fn labels_go_with_their_values() {
        let header = "Name,Phone 1 - Label,Phone 1 - Value,E-mail 2 - Type,E-mail 2 - Value";
        assert_eq!(fields(header, As::People)[1..], ["label", "phone", "label", "mail"]);
    }

    #[test]
    fn what_the_user_says_holds_by_name_or_place() {
        let header = ["x".to_owned(), "メモ欄".to_owned(), "TEL".to_owned()];
        let said = [("1", "name"), ("メモ欄", "external:SAP"), ("tel", "skip")];
        let said = said.map(|(column, field)| (column.to_owned(), field.to_owned()));
        let mapping = Mapping::of(&header, As::Customers, &said).unwrap();
        let names: Vec<_> = mapping.uses().into_iter().filter_map(|column| column.field).collect();
        assert_eq!(names, ["customer.name", "external:SAP", "skip"]);
        let wrong = [("y".to_owned(), "name".to_owned())];
        assert!(matches!(Mapping::of(&header, As::Customers, &wrong), Err(Error::NoSuchColumn(..))));
        let wrong = [("x".to_owned(), "customer.gone".to_owned())];
        assert!(matches!(Mapping::of(&header, As::Customers, &wrong), Err(Error::NoSuchField(_))));
    }

    #[test]
    fn units_come_from_brackets_and_from_known_lists() {
        let header = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let unit = |text| Mapping::of(&header(text), As::Customers, &[]).unwrap().columns[1].unit;
        assert_eq!(unit("会社名,資本金（百万円）"), 1_000_000);
        assert_eq!(unit("会社名,資本金"), 1);
        assert_eq!(unit("提出者名,資本金,ＥＤＩＮＥＴコード"), 1_000_000);
    }

    #[test]
    fn columns_without_anybody_in_them_are_refused() {
        assert!(matches!(Mapping::of(&["city".to_owned()], As::Customers, &[]), Err(Error::NothingMapped)));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(header in proptest::collection::vec(any::<String>(), 0..6)) {
            let _ = Mapping::of(&header, As::People, &[]);
        }
    }
}
