//! Real companies: each is found by its name, its reading, and its reading in romaji.

use std::path::Path;

use wana_kana::ConvertJapanese;

use super::{Book, Folded, Moments, Source};
use crate::domain::Id;
use crate::domain::query::Query;

const FILE: &str = "../shared/data/jp-companies-edinet/edinet_2025-12-24_cp932.csv";

/// Code, name and reading of each row, below the preamble and the header.
fn companies() -> Option<Vec<[String; 3]>> {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).ok()?;
    let (text, _, _) = encoding_rs::SHIFT_JIS.decode(&bytes);
    let mut rows = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows = rows.records().skip(2).map(|row| {
        let row = row.unwrap();
        [0, 6, 8].map(|column: usize| row[column].to_owned())
    });
    Some(rows.collect())
}

#[test]
fn every_listed_company_is_found_by_name_reading_and_romaji() {
    let Some(companies) = companies() else {
        println!("skipped: no corpora");
        return;
    };
    assert_eq!(companies.len(), 658);
    let id = |code: &str| Id::of_parts(&[code.as_bytes()]);
    let mut book = Book::new();
    book.put_folded(companies.iter().map(|[code, name, kana]| {
        Folded::of(&Source { id: id(code), name: name.clone(), kana: kana.clone(), ..Source::default() })
    }));
    for [code, name, kana] in &companies {
        for line in [name.clone(), kana.clone(), kana.to_romaji()] {
            let found = book.find(&Query::parse(&line), &Moments::default(), 50);
            assert!(
                found.hits.iter().any(|hit| hit.id == id(code)),
                "{code} {name} by {line}: {}",
                found.total
            );
        }
    }
}
