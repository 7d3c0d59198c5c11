//! Phone numbers of files: the common Japanese ones at a glance, all others by `domain::phone`.
//!
//! The tables behind `domain::phone` cost a hundred times as much a number, and most numbers of
//! most files need none of them. A test holds both to the same answers.

use crate::domain::phone::{self, Phone};

/// First figures after the zero, two each, behind which any seven figures make a landline.
const AREAS: &[(u8, &[u8])] = &[
    (b'2', b"23456789"),
    (b'3', b"123456789"),
    (b'4', b"234578"),
    (b'5', b"234589"),
    (b'6', b"123456789"),
    (b'7', b"256789"),
    (b'8', b"2679"),
    (b'9', b"23458"),
];

/// First figures of mobile numbers; the next one is never zero.
const MOBILES: &[&[u8]] = &[b"070", b"080", b"090"];

/// Reads a number as [`phone::normal`] does.
#[must_use]
pub fn read(raw: &str, region: &str) -> Phone {
    let home = region.eq_ignore_ascii_case(phone::HOME);
    match common(raw).filter(|_| home) {
        Some(e164) => Phone { raw: raw.to_owned(), e164: Some(e164), note: None, zero_restored: false },
        None => phone::normal(raw, region),
    }
}

/// The normal form of a number that is figures, with single hyphens between them, and of a kind
/// that cannot be mistaken.
fn common(raw: &str) -> Option<String> {
    let mut figures = Vec::with_capacity(13);
    let mut before = b'-';
    for byte in raw.bytes() {
        match byte {
            b'0'..=b'9' => figures.push(byte),
            b'-' if before != b'-' => {}
            _ => return None,
        }
        before = byte;
    }
    let known = before != b'-' && (is_landline(&figures) || is_mobile(&figures));
    let national = std::str::from_utf8(figures.get(1..)?).ok()?;
    known.then(|| format!("+81{national}"))
}

fn is_landline(figures: &[u8]) -> bool {
    let [b'0', first, second, rest @ ..] = figures else { return false };
    let known = |(area, next): &(u8, &[u8])| area == first && next.contains(second);
    rest.len() == 7 && AREAS.iter().any(known)
}

fn is_mobile(figures: &[u8]) -> bool {
    figures.len() == 11 && MOBILES.iter().any(|mobile| figures.starts_with(mobile)) && figures[3] != b'0'
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    fn agree(raw: &str) {
        assert_eq!(read(raw, "JP"), phone::normal(raw, "JP"), "{raw}");
    }

    #[test]
    fn every_beginning_of_a_number_is_read_as_the_tables_read_it() {
        for head in 0..10_000 {
            for tail in ["345678", "000000", "3456789", "0000000"] {
                agree(&format!("{head:04}{tail}"));
            }
        }
    }

    #[test]
    fn every_area_of_the_numbering_plan_is_read_as_the_tables_read_it() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/phones-jp/geocoding_ja_81.txt");
        let Ok(areas) = fs::read_to_string(path) else {
            println!("skipped: no corpora");
            return;
        };
        let areas: Vec<&str> =
            areas.lines().filter_map(|line| line.split_once('|')?.0.strip_prefix("81")).collect();
        assert!(areas.len() > 1000);
        for area in areas {
            let rest = 9_usize.saturating_sub(area.len());
            agree(&format!("0{area}{}", &"1234567"[..rest.min(7)]));
            agree(&format!("0{area}-{}", &"9876543"[..rest.min(7)]));
        }
    }

    #[test]
    fn common_numbers_do_without_the_tables_and_doubtful_ones_do_not() {
        for raw in ["03-1234-5678", "0312345678", "06-6123-4567", "090-1234-5678", "052-123-4567"] {
            assert!(common(raw).is_some(), "{raw}");
        }
        for raw in ["", "-", "03--1234-5678", "03-1234-5678-", "0120-123-456", "9012345678", "03-1234-567"] {
            assert_eq!(common(raw), None, "{raw}");
        }
        assert_eq!(read("212-555-0123", "US").e164.as_deref(), Some("+12125550123"));
        assert_eq!(read("03-1234-5678", "US"), phone::normal("03-1234-5678", "US"));
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_as_the_tables_read_it(raw in "0?[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{3,5}") {
            prop_assert_eq!(read(&raw, "JP"), phone::normal(&raw, "JP"));
        }
    }
}
