//! Tables as other programs want them, for leaving: their exact headers, and what stands under each.
//!
//! Google Contacts, Outlook in English and Japanese, HubSpot contacts and companies. A row is a
//! person with their company; a company nobody is known at is a row of its own.

use super::cell::Cell;
use super::column::points;
use super::subject::Subject;
use super::survey::Survey;
use super::table::Get;
use crate::domain::contact_point::ContactPoint;
use crate::domain::record::field_named;
use crate::domain::{Id, Noun, Value};

/// Another program's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Google Contacts, the header of today.
    Google,
    /// Outlook in English.
    Outlook,
    /// Outlook in Japanese.
    OutlookJa,
    /// HubSpot, its contacts.
    HubSpot,
    /// HubSpot, its companies.
    HubSpotCompanies,
}

/// What stands in a column: one row a word of the tables below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Blank,
    /// Of the person: a field.
    Person(&'static str),
    /// Of the customer: a field.
    Customer(&'static str),
    /// The person's given name, or all of it where nobody split it.
    Given,
    /// The company; nothing for a consumer.
    Company,
    /// Its reading.
    CompanyKana,
    Tags,
    Owner,
    /// A number or address of that kind: which of them.
    Point(Line, usize),
    Id,
    /// The note, and what is blocked.
    Note,
}

/// A kind of number or address as address books part them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Work,
    Mobile,
    Fax,
    Mail,
    Web,
}

/// Fixed columns of Google's table up to the numbered ones.
#[rustfmt::skip]
const GOOGLE: &[(&str, Part)] = &[
    ("First Name", Part::Given), ("Middle Name", Part::Blank), ("Last Name", Part::Person("family")),
    ("Phonetic First Name", Part::Person("given_kana")), ("Phonetic Middle Name", Part::Blank),
    ("Phonetic Last Name", Part::Person("family_kana")), ("Name Prefix", Part::Blank),
    ("Name Suffix", Part::Person("honorific")), ("Nickname", Part::Blank), ("File As", Part::Blank),
    ("Organization Name", Part::Company), ("Organization Title", Part::Person("job_title")),
    ("Organization Department", Part::Person("department")), ("Birthday", Part::Person("birth_date")),
    ("Notes", Part::Note), ("Photo", Part::Blank), ("Labels", Part::Tags),
];

/// Google's address columns.
#[rustfmt::skip]
const GOOGLE_ADDRESS: &[(&str, Part)] = &[
    ("Address 1 - Label", Part::Blank), ("Address 1 - Formatted", Part::Blank),
    ("Address 1 - Street", Part::Customer("address")), ("Address 1 - City", Part::Customer("city")),
    ("Address 1 - PO Box", Part::Blank), ("Address 1 - Region", Part::Customer("region")),
    ("Address 1 - Postal Code", Part::Customer("postal_code")), ("Address 1 - Country", Part::Customer("country")),
    ("Address 1 - Extended Address", Part::Blank),
];

#[rustfmt::skip]
const OUTLOOK: &[(&str, Part)] = &[
    ("Title", Part::Blank), ("First Name", Part::Given), ("Middle Name", Part::Blank),
    ("Last Name", Part::Person("family")), ("Suffix", Part::Person("honorific")), ("Company", Part::Company),
    ("Department", Part::Person("department")), ("Job Title", Part::Person("job_title")),
    ("Business Street", Part::Customer("address")), ("Business City", Part::Customer("city")),
    ("Business State", Part::Customer("region")), ("Business Postal Code", Part::Customer("postal_code")),
    ("Business Country/Region", Part::Customer("country")), ("Business Fax", Part::Point(Line::Fax, 0)),
    ("Business Phone", Part::Point(Line::Work, 0)), ("Business Phone 2", Part::Point(Line::Work, 1)),
    ("Other Phone", Part::Point(Line::Work, 2)), ("Mobile Phone", Part::Point(Line::Mobile, 0)),
    ("Birthday", Part::Person("birth_date")), ("Categories", Part::Tags),
    ("E-mail Address", Part::Point(Line::Mail, 0)), ("E-mail 2 Address", Part::Point(Line::Mail, 1)),
    ("E-mail 3 Address", Part::Point(Line::Mail, 2)), ("Notes", Part::Note), ("Web Page", Part::Point(Line::Web, 0)),
];

#[rustfmt::skip]
const OUTLOOK_JA: &[(&str, Part)] = &[
    ("肩書き", Part::Blank), ("名", Part::Given), ("ミドル ネーム", Part::Blank), ("姓", Part::Person("family")),
    ("敬称", Part::Person("honorific")), ("会社名", Part::Company), ("部署", Part::Person("department")),
    ("役職", Part::Person("job_title")), ("番地 (会社)", Part::Customer("address")),
    ("市町村 (会社)", Part::Customer("city")), ("都道府県 (会社)", Part::Customer("region")),
    ("郵便番号 (会社)", Part::Customer("postal_code")), ("国 (会社)/地域", Part::Customer("country")),
    ("会社 FAX", Part::Point(Line::Fax, 0)), ("会社電話", Part::Point(Line::Work, 0)),
    ("会社電話 2", Part::Point(Line::Work, 1)), ("携帯電話", Part::Point(Line::Mobile, 0)),
    ("その他の電話", Part::Point(Line::Work, 2)), ("Web ページ", Part::Point(Line::Web, 0)), ("メモ", Part::Note),
    ("会社名フリガナ", Part::CompanyKana), ("誕生日", Part::Person("birth_date")),
    ("姓フリガナ", Part::Person("family_kana")), ("電子メール アドレス", Part::Point(Line::Mail, 0)),
    ("電子メール 2 アドレス", Part::Point(Line::Mail, 1)), ("電子メール 3 アドレス", Part::Point(Line::Mail, 2)),
    ("分類", Part::Tags), ("名フリガナ", Part::Person("given_kana")),
];

#[rustfmt::skip]
const HUBSPOT: &[(&str, Part)] = &[
    ("Record ID", Part::Id), ("First Name", Part::Given), ("Last Name", Part::Person("family")),
    ("Email", Part::Point(Line::Mail, 0)), ("Phone Number", Part::Point(Line::Work, 0)),
    ("Mobile Phone Number", Part::Point(Line::Mobile, 0)), ("Job Title", Part::Person("job_title")),
    ("Company Name", Part::Company), ("Lifecycle Stage", Part::Customer("lifecycle")),
    ("Contact owner", Part::Owner), ("Street Address", Part::Customer("address")), ("City", Part::Customer("city")),
    ("State/Region", Part::Customer("region")), ("Postal Code", Part::Customer("postal_code")),
    ("Country/Region", Part::Customer("country")), ("Website URL", Part::Point(Line::Web, 0)), ("Notes", Part::Note),
];

#[rustfmt::skip]
const HUBSPOT_COMPANIES: &[(&str, Part)] = &[
    ("Record ID", Part::Id), ("Company name", Part::Customer("name")), ("Company owner", Part::Owner),
    ("Phone Number", Part::Point(Line::Work, 0)), ("Company Domain Name", Part::Point(Line::Web, 0)),
    ("Industry", Part::Customer("industry")), ("Number of Employees", Part::Customer("employees")),
    ("Street Address", Part::Customer("address")), ("City", Part::Customer("city")), ("State/Region", Part::Customer("region")),
    ("Postal Code", Part::Customer("postal_code")), ("Country/Region", Part::Customer("country")),
    ("Lifecycle Stage", Part::Customer("lifecycle")), ("Description", Part::Note),
];

impl Preset {
    const fn fixed(self) -> &'static [(&'static str, Part)] {
        match self {
            Self::Google => GOOGLE,
            Self::Outlook => OUTLOOK,
            Self::OutlookJa => OUTLOOK_JA,
            Self::HubSpot => HUBSPOT,
            Self::HubSpotCompanies => HUBSPOT_COMPANIES,
        }
    }
}

/// The columns of another program's table, as many numbered ones as a survey asks for.
#[must_use]
pub fn columns(preset: Preset, survey: &Survey) -> Vec<(String, Get)> {
    let mut columns: Vec<(String, Get)> = fixed(preset.fixed());
    if preset == Preset::Google {
        let several = |name: &str, lines: &'static [Line], most: usize| {
            (0..most.max(1)).flat_map(|nth| numbered(name, lines, nth)).collect::<Vec<_>>()
        };
        columns.extend(several("E-mail", &[Line::Mail], survey.most(&["mail"])));
        let phones = survey.most(&["phone", "mobile", "fax"]);
        columns.extend(several("Phone", &[Line::Mobile, Line::Work, Line::Fax], phones));
        columns.extend(fixed(GOOGLE_ADDRESS));
        columns.extend(several("Website", &[Line::Web], survey.most(&["url"])));
    }
    columns
}

fn fixed(parts: &'static [(&'static str, Part)]) -> Vec<(String, Get)> {
    let one = |(header, part): &(&str, Part)| {
        let part = *part;
        let get: Get = Box::new(move |row, desk| stands(part, row, desk.now));
        ((*header).to_owned(), get)
    };
    parts.iter().map(one).collect()
}

/// `Phone 2 - Label` and `Phone 2 - Value`.
fn numbered(name: &str, lines: &'static [Line], nth: usize) -> [(String, Get); 2] {
    let label: Get = Box::new(move |row, _| {
        Cell::words(several(row, lines).nth(nth).map(|(line, _)| label(line)).unwrap_or_default())
    });
    let value: Get = Box::new(move |row, _| {
        several(row, lines).nth(nth).map(|(_, point)| address(point)).unwrap_or_default()
    });
    [(format!("{name} {} - Label", nth + 1), label), (format!("{name} {} - Value", nth + 1), value)]
}

fn several<'a>(row: &Subject<'a>, lines: &'static [Line]) -> impl Iterator<Item = (Line, &'a ContactPoint)> {
    let row = *row;
    lines.iter().flat_map(move |line| of(&row, *line).map(|point| (*line, point)))
}

const fn label(line: Line) -> &'static str {
    match line {
        Line::Mobile => "Mobile",
        Line::Fax => "Work Fax",
        Line::Work | Line::Mail | Line::Web => "Work",
    }
}

/// The person's own first, then those of the house.
fn of<'a>(row: &Subject<'a>, line: Line) -> impl Iterator<Item = &'a ContactPoint> + use<'a> {
    let kind = match line {
        Line::Work => "phone",
        Line::Mobile => "mobile",
        Line::Fax => "fax",
        Line::Mail => "mail",
        Line::Web => "url",
    };
    points(row, kind, true).chain(points(row, kind, false))
}

fn address(point: &ContactPoint) -> Cell {
    if matches!(point.kind.as_str(), "phone" | "mobile" | "fax") {
        return Cell::code(point.raw.clone());
    }
    Cell::words(point.raw.clone())
}

fn stands(part: Part, row: &Subject<'_>, now: i64) -> Cell {
    let page = &row.dossier.page;
    let company = page.customer.kind != "person";
    match part {
        Part::Blank => Cell::Empty,
        Part::Person(name) => Cell::words(person(row, name)),
        Part::Customer(name) => customer(row, name),
        Part::Given => Cell::words(given(row)),
        Part::Company | Part::CompanyKana if !company => Cell::Empty,
        Part::Company => Cell::words(page.customer.name.clone()),
        Part::CompanyKana => Cell::words(page.customer.kana.clone()),
        Part::Tags => Cell::words(tags(row, now).join(";")),
        Part::Owner => Cell::words(page.customer.owner.map(|id| row.dossier.name_of(id)).unwrap_or_default()),
        Part::Point(line, nth) => of(row, line).nth(nth).map(address).unwrap_or_default(),
        Part::Id => Cell::code(row.id().to_string()),
        Part::Note => Cell::words(note(row)),
    }
}

fn person(row: &Subject<'_>, name: &str) -> String {
    let field = field_named(Noun::Person.fields(), name);
    field.map(|field| row.get(Noun::Person, field.code).text().to_owned()).unwrap_or_default()
}

fn customer(row: &Subject<'_>, name: &str) -> Cell {
    let field = field_named(Noun::Customer.fields(), name);
    match field.map(|field| row.get(Noun::Customer, field.code)) {
        Some(Value::Text(text)) if name == "postal_code" => Cell::code(text),
        Some(Value::Text(text)) => Cell::words(text),
        Some(Value::Int(number)) => Cell::Int(number),
        _ => Cell::Empty,
    }
}

/// The given name; the whole name of somebody nobody split, and of a consumer without a person.
fn given(row: &Subject<'_>) -> String {
    let page = &row.dossier.page;
    match row.person() {
        Some(person) if person.family.is_empty() && person.given.is_empty() => person.full_name.clone(),
        Some(person) => person.given.clone(),
        None if page.customer.kind == "person" => page.customer.name.clone(),
        None => String::new(),
    }
}

/// The tags, and the mark of somebody who must not be called.
pub(super) fn tags(row: &Subject<'_>, now: i64) -> Vec<String> {
    let page = &row.dossier.page;
    let mut tags: Vec<String> = page.tags.iter().map(|tag| tag.name.clone()).collect();
    if blocked(row, now) {
        tags.push(DO_NOT_CALL.to_owned());
    }
    tags
}

/// The mark of whoever must not be called, in files that an address book takes.
pub(super) const DO_NOT_CALL: &str = "do-not-call";

/// Says whether a live block, on any channel, lies on the customer, the person or one of their numbers.
pub(super) fn blocked(row: &Subject<'_>, now: i64) -> bool {
    let person = row.person().map(|person| person.id);
    let ours = |id: Option<Id>| id.is_none() || id == person || row.id() == row.dossier.page.customer.id;
    row.dossier.page.blocks.iter().any(|block| block.stands(now) && ours(block.person))
}

/// The person's note and the customer's.
fn note(row: &Subject<'_>) -> String {
    let notes = [person(row, "note"), row.dossier.page.customer.note.clone()];
    notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::map::headers::{As, Mapping};

    /// What an import calls a part, where it must know it.
    fn known_as(part: Part) -> Option<&'static [&'static str]> {
        Some(match part {
            Part::Given => &["person.given"],
            Part::Person("family") => &["person.family"],
            Part::Person("family_kana") => &["person.family_kana"],
            Part::Person("job_title") => &["person.job_title"],
            Part::Person("department") => &["person.department"],
            Part::Company | Part::Customer("name") => &["customer.name"],
            Part::Customer("postal_code") => &["customer.postal_code"],
            Part::Point(Line::Work, 0) => &["phone"],
            Part::Point(Line::Mobile, 0) => &["mobile", "person_mobile"],
            Part::Point(Line::Mail, 0) => &["mail", "person_mail"],
            Part::Tags => &["tag"],
            Part::Note => &["customer.note", "person.note"],
            _ => return None,
        })
    }

    #[test]
    fn an_import_knows_the_tables_of_other_programs() {
        for preset in [Preset::Google, Preset::Outlook, Preset::OutlookJa, Preset::HubSpotCompanies] {
            let columns = columns(preset, &Survey::default());
            let header: Vec<String> = columns.into_iter().map(|(header, _)| header).collect();
            let mapping = Mapping::of(&header, As::Customers, &[]).unwrap();
            for (column, (word, part)) in mapping.columns.iter().zip(preset.fixed()) {
                let field = column.target.as_ref().map(crate::exchange::map::target::Target::name);
                if let Some(known) = known_as(*part) {
                    assert!(
                        field.as_deref().is_some_and(|field| known.contains(&field)),
                        "{word}: {field:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn googles_numbered_columns_stand_as_google_writes_them() {
        let header: Vec<String> =
            columns(Preset::Google, &Survey::default()).into_iter().map(|(header, _)| header).collect();
        let from = header.iter().position(|word| word == "Labels").unwrap();
        let next = [
            "Labels",
            "E-mail 1 - Label",
            "E-mail 1 - Value",
            "Phone 1 - Label",
            "Phone 1 - Value",
            "Address 1 - Label",
        ];
        assert_eq!(header[from..from + next.len()], next);
    }
}
