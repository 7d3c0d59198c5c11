//! Cases for numbers as people write them.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;

fn e164(raw: &str) -> Option<String> {
    normal(raw, HOME).e164
}

#[test]
fn every_way_to_write_a_number_has_one_normal_form() {
    for raw in [
        "03-1234-5678",
        "０３－１２３４－５６７８",
        "03(1234)5678",
        "03（1234）5678",
        "(03)1234-5678",
        "03ー1234ー5678",
        "03‐1234‐5678",
        "03−1234−5678",
        "0312345678",
        "03 1234 5678",
        "03.1234.5678",
        "+81 3-1234-5678",
        "+81(0)3-1234-5678",
        "TEL:03-1234-5678",
        "tel 03-1234-5678",
        "電話：03-1234-5678",
        " 03-1234-5678 ",
        "03-1234-5678 内線123",
        "03-1234-5678(代)",
    ] {
        assert_eq!(e164(raw).as_deref(), Some("+81312345678"), "{raw}");
    }
}

#[test]
fn what_stands_beside_a_number_becomes_its_note() {
    for (raw, note) in [
        ("03-1234-5678 内線123", "内線123"),
        ("03-1234-5678（代）", "代"),
        ("03-1234-5678(直通)", "直通"),
        ("03-1234-5678 ext. 12", "ext. 12"),
        ("03-1234-5678x12", "x12"),
        ("03-1234-5678（代表）(内線 5)", "代表 内線 5"),
        ("03-1234-5678 (内線：12)", "内線:12"),
    ] {
        let phone = normal(raw, HOME);
        assert_eq!(
            (phone.e164.as_deref(), phone.note.as_deref()),
            (Some("+81312345678"), Some(note)),
            "{raw}"
        );
        assert_eq!(phone.raw, raw);
    }
}

#[test]
fn a_lost_zero_is_put_back_and_said() {
    for (raw, full) in
        [("9012345678", "+819012345678"), ("312345678", "+81312345678"), ("120123456", "+81120123456")]
    {
        let phone = normal(raw, HOME);
        assert_eq!((phone.e164.as_deref(), phone.zero_restored), (Some(full), true), "{raw}");
    }
    assert!(!normal("090-1234-5678", HOME).zero_restored);
    assert_eq!(normal("312345678", "US").e164, None, "only where numbers begin with a zero");
}

#[test]
fn what_cannot_be_dialled_is_kept_and_has_no_normal_form() {
    for raw in [
        "110",
        "119",
        "104",
        "1234",
        "1234-5678",
        "",
        "abc",
        "212-555-1234",
        "9.01E+10",
        "0120-ABC-DEF",
        "03-1234-5678 / 090-1234-5678",
        "000-0000-0000",
        "なし",
        "1234567890123456",
    ] {
        let phone = normal(raw, HOME);
        assert_eq!((phone.e164, phone.raw.as_str()), (None, raw), "{raw}");
    }
}

#[test]
fn other_countries_keep_their_own_numbers() {
    assert_eq!(e164("+1 212-555-0123").as_deref(), Some("+12125550123"));
    assert_eq!(normal("(212) 555-0123", "US").e164.as_deref(), Some("+12125550123"));
    assert_eq!(normal("(212) 555-0123", "nowhere").e164, None);
}

#[test]
fn a_number_is_found_in_a_note() {
    let text = "携帯は０９０－１２３４－５６７８、夕方に";
    let (range, phone) = find(text, HOME).unwrap();
    assert_eq!((&text[range], phone.e164.as_deref()), ("０９０－１２３４－５６７８", Some("+819012345678")));
    for text in ["2026-11-24 14:00", "¥0,123,456,789", "20台 120万", "id-03-1234-5678", "0000000000"] {
        assert_eq!(find(text, HOME), None, "{text}");
    }
}

#[test]
fn a_number_can_be_told_from_a_name() {
    assert!(looks_like_number("03-1234-5678") && looks_like_number("９０１２３４５６７８"));
    assert!(!looks_like_number("田中") && !looks_like_number("110") && !looks_like_number("tanaka 03"));
}

#[test]
fn every_example_of_the_numbering_plan_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/phones-jp/examples.csv");
    let Ok(examples) = fs::read_to_string(path) else {
        println!("skipped: no corpora");
        return;
    };
    let numbers: Vec<_> = examples.lines().skip(1).filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(numbers.len(), 8);
    for number in numbers {
        let full = Some(format!("+81{number}"));
        assert_eq!(e164(&format!("0{number}")), full);
        let bare = normal(number, HOME);
        assert_eq!((bare.e164, bare.zero_restored), (full, true));
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading(text in any::<String>(), shape in "[0-9０-９()（）+x#内線ー -]{0,24}") {
        for text in [&text, &shape] {
            let phone = normal(text, HOME);
            prop_assert_eq!(phone.raw.as_str(), text.trim());
            if let Some((range, _)) = find(text, HOME) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
