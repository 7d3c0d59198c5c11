//! Reads single cells: numbers, dates, phones, mail addresses; and folds words to compare them.
//!
//! Pure text in, values out. `import` calls it for every cell, `headers` for every header.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::domain::invalid::{Invalid, Why};
use crate::domain::{Field, Kind, Value};

/// One spelling for words that differ in width, case, spaces, marks or kind of kana only.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
    }
    text.nfkc()
        .filter(|c| c.is_alphanumeric() || matches!(c, 'ー' | '〒'))
        .flat_map(char::to_lowercase)
        .map(katakana)
        .collect()
}

const fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => match char::from_u32(c as u32 + 0x60) {
            Some(kana) => kana,
            None => c,
        },
        _ => c,
    }
}

/// A company's or a person's name folded, short legal forms written out.
#[must_use]
pub fn folded_name(text: &str) -> String {
    if text.is_ascii() {
        return folded(text);
    }
    let wide: String = text.nfkc().collect();
    folded(&wide.replace("(株)", "株式会社").replace("(有)", "有限会社").replace("(同)", "合同会社"))
}

/// Full-width letters, digits and spaces made plain; everything else as it is.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect::<String>().trim().to_owned())
    }
}

/// Says whether a cell holds a number, a date or a mail address: no name of a column does.
#[must_use]
pub fn looks_like_data(cell: &str) -> bool {
    let plain = plain(cell);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let rest = plain.chars().filter(|c| !c.is_ascii_digit() && !"+-./:() ,¥$%年月日".contains(*c)).count();
    (digits > 0 && rest == 0) || (plain.contains('@') && plain.contains('.'))
}

/// Reads what was typed for a field. `unit` is what one stands for, such as 1,000,000.
pub fn typed(field: &'static Field, text: &str, unit: i64) -> Result<Value, Invalid> {
    let invalid = |why| Err(Invalid::new(field.name, why));
    match field.kind {
        Kind::Int | Kind::Money => match number(text, field.kind == Kind::Money, unit) {
            Some(number) => Ok(Value::Int(number)),
            None => invalid(Why::NotANumber(text.to_owned())),
        },
        Kind::Date => match date(text) {
            Some(date) => Ok(Value::Text(date)),
            None => invalid(Why::NotADate(text.to_owned())),
        },
        Kind::Flag => match folded(text).as_str() {
            "1" | "yes" | "true" | "y" | "ハイ" | "有" => Ok(Value::Int(1)),
            "0" | "no" | "false" | "n" | "イイエ" | "無" => Ok(Value::Null),
            _ => invalid(Why::NotAFlag(text.to_owned())),
        },
        Kind::Moment => invalid(Why::NotAMoment(text.to_owned())),
        Kind::Ref => invalid(Why::NotAnId(text.to_owned())),
        Kind::Text | Kind::Long | Kind::Kana | Kind::Choice => Ok(Value::Text(text.to_owned())),
    }
}

/// Words after a number and what they multiply it by.
const AMOUNTS: &[(&str, i64)] = &[("億", 100_000_000), ("百万", 1_000_000), ("万", 10_000), ("千", 1_000)];

fn number(text: &str, money: bool, unit: i64) -> Option<i64> {
    let plain = plain(text).replace([',', ' '], "");
    let mut bare = plain.trim_start_matches(['¥', '$']).trim_end_matches(['円', '人', '名', '年', '月']);
    let mut factor = unit;
    if let Some((word, times)) = AMOUNTS.iter().find(|(word, _)| money && bare.ends_with(word)) {
        bare = bare.trim_end_matches(word);
        factor = *times;
    }
    bare.parse::<i64>().ok()?.checked_mul(factor)
}

/// An ISO date out of `2026-11-21`, `2026/11/21`, `2026年11月21日` or less of it.
fn date(text: &str) -> Option<String> {
    let plain = plain(text).replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
    let year = parts.first().filter(|year| year.len() == 4)?.parse::<u16>().ok()?;
    let part = |at: usize, most: u8| match parts.get(at) {
        None => Some(None),
        Some(text) => text.parse::<u8>().ok().filter(|n| (1..=most).contains(n)).map(Some),
    };
    match (part(1, 12)?, part(2, 31)?, parts.len()) {
        (None, None, 1) => Some(format!("{year:04}")),
        (Some(month), None, 2) => Some(format!("{year:04}-{month:02}")),
        (Some(month), Some(day), 3) => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// The month out of `3月31日`, `3月`, `03` or `March`-less forms of it.
#[must_use]
pub fn month(text: &str) -> Option<i64> {
    let plain = plain(text);
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let fits = rest.is_empty() || rest.starts_with(['月', '/', '-']);
    digits.parse().ok().filter(|month| fits && (1..=12).contains(month))
}

/// The year out of `1999`, `1999年` or a whole date.
#[must_use]
pub fn year(text: &str) -> Option<i64> {
    let digits = date(text)?;
    digits.split('-').next()?.parse().ok()
}

/// A postal code as Japan writes it, where it is seven digits; else as it stands.
#[must_use]
pub fn postal_code(text: &str) -> String {
    let plain = plain(text);
    let bare = plain.trim_start_matches('〒').trim();
    if bare.len() == 7 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}", &bare[..3], &bare[3..]);
    }
    bare.to_owned()
}

/// A phone number in normal form, empty where there is none; and whether a lost zero was put back.
///
/// Numbers without a country code are Japan's if `in_japan`, and nobody's otherwise.
#[must_use]
pub fn phone(raw: &str, in_japan: bool) -> (String, bool) {
    let plain = plain(raw);
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let bare = plain.chars().all(|c| c.is_ascii_digit());
    match digits.len() {
        7..=15 if plain.starts_with('+') => (format!("+{digits}"), false),
        10 | 11 if in_japan && digits.starts_with('0') => (format!("+81{}", &digits[1..]), false),
        9 | 10 if in_japan && bare && !digits.starts_with('0') => (format!("+81{digits}"), true),
        _ => (String::new(), false),
    }
}

/// A mail address in normal form: the domain in lower case; empty where it is none.
#[must_use]
pub fn mail(raw: &str) -> String {
    let plain = plain(raw);
    match plain.rsplit_once('@') {
        Some((name, domain))
            if !name.is_empty() && !domain.is_empty() && !plain.contains(char::is_whitespace) =>
        {
            format!("{name}@{}", domain.to_lowercase())
        }
        _ => String::new(),
    }
}

/// Says whether a spreadsheet has rounded a number away: `9.01E+10`.
#[must_use]
pub fn is_rounded(text: &str) -> bool {
    let Some((front, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    front.starts_with(|c: char| c.is_ascii_digit())
        && digits(front)
        && power.strip_prefix('+').is_some_and(digits)
}

/// Says whether a payment card's number stands anywhere in a text.
#[must_use]
pub fn holds_card(text: &str) -> bool {
    if text.len() < 14 {
        return false;
    }
    let mut run: Vec<u32> = Vec::new();
    let mut parted = false;
    for c in text.chars().map(narrow_digit).chain(std::iter::once('.')) {
        match c.to_digit(10) {
            Some(digit) => {
                run.push(digit);
                parted = false;
            }
            None if matches!(c, ' ' | '-') && !parted && !run.is_empty() => parted = true,
            None if is_card(&run) => return true,
            None => run.clear(),
        }
    }
    false
}

fn narrow_digit(c: char) -> char {
    let narrow = u32::from(c).checked_sub(u32::from('０')).and_then(|digit| char::from_digit(digit, 10));
    narrow.unwrap_or(c)
}

fn is_card(digits: &[u32]) -> bool {
    let prefix = digits.iter().take(4).fold(0, |number, digit| number * 10 + digit);
    let shaped = match digits.len() {
        16 => {
            matches!(prefix, 4000..=4999 | 5100..=5599 | 2221..=2720 | 3528..=3589 | 6011 | 6200..=6299 | 6500..=6599)
        }
        15 => matches!(prefix, 3400..=3499 | 3700..=3799),
        14 => matches!(prefix, 3000..=3059 | 3600..=3699 | 3800..=3999),
        _ => false,
    };
    shaped && luhn(digits)
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = digits.iter().rev().enumerate().map(|(at, digit)| match (at % 2, *digit) {
        (0, digit) => digit,
        (_, digit) => digit * 2 / 10 + digit * 2 % 10,
    });
    doubled.sum::<u32>().is_multiple_of(10)
}

/// Takes off the apostrophe that keeps a spreadsheet from computing a cell.
#[must_use]
pub fn unshielded(cell: &str) -> &str {
    if is_shielded(cell) { &cell[1..] } else { cell }
}

/// Puts an apostrophe before a cell that a spreadsheet would compute, or that looks shielded.
#[must_use]
pub fn shielded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) || is_shielded(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn is_shielded(cell: &str) -> bool {
    cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Record;
    use crate::domain::customer::Customer;
    use crate::domain::record::field_named;

    fn read(field: &str, text: &str, unit: i64) -> Result<Value, Invalid> {
        typed(field_named(Customer::FIELDS, field).unwrap(), text, unit)
    }

    #[test]
    fn words_that_differ_in_spelling_only_fold_to_one() {
        assert_eq!(folded("Ｅ－ｍａｉｌ　１"), folded("e-mail 1"));
        assert_eq!(folded("ふりがな"), folded("ﾌﾘｶﾞﾅ"));
        assert_eq!(folded_name("㈱田中製作所"), folded_name("株式会社　田中製作所"));
        assert_ne!(folded_name("田中（株）"), folded_name("（株）田中"));
    }

    #[test]
    fn numbers_and_dates_are_read_or_refused_never_bent() {
        assert_eq!(read("employees", "１,２００名", 1), Ok(Value::Int(1200)));
        assert_eq!(read("capital", "1491", 1_000_000), Ok(Value::Int(1_491_000_000)));
        assert_eq!(read("capital", "3億円", 1), Ok(Value::Int(300_000_000)));
        assert!(read("capital", "n/a", 1).is_err());
        assert!(read("annual_sales", "1100.04", 1).is_err());
        assert_eq!(read("first_touch_on", "2026/1/5", 1), Ok(Value::Text("2026-01-05".into())));
        assert!(read("first_touch_on", "01/05/2026", 1).is_err());
        assert_eq!((month("3月31日"), month(" 12月31日"), month("March")), (Some(3), Some(12), None));
    }

    #[test]
    fn a_phone_keeps_or_gets_back_its_zero() {
        assert_eq!(phone("０３－１２３４－５６７８", true), ("+81312345678".into(), false));
        assert_eq!(phone("9012345678", true), ("+819012345678".into(), true));
        assert_eq!(phone("内線12", true), (String::new(), false));
        assert_eq!(phone("4155551234", false), (String::new(), false));
    }

    #[test]
    fn card_numbers_are_seen_and_company_numbers_are_not() {
        assert!(holds_card("pays with 4111 1111 1111 1111, exp 12/30"));
        assert!(holds_card("４１１１１１１１１１１１１１１１"));
        assert!(!holds_card("5070001000715"));
        assert!(!holds_card("03-1234-5678 06-1234-5678"));
    }

    #[test]
    fn a_rounded_number_is_seen() {
        assert!(is_rounded("9.01E+10"));
        assert!(!is_rounded("E01234") && !is_rounded("12e") && !is_rounded("1E2"));
    }

    proptest! {
        #[test]
        fn a_shielded_cell_reads_back_and_never_computes(text in "['=+@\t\r a-]{0,6}") {
            let cell = shielded(&text).into_owned();
            prop_assert!(!cell.starts_with(FORMULA));
            prop_assert_eq!(unshielded(&cell), text);
        }

        #[test]
        fn no_cell_makes_it_panic(text in any::<String>()) {
            let _ = (folded(&text), folded_name(&text), phone(&text, true), mail(&text), month(&text));
            let _ = (holds_card(&text), is_rounded(&text), looks_like_data(&text), date(&text));
            let _ = number(&text, true, 1_000_000);
        }
    }
}
