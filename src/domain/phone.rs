//! Phone numbers: what was typed, its E.164 form, and what stood beside it.
//!
//! What was typed is always kept; a number that is not one has no normal form. The tables behind
//! `phonenumber` take a fifth of a second to load: call [`warm`] on a thread before a key needs them.

use std::ops::Range;

use phonenumber::Mode;
use phonenumber::country::Id as Region;
use unicode_normalization::UnicodeNormalization;

use super::scan::Even;

/// The region of numbers without a country code, where nothing else is known.
pub const HOME: &str = "JP";

/// One number as it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phone {
    /// As it was typed.
    pub raw: String,
    /// E.164, such as `+81312345678`; `None` where it cannot be dialled.
    pub e164: Option<String>,
    /// What stood beside the number: `内線123`, `代表`.
    pub note: Option<String>,
    /// The leading zero was missing, as spreadsheets lose it, and was put back.
    pub zero_restored: bool,
}

/// Loads the tables, so that no key has to wait for them.
pub fn warm() {
    let _ = normal("03-1234-5678", HOME);
}

/// Reads a number; `region` is the ISO code of a country, taken for numbers without a `+`.
///
/// Three or four digits (110, 119, an extension) are never a number to dial.
#[must_use]
pub fn normal(raw: &str, region: &str) -> Phone {
    let (number, note) = peeled(&even(raw));
    let (e164, zero_restored) = match dialable(&number, region) {
        Some((e164, restored)) => (Some(e164), restored),
        None => (None, false),
    };
    Phone { raw: raw.trim().to_owned(), e164, note, zero_restored }
}

/// Says whether the whole text has the shape of a number to dial; the tables are not asked.
#[must_use]
pub fn looks_like_number(text: &str) -> bool {
    let number = peeled(&even(text)).0;
    plain(&number) && (9..=15).contains(&digits(&number).count())
}

/// Finds the first number to dial in a note: 9 to 15 digits after a `0` or a `+`.
#[must_use]
pub fn find(text: &str, region: &str) -> Option<(Range<usize>, Phone)> {
    find_in(&Even::of(text), text, region)
}

/// [`find`] in a text that is even already.
pub(super) fn find_in(even: &Even, text: &str, region: &str) -> Option<(Range<usize>, Phone)> {
    let chars = even.chars();
    let mut at = 0;
    while at < chars.len() {
        let run = number_run(&chars[at..]);
        let opens =
            at == 0 || !(chars[at - 1].is_ascii_alphanumeric() || "¥$€£.,-/:".contains(chars[at - 1]));
        let long = chars[at..at + run].iter().filter(|char| char.is_ascii_digit()).count();
        if opens && matches!(chars[at], '0' | '+' | '(') && (9..=15).contains(&long) {
            let range = even.bytes(at, at + run);
            let phone = normal(&text[range.clone()], region);
            if phone.e164.is_some() {
                return Some((range, phone));
            }
        }
        at += run.max(1);
    }
    None
}

/// How many characters from here belong to one number, ending with a digit.
fn number_run(chars: &[char]) -> usize {
    let run =
        chars.iter().take_while(|char| char.is_ascii_digit() || "+-() ".contains(hyphen(**char))).count();
    chars[..run].iter().rposition(char::is_ascii_digit).map_or(0, |last| last + 1)
}

/// One form for widths and hyphens.
fn even(raw: &str) -> String {
    raw.nfkc().map(hyphen).collect::<String>().trim().to_owned()
}

const fn hyphen(char: char) -> char {
    match char {
        'ー' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ｰ' | '─' | '━' => '-',
        _ => char,
    }
}

/// Words before a number that only say that it is one.
const LABELS: &[&str] = &["tel", "phone", "mobile", "fax", "電話番号", "電話", "携帯", "代表"];

/// Words that begin an extension.
const EXTENSIONS: &[&str] = &["内線", "extension", "ext.", "ext", "x", "#"];

/// Takes apart the number and what stands beside it.
fn peeled(text: &str) -> (String, Option<String>) {
    let (number, extension) = cut_extension(unlabelled(text));
    let (number, bracketed) = unbracketed(number);
    let notes: Vec<_> = bracketed.into_iter().chain(extension.map(str::to_owned)).collect();
    (number.trim().trim_end_matches('-').to_owned(), (!notes.is_empty()).then(|| notes.join(" ")))
}

fn unlabelled(text: &str) -> &str {
    let label = LABELS
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)));
    text[label.map_or(0, |label| label.len())..].trim_start_matches([':', '.', ' '])
}

fn cut_extension(text: &str) -> (&str, Option<&str>) {
    let lower = text.to_ascii_lowercase();
    let cut = EXTENSIONS.iter().filter_map(|word| lower.find(word)).filter(|at| *at > 0).min();
    match cut {
        Some(at) => {
            (text[..at].trim_end_matches(['(', ' ', ',', '-']), Some(text[at..].trim_end_matches(')').trim()))
        }
        None => (text, None),
    }
}

/// Takes out brackets that hold words, such as `(代)`; those that hold digits belong to the number.
fn unbracketed(text: &str) -> (String, Vec<String>) {
    let (mut number, mut notes, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('(') {
        number.push_str(before);
        let Some((inside, after)) = after.split_once(')') else {
            rest = after;
            continue;
        };
        if inside.chars().any(|char| char.is_ascii_digit()) {
            number.push_str(&format!("({inside})"));
        } else if !inside.trim().is_empty() {
            notes.push(inside.trim().to_owned());
        }
        rest = after;
    }
    number.push_str(rest);
    (number, notes)
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

/// Says whether there is nothing but figures and what people put between them.
fn plain(number: &str) -> bool {
    number.chars().enumerate().all(|(at, char)| {
        char.is_ascii_digit() || "-() ./".contains(char) || (char == '+' && matches!(at, 0 | 1))
    })
}

/// The E.164 form of a valid number, and whether its zero had to be put back.
fn dialable(number: &str, region: &str) -> Option<(String, bool)> {
    let count = digits(number).count();
    if !plain(number) || !(8..=15).contains(&count) {
        return None;
    }
    let home = region.eq_ignore_ascii_case(HOME);
    if home && !number.starts_with(['0', '+', '(']) {
        let bare = count == number.len() && matches!(count, 9 | 10);
        return bare.then(|| parsed(&format!("0{number}"), region)).flatten().map(|e164| (e164, true));
    }
    parsed(number, region).map(|e164| (e164, false))
}

fn parsed(number: &str, region: &str) -> Option<String> {
    let region: Option<Region> = region.to_ascii_uppercase().parse().ok();
    let number = phonenumber::parse(region, number).ok()?;
    number.is_valid().then(|| number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests {
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
        assert_eq!(
            (&text[range], phone.e164.as_deref()),
            ("０９０－１２３４－５６７８", Some("+819012345678"))
        );
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
}
