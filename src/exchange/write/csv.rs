//! Customers as a table for spreadsheets: one row a customer, headers in the user's language.
//!
//! Cells that a spreadsheet would compute get an apostrophe, which an import takes off again.
//! The columns are named as `--map` names fields; their headers come from the caller.

use std::collections::BTreeSet;
use std::io::Write;

use csv::{ByteRecord, QuoteStyle, WriterBuilder};
use encoding_rs::SHIFT_JIS;

use crate::domain::custom_field;
use crate::domain::page::Page;
use crate::domain::person::Person;
use crate::domain::{Noun, Record, Value};
use crate::exchange::error::Error;
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::shielded;

/// The columns of an export, unless others are asked for.
pub const COLUMNS: &[&str] = &[
    "customer.code",
    "customer.name",
    "customer.kana",
    "customer.kind",
    "person.full_name",
    "person.department",
    "person.job_title",
    "phone",
    "person_mobile",
    "fax",
    "mail",
    "url",
    "customer.postal_code",
    "customer.region",
    "customer.city",
    "customer.address",
    "customer.country",
    "customer.industry",
    "customer.employees",
    "customer.capital",
    "customer.corporate_number",
    "customer.rank",
    "customer.lifecycle",
    "tag",
    "customer.note",
];

/// The encoding of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, as Excel wants it.
    #[default]
    Marked,
    /// UTF-8 as it is.
    Plain,
    /// CP932, for software of that age; `replace` puts `?` for what it does not have.
    Cp932 {
        /// Puts `?` instead of refusing.
        replace: bool,
    },
}

/// How to write a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The encoding.
    pub encoding: Encoding,
    /// What parts the cells.
    pub delimiter: u8,
    /// Leaves cells as they are, even those a spreadsheet would compute.
    pub raw: bool,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { encoding: Encoding::default(), delimiter: b',', raw: false }
    }
}

/// Characters that CP932 has under another code point, and that code point.
const TWINS: &[(char, char)] = &[
    ('〜', '～'),
    ('—', '―'),
    ('−', '－'),
    ('‖', '∥'),
    ('¢', '￠'),
    ('£', '￡'),
    ('¬', '￢'),
    ('¥', '￥'),
    ('‾', '￣'),
];

/// Writes customers under the given columns and headers; gives the number of rows.
pub fn write(
    out: &mut dyn Write,
    columns: &[(Target, String)],
    pages: impl Iterator<Item = Result<Page, Error>>,
    sheet: &Sheet,
) -> Result<u64, Error> {
    if sheet.encoding == Encoding::Marked {
        out.write_all("\u{feff}".as_bytes()).map_err(Error::io("writing the export"))?;
    }
    let mut table = WriterBuilder::new()
        .delimiter(sheet.delimiter)
        .quote_style(QuoteStyle::Necessary)
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let mut letters = Letters { encoding: sheet.encoding, missing: BTreeSet::new() };
    let header: ByteRecord = columns.iter().map(|(_, label)| letters.encode(label)).collect();
    table.write_byte_record(&header)?;
    let mut rows = 0;
    for page in pages {
        let page = page?;
        let row: ByteRecord = columns
            .iter()
            .map(|(target, _)| cell(&page, target))
            .map(|text| if sheet.raw { letters.encode(&text) } else { letters.encode(&shielded(&text)) })
            .collect();
        table.write_byte_record(&row)?;
        rows += 1;
    }
    table.flush().map_err(Error::io("writing the export"))?;
    letters.refuse_missing()?;
    Ok(rows)
}

/// Turns text into bytes, and keeps what has none.
struct Letters {
    encoding: Encoding,
    missing: BTreeSet<char>,
}

impl Letters {
    fn encode(&mut self, text: &str) -> Vec<u8> {
        if !matches!(self.encoding, Encoding::Cp932 { .. }) || text.is_ascii() {
            return text.as_bytes().to_vec();
        }
        let twin = |c| TWINS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
        let known: String = text.chars().map(twin).map(|c| self.known(c)).collect();
        SHIFT_JIS.encode(&known).0.into_owned()
    }

    fn known(&mut self, c: char) -> char {
        if c.is_ascii() || !SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2 {
            return c;
        }
        self.missing.insert(c);
        '?'
    }

    fn refuse_missing(self) -> Result<(), Error> {
        if self.missing.is_empty() || self.encoding == (Encoding::Cp932 { replace: true }) {
            return Ok(());
        }
        let some: Vec<String> = self.missing.iter().take(20).map(char::to_string).collect();
        Err(Error::Unencodable { encoding: "CP932", characters: some.join(" ") })
    }
}

/// What a page has for a column; several values stand in one cell as an import takes them apart.
fn cell(page: &Page, target: &Target) -> String {
    let person = page.people.first();
    match target {
        Target::Customer(field) => words(&page.customer.get(field.code)),
        Target::Person(field) if field.name == "full_name" => person.map(Person::name).unwrap_or_default(),
        Target::Person(field) => person.map(|person| words(&person.get(field.code))).unwrap_or_default(),
        Target::Name => page.customer.name.clone(),
        Target::Kana => page.customer.kana.clone(),
        Target::Point { kind, .. } => {
            let points = page.contact_points.iter().filter(|point| point.kind == *kind && !point.gone);
            points.map(|point| point.raw.as_str()).collect::<Vec<_>>().join(" ::: ")
        }
        Target::Tag => page.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(","),
        Target::External(system) => {
            let id = page.external_ids.iter().find(|id| id.system == *system);
            id.map(|id| id.value.clone()).unwrap_or_default()
        }
        Target::Custom(name) => {
            let field = custom_field::id_of(Noun::Customer, name);
            let own = page.own_of(page.customer.id).find(|own| own.field.id == field);
            own.map(|own| own.value.raw.clone()).unwrap_or_default()
        }
        Target::Owner
        | Target::Parent
        | Target::LabelOf(_)
        | Target::Skip
        | Target::Own(..)
        | Target::OwnId(_)
        | Target::Company(_)
        | Target::Part(_)
        | Target::Whom => String::new(),
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Null | Value::Ref(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::domain::customer::Customer;
    use crate::exchange::bring_in::open::{Reading, open};
    use crate::exchange::map::headers::As;

    fn columns() -> Vec<(Target, String)> {
        [("customer.name", "会社名"), ("customer.note", "備考")]
            .map(|(field, label)| (Target::named(field).unwrap(), label.to_owned()))
            .to_vec()
    }

    fn export(name: &str, note: &str, sheet: Sheet) -> Result<Vec<u8>, Error> {
        let customer = Customer { name: name.into(), note: note.into(), ..Customer::default() };
        let page = Page { customer, ..Page::default() };
        let mut out = Vec::new();
        write(&mut out, &columns(), std::iter::once(Ok(page)), &sheet)?;
        Ok(out)
    }

    #[test]
    fn every_default_column_is_a_field() {
        assert!(COLUMNS.iter().all(|name| Target::named(name).is_ok()));
    }

    #[test]
    fn no_cell_computes_and_each_reads_back() {
        for text in ["=cmd|'/C calc'!A0", "+81 3 1234", "-2+3", "@SUM(1)", "\tx", "'=quoted"] {
            let bytes = export("田中", text, Sheet::default()).unwrap();
            let mut table =
                open(Cursor::new(bytes), &Reading { about: Some(As::Customers), ..Reading::default() })
                    .unwrap()
                    .table;
            let row = table.next().unwrap().unwrap();
            assert!(row.cell(1).starts_with('\''), "{text}");
            assert_eq!(crate::exchange::read::cell::unshielded(row.cell(1)), text);
        }
        let raw = export("田中", "=1", Sheet { raw: true, ..Sheet::default() }).unwrap();
        assert!(String::from_utf8(raw).unwrap().contains(",=1\r\n"));
    }

    #[test]
    fn cp932_maps_the_twins_and_refuses_what_it_does_not_have() {
        let sheet = |replace| Sheet { encoding: Encoding::Cp932 { replace }, ..Sheet::default() };
        let bytes = export("髙橋〜—−‖¥", "①", sheet(false)).unwrap();
        assert_eq!(SHIFT_JIS.decode(&bytes).0, "会社名,備考\r\n髙橋～―－∥￥,①\r\n");
        let refused = export("😀𠮷é", "", sheet(false)).unwrap_err();
        assert!(
            matches!(&refused, Error::Unencodable { characters, .. } if characters == "é 😀 𠮷"),
            "{refused}"
        );
        let replaced = export("a😀", "", sheet(true)).unwrap();
        assert_eq!(SHIFT_JIS.decode(&replaced).0, "会社名,備考\r\na?,\r\n");
    }
}
