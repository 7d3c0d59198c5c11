//! Reads single cells as files write them, and folds words to compare them.
//!
//! What a field takes is `domain`'s to say; here is only what spreadsheets and headers add to it:
//! units, counters, rounded numbers, shielded formulas. Called for every cell and every header.

use std::borrow::Cow;

use crate::domain::fold::fold;
use crate::domain::invalid::Invalid;
use crate::domain::scan::nfkc;
use crate::domain::typed::{self, Place};
use crate::domain::{Field, Kind, Noun, Value, amount};

/// One spelling for words that differ in width, case, spaces, marks, kana or kanji shapes only;
/// short legal forms written out.
#[must_use]
pub fn folded(text: &str) -> String {
    let usual = |c: char| matches!(c, '\u{3041}'..='\u{3096}' | '\u{4e00}'..='\u{9fff}' | 'ー' | '〒');
    let kept = |c: &char| usual(*c) || c.is_alphanumeric();
    if text.is_ascii() {
        return text.chars().filter(kept).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut folded = fold(text);
    folded.retain(|c| kept(&c));
    folded
}

/// Full-width letters, digits and spaces made plain; everything else as it is.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    match nfkc(text.trim()) {
        Cow::Borrowed(plain) => Cow::Borrowed(plain),
        Cow::Owned(plain) => Cow::Owned(plain.trim().to_owned()),
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

/// Reads a cell for a field. `unit` is what a bare number stands for, such as 1,000,000.
pub fn typed(
    noun: Noun,
    field: &'static Field,
    text: &str,
    unit: i64,
    place: Place<'_>,
) -> Result<Value, Invalid> {
    let counted = plain(text);
    let text =
        if field.kind == Kind::Int { counted.trim_end_matches(['人', '名', '年', '月']) } else { text };
    if unit != 1
        && let Some(number) = bare_number(text, unit, place.currency)
    {
        return Ok(Value::Int(number));
    }
    typed::value(field, typed::choices(noun, field.name), text, place)
}

/// A number with nothing but commas in it, times the unit.
fn bare_number(text: &str, unit: i64, currency: &str) -> Option<i64> {
    let bare = plain(text);
    let is_bare = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '.'));
    amount::read(&bare, currency).filter(|_| is_bare)?.minor.checked_mul(unit)
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

/// The year out of `1999`, `1999年`, `昭和63年` or a whole date.
#[must_use]
pub fn year(text: &str) -> Option<i64> {
    typed::date(text)?.split('-').next()?.parse().ok()
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

/// A code or an id in plain letters, without the `.0` of a table that took it for a number.
#[must_use]
pub fn code(text: &str) -> String {
    let plain = plain(text);
    let whole = plain.strip_suffix(".0").filter(|whole| whole.bytes().all(|b| b.is_ascii_digit()));
    whole.filter(|whole| !whole.is_empty()).unwrap_or(&plain).to_owned()
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
    use chrono::FixedOffset;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Record;
    use crate::domain::customer::Customer;
    use crate::domain::record::field_named;

    const JAPAN: Place<'_> = Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency: "JPY" };

    fn read(field: &str, text: &str, unit: i64) -> Result<Value, Invalid> {
        typed(Noun::Customer, field_named(Customer::FIELDS, field).unwrap(), text, unit, JAPAN)
    }

    #[test]
    fn words_that_differ_in_spelling_only_fold_to_one() {
        for (one, other) in [
            ("Ｅ－ｍａｉｌ　１", "e-mail 1"),
            ("ふりがな", "ﾌﾘｶﾞﾅ"),
            ("㈱田中製作所", "株式会社　田中製作所"),
            ("(有)髙橋", "有限会社高橋"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("田中（株）"), folded("（株）田中"));
    }

    #[test]
    fn numbers_and_dates_are_read_or_refused_never_bent() {
        assert_eq!(read("employees", "１,２００名", 1), Ok(Value::Int(1200)));
        assert_eq!(read("capital", "1491", 1_000_000), Ok(Value::Int(1_491_000_000)));
        assert_eq!(read("capital", "3億円", 1_000_000), Ok(Value::Int(300_000_000)));
        assert_eq!(read("capital", "1,491", 1), Ok(Value::Int(1491)));
        assert!(read("capital", "n/a", 1).is_err());
        assert!(read("annual_sales", "1100.04", 1).is_err());
        assert_eq!(read("first_touch_on", "令和8年1月5日", 1), Ok(Value::Text("2026-01-05".into())));
        assert!(read("first_touch_on", "01/05/2026", 1).is_err());
        assert_eq!((month("3月31日"), month(" 12月31日"), month("March")), (Some(3), Some(12), None));
        assert_eq!((year("昭和63年"), year("1999年4月"), year("'99")), (Some(1988), Some(1999), None));
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
        fn no_cell_makes_it_panic(text in any::<String>(), field in 0..Customer::FIELDS.len()) {
            let _ = (folded(&text), month(&text), year(&text), postal_code(&text));
            let _ = (is_rounded(&text), looks_like_data(&text));
            let _ = typed(Noun::Customer, &Customer::FIELDS[field], &text, 1_000_000, JAPAN);
        }
    }
}
