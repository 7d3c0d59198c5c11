//! The readers held to files others wrote, and to what others read in them; without them, the
//! tests say `skipped: no corpora`.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use serde_json::Value as Json;

use super::below::{Bare, Rows};
use super::entries::Entries;
use super::kind::{self, Kind};
use super::{calendar, cards, workbook};
use crate::exchange::error::Error;

fn corpus(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: no corpora");
    None
}

fn expected(folder: &str) -> Option<serde_json::Map<String, Json>> {
    let text = std::fs::read_to_string(corpus(&format!("{folder}/expected.json"))?).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn file(folder: &str, name: &str) -> BufReader<File> {
    BufReader::new(File::open(corpus(&format!("{folder}/{name}")).unwrap()).unwrap())
}

/// The cells of one sheet, each row at its place.
fn cells(name: &str, sheet: &str) -> Result<Vec<Vec<String>>, Error> {
    let mut file = file("xlsx-calamine", name);
    let Kind::Workbook(format) = kind::of(&mut file)? else { panic!("{name} is no workbook") };
    let mut cells: Vec<Vec<String>> = Vec::new();
    for row in workbook::open(file, format, Some(sheet)) {
        let row = row?;
        cells.resize(usize::try_from(row.line).unwrap() - 1, Vec::new());
        cells.push(row.cells().map(str::to_owned).collect());
    }
    Ok(cells)
}

/// What a cell is to read as: others' values in the words of ours.
fn words(cell: &Json) -> String {
    match cell {
        Json::Null => String::new(),
        Json::Number(number) => number.as_f64().unwrap().to_string(),
        // openpyxl leaves the escape of a line end as it stands.
        Json::String(text) => {
            text.replace("T00:00:00", "").replace("1T10", "1 10").replace("_x000D_\n", "\n")
        }
        duration => {
            let seconds = duration["duration_seconds"].as_f64().unwrap();
            format!("{}:{}:{}", (seconds / 3600.0).floor(), 10, 10)
        }
    }
}

#[test]
fn workbooks_of_others_read_as_others_read_them() {
    let Some(expected) = expected("xlsx-calamine") else { return };
    for (name, book) in expected {
        let sheets = book["sheets"].as_array().unwrap();
        if sheets.is_empty() {
            let mut damaged = file("xlsx-calamine", &name);
            assert!(kind::of(&mut damaged).is_err() || cells(&name, "Sheet1").is_err(), "{name}");
        }
        for sheet in sheets {
            let read = cells(&name, sheet["name"].as_str().unwrap()).unwrap();
            for (at, row) in sheet["cells"].as_array().unwrap().iter().enumerate() {
                for (column, cell) in row.as_array().unwrap().iter().enumerate() {
                    let ours = read.get(at).and_then(|row| row.get(column)).map_or("", String::as_str);
                    if name == "whitespace_trim.xlsx" {
                        assert_eq!(ours.trim(), words(cell).trim(), "{name} {at} {column}");
                    } else {
                        assert_eq!(ours, words(cell), "{name} {at} {column}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_hidden_sheet_is_told_of_and_never_read_unasked() {
    if corpus("xlsx-calamine").is_none() {
        return;
    }
    let read = |name: &str| {
        let mut sheet = workbook::open(file("xlsx-calamine", name), workbook::Format::Xlsx, None);
        let rows = sheet.by_ref().map(Result::unwrap).count();
        (rows, sheet.notes().iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (rows, notes) = read("any_sheets.xlsx");
    assert_eq!((rows, notes.len()), (4, 3), "{notes:?}");
    assert_eq!(notes.iter().filter(|note| note.contains("idden")).count(), 2, "{notes:?}");
    let (_, notes) = read("rph.xlsx");
    assert!(notes.iter().any(|note| note.contains("PHONETIC")), "{notes:?}");
}

/// The cells of every row that stand under a header which says so.
fn under(rows: &[Vec<String>], header: &[String], is_it: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let at: Vec<usize> = (0..header.len()).filter(|at| is_it(&header[*at])).collect();
    let filled =
        |row: &Vec<String>| at.iter().map(|at| row[*at].clone()).filter(|cell| !cell.is_empty()).collect();
    rows.iter().map(filled).collect()
}

fn read(mut entries: Entries) -> (Vec<String>, Vec<Vec<String>>) {
    let rows = entries.by_ref().map(|row| row.unwrap().cells().map(str::to_owned).collect()).collect();
    (entries.header().to_vec(), rows)
}

fn texts(card: &Json, field: &str) -> Vec<String> {
    let all = card[field].as_array().into_iter().flatten();
    all.map(|text| text.as_str().unwrap_or_default().trim_start_matches("tel:").trim().to_owned()).collect()
}

#[test]
fn cards_of_others_hold_whom_others_find_in_them() {
    let Some(expected) = expected("vcard") else { return };
    for (name, file) in expected {
        let mut bytes = self::file("vcard", &name);
        if name.contains("simple_1") || name.contains("simple_3") {
            // A card with no property in it, or a bare name.
            let _ = cards::open(bytes, None);
            continue;
        }
        assert_eq!(kind::of(&mut bytes).unwrap(), Kind::Cards, "{name}");
        let (header, rows) = read(cards::open(bytes, None).unwrap());
        assert_eq!(rows.len() as u64, file["contacts"].as_u64().unwrap(), "{name}");
        let value = |one: &str| one.ends_with("- Value") && !one.starts_with("Website");
        let mails = under(&rows, &header, |one| value(one) && one.starts_with("E-mail"));
        let numbers = under(&rows, &header, |one| value(one) && !one.starts_with("E-mail"));
        assert_eq!(mails.concat().len() as u64, file["email"].as_u64().unwrap(), "{name} {header:?}");
        assert_eq!(numbers.concat().len() as u64, file["tel"].as_u64().unwrap(), "{name} {header:?}");
        for (at, card) in file["cards"].as_array().unwrap().iter().enumerate() {
            let sorted = |mut all: Vec<String>| {
                all.sort();
                all
            };
            assert_eq!(sorted(mails[at].clone()), sorted(texts(card, "email")), "{name}");
            assert_eq!(sorted(numbers[at].clone()), sorted(texts(card, "tel")), "{name}");
            let one = |field: &str| under(&rows, &header, |one| one == field)[at].concat();
            if !name.contains("backslash") {
                let names = texts(card, "n");
                assert_eq!(one("Last Name"), names.first().cloned().unwrap_or_default(), "{name}");
                assert_eq!(one("First Name"), names.get(1).cloned().unwrap_or_default(), "{name}");
                assert_eq!(one("Contact Person"), texts(card, "fn").join("\n"), "{name}");
            }
            assert_eq!(
                one("Organization Name"),
                texts(card, "org").first().cloned().unwrap_or_default(),
                "{name}"
            );
        }
    }
}

#[test]
fn readings_come_from_phones_and_from_newer_cards() {
    if corpus("vcard").is_none() {
        return;
    }
    let of = |name: &str, field: &str| {
        let (header, rows) = read(cards::open(file("vcard", name), None).unwrap());
        under(&rows, &header, |one| one == field)[0].concat()
    };
    assert_eq!(of("android_v21_japanese_1.vcf", "Phonetic Last Name"), "ｱﾝﾄﾞｳﾛｲﾄﾞ");
    assert_eq!(of("android_v40_sort_as.vcf", "Phonetic Last Name"), "あんどう");
    assert_eq!(of("android_v40_sort_as.vcf", "Company Kana"), "ぐーぐる");
    assert_eq!(of("ezvcard_gmail-single.vcf", "Phonetic First Name"), "Grregg");
    assert_eq!(of("ezvcard_gmail-single.vcf", "Phone 1 - Label"), "GRAND_CENTRAL");
}

#[test]
fn calendars_of_others_give_their_events_and_tasks() {
    let Some(expected) = expected("ics") else { return };
    for (name, file) in expected {
        let summaries = texts(&file, "summaries");
        let opened = calendar::open(self::file("ics", &name), None);
        if summaries.is_empty() {
            assert!(matches!(opened, Err(Error::Empty)), "{name}");
            continue;
        }
        let (header, rows) = read(opened.unwrap());
        assert_eq!(under(&rows, &header, |one| one == "Subject").concat(), summaries, "{name}");
        let zoned = name.starts_with("outlook") || name.ends_with("example2.ics");
        let starts = under(&rows, &header, |one| one == "Start").concat();
        assert!(!zoned || starts[0].ends_with("-04:00") || starts[0].ends_with("-05:00"), "{starts:?}");
    }
}
