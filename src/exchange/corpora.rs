//! Imports and exports of real files, where they are at hand; each figure was computed elsewhere.
//!
//! Also the shelf: a book in memory that applies writes, for tests of whole imports.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::PathBuf;

use proptest::prelude::*;

use super::error::Error;
use super::write::cell::Cell;
use super::write::{csv as export_csv, jsonl as export_jsonl};
use crate::domain::custom_field::CustomField;
use crate::domain::custom_value::CustomValue;
use crate::domain::page::{Own, Page};
use crate::domain::plan::{Counts, ImportPlan};
use crate::domain::{Id, Noun, Record, Value, Write};
use crate::exchange::bring_in::import::{Import, OnDuplicate, Options};
use crate::exchange::bring_in::keys::{Book, Empty, Found, Key, Keys};
use crate::exchange::bring_in::open::{Opened, Reading, open};
use crate::exchange::bring_in::read_through;
use crate::exchange::map::headers::As;
use crate::exchange::map::target::Target;
use crate::exchange::read::cell::folded;
use crate::exchange::read::encoding;
use crate::exchange::read::table::{Heading, Layout, Rows, Table};
use crate::exchange::read::text::Text;

/// A book in memory.
#[derive(Default)]
struct Shelf {
    pages: HashMap<Id, Page>,
    reps: HashMap<String, Id>,
    fields: Vec<CustomField>,
}

fn lay<R: Record>(records: &mut Vec<R>, write: &Write) {
    let at = records.iter().position(|record| record.id() == write.id).unwrap_or_else(|| {
        let mut record = R::default();
        record.set_id(write.id);
        records.push(record);
        records.len() - 1
    });
    fill(&mut records[at], write);
}

fn fill<R: Record>(record: &mut R, write: &Write) {
    write.fields.iter().for_each(|(code, value)| record.put(*code, value.clone()));
}

impl Shelf {
    fn apply(&mut self, write: &Write) {
        if write.noun == Noun::Customer {
            let customer = &mut self.pages.entry(write.id).or_default().customer;
            customer.id = write.id;
            return fill(customer, write);
        }
        if write.noun == Noun::CustomField {
            return lay(&mut self.fields, write);
        }
        let whose = write.noun.customer_field().unwrap();
        let named = write.fields.iter().find(|(code, _)| *code == whose).map(|(_, value)| value.clone());
        let owner = match named {
            Some(Value::Ref(bytes)) => Id::from_bytes(bytes),
            _ => self.pages.values().find(|page| page.person(write.id).is_some()).unwrap().customer.id,
        };
        let page = self.pages.get_mut(&owner).unwrap();
        match write.noun {
            Noun::Person => lay(&mut page.people, write),
            Noun::ContactPoint => lay(&mut page.contact_points, write),
            Noun::Tag => lay(&mut page.tags, write),
            Noun::ExternalId => lay(&mut page.external_ids, write),
            Noun::CustomValue => {
                let mut values: Vec<CustomValue> = page.own.iter().map(|own| own.value.clone()).collect();
                lay(&mut values, write);
                let field =
                    |value: &CustomValue| self.fields.iter().find(|field| Some(field.id) == value.field);
                page.own = values
                    .into_iter()
                    .map(|value| Own { field: field(&value).unwrap().clone(), value })
                    .collect();
            }
            other => panic!("an import never writes {other:?}"),
        }
    }

    fn import<R: Read + Seek + Send + 'static>(
        &mut self,
        file: R,
        reading: &Reading,
        options: Options,
    ) -> Counts {
        let Opened { mapping, mut table, .. } = open(file, reading).unwrap();
        let mut import = Import::new(mapping, options, 1);
        let mut drafting = import.drafting(&[]);
        let mut drafts = table.by_ref().map(|row| row.map(|row| drafting.draft(row)));
        loop {
            let mut keys = Keys::default();
            for page in self.pages.values() {
                keys.learn_all(&page.customer, &page.contact_points, &page.external_ids);
            }
            let chunk = import.chunk(&mut drafts, &mut Asked { shelf: self, keys: &keys }, 100).unwrap();
            chunk.writes.iter().for_each(|write| self.apply(write));
            if chunk.last {
                return import.counts();
            }
        }
    }

    /// What a customer has in that field of the desk's own.
    fn own<'a>(page: &'a Page, name: &str) -> Vec<&'a str> {
        let own = page.own.iter().filter(|own| own.field.name == name);
        own.map(|own| own.value.raw.as_str()).collect()
    }

    fn named(&self, name: &str) -> &Page {
        self.pages.values().find(|page| page.customer.name == name).unwrap()
    }
}

/// The shelf while it is asked.
struct Asked<'a> {
    shelf: &'a Shelf,
    keys: &'a Keys,
}

impl Book for Asked<'_> {
    fn find(&mut self, key: Key) -> Found {
        self.keys.find(key)
    }

    fn page(&mut self, customer: Id) -> Result<Option<Box<Page>>, Error> {
        Ok(self.shelf.pages.get(&customer).cloned().map(Box::new))
    }

    fn rep(&mut self, name: &str) -> Option<Id> {
        self.shelf.reps.get(name).copied()
    }

    fn own_fields(&self) -> &[CustomField] {
        &self.shelf.fields
    }
}

fn plan(opened: Opened) -> Result<ImportPlan, Error> {
    read_through(opened, &Options::default(), 1, &mut Empty)
}

fn corpus(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no corpora");
    None
}

fn file(name: &str) -> Option<BufReader<File>> {
    Some(BufReader::new(File::open(corpus(name)?).unwrap()))
}

fn text(name: &str) -> Option<String> {
    Some(String::from_utf8_lossy(&std::fs::read(corpus(name)?).unwrap()).into_owned())
}

const EDINET: &str = "jp-companies-edinet/edinet_2025-12-24_cp932.csv";

#[test]
fn a_cp932_list_with_a_line_above_its_header_comes_in_whole() {
    let Some(list) = file(EDINET) else { return };
    let opened = open(list, &Reading::default()).unwrap();
    let plan = plan(opened).unwrap();
    assert_eq!((plan.encoding, plan.delimiter, plan.header_line), ("CP932", ',', Some(2)));
    assert_eq!((plan.counts.added, plan.counts.rejected, plan.left_out.len()), (658, 0, 1));
    assert_eq!(
        plan.unknown().collect::<Vec<_>>(),
        ["提出者種別", "上場区分", "連結の有無", "提出者名（英字）"]
    );

    let mut shelf = Shelf::default();
    shelf.import(file(EDINET).unwrap(), &Reading::default(), Options::default());
    let last = shelf.named("ダイニック株式会社");
    assert_eq!(last.customer.corporate_number, "1130001001198");
    assert_eq!((last.customer.capital, last.customer.fiscal_month), (Some(5_796_000_000), Some(3)));
    assert_eq!(last.customer.address, "京都市右京区西京極大門町２６番地");
    assert_eq!(Shelf::own(last, "提出者名（英字）"), ["DYNIC CORPORATION"]);
    let capital: i64 = shelf.pages.values().filter_map(|page| page.customer.capital).sum();
    assert_eq!(capital, 9_337_786 * 1_000_000);
}

#[test]
fn a_newer_list_over_an_older_one_adds_only_who_is_new_and_twice_changes_nothing() {
    let Some(older) = file("jp-companies-edinet/edinet_2021-01-20_utf8.csv") else { return };
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(older, &Reading::default(), Options::default()).added, 651);
    let edinet = || Options {
        key: Some(Target::External("EDINET".to_owned())),
        on_duplicate: OnDuplicate::Overwrite,
        ..Options::default()
    };
    let merged = shelf.import(file(EDINET).unwrap(), &Reading::default(), edinet());
    assert_eq!((merged.added, merged.updated + merged.unchanged, shelf.pages.len()), (8, 650, 659));
    let again = shelf.import(file(EDINET).unwrap(), &Reading::default(), edinet());
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 658));
    let plain = shelf.import(file(EDINET).unwrap(), &Reading::default(), Options::default());
    assert_eq!((plain.added, plain.updated, plain.unchanged), (0, 0, 658));
}

#[test]
fn accounts_find_their_parents_wherever_these_stand() {
    let Some(list) = file("crm-maven/accounts.csv") else { return };
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(list, &Reading::default(), Options::default()).added, 85);
    let parents = shelf.pages.values().filter(|page| page.customer.parent.is_some()).count();
    assert_eq!(parents, 15);
    assert!(
        shelf
            .pages
            .values()
            .all(|page| page.customer.employees.is_some() && page.customer.founded_year.is_some())
    );
    let acme = shelf.named("Acme Corporation");
    assert_eq!(acme.customer.note, "revenue: 1100.04");
    let again =
        shelf.import(file("crm-maven/accounts.csv").unwrap(), &Reading::default(), Options::default());
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 85));
}

#[test]
fn stores_come_in_and_two_marks_do_not_spoil_the_first_header() {
    let Some(stores) = file("jp-stores/store.csv") else { return };
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(stores, &Reading::default(), Options::default()).added, 53);
    let first = shelf.named("千草台店");
    assert_eq!((first.customer.code.as_str(), first.customer.region.as_str()), ("S12014", "千葉県"));
    assert_eq!(first.contact_points[0].normal, "+81431234003");

    let bytes = std::fs::read(corpus("jp-stores/category.csv").unwrap()).unwrap();
    let found = encoding::detect(&mut Cursor::new(&bytes), None, true).unwrap();
    let text = Text::new(Cursor::new(&bytes), found.encoding);
    let table = Table::open(text, &Layout::default(), &crate::exchange::map::headers::is_header).unwrap();
    assert_eq!(table.header()[0], "category_major_cd");
    let rows: Vec<_> = table.map(Result::unwrap).collect();
    assert_eq!(rows.len(), 228);
    assert_eq!(rows[0].cells().collect::<Vec<_>>(), ["04", "惣菜", "0401", "御飯類", "040101", "弁当類"]);
}

#[test]
fn people_of_one_company_share_a_customer_and_consumers_stand_alone() {
    let Some(list) = file("crm-chinook/customers.csv") else { return };
    let people = Reading { about: Some(As::People), ..Reading::default() };
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(list, &people, Options::default()).added, 59);
    let persons: usize = shelf.pages.values().map(|page| page.people.len()).sum();
    assert_eq!(persons, 59);
    let companies = shelf.pages.values().filter(|page| page.customer.kind == "company").count();
    assert_eq!((companies, shelf.pages.len()), (10, 59));
    let again = shelf.import(file("crm-chinook/customers.csv").unwrap(), &people, Options::default());
    assert_eq!((again.added, again.updated, again.unchanged), (0, 0, 59));
}

/// Reads every row of a text without looking for a header.
fn rows(bytes: &[u8], delimiter: u8) -> Result<Vec<Vec<String>>, Error> {
    let found = encoding::detect(&mut Cursor::new(bytes), None, false)?;
    let layout = Layout { delimiter: Some(delimiter), heading: Heading::None, ..Layout::default() };
    let mut table = Table::open(Text::new(Cursor::new(bytes), found.encoding), &layout, &|_: &str| false)?;
    let mut rows = table.by_ref().collect::<Result<Vec<_>, _>>()?;
    rows.extend_from_slice(&table.left_out().below);
    Ok(rows.iter().map(|row| row.cells().map(str::to_owned).collect()).collect())
}

#[test]
fn torture_files_read_as_others_read_them() {
    let Some(expected) = text("csv-torture/expected.json") else { return };
    let expected: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&expected).unwrap();
    for (name, expected) in expected {
        let bytes = std::fs::read(corpus(&format!("csv-torture/{name}")).unwrap()).unwrap();
        let read = rows(&bytes, expected["delimiter"].as_str().unwrap().as_bytes()[0]);
        if name.starts_with("csv-141") {
            assert!(
                matches!(read, Err(Error::UnclosedQuote { line: 4 })),
                "{name}: its last quote never closes"
            );
            continue;
        }
        let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Some(cells) = expected["cells"].as_array() {
            let even =
                |cell: &serde_json::Value| cell.as_str().unwrap().replace("\r\n", "\n").replace('\r', "\n");
            let cells: Vec<Vec<String>> = cells
                .iter()
                .map(|row| row.as_array().unwrap().iter().map(even).collect())
                .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            assert_eq!(read, cells, "{name}");
        } else {
            assert_eq!(read.len() as u64, expected["records_including_header"].as_u64().unwrap(), "{name}");
        }
    }
}

#[test]
fn the_spectrum_of_small_files_reads_as_its_json_says() {
    let Some(folder) = corpus("csv-spectrum/json") else { return };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let json = std::fs::read_to_string(&path).unwrap().replace("\\r\\n", "\\n");
        let expected: serde_json::Value = serde_json::from_str(&json).unwrap();
        let Some(expected) = expected.as_array() else { continue };
        let read =
            rows(&std::fs::read(corpus(&format!("csv-spectrum/csvs/{name}.csv")).unwrap()).unwrap(), b',')
                .unwrap();
        assert_eq!(read.len(), expected.len() + 1, "{name}");
        for (row, expected) in read[1..].iter().zip(expected) {
            for (header, cell) in read[0].iter().zip(row) {
                assert_eq!(expected[header].as_str().unwrap(), cell, "{name}");
            }
        }
    }
}

/// Strings that break other programs.
fn hostile() -> Option<Vec<String>> {
    let mut strings: Vec<String> = serde_json::from_str(&text("naughty-strings/blns.json")?).unwrap();
    strings.extend(text("csv-injection/csv-payload.txt")?.lines().map(str::to_owned));
    for entry in std::fs::read_dir(corpus("terminal-escapes")?).unwrap() {
        strings.push(String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap()).into_owned());
    }
    strings.retain(|text| !text.is_empty());
    Some(strings)
}

fn page(note: &str, at: i64) -> Page {
    let mut page = Page::default();
    page.customer.id = Id::mint(at);
    page.customer.name = format!("customer {at}");
    page.customer.note = note.to_owned();
    page
}

#[test]
fn hostile_strings_survive_json_lines_unchanged() {
    let Some(strings) = hostile() else { return };
    let pages: Vec<Page> = (1..).zip(&strings).map(|(at, text)| page(text, at)).collect();
    let mut export = export_jsonl::Export::new(Vec::new()).unwrap();
    let writes: Vec<Write> = pages.iter().map(|page| Write::adding(&page.customer)).collect();
    for write in &writes {
        export.record(write).unwrap();
    }
    let bytes = export.finish().unwrap();
    let read: Vec<Write> = export_jsonl::Import::new(bytes.as_slice()).unwrap().map(Result::unwrap).collect();
    assert_eq!(read, writes);
}

#[test]
fn no_hostile_string_computes_in_a_spreadsheet_and_each_comes_back() {
    let Some(strings) = hostile() else { return };
    let mut bytes = Vec::new();
    let header = ["customer.name", "customer.note"].map(str::to_owned);
    let mut csv = export_csv::Csv::begin(&mut bytes, &header, &export_csv::Sheet::default()).unwrap();
    for text in &strings {
        csv.row(&[Cell::words("customer"), Cell::words(text)], "").unwrap();
    }
    csv.finish().unwrap();
    let read = rows(&bytes, b',').unwrap();
    assert_eq!(read.len(), strings.len() + 1);
    for (row, text) in read[1..].iter().zip(&strings) {
        assert!(!row[1].starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
        let even = text.replace("\r\n", "\n").replace('\r', "\n");
        assert_eq!(crate::exchange::read::cell::unshielded(&row[1]).replace('\r', "\n"), even);
    }
}

#[test]
fn a_shop_file_in_every_encoding_gives_the_same_customers() {
    let text = "\u{feff}会社名,フリガナ,氏名,TEL,携帯,タグ,担当\r\n㈱アクメ,アクメ,田中 一郎,03-1111-2222,090-1111-2222,\"展示会,A\",佐藤\n,,鈴木 花,,090-3333-4444,,\r\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let bare = text.trim_start_matches('\u{feff}');
    let files = [
        text.as_bytes().to_vec(),
        wide(text),
        wide(bare),
        encoding_rs::SHIFT_JIS.encode(bare).0.into_owned(),
    ];
    for bytes in files {
        let mut shelf = Shelf::default();
        shelf.reps.insert(folded("佐藤"), Id::mint(9));
        let counts = shelf.import(Cursor::new(bytes.clone()), &Reading::default(), Options::default());
        assert_eq!((counts.added, shelf.pages.len()), (2, 2));
        let acme = shelf.named("㈱アクメ");
        assert_eq!((acme.people.len(), acme.contact_points.len(), acme.tags.len()), (1, 2, 2));
        assert_eq!(acme.contact_points[1].person, Some(acme.people[0].id));
        assert!(acme.customer.owner.is_some());
        assert_eq!(shelf.named("鈴木 花").customer.kind, "person");
        let again = shelf.import(Cursor::new(bytes), &Reading::default(), Options::default());
        assert_eq!(again.unchanged, 2);
    }
}

#[test]
fn known_customers_are_skipped_filled_overwritten_or_doubled_as_asked() {
    let first = "会社名,TEL,ランク,業種\nアクメ,03-1111-2222,B,\n";
    let second = "会社名,TEL,ランク,業種\n（株）別,06-1111-2222,A,食品\nアクメ,03-1111-2222,A,食品\nアクメ,03-1111-2222,A,食品\n";
    let cases = [
        (OnDuplicate::Skip, 2, "B", ""),
        (OnDuplicate::UpdateEmpty, 2, "B", "食品"),
        (OnDuplicate::Overwrite, 2, "A", "食品"),
        (OnDuplicate::New, 4, "", ""),
    ];
    for (on_duplicate, customers, rank, industry) in cases {
        let mut shelf = Shelf::default();
        shelf.import(Cursor::new(first), &Reading::default(), Options::default());
        shelf.import(
            Cursor::new(second),
            &Reading::default(),
            Options { on_duplicate, ..Options::default() },
        );
        assert_eq!(shelf.pages.len(), customers, "{on_duplicate:?}");
        let acme = &shelf.named("アクメ").customer;
        if customers == 2 {
            assert_eq!((acme.rank.as_str(), acme.industry.as_str()), (rank, industry), "{on_duplicate:?}");
        }
    }
}

#[test]
fn colleagues_share_their_company_and_keep_their_own_notes() {
    let list = "会社名,氏名,代表電話,携帯,等級\n㈱アクメ,田中 一郎,03-1111-2222,090-1,金\n（株）アクメ,鈴木 花,03-1111-2222,,銀\n";
    let people = Reading { about: Some(As::People), ..Reading::default() };
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(Cursor::new(list), &people, Options::default()).added, 2);
    let acme = shelf.named("㈱アクメ");
    assert_eq!((shelf.pages.len(), acme.people.len(), acme.contact_points.len()), (1, 2, 2));
    assert_eq!((Shelf::own(acme, "等級"), acme.customer.note.as_str()), (vec!["金", "銀"], ""));
    assert_eq!(shelf.import(Cursor::new(list), &people, Options::default()).unchanged, 2);
}

proptest! {
    #[test]
    fn no_file_makes_an_import_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let named = [b"name,phone,tag,capital\n".as_slice(), &bytes].concat();
        for about in [As::Customers, As::People] {
            let reading = Reading { about: Some(about), ..Reading::default() };
            if let Ok(opened) = open(Cursor::new(named.clone()), &reading) {
                let _ = plan(opened);
            }
        }
    }
}

#[test]
fn a_name_that_two_customers_bear_is_refused_and_a_code_sets_it_right() {
    let twins = "会社名,コード\nアクメ,1\nアクメ,2\n";
    let mut shelf = Shelf::default();
    assert_eq!(shelf.import(Cursor::new(twins), &Reading::default(), Options::default()).added, 2);
    let bare =
        shelf.import(Cursor::new("会社名,業種\nアクメ,食品\n"), &Reading::default(), Options::default());
    assert_eq!(bare.rejected, 1);
    let coded = shelf.import(
        Cursor::new("会社名,コード,業種\nアクメ,2,食品\n"),
        &Reading::default(),
        Options::default(),
    );
    assert_eq!(coded.updated, 1);
}
